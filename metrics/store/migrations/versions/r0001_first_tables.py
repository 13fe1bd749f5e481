"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAMES = ("indicator", "series", "organization", "place", "disaggregation", "document")


def upgrade() -> None:
    for name in NAMES:
        _create_names(name)
    op.create_table(
        "text",
        _integer("id"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("fr", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text"),
        sa.UniqueConstraint("digest", name="uq_text_digest"),
    )
    _create_submissions()
    _create_observation()
    _create_action()
    _first_rows()


def downgrade() -> None:
    for name in ("data_version", "action", "observation", "measured", "sheet"):
        op.drop_table(name)
    for name in ("submission_file", "submission", "text", *reversed(NAMES)):
        op.drop_table(name)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable, autoincrement=False)


def _small(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger, nullable=False, autoincrement=False)


def _big(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable, autoincrement=False)


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _create_names(name: str) -> None:
    op.create_table(
        name,
        _integer("id"),
        _string("code"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("code", name=f"uq_{name}_code"),
    )


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")


def _create_submissions() -> None:
    op.create_table(
        "submission",
        _integer("id"),
        _string("source"),
        _integer("organization_id"),
        _big("recorded_at"),
        _small("replaces_all"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        _reference("submission", "organization_id", "organization"),
    )
    newest = ["source", "organization_id", "id"]
    op.create_index("ix_submission_source_organization_id_id", "submission", newest)
    op.create_table(
        "submission_file",
        _integer("id"),
        _integer("submission_id"),
        _string("name"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission_file"),
        sa.UniqueConstraint("submission_id", "name", name="uq_submission_file_submission_id_name"),
        _reference("submission_file", "submission_id", "submission"),
    )
    _create_sheets()


def _create_sheets() -> None:
    op.create_table(
        "sheet",
        _integer("id"),
        _integer("submission_file_id"),
        _string("name"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        _reference("sheet", "submission_file_id", "submission_file"),
    )
    op.create_table(
        "measured",
        _integer("indicator_id"),
        _integer("series_id"),
        _small("frequency"),
        sa.PrimaryKeyConstraint("indicator_id", "series_id", "frequency", name="pk_measured"),
        _reference("measured", "indicator_id", "indicator"),
        _reference("measured", "series_id", "series"),
    )


def _create_observation() -> None:
    names = ["indicator_id", "series_id", "organization_id", "place_id", "disaggregation_id"]
    key = [*names, "frequency", "period_start", "period_length", "revision"]
    op.create_table(
        "observation",
        *map(_integer, names),
        _small("frequency"),
        *map(_integer, ("period_start", "period_length", "revision")),
        *map(_integer, ("document_id", "sheet_id", "cell_row", "cell_column")),
        _integer("in_document_id", nullable=True),
        _integer("submission_id"),
        *map(_big, ("recorded_at", "published_at")),
        _small("published_assumed"),
        _big("value", nullable=True),
        _small("scale"),
        *(_big(name, nullable=True) for name in ("numerator", "denominator")),
        *map(_small, ("qualifier", "status", "confidentiality")),
        *(_integer(name, nullable=True) for name in ("note_id", "words_id")),
        sa.PrimaryKeyConstraint(*key, name="pk_observation"),
        sa.CheckConstraint("period_length > 0", name="ck_observation_period_length"),
        sqlite_with_rowid=False,
    )


def _create_action() -> None:
    op.create_table(
        "action",
        _integer("id"),
        *map(_string, ("source", "code", "document", "place", "state")),
        sa.Column("happened_on", sa.String(10), nullable=False),
        *map(_words, ("title_en", "title_fr")),
        *map(_string, ("pillar", "framework")),
        _words("body"),
        *(_words(name, nullable=True) for name in ("note_en", "note_fr")),
        *map(_integer, ("sheet_id", "cell_row", "cell_column")),
        _words("in_document"),
        _integer("submission_id"),
        _small("withdrawn"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        _reference("action", "sheet_id", "sheet"),
        _reference("action", "submission_id", "submission"),
    )
    op.create_index("ix_action_source", "action", ["source"])


def _first_rows() -> None:
    """The publisher itself, the total, and a data version to count from."""
    op.create_table(
        "data_version",
        _small("id"),
        _integer("version"),
        sa.PrimaryKeyConstraint("id", name="pk_data_version"),
    )
    op.execute("INSERT INTO organization (id, code) VALUES (0, '')")
    op.execute("INSERT INTO disaggregation (id, code) VALUES (0, '')")
    op.execute("INSERT INTO data_version (id, version) VALUES (1, 0)")
