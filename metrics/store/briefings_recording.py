"""The steps of a briefing, each one transaction: what is kept, and its audit entry, or nothing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, Engine, select

from metrics.audit import LARGEST_NUMBER, AuditAction, Kept, noted, object_of
from metrics.briefing_refusals import (
    changed_since_preview,
    is_scheduled,
    newer_version,
    no_draft,
    not_newest,
    not_read,
    untitled,
    withdrawn_meanwhile,
)
from metrics.briefing_values import Briefing, BriefingState, Draft, Figure
from metrics.languages import Text
from metrics.store import briefings_kept as kept
from metrics.store import tables
from metrics.store.audit import append
from metrics.store.briefing_parts import ISSUED, OUTLINE, Above, Part, keep_parts, parts_kept
from metrics.store.briefing_parts import parts_of as looked_up
from metrics.store.briefing_schedules import live_schedules, schedule_code
from metrics.store.briefings_erasing import empty_lines
from metrics.store.briefings_kept import KeptBriefing, briefing_of
from metrics.store.briefings_reading import rest_on
from metrics.store.consents_kept import erasures
from metrics.store.declared import refuse_mixing
from metrics.store.names import instant
from metrics.store.recording import Wrote
from metrics.store.release_tables import erasure
from metrics.store.retrying import persistently
from metrics.store.returns_kept import moment
from metrics.store.returns_recording import new_code
from metrics.store.submissions import version_of
from metrics.store.turns import read_turns

Detail: TypeAlias = dict[str, str | int]
Told: TypeAlias = tuple[KeptBriefing, Kept | None]
Sources: TypeAlias = Callable[[str], frozenset[str]]  # the sources into which a form sends


class Drafting(NamedTuple):
    """An outline on its way in; see `Briefings.draft`."""

    outline: str
    title: Text
    figures: tuple[Figure, ...]
    actor: str
    code: str | None = None
    base_version: int | None = None
    read_at: int | None = None
    copied_from: str | None = None


class Freezing(NamedTuple):
    """A snapshot on its way in; see `Briefings.issue`."""

    code: str
    version: int
    snapshot: str
    content: str
    figures: tuple[Figure, ...]
    held_at: int
    data_version: int
    actor: str
    wording: str = ""


class BriefingSteps:
    """Writes the steps of briefings; `wrote` is told each audit entry after its commit.

    `above` gives a place with all that contain it, `sources` the source of a return form.
    """

    def __init__(
        self,
        engine: Engine,
        wrote: Wrote,
        now: Callable[[], datetime],
        today: Callable[[], date],
        above: Above,
        sources: Sources,
        *,
        example: bool,
    ) -> None:
        self.engine = engine
        self._wrote, self._now, self._today = wrote, now, today
        self._above, self._sources, self._example = above, sources, example

    def draft(self, asked: Drafting) -> Draft:
        """Keep the next version of an outline, or the first of a new briefing."""
        token = new_code()

        def work(connection: Connection) -> tuple[Draft, Kept | None]:
            if done := kept.version_with(connection, token):
                code, version = done
                return Draft(code, version.number, version.at), None
            refuse_mixing(connection, example=self._example)
            self._refuse_withdrawn(connection, asked)
            parts = self._parts(connection, asked)
            found = self._begun(connection, asked)
            same = _same(connection, found, asked)
            kept_now = (same, None) if same else self._versioned(connection, found, asked, token)
            keep_parts(connection, found.number, parts, OUTLINE, kept_now[0].version)
            return kept_now

        done, entry = persistently(self.engine, work)
        self._tell(entry)
        return done

    def discard(self, code: str, actor: str) -> Briefing:
        """Give up a draft: its lines go, that it was there stays."""
        token = new_code()

        def work(connection: Connection) -> Told:
            found = briefing_of(connection, code)
            if kept.is_discarded_with(connection, token):
                return found, None
            _refuse_unless_draft(found.told)
            if live := live_schedules(connection, found.number):
                raise is_scheduled(code, schedule_code(live[0]))
            at = instant(self._now())
            kept.mark_discarded(connection, found.number, at, token)
            empty_lines(connection, found.number, None)
            return _said(connection, code, (actor, AuditAction.BRIEFING_DISCARDED), {}, at)

        return self._done(work)

    def issue(self, asked: Freezing) -> Briefing:
        """Freeze a snapshot, once, of figures that nobody has changed since they were read."""
        token = new_code()

        def work(connection: Connection) -> Told:
            found = briefing_of(connection, asked.code)
            if kept.is_issued_with(connection, token):
                return found, None
            refuse_mixing(connection, example=self._example)
            self._refuse_issue(connection, found.told, asked)
            at = instant(self._now())
            parts = looked_up(connection, asked.figures, self._above)
            keep_parts(connection, found.number, parts, ISSUED, asked.version)
            kept.add_issue(connection, _frozen(found.number, asked, at, token))
            if held := found.told.read(asked.wording) if asked.wording else None:
                rest_on(connection, found.number, held)
            detail: Detail = {"version": asked.version, "content": asked.content}
            detail["figures"] = min(len(asked.figures), LARGEST_NUMBER)
            step = asked.actor, AuditAction.BRIEFING_ISSUED
            return _said(connection, asked.code, step, detail, at)

        return self._done(work)

    def _parts(self, connection: Connection, asked: Drafting) -> set[Part]:
        """Whose figures stand in the lines; those of the outline that they were taken from too."""
        found = looked_up(connection, asked.figures, self._above)
        if asked.copied_from is not None:
            of = briefing_of(connection, asked.copied_from)
            newest = of.told.versions[-1].number
            found |= parts_kept(connection, of.number, OUTLINE, version=newest)
        return found

    def _refuse_withdrawn(self, connection: Connection, asked: Drafting) -> None:
        """Lines that were read before an owner withdrew a figure in them do not come back."""
        since = [] if asked.read_at is None else erasures(connection, erasure.c.at >= asked.read_at)
        if not since:
            return
        parts = looked_up(connection, asked.figures, self._above, erased=True)
        for gone in since:
            theirs = {one.source for one in parts if one.organization == gone.organization}
            of_form = self._sources(gone.form)
            if theirs & of_form or (theirs and not of_form):  # a form that is declared no more
                raise withdrawn_meanwhile()

    def _begun(self, connection: Connection, asked: Drafting) -> KeptBriefing:
        if asked.code is None:
            at = instant(self._now())
            return kept.add_briefing(connection, self._today().year, asked.actor, at)
        found = briefing_of(connection, asked.code)
        _refuse_unless_draft(found.told)
        newest = found.told.versions[-1]
        if asked.base_version not in (None, newest.number):
            raise newer_version(asked.code, newest.number, newest.actor, newest.at)
        return found

    def _versioned(
        self, connection: Connection, found: KeptBriefing, asked: Drafting, token: str
    ) -> tuple[Draft, Kept]:
        at, code = instant(self._now()), found.told.code
        number = found.told.versions[-1].number + 1 if found.told.versions else 1
        fields = {
            "briefing_id": found.number, "version": number, "title_en": asked.title.en,
            "title_fr": asked.title.fr, "outline": asked.outline, "actor": asked.actor, "at": at,
            "token": token,
        }  # fmt: skip
        kept.add_version(connection, fields)
        detail = {"version": number, "figures": min(len(asked.figures), LARGEST_NUMBER)}
        about = object_of("briefing", code)
        said = noted(asked.actor, AuditAction.BRIEFING_DRAFTED, about, detail)
        return Draft(code, number, moment(at)), append(connection, said, at)

    def _refuse_issue(self, connection: Connection, told: Briefing, asked: Freezing) -> None:
        _refuse_unless_draft(told)
        newest = told.versions[-1].number
        if asked.version != newest:
            raise not_newest(asked.code, asked.version, newest)
        if not any(one.strip() for one in told.title):
            raise untitled(asked.code)
        if asked.wording and told.read(asked.wording) is None:
            raise not_read(asked.code)
        version = version_of(connection)
        passed = read_turns(connection, version).passed(instant(self._now()), self._today())
        if asked.data_version != version + passed or asked.held_at < _last_recorded(connection):
            raise changed_since_preview(asked.code)

    def _done(self, work: Callable[[Connection], Told]) -> Briefing:
        found, entry = persistently(self.engine, work)
        self._tell(entry)
        return found.told

    def _tell(self, entry: Kept | None) -> None:
        if entry is not None:
            self._wrote(entry, True)


def _refuse_unless_draft(told: Briefing) -> None:
    if told.state is not BriefingState.DRAFT:
        raise no_draft(told.code, told.state)


def _same(connection: Connection, found: KeptBriefing, asked: Drafting) -> Draft | None:
    """The newest version, where nothing is to be kept that it does not say."""
    newest = found.told.versions[-1] if found.told.versions else None
    if newest is None or newest.title != asked.title:
        return None
    if kept.outline_of(connection, found.number, newest.number) != asked.outline:
        return None
    return Draft(found.told.code, newest.number, newest.at)


def _frozen(number: int, asked: Freezing, at: int, token: str) -> dict[str, str | int]:
    return {
        "briefing_id": number, "version": asked.version, "snapshot": asked.snapshot,
        "content": asked.content, "held_at": asked.held_at, "actor": asked.actor, "at": at,
        "token": token,
    }  # fmt: skip


def _last_recorded(connection: Connection) -> int:
    """The instant of the newest submission: read as of one before it, the store says less."""
    table = tables.submission
    newest = select(table.c.recorded_at).order_by(table.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or 0


def _said(
    connection: Connection, code: str, step: tuple[str, AuditAction], detail: Detail, at: int
) -> Told:
    said = noted(*step, object_of("briefing", code), detail)
    return briefing_of(connection, code), append(connection, said, at)
