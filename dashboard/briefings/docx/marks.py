"""The marks before the words of progress, drawn as in the PDF, and these words in their colour."""

from functools import cache

from dashboard.briefings.document import Chip, Shape
from dashboard.briefings.docx.words import run
from dashboard.briefings.docx.writing import Writing
from dashboard.briefings.pdf.typesetting import pictures, templates

SIZE, PIXELS = 7.8, 576.0  # points of a mark; pixels to the inch
LOWERED = '<w:r><w:rPr><w:position w:val="-2"/></w:rPr>'  # to the middle of the letters
TONES = {
    Shape.MET: "ToneGood",
    Shape.ON_TRACK: "ToneGood",
    Shape.WATCH: "ToneWatch",
    Shape.OFF_TRACK: "ToneOff",
}


def chip(writing: Writing, told: Chip) -> str:
    """The mark and the word; the mark says nothing that the word does not."""
    key = f"mark-{told.shape.value}"
    drawn = writing.picture(key, lambda: _marks()[told.shape], SIZE, told.word, "")
    lowered = drawn.replace("<w:r>", LOWERED, 1)
    return lowered + run(f"\u00a0{told.word}", TONES.get(told.shape, "ToneQuiet"))


@cache
def _marks() -> dict[Shape, bytes]:
    """All marks in one run: a page for each."""
    pages = " + pagebreak() + ".join(f'mark("{one.value}")' for one in Shape)
    main = (
        '#import "ink.typ": mark\n'
        "#set page(width: 8.6pt, height: auto, fill: none, margin: (top: 1.1pt, rest: 0.5pt))\n"
        f"#set text(size: 7.5pt)\n#({pages})\n"
    )
    drawn = pictures(templates("chart") | {"main.typ": main.encode()}, "png", PIXELS)
    return dict(zip(Shape, drawn, strict=True))
