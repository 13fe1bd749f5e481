"""Files of the example partners: their template, filled in as they would."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import NamedTuple

import openpyxl

from dashboard.demo.made_up import ALL, Said, Stated, figures
from dashboard.returns import asking
from dashboard.text import Words
from ingest import blank_return, where_is
from metrics import Catalogue, Language, MetricsStore, Period, ReturnForm

FOUR = {"en": "four", "fr": "quatre"}


class Asking(NamedTuple):
    """Whose return it is, and of when."""

    form: ReturnForm
    partner: str
    period: Period
    language: Language
    suffix: str = ""
    exports: bool = False  # sends what its own system writes, in the place of the template

    @property
    def name(self) -> str:
        kind = "csv" if self.exports else "xlsx"
        return f"{self.partner}-{self.period.code}{self.suffix}.{kind}"

    def first_cell(self, catalogue: Catalogue) -> tuple[str, str]:
        """Sheet and address of the first figure."""
        sheet = where_is(self.form, catalogue, self.partner, self.period, self.language).sheets[0]
        return sheet.name(self.language), sheet.cell(sheet.rows[0], sheet.columns[0])


def said_by(asking_: Asking) -> Said:
    return figures(asking_.form, asking_.partner, asking_.period, asking_.language.value)


def filled(store: MetricsStore, one: Asking, said: Said) -> bytes:
    """The workbook that the partner is given, with these figures typed in."""
    past = asking.past_values(store, one.form.id, one.partner, one.period)
    office = Words(one.language)("shell.office")
    return blank_return(
        one.form, store.catalogue, one.partner, one.period, one.language, past, (), office,
        {(sheet, cell): stated for sheet, cell, stated in _cells(store.catalogue, one, said)},
    )  # fmt: skip


def _cells(catalogue: Catalogue, one: Asking, said: Said) -> Iterator[tuple[str, str, Stated]]:
    layout = where_is(one.form, catalogue, one.partner, one.period, one.language)
    for sheet in layout.sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                stated = said[sheet.table.id][row.code][column.measure.series]
                yield sheet.name(one.language), sheet.cell(row, column), stated


def exported(catalogue: Catalogue, one: Asking, said: Said) -> bytes:
    """The same as a CSV of the general form, as a partner's own system would write it."""
    layout = where_is(one.form, catalogue, one.partner, one.period, one.language)
    language = one.language
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([heading.in_(language) for heading in layout.data.headings])
    for sheet in layout.sheets:
        for row in sheet.rows:
            members = dict(row.breakdown.members)
            broken = [members.get(name, "") for name, _ in layout.data.dimensions]
            for column in sheet.columns:
                stated = said[sheet.table.id][row.code][column.measure.series]
                writer.writerow([column.heading.in_(language), one.period.code,
                                 row.place_title.in_(language), *broken, stated, ""])  # fmt: skip
    return file.getvalue().encode("utf-8-sig")


def doubled(said: Said) -> Said:
    """The same, but for the first figure of the first table: it and its total are too high."""
    made = {table: {code: dict(row) for code, row in rows.items()} for table, rows in said.items()}
    rows = next(iter(made.values()))
    code, series = next(iter(rows)), next(iter(next(iter(rows.values()))))
    more = rows[code][series]
    total = f"{code.partition(':')[0]}:{ALL}"
    for one in {code, total} & rows.keys():
        before = rows[one][series]
        if isinstance(before, int) and isinstance(more, int):
            rows[one][series] = before + more
    return made


def faulty(content: bytes, one: Asking, catalogue: Catalogue) -> bytes:
    """The same file with four faults: a word, a half person, an empty cell, a wrong total."""
    book = openpyxl.load_workbook(BytesIO(content))
    layout = where_is(one.form, catalogue, one.partner, one.period, one.language)
    first, last = layout.sheets[0], layout.sheets[-1]
    at, end = book[first.name(one.language)], book[last.name(one.language)]
    at[first.cell(first.rows[0], first.columns[0])] = 4.5
    at[first.cell(first.rows[-1], first.columns[-1])] = 1
    end[last.cell(last.rows[0], last.columns[0])] = FOUR[one.language]
    end[last.cell(last.rows[0], last.columns[1])] = None
    file = BytesIO()
    book.save(file)
    return file.getvalue()
