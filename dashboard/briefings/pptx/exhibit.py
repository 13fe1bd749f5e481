"""The slides of an indicator: finding, chart or table, figure beside it, notes for the speaker."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from dashboard.briefings.document import Chart, Document, Exhibit, Issue, Table
from dashboard.briefings.pptx.canvas import UNDER_TITLE, Canvas, Page, numbered
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.foot import COLON, said, source_line
from dashboard.briefings.pptx.parts import (
    GLYPHS,
    Holder,
    Sheet,
    rule_xml,
    sheet_height,
    sheet_xml,
    tone,
)
from dashboard.briefings.pptx.plot import is_known, lies_flat, plotted
from dashboard.briefings.pptx.sheets import levels_sheet, sheets_of, table_of_points
from dashboard.briefings.pptx.tags import unplaced
from dashboard.briefings.pptx.text import Para, Run, clean, fitted, height, lines, scaled, words
from dashboard.briefings.pptx.theme import HEADING, PANEL, PLOT, RULE, TITLE, Box
from dashboard.text import Words

END = 448.0  # where the body of a slide ends
TITLE_END = TITLE.y + TITLE.high + UNDER_TITLE  # where the body begins at the latest
ABOVE, LEAST_DRAWN = 16.0, 120.0  # points: words over a drawing, and what a drawing needs
GAP = 9.0  # between the blocks at the right


def exhibit_pages(document: Document, issue: Issue, exhibit: Exhibit, at: int) -> list[Page]:
    """One slide, and more only where a table has more rows than a slide."""
    bodies = _bodies(document, exhibit)
    layout = "exhibit" if exhibit.chart and not lies_flat(exhibit.chart) else "table"
    number = document.labels.exhibit.replace("{number}", str(at))
    kicker = "\u00a0\u00a0·  ".join(filter(None, (number, exhibit.code, exhibit.pillar)))
    notes = spoken(document, issue, exhibit)
    return [
        Page(layout, numbered(exhibit.finding, part, len(bodies)), body, notes, kicker,
             exhibit.sources, exhibit.indicator if part == 1 else "")
        for part, body in enumerate(bodies, 1)
    ]  # fmt: skip


def _bodies(document: Document, exhibit: Exhibit) -> list[Callable[[Canvas], None]]:
    chart = exhibit.chart
    if chart is not None and not lies_flat(chart):
        return [lambda canvas: _charted(canvas, exhibit, chart)]
    sheets, told = _sheets(document, exhibit)
    if not sheets:
        return [lambda canvas: _worded(canvas, exhibit)]
    return [
        lambda canvas, sheet=sheet, at=at: _tabled(canvas, exhibit, sheet, told, first=at == 0)  # type: ignore[misc]
        for at, sheet in enumerate(sheets)
    ]


def _sheets(document: Document, exhibit: Exhibit) -> tuple[list[Sheet], str]:
    """The native tables of an exhibit without chart, and what is said above them."""
    chart, table = exhibit.chart, exhibit.table
    if chart is not None and chart.is_levels:
        sheet = levels_sheet(chart, document.labels, PLOT.wide)
        if sheet is not None:
            return [sheet], chart.subtitle
    if table is None and chart is not None:
        table = table_of_points(chart, document.labels)
    if table is None:
        return [], ""
    told = exhibit.no_chart if chart is None else ""
    return sheets_of(table, PLOT.wide, END - TITLE_END - _heading_height(table.caption, told)), told


def _heading(title: str, subtitle: str) -> tuple[Para, ...]:
    every = words(title, 13, bold=True), words(subtitle, 12, "tx2", before=1)
    paras = tuple(one for one in every if one.text)
    return fitted(paras, HEADING.wide, 64)


def _heading_height(title: str, subtitle: str) -> float:
    return height(_heading(title, subtitle), HEADING.wide) + 6


def _put_heading(canvas: Canvas, title: str, subtitle: str) -> float:
    """The heading of a chart or table; answers where what is under it begins."""
    paras = _heading(title, subtitle)
    high = height(paras, HEADING.wide)
    canvas.text("heading", HEADING._replace(y=canvas.top, high=high), paras, Holder("body", 18))
    return canvas.top + high + 6


def _charted(canvas: Canvas, exhibit: Exhibit, chart: Chart) -> None:
    document = canvas.deck.document
    top = _put_heading(canvas, chart.title, chart.subtitle)
    drawn = Drawn(chart, plotted(chart, document.labels), document.language, PLOT)
    under = [words(one, 10.5, "tx2", before=1) for one in _under(document, drawn)]
    paras = fitted(under, PLOT.wide, 96)
    high = height(paras, PLOT.wide)
    box = Box(PLOT.x, top, PLOT.wide, END - top - high - (4 if under else 0))
    drawn = drawn._replace(box=box)
    canvas.chart(drawn)
    if under:
        canvas.text("under", Box(PLOT.x, END - high, PLOT.wide, high), paras, Holder("body", 19))
    _panel(canvas, exhibit)


def _under(document: Document, drawn: Drawn) -> list[str]:
    """What the marks of the chart mean: gaps, breaks and events, in the order of the marks."""
    chart = drawn.chart
    hidden = sorted((one.said, at, one.label) for at, one in enumerate(chart.points)
                    if one.number is None)  # fmt: skip
    colon = COLON[document.language]
    gaps = [
        f"{', '.join(label for _, _, label in every)}{colon} {told}"
        for told, every in groupby(hidden, key=lambda one: one[0])
    ]
    breaks = [f"{key}  {text}" for key, text in break_keys(chart)]
    base = [f"■  {one}" for one in unplaced(drawn)]
    return [*base, *gaps, *breaks, *(f"{one.key}  {one.words}" for one in chart.events)]


def break_keys(chart: Chart) -> list[tuple[str, str]]:
    return [(chr(ord("a") + at % 26), text) for at, (_, text) in enumerate(chart.breaks)]


def _tabled(canvas: Canvas, exhibit: Exhibit, sheet: Sheet, told: str, *, first: bool) -> None:
    top = _put_heading(canvas, sheet.name, told)
    box = PLOT._replace(y=top)
    canvas.put(sheet_xml(0, sheet, box, canvas.deck.document.language, Holder("tbl", 14)))
    if first:
        _drawn_under(canvas, exhibit.chart, top + sheet_height(sheet))
        _panel(canvas, exhibit)


def _drawn_under(canvas: Canvas, chart: Chart | None, foot: float) -> None:
    """Under a table that has few rows: the drawing of its periods, each as long as it is."""
    top = foot + 2 * GAP + ABOVE
    if chart is None or not is_known(chart) or END - top < LEAST_DRAWN:
        return
    told = fitted((words(chart.subtitle, 12, "tx2"),), PLOT.wide, ABOVE)
    canvas.text("drawing", PLOT._replace(y=top - ABOVE, high=ABOVE), told)
    canvas.picture(chart, PLOT._replace(y=top, high=END - top))


def _worded(canvas: Canvas, exhibit: Exhibit) -> None:
    box = HEADING._replace(y=canvas.top, high=END - canvas.top)
    paras = fitted((words(exhibit.no_chart or exhibit.finding, 20, "tx2"),), box.wide, box.high)
    canvas.text("words", box, paras, Holder("body", 18))
    _panel(canvas, exhibit)


class Block(NamedTuple):
    """A part of the right-hand column; `brief` is what stays of it for want of room."""

    name: str
    paras: tuple[Para, ...]
    brief: tuple[Para, ...] = ()  # empty: all of it stays


def _panel(canvas: Canvas, exhibit: Exhibit) -> None:
    blocks = _fitting(
        [one for one in _blocks(canvas.deck.document, exhibit) if one.paras], END - canvas.top
    )
    y = canvas.top
    for at, block in enumerate(blocks):
        high = height(block.paras, PANEL.wide)
        if at:
            canvas.put(rule_xml(0, Box(PANEL.x, y, PANEL.wide, 0), RULE))
            y += GAP
        holder = Holder("body", 15) if at == 0 else None
        canvas.text(block.name, Box(PANEL.x, y, PANEL.wide, high), block.paras, holder)
        y += high + GAP


def _fitting(blocks: list[Block], high: float) -> list[Block]:
    """The blocks in the largest size in which they fit, shortened to what must stay if need be."""
    for kept in (blocks, [one._replace(paras=one.brief or one.paras) for one in blocks]):
        for step in (1.0, 0.93, 0.86) if kept is blocks else (1.0, 0.86, 0.7, 0.6, 0.5):
            found = [one._replace(paras=scaled(one.paras, step)) for one in kept]
            if sum(height(one.paras, PANEL.wide) + 2 * GAP for one in found) <= high + GAP:
                return found
    return found


def _blocks(document: Document, exhibit: Exhibit) -> list[Block]:
    labels, chip = document.labels, exhibit.progress
    progress = (
        words(labels.progress, 11, "tx2"),
        Para((Run(f"{GLYPHS[chip.shape]}\u00a0 ", 15, tone(chip.shape)),
              Run(clean(chip.word), 15, tone(chip.shape), bold=True)), 1),
        *([words(chip.reason, 12, "tx2", before=1)] if chip.reason else []),
    )  # fmt: skip
    head = words(labels.unsaid, 11, "tx2")
    unsaid = tuple(words(one, 12, before=2)._replace(bullet=True) for one in exhibit.unsaid)
    return [
        Block("figure", _figure(exhibit)),
        Block("progress", progress),
        Block("signal", _labelled(labels.signal, exhibit.signal)),
        Block("coverage", _labelled(labels.coverage, exhibit.coverage)),
        Block(
            "unsaid",
            (head, *unsaid) if unsaid else (),
            (head, *unsaid[:1], *_more(document, unsaid)),
        ),
    ]


def _more(document: Document, unsaid: Sequence[Para]) -> tuple[Para, ...]:
    """How many cautions the slide has no room for: the notes hold them all."""
    if (count := len(unsaid) - 1) < 1:
        return ()
    said_ = Words(document.language).counted("briefing_file.more_unsaid", count)
    return (words(said_, 12, "tx2", before=2)._replace(under=True),)


def _labelled(label: str, text: str) -> tuple[Para, ...]:
    return (words(label, 11, "tx2"), words(text, 13, before=1)) if text else ()


def _figure(exhibit: Exhibit) -> tuple[Para, ...]:
    # without a figure the title says what there is: "people" under it would count nothing
    unit = ", ".join(filter(None, (exhibit.unit, exhibit.place))) if exhibit.figure else ""
    every = [words(unit, 13), words(exhibit.when, 13, "tx2", before=1)]
    if exhibit.figure is not None:
        said_ = exhibit.figure.text
        sizes = (44.0, 38.0, 32.0, 26.0, 22.0, 18.0)
        one_line = (s for s in sizes if lines(words(said_, s, bold=True), PANEL.wide) == 1)
        every.insert(0, words(said_, next(one_line, 18.0), "accent1", bold=True))
    return tuple(one for one in every if one.text)


def spoken(document: Document, issue: Issue, exhibit: Exhibit) -> tuple[str, ...]:
    """The notes for the speaker: everything of the exhibit that the slide has no room for."""
    labels, chart = document.labels, exhibit.chart
    progress = f"{exhibit.progress.word}, {exhibit.progress.reason}".strip(", ")
    every = [
        exhibit.finding, f"{exhibit.code} {exhibit.name}",
        *(said_ for told in exhibit.lines_told for said_ in told),
        said(document, labels.progress, progress), said(document, labels.signal, exhibit.signal),
        said(document, labels.coverage, exhibit.coverage), exhibit.no_chart,
        said(document, labels.definition, exhibit.definition),
        *_listed(document, labels.unsaid, exhibit.unsaid),
        *_listed(document, labels.notes, exhibit.notes),
        *_listed(document, labels.breaks, [text for _, text in chart.breaks] if chart else []),
        *_listed(document, labels.events,
                 [f"{one.key}  {one.words}" for one in chart.events] if chart else []),
        *_rows(document, exhibit.table), source_line(document, exhibit.sources),
        said(document, labels.content, issue.content), said(document, labels.link, issue.link),
    ]  # fmt: skip
    return tuple(one for one in every if one)


def _listed(document: Document, label: str, texts: Sequence[str]) -> list[str]:
    return [f"{label}{COLON[document.language]}", *(f"– {one}" for one in texts)] if texts else []


def _rows(document: Document, table: Table | None) -> list[str]:
    if table is None:
        return []
    rows = ["; ".join(filter(None, (cell.text for cell in row))) for row in table.rows]
    return [f"{table.caption} ({', '.join(table.head)}){COLON[document.language]}", *rows]
