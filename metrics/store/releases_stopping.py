"""Releases that are stopped before their minute, since an owner of figures has said otherwise.

An owner's steward agrees to exactly the cells of a release, by the terms that hold then. Where the
owner asks for more before they are out, they would be what nobody agrees to any more; and what is
left of them beside earlier totals could tell the owner's figures. So none of the release comes
out, and the office may propose it again: it is then made by the terms that hold by then.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, exists, select

from metrics.audit import AuditAction, Kept, code_of, noted, object_of
from metrics.consent_values import ConsentEvent, Detail, Erasure, Purpose, Terms
from metrics.observations import Submission
from metrics.release_values import ReleaseEvent, ReleaseStep
from metrics.store.audit import append
from metrics.store.briefings_stopping import stop_briefings
from metrics.store.names import WriterNames
from metrics.store.releases_kept import PARTS, RELEASES, KeptRelease, add_event, kept_releases
from metrics.store.releases_writing import take_out
from metrics.store.returns_kept import moment
from metrics.store.returns_recording import new_code


def stop_narrowed(
    connection: Connection, said: ConsentEvent, before: Terms | None, at: int, clock: int
) -> list[Kept]:
    """Stop what is to come of an owner that asks for more than it did `before`.

    `clock` is the instant up to which releases have come out, `at` that of the entries.
    """
    coming = [*_to_come(connection, said.organization, said.form, clock)]
    asked = [one for one in coming if is_narrower(said.terms, before, lift_day(one))]
    return [_stop(connection, one, said.organization, said.actor, at) for one in asked]


def stop_erased(connection: Connection, left: Erasure, at: int, clock: int) -> list[Kept]:
    """Stop what is to come where an owner has taken back some of it.

    The others' figures would tell its own to whoever has kept an earlier total. One of which
    nothing is left says so by itself.
    """
    coming = [*_to_come(connection, left.organization, left.form, clock)]
    some = [one for one in coming if one.detail.get("withdrawn") and not one.is_withdrawn]
    return [_stop(connection, one, left.organization, left.actor, at) for one in some]


def is_narrower(terms: Terms | None, before: Terms | None, day: date) -> bool:
    """Whether an owner allows less, or asks for more, than before of what comes out on a day."""
    if terms is None or before is None or Purpose.PUBLIC not in terms.purposes:
        return True
    if terms.until is not None and terms.until < day:
        return True
    unnamed = (before.detail, terms.detail) == (Detail.OWN, Detail.TOTAL)
    return unnamed or terms.floor > before.floor or terms.others > before.others


def lift_day(found: KeptRelease) -> date:
    """The day of its minute, by the calendar of this server."""
    return moment(found.lifts_at).astimezone().date()


def _to_come(
    connection: Connection, organization: str, form: str, clock: int
) -> Iterator[KeptRelease]:
    """The approved releases in which a figure of an organization stands and that are not out."""
    stands = exists(select(PARTS.ordinal).where(
        PARTS.release_id == RELEASES.id, PARTS.organization == organization))  # fmt: skip
    where = RELEASES.form == form, RELEASES.lifts_at > clock, stands
    return (one for one in kept_releases(connection, *where) if one.is_approved)


def _stop(
    connection: Connection, found: KeptRelease, organization: str, actor: str, at: int
) -> Kept:
    """Take its figures out of the store again, and say whose word has stopped it."""
    source = found.detail["series"][0].partition("/")[0]
    take_out(connection, WriterNames(connection, Submission(source, ())), found)
    stop_briefings(connection, found.code, actor, at)
    said = ReleaseEvent(ReleaseStep.STOPPED, moment(at), actor, organization)
    add_event(connection, found.number, said, at, new_code())
    detail = {"form": code_of(found.form), "organization": code_of(organization)}
    about = object_of("release", found.code)
    return append(connection, noted(actor, AuditAction.RELEASE_CANCELLED, about, detail), at)
