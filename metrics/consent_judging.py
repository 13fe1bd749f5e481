"""What those who own figures consent to show, judged today: to whom, of which source, in what.

Whoever governs its own data decides who sees them. Where nothing is consented to, or no longer,
nobody outside the organization sees a value of it, alone or inside any total.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from metrics.catalogue import Catalogue
from metrics.consent_values import Consent, Purpose, standing
from metrics.disclosure.tables import CellKey
from metrics.languages import Text
from metrics.partners import FLOOR, OTHERS, Governance
from metrics.periods import Period
from metrics.scopes import Scope
from metrics.store.consents_bared import bared
from metrics.store.consents_kept import Said
from metrics.store.consents_told import DataSet
from metrics.store.seeks import Sight
from metrics.store.withholding import Bare, Withheld


def governance_of(organization: str, catalogue: Catalogue, said: Said) -> Governance | None:
    """How an organization governs its data; None where it leaves that to the office.

    Once it has, it goes on doing so whatever data/ declares: nobody takes that from it.
    """
    partner = catalogue.partners.get(organization)
    if partner is not None and partner.governance is not None:
        return partner.governance
    if organization not in said.organizations:
        return None
    named = partner.title if partner else Text(organization, organization)
    return Governance(principles=named, floor=FLOOR, others=OTHERS)


def governed(catalogue: Catalogue, said: Said) -> tuple[str, ...]:
    """The organizations that govern their data, in the order of their names."""
    declared = {name for name, one in catalogue.partners.items() if one.governance}
    return tuple(sorted(declared | said.organizations))


def consent_of(organization: str, form: str, said: Said, on: date) -> Consent:
    return standing(organization, form, said.last.get((organization, form)), on)


def consented(
    sight: Sight, catalogue: Catalogue, said: Said, alone: frozenset[Bare] = frozenset()
) -> Sight:
    """The same sight, without what its owners do not consent to show this reader today.

    Released figures answer to the owners' consent whoever reads them, whenever that was given;
    `alone` are those that would leave an owner alone (see `bare`).
    """
    sight = sight._replace(erased=said.erased)
    asked = governed(catalogue, said)
    if not asked:
        return sight
    scope, on = sight.scope, sight.today
    own, sees_others = scope.organizations or frozenset(), _sees_others(scope)
    released = [one for one in asked if one in said.released]
    named = [one for one in released if _is_unnamed(one, said, on)]
    return sight._replace(
        withheld=_withheld(
            [one for one in asked if one not in own] if sees_others else [],
            catalogue, lambda one: one.allows(purpose_of(scope)), said, on,
        ),
        unreleased=_withheld(
            released, catalogue, lambda one: one.allows(Purpose.PUBLIC), said, on
        ),
        unnamed=_withheld(named, catalogue, lambda one: one.alone, said, on),
        bare=alone,
    )  # fmt: skip


def _sees_others(scope: Scope) -> bool:
    """Whether a reader sees values of organizations that are not named in its scope."""
    return scope.organizations is None or scope.approved_of != frozenset()


def _is_unnamed(organization: str, said: Said, on: date) -> bool:
    """Whether an organization consents to its figures within totals, and no further."""
    of_it = [form for one, form in said.last if one == organization]
    held = [consent_of(organization, form, said, on) for form in of_it]
    return any(one.terms is not None and not one.alone for one in held)


def bare(catalogue: Catalogue, said: Said) -> frozenset[Bare]:
    """In what was released who would stand alone beside the names that are shown."""
    return together(bared(said.narrowed, catalogue), catalogue)


def together(alone: Mapping[DataSet, frozenset[CellKey]], catalogue: Catalogue) -> frozenset[Bare]:
    """What is withheld where owners would stand alone in totals.

    With a total goes whatever adds up with it: its other places, breakdowns and periods that share
    a day with it, and what a rule of the form makes of it.
    """
    found = set()
    for (organization, form), totals in alone.items():
        for key in totals:
            period = Period.parse(key.period)
            start, end = period.start.toordinal(), period.start.toordinal() + period.days
            found.add(Bare(organization, _together(key, form, catalogue), start, end))
    return frozenset(found)


def leaves_alone(
    found: Iterable[Bare], whose: Iterable[str], series: str, days: tuple[int, int]
) -> bool:
    """Whether one of these would stand alone in a figure: of so many days from the first."""
    every = [*found]
    return any(one.holds(owner, series, *days) for one in every for owner in whose)


def _together(key: CellKey, form: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The series of the indicators that a form adds up with a figure's, its own among them."""
    source, _, name = key.series.partition("/")
    declared = catalogue.returns.get(form)
    names = declared.adding_up_with([name]) if declared else {name}
    held = {at: one.indicator for at, one in catalogue.series.items()
            if at.startswith(f"{source}/")}  # fmt: skip
    beside = {held.get(f"{source}/{one}") for one in names}
    return tuple(sorted({key.series, *(at for at, one in held.items() if one in beside)}))


def _withheld(
    organizations: Iterable[str],
    catalogue: Catalogue,
    may: Callable[[Consent], bool],
    said: Said,
    on: date,
) -> frozenset[Withheld]:
    """Whose values are not shown, but for those of the sources whose every form may be."""
    found = []
    for one in organizations:
        allowed: dict[str, bool] = {}
        for form in catalogue.returns.values():
            shown = may(consent_of(one, form.id, said, on))
            allowed[form.source] = allowed.get(form.source, True) and shown
        found.append(Withheld(one, tuple(sorted(name for name, yes in allowed.items() if yes))))
    return frozenset(found)


def may_come_out(
    whose: Iterable[str], form: str, catalogue: Catalogue, said: Said, on: date, named: str = ""
) -> bool:
    """Whether all owners of a released figure consent today; `named` is whose it says it is."""
    held = [consent_of(one, form, said, on) for one in governed(catalogue, said) if one in whose]
    return all(
        one.allows(Purpose.PUBLIC) and (one.alone or one.organization != named) for one in held
    )


def purpose_of(scope: Scope) -> Purpose:
    """What a reader of a scope would use the values of partners for: the office, or a release."""
    return Purpose.INTERNAL if scope.organizations is None else Purpose.PUBLIC


def kept_back(
    catalogue: Catalogue, said: Said, scope: Scope, on: date
) -> frozenset[tuple[str, str]]:
    """The organizations and forms whose values a reader may not see."""
    own, purpose = scope.organizations or frozenset(), purpose_of(scope)
    return frozenset(
        (one, form)
        for one in governed(catalogue, said)
        if one not in own
        for form in catalogue.returns
        if not consent_of(one, form, said, on).allows(purpose)
    )
