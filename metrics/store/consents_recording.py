"""The steps of consents, each one transaction: what is said, what is erased, the audit entry."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, update

from metrics.audit import LARGEST_NUMBER, AuditAction, Kept, Noted, code_of, noted, object_of
from metrics.clock import now
from metrics.consent_refusals import nothing_to_erase
from metrics.consent_values import (
    ConsentEvent,
    ConsentKind,
    Erasure,
    ErasureKind,
    Terms,
)
from metrics.store import consents_kept as kept
from metrics.store import tables
from metrics.store.audit import append
from metrics.store.erasing import Erasing, erase, sources_of
from metrics.store.names import instant
from metrics.store.recording import Wrote
from metrics.store.release_tables import erasure
from metrics.store.releases_stopping import stop_erased, stop_narrowed
from metrics.store.retrying import persistently
from metrics.store.returns_kept import KeptReturn, moment
from metrics.store.returns_recording import new_code
from metrics.store.scouring import scour


class ConsentSteps:
    """Writes what is said of consents; `wrote` is told each audit entry after its commit.

    `clock` gives the minute up to which releases have come out. It is asked once for a consent:
    what comes out after it is stopped, and of what was out by then too much is withheld. So what is
    said is never said before it, whatever the clock of the machine shows.
    """

    def __init__(self, engine: Engine, wrote: Wrote, clock: Callable[[], datetime] = now) -> None:
        self.engine, self._wrote, self._clock = engine, wrote, clock

    def give(self, organization: str, form: str, terms: Terms, actor: str) -> ConsentEvent:
        """Consent, or change it: what is said now takes the place of what was said before."""
        said = ConsentEvent(organization, form, ConsentKind.GIVEN, terms, "", moment(0), actor)
        return self._say(said, _given(said, terms))

    def govern(self, organization: str, form: str, actor: str) -> ConsentEvent:
        """Keep that an organization governs what it sends by a form."""
        said = ConsentEvent(organization, form, ConsentKind.GOVERNED, None, "", moment(0), actor)
        return self._say(said, None)

    def withdraw(
        self, organization: str, form: str, declared: frozenset[str], actor: str, reason: str
    ) -> Erasure:
        """Take consent back, and erase everything that was sent by the form."""
        said = ConsentEvent(
            organization, form, ConsentKind.WITHDRAWN, None, reason, moment(0), actor
        )

        def work(connection: Connection, at: int, token: str) -> tuple[Erasure, list[Noted]]:
            sources = declared | sources_of(connection, organization, form)
            erasing = Erasing(organization, form, sources)
            left = self._erase(connection, erasing, ErasureKind.WITHDRAWN, (actor, reason), at)
            kept.add_event(connection, said, at, token)
            return left, [_withdrawn(said), _erased(left)]

        return self._erased(work)

    def purge(
        self, found: KeptReturn, declared: frozenset[str], who: tuple[str, str], reason: str
    ) -> Erasure:
        """Erase one return; `who` are the account that asks for it and the one that approves."""
        organization, form = found.organization, found.form

        def work(connection: Connection, at: int, _: str) -> tuple[Erasure, list[Noted]]:
            sources = declared | sources_of(connection, organization, form)
            erasing = Erasing(organization, form, sources, found.period)
            left = self._erase(connection, erasing, ErasureKind.PURGED, (who[0], reason), at)
            if not left.rows:
                raise nothing_to_erase()
            return left, [_erased(left, found.code, who[1])]

        return self._erased(work)

    def _erase(
        self,
        connection: Connection,
        asked: Erasing,
        kind: ErasureKind,
        said: tuple[str, str],
        at: int,
    ) -> Erasure:
        gone, (actor, reason) = erase(connection, asked), said
        left = Erasure(
            asked.organization, asked.form, kind, moment(at), actor, gone.rows, gone.cells, reason
        )
        kept.add_erasure(connection, left, at)
        return left

    def _say(self, said: ConsentEvent, entry: Noted | None) -> ConsentEvent:
        token = new_code()

        def work(connection: Connection) -> tuple[int, list[Kept]]:
            clock = instant(self._clock())
            at = max(instant(now()), clock)  # what is not to come by the one is out by the other
            if kept.is_done(connection, token) or _is_known(connection, said):
                return at, []
            before = kept.terms_of(connection, said.organization, said.form)
            kept.add_event(connection, said, at, token)
            version = tables.data_version.c.version
            connection.execute(update(tables.data_version).values(version=version + 1))
            noted = [append(connection, entry, at)] if entry else []
            return at, [*noted, *stop_narrowed(connection, said, before, at, clock)]

        at, entries = persistently(self.engine, work)
        self._tell(entries)
        return said._replace(at=moment(at))

    def _erased(
        self, step: Callable[[Connection, int, str], tuple[Erasure, list[Noted]]]
    ) -> Erasure:
        """Take a step that erases, once however often its answer is lost; then scour the disk."""
        token = new_code()
        tried: list[int] = []  # the instants at which a try has come to its commit

        def work(connection: Connection) -> tuple[Erasure, list[Kept]]:
            if tried and (before := kept.erasures(connection, erasure.c.at == tried[-1])):
                return before[-1], []
            at = instant(now())
            left, entries = step(connection, at, token)
            tried.append(at)
            noted = [append(connection, one, at) for one in entries]
            clock = instant(self._clock())
            return left, [*noted, *stop_erased(connection, left, at, clock)]

        left, entries = persistently(self.engine, work)
        self._tell(entries)
        scour(self.engine)
        return left

    def _tell(self, entries: list[Kept]) -> None:
        for entry in entries:
            self._wrote(entry, True)


def _is_known(connection: Connection, said: ConsentEvent) -> bool:
    """Whether it is kept already that an organization governs: what was said since must stand."""
    of_form = kept.of_form(said.organization, said.form)
    return said.kind is ConsentKind.GOVERNED and bool(kept.events(connection, *of_form))


def _given(said: ConsentEvent, terms: Terms) -> Noted:
    """What the log says of a consent: codes and whole numbers, and not the steward's name."""
    detail: dict[str, str | int] = {"organization": code_of(said.organization)}
    detail |= {"form": code_of(said.form), "detail": terms.detail.value}
    detail |= {one.value: 1 for one in sorted(terms.purposes)}
    detail |= {"floor": terms.floor, "others": terms.others}
    if terms.until is not None:
        detail["until"] = code_of(f"day-{terms.until}")
    return noted(said.actor, AuditAction.CONSENT_GIVEN, _object(said), detail)


def _withdrawn(said: ConsentEvent) -> Noted:
    detail = {"organization": code_of(said.organization), "form": code_of(said.form)}
    return noted(said.actor, AuditAction.CONSENT_WITHDRAWN, _object(said), detail)


def _erased(left: Erasure, code: str = "", second: str = "") -> Noted:
    """The tombstone in the log: how much was erased, and nothing of what it was."""
    detail: dict[str, str | int] = {
        "organization": code_of(left.organization),
        "form": code_of(left.form),
        "kind": left.kind.value,
        "rows": min(left.rows, LARGEST_NUMBER),
        "released": min(left.cells, LARGEST_NUMBER),
    }
    if second:
        detail["second"] = code_of(second)
    about = object_of("return", code) if code else object_of("consent", _name(left))
    return noted(left.actor, AuditAction.VALUES_ERASED, about, detail)


def _object(said: ConsentEvent) -> str:
    return object_of("consent", f"{said.organization}/{said.form}")


def _name(left: Erasure) -> str:
    return f"{left.organization}/{left.form}"
