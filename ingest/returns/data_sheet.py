"""The long format: a row for each value, as a partner's own system writes it.

Every word of a column is read once and remembered, so that a hundred thousand rows cost little more
than their numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.findings import Severity
from ingest.returns.data_headings import NAMES, DataHeadings
from ingest.returns.data_vocabulary import Vocabulary, Ways, Wrong
from ingest.returns.figures import Figure
from ingest.returns.layout import LONGEST_NOTE, MeasureColumn
from ingest.returns.ledger import At, Key, Ledger
from ingest.returns.spans import DayQuestion, PeriodQuestion, order_in
from metrics import Catalogue, Disaggregation, Period, Text

Cells: TypeAlias = Sequence[Value]


class DataSheet:
    """Reads one sheet in the long format."""

    def __init__(
        self,
        sheet: BookSheet,
        headings: DataHeadings,
        catalogue: Catalogue,
        ledger: Ledger,
        decimal: str | None,
    ) -> None:
        self.sheet, self.headings, self.ledger = sheet, headings, ledger
        self._at = headings.at
        used = [key for key, _ in ledger.layout.data.dimensions if key in headings.at]
        self._members = [headings.at[one] - 1 for one in used]
        ways = Ways(decimal, self._order_of_days())
        self._says = Vocabulary(ledger.layout, ledger.slots, catalogue, ways, used)

    def read(self) -> None:
        self._tell_headings()
        values, value_at, note_at = self._says.values, self._at["value"], self._at.get("note", 0)
        name, ledger = self.sheet.name, self.ledger
        for number, cells in self._rows():
            ledger.rows += 1
            if (about := self._about(number, cells)) is None:
                continue
            key, column = about
            value = cells[value_at - 1]
            figure = values[column.unit.id, column.measure.qualifiers][value]
            if type(figure) is Figure and not (note_at and cells[note_at - 1]):
                ledger.hold(key, figure, name, number, value_at)  # nearly every row
                continue
            where = At(name, number, value_at, plain(value))
            if told := ledger.settle(figure, where, key):
                note = self._note(number, note_at, cells)
                ledger.hold(key, told, name, number, value_at, note)

    def _rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that say anything but a note, as wide as the headings."""
        wide, value_at = max(self._at.values()), self._at["value"] - 1
        others = [at - 1 for role, at in self._at.items() if role != "note"]
        for number, given in self.sheet.iter_rows():
            if number <= self.headings.row:
                continue
            cells = given if len(given) >= wide else [*given, *[None] * (wide - len(given))]
            if cells[value_at] is not None or any(cells[at] is not None for at in others):
                yield number, cells

    def _about(self, number: int, cells: Cells) -> tuple[Key, MeasureColumn] | None:
        """The figure of the form that a row is about; None, and told, where it is of none."""
        at, says = self._at, self._says
        series = says.indicator[cells[at["indicator"] - 1]]
        place = says.place[cells[at["place"] - 1] if "place" in at else None]
        period = says.period[cells[at["period"] - 1]] if "period" in at else None
        breakdown = says.breakdown[tuple([cells[column] for column in self._members])]
        if (
            isinstance(series, Wrong) or isinstance(place, Wrong) or isinstance(period, Wrong)
            or not isinstance(breakdown, Disaggregation)
        ):  # fmt: skip
            wrong = breakdown if not isinstance(breakdown, Disaggregation) else ()
            self._tell_wrong(number, cells, (series, place, period, *wrong))
            return None
        if period is not None and not self._is_meant(number, period, cells):
            return None
        column = self.ledger.slots.get(series, (place, breakdown))
        if column is None:
            self._tell_not_asked(number, cells, series)
            return None
        return (series, place, breakdown), column

    def _note(self, number: int, at: int, cells: Cells) -> str:
        words = plain(cells[at - 1]) if at else ""
        if len(words) <= LONGEST_NOTE:
            return words
        self.ledger.tell(
            Severity.ERROR, "note-long", At(self.sheet.name, number, at, words),
            Text(f"This note has {len(words)} characters; {LONGEST_NOTE} are kept.",
                 f"Cette note a {len(words)} caractères; on en garde {LONGEST_NOTE}."),
            Text("Shorten the note. Never write anything about a person in it.",
                 "Raccourcissez la note. N'y écrivez jamais rien sur une personne."),
        )  # fmt: skip
        return ""

    def _order_of_days(self) -> str | None:
        """The order of day and month: as the sender said, else as this column shows throughout."""
        column = self._at.get("period", 0)
        if chosen := self.ledger.answer(f"{self.sheet.name}!period:day-order"):
            return chosen
        words = {
            cells[column - 1] for _, cells in self.sheet.iter_rows() if 0 < column <= len(cells)
        }
        seen = {order for one in words if (order := order_in(one))}
        return seen.pop() if len(seen) == 1 else None

    def _is_meant(
        self, number: int, period: Period | PeriodQuestion | DayQuestion, cells: Cells
    ) -> bool:
        """Whether a row is of the return's period after all; told where it is not."""
        asked = self.ledger.period
        if period == asked:
            return True
        column = self._at["period"]
        at = At(self.sheet.name, number, column, plain(cells[column - 1]))
        if not isinstance(period, Period):
            return self._is_answered(period, at)
        self.ledger.tell(
            Severity.ERROR, "other-period", at,
            Text(f"This row is for {period.code}, and the return is for {asked.code}.",
                 f"Cette ligne est pour {period.code}, et le rapport est pour {asked.code}."),
            Text(f"Keep the rows of {asked.code}; send another period as a return of its own.",
                 f"Gardez les lignes de {asked.code}; une autre période s'envoie à part."),
            cause=f"{self.sheet.name}:other-period:{period.code}",
        )  # fmt: skip
        return False

    def _is_answered(self, question: PeriodQuestion | DayQuestion, at: At) -> bool:
        asked, cause = self.ledger.period, f"{self.sheet.name}!period:{question.rule}"
        chosen = self.ledger.answer(cause, f"{at.sheet}!{at.cell}:{question.rule}")
        if read := question.readings.get(chosen):
            start = read.start if isinstance(read, Period) else read
            if asked.start <= start <= asked.end:
                return True
        self.ledger.tell(
            Severity.ERROR, question.rule, at, question.message, question.right,
            cause=cause, readings=tuple(question.readings),
        )  # fmt: skip
        return False

    def _tell_headings(self) -> None:
        for at, role in self.headings.doubled.items():
            name = NAMES.get(role, (role, role))
            here = At(self.sheet.name, self.headings.row, at, name[0])
            self.ledger.tell(
                Severity.ERROR, "heading-doubled", here,
                Text(f"Two columns have the heading '{name[0]}'.",
                     f"Deux colonnes ont l'en-tête « {name[1]} »."),
                Text("Keep the column that is meant, and take the other out.",
                     "Gardez la colonne voulue, et retirez l'autre."),
            )  # fmt: skip
        for at, words in self.headings.strange.items():
            self.ledger.tell(
                Severity.WARNING, "heading-unknown",
                At(self.sheet.name, self.headings.row, at, words),
                Text(f"'{words}' is not a heading of this form: its column is not read.",
                     f"« {words} » n'est pas un en-tête de ce formulaire\u00a0: sa colonne n'est "
                     "pas lue."),
                Text("Take the column out, or correct its heading.",
                     "Retirez la colonne, ou corrigez son en-tête."),
                cause=f"{self.sheet.name}:heading:{words}",
            )  # fmt: skip

    def _tell_wrong(self, number: int, cells: Cells, read: Iterable[object]) -> None:
        for role, refused in (one for one in read if isinstance(one, Wrong)):
            column = self._at[role]
            seen = plain(cells[column - 1])
            self.ledger.tell(
                Severity.ERROR, refused.rule, At(self.sheet.name, number, column, seen),
                refused.message, refused.right, cause=f"{self.sheet.name}:{role}:{seen[:60]}",
            )  # fmt: skip

    def _tell_not_asked(self, number: int, cells: Cells, series: str) -> None:
        column = self.headings.at["indicator"]
        self.ledger.tell(
            Severity.ERROR, "not-asked",
            At(self.sheet.name, number, column, plain(cells[column - 1])),
            Text("This form does not ask for this indicator at this place and breakdown.",
                 "Ce formulaire ne demande pas cet indicateur pour ce lieu et cette "
                 "ventilation."),
            Text("Use the places and breakdowns of the form's tables; leave other rows out.",
                 "Utilisez les lieux et ventilations des tableaux du formulaire; retirez le "
                 "reste."),
            cause=f"{self.sheet.name}:not-asked:{series}",
        )  # fmt: skip
