"""Briefings: outlines kept version by version, snapshots frozen once, schedules that deliver them.

Nothing here reckons a figure: what a briefing says is composed elsewhere and handed over, with the
figures in it. Whoever does not see ahead knows of no briefing, but for an owner of figures, who
learns of each that was issued with them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from metrics import clock
from metrics.audit import LARGEST_NUMBER, AuditAction, Detail, code_of, noted, object_of
from metrics.briefing_checks import checked_outline, checked_title, digest_of
from metrics.briefing_reading import BriefingReadings
from metrics.briefing_refusals import (
    BRIEFING,
    no_consent,
    no_instant,
    not_issued,
    other_content,
    owner_keeps_back,
    owner_withdrew,
    release_cancelled,
)
from metrics.briefing_scheduling import BriefingSchedules
from metrics.briefing_values import (
    Briefing,
    BriefingState,
    Draft,
    Figure,
    Issued,
    Version,
    outwardly,
)
from metrics.catalogue import Catalogue
from metrics.consent_judging import consent_of, governed
from metrics.consent_values import Purpose
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.scopes import Scope
from metrics.store import briefings_kept as kept
from metrics.store.briefing_parts import ISSUED, Part, briefings_with, parts_kept, parts_of
from metrics.store.briefings_erasing import without_lines
from metrics.store.briefings_kept import KeptBriefing
from metrics.store.briefings_recording import BriefingSteps, Drafting, Freezing
from metrics.store.engine import reading
from metrics.store.names import instant
from metrics.store.noting import noting
from metrics.store.recording import Wrote
from metrics.store.repository import Repository

VERSION = Text("version", "Version")


@dataclass(frozen=True)
class Briefings(BriefingSchedules, BriefingReadings):
    """The briefings that a reader knows of: all of them who sees ahead, nobody else any."""

    repository: Repository
    catalogue: Catalogue
    scope: Scope
    now: Callable[[], datetime]
    today: Callable[[], date]
    wrote: Wrote

    def draft(
        self,
        outline: str,
        title: Text,
        figures: Iterable[Figure],
        actor: str,
        code: str | None = None,
        base_version: int | None = None,
        *,
        read_at: datetime | None = None,
        copied_from: str | None = None,
    ) -> Draft:
        """Keep an outline: a new briefing, or of `code` the next version.

        Every figure whose number stands in its lines is told in `figures`. Refused where another
        version came since `base_version` (NewerVersionError), and where an owner has withdrawn a
        figure since `read_at`. Lines that came with another outline: `copied_from` is its code.
        The same as the newest version is kept once.
        """
        self._refuse_others()
        read = None if read_at is None else instant(self._passed(read_at, code or "?"))
        asked = Drafting(
            checked_outline(outline), checked_title(title), tuple(figures), actor, code,
            base_version, read, copied_from,
        )  # fmt: skip
        return self._steps.draft(asked)

    def find(self, code: str) -> Briefing:
        """One briefing; UnknownError for a code that is none, or not to be known of."""
        return self._kept(code).told

    def held(
        self, state: BriefingState | None = None, actor: str | None = None
    ) -> tuple[Briefing, ...]:
        """The briefings of a state, or all but the discarded; newest first."""
        if not self.scope.sees_ahead:
            return ()
        with reading(self.repository.engine) as connection:
            every = [one.told for one in kept.kept_briefings(connection)]
        return tuple(
            one for one in reversed(every)
            if actor in (None, one.actor)
            and (one.state is state if state else one.state is not BriefingState.DISCARDED)
        )  # fmt: skip

    def outline(self, code: str, version: int | None = None) -> str:
        """The outline as JSON, of its newest version where none is asked for.

        Without its lines while the owner of a figure in them does not consent to show it.
        """
        found = self._kept(code)
        wanted = found.told.versions[-1].number if version is None else version
        with reading(self.repository.engine) as connection:
            said = kept.outline_of(connection, found.number, wanted)
            parts = parts_kept(connection, found.number, version=wanted)
        if said is None:
            known = [str(one.number) for one in found.told.versions]
            raise UnknownError(VERSION, str(wanted), known)
        return without_lines(said) if self._is_kept_back(parts) else said

    def versions(self, code: str) -> tuple[Version, ...]:
        """Every version of an outline, oldest first."""
        return self._kept(code).told.versions

    def discard(self, code: str, actor: str) -> Briefing:
        """Give up a draft that was never issued: the lines of all its versions are emptied."""
        self._refuse_others()
        return self._steps.discard(code, actor)

    def issue(
        self,
        code: str,
        version: int,
        snapshot: str,
        content: str,
        figures: Iterable[Figure],
        held_at: datetime,
        data_version: int,
        actor: str,
        embargoed: Iterable[Figure] = (),
        wording: str = "",
    ) -> Issued:
        """Freeze a snapshot (JSON), once and for good; `content` is its sha256.

        `held_at` is the instant of which it was composed, `data_version` what the store at present
        gave then: where the figures have changed since, nothing is issued. `embargoed` are those
        not public then: refused where an owner does not consent to show them in briefings.
        `wording` is that of the lines that somebody else has to have read; empty for none.
        """
        self._refuse_others()
        self._refuse_unconsented(code, embargoed)
        held = instant(self._passed(held_at, code))
        if digest_of(snapshot) != content:
            raise other_content(code)
        asked = Freezing(
            code, version, snapshot, content, tuple(figures), held, data_version, actor, wording
        )
        issued = self._steps.issue(asked).issue
        if issued is None:
            raise not_issued(code)
        return issued

    def snapshot(self, code: str) -> str:
        """What was frozen, as it was handed over.

        MetricsError where nothing was, where an owner has withdrawn a figure in it or its release
        was cancelled, and while an owner does not consent to show one.
        """
        found = self._kept(code)
        self._refuse_gone(found)
        with reading(self.repository.engine) as connection:
            said = kept.snapshot_of(connection, found.number)
        if said is None:
            self._refuse_gone(self._kept(code))  # withdrawn this very moment
            raise not_issued(code)
        return said

    def built(self, code: str, format_: str, language: str, sha256: str, actor: str) -> None:
        """Note who has taken which file of a briefing: its format, language and checksum."""
        found = self._kept(code)
        detail = {"format": code_of(format_), "language": code_of(language), "file": sha256}
        self._note(found, AuditAction.BRIEFING_BUILT, actor, detail)

    def delivered(self, code: str, recipients: int, actor: str) -> None:
        """Note that a briefing was sent out, to how many; to whom is not kept."""
        detail = {"recipients": min(recipients, LARGEST_NUMBER)}
        self._note(self._kept(code), AuditAction.BRIEFING_DELIVERED, actor, detail)

    def of_organization(self, organization: str) -> tuple[Briefing, ...]:
        """The issued briefings in which an organization's values stand, newest first.

        For the organization itself, which is told titles and days and nothing else, and the office.
        """
        if not self.scope.sees_whole(organization):
            return ()
        with reading(self.repository.engine) as connection:
            with_it = {
                number
                for number, issued, _ in briefings_with(connection, organization)
                if issued == ISSUED
            }
            where = kept.BRIEFINGS.id.in_(sorted(with_it))
            found = [one.told for one in kept.kept_briefings(connection, where)]
        ahead = self.scope.sees_ahead
        return tuple(one if ahead else outwardly(one) for one in reversed(found))

    @property
    def _steps(self) -> BriefingSteps:
        return BriefingSteps(
            self.repository.engine, self.wrote, self.now, self.today, self._above, self._sources,
            example=self.catalogue.example is not None,
        )  # fmt: skip

    def _kept(self, code: str) -> KeptBriefing:
        if not self.scope.sees_ahead:
            raise UnknownError(BRIEFING, code, ())
        with reading(self.repository.engine) as connection:
            return kept.briefing_of(connection, code)

    def _note(self, found: KeptBriefing, action: AuditAction, actor: str, detail: Detail) -> None:
        """What is noted of files that hold figures; none is made of what an owner keeps back."""
        self._refuse_gone(found)
        told = found.told
        version = told.issue.version if told.issue else told.versions[-1].number
        about = object_of("briefing", told.code)
        said = noted(actor, action, about, {**detail, "version": version})
        noting(self.repository.engine, self.wrote, lambda _, __: said)

    def _refuse_gone(self, found: KeptBriefing) -> None:
        """MetricsError where an owner's word, or a cancelled release, forbids what was issued."""
        issue = found.told.issue
        if issue is None:
            return
        if issue.erased is not None:
            raise owner_withdrew(found.told.code, issue.erased)
        if issue.cancelled is not None:
            raise release_cancelled(found.told.code, issue.cancelled)
        with reading(self.repository.engine) as connection:
            parts = parts_kept(connection, found.number, ISSUED)
        if self._is_kept_back(parts):
            raise owner_keeps_back(found.told.code)

    def _refuse_unconsented(self, code: str, embargoed: Iterable[Figure]) -> None:
        """What is not public yet is shown to officials by its owners' consent to briefings alone.

        A consent that changes meanwhile changes the version of the data, which issuing refuses.
        """
        asked = frozenset(governed(self.catalogue, self.repository.turns.consents))
        by_indicator: dict[str, list[Figure]] = {}
        for one in embargoed if asked else ():
            by_indicator.setdefault(one.indicator, []).append(one)
        for indicator, figures in by_indicator.items():
            with reading(self.repository.engine) as connection:
                parts = parts_of(connection, figures, self._above)
            whose = (one for one in parts if one.organization in asked)
            if not all(self._may_show(one, (Purpose.BRIEFING,)) for one in whose):
                raise no_consent(code, self.catalogue.indicator(indicator).title)

    def _is_kept_back(self, parts: Iterable[Part]) -> bool:
        """Whether anybody who governs these figures does not consent to show them today."""
        asked = frozenset(governed(self.catalogue, self.repository.turns.consents))
        return any(one.organization in asked and not self._may_show(one) for one in parts)

    def _may_show(
        self, part: Part, purposes: Iterable[Purpose] = (Purpose.PUBLIC, Purpose.BRIEFING)
    ) -> bool:
        """By every form of the source, for any of these: to the public, or in briefings."""
        said, on = self.repository.turns.consents, self.today()
        forms = [one.id for one in self.catalogue.returns.values() if one.source == part.source]
        held = [consent_of(part.organization, form, said, on) for form in forms]
        return bool(held) and all(
            any(map(one.allows, purposes)) and (one.alone or not part.named) for one in held
        )

    def _passed(self, at: datetime, code: str) -> datetime:
        """An instant that has passed, by the clock of the machine or that of the store."""
        if at.tzinfo is None or at > max(self.now(), clock.now()):
            raise no_instant(code)
        return at

    def _above(self, place: str) -> frozenset[str]:
        """A place and every place that contains it."""
        found = {place}
        while (held := self.catalogue.places.get(place)) and held.parent not in (None, *found):
            place = held.parent or ""
            found.add(place)
        return frozenset(found)

    def _sources(self, form: str) -> frozenset[str]:
        declared = self.catalogue.returns.get(form)
        return frozenset({declared.source} if declared else ())
