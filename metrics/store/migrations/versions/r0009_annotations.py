"""Notes of the office beside figures, events and narratives of pillars, in versions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ABOUT = ("kind", "indicator", "series", "place", "disaggregation", "framework", "pillar", "period")


def upgrade() -> None:
    op.create_table(
        "annotation",
        *_strings("code"),
        sa.Column("number", sa.Integer, nullable=False),
        *_strings(*ABOUT),
        sa.Column("text_en", sa.Text, nullable=False),
        sa.Column("text_fr", sa.Text, nullable=False),
        *_strings("owner_en", "owner_fr", "actor", "role"),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("taken_back", sa.SmallInteger, nullable=False),
        *_strings("token"),
        sa.PrimaryKeyConstraint("code", "number", name="pk_annotation"),
        sa.UniqueConstraint("token", name="uq_annotation_token"),
    )


def downgrade() -> None:
    op.drop_table("annotation")


def _strings(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]
