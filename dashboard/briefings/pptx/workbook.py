"""The workbook inside a native chart: the figures of its series as cells, and no formulas."""

import io
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from dashboard.briefings.pptx.plot import Plot
from dashboard.briefings.pptx.text import clean

SHEET = "Sheet1"
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(plot: Plot, corner: str, day: datetime) -> bytes:
    """Categories down the first column, a series in each further one."""
    held = io.BytesIO()
    book = Workbook(held, PLAIN)
    book.set_properties({"created": day})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, len(plot.series), 18)
    sheet.write_string(0, 0, clean(corner))
    for row, label in enumerate(plot.categories, 1):
        sheet.write_string(row, 0, clean(label))
    for column, series in enumerate(plot.series, 1):
        sheet.write_string(0, column, clean(series.name))
        for row, number in enumerate(series.numbers, 1):
            if number is not None:
                sheet.write_number(row, column, float(number))
    book.close()
    return held.getvalue()
