"""Our fonts inside a Word file: whoever lacks them sees the pages as they were laid out.

A program without them would else take its own in their place, often much wider ones. They are whole
and unchanged, as their licence asks, and hidden from other uses as the standard has it (ISO/IEC
29500-4, 4.2.1: the first 32 bytes, by a key that stands in the table of fonts).
"""

from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid5

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from dashboard.briefings.docx.theme import SANS, SERIF, fonts_part
from dashboard.briefings.pdf.typesetting import FONTS

KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
OURS = UUID("6b1f6a0e-3c55-5f0b-9d0c-3f2b8c7e5a41")  # keys are made from it and a face's name
HIDDEN = 32  # bytes


class Face(NamedTuple):
    """A face of a family as a Word file calls it, and the file that draws it."""

    family: str
    face: str
    file: str


# Programs find a face by its family's own name: that of the serif is one of a regular face.
FACES = (
    Face(SANS, "Regular", "SourceSans3-Regular"),
    Face(SANS, "Bold", "SourceSans3-SemiBold"),
    Face(SERIF, "Regular", "SourceSerif4-SemiBold"),
)


def put_fonts(part: Part) -> None:
    """The table of fonts, with each face of ours as a part that it leads to."""
    told: dict[str, str] = {}
    for number, one in enumerate(FACES, 1):
        name = PackURI(f"/word/fonts/font{number}.odttf")
        held = Part(name, KIND, hidden(one.file), part.package)
        relation = part.relate_to(held, RELATIONSHIP_TYPE.FONT)
        key = f"{{{key_of(one.file)}}}".upper()
        told[one.family] = told.get(one.family, "") + (
            f'<w:embed{one.face} r:id="{relation}" w:fontKey="{key}"/>'
        )
    part._blob = fonts_part(told)  # the library reads such parts and offers no way to write them


def key_of(file: str) -> UUID:
    """The same for the same face: the same briefing gives the same bytes."""
    return uuid5(OURS, file)


@cache
def hidden(file: str) -> bytes:
    """The file of a face with its first bytes crossed with its key, which is read backwards."""
    data = (FONTS / f"{file}.ttf").read_bytes()
    key = key_of(file).bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:HIDDEN], key, strict=True)) + data[HIDDEN:]
