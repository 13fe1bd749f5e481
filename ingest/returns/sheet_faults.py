"""What is amiss with the frame of a table on its sheet: headings and rows, missing or strange."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ingest.findings import Severity
from ingest.returns.layout import LayoutRow, LayoutSheet, MeasureColumn
from ingest.returns.ledger import At, Ledger
from ingest.returns.notation import folded
from ingest.returns.sheet_headings import CODES, MEMBERS, PLACES, Headings
from metrics import Text

MOST_SOUGHT, LONGEST_SOUGHT = 100, 60  # strange rows whose neighbours are looked for; letters


class SheetFaults:
    """Tells what is wrong with one table, and keeps what it hides from being told again."""

    def __init__(self, name: str, layout: LayoutSheet, ledger: Ledger) -> None:
        self._name, self.layout, self.ledger = name, layout, ledger
        self._labels = {
            folded(said): one for row in layout.rows for one in _labels(row) for said in one
        }
        self._sought = 0

    def _at(self, row: int, column: int, seen: str = "") -> At:
        return At(self._name, row, column, seen)

    def no_headings(self) -> None:
        names = ", ".join(f"'{one.heading.en}'" for one in self.layout.columns)
        noms = ", ".join(f"« {one.heading.fr} »" for one in self.layout.columns)
        self.ledger.tell(
            Severity.ERROR, "headings", self._at(0, 0),
            Text(f"No row of this sheet has the headings of its table: {names}.",
                 f"Aucune ligne de cette feuille n'a les en-têtes de son tableau\u00a0: {noms}."),
            Text("Put the headings back as the template has them.",
                 "Remettez les en-têtes tels qu'ils sont dans le gabarit."),
        )  # fmt: skip
        self._all_told(self.layout.columns)

    def doubled(self, headings: Headings, at: int, first: int, column: MeasureColumn) -> None:
        here, there = (self._at(headings.row, one) for one in (at, first))
        self.ledger.tell(
            Severity.ERROR, "heading-doubled", here._replace(seen=column.heading.en),
            Text(f"Two columns have the heading '{column.heading.en}': {there.cell} and "
                 f"{here.cell}.",
                 f"Deux colonnes ont l'en-tête « {column.heading.fr} »\u00a0: {there.cell} et "
                 f"{here.cell}."),
            Text("Keep the column that is meant, and take the other out.",
                 "Gardez la colonne voulue, et retirez l'autre."),
            against=f"{self._name}!{there.cell}",
        )  # fmt: skip

    def missing(self, headings: Headings, missing: Iterable[MeasureColumn]) -> dict[str, int]:
        """Columns that are gone; by series, the strange column that each may be, to read it."""
        strange = {folded(words): at for at, words in headings.strange.items()}
        maybe: dict[str, int] = {}
        for column in missing:
            names = [folded(name) for name in column.heading]
            near = [one for name in names for one in get_close_matches(name, strange, 1, 0.6)]
            if near and strange[near[0]] not in maybe.values():
                maybe[column.series] = strange[near[0]]
            else:
                self._all_told([column])
            self._missing(headings, column, maybe.get(column.series, 0))
        return maybe

    def _missing(self, headings: Headings, column: MeasureColumn, near: int) -> None:
        seen = headings.strange.get(near, "")
        severity = Severity.ERROR if column.measure.required or near else Severity.INFO
        self.ledger.tell(
            severity, "heading-missing", self._at(headings.row, near or 1, seen),
            _missing_words(column, seen),
            Text(f"Write the heading '{column.heading.en}' above its column.",
                 f"Écrivez l'en-tête « {column.heading.fr} » au-dessus de sa colonne."),
            cause=f"{self._name}:heading:{column.series}",
        )  # fmt: skip

    def _all_told(self, columns: Iterable[MeasureColumn]) -> None:
        """What a told fault hides is not asked for cell by cell."""
        self.ledger.faulty |= {
            (one.series, row.place, row.breakdown) for one in columns for row in self.layout.rows
        }

    def strange(
        self, headings: Headings, missing: Iterable[MeasureColumn], filled: set[int]
    ) -> None:
        """Columns that the form does not ask for, where numbers stand in them."""
        names = [folded(name) for one in missing for name in one.heading]
        for at, words in headings.strange.items():
            if at in filled and not get_close_matches(folded(words), names, 1, 0.6):
                self.ledger.tell(
                    Severity.WARNING, "heading-unknown", self._at(headings.row, at, words),
                    Text(f"'{words}' is not a heading of this form: its column is not read.",
                         f"« {words} » n'est pas un en-tête de ce formulaire\u00a0: sa colonne "
                         "n'est pas lue."),
                    Text("Take the column out, or correct its heading.",
                         "Retirez la colonne, ou corrigez son en-tête."),
                    cause=f"{self._name}:heading:{words}",
                )  # fmt: skip

    def outside(self, at: At) -> None:
        """Words below the table, which nobody reads."""
        self.ledger.tell(
            Severity.INFO, "outside", at,
            Text("This row is not of the table and is not read.",
                 "Cette ligne n'est pas du tableau et n'est pas lue."),
        )  # fmt: skip

    def total_row(self, at: At) -> None:
        """What a sender has added up for itself, where the form has no such row."""
        self.ledger.tell(
            Severity.INFO, "total-row", at,
            Text("This row of totals is not of the form and is not read; the form's rows count.",
                 "Cette ligne de totaux n'est pas du formulaire et n'est pas lue; les lignes du "
                 "formulaire comptent."),
        )  # fmt: skip

    def again(self, at: At) -> None:
        """The headings once more, as a printed page of a long table has them."""
        tell_headings_again(self.ledger, at)

    def two_rows(
        self, number: int, headings: Headings, code: LayoutRow, label: LayoutRow, seen: str
    ) -> None:
        self.ledger.tell(
            Severity.ERROR, "row-label", self._at(number, headings.at(CODES), seen),
            Text(f"The code of this row is that of {_named(code).en}, and its label says "
                 f"{_named(label).en}.",
                 f"Le code de cette ligne est celui de {_named(code).fr}, et son libellé dit "
                 f"{_named(label).fr}."),
            Text("Put code and label back as the template has them, and the figures beside them.",
                 "Remettez le code et le libellé comme dans le gabarit, avec leurs chiffres."),
        )  # fmt: skip
        for row in (code, label):
            self.ledger.faulty |= {
                (one.series, row.place, row.breakdown) for one in self.layout.columns
            }

    def changed_code(self, number: int, headings: Headings, row: LayoutRow, seen: str) -> None:
        """A code that is none of the table's, beside a label that is."""
        named = _named(row)
        self.ledger.tell(
            Severity.ERROR, "row-code", self._at(number, headings.at(CODES), seen),
            Text(f"The code '{seen[:60]}' is not one of this table; its label says {named.en}, "
                 f"whose code is '{row.code}'.",
                 f"Le code « {seen[:60]} » n'est pas de ce tableau; le libellé dit {named.fr}, "
                 f"dont le code est « {row.code} »."),
            Text(f"Put the code '{row.code}' back, or correct the label.",
                 f"Remettez le code « {row.code} », ou corrigez le libellé."),
            cause=f"{self._name}:row-code",
        )  # fmt: skip

    def strange_row(self, number: int, headings: Headings, labels: tuple[str, str, str]) -> None:
        code, place, member = labels
        said = ", ".join(one for one in (place, member) if one) or code
        near = self._near(member or place)
        told = (
            Text(f" Did you mean '{near.en}'?", f" Vouliez-vous dire « {near.fr} »?")
            if near
            else Text("", "")
        )
        told_by = ((MEMBERS, member), (PLACES, place), (CODES, code))
        known = [(headings.at(role), word) for role, word in told_by if headings.at(role)]
        at = next((at for at, word in known if word), known[0][0] if known else 1)
        self.ledger.tell(
            Severity.ERROR, "row-unknown", self._at(number, at, said),
            Text(f"The row '{said}' is not a row of this table.{told.en}" if said else
                 "This row has figures and no label that says what they are about.",
                 f"La ligne « {said} » n'est pas une ligne de ce tableau.{told.fr}" if said else
                 "Cette ligne a des chiffres et aucun libellé qui dise de quoi il s'agit."),
            Text("Use the rows of the template; what belongs to none of them is left out.",
                 "Utilisez les lignes du gabarit; ce qui n'appartient à aucune n'est pas déclaré."),
            cause=f"{self._name}:row:{said}",
        )  # fmt: skip

    def _near(self, label: str) -> Text | None:
        """For the first strange rows alone: a file of others' rows would take for ever."""
        self._sought += 1
        if self._sought > MOST_SOUGHT:
            return None
        said = folded(label)[:LONGEST_SOUGHT]
        near = get_close_matches(said, self._labels, 1, 0.6)
        return self._labels[near[0]] if near else None

    def missing_rows(self, headings: Headings, seen: Mapping[LayoutRow, int]) -> None:
        faulty, held = self.ledger.faulty, self.ledger.held
        for row in self.layout.rows:
            keys = {(one.series, row.place, row.breakdown) for one in self.layout.columns}
            if row in seen or all(one in faulty or one in held for one in keys):
                continue
            name = _named(row)
            self.ledger.tell(
                Severity.ERROR, "row-missing", self._at(headings.row, 1, row.code),
                Text(f"The row of {name.en} (code {row.code}) is not in this sheet.",
                     f"La ligne de {name.fr} (code {row.code}) n'est pas dans cette feuille."),
                Text("Put the row back with its code, and state its figures.",
                     "Remettez la ligne avec son code, et donnez ses chiffres."),
                cause=f"{self._name}:row:{row.code}",
            )  # fmt: skip
            self.ledger.faulty |= keys


def tell_headings_again(ledger: Ledger, at: At) -> None:
    ledger.tell(
        Severity.INFO, "headings-again", at,
        Text("The row of headings stands here again; it is not read.",
             "La ligne d'en-têtes figure ici une nouvelle fois; elle n'est pas lue."),
    )  # fmt: skip


def _missing_words(column: MeasureColumn, seen: str) -> Text:
    en, fr = (
        f"The column '{column.heading.en}' is missing.",
        f"La colonne « {column.heading.fr} » manque.",
    )
    if seen:
        en += f" Is it the one headed '{seen}'?"
        fr += f" Est-ce celle dont l'en-tête est « {seen} »?"
    return Text(en, fr)


def _labels(row: LayoutRow) -> tuple[Text, ...]:
    names = (row.place_title, row.member_title, Text(row.code, row.code))
    return tuple(one for one in names if one)


def _named(row: LayoutRow) -> Text:
    parts = [one for one in (row.place_title, row.member_title) if one]
    return Text(*(", ".join(one[at] for one in parts) for at in (0, 1)))
