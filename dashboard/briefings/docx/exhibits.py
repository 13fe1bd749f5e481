"""One indicator in a Word document: finding, facts, chart, table, and all one must know of it."""

from dashboard.briefings.document import Chart, Exhibit
from dashboard.briefings.docx.fields import counted, labelled
from dashboard.briefings.docx.marks import chip
from dashboard.briefings.docx.tables import (
    body_row,
    captioned,
    framed,
    head_row,
    square,
    table,
)  # fmt: skip
from dashboard.briefings.docx.words import (
    joined,
    listed,
    para,
    run,
    tell,
)  # fmt: skip
from dashboard.briefings.docx.writing import WIDTH, Writing
from dashboard.briefings.drawing.chart_parts import break_key
from dashboard.briefings.pdf.render import chart_png
from dashboard.briefings.text_direction import is_from_the_right

PIXELS = 1600
TALL = 216.0  # of a chart 640 wide: low enough to leave a page room for what is said of it
FEW = 8  # sources that are kept on one page with definition and link
LONG = 12  # letters: a longer figure is set smaller
DASHES = "–\u00a0–\u00a0–\u00a0"


def exhibit(writing: Writing, one: Exhibit, number: int, *, opens: bool) -> list[str]:
    """The blocks of an exhibit; `opens` says that it is the first of its pillar."""
    labels = writing.labels
    tag = labels.exhibit.format(number=number).replace(" ", "\u00a0")
    pillar = [writing.heading(1, one.pillar)] if opens and one.pillar else []
    return [
        *pillar,
        writing.heading(2, one.finding, tag),
        tell("IndicatorLine", joined(one.code, one.name if one.name != one.finding else ""),
             keep=True),
        *_lines(one),
        _facts(writing, one),
        *_drawing(writing, one, number),
        *_texts(((labels.unsaid, one.unsaid), (labels.notes, one.notes))),
        *_figures(writing, one),
        *_texts(((labels.definition, (one.definition,)), (labels.sources, one.sources)),
                keep=len(one.sources) <= FEW),
        _ending(writing, one),
    ]  # fmt: skip


def _lines(one: Exhibit) -> list[str]:
    """Its key lines, but for one that says the finding again."""
    said = (one.finding, f"{one.finding}.")
    return [
        tell(style, text, keep=True)
        for line, figures in one.lines_told if line not in said
        for style, text in (("KeyLine", line), ("KeyLineFigures", figures)) if text
    ]  # fmt: skip


def _facts(writing: Writing, one: Exhibit) -> str:
    """The figure, its progress, its change, its coverage, under their names."""
    labels = writing.labels
    reason = para("TableText", run(one.progress.reason, "QuietWords"))
    told = [
        (one.when or labels.value, _figure(one)),
        (labels.progress, para("TableText", chip(writing, one.progress)) + reason),
        (labels.signal, tell("TableText", one.signal) if one.signal else ""),
        (labels.coverage, tell("TableText", one.coverage) if one.coverage else ""),
    ]
    shown = [(name, content) for name, content in told if content]
    width = WIDTH / len(shown)
    head = head_row([square(para("TableHead", run(name)), width) for name, _ in shown])
    row = body_row([square(content, width) for _, content in shown])
    return framed(one.name, joined(*(name for name, _ in shown)), [width] * len(shown), head, [row])


def _figure(one: Exhibit) -> str:
    if one.figure is None:
        return ""
    style = "BigFigure" if len(one.figure.text) <= LONG else "TableText"
    of = ", ".join(said for said in (one.unit, one.place) if said)
    return tell(style, one.figure.text) + para("TableText", run(of, "QuietWords"))


def _drawing(writing: Writing, one: Exhibit, number: int) -> list[str]:
    """The caption with the number that others refer to, and the chart or why there is none."""
    label = writing.labels.exhibit
    name = one.chart.title if one.chart else one.name
    counted_ = writing.exhibit_number(number, counted(label, number))
    caption = para("Caption", labelled(label, counted_) + run(f". {name}"), keep=True)
    if one.chart is None:
        return [caption, tell("Note", one.no_chart or one.finding)]
    return [caption, *_chart(writing, one.chart, label.format(number=number))]


def _chart(writing: Writing, chart: Chart, name: str) -> list[str]:
    language = writing.document.language
    drawn = writing.picture(
        name, lambda: chart_png(chart, language, PIXELS, TALL), WIDTH, name, chart.alt
    )  # fmt: skip
    under = _chart_notes(writing, chart)
    return [
        *([tell("ChartNote", chart.subtitle, keep=True)] if chart.subtitle else []),
        para("Picture", drawn, keep=bool(under)),
        *under,
    ]


def _chart_notes(writing: Writing, chart: Chart) -> list[str]:
    """What the numbers and letters above the plot stand for."""
    labels = writing.labels
    events = [(one.key, one.words) for one in chart.events]
    breaks = [(break_key(at), words) for at, (_, words) in enumerate(chart.breaks)]
    way = chart.aim is not None and len(chart.aim.way) > 1
    return [
        *([tell("ChartNote", DASHES + labels.way)] if way else []),
        *(_keyed(title, keys) for title, keys in ((labels.events, events), (labels.breaks, breaks))
          if keys),
    ]  # fmt: skip


def _keyed(title: str, keys: list[tuple[str, str]]) -> str:
    told = run("; ").join(run(f"{key}\u00a0", "Strong") + run(words) for key, words in keys)
    return para("ChartNote", run(f"{title}  ", "Strong") + told)


def _figures(writing: Writing, one: Exhibit) -> list[str]:
    if one.table is None:
        return []
    return [captioned(writing, one.table.caption), table(one.table, full=False)]


def _texts(parts: tuple[tuple[str, tuple[str, ...]], ...], *, keep: bool = False) -> list[str]:
    """What must be known of it: the limits of a figure stand next to its chart.

    `keep` holds it beside what follows: no page begins with a last source and a link alone.
    """
    return [
        block for title, texts in parts if listed(texts)
        for block in (para("Heading3", run(title), keep=True), *listed(texts, keep=keep))
    ]  # fmt: skip


def _ending(writing: Writing, one: Exhibit) -> str:
    """The link to its page, which ends the section."""
    link = run(f"{writing.labels.link}  ", "Strong") + writing.linked(one.path, one.name)
    return para("Note", link, rtl=is_from_the_right(one.name))
