"""What was declared when, and whether a store holds example data."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_declaration"),
    )
    op.create_table(
        "nature",
        sa.Column("id", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("example", sa.SmallInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_nature"),
    )
    op.add_column("submission", sa.Column("version", sa.Integer, nullable=True))
    # what was recorded before this question was asked is no example
    op.execute(
        "INSERT INTO nature (id, example) "
        "SELECT 1, CASE WHEN count(*) > 0 THEN 0 END FROM submission"
    )


def downgrade() -> None:
    op.drop_column("submission", "version")
    op.drop_table("nature")
    op.drop_table("declaration")
