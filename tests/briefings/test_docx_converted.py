"""The Word document in another program: it opens, and prints what it says on every page."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard.briefings.docx.render import render_docx
from metrics import Language
from tests.briefings.sample import DRAFT, ISSUE, document, hostile
from tests.sweeps import sample

SOFFICE = shutil.which("soffice")
LANGUAGES = pytest.mark.parametrize(
    "language", sample("Word files opened by another program", list(Language), 1)
)
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)


def printed(content: bytes, folder: Path) -> list[str]:
    source = folder / "briefing.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    told = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*told, str(source)], check=True, capture_output=True, timeout=120)
    pages = PdfReader(folder / "briefing.pdf").pages
    return [" ".join(one.extract_text().split()) for one in pages]


@LANGUAGES
def test_each_page_says_what_it_must(language: Language, tmp_path: Path) -> None:
    told = document(language)
    pages = printed(render_docx(told, ISSUE), tmp_path)
    for at, page in enumerate(pages, 1):
        for said in (told.head.scope, told.head.as_of, told.head.framework, told.head.coverage,
                     ISSUE.code, ISSUE.content[:16], ISSUE.link, told.footer,
                     told.labels.page.format(page=at, pages=len(pages))):  # fmt: skip
            assert " ".join(said.split()) in page
    first = pages[0]
    for title in (told.labels.key_lines, told.labels.scorecard, told.labels.changes):
        assert title in first


@LANGUAGES
def test_a_hostile_document_is_printed_whole(language: Language, tmp_path: Path) -> None:
    told = hostile(language)
    whole = " ".join(printed(render_docx(told, DRAFT), tmp_path))
    assert whole.count("Aaaaaaaaa") >= told.head.title.count("Aaaaaaaaa")
    assert told.exhibits[1].finding in whole
