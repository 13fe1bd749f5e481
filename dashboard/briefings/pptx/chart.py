"""Native charts: the lines, bars and marks of a plot in DrawingML, as an official edits them."""

from collections.abc import Iterator
from html import escape

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from dashboard.briefings.pptx.axes import (
    NO_LINE,
    axes,
    fill,
    letters,
    stroke,
)
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.plot import Plot, Role, Series
from dashboard.briefings.pptx.tags import tags
from dashboard.briefings.pptx.text import LANGUAGES, clean
from dashboard.briefings.pptx.theme import HEAD
from dashboard.briefings.pptx.workbook import SHEET

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NO_FILL = "<a:noFill/>"


def chart_part(drawn: Drawn, *, has_shapes: bool = False) -> str:
    """The XML of the chart's part; its workbook is its first relation, its shapes the second."""
    kind = _bar_chart(drawn) if drawn.plot.is_bars else _line_chart(drawn)
    shapes = '<c:userShapes r:id="rId2"/>' if has_shapes else ""
    return (
        f'{HEAD}<c:chartSpace {SPACES}><c:date1904 val="0"/><c:lang val="'
        f'{LANGUAGES[drawn.language]}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_layout(drawn)}{kind}{axes(drawn.frame)}'
        f'<c:spPr>{NO_FILL}{NO_LINE}</c:spPr></c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="span"/></c:chart><c:spPr>{NO_FILL}{NO_LINE}</c:spPr>'
        f"{letters(drawn.language)}"
        f'<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>{shapes}'
        f"</c:chartSpace>"
    )


def _layout(drawn: Drawn) -> str:
    frame, inner = drawn.box, drawn.inner
    shares = (
        ("x", (inner.x - frame.x) / frame.wide), ("y", (inner.y - frame.y) / frame.high),
        ("w", inner.wide / frame.wide), ("h", inner.high / frame.high),
    )  # fmt: skip
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        '<c:yMode val="edge"/>'
        + "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in shares)
        + "</c:manualLayout></c:layout>"
    )


def _line_chart(drawn: Drawn) -> str:
    series = "".join(_series_xml(drawn, at, said) for at, said in enumerate(tags(drawn)))
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>'
    )


def _bar_chart(drawn: Drawn) -> str:
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{_series_xml(drawn, 0, tags(drawn)[0])}<c:gapWidth val="70"/><c:axId val="1001"/>'
        f'<c:axId val="1002"/></c:barChart>'
    )


def _series_xml(drawn: Drawn, at: int, said: str) -> str:
    plot, series = drawn.plot, drawn.plot.series[at]
    column = xl_col_to_name(at + 1)
    last = len(plot.categories) + 1
    marker = "" if plot.is_bars else _marker(series.role)
    invert = '<c:invertIfNegative val="0"/>' if plot.is_bars else ""
    smooth = "" if plot.is_bars else '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1'
        f'</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{_said(series.name)}</c:v>'
        f"</c:pt></c:strCache></c:strRef></c:tx>{_look(series.role, is_bars=plot.is_bars)}"
        f"{invert}{marker}{''.join(_point_looks(drawn, series))}{said}"
        f"{_bracket(series)}"
        f"{_category_xml(plot, last)}<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}"
        f"</c:f><c:numCache><c:formatCode>General</c:formatCode>{_numbers(series)}</c:numCache>"
        f"</c:numRef></c:val>{smooth}</c:ser>"
    )


def _said(text: str) -> str:
    return escape(clean(text), quote=False)


def _category_xml(plot: Plot, last: int) -> str:
    every = "".join(
        f'<c:pt idx="{at}"><c:v>{_said(one)}</c:v></c:pt>' for at, one in enumerate(plot.categories)
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache><c:ptCount "
        f'val="{len(plot.categories)}"/>{every}</c:strCache></c:strRef></c:cat>'
    )


def _numbers(series: Series) -> str:
    every = "".join(
        f'<c:pt idx="{at}"><c:v>{one:f}</c:v></c:pt>'
        for at, one in enumerate(series.numbers) if one is not None
    )  # fmt: skip
    return f'<c:ptCount val="{len(series.numbers)}"/>{every}'


def _look(role: Role, *, is_bars: bool) -> str:
    if is_bars:
        return f"<c:spPr>{fill('accent1')}{stroke('accent1', 1.5)}</c:spPr>"
    strokes = {
        Role.VALUES: stroke("accent1", 2.5),
        Role.WAY: stroke("tx1", 1.25, "dash"),
        Role.HOLLOW: stroke("bg1", 0.75),
        Role.BASELINE: stroke("tx1", 0.75),
        Role.GOAL: stroke("tx1", 0.75),
    }
    return f"<c:spPr>{strokes[role]}</c:spPr>"


def _marker(role: Role, *, is_hollow: bool = False) -> str:
    if role is Role.WAY:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    symbol, size, colour = {
        Role.GOAL: ("dash", 18, "tx1"),
        Role.BASELINE: ("square", 8, "tx1"),
        Role.HOLLOW: ("circle", 5, "bg1"),
        Role.VALUES: ("circle", 7, "accent1"),
    }[role]
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size + 3 * is_hollow}"/><c:spPr>'
        f"{fill(colour)}{stroke(colour, 0.75)}</c:spPr></c:marker>"
    )


def _point_looks(drawn: Drawn, series: Series) -> Iterator[str]:
    """Points that look otherwise: hollow where provisional, with a dotted line to them."""
    first = series.marks[0][0] if series.marks else -1
    for row, point in series.marks:
        if not point.hollow or point.number is None:
            continue
        if drawn.plot.is_bars:
            look = f"<c:spPr>{fill('bg1')}{stroke('accent1', 1.5, 'sysDash')}</c:spPr>"
            yield f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/>{look}</c:dPt>'
            continue
        dash = "sysDot" if row != first else "solid"
        yield (
            f'<c:dPt><c:idx val="{row}"/>'
            f"{_marker(Role.VALUES, is_hollow=True)}<c:bubble3D "
            f'val="0"/><c:spPr>{stroke("accent1", 2.5, dash)}</c:spPr></c:dPt>'
        )


def _bracket(series: Series) -> str:
    """The stroke that makes a bracket of the two ends of a range."""
    if series.drop is None:
        return ""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="fixedVal"/>'
        f'<c:noEndCap val="1"/><c:val val="{series.drop:f}"/>'
        f"<c:spPr>{stroke('tx1', 2.25)}</c:spPr></c:errBars>"
    )
