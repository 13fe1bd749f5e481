"""The workbook in another program: it calculates nothing anew, and prints every page."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dashboard.briefings.document import Cell
from dashboard.briefings.xlsx.render import render_xlsx
from metrics import Language
from tests.briefings.sample import ISSUE, document, hostile
from tests.briefings.test_xlsx import cells
from tests.sweeps import sample

SOFFICE = shutil.which("soffice")
LANGUAGES = pytest.mark.parametrize(
    "language", sample("workbooks opened by another program", list(Language), 1)
)
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc"
)


def converted(content: bytes, form: str, folder: Path) -> Path:
    source = folder / "briefing.xlsx"
    source.write_bytes(content)
    target = folder / "out"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    told = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(target)]
    subprocess.run([*told, str(source)], check=True, capture_output=True, timeout=120)
    return target / f"briefing.{form}"


@LANGUAGES
def test_saved_by_another_program_every_cell_is_what_it_was(
    language: Language, tmp_path: Path
) -> None:  # fmt: skip
    content = render_xlsx(hostile(language), ISSUE)
    (tmp_path / "ours.xlsx").write_bytes(content)
    ours = load_workbook(tmp_path / "ours.xlsx")
    theirs = load_workbook(converted(content, "xlsx", tmp_path))
    assert ours.sheetnames == theirs.sheetnames
    for one in cells(ours):
        other = theirs[one.parent.title][one.coordinate]
        assert other.data_type == one.data_type
        assert ("" if other.value is None else other.value) == one.value
    assert sum(len(sheet._charts) for sheet in theirs) == 2


@LANGUAGES
def test_printed_it_reads_as_the_document_says(language: Language, tmp_path: Path) -> None:
    found = document(language, 1)
    percent = Cell("38.5%", Decimal("38.5"), 1, True)
    if language is Language.FR:
        percent = Cell("38,5\u00a0%", Decimal("38.5"), 1, True)
    first = found.exhibits[0]._replace(figure=percent)
    content = render_xlsx(found._replace(exhibits=(first, *found.exhibits[1:])), ISSUE)
    pages = PdfReader(converted(content, "pdf", tmp_path)).pages
    said = " ".join(one.extract_text() for one in pages).replace("\u202f", "\u00a0")
    assert percent.text in said
    thousands = "1,522" if language is Language.EN else "1\u00a0522"
    assert thousands in said.replace(" ", "\u00a0")
    assert all(ISSUE.code in one.extract_text() for one in pages)
