"""Files of the example partners: their template, filled in as they would."""

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

import openpyxl

from dashboard.demo.made_up import Said, figures
from dashboard.returns import asking
from dashboard.text import both
from ingest import blank_return, where_is
from metrics import Catalogue, Language, MetricsStore, Period, Remark, ReturnForm


class Asking(NamedTuple):
    """Whose return it is, and of when."""

    form: ReturnForm
    partner: str
    period: Period
    language: Language

    @property
    def name(self) -> str:
        return f"{self.partner}-{self.period.code}.xlsx"


def said_by(asking_: Asking) -> Said:
    return figures(asking_.form, asking_.partner, asking_.period, asking_.language.value)


def template(store: MetricsStore, one: Asking, comments: Iterable[Remark] = ()) -> bytes:
    """The workbook that the partner is given, with what it said before in grey."""
    catalogue: Catalogue = store.catalogue
    past = asking.past_values(store, one.form.id, one.partner, one.period)
    office = both("returns.office").in_(one.language)
    return blank_return(
        one.form, catalogue, one.partner, one.period, one.language, past, comments, office
    )


def filled(
    store: MetricsStore, one: Asking, said: Said, comments: Iterable[Remark] = ()
) -> bytes:  # fmt: skip
    """The same with these figures typed in."""
    book = openpyxl.load_workbook(BytesIO(template(store, one, comments)))
    layout = where_is(one.form, store.catalogue, one.partner, one.period, one.language)
    for sheet in layout.sheets:
        cells = book[sheet.name(one.language)]
        for row in sheet.rows:
            for column in sheet.columns:
                stated = said[sheet.table.id][row.code][column.measure.series]
                cells[sheet.cell(row, column)] = stated
    file = BytesIO()
    book.save(file)
    return file.getvalue()
