"""Which cells of a return form add up, as data/ declares it in public.

Members that make a total, places within places, the partners who are asked, periods within
periods. Also cells that nobody publishes are named where others are sums of them.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from metrics.attack.cells import Cell, Sum
from metrics.catalogue import Catalogue
from metrics.dimensions import Disaggregation
from metrics.periods import Period
from metrics.return_forms import FormTable, ReturnForm
from metrics.roll_up.partners import never_over_partners
from metrics.roll_up.rules import never_over_place, never_over_time

Pair = tuple[str, str]  # place, breakdown
DAY = timedelta(days=1)


class Structure:
    """How the cells of one series of a form add up, given the cells that are spoken of."""

    def __init__(
        self, catalogue: Catalogue, form: ReturnForm, series: str, spoken_of: Iterable[Cell]
    ) -> None:
        self.catalogue, self.form, self.series = catalogue, form, series
        self.spoken_of = tuple(spoken_of)
        self.indicator = catalogue.indicators[catalogue.series_of(series).indicator]
        name = series.partition("/")[2]
        self.tables = tuple(one for one in form.tables if one.measure(name))
        self._whose: dict[tuple[Pair, Period], tuple[str, ...]] = {}
        self._asked_in: dict[Period, dict[str, set[str]]] = {}

    def sums(self) -> Iterator[Sum]:
        """Every sum that holds between cells of the series, once for each part of a share."""
        for part in sorted({one.part for one in self.spoken_of}):
            for period in self.periods:
                for pair in self.pairs:
                    whose = ("", *self.whose(pair, period))
                    yield from self._over_partners(pair, period, part)
                    for partner in whose if self.by_partner else ("",):
                        yield from self._within(pair, period, partner, part)
            yield from self._over_time(part)

    def sole(self) -> Iterator[Cell]:
        """The figures of partners who alone are asked for a cell: the total is theirs."""
        for period in self.periods:
            for pair in self.pairs:
                if len(whose := self.whose(pair, period)) == 1:
                    yield self._cell(pair, period, whose[0], "")

    @cached_property
    def by_partner(self) -> bool:
        """Whether any partner's own figure is spoken of."""
        return any(one.partner for one in self.spoken_of)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods spoken of, and the pieces that they cut each other into."""
        said = {Period.parse(one.period) for one in self.spoken_of}
        return tuple(sorted(said | {*self._pieces}))

    @cached_property
    def _pieces(self) -> tuple[Period, ...]:
        """The shortest spans of which the periods spoken of consist, where they can be added."""
        said = {Period.parse(one.period) for one in self.spoken_of}
        if never_over_time(self.indicator) or self.indicator.roll_up_time != "sum":
            return ()
        cuts = sorted({one.start for one in said} | {one.end + DAY for one in said})
        spans = (Period(start, end - DAY) for start, end in pairwise(cuts))
        return tuple(one for one in spans if any(_lies_in(one, period) for period in said))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The rows that are asked for, those spoken of, and the totals between them."""
        found = {pair for table in self.tables for pair in self._rows(table)}
        found |= {(one.place, one.disaggregation) for one in self.spoken_of}
        larger = {place for place, _ in found if place not in self._asked_places}
        codes = {(place, code) for place in larger for code in self._codes_in(place)}
        return tuple(sorted(found | codes))

    @cached_property
    def _asked_places(self) -> frozenset[str]:
        return frozenset(one for table in self.tables for one in self.form.places_of(table))

    def _rows(self, table: FormTable) -> Iterator[Pair]:
        """The rows of a table; its total too where its members make it."""
        for place, member in table.rows(self.form.place):
            yield place, _code(table, member)
            if table.adds_up:
                yield place, ""

    def _codes_in(self, place: str) -> set[str]:
        within = (one for one in self.tables if self._reaches(one, place))
        return {code for table in within for _, code in self._rows(table)}

    def _reaches(self, table: FormTable, place: str) -> bool:
        return any(self._is_in(one, place) for one in self.form.places_of(table))

    def _is_in(self, place: str, larger: str) -> bool:
        at: str | None = place
        while at and at != larger:
            held = self.catalogue.places.get(at)
            at = held.parent if held else None
        return at == larger

    def whose(self, pair: Pair, period: Period) -> tuple[str, ...]:
        """The partners who are asked for a figure, and those of whom one is spoken of."""
        if (pair, period) not in self._whose:
            self._whose[pair, period] = self._found(pair, period)
        return self._whose[pair, period]

    def _found(self, pair: Pair, period: Period) -> tuple[str, ...]:
        tables, place, code = self.made_of(pair), *pair
        return tuple(
            partner
            for partner, asked in self._asked(period).items()
            if asked & tables or partner in self._spoken_for.get((place, code, period.code), ())
        )

    def made_of(self, pair: Pair) -> set[str]:
        """The tables of whose rows a figure is made."""
        place, code = pair
        return {
            one.id
            for one in self.tables
            if self._reaches(one, place) and (not code or code in {c for _, c in self._rows(one)})
        }

    @cached_property
    def _spoken_for(self) -> dict[tuple[str, str, str], set[str]]:
        found: dict[tuple[str, str, str], set[str]] = {}
        for one in self.spoken_of:
            if one.partner:
                key = one.place, one.disaggregation, one.period
                found.setdefault(key, set()).add(one.partner)
        return found

    def _asked(self, period: Period) -> dict[str, set[str]]:
        """By partner the tables it is asked for in any of the form's periods within a period."""
        if period not in self._asked_in:
            found: dict[str, set[str]] = {one: set() for one in self._partners_spoken_of}
            for own in self._own_periods(period):
                for partner in self.form.partners_in(own):
                    tables = {one.id for one in self.form.tables_of(partner, own)}
                    found.setdefault(partner, set()).update(tables)
            self._asked_in[period] = dict(sorted(found.items()))
        return self._asked_in[period]

    @cached_property
    def _partners_spoken_of(self) -> tuple[str, ...]:
        return tuple(sorted({one.partner for one in self.spoken_of if one.partner}))

    def _own_periods(self, period: Period) -> Iterator[Period]:
        own = self.form.period_of(period.start)
        while own.start <= period.end:
            yield own
            own = self.form.after(own)

    def _over_partners(self, pair: Pair, period: Period, part: str) -> Iterator[Sum]:
        whose = self.whose(pair, period)
        if (
            not never_over_partners(self.indicator)
            and whose
            and (self.by_partner or len(whose) < 2)
        ):
            parts = tuple(self._cell(pair, period, one, part) for one in whose)
            yield Sum(self._cell(pair, period, "", part), parts, "partner")

    def _within(self, pair: Pair, period: Period, partner: str, part: str) -> Iterator[Sum]:
        """Over places and over members, for all partners or for one of them."""
        for over, parts in self._adding_up[pair]:
            held = [one for one in parts if not partner or partner in self.whose(one, period)]
            if held:
                cells = tuple(self._cell(one, period, partner, part) for one in held)
                yield Sum(self._cell(pair, period, partner, part), cells, over)

    @cached_property
    def _adding_up(self) -> dict[Pair, list[tuple[str, list[Pair]]]]:
        return {one: [("place", self._smaller(one)), *self._members(one)] for one in self.pairs}

    def _smaller(self, pair: Pair) -> list[Pair]:
        """The places of which a place consists: none where it is asked for besides them."""
        place, code = pair
        if never_over_place(self.indicator):
            return []
        inside = [one for one, c in self.pairs if c == code and one != place]
        inside = [one for one in inside if self._is_in(one, place)]
        outermost = [
            one for one in inside if not any(o != one and self._is_in(one, o) for o in inside)
        ]
        children = {one.code for one in self.catalogue.places.values() if one.parent == place}
        if place in self._asked_places and not (children and children <= {*outermost}):
            return []
        return [(one, code) for one in outermost]

    def _members(self, pair: Pair) -> Iterator[tuple[str, list[Pair]]]:
        """The members that make a total: those of the one table that asks for this place."""
        place, code = pair
        for table in self.tables:
            whole = self._reaches(table, place) and not any(
                self._reaches(one, place) for one in self._other_rows(table, place)
            )
            if code == "" and table.dimension and table.adds_up and whole:
                yield table.dimension, [(place, _code(table, one)) for one in table.members]

    def _other_rows(self, table: FormTable, place: str) -> list[FormTable]:
        """Tables that ask for places within a place for which a table does not ask."""
        own = {*self.form.places_of(table)}
        return [
            one
            for one in self.tables
            if any(p not in own and self._is_in(p, place) for p in self.form.places_of(one))
        ]

    def _over_time(self, part: str) -> Iterator[Sum]:
        pieces = self._pieces
        for period in self.periods:
            parts = [one for one in pieces if _lies_in(one, period)]
            if parts and parts != [period]:
                yield from self._in_pieces(period, parts, part)

    def _in_pieces(self, period: Period, pieces: list[Period], part: str) -> Iterator[Sum]:
        for pair in self.pairs:
            for partner in ("", *self.whose(pair, period)) if self.by_partner else ("",):
                held = [one for one in pieces if not partner or partner in self.whose(pair, one)]
                parts = tuple(self._cell(pair, one, partner, part) for one in held)
                if parts:
                    yield Sum(self._cell(pair, period, partner, part), parts, "period")

    def _cell(self, pair: Pair, period: Period, partner: str, part: str) -> Cell:
        return Cell(self.indicator.id, self.series, *pair, partner, period.code, part)


def _code(table: FormTable, member: str) -> str:
    return Disaggregation.of({table.dimension or "": member}).code if member else ""


def _lies_in(one: Period, period: Period) -> bool:
    return period.start <= one.start and one.end <= period.end
