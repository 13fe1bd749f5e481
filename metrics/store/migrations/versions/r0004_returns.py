"""Returns of partners: what was sent, what was done with it, closed periods, obligations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = (
    "indicator_id", "series_id", "organization_id", "place_id", "disaggregation_id", "frequency",
    "period_start", "period_length",
)  # fmt: skip
ALL = (
    "partner_return", "return_event", "return_remark", "return_removal", "period_event",
    "obligation_event",
)  # fmt: skip


def upgrade() -> None:
    _returns()
    _events()
    _of_a_return()
    _periods()
    _obligations()


def downgrade() -> None:
    for name in reversed(ALL):
        op.drop_table(name)


def _returns() -> None:
    op.create_table(
        "partner_return",
        _id(),
        *_strings("code", "key", "form", "organization"),
        *_integers("period_start", "period_length"),
        sa.Column("language", sa.String(2), nullable=False),
        *_integers("form_version"),
        sa.Column("content", sa.String(64), nullable=False),
        *_integers("submission_id"),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        *_strings("actor"),
        *_integers("added", "changed", "unchanged", "withdrawn"),
        _refers("partner_return", "submission_id", "submission.id"),
        sa.PrimaryKeyConstraint("id", name="pk_partner_return"),
        sa.UniqueConstraint("code", name="uq_partner_return_code"),
        sa.UniqueConstraint("organization", "key", name="uq_partner_return_organization_key"),
    )
    op.create_index(
        "ix_partner_return_form_organization_period_start_id",
        "partner_return",
        ["form", "organization", "period_start", "id"],
    )


def _events() -> None:
    op.create_table(
        "return_event",
        _id(),
        *_integers("return_id"),
        *_strings("state"),
        sa.Column("undone", sa.SmallInteger, nullable=False),
        sa.Column("submission_id", sa.Integer),
        *_said(),
        *_strings("token"),
        _refers("return_event", "return_id", "partner_return.id"),
        _refers("return_event", "submission_id", "submission.id"),
        sa.PrimaryKeyConstraint("id", name="pk_return_event"),
        sa.UniqueConstraint("token", name="uq_return_event_token"),
    )
    op.create_index("ix_return_event_return_id_id", "return_event", ["return_id", "id"])


def _of_a_return() -> None:
    op.create_table(
        "return_remark",
        *_integers("event_id", "ordinal"),
        *_strings("sheet", "cell", "rule"),
        sa.Column("words", sa.Text, nullable=False),
        _refers("return_remark", "event_id", "return_event.id"),
        sa.PrimaryKeyConstraint("event_id", "ordinal", name="pk_return_remark"),
    )
    op.create_table(
        "return_removal",
        *_integers("return_id", *KEY),
        _refers("return_removal", "return_id", "partner_return.id"),
        sa.PrimaryKeyConstraint("return_id", *KEY, name="pk_return_removal"),
    )


def _periods() -> None:
    op.create_table(
        "period_event",
        _id(),
        *_strings("form"),
        *_integers("period_start", "period_length"),
        sa.Column("closed", sa.SmallInteger, nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("id", name="pk_period_event"),
    )
    op.create_index("ix_period_event_form_id", "period_event", ["form", "id"])


def _obligations() -> None:
    op.create_table(
        "obligation_event",
        _id(),
        *_strings("form", "organization", "table_id", "period", "kind"),
        sa.Column("until", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        *_strings("actor"),
        sa.PrimaryKeyConstraint("id", name="pk_obligation_event"),
    )
    op.create_index(
        "ix_obligation_event_form_organization_id",
        "obligation_event",
        ["form", "organization", "id"],
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, nullable=False, autoincrement=False)


def _strings(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _said() -> tuple[sa.Column[int], sa.Column[str], sa.Column[str]]:
    """When, by whom and why."""
    return (
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")
