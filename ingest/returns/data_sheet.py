"""The long format: a row for each value, as a partner's own system writes it.

Every word of a column is read once and remembered, so that a hundred thousand rows cost little more
than their numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from types import NoneType
from typing import Any, TypeAlias

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.findings import Severity
from ingest.returns.cut_in_two import Halves, halves_of
from ingest.returns.data_headings import NAMES, DataHeadings
from ingest.returns.data_vocabulary import Subject, Vocabulary, Ways, Wrong
from ingest.returns.decimal_signs import MOST, sign_shown, the_one
from ingest.returns.figures import Figure
from ingest.returns.layout import LONGEST_NOTE, MeasureColumn
from ingest.returns.ledger import At, Key, Ledger
from ingest.returns.notation import folded
from ingest.returns.period_names import named
from ingest.returns.sheet_faults import tell_headings_again
from ingest.returns.spans import (
    CALENDAR,
    FISCAL,
    DayQuestion,
    PeriodQuestion,
    SettledPeriod,
    order_in,
)
from metrics import Catalogue, Period, Text

Cells: TypeAlias = Sequence[Value]
Shown: TypeAlias = Callable[[], str | None]  # the sign before decimals that figures show
_PLAIN = (int, str, float, NoneType)
_YEARS = {
    CALENDAR: Text("calendar year", "l'année civile"), FISCAL: Text("fiscal year", "l'exercice"),
}  # fmt: skip


class DataSheet:
    """Reads one sheet in the long format."""

    def __init__(
        self,
        sheet: BookSheet,
        headings: DataHeadings,
        catalogue: Catalogue,
        ledger: Ledger,
        decimal_of: Callable[[Shown], str | None],
        periods_agree: bool,
    ) -> None:
        self.sheet, self.headings, self.ledger = sheet, headings, ledger
        self._at = headings.at
        used = [key for key, _ in ledger.layout.data.dimensions if key in headings.at]
        self._place_at, self._period_at = (self._at.get(one, 0) - 1 for one in ("place", "period"))
        self._subject = _several([headings.at[one] - 1 for one in ("indicator", *used)])
        ways = Ways(None, self._order_of_days(), periods_agree)
        self._settled: set[str] = set()  # words of periods that are told as settled
        self._says = Vocabulary(ledger.layout, ledger.slots, catalogue, ways, used)
        self._says.settle(decimal_of(self._sign))

    def read(self) -> None:
        self._tell_headings()
        values, value_at, note_at = self._says.values, self._at["value"], self._at.get("note", 0)
        name, ledger, notes = self.sheet.name, self.ledger, self._says.note
        last = value_at == max(self._at.values())
        may_be_cut = self.sheet.commas and (last or note_at == value_at + 1)
        for number, cells in self._rows():
            ledger.rows += 1
            if (about := self._about(number, cells)) is None:
                continue
            key, column = about
            value = cells[value_at - 1]
            read = values[column.unit.id, column.measure.qualifiers]
            # a share shown as 45 % is equal to 0.45 and means another figure, as does TRUE for 1
            figure = read[value] if type(value) in _PLAIN else read.read(value)
            if two := halves_of(cells, value_at, figure, read.read) if may_be_cut else None:
                figure = two.question
            if type(figure) is not Figure:  # of few rows
                figure = self._says.value_of(column, value, figure)
                figure = ledger.settle(figure, At(name, number, value_at, plain(value)), key)
                if figure is None:
                    continue
            note = notes[self._note_of(cells, two, figure)] if note_at else None
            if isinstance(note, str):
                self._tell_long(number, note_at, note)
                note = None
            ledger.hold(key, figure, name, number, value_at, note)

    def _note_of(self, cells: Cells, two: Halves | None, figure: Figure) -> Value:
        at = self._at["note"]
        at = two.note_at(at, figure) if two else at
        return cells[at - 1] if at <= len(cells) else None

    def _sign(self) -> str | None:
        """The sign before decimals that the figures of this sheet show, each read as what it is."""
        value_at, said = self._at["value"] - 1, set[tuple[str, Any]]()
        for _, cells in self._rows():
            if type(word := cells[value_at]) is str and len(said) < MOST:
                said.add((word, self._subject(cells)))
        return the_one(
            sign_shown(word, column)
            for word, about in said
            if type(subject := self._says.subject[about]) is Subject
            for column, _ in subject.asked[:1]
        )

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
        says = self._says
        subject = says.subject[self._subject(cells)]
        place = says.place[cells[self._place_at] if self._place_at >= 0 else None]
        period = says.period[cells[self._period_at]] if self._period_at >= 0 else None
        if type(subject) is not Subject or type(place) is not str or isinstance(period, Wrong):
            if self._is_headings(cells):
                at = min(self._at.values())
                again = At(self.sheet.name, number, at, plain(cells[at - 1]))
                tell_headings_again(self.ledger, again)
                return None
            if isinstance(subject, Subject) and isinstance(place, str):
                self._set_aside(subject, place)
            wrong = () if isinstance(subject, Subject) else subject
            self._tell_wrong(number, cells, (*wrong, place, period))
            return None
        if period is not None and not self._is_meant(number, period, cells):
            if not isinstance(period, Period):
                self._set_aside(subject, place)
            return None
        row = (place, subject.breakdown)
        for column, rows in subject.asked:
            if row in rows:
                return (subject.series, *row), column
        self._tell_not_asked(number, cells, subject.series)
        return None

    def _set_aside(self, subject: Subject, place: str) -> None:
        """What is stated for a period that cannot be read yet is not missing besides."""
        row = (place, subject.breakdown)
        if any(row in rows for _, rows in subject.asked):
            self.ledger.faulty.add((subject.series, *row))

    def _is_headings(self, cells: Cells) -> bool:
        row = self.headings.row
        return all(
            folded(cells[at - 1]) == folded(self.sheet.cell(row, at)) for at in self._at.values()
        )

    def _tell_long(self, number: int, at: int, words: str) -> None:
        self.ledger.tell(
            Severity.ERROR, "note-long", At(self.sheet.name, number, at, words),
            Text(f"This note has {len(words)} characters; {LONGEST_NOTE} are kept.",
                 f"Cette note a {len(words)} caractères; on en garde {LONGEST_NOTE}."),
            Text("Shorten the note. Never write anything about a person in it.",
                 "Raccourcissez la note. N'y écrivez jamais rien sur une personne."),
        )  # fmt: skip

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
        self,
        number: int,
        period: Period | SettledPeriod | PeriodQuestion | DayQuestion,
        cells: Cells,
    ) -> bool:
        """Whether a row is of the return's period after all; told where it is not."""
        asked, column = self.ledger.period, self._at["period"]
        at = At(self.sheet.name, number, column, plain(cells[column - 1]))
        if isinstance(period, SettledPeriod):
            self._tell_settled(period, at)
            return True
        if self.ledger.is_presumed:
            return isinstance(period, PeriodQuestion) and asked in period.readings.values()
        if isinstance(period, Period):
            self._tell_other(period, at)
            return False
        return self._is_answered(period, at)

    def _tell_settled(self, period: SettledPeriod, at: At) -> None:
        """Once for each such word: a column repeats it in every row."""
        if at.seen in self._settled or self.ledger.is_presumed:
            return
        self._settled.add(at.seen)
        form = self.ledger.layout.form
        its, other = named(period.period, form), named(period.other, form)
        way = _YEARS[CALENDAR if period.counting == FISCAL else FISCAL]
        self.ledger.tell(
            Severity.INFO, "quarter-settled", at,
            Text(f"'{at.seen}' is read as {its.en}, for which this return is; by the {way.en} it "
                 f"would be {other.en}.",
                 f"« {at.seen} » est lu comme {its.fr}, la période de ce rapport; selon "
                 f"{way.fr}, ce serait {other.fr}."),
        )  # fmt: skip

    def _tell_other(self, period: Period, at: At) -> None:
        form, asked = self.ledger.layout.form, self.ledger.period
        its, ours = named(period, form), named(asked, form)
        self.ledger.tell(
            Severity.ERROR, "other-period", at,
            Text(f"This row is for {its.en}, and the return is for {ours.en}.",
                 f"Cette ligne est pour {its.fr}, et le rapport est pour {ours.fr}."),
            Text(f"Keep the rows of {ours.en}; send another period as a return of its own.",
                 f"Gardez les lignes de {ours.fr}; une autre période s'envoie à part."),
            cause=f"{self.sheet.name}:other-period:{period.code}",
        )  # fmt: skip

    def _is_answered(self, question: PeriodQuestion | DayQuestion, at: At) -> bool:
        asked, cause = self.ledger.period, f"{self.sheet.name}!period:{question.rule}"
        chosen = self.ledger.answer(cause, f"{at.sheet}!{at.cell}:{question.rule}")
        if read := question.readings.get(chosen):
            form = self.ledger.layout.form
            meant = read if isinstance(read, Period) else form.period_of(read)
            if meant != asked:
                self._tell_other(meant, at)
            return meant == asked
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


def _several(columns: list[int]) -> Callable[[Cells], tuple[Any, ...]]:
    """What takes these cells of a row together, also where it is a single one."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: (cells[columns[0]],)
