"""What the words of the long format mean for one form: each word is read once."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from ingest.cells import plain
from ingest.meanings import Memo
from ingest.returns.figures import Read, Refused
from ingest.returns.layout import LONGEST_NOTE, Layout, MeasureColumn
from ingest.returns.ledger import Slots, Tables
from ingest.returns.notation import folded, read_value
from ingest.returns.sheet_table import TOTALS
from ingest.returns.spans import DayQuestion, PeriodQuestion, SettledPeriod
from ingest.returns.spelled_periods import read_period
from metrics import Catalogue, Disaggregation, Period, Text, nearest

MOST_SOUGHT, LONGEST_SOUGHT = 100, 60  # unknown words whose neighbours are looked for; letters
_RIGHT = Text(
    "Choose from the lists of the template, or write the code.",
    "Choisissez dans les listes du gabarit, ou écrivez le code.",
)


class Wrong(NamedTuple):
    """A cell that names nothing of the form, and by which role it was read."""

    role: str
    refused: Refused


RowPeriod: TypeAlias = Period | SettledPeriod | PeriodQuestion | DayQuestion | Wrong | None


class Subject(NamedTuple):
    """What a row is about, but for its place: which tables of the form ask for it."""

    series: str
    breakdown: Disaggregation
    asked: Tables


class Ways(NamedTuple):
    """How one sheet writes what could be read in two ways, as far as that is settled."""

    decimal: str | None = None
    order: str | None = None
    settle: bool = True  # whether the period that is asked for tells how the years are counted


class Vocabulary:
    def __init__(
        self,
        layout: Layout,
        slots: Slots,
        catalogue: Catalogue,
        ways: Ways,
        dimensions: list[str],
    ) -> None:
        self._layout, self._slots, self._catalogue = layout, slots, catalogue
        self._ways = ways
        self._sought = 0
        self._spelled: dict[str, str] = {}  # by the form in which words are compared
        self._indicators = self._names_of_indicators()
        self._places = self._names_of_places()
        self.indicator: Memo[str | Wrong] = Memo(self._read_indicator)
        self.place: Memo[str | Wrong] = Memo(self._read_place)
        self.period: Memo[RowPeriod] = Memo(self._read_period)
        self._members = [(one, self._member_reader(one)) for one in dimensions]
        self.subject: Memo[Subject | tuple[Wrong, ...]] = Memo(self._read_subject)
        self.note: Memo[Text | str | None] = Memo(_note)
        self.values: Memo[Memo[Read]] = Memo(self._value_reader)

    def settle(self, decimal: str | None) -> None:
        """Read values with this sign before decimals, from now on."""
        self._ways, self.values = self._ways._replace(decimal=decimal), Memo(self._value_reader)

    def _value_reader(self, wanted: Any) -> Memo[Read]:
        unit, qualifiers = self._catalogue.units[wanted[0]], wanted[1]
        decimal = self._ways.decimal
        return Memo(lambda cell: read_value(cell, unit, decimal=decimal, qualifiers=qualifiers))

    def value_of(self, column: MeasureColumn, cell: Any, read: Read) -> Read:
        """What was refused, read again: words of its own column may stand behind a number."""
        if not isinstance(read, Refused):
            return read
        qualifiers, decimal = column.measure.qualifiers, self._ways.decimal
        return read_value(
            cell, column.unit, decimal=decimal, qualifiers=qualifiers, about=(column.heading,)
        )

    def _names_of_indicators(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for sheet in self._layout.sheets:
            for column in sheet.columns:
                series = self._catalogue.series_of(column.series)
                titles = (*column.heading, *series.title, column.measure.series, column.series)
                found |= {self._name(name): column.series for name in titles}
        return found

    def _name(self, name: str) -> str:
        self._spelled.setdefault(folded(name), name)
        return folded(name)

    def _names_of_places(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code in self._slots.places:
            place = self._catalogue.places[code]
            found |= {self._name(name): code for name in (*place.names, *place.title, code)}
        return found

    def _read_indicator(self, cell: Any) -> str | Wrong:
        if found := self._indicators.get(folded(cell)):
            return found
        kind = Text("an indicator of this form", "un indicateur de ce formulaire")
        return Wrong("indicator", self._unknown("indicator", plain(cell), kind, self._indicators))

    def _read_place(self, cell: Any) -> str | Wrong:
        words = folded(cell)
        if found := self._places.get(words) if words else self._layout.form.place:
            return found
        kind = Text("a place of this form", "un lieu de ce formulaire")
        return Wrong("place", self._unknown("place", plain(cell), kind, self._places))

    def _member_reader(self, dimension: str) -> Callable[[Any], str | Wrong]:
        held = self._catalogue.dimensions[dimension]
        known = {
            self._name(name): code
            for code, member in held.members.items()
            for name in (*member.title, code)
        }

        def read(cell: Any) -> str | Wrong:
            words = folded(cell)
            if not words or words in TOTALS:
                return ""
            if found := known.get(words):
                return found
            kind = Text(f"one of '{held.title.en}'", f"une valeur de « {held.title.fr} »")
            return Wrong(dimension, self._unknown("member", plain(cell), kind, known))

        return read

    def _read_subject(self, cells: Any) -> Subject | tuple[Wrong, ...]:
        """The indicator and the members of a row, by the cells that name them."""
        series = self.indicator[cells[0]]
        read = [
            (one, says(cell)) for (one, says), cell in zip(self._members, cells[1:], strict=True)
        ]
        named = (series, *(member for _, member in read))
        if wrong := tuple(one for one in named if isinstance(one, Wrong)):
            return wrong
        breakdown = Disaggregation.of((one, str(member)) for one, member in read if member)
        return Subject(str(series), breakdown, self._slots.tables(str(series)))

    def _read_period(self, cell: Any) -> RowPeriod:
        """What a row says of its period; None where that is the return's own, or is not said."""
        if not plain(cell):
            return None
        layout = self._layout
        read = read_period(
            cell, fiscal=layout.form.fiscal, asked=layout.period, order=self._ways.order,
            settle=self._ways.settle,
        )  # fmt: skip
        if isinstance(read, Refused):
            return Wrong("period", read)
        return None if read == layout.period else read

    def _unknown(self, rule: str, words: str, kind: Text, known: Mapping[str, str]) -> Refused:
        """What is wrong with a word, and the nearest that is known, as it is spelled."""
        if not words:
            empty = Text(
                f"This cell is empty; {kind.en} belongs here.",
                f"Cette cellule est vide; il faut ici {kind.fr}.",
            )
            return Refused(rule, empty, _RIGHT)
        en, fr = f"'{words}' is not {kind.en}.", f"« {words} » n'est pas {kind.fr}."
        if near := self._nearest(words, known):
            en, fr = f"{en} Did you mean '{near}'?", f"{fr} Vouliez-vous dire « {near} »?"
        return Refused(rule, Text(en, fr), _RIGHT)

    def _nearest(self, words: str, known: Mapping[str, str]) -> str:
        """For the first unknown words alone: a file of others' words would take for ever."""
        self._sought += 1
        if self._sought > MOST_SOUGHT:
            return ""
        near = nearest(folded(words)[:LONGEST_SOUGHT], known)[:1]
        return self._spelled.get(near[0], near[0]) if near else ""


def _note(cell: Any) -> Text | str | None:
    """A note as it is kept; its bare words where it is too long to be."""
    words = plain(cell)
    if len(words) > LONGEST_NOTE:
        return words
    return Text(words, words) if words else None
