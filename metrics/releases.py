"""Releases: how partners' figures leave. Proposed by one, approved by another, out at a minute.

What a release shows is protected and frozen when it is proposed. The owners of figures that they
govern themselves agree through their stewards, and nobody can speak for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from metrics.attack import Attacked
from metrics.catalogue import KINDS, Catalogue
from metrics.consent_judging import leaves_alone, may_come_out
from metrics.disclosure.tables import outwardly
from metrics.errors import UnknownError
from metrics.families import Choice
from metrics.languages import Text
from metrics.moments import NOW
from metrics.periods import Period
from metrics.release_attacks import without_withdrawn
from metrics.release_choosing import checked, choice_of
from metrics.release_making import Making, observations_of
from metrics.release_readers import as_known_to, waited_for
from metrics.release_refusals import (
    leaks,
    no_part,
    not_yours,
)
from metrics.release_rows import cells_of, content_of, mark_of, rows_of
from metrics.release_stages import Stage, Tell, silent
from metrics.release_values import (
    Announced,
    FrozenCell,
    Proposal,
    Release,
    ReleasePreview,
    ReleaseState,
    ReleaseStep,
)
from metrics.return_forms import ReturnForm
from metrics.return_reasons import reason_of, writable
from metrics.scopes import OFFICIAL, PUBLISHER, Scope
from metrics.store.engine import reading
from metrics.store.names import instant
from metrics.store.recording import Admission, Wrote
from metrics.store.releases_kept import RELEASES, KeptRelease, frozen_cells, kept_releases
from metrics.store.releases_recording import Doing, Letting, ReleaseSteps, of_code
from metrics.store.releases_writing import released_file
from metrics.store.repository import Repository
from metrics.store.returns_kept import moment
from metrics.store.seeks import Sight
from metrics.telling import Gave


@dataclass(frozen=True)
class Releases:
    """The releases that a reader sees: those that have come out; those to come, who may.

    `approved` is the sight of what the office has approved and owners consent to release, `key`
    gives the rounding key.
    """

    repository: Repository
    catalogue: Catalogue
    scope: Scope
    approved: Callable[[], Sight]
    now: Callable[[], datetime]
    admit: Admission
    wrote: Wrote
    gave: Gave
    key: Callable[[], bytes]

    def check(self, proposal: Proposal) -> None:
        """Raise MetricsError for what is seen to be wrong before anything is protected."""
        making = self._making(proposal.form, self._checked(proposal))
        if not making.first.family.cells:
            making.refuse_nothing()

    def propose(self, proposal: Proposal, actor: str, tell: Tell = silent) -> Release:
        """Protect and freeze what is chosen; nothing is public yet, nor approved.

        What `tell` raises when it is told of a stage ends the work, and nothing is kept.
        """
        proposal = proposal._replace(title=Text(*(writable(one).strip() for one in proposal.title)))
        choice = self._checked(proposal)
        making = self._making(proposal.form, choice, tell)
        making.refuse_nothing()
        cells = cells_of(making)
        fields = {
            "form": proposal.form, "title_en": proposal.title.en,
            "title_fr": proposal.title.fr, "lifts_at": instant(proposal.lifts_at),
            "by_partner": int(proposal.by_partner), "actor": actor, "content": content_of(making),
            "detail": making.detail,
        }  # fmt: skip
        tell(Stage.KEEPING)
        again = self._content(proposal.form, choice)
        return self._told(self._steps.propose(fields, cells, again))

    def approve(self, code: str, actor: str, tell: Tell = silent) -> Release:
        """Let a release come out at its minute; never by the account that proposed it."""
        if not self.scope.sees_ahead:
            raise not_yours()
        found = self._kept(code)
        choice = choice_of(found)
        with reading(self.repository.engine) as connection:
            cells = tuple(frozen_cells(connection, found))
        making = self._making(found.form, choice)
        lifts_at = self._told(found).lifts_at
        may = found.step is ReleaseStep.PROPOSED and not found.lacking and found.actor != actor
        tell(Stage.ATTACKING)
        if may and (leaking := making.attacked(observations_of(cells, code, lifts_at)).leaks):
            raise leaks(code, len(leaking))
        tell(Stage.KEEPING)
        rows, mark = rows_of(cells, code, lifts_at), mark_of(cells, making.key)
        source, content = making.form.source, self._content(found.form, choice)
        titles = {name: one.title for name, one in self.catalogue.partners.items()}
        return self._told(
            self._steps.approve(Doing(code, actor), Letting(source, rows, mark, content), titles)
        )

    def steward_approve(self, code: str, organization: str, actor: str) -> Release:
        """An owner agrees that its figures come out as they are frozen."""
        return self._speak(ReleaseStep.STEWARD_APPROVED, Doing(code, actor, organization))

    def steward_refuse(self, code: str, organization: str, actor: str, reason: str) -> Release:
        """An owner does not agree, and says why; the last word counts until it is approved."""
        doing = Doing(code, actor, organization, reason_of(reason))
        return self._speak(ReleaseStep.STEWARD_REFUSED, doing)

    def announce(self, code: str, actor: str) -> Release:
        """Let everybody know what an approved release is called, and its minute; no more of it."""
        if self.scope.organizations is not None:
            raise not_yours()
        return self._told(self._steps.announce(Doing(self._kept(code).code, actor)))

    def announced(self) -> tuple[Announced, ...]:
        """What the office has told of releases to come: for everybody, the next first."""
        at = instant(self.now())
        with reading(self.repository.engine) as connection:
            every = kept_releases(connection, RELEASES.lifts_at > at)
        found = [one for one in every if one.is_announced
                 and (one.is_approved or (one.is_stopped and self._is_known(one)))]  # fmt: skip
        told = (Announced(one.title, moment(one.lifts_at), one.is_withdrawn, one.is_stopped)
                for one in found)  # fmt: skip
        return tuple(sorted(told, key=lambda one: one.lifts_at))

    def cancel(self, code: str, actor: str, reason: str) -> Release:
        """Take back a release that has not come out; nobody outside learns that there was one."""
        if self.scope.organizations is not None:
            raise not_yours()
        found = self._kept(code)
        doing = Doing(code, actor, "", reason_of(reason))
        return self._told(self._steps.cancel(doing, self._form(found.form).source))

    def preview(self, code: str) -> ReleasePreview:
        """Exactly what comes out; an owner sees of it, before, the cells with its own figures."""
        found = self._kept(code)
        cells, told = self._consented(found), self._told(found)
        if told.state is not ReleaseState.LIFTED:
            cells = [one for one in cells if self._is_seen(one)]
            for series in told.series:
                self.gave(series, PUBLISHER)
        waiting = waited_for(self.scope, found.lacking)
        shown = tuple(one._replace(exact=None, each=()) for one in cells)
        return ReleasePreview(told, shown, tuple(sorted(waiting)))

    def attacked(self, code: str) -> Attacked:
        """What an attacker could make of it, beside all that was released before.

        For those alone who see ahead: what leaks is named.
        """
        if not self.scope.sees_ahead:
            raise not_yours()
        found = self._kept(code)
        with reading(self.repository.engine) as connection:
            cells = tuple(frozen_cells(connection, found))
        observations = observations_of(cells, code, self._told(found).lifts_at)
        making = self._making(found.form, choice_of(found))
        sight = Sight.of(NOW, OFFICIAL, making.sight.today)
        held = self.repository.observations(sight, making.form.source)
        return without_withdrawn(making.attacked(observations), [*held, *observations])

    def find(self, code: str) -> Release:
        """One release; UnknownError for a code that is none, or not to be known of yet."""
        return self._told(self._kept(code))

    def held(self, form: str | None = None, state: str | None = None) -> tuple[Release, ...]:
        """The releases that are to be known of, newest first."""
        with reading(self.repository.engine) as connection:
            found = [one for one in kept_releases(connection) if form in (None, one.form)]
        told = [self._told(one) for one in found if self._is_known(one)]
        return tuple(one for one in reversed(told) if state in (None, one.state))

    def of_file(self, name: str) -> Release | None:
        """The release in which a figure stands, by what its location names in a file's place."""
        found = [one for one in self.held() if released_file(one.code) == name]
        return found[0] if found else None

    @property
    def _steps(self) -> ReleaseSteps:
        example = self.catalogue.example is not None
        return ReleaseSteps(
            self.repository.engine, self.admit, self.wrote, self.now, example=example
        )

    def _speak(self, step: ReleaseStep, doing: Doing) -> Release:
        """What is said for an organization is said by those who see for it, and nobody above."""
        if doing.organization not in (self.scope.organizations or frozenset()):
            raise no_part(doing.code, doing.organization)
        self._kept(doing.code)
        return self._told(self._steps.speak(doing, step))

    def _making(self, form: str, choice: Choice, tell: Tell = silent) -> Making:
        sight, key = self.approved(), self.key()
        return Making(self.repository, self.catalogue, sight, self._form(form), choice, key, tell)

    def _content(self, form: str, choice: Choice) -> Callable[[], str]:
        """What stands behind a release when the last step is taken, with nobody else writing."""
        return lambda: content_of(self._making(form, choice))

    def _checked(self, proposal: Proposal) -> Choice:
        if self.scope.organizations is not None:
            raise not_yours()
        return checked(proposal, self._form(proposal.form), self.catalogue, self.now())

    def _kept(self, code: str) -> KeptRelease:
        with reading(self.repository.engine) as connection:
            found = of_code(connection, code)
        if not self._is_known(found):
            raise UnknownError(KINDS["release"], code, ())
        return found

    def _is_known(self, one: KeptRelease) -> bool:
        """Whether this reader may know of it: before its minute, who sees ahead, and its owners."""
        own = self.scope.organizations or frozenset()
        lifted = one.state(instant(self.now())) is ReleaseState.LIFTED
        return lifted or self.scope.sees_ahead or bool(own & {*one.stewards})

    def _is_seen(self, one: FrozenCell) -> bool:
        own = self.scope.organizations or frozenset()
        return self.scope.sees_ahead or bool(own & one.organizations)

    def _consented(self, found: KeptRelease) -> list[FrozenCell]:
        """What its owners agree to show today; of one that does not come out nothing."""
        if found.state(instant(self.now())) is ReleaseState.CANCELLED:
            return []
        with reading(self.repository.engine) as connection:
            cells = frozen_cells(connection, found)
        waiting = waited_for(self.scope, found.lacking)
        agreed = (one for one in cells if one.is_withdrawn or not waiting & one.organizations)
        return [one for one in agreed if self._is_consented(one, found.form)]

    def _is_consented(self, one: FrozenCell, form: str) -> bool:
        """Whether its owners consent today; where they do not, a reader sees only its own.

        What they have withdrawn has no number any more, and says so to everybody.
        """
        if one.is_withdrawn:
            return True
        sight = self.approved()  # first: it makes known what is consented to by now
        own, said = self.scope.organizations or frozenset(), self.repository.turns.consents
        whose, period = one.organizations - own, Period.parse(one.key.period)
        may = may_come_out(whose, form, self.catalogue, said, sight.today, one.key.partner)
        days = period.start.toordinal(), period.days
        return may and not leaves_alone(sight.bare, whose, one.key.series, days)

    def _told(self, found: KeptRelease) -> Release:
        """A release as its reader may know of it."""
        told = found.told(instant(self.now()))
        if found.stewards:  # two counts of one thing would tell that there is more than is read
            cells = self._consented(found)
            hidden = sum(one.shown.is_hidden for one in cells)
            loss = told.loss._replace(cells=len(cells), hidden=hidden)
            # what was reckoned with figures that are not shown any more tells which were small
            is_whole = len(cells) == told.loss.cells
            told = told._replace(loss=loss if is_whole else outwardly(loss, counts=False))
        return as_known_to(self.scope, told)

    def _form(self, name: str) -> ReturnForm:
        return self.catalogue.form(name)
