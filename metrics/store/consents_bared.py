"""Totals that were released and would leave an owner alone, since it consents to totals only.

While an organization consented to be named, nobody had to stand beside it. Once it no longer does,
its name is gone, but not those of the others: a total less these is its figure, or nearly. So all
that was told by then is made a family again, with every sum of it, and its totals are asked what a
proposal would be asked (see `metrics.disclosure.remainders`). What is proposed later is made by the
terms that hold now.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.catalogue import Catalogue
from metrics.disclosure.remainders import Earlier, left_alone
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import Cell, CellKey, Family, Sum
from metrics.form_cells import is_added
from metrics.release_values import FrozenCell
from metrics.store.consents_shapes import shapes
from metrics.store.consents_told import DataSet, Narrowed, Told

NONE = Decimal(0)
Numbers = dict[CellKey, Decimal | None]


def bared(
    narrowed: Mapping[DataSet, Narrowed], catalogue: Catalogue
) -> dict[DataSet, frozenset[CellKey]]:
    """By consent to totals alone, those of which too little is left."""
    found = {at: frozenset(_bared(at, one, catalogue)) for at, one in narrowed.items()}
    return {at: keys for at, keys in found.items() if keys}


def _bared(at: DataSet, one: Narrowed, catalogue: Catalogue) -> Iterator[CellKey]:
    """The totals that tell too much of an owner's figures, as these stood at any minute."""
    owner, form = at
    for told in _adding_up(one.told, form, catalogue):
        sums = [*shapes(catalogue, form, told)]
        named = {key.period for key in told if key.partner == owner}
        for minute in {minute for ones in told.values() for minute, _ in ones} if named else ():
            then = _Then(told, sums, owner, one.others, catalogue, minute)
            yield from left_alone(then.family(), RULES, Earlier(whose=then.whose))


def _adding_up(told: Told, form: str, catalogue: Catalogue) -> Iterator[Told]:
    """What was told, apart by what the form adds up with each other."""
    declared = catalogue.returns.get(form)
    left = {key.series for key in told}
    while left:
        source, _, name = min(left).partition("/")
        names = declared.adding_up_with([name]) if declared else {name}
        group = {min(left), *(f"{source}/{one}" for one in names)} & left
        left -= group
        yield {key: ones for key, ones in told.items() if key.series in group}


class _Then(NamedTuple):
    """What was told, with the numbers of one minute; where nothing stood yet, the first after."""

    told: Told
    sums: list[Sum]  # of all partners
    owner: str
    others: int
    catalogue: Catalogue
    minute: int

    def family(self) -> Family:
        """Every partner's own figures, the totals that could be made, and how all add up."""
        numbers = {key: self._number(key) for key in self.told}
        for _ in self._added_up(numbers):
            pass  # the wholes have to be there before it is looked whose numbers are not known
        for whole in [key for key in self.told if not key.partner]:
            numbers |= self._unknown(whole, numbers)
        sums = [*self._added_up(numbers), *self._of_totals(numbers), *_over_partners(numbers)]
        cells = {key: self._cell(key, number) for key, number in numbers.items()}
        return Family(cells, tuple(sums))

    @property
    def whose(self) -> dict[CellKey, tuple[frozenset[str], ...]]:
        """The partners of each total, once for each time that it was shown of others."""
        found: dict[CellKey, tuple[frozenset[str], ...]] = {}
        for key, ones in self.told.items():
            shown = {one.organizations for _, one in ones if one.shown.value is not None}
            if shown and not key.partner:
                found[key] = tuple(sorted(shown, key=sorted))
        return found

    def _number(self, key: CellKey) -> Decimal | None:
        """A figure as it stood then; of a share of how many, for nothing else adds up of it."""
        held = self.told[key]
        one = ([one for at, one in held if at <= self.minute][-1:] or [held[0][1]])[0]
        return one.number if is_added(self.catalogue, key.series) else _below(one)

    def _added_up(self, numbers: Numbers) -> Iterator[Sum]:
        """The sums of each partner's own figures; wholes that come of them are added to these."""
        for partner in sorted({key.partner for key in numbers} - {""}):
            for one in self.sums:
                whole = one.whole._replace(partner=partner)
                own = (part._replace(partner=partner) for part in one.parts)
                if parts := tuple(part for part in own if part in numbers):
                    if numbers.get(whole) is None:
                        numbers[whole] = sum((numbers[part] or NONE for part in parts), NONE)
                    yield Sum(whole, parts, one.over)

    def _of_totals(self, numbers: Numbers) -> Iterator[Sum]:
        """The sums of totals, of those parts that anybody has."""
        held = {key._replace(partner="") for key in numbers}
        for one in self.sums:
            parts = tuple(part for part in one.parts if part in held)
            if parts:
                numbers |= {key: None for key in (one.whole, *parts) if key not in numbers}
                yield Sum(one.whole, parts, one.over)

    def _unknown(self, whole: CellKey, numbers: Numbers) -> Numbers:
        """The own figures in a total that nobody was told: one is taken for all that is left.

        The owner's first; where not even the total is known any more, for more than the others.
        """
        stood = {one for _, cell in self.told[whole] for one in cell.organizations}
        own = {one: numbers.get(whole._replace(partner=one)) for one in stood}
        known = sum((abs(one) for one in own.values() if one is not None), NONE)
        unknown = sorted((one != self.owner, one) for one in own if own[one] is None)
        number = numbers[whole]
        left = max(number - known, NONE) if number is not None else known + 1
        left = left if number is not None or self.owner in {one for _, one in unknown} else NONE
        return {whole._replace(partner=one): NONE if at else left
                for at, (_, one) in enumerate(unknown)}  # fmt: skip

    def _cell(self, key: CellKey, number: Decimal | None) -> Cell:
        """Whoever has read a number keeps it; the owner's own is what must not be told."""
        is_own = key.partner == self.owner
        shown = any(one.shown.value is not None for _, one in self.told.get(key, ()))
        others = self.others if is_own else 0
        return Cell(key, number, published=shown and not is_own, others=others)


def _below(one: FrozenCell) -> Decimal | None:
    return one.made_of[1] if one.made_of else None


def _over_partners(numbers: Numbers) -> Iterator[Sum]:
    """Each total, of all who have a figure in it."""
    own: dict[CellKey, list[CellKey]] = {key: [] for key in numbers if not key.partner}
    for key in numbers:
        if key.partner and (whole := key._replace(partner="")) in own:
            own[whole].append(key)
    return (Sum(whole, tuple(sorted(parts)), "partner") for whole, parts in own.items())
