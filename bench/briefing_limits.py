"""The bare renderers: the same words, tables and charts of a document, and nothing else."""

# mypy: disable-error-code="no-untyped-call,no-untyped-def,call-overload"
import io
from collections.abc import Callable

import docx
import openpyxl
import typst
from openpyxl.chart import LineChart, Reference
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from dashboard.briefings.document import Chart, Document, Exhibit, Format, Table
from dashboard.briefings.drawing.chart_svg import chart_svg
from dashboard.briefings.pdf.render import chart_png
from dashboard.briefings.traced import traced


def pdf(document: Document) -> bytes:
    """Typst alone, on the same text and drawings, without tags."""
    parts, files = [], {}
    for at, one in enumerate(document.exhibits):
        parts.append(f"#heading({_quoted(one.finding)})")
        if one.chart:
            files[f"{at}.svg"] = chart_svg(one.chart, document.language).encode()
            parts.append(f'#image("{at}.svg")')
        parts += [f"#par({_quoted(text)})" for text in _texts(one)]
        parts += [_typst_table(one.table)] if one.table else []
    parts += map(_typst_table, traced(document))
    made = typst.compile({"main.typ": "\n".join(parts).encode(), **files}, format="pdf")
    assert isinstance(made, bytes)
    return made


def word(document: Document) -> bytes:
    file, out = docx.Document(), io.BytesIO()
    for one in document.exhibits:
        file.add_heading(one.finding[:200], 2)
        for text in _texts(one):
            file.add_paragraph(text)
        if one.chart:
            file.add_picture(io.BytesIO(chart_png(one.chart, document.language)), Inches(6))
        if one.table:
            _rows(file.add_table(len(one.table.rows), len(one.table.head)), one.table)
    for told in traced(document):
        _rows(file.add_table(len(told.rows), len(told.head)), told)
    file.save(out)
    return out.getvalue()


def slides(document: Document) -> bytes:
    show, out = Presentation(), io.BytesIO()
    size = Inches(1), Inches(1), Inches(6), Inches(3)
    for one in document.exhibits:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = one.finding
        slide.notes_slide.notes_text_frame.text = "\n".join(_texts(one))
        if one.chart:
            slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *size, _data(one.chart))
        elif one.table:
            shape = slide.shapes.add_table(len(one.table.rows), len(one.table.head), *size)
            _rows(shape.table, one.table)
    show.save(out)
    return out.getvalue()


def workbook(document: Document) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for at, one in enumerate(document.exhibits):
        sheet = book.create_sheet(f"{at + 1}")
        for text in _texts(one):
            sheet.append([text])
        if one.table:
            start = sheet.max_row + 1
            for row in one.table.rows:
                sheet.append([cell.text if cell.number is None else cell.number for cell in row])
            chart = LineChart()
            chart.add_data(Reference(sheet, min_col=2, min_row=start, max_row=sheet.max_row))
            sheet.add_chart(chart, "F2")
    last = book.create_sheet("trails")
    for row in document.trails.rows:
        last.append([cell.text for cell in row])
    book.save(out)
    return out.getvalue()


LIMITS: dict[Format, Callable[[Document], bytes]] = {
    Format.PDF: pdf, Format.DOCX: word, Format.PPTX: slides, Format.XLSX: workbook,
}  # fmt: skip


def _texts(one: Exhibit) -> list[str]:
    return [*one.lines, *one.notes, *one.unsaid, one.definition, *one.sources]


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = [point.label for point in chart.points]
    data.add_series("values", [
        None if point.number is None else float(point.number) for point in chart.points
    ])  # fmt: skip
    return data


def _rows(table, told: Table) -> None:  # of either library
    for written, row in zip(table.rows, told.rows, strict=True):
        for box, cell in zip(written.cells, row, strict=True):
            box.text = cell.text


def _typst_table(told: Table) -> str:
    cells = ", ".join(_quoted(cell.text) for row in told.rows for cell in row)
    return f"#table(columns: {len(told.head)}, {cells})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
