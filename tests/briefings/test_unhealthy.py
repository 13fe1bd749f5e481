"""What no file may hold is left out of each: every format opens, and says the rest."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from dashboard.briefings.document import Document, Format
from dashboard.issuing.making import file_of, printed_draft
from metrics import Language
from tests.briefings.made import EN
from tests.briefings.sample import document
from tests.briefings.test_docx_hostile import UNHEALTHY, with_first
from tests.briefings.test_undrawn import text_of

REST = "hi"  # the last of it that is healthy


def unhealthy() -> Document:
    told = with_first(document(Language.EN), finding=UNHEALTHY, name=UNHEALTHY, notes=(UNHEALTHY,))
    lines = tuple(one._replace(text=UNHEALTHY) for one in told.lines)
    return told._replace(head=told.head._replace(title=UNHEALTHY), lines=lines)


@pytest.mark.parametrize("format_", Format)
def test_a_file_of_it_is_well_formed(format_: Format) -> None:
    data = file_of(unhealthy(), printed_draft(EN, datetime.now(UTC)), format_).data
    if format_ is not Format.PDF:
        with ZipFile(BytesIO(data)) as held:
            for name in held.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(held.read(name))
    text = text_of(data, format_)
    assert REST in text
    assert "\x1f" not in text
