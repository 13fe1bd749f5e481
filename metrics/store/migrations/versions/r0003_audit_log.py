"""The audit log: a table that only grows, as the database itself sees to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# REPLACE deletes without telling a trigger of deletions: a taken position is refused on its own.
SQLITE = (
    "CREATE TRIGGER audit_entry_kept_from_update BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_entry_kept_from_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_entry_grows_by_one BEFORE INSERT ON audit_entry "
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM audit_entry) "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
)
REFUSE = " BEGIN RAISE EXCEPTION 'the audit log only grows'; END "
NEXT = (
    " BEGIN IF NEW.position IS DISTINCT FROM "
    "(SELECT coalesce(max(position), 0) + 1 FROM audit_entry) "
    "THEN RAISE EXCEPTION 'the audit log only grows'; END IF; RETURN NEW; END "
)
POSTGRESQL = (
    f"CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $${REFUSE}$$",
    f"CREATE FUNCTION audit_entry_next() RETURNS trigger LANGUAGE plpgsql AS $${NEXT}$$",
    "CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_kept_whole BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_grows_by_one BEFORE INSERT ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_next()",
    # in a session that poses as a replica, too
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_kept",
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_kept_whole",
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_grows_by_one",
)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("actor", "action", "object")),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit_entry"),
    )
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_entry")  # with its triggers
    if not _is_sqlite():
        op.execute("DROP FUNCTION audit_entry_refuse()")
        op.execute("DROP FUNCTION audit_entry_next()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
