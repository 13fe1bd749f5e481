"""Releases of protected figures, what owners consent to, what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PUBLISHED = (
    "indicator_id", "series_id", "place_id", "disaggregation_id", "frequency", "period_start",
    "period_length", "organization_id",
)  # fmt: skip
ALL = (
    "release", "release_cell", "release_part", "release_event", "released_part", "consent_event",
    "erasure",
)  # fmt: skip


def upgrade() -> None:
    _releases()
    _cells()
    _events()
    _published()
    _consents()
    _erasures()


def downgrade() -> None:
    for name in reversed(ALL):
        op.drop_table(name)


def _releases() -> None:
    op.create_table(
        "release",
        _id(),
        *_strings("code", "form"),
        *_texts("title_en", "title_fr"),
        sa.Column("lifts_at", sa.BigInteger, nullable=False),
        sa.Column("by_partner", sa.SmallInteger, nullable=False),
        sa.Column("proposed_at", sa.BigInteger, nullable=False),
        *_strings("actor"),
        sa.Column("content", sa.String(64), nullable=False),
        *_texts("detail"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("code", name="uq_release_code"),
    )
    op.create_index("ix_release_form_id", "release", ["form", "id"])


def _cells() -> None:
    op.create_table(
        "release_cell",
        *_integers("release_id", "ordinal"),
        *_strings("indicator", "series", "place", "disaggregation", "partner", "period"),
        sa.Column("value", sa.Text),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("rounded", sa.SmallInteger, nullable=False),
        sa.Column("exact", sa.Text),
        _refers("release_cell", "release_id", "release.id"),
        sa.PrimaryKeyConstraint("release_id", "ordinal", name="pk_release_cell"),
    )
    op.create_table(
        "release_part",
        *_integers("release_id", "ordinal"),
        *_strings("organization"),
        sa.PrimaryKeyConstraint("release_id", "ordinal", "organization", name="pk_release_part"),
    )


def _events() -> None:
    op.create_table(
        "release_event",
        _id(),
        *_integers("release_id"),
        *_strings("kind", "organization"),
        *_said(),
        sa.Column("submission_id", sa.Integer),
        *_strings("token"),
        _refers("release_event", "release_id", "release.id"),
        _refers("release_event", "submission_id", "submission.id"),
        sa.PrimaryKeyConstraint("id", name="pk_release_event"),
        sa.UniqueConstraint("token", name="uq_release_event_token"),
    )
    op.create_index("ix_release_event_release_id_id", "release_event", ["release_id", "id"])


def _published() -> None:
    op.create_table(
        "released_part",
        *_integers(*PUBLISHED),
        sa.PrimaryKeyConstraint(*PUBLISHED, name="pk_released_part"),
    )


def _consents() -> None:
    op.create_table(
        "consent_event",
        _id(),
        *_strings("organization", "form", "kind", "purposes", "detail"),
        sa.Column("until_on", sa.Integer),
        *_strings("steward"),
        *_integers("others", "floor"),
        *_said(),
        *_strings("token"),
        sa.PrimaryKeyConstraint("id", name="pk_consent_event"),
        sa.UniqueConstraint("token", name="uq_consent_event_token"),
    )
    op.create_index(
        "ix_consent_event_organization_form_id", "consent_event", ["organization", "form", "id"]
    )


def _erasures() -> None:
    op.create_table(
        "erasure",
        _id(),
        *_strings("organization", "form", "kind"),
        *_said(),
        *_integers("rows", "cells"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_index("ix_erasure_organization_form_id", "erasure", ["organization", "form", "id"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, nullable=False, autoincrement=False)


def _strings(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


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
