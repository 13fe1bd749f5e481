"""A figure as a picture that can stand alone: title, drawing, source and date in one.

It needs no stylesheet of ours and no letters of ours: each class has its look written with it, and
where our letters are not installed others stand in for them.
"""

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from dashboard.briefings.drawing.chart_ink import FAMILIES, rule, word, wrapped
from dashboard.briefings.pdf.render import picture_png
from dashboard.figures.figure import Figure
from dashboard.svg import element
from dashboard.tokens import DATA, DATA_2, EDGE, GRID, INK, INK_2, PAPER, RULE

MARGIN, WIDTH = 24.0, 720.0
INSIDE = WIDTH - 2 * MARGIN
TITLE, READING, SMALL = 19.0, 13.5, 12.0  # sizes of letters
LONGEST = 96  # letters of a word
STEP = 1.35  # from line to line, of the size
LETTERS = ", ".join([*(f"'{one}'" for one in FAMILIES), "Arial", "Helvetica", "sans-serif"])

LOOK = (
    f".tn{{fill:{INK_2}}}.tx{{fill:{INK}}}.tb{{fill:{INK};font-weight:600}}.td{{fill:{DATA};font-weight:600}}"
    f".td2{{fill:{DATA_2};font-weight:600}}"
    f".halo{{paint-order:stroke;stroke:{PAPER};stroke-width:4px;stroke-linejoin:round}}"
    f".ax,.tick{{stroke:{INK};stroke-width:1}}.gr{{stroke:{GRID};stroke-width:1}}"
    f".era{{stroke:{RULE};stroke-width:1}}"
    f".ln{{fill:none;stroke:{DATA};stroke-width:2.5;stroke-linejoin:round}}"
    f".ln2{{fill:none;stroke:{DATA_2};stroke-width:2;stroke-linejoin:round}}"
    f".opn{{fill:none;stroke:{DATA};stroke-width:1.5}}.ptn{{fill:{DATA}}}.ptn2{{fill:{DATA_2}}}"
    f".pp{{fill:{PAPER};stroke:{DATA};stroke-width:2.25}}"
    f".lt{{fill:{PAPER};stroke:{DATA};stroke-width:1.5}}"
    f".span{{stroke:{DATA};stroke-width:4}}.span2{{stroke:{EDGE};stroke-width:4}}"
    f".spant{{stroke:{DATA};stroke-width:1.5}}"
)


def picture_svg(figure: Figure) -> str:
    """The picture; ValueError for a figure that has no drawing."""
    if figure.art is None:
        raise ValueError(figure.name)
    parts, y = _texts(figure.title, MARGIN + TITLE, TITLE, INK, bold=True)
    more, y = _texts(figure.reading, y + 2, READING, INK_2)
    art, y = _placed(figure, y - 4)
    parts += [*more, art]
    for said in figure.under:
        lines, y = _texts(said, y, SMALL, INK_2)
        parts += lines
    parts.append(rule(MARGIN, y - 4, WIDTH - MARGIN, y - 4, RULE))
    y += SMALL + 2
    for said in (figure.source, figure.read):
        lines, y = _texts(said, y, SMALL, INK_2)
        parts += lines
    return _whole(figure, parts, y + MARGIN - SMALL)


def figure_png(figure: Figure) -> bytes:
    """The same in pixels, set in our own letters."""
    return picture_png(picture_svg(figure))


def _whole(figure: Figure, parts: list[str], height: float) -> str:
    """Drawing and words on paper, with a title and a description for those who do not see it."""
    ground = element("rect", width=WIDTH, height=height, fill=PAPER)
    named = [element("title", escape(figure.title), id="title")]
    named += [element("desc", escape(figure.alt), id="desc"), *_look(figure)]
    return element(
        "svg", "".join([*named, ground, *parts]), xmlns="http://www.w3.org/2000/svg", width=WIDTH,
        height=height, viewBox=f"0 0 {WIDTH:g} {height:.0f}", role="img",
        aria_labelledby="title desc", lang=f"{figure.language}-CA", font_family=LETTERS,
    )  # fmt: skip


def _look(figure: Figure) -> list[str]:
    """What the classes of the drawing mean, where it has any."""
    is_classed = figure.art is not None and figure.art.is_classed
    return [element("style", LOOK)] if is_classed else []


def _placed(figure: Figure, y: float) -> tuple[str, float]:
    """The drawing as a part of the picture, as wide as its words; and where the next line goes."""
    art = figure.art
    assert art is not None  # noqa: S101  asked before
    high = art.height * INSIDE / art.width
    head = f'<svg x="{MARGIN:g}" y="{y:.1f}" width="{INSIDE:g}" height="{high:.1f}" '
    letters = 'font-size="13" ' if art.is_classed else ""
    own = f'{letters}viewBox="0 0 {art.width:g} {art.height:g}">'
    _, _, content = art.markup.partition(">")
    return head + own + content, y + high + SMALL * 2


def _broken(said: str) -> Iterator[str]:
    """The words, an address that is wider than the picture in pieces."""
    for one in said.split(" "):
        yield from wrap(one, LONGEST, break_on_hyphens=False) if len(one) > LONGEST else [one]


def _texts(
    said: str, y: float, size: float, ink: str, *, bold: bool = False
) -> tuple[list[str], float]:
    """The lines of a text from this height on, and the height of the line after them."""
    lines = wrapped(" ".join(_broken(said)), INSIDE, size)
    shown = [
        word(one, MARGIN, y + at * size * STEP, "start", ink, bold=bold, size=size, halo=False)
        for at, one in enumerate(lines)
    ]
    return shown, y + len(lines) * size * STEP
