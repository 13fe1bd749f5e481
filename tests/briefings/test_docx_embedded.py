"""A Word file brings its fonts along, as they are published, and says which key hides them."""

import re
from io import BytesIO
from zipfile import ZipFile

from dashboard.briefings.docx.embedded import FACES
from dashboard.briefings.docx.render import render_docx
from dashboard.briefings.docx.theme import SANS, SERIF
from dashboard.briefings.pdf.typesetting import FONTS
from tests.briefings.made import EN
from tests.briefings.sample import ISSUE, document

EMBEDDED = re.compile(r'<w:embed(\w+) r:id="(\w+)" w:fontKey="\{([0-9A-F-]{36})\}"/>')


def unhidden(data: bytes, key: str) -> bytes:
    """As ISO/IEC 29500-4, 4.2.1 has it: the first 32 bytes against the key from its end."""
    turned = bytes.fromhex(key.replace("-", ""))[::-1]
    return bytes(one ^ turned[at % 16] for at, one in enumerate(data[:32])) + data[32:]


def attribute(name: str, tag: str) -> str:
    found = re.search(rf'\b{name}="([^"]+)"', tag)
    assert found
    return found[1]


def test_each_face_of_ours_is_in_the_file_as_it_is_published():
    with ZipFile(BytesIO(render_docx(document(EN, 1), ISSUE))) as file:
        table = file.read("word/fontTable.xml").decode()
        led = file.read("word/_rels/fontTable.xml.rels").decode()
        parts = {attribute("Id", one): attribute("Target", one)
                 for one in re.findall(r"<Relationship [^>]+>", led)}  # fmt: skip
        found = [(face, unhidden(file.read(f"word/{parts[relation]}"), key))
                 for face, relation, key in EMBEDDED.findall(table)]  # fmt: skip
        settings = file.read("word/settings.xml").decode()
    assert found == [(one.face, (FONTS / f"{one.file}.ttf").read_bytes()) for one in FACES]
    assert "<w:embedTrueTypeFonts/>" in settings


def test_styles_name_the_families_that_are_in_the_file():
    with ZipFile(BytesIO(render_docx(document(EN, 1), ISSUE))) as file:
        theme = file.read("word/theme/theme1.xml").decode()
    assert {one.family for one in FACES} == {SANS, SERIF}
    assert re.findall(r'<a:latin typeface="([^"]+)"', theme) == [SERIF, SANS]
