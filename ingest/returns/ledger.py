"""What a file has said so far: its values by what they are about, and what was found wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ingest.book import Value
from ingest.cells import plain
from ingest.findings import Finding, Severity
from ingest.returns.cut_in_two import RULE as CUT_IN_TWO
from ingest.returns.figures import Figure, Question, Read, Refused, Settled
from ingest.returns.layout import Layout, LayoutRow, MeasureColumn
from metrics import (
    Confidentiality,
    Disaggregation,
    Known,
    Location,
    Observation,
    Period,
    Text,
)

Key: TypeAlias = tuple[str, str, Disaggregation]  # series, place, breakdown
_UNPUBLISHED = Confidentiality.NOT_FOR_PUBLICATION
DOCUMENT = "returns"  # of a form's source
MOST_TOLD = 5_000  # findings of one rule on one sheet that are told cell by cell
_SEEN = 200  # characters of a cell that are repeated


RowKey: TypeAlias = tuple[str, Disaggregation]  # place, breakdown
Tables: TypeAlias = Sequence[tuple[MeasureColumn, Mapping[RowKey, LayoutRow]]]


class Slots:
    """Every figure that a form asks for: found by what it is about."""

    def __init__(self, layout: Layout) -> None:
        self._tables: dict[str, list[tuple[MeasureColumn, Mapping[RowKey, LayoutRow]]]] = {}
        for sheet in layout.sheets:
            rows = {(row.place, row.breakdown): row for row in sheet.rows}
            for column in sheet.columns:
                self._tables.setdefault(column.series, []).append((column, rows))
        self.columns = {series: held[0][0] for series, held in self._tables.items()}
        self.places = {row.place for sheet in layout.sheets for row in sheet.rows}

    def get(self, series: str, row: RowKey) -> MeasureColumn | None:
        """The column of a figure; None where no table asks for it."""
        return next((column for column, rows in self.tables(series) if row in rows), None)

    def tables(self, series: str) -> Tables:
        return self._tables.get(series, ())


class At(NamedTuple):
    """A cell of the file."""

    sheet: str
    row: int
    column: int
    seen: str = ""

    @property
    def cell(self) -> str:
        return Location("", "", self.row, self.column).cell if self.row else ""

    @property
    def letters(self) -> str:
        return self.cell.rstrip("0123456789")


class Ledger:
    """Gathers one file's findings and values; nothing stops it."""

    def __init__(self, file: str, layout: Layout, today: date, answers: Mapping[str, str]) -> None:
        self.file, self.layout, self.answers = file, layout, answers
        self.known = Known(today)
        self.findings: list[Finding] = []
        self.held: dict[Key, Observation] = {}
        self.faulty: set[Key] = set()  # what was told already: neither held nor missing
        self.blanks: dict[Key, At] = {}
        self._told: dict[tuple[Severity, str, str], int] = {}  # by severity, sheet and rule
        self.used: set[str] = set()  # answers that were needed
        self.rows = 0
        self.period: Period = layout.period
        self.is_presumed = False  # whether nobody has said yet which period it is
        self.slots = Slots(layout)
        self._indicators = {key: one.indicator for key, one in self.slots.columns.items()}

    def tell(
        self,
        severity: Severity,
        rule: str,
        at: At,
        message: Text,
        right: Text | None = None,
        *,
        cause: str = "",
        against: str = "",
        readings: tuple[str, ...] = (),
        shadow: bool = False,
    ) -> None:
        alike = (severity, at.sheet, rule)
        self._told[alike] = self._told.get(alike, 0) + 1
        if self._told[alike] > MOST_TOLD:
            return
        seen = at.seen[:_SEEN]
        cause = cause or f"{at.sheet}:{rule}"
        one = Finding(severity, rule, self.file, at.sheet, at.cell, seen, message, right)
        told = one._replace(against=against, readings=readings, shadow=shadow, cause=cause)
        self.findings.append(told)

    def uncounted(self) -> Iterator[Finding]:
        """What was found too often to be told cell by cell: how much more of it there is."""
        for (severity, sheet, rule), count in self._told.items():
            if (more := count - MOST_TOLD) > 0:
                number = f"{more:,}".replace(",", "\u00a0")
                message = Text(
                    f"{more:,} more cells of this sheet are like those that are told one by one.",
                    f"{number} autres cellules de cette feuille sont comme celles qui sont "
                    "signalées une à une.",
                )
                yield Finding(severity, rule, self.file, sheet, "", "", message,
                              cause=f"{sheet}:{rule}:more")  # fmt: skip

    def settle(self, read: Read, at: At, key: Key) -> Figure | None:
        """The figure that a cell states; None where it is blank, asked or wrong, and told so."""
        if isinstance(read, Settled):
            self._tell_settled(read, at)
            read = read.figure
        if isinstance(read, Question):
            read = self.asked(read, at)
        if isinstance(read, Refused):
            self.refuse(read, at)
        if isinstance(read, Figure):
            return read
        if read is None:
            self.blanks.setdefault(key, at)
        else:
            self.faulty.add(key)
        return None

    def asked(self, question: Question, at: At) -> Figure | Refused | Question:
        """The reading that the sender has chosen; else the question itself, which is told."""
        cause = cause_of(question.rule, at)
        chosen = self.answer(cause, f"{at.sheet}!{at.cell}:{question.rule}")
        if chosen in question.readings:
            return question.readings[chosen]
        self.tell(
            Severity.ERROR, question.rule, at, question.message, question.right,
            cause=cause, readings=tuple(question.readings),
        )  # fmt: skip
        return question

    def answer(self, *names: str) -> str:
        for name in names:
            if name in self.answers:
                self.used.add(name)
                return self.answers[name]
        return ""

    def refuse(self, refused: Refused, at: At) -> None:
        cause = f"{at.sheet}!{at.letters}:{refused.rule}"
        self.tell(Severity.ERROR, refused.rule, at, refused.message, refused.right, cause=cause)

    def _tell_settled(self, read: Settled, at: At) -> None:
        shown = Text("a point", "un point") if read.sign == "." else Text("a comma", "une virgule")
        message = Text(
            f"'{at.seen}' is read with {shown.en} before decimals, as this sheet writes numbers.",
            f"« {at.seen} » est lu avec {shown.fr} avant les décimales, comme cette feuille écrit "
            "les nombres.",
        )
        self.tell(Severity.INFO, "separator-settled", at, message)

    def hold(
        self, key: Key, figure: Figure, sheet: str, row: int, column: int, note: Text | None = None
    ) -> None:
        """Keep a value; a second one for the same thing is told. Every value passes here."""
        series, place, breakdown = key
        value, qualifier, status = figure
        where = tuple.__new__(Location, (self.file, sheet, row, column, ""))
        item = tuple.__new__(Observation, (
            self._indicators[series], series, place, self.period, value, self.known, DOCUMENT,
            where, breakdown, self.layout.partner, qualifier, status, _UNPUBLISHED, None, None,
            note, None,
        ))  # fmt: skip
        first = self.held.setdefault(key, item)
        if first is not item:
            self._repeated(item, first, At(sheet, row, column))

    def _repeated(self, item: Observation, first: Observation, at: At) -> None:
        """The same twice: counted once where equal, and an error where not."""
        here, there = item.location, first.location
        against = f"{there.sheet}!{there.cell}" if there.sheet else there.cell
        if _said(item) == _said(first):
            if here.sheet != there.sheet and self._both_in_tables(here.sheet, there.sheet):
                return  # two tables of the form that both show it
            self.tell(
                Severity.WARNING, "duplicate", at,
                Text(f"Says the same as {against}; it is counted once.",
                     f"Dit la même chose que {against}; compté une seule fois."),
                Text("Leave one of the two rows out.", "Retirez l'une des deux lignes."),
                against=against,
            )  # fmt: skip
            return
        said, other = _shown(item), _shown(first)
        self.tell(
            Severity.ERROR, "duplicate-differs", at,
            Text(f"Says {said} where {against} says {other} for the same figure.",
                 f"Dit {said} là où {against} dit {other} pour le même chiffre."),
            Text("Correct one of the two, or leave it out.",
                 "Corrigez l'un des deux, ou retirez-le."),
            against=against,
        )  # fmt: skip

    def _both_in_tables(self, *sheets: str) -> bool:
        names = {name for one in self.layout.sheets for name in one.table.sheet}
        return names.issuperset(sheets)


def cause_of(rule: str, at: At) -> str:
    """What a question is asked once for: a sheet, a column of it, or a word that it uses."""
    if rule in ("separator", "quarter"):
        return f"{at.sheet}:{rule}"
    if rule == "nothing":
        return f"{at.sheet}:{rule}:{at.seen.casefold()[:20]}"
    if rule == CUT_IN_TWO:  # one row's note of digits says nothing of another's
        return f"{at.sheet}!{at.cell}:{rule}"
    return f"{at.sheet}!{at.letters}:{rule}"


def place_of(sheet: str, row: int, column: int, cell: Value) -> At:
    return At(sheet, row, column, plain(cell))


def _said(one: Observation) -> tuple[object, ...]:
    return one.value, one.qualifier, one.status


def _shown(one: Observation) -> str:
    return f"{one.value.normalize():f}" if one.value is not None else f"({one.status.value})"


def key_of(column: MeasureColumn, row: LayoutRow) -> Key:
    return column.series, row.place, row.breakdown
