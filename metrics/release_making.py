"""What a release would show: the family of its figures, protected and frozen; and as rows.

Making it again of the same figures, consents and earlier releases gives the same, so that an
approval can tell whether what was looked at is still what stands behind it.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from metrics.attack import Attacked, attack, system
from metrics.catalogue import Catalogue
from metrics.clock import now
from metrics.consent_judging import consent_of, governed, may_come_out
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import CellKey, Loss, Protected
from metrics.families import build
from metrics.family_material import Built, Choice, Material, Owner
from metrics.hardening import hardened, lost
from metrics.labels import NOTHING_SENT
from metrics.languages import Text
from metrics.moments import NOW
from metrics.observations import (
    HeldObservation,
    Known,
    Location,
    Observation,
    ObservationStatus,
    Qualifier,
)
from metrics.partner_totals import Asked
from metrics.periods import Period
from metrics.release_notes import note_of
from metrics.release_refusals import (
    after_withdrawal,
    cannot_be_protected,
    nothing_approved,
)
from metrics.release_settling import (
    Settled,
    elsewhere_of,
    frozen_cell,
    older_of,
    settled,
    shut_by,
)
from metrics.release_stages import Stage, Tell, silent
from metrics.release_values import FrozenCell, Held, ReleasePreview
from metrics.return_faults import DOCUMENT
from metrics.return_forms import ReturnForm
from metrics.scopes import OFFICIAL
from metrics.store.engine import reading
from metrics.store.releases_kept import RELEASES, frozen_cells, kept_releases
from metrics.store.releases_writing import breakdown_of, released_file
from metrics.store.repository import Repository
from metrics.store.seeks import Sight

ERASED, EXACT = ObservationStatus.ERASED, Qualifier.EXACT


@dataclass(frozen=True)
class Making:
    """A release on its way: of a form, as much of it as is chosen.

    `sight` is of what the office has approved and owners consent to release.
    """

    repository: Repository
    catalogue: Catalogue
    sight: Sight
    form: ReturnForm
    choice: Choice
    key: bytes
    tell: Tell = silent

    @property
    def built(self) -> Built:
        return self.settled.built

    @property
    def protected(self) -> Protected:
        return self.settled.protected

    @cached_property
    def told(self) -> Mapping[CellKey, tuple[FrozenCell, ...]]:
        """What of these figures was released before, or is going to be, the newest last."""
        found: dict[CellKey, tuple[FrozenCell, ...]] = {}
        with reading(self.repository.engine) as connection:
            held = kept_releases(connection, RELEASES.form == self.form.id)
            for one in sorted(held, key=lambda one: one.lifts_at):
                for cell in frozen_cells(connection, one) if one.is_approved else ():
                    found[cell.key] = (*found.get(cell.key, ()), cell)
        return found

    @property
    def basis(self) -> Mapping[CellKey, FrozenCell]:
        """The same as it was released last."""
        return {key: ones[-1] for key, ones in self.told.items()}

    @cached_property
    def first(self) -> Built:
        """All that could be released, before it is looked at what must not be told anew."""
        return build(self.material, self.choice)

    @cached_property
    def settled(self) -> Settled:
        return settled(self.material, self.choice, self.key)

    @cached_property
    def cells(self) -> tuple[FrozenCell, ...]:
        """Every cell that is shown or hidden, by key; the attack finds nothing in them.

        Raises MetricsError where they cannot be protected.
        """
        self.tell(Stage.PROTECTING)
        if self.protected.unproven:
            raise cannot_be_protected()
        found = sorted(self.protected.cells.items())
        cells = (frozen_cell(self.settled, key, shown) for key, shown in found)
        return hardened(tuple(cells), self._attacked, self.built.family)

    @property
    def loss(self) -> Loss:
        return lost(self.protected.loss, self.cells)

    @property
    def stewards(self) -> tuple[str, ...]:
        """The owners of these figures who govern them: their stewards have to agree."""
        whose = frozenset[str]().union(*self.built.parts.values())
        asked = governed(self.catalogue, self.repository.turns.consents)
        return tuple(one for one in asked if one in whose)

    @property
    def content(self) -> str:
        """What everything behind the release comes to; nobody without the key can try numbers.

        Of what it is made from, not of what protection makes of that: the same makes the same, and
        whoever writes is kept waiting for no longer than it takes to read it.
        """
        said = json.dumps([*self._said()], separators=(",", ":"), default=str)
        return hmac.new(self.key, said.encode(), sha256).hexdigest()

    @property
    def rules(self) -> dict[str, int]:
        return RULES._asdict()

    @property
    def detail(self) -> dict[str, object]:
        """What is kept of a release beside its cells, as JSON takes it."""
        loss, choice = self.loss._asdict(), self.choice
        numbers = ("value", "value_hidden", "plain_value_hidden")
        return {
            "series": [*choice.series],
            "periods": [one.code for one in choice.periods],
            "rules": self.rules,
            "loss": loss | {name: str(loss[name]) for name in numbers},
            "stewards": [*self.stewards],
            "held": self.held._asdict(),
        }

    @property
    def held(self) -> Held:
        """What is not told anew."""
        kept = sum(one.key in self.settled.kept for one in self.cells)
        return Held(kept, self._taken_back())

    def refuse_nothing(self) -> None:
        """Raise MetricsError where there is nothing to release."""
        if not self.protected.cells:
            raise after_withdrawal() if self._taken_back() else nothing_approved()

    def _taken_back(self) -> int:
        """In how many of the indicators and periods chosen a released figure was taken back."""
        chosen = [self.catalogue.series_of(one).indicator for one in self.choice.series]
        material = self.settled.material
        return sum(not material.is_open(one, period)
                   for one in dict.fromkeys(chosen) for period in self.choice.periods)  # fmt: skip

    def attacked(self, observations: tuple[Observation, ...]) -> Attacked:
        """What an attacker could make of these figures and of all that was released before."""
        sight = Sight.of(NOW, OFFICIAL, self.sight.today)
        held = self.repository.observations(sight, self.form.source)
        return attack(system(self.catalogue, [*held, *observations]))

    def _attacked(self, cells: tuple[FrozenCell, ...]) -> Attacked:
        self.tell(Stage.ATTACKING)
        return self.attacked(observations_of(cells, "", now()))

    @cached_property
    def material(self) -> Material:
        """Everything that it is made from, as it is held now."""
        values = tuple(self._values())
        before = {key: one for key, one in self.basis.items() if self._stands(one)}
        gone, older = frozenset(self.told) - before.keys(), older_of(self.told)
        return Material(
            self.form, self.catalogue, values, self._asked(), self._owners(), frozenset(before),
            erased=gone, before=before, shut=shut_by(gone, self.form, self.catalogue), older=older,
            elsewhere=elsewhere_of(self.told),
        )  # fmt: skip

    def _stands(self, one: FrozenCell) -> bool:
        """Whether a released figure is read today: not erased, and its owners consent still."""
        said, today = self.repository.turns.consents, self.sight.today
        whose, named = one.organizations, one.key.partner
        consented = may_come_out(whose, self.form.id, self.catalogue, said, today, named)
        return consented and one.shown.status is not ERASED

    def _values(self) -> Iterator[HeldObservation]:
        pairs = [(self.catalogue.series_of(one).indicator, one) for one in self.choice.series]
        for line in self.repository.lines(pairs, self.sight):
            for held in line.values if line.organization else ():
                if held.observation.period in self.choice.periods:
                    yield held

    def _asked(self) -> Asked:
        return Asked.of(self.form, self.catalogue, self.repository.decided(), self.sight.today)

    def _owners(self) -> dict[str, Owner]:
        """What those ask for who govern their figures and let them be released."""
        said, found = self.repository.turns.consents, {}
        for one in governed(self.catalogue, said):
            consent = consent_of(one, self.form.id, said, self.sight.today)
            if terms := consent.terms:
                found[one] = Owner(consent.alone, terms.floor, terms.others)
        return found

    def _said(self) -> Iterator[Any]:
        material, built = self.material, self.first
        yield self.rules
        yield from sorted(_value_said(one) for one in material.values)
        yield sorted(material.owners.items())
        for key, cell in sorted(built.family.cells.items()):
            coverage = built.coverage.get(key)
            yield [*cell, sorted(built.parts[key]), coverage, built.qualifiers.get(key)]
        yield from sorted(built.family.sums)
        for key, ones in sorted(self.told.items()):
            yield [key, key in material.before, *map(_frozen_said, ones)]


def _value_said(held: HeldObservation) -> list[str]:
    """Whose value, at which key, and what it says; however often the same was sent."""
    one = held.observation
    return [one.organization, *map(str, (one.series, one.place, one.disaggregation, one.period,
                                          one.value, one.status, one.qualifier, one.numerator,
                                          one.denominator))]  # fmt: skip


def _frozen_said(one: FrozenCell) -> list[Any]:
    return [*one.shown, one.exact, sorted(one.organizations), one.coverage]


def observations_of(
    cells: tuple[FrozenCell, ...], code: str, lifts_at: datetime
) -> tuple[Observation, ...]:
    """The rows that a release puts before the public, made known on the day of its minute.

    They have no number: a gap would tell that there is one which this reader does not see.
    """
    day = lifts_at.astimezone().date()
    return tuple(_observation(one, code, day) for one in cells)


def released_observations(preview: ReleasePreview) -> tuple[Observation, ...]:
    """The same of what a reader sees of a release, to be worded as the public reads it."""
    return observations_of(preview.cells, preview.release.code, preview.release.lifts_at)


def _observation(one: FrozenCell, code: str, day: date) -> Observation:
    key, shown = one.key, one.shown
    return Observation(
        indicator=key.indicator,
        series=key.series,
        place=key.place,
        period=Period.parse(key.period),
        value=shown.value,
        known=Known(day),
        document=DOCUMENT,
        location=Location(released_file(code), "", 0, 0),
        disaggregation=breakdown_of(one),
        qualifier=EXACT if shown.value is None else _qualifier(one),
        status=shown.status,
        note=None if shown.value is None else _note(one),
        words=NOTHING_SENT.get(shown.status) if key.partner and shown.value is None else None,
    )


def _qualifier(one: FrozenCell) -> Qualifier:
    """Once rounded, a number may lie above what is proven."""
    rounded = one.shown.rounded and one.qualifier is not EXACT
    return Qualifier.APPROXIMATE if rounded else one.qualifier


def _note(one: FrozenCell) -> Text | None:
    return note_of(one.coverage, one.shown.rounded, revised=one.shown.revised)
