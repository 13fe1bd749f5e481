"""A native chart of a workbook: lines over a true axis of time, editable where it stands.

The usual library's charts know no words beside single points and no text for screen readers: the
chart's own markup is written here, and the library places it.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from openpyxl.chart import ScatterChart
from openpyxl.xml.functions import fromstring

from dashboard.briefings.drawing.letter_widths import SANS
from dashboard.briefings.xlsx.cells import LOCALES, clean
from dashboard.briefings.xlsx.chart_rows import X, Y
from dashboard.briefings.xlsx.names import place
from dashboard.briefings.xlsx.traces import Place, Plot, Trace, holes, stretches
from dashboard.tokens import DATA, EDGE, GRID, INK, INK_2, PAPER
from metrics import Language

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
DRAWN = {  # the line of each kind: colour, width in points, dash
    "data": (DATA, 2.25, "solid"), "loose": (DATA, 2.25, "sysDash"),
    "bar": (DATA, 4.5, "solid"), "way": (INK_2, 1.25, "dash"), "break": (EDGE, 1.0, "sysDash"),
    "goal": (INK, 2.25, "solid"),  # from one end of a range to the other
}  # fmt: skip
PLOT = 0.09, 0.77  # where the plot begins, and how wide it is, as shares of the chart
MARKS = {  # the mark of each kind: its form, size and colour
    "data": ("circle", 6, DATA), "loose": ("circle", 7, DATA),
    "goal": ("dash", 16, INK), "baseline": ("square", 6, INK_2),
    "hole": ("circle", 4, PAPER),
}  # fmt: skip


class Drawing(ScatterChart):  # type: ignore[misc]  # openpyxl has no types
    """A chart with markup of its own."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup

    def _write(self) -> Any:
        return fromstring(self.markup.encode())


def drawing(plot: Plot, sheet: str, language: Language, *, percent: bool, levels: bool) -> Drawing:
    """The chart; `sheet` is where its figures stand."""
    # some programs paint the first line last, and fill rings: a hole stands before its line
    drawn = [
        part for one in plot.traces if one.kind != "gap" for part in (*holes(one), *stretches(one))
    ]
    traces = "".join(_trace(at, one, sheet, language) for at, one in enumerate(drawn))
    space = "" if not percent else "%" if language is Language.EN else "\u00a0%"
    shown = f'{LOCALES[language]}#,##0{_places(plot.step)}"{space}"'
    return Drawing(
        f'<c:chartSpace {SPACES}><c:lang val="{language.value}-CA"/>'
        '<c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_room(levels)}"
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{traces}<c:axId val="11"/><c:axId val="12"/></c:scatterChart>'
        f"{_time_axis(plot)}{_value_axis(plot, shown, levels=levels)}"
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_fill(PAPER)}<a:ln><a:noFill/></a:ln></c:spPr>{_letters(9, INK_2)}"
        "</c:chartSpace>"
    )


def _room(levels: bool) -> str:
    left, width = (0.18, 0.68) if levels else PLOT
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left}"/><c:y val="0.09"/><c:w val="{width}"/>'
        '<c:h val="0.79"/></c:manualLayout></c:layout>'
    )


def _time_axis(plot: Plot) -> str:
    labels = "low" if plot.named_years else "none"
    return (
        f'<c:valAx><c:axId val="11"/>{_scale(*plot.years)}<c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
        f"<c:spPr>{_line(INK, 1)}</c:spPr>{_letters(9, INK_2)}"
        '<c:crossAx val="12"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{plot.year_step}"/></c:valAx>'
    )


def _value_axis(plot: Plot, shown: str, *, levels: bool) -> str:
    labels = "none" if levels else "low"
    return (
        f'<c:valAx><c:axId val="12"/>{_scale(plot.low, plot.high)}<c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines><c:spPr>{_line(GRID, 0.75)}</c:spPr>'
        f'</c:majorGridlines><c:numFmt formatCode="{escape(shown)}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(9, INK_2)}"
        '<c:crossAx val="11"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{plot.step:g}"/></c:valAx>'
    )


def _scale(low: float, high: float) -> str:
    return (
        '<c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high!r}"/><c:min val="{low!r}"/></c:scaling>'
    )


def _trace(at: int, trace: Trace, sheet: str, language: Language) -> str:
    drawn = DRAWN.get(trace.kind)
    line = _line(*drawn) if drawn else "<a:ln><a:noFill/></a:ln>"
    rings = [at for at, one in enumerate(trace.places) if one.hollow and trace.kind != "hole"]
    hollow = "".join(_hollow(at) for at in rings)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:v>{escape(clean(trace.name))}</c:v></c:tx><c:spPr>{line}</c:spPr>"
        f"{_marker(trace.kind)}{hollow}{_labels(trace, language)}"
        f"<c:xVal>{_numbers([one.x for one in trace.places], trace, sheet, X)}</c:xVal>"
        f"<c:yVal>{_numbers([one.y for one in trace.places], trace, sheet, Y)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _numbers(values: Sequence[float | None], trace: Trace, sheet: str, column: str) -> str:
    """A column of the sheet of figures, with what stands there."""
    last = trace.row + len(values) - 1
    where = escape(place(sheet, f"${column}${trace.row}:${column}${last}"))
    cache = _listed(values)
    return f"<c:numRef><c:f>{where}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _listed(values: Sequence[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{one!r}</c:v></c:pt>'
        for at, one in enumerate(values)
        if one is not None
    )
    return f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'


def _marker(kind: str) -> str:
    if kind not in MARKS:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    form, size, ink = MARKS[kind]
    return _mark(form, size, ink, ink)


def _mark(form: str, size: int, ink: str, fill: str) -> str:
    return (
        f'<c:marker><c:symbol val="{form}"/><c:size val="{size}"/>'
        f"<c:spPr>{_fill(fill)}{_line(ink, 1.75)}</c:spPr></c:marker>"
    )


def _hollow(at: int) -> str:
    """A provisional or estimated point: a ring."""
    ring = _mark("circle", 7, DATA, PAPER)
    return f'<c:dPt><c:idx val="{at}"/>{ring}<c:bubble3D val="0"/></c:dPt>'


def _labels(trace: Trace, language: Language) -> str:
    shown = "".join(
        _label(trace.kind, at, one, language) for at, one in enumerate(trace.places) if one.said
    )
    return f"<c:dLbls>{shown}{_shows(0)}</c:dLbls>" if shown else ""


def _label(kind: str, at: int, one: Place, language: Language) -> str:
    ink, bold = (DATA, 1) if kind in ("data", "loose", "bar") else (INK_2, 0)
    above = '<a:p><a:endParaRPr sz="300"/></a:p>' if kind == "year" else ""  # the axis is there
    return (
        f'<c:dLbl><c:idx val="{at}"/>{_moved(one.aside)}<c:tx><c:rich><a:bodyPr wrap="none"/>'
        f"{above}"
        f'<a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang="{language.value}-CA" sz="900" '
        f'b="{bold}">{_fill(ink)}<a:latin typeface="{SANS}"/></a:rPr>'
        f"<a:t>{escape(clean(one.said))}</a:t></a:r>"
        f'</a:p></c:rich></c:tx><c:dLblPos val="{one.where}"/>{_shows(1)}</c:dLbl>'
    )


def _moved(aside: float) -> str:
    """A label to the right of where it would stand."""
    if not aside:
        return ""
    x = f'<c:x val="{aside * PLOT[1]:.4f}"/><c:y val="0"/>'
    return f"<c:layout><c:manualLayout>{x}</c:manualLayout></c:layout>"


def _shows(value: int) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _line(ink: str, width: float, dash: str = "solid") -> str:
    return (
        f'<a:ln w="{round(width * 12700)}" cap="rnd">{_fill(ink)}<a:prstDash val="{dash}"/>'
        "<a:round/></a:ln>"
    )


def _fill(ink: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{ink.removeprefix("#").upper()}"/></a:solidFill>'


def _letters(size: int, ink: str) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size * 100}">{_fill(ink)}'
        f'<a:latin typeface="{SANS}"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
    )


def _places(step: float) -> str:
    decimals = len(f"{step:.6f}".rstrip("0").partition(".")[2])
    return "." + "0" * decimals if decimals else ""
