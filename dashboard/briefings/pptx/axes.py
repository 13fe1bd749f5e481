"""The axes of a native chart, and the strokes and letters that its parts share."""

from html import escape
from math import ceil
from typing import NamedTuple

from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.pptx.plot import Plot, Scale, scale
from dashboard.briefings.pptx.text import LANGUAGES, colour_xml
from dashboard.briefings.pptx.theme import EMU, GRID
from metrics import Language

ASLANT = -2700000  # an eighth of a turn, in the unit of the format
SIZE = 12.0  # points, of what is said on the axes and beside the marks
NO_LINE = "<a:ln><a:noFill/></a:ln>"


class Frame(NamedTuple):
    """What the axes must know of a chart; `wide` is how wide it is drawn, in points."""

    plot: Plot
    language: Language
    percent: bool
    wide: float


def letters(language: Language, colour: str = "tx2", *, level: bool = True) -> str:
    """How text looks; where names have no room beside each other, all of them stand aslant."""
    turn = 0 if level else ASLANT
    return (
        f'<c:txPr><a:bodyPr rot="{turn}" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz='
        f'"{round(SIZE * 100)}" b="0"><a:solidFill>{colour_xml(colour)}</a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr '
        f'lang="{LANGUAGES[language]}"/></a:p></c:txPr>'
    )


def stroke(colour: str, size: float, dash: str = "solid") -> str:
    return (
        f'<a:ln w="{round(size * EMU)}" cap="rnd"><a:solidFill>{colour_xml(colour)}</a:solidFill>'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln>'
    )


def fill(colour: str) -> str:
    return f"<a:solidFill>{colour_xml(colour)}</a:solidFill>"


def axes(frame: Frame) -> str:
    names = letters(frame.language, level=is_level(frame))
    shown, lines = scale(frame.plot), fill(GRID)
    return (
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{stroke('tx1', 1)}</c:spPr>{names}"
        f'<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="{_skipped(frame)}"/>'
        f'<c:tickMarkSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{shown.high:f}"/><c:min val="{shown.low:f}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="9525">{lines}'
        f"</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="
        f'"{escape(number_format(shown, frame.language, percent=frame.percent))}" '
        f'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>{letters(frame.language)}'
        f'<c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{shown.step:f}"/></c:valAx>'
    )


def is_level(frame: Frame) -> bool:
    """Whether the names of all periods have room beside each other."""
    return max(width(one, SIZE) for one in frame.plot.categories) + 8 <= _room(frame)


def _skipped(frame: Frame) -> int:
    """Each how many-th period is named under the axis: aslant, a name takes a line's height."""
    return 1 if is_level(frame) else max(1, ceil(1.7 * SIZE / _room(frame)))


def _room(frame: Frame) -> float:
    return frame.wide * 0.85 / len(frame.plot.categories)


def turned(frame: Frame) -> float:
    """How high the names of periods are where a program sets them aslant."""
    return 16 + 0.75 * max(width(one, SIZE) for one in frame.plot.categories)


def axis_width(frame: Frame) -> float:
    shown = scale(frame.plot)
    longest = max(f"{shown.high:,}", f"{shown.low:,}", f"{shown.step:,}", key=len)
    return width(longest + ("\u00a0%" if frame.percent else ""), SIZE)


def number_format(shown: Scale, language: Language, *, percent: bool) -> str:
    """A format that writes thousands as the language does, whatever machine opens the file."""
    sign = ('"\u00a0%"' if language is Language.FR else '"%"') if percent else ""
    places = max(0, -int(shown.step.normalize().as_tuple().exponent))
    if places or shown.low < 0:
        place = "[$-C0C]" if language is Language.FR else ""
        return f"{place}#,##0{'.' + '0' * places if places else ''}{sign}"
    between = "\u00a0" if language is Language.FR else ","
    groups = [f"0{(chr(34) + between + chr(34) + '000') * many}{sign}" for many in (3, 2, 1, 0)]
    return f"[>=1000000]{groups[1]};[>=1000]{groups[2]};{groups[3]}"
