"""What a file holds that its readers do not show, and what its sender may not know of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ingest.book.cells import BookSheet, ErrorValue, Merged, SheetState, Unsaved, Value
from ingest.book.frame import Frame
from ingest.book.grid import Grid, Place
from ingest.book.xml import damaged
from ingest.findings import Finding, Problem, Severity
from metrics import Location, Text

MANY = 100  # cells told one by one; the rest are counted
_MOST = 2_000_000  # places looked at under merged cells
_FAR = 20  # times as many rows or columns as hold something
_BARE = 10_000  # rows that only have formats


def sheet_notes(file: str, sheet: BookSheet, grid: Grid, frame: Frame) -> Iterator[Finding]:
    """What may not pass unsaid of one sheet."""
    told = _Telling(file, sheet)
    yield from told.state()
    yield from told.cells(grid.twice, _TWICE)
    yield from told.cells(grid.astray, _ASTRAY)
    yield from told.cells(grid.misleading["unseen"], _UNSEEN)
    yield from told.cells(grid.misleading["scaled"], _SCALED)
    yield from told.cells(grid.misleading["worded"], _WORDED)
    yield from told.extent(frame.extent)
    yield from told.merged()
    yield from told.hidden()
    yield from told.bare_rows(grid.bare_rows)
    if grid.has_errors:
        yield from told.unreadable()


def _kind(rule: str, said: tuple[str, str], right: tuple[str, str],
          severity: Severity = Severity.WARNING) -> Finding:  # fmt: skip
    """A finding before it is known of which cell."""
    return Finding(severity, rule, "", "", "", "", Text(*said), Text(*right))


_AGAIN = (
    "Type the right value into the cell and save the file again in a spreadsheet program.",
    "Tapez la bonne valeur dans la cellule et enregistrez de nouveau le fichier dans un tableur.",
)
_TWICE = _kind(
    "cell-twice",
    ("The file fills this cell more than once; only the last value was read.",
     "Le fichier remplit cette cellule plus d'une fois; seule la dernière valeur a été lue."),
    _AGAIN, Severity.ERROR,
)  # fmt: skip
_ASTRAY = _kind(
    "cell-astray",
    ("The file writes this cell among those of another row.",
     "Le fichier écrit cette cellule parmi celles d'une autre ligne."),
    _AGAIN, Severity.ERROR,
)  # fmt: skip
_SAME_NAME = _kind(
    "sheet-twice",
    ("Two sheets of this file have the same name.",
     "Deux feuilles de ce fichier portent le même nom."),
    ("Give each sheet a name of its own.", "Donnez à chaque feuille son propre nom."),
    Severity.ERROR,
)  # fmt: skip
_ERROR = _kind(
    "error-value",
    ("This cell shows an error of the spreadsheet program, not a value.",
     "Cette cellule affiche une erreur du tableur et non une valeur."),
    ("Mend the formula, or type the value.", "Corrigez la formule, ou tapez la valeur."),
    Severity.INFO,
)  # fmt: skip
_UNSAVED = _kind(
    "formula-unsaved",
    ("This cell holds a formula whose result is not saved.",
     "Cette cellule contient une formule dont le résultat n'est pas enregistré."),
    ("Open the file in a spreadsheet program and save it, or type the value.",
     "Ouvrez le fichier dans un tableur et enregistrez-le, ou tapez la valeur."),
    Severity.INFO,
)  # fmt: skip
_UNSEEN = _kind(
    "unseen-value",
    ("This cell holds a value that its format does not show.",
     "Cette cellule contient une valeur que son format n'affiche pas."),
    ("Give the cell an ordinary format, or clear it.",
     "Donnez à la cellule un format ordinaire, ou videz-la."),
)  # fmt: skip
_SCALED = _kind(
    "scaled-value",
    ("The format of this cell shows the number in thousands or millions; the whole number in the "
     "cell was read, not the one that shows.",
     "Le format de cette cellule affiche le nombre en milliers ou en millions; c'est le nombre "
     "entier de la cellule qui a été lu et non celui qui s'affiche."),
    ("Give the cell a format that shows the whole number.",
     "Donnez à la cellule un format qui affiche le nombre entier."),
    Severity.INFO,
)  # fmt: skip
_WORDED = _kind(
    "worded-value",
    ("The format of this cell shows digits or words of its own beside the number or in its place; "
     "the number in the cell was read, not what shows.",
     "Le format de cette cellule affiche ses propres chiffres ou mots, avec le nombre ou à sa "
     "place; c'est le nombre de la cellule qui a été lu et non ce qui s'affiche."),
    ("Give the cell an ordinary format, and type what is meant.",
     "Donnez à la cellule un format ordinaire, et tapez ce qui est voulu."),
    Severity.INFO,
)  # fmt: skip
_UNDER = _kind(
    "merged-value",
    ("A value is hidden here under merged cells, of which only the first shows.",
     "Une valeur est cachée ici sous des cellules fusionnées, dont seule la première s'affiche."),
    ("Unmerge the cells, and keep the value or delete it.",
     "Annulez la fusion des cellules, puis gardez la valeur ou supprimez-la."),
)  # fmt: skip


def names_twice(file: str, sheets: Iterable[BookSheet]) -> Iterator[Finding]:
    """Sheets that no one can tell apart by their names."""
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.casefold() in seen:
            yield _SAME_NAME._replace(file=file, sheet=sheet.name)
        seen.add(sheet.name.casefold())


class _Telling:
    def __init__(self, file: str, sheet: BookSheet) -> None:
        self._file, self._sheet = file, sheet

    def state(self) -> Iterator[Finding]:
        if self._sheet.state is not SheetState.VISIBLE and self._sheet.rows:
            yield self._of_sheet(
                "hidden-sheet",
                "This sheet is hidden, and it holds something: it was read like the others.",
                "Cette feuille est masquée et n'est pas vide\u00a0: elle a été lue comme les "
                "autres.",
            )

    def extent(self, said: Merged | None) -> Iterator[Finding]:
        """A dimension that is too small makes other programs lose the rows beyond it."""
        rows, columns = self._sheet.last_row, self._sheet.last_column
        if said and rows and _is_far(said, rows, columns):
            corner, claimed = _name(rows, columns), _name(said.bottom, said.right)
            yield self._of_sheet(
                "dimension",
                f"The file says that this sheet reaches {claimed}, and nothing stands beyond "
                f"{corner}: all of it was read.",
                f"Selon le fichier, cette feuille va jusqu'à {claimed}, et rien ne s'y trouve "
                f"après {corner}\u00a0: tout a été lu.",
            )
        if said and rows and (rows > said.bottom or columns > said.right):
            corner = _name(rows, columns)
            yield self._of_sheet(
                "dimension",
                f"The file says that this sheet ends at {_name(said.bottom, said.right)}, and it "
                f"reaches {corner}: all of it was read.",
                f"Selon le fichier, cette feuille finit en {_name(said.bottom, said.right)}; elle "
                f"va jusqu'à {corner}\u00a0: tout a été lu.",
            )

    def merged(self) -> Iterator[Finding]:
        yield from self.cells(_under(self._sheet), _UNDER)

    def hidden(self) -> Iterator[Finding]:
        """Rows and columns that hold something and are not shown."""
        if rows := sorted(self._sheet.hidden_rows):
            yield self._of_sheet(
                "hidden-rows",
                f"Hidden rows hold something, and were read: {_spans(rows)}.",
                f"Des lignes masquées ne sont pas vides et ont été lues\u00a0: {_spans(rows)}.",
                Location(self._file, self._sheet.name, rows[0], 1),
            )
        if columns := sorted(self._filled_columns()):
            names = _spans(columns, letters=True)
            yield self._of_sheet(
                "hidden-columns",
                f"Hidden columns hold something, and were read: {names}.",
                f"Des colonnes masquées ne sont pas vides et ont été lues\u00a0: {names}.",
                Location(self._file, self._sheet.name, 1, columns[0]),
            )

    def _filled_columns(self) -> set[int]:
        hidden = sorted(self._sheet.hidden_columns)
        return {
            column
            for _, cells in (self._sheet.iter_rows() if hidden else ())
            for column in hidden
            if column <= len(cells) and cells[column - 1] is not None
        }

    def bare_rows(self, count: int) -> Iterator[Finding]:
        if count > _BARE:
            spaced = f"{count:,}".replace(",", "\u00a0")
            yield self._of_sheet(
                "bare-rows",
                f"{count:,} rows of this sheet have a format and nothing in them: they were "
                "passed by. Deleting them makes the file much smaller.",
                f"{spaced} lignes de cette feuille ont un format et rien d'autre\u00a0: elles ont "
                "été sautées. Les supprimer rendrait le fichier bien plus petit.",
            )

    def unreadable(self) -> Iterator[Finding]:
        """Errors and formulas without a result, wherever they stand."""
        errors: list[Place] = []
        formulas: list[Place] = []
        for row, cells in self._sheet.iter_rows():
            kinds = list(map(type, cells))
            if ErrorValue in kinds or Unsaved in kinds:
                for column, kind in enumerate(kinds, 1):
                    if kind in (ErrorValue, Unsaved):
                        (errors if kind is ErrorValue else formulas).append(Place(row, column))
        yield from self.cells(errors, _ERROR)
        yield from self.cells(formulas, _UNSAVED)

    def cells(self, places: Iterable[Place], kind: Finding) -> Iterator[Finding]:
        """The first cells one by one, and how many more there are."""
        waiting = iter(places)
        cause = f"{self._sheet.name}:{kind.rule}"
        told = kind._replace(file=self._file, sheet=self._sheet.name, cause=cause)
        for place in islice(waiting, MANY):
            value = self._sheet.cell(*place)
            # a value may be what the sender hides: only an error is shown again
            words = value if isinstance(value, ErrorValue) else ""
            yield told._replace(cell=_name(*place), words=str(words)[:200])
        if more := sum(1 for _ in waiting):
            en, fr = f"{more:,} more cells like this. ", f"{more} autres cellules semblables. "
            yield told._replace(message=Text(en + kind.message.en, fr + kind.message.fr))

    def _of_sheet(
        self, rule: str, en: str, fr: str, place: Location | None = None
    ) -> Finding:  # fmt: skip
        where = place or Location(self._file, self._sheet.name, 0, 0)
        said = Finding.at(where, "", Problem.of(rule, en, fr, Severity.INFO))
        return said._replace(cause=f"{self._sheet.name}:{rule}")


def _is_far(said: Merged, rows: int, columns: int) -> bool:
    """Whether a sheet claims far more than it has, not only what formats and deletions leave."""
    return said.bottom > _FAR * rows + 1_000 or said.right > _FAR * columns + 200


def _under(sheet: BookSheet) -> Iterator[Place]:
    """Cells with a value that others cover; sought among rows that hold something."""
    left = _MOST  # merged cells lie beside each other, so that no honest file comes near it
    cells = dict(sheet.iter_rows())
    for merged in sheet.merged:
        right = min(merged.right, sheet.last_column)
        deep = merged.bottom - merged.top + 1 > len(cells)
        rows = list(cells) if deep else range(merged.top, merged.bottom + 1)
        left -= len(rows) * (1 + max(0, right - merged.left) // 10)
        if left < 0:
            raise damaged()
        for row in rows:
            covered = cells.get(row, ())[merged.left - 1 : right]
            if merged.top <= row <= merged.bottom and any(one is not None for one in covered):
                yield from _filled(merged, row, covered)


def _filled(merged: Merged, row: int, covered: Sequence[Value]) -> Iterator[Place]:
    for column, value in enumerate(covered, merged.left):
        if value is not None and (row, column) != merged[:2]:
            yield Place(row, column)


def _name(row: int, column: int) -> str:
    return Location("", "", row, column).cell


def _spans(numbers: list[int], letters: bool = False) -> str:
    """`3-5, 9`, the first of them."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    names = ["-".join(dict.fromkeys(_label(one, letters) for one in span)) for span in spans]
    return ", ".join(names[:20]) + (" …" if len(names) > 20 else "")


def _label(number: int, letters: bool) -> str:
    return _name(1, number)[:-1] if letters else str(number)
