"""Briefings: outlines, what was issued, whose figures stand in them, schedules."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PART = (
    "briefing_id", "issued", "organization", "series", "period_start", "period_length", "named",
)  # fmt: skip
ALL = (
    "briefing", "briefing_version", "briefing_issue", "briefing_part", "briefing_schedule",
    "briefing_recipient", "briefing_run",
)  # fmt: skip


def upgrade() -> None:
    _briefings()
    _versions()
    _issues()
    _parts()
    _schedules()
    _of_a_schedule()


def downgrade() -> None:
    for name in reversed(ALL):
        op.drop_table(name)


def _briefings() -> None:
    op.create_table(
        "briefing",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        *_strings("code"),
        _instant("created_at"),
        *_strings("actor"),
        sa.Column("discarded_at", sa.BigInteger),
        sa.Column("discard_token", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_briefing"),
        sa.UniqueConstraint("code", name="uq_briefing_code"),
    )


def _versions() -> None:
    op.create_table(
        "briefing_version",
        *_integers("briefing_id", "version"),
        *_texts("title_en", "title_fr", "outline"),
        *_strings("actor"),
        _instant("at"),
        sa.Column("erased_at", sa.BigInteger),
        *_strings("token"),
        _refers("briefing_version", "briefing_id", "briefing.id"),
        sa.PrimaryKeyConstraint("briefing_id", "version", name="pk_briefing_version"),
        sa.UniqueConstraint("token", name="uq_briefing_version_token"),
    )


def _issues() -> None:
    op.create_table(
        "briefing_issue",
        *_integers("briefing_id", "version"),
        sa.Column("snapshot", sa.Text),
        sa.Column("content", sa.String(64), nullable=False),
        _instant("held_at"),
        *_strings("actor"),
        _instant("at"),
        sa.Column("erased_at", sa.BigInteger),
        *_strings("token"),
        _refers("briefing_issue", "briefing_id", "briefing.id"),
        sa.PrimaryKeyConstraint("briefing_id", name="pk_briefing_issue"),
        sa.UniqueConstraint("token", name="uq_briefing_issue_token"),
    )


def _parts() -> None:
    op.create_table(
        "briefing_part",
        *_integers("briefing_id"),
        sa.Column("issued", sa.SmallInteger, nullable=False),
        *_strings("organization", "series"),
        *_integers("period_start", "period_length"),
        sa.Column("named", sa.SmallInteger, nullable=False),
        *_integers("version"),
        _refers("briefing_part", "briefing_id", "briefing.id"),
        sa.PrimaryKeyConstraint(*PART, name="pk_briefing_part"),
    )
    op.create_index("ix_briefing_part_organization", "briefing_part", ["organization"])


def _schedules() -> None:
    op.create_table(
        "briefing_schedule",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        *_integers("briefing_id"),
        *_texts("rule"),
        *_strings("formats", "languages", "actor"),
        _instant("at"),
        sa.Column("cancelled_at", sa.BigInteger),
        sa.Column("cancel_token", sa.String),
        *_strings("token"),
        _refers("briefing_schedule", "briefing_id", "briefing.id"),
        sa.PrimaryKeyConstraint("id", name="pk_briefing_schedule"),
        sa.UniqueConstraint("token", name="uq_briefing_schedule_token"),
    )


def _of_a_schedule() -> None:
    op.create_table(
        "briefing_recipient",
        *_integers("schedule_id"),
        *_strings("address"),
        _refers("briefing_recipient", "schedule_id", "briefing_schedule.id"),
        sa.PrimaryKeyConstraint("schedule_id", "address", name="pk_briefing_recipient"),
    )
    op.create_table(
        "briefing_run",
        *_integers("schedule_id"),
        *_strings("for_key"),
        _instant("began_at"),
        sa.Column("ended_at", sa.BigInteger),
        *_strings("result", "token"),
        _refers("briefing_run", "schedule_id", "briefing_schedule.id"),
        sa.PrimaryKeyConstraint("schedule_id", "for_key", name="pk_briefing_run"),
    )


def _strings(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _instant(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")
