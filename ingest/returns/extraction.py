"""The sheets of a partner's file, each read as what it is: a table, or the long format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from ingest.book import Book, BookSheet
from ingest.findings import Severity
from ingest.returns import figure_words
from ingest.returns.data_headings import data_headings
from ingest.returns.data_sheet import DataSheet, Shown
from ingest.returns.decimal_signs import Stated, sign_of
from ingest.returns.figures import (
    DECIMAL_COMMA,
    DECIMAL_POINT,
    FOUR,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    NOT_YET,
    NOTHING,
    ZERO,
    Figure,
)
from ingest.returns.layout import LayoutRow, LayoutSheet, MeasureColumn
from ingest.returns.ledger import At, Ledger, key_of
from ingest.returns.notation import folded
from ingest.returns.own_sheets import own_sheets
from ingest.returns.profile_checks import faults_of
from ingest.returns.profile_choice import choose
from ingest.returns.profile_model import Profile
from ingest.returns.profile_reading import Reading
from ingest.returns.recognized import Recognized
from ingest.returns.scaling import read_scaled
from ingest.returns.sheet_headings import find_headings, spellings
from ingest.returns.sheet_table import SheetTable
from ingest.returns.unread_text import tell_unread_text
from metrics import DATA_SHEET, Catalogue, Text

_SAID = {ZERO: "0", NOT_APPLICABLE: "n/a", NOT_AVAILABLE: "not available", NOT_YET: "not yet"}


class Extraction:
    """Reads a whole book into a ledger."""

    def __init__(
        self, book: Book, catalogue: Catalogue, known: Recognized, ledger: Ledger,
        periods_agree: bool = True,
    ) -> None:  # fmt: skip
        self._periods_agree = periods_agree
        self.book, self.catalogue, self.ledger = book, catalogue, ledger
        self._renamed = known.renamed
        self.own = own_sheets(book, ledger.layout.form, has_template=known.has_template)
        self._dimensions = dict(ledger.layout.data.dimensions)

    def read_by(self, profiles: Iterable[Profile]) -> bool:
        """Read a partner's own layout by what is known of it; False where nothing is found so."""
        found = choose(self.book, profiles, self.ledger.layout)
        if found is None:
            return False
        profile, reading, cells = found
        spoken = {folded(said): _SAID.get(meant, said) for said, meant in profile.nothing.items()}
        for name in dict.fromkeys(one.at.sheet for one in cells):
            here = [one for one in cells if one.at.sheet == name]
            self.take(name, [(one.row, one.column, one.at,
                              spoken.get(folded(one.value), one.value), one.scale)
                             for one in here])  # fmt: skip
        self.ledger.rows += len({(one.at.sheet, one.at.row) for one in cells})
        self._tell_missing({one.sheet.table.id for one in cells}, long=True)
        self._tell_blanks()
        self._tell_of_profile(reading)
        return True

    def _tell_of_profile(self, reading: Reading) -> None:
        """What the profile finds wrong, but for cells that are told already, as figures."""
        told = {(one.sheet, one.cell) for one in self.ledger.findings if one.cell}
        faults = faults_of(reading, self.ledger.file)
        self.ledger.findings += (one for one in faults if (one.sheet, one.cell) not in told)

    def read(self) -> None:
        tables, long = self._assigned()
        for sheet, table in tables:
            self._read_table(sheet, table)
        for sheet in long:
            self._read_long(sheet)
        self._tell_missing({table.table.id for _, table in tables}, long=bool(long))
        self._tell_blanks()

    def _assigned(self) -> tuple[list[tuple[BookSheet, LayoutSheet]], list[BookSheet]]:
        """Which sheet is which: by its name, an older name, else by its headings."""
        waiting = {one.table.id: one for one in self.ledger.layout.sheets}
        tables: list[tuple[BookSheet, LayoutSheet]] = []
        long, others = [], []
        for sheet in self._sheets():
            named = self._table_named(sheet.name)
            if named and named.table.id in waiting:
                tables.append((sheet, waiting.pop(named.table.id)))
            elif data_headings(sheet, self._dimensions):
                long.append(sheet)
            elif folded(sheet.name) not in {folded(one) for one in DATA_SHEET}:
                others.append(sheet)
        for sheet in others:
            found = self._table_headed(sheet, waiting)
            if found is None:
                self._tell_strange_sheet(sheet)
                continue
            if sheet.name:
                self._tell_renamed(sheet, found)
            tables.append((sheet, waiting.pop(found.table.id)))
        return tables, long

    def _sheets(self) -> Iterator[BookSheet]:
        for sheet in self.book.sheets:
            ours = sheet.name in self.own and not self._table_named(sheet.name)
            if not ours and sheet.rows:
                yield sheet

    def _table_named(self, name: str) -> LayoutSheet | None:
        said = folded(name)
        meant = {folded(old): folded(new) for old, new in self._renamed.items()}
        for one in self.ledger.layout.sheets:
            if {said, meant.get(said, said)} & {folded(title) for title in one.table.sheet}:
                return one
        return None

    def _table_headed(
        self, sheet: BookSheet, waiting: Mapping[str, LayoutSheet]
    ) -> LayoutSheet | None:
        """The waiting table with most of its headings on this sheet."""
        scored = [
            (len(found.measures), table)
            for table in waiting.values()
            if (found := find_headings(sheet, spellings(table, self._renamed)))
        ]
        best = max(scored, key=lambda one: one[0], default=None)
        return best[1] if best else None

    def _read_table(self, sheet: BookSheet, layout: LayoutSheet) -> None:
        reader = SheetTable(sheet, layout, self.catalogue, self._renamed, self.ledger)
        self.take(sheet.name, list(reader.cells()))

    def take(self, sheet: str, cells: Sequence[Stated]) -> None:
        """Keep what each cell says of the figure that it stands for, or tell what is wrong."""
        decimal = self.decimal_of(sheet, lambda: sign_of(cells))
        for row, column, at, cell, scale in cells:
            key, qualifiers = key_of(column, row), column.measure.qualifiers
            about = (column.heading, row.member_title or column.heading)
            read = read_scaled(
                cell, column.unit, scale, decimal=decimal, qualifiers=qualifiers, about=about
            )
            if (figure := self.ledger.settle(read, at, key)) is not None:
                self.ledger.hold(key, figure, at.sheet, at.row, at.column)

    def _read_long(self, sheet: BookSheet) -> None:
        if headings := data_headings(sheet, self._dimensions):
            decimal_of = partial(self.decimal_of, sheet.name)
            DataSheet(sheet, headings, self.catalogue, self.ledger, decimal_of,
                      self._periods_agree).read()  # fmt: skip

    def decimal_of(self, sheet: str, shown: Shown) -> str | None:
        """The sign before decimals on a sheet: as its sender said, or as its own figures show."""
        if chosen := self.ledger.answer(f"{sheet}:separator"):
            return {DECIMAL_COMMA: ",", DECIMAL_POINT: "."}.get(chosen)
        return shown()

    def _tell_renamed(self, sheet: BookSheet, found: LayoutSheet) -> None:
        name = found.table.sheet
        self.ledger.tell(
            Severity.INFO, "sheet-renamed", At(sheet.name, 0, 0),
            Text(f"This sheet is read as '{name.en}', by its headings.",
                 f"Cette feuille est lue comme « {name.fr} », d'après ses en-têtes."),
        )  # fmt: skip

    def _tell_strange_sheet(self, sheet: BookSheet) -> None:
        names = [name for one in self.ledger.layout.sheets for name in one.table.sheet]
        near = get_close_matches(sheet.name, names, 1, 0.6)
        told = (f" Is it '{near[0]}'?", f" Est-ce « {near[0]} »?") if near else ("", "")
        self.ledger.tell(
            Severity.WARNING if near else Severity.INFO, "sheet-unknown", At(sheet.name, 0, 0),
            Text(f"This sheet is not one of the form's: it is not read.{told[0]}",
                 f"Cette feuille n'est pas du formulaire\u00a0: elle n'est pas lue.{told[1]}"),
            Text("Nothing, if it holds none of the form's figures; else use the form's sheets.",
                 "Rien, si elle ne contient aucun chiffre du formulaire; sinon, utilisez ses "
                 "feuilles."),
            cause=f"{sheet.name}:sheet-unknown",
        )  # fmt: skip

    def _tell_missing(self, found: set[str], *, long: bool) -> None:
        """Tables without a sheet; beside a long format, what of them is not stated there."""
        ledger = self.ledger
        if tell_unread_text(self.book, ledger, headed=bool(found or long)):
            return
        if ledger.is_presumed and not self._periods_agree:
            return  # what another period's rows state is not lacking
        told = ledger.held.keys() | ledger.faulty | ledger.blanks.keys()
        for sheet in ledger.layout.sheets:
            if sheet.table.id in found:
                continue
            needed = [one for one in sheet.columns if one.measure.required]
            lacking = {
                column.series: [row for row in sheet.rows if key_of(column, row) not in told]
                for column in needed
            }
            if needed and all(len(rows) == len(sheet.rows) for rows in lacking.values()):
                self._tell_missing_sheet(sheet)
            elif long:
                for column in needed:
                    self._tell_not_stated(sheet, column, lacking[column.series])

    def _tell_missing_sheet(self, sheet: LayoutSheet) -> None:
        name = sheet.table.sheet
        self.ledger.tell(
            Severity.ERROR, "sheet-missing", At(name.in_(self.ledger.layout.language), 0, 0),
            Text(f"The sheet '{name.en}' is not in this file, nor are its figures elsewhere.",
                 f"La feuille « {name.fr} » n'est pas dans ce fichier, et ses chiffres ne sont pas "
                 "ailleurs."),
            Text("Fill in the sheet of the template, or state its figures on the sheet Data.",
                 "Remplissez la feuille du gabarit, ou donnez ses chiffres sur la feuille "
                 "Données."),
            cause=f"sheet-missing:{sheet.table.id}",
        )  # fmt: skip

    def _tell_not_stated(
        self, sheet: LayoutSheet, column: MeasureColumn, rows: list[LayoutRow]
    ) -> None:
        """Once for a measure, with the rows that nothing states, and what they may be."""
        name = sheet.table.sheet.in_(self.ledger.layout.language)
        cause = f"{name}:not-stated:{column.measure.series}"
        if not rows or self._answered(cause, column, rows):
            return
        many = "s" if len(rows) > 1 else ""  # in both languages
        some = ", ".join(one.code for one in rows[:5]) + ("…" if len(rows) > 5 else "")
        self.ledger.tell(
            Severity.ERROR, "not-stated", At(name, 0, 0, column.heading.en),
            Text(f"'{column.heading.en}' is not stated for {len(rows)} row{many}: {some}.",
                 f"« {column.heading.fr} » n'est pas donné pour {len(rows)} ligne{many}\u00a0: "
                 f"{some}."),
            figure_words.FOUR_WAYS, cause=cause, readings=FOUR,
        )  # fmt: skip

    def _answered(self, cause: str, column: MeasureColumn, rows: list[LayoutRow]) -> bool:
        chosen = self.ledger.answer(cause)
        for row in rows if chosen in NOTHING else ():
            self.ledger.hold(key_of(column, row), NOTHING[chosen], "", 0, 0)
        return chosen in NOTHING

    def _tell_blanks(self) -> None:
        """Empty cells of what is asked for: a question each, told once a column."""
        question = figure_words.blank({one: NOTHING[one] for one in FOUR})
        for key, at in self.ledger.blanks.items():
            column = self.ledger.slots.get(key[0], key[1:])
            asked = column is not None and column.measure.required
            if not asked or key in self.ledger.held or key in self.ledger.faulty:
                continue
            if first := self._merged_into(at):
                self._tell_merged(at, first)
            elif isinstance(figure := self.ledger.asked(question, at), Figure):
                self.ledger.hold(key, figure, at.sheet, at.row, at.column)

    def _merged_into(self, at: At) -> str:
        """The cell that shows its value over this one, where several were made into one."""
        merged = next((one.merged for one in self.book.sheets if one.name == at.sheet), ())
        for one in merged:
            if one.covers(at.row, at.column) and (one.top, one.left) != (at.row, at.column):
                return At(at.sheet, one.top, one.left).cell
        return ""

    def _tell_merged(self, at: At, first: str) -> None:
        self.ledger.tell(
            Severity.ERROR, "merged", at,
            Text(f"This cell is merged with {first}, and has no figure of its own.",
                 f"Cette cellule est fusionnée avec {first} et n'a pas de chiffre à elle."),
            Text("Undo the merging, and write each figure in its own cell.",
                 "Annulez la fusion et inscrivez chaque chiffre dans sa propre cellule."),
        )  # fmt: skip


def value_columns(book: Book, catalogue: Catalogue, known: Recognized) -> dict[str, frozenset[int]]:
    """By sheet, the columns that hold a form's figures: their numbers are nobody's numbers."""
    if known.form is None:
        return {}
    tables = [LayoutSheet(known.form, one, catalogue) for one in known.form.tables]
    dimensions = {one.table.dimension or "": one.dimension_title for one in tables}
    titled = {key: title for key, title in dimensions.items() if title}
    found = {}
    for sheet in book.sheets:
        if long := data_headings(sheet, titled):
            found[sheet.name] = frozenset({long.at["value"]})
            continue
        each = (find_headings(sheet, spellings(one, known.renamed)) for one in tables)
        columns = {at for one in each if one for at, _ in one.measures}
        if columns:
            found[sheet.name] = frozenset(columns)
    return found
