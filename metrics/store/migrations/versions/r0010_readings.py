"""Who besides its author has read the lines of a briefing that the check does not understand."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "briefing_reading",
        sa.Column("briefing_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("wording", sa.String(64), nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("issued", sa.SmallInteger, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("briefing_id", "number", name="pk_briefing_reading"),
        sa.UniqueConstraint("token", name="uq_briefing_reading_token"),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name="fk_briefing_reading_briefing_id_briefing"
        ),
    )


def downgrade() -> None:
    op.drop_table("briefing_reading")
