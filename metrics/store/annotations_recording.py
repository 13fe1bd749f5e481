"""The steps of notes of the office, each one transaction: the version and its audit entry."""

from sqlalchemy import Connection, Engine, update

from metrics.annotation_refusals import changed_meanwhile
from metrics.annotation_values import Annotation
from metrics.audit import AuditAction, Noted, code_of, noted, object_of
from metrics.store import annotations_kept as kept
from metrics.store import tables
from metrics.store.noting import noting
from metrics.store.recording import Wrote
from metrics.store.returns_kept import moment
from metrics.store.returns_recording import new_code


def keep(engine: Engine, wrote: Wrote, asked: Annotation) -> Annotation:
    """Keep the next version; MetricsError where it does not follow on the newest that stands."""
    token, done = new_code(), [asked]

    def work(connection: Connection, at: int) -> Noted | None:
        if kept.is_done(connection, token):
            return None
        before = kept.versions(connection, asked.code)
        if asked.number != len(before) + 1 or (before and before[-1].is_taken_back):
            raise changed_meanwhile()
        done[0] = asked._replace(at=moment(at))
        kept.add(connection, done[0], token)
        version = tables.data_version.c.version
        connection.execute(update(tables.data_version).values(version=version + 1))
        return _entry(asked)

    noting(engine, wrote, work)
    return done[0]


def _entry(one: Annotation) -> Noted:
    """What the log says: of what it is and which version, and none of its words."""
    action = AuditAction.ANNOTATION_TAKEN_BACK if one.is_taken_back else (
        AuditAction.ANNOTATION_WRITTEN
    )  # fmt: skip
    about = one.about
    detail: dict[str, str | int] = {"kind": about.kind.value, "version": one.number}
    detail["of"] = code_of(about.indicator or about.pillar)
    return noted(one.author.actor, action, object_of("annotation", one.code), detail)
