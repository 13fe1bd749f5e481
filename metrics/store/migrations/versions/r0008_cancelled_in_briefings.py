"""When a release was cancelled whose figures an issued briefing holds."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("briefing_issue", sa.Column("cancelled_at", sa.BigInteger))


def downgrade() -> None:
    op.drop_column("briefing_issue", "cancelled_at")
