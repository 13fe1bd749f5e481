"""The salt by which the audit log tells the digests of a return, erased with its values."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("partner_return", sa.Column("salt", sa.String(64)))


def downgrade() -> None:
    op.drop_column("partner_return", "salt")
