"""A character that no font covers: named to whoever makes the briefing, its code in a PDF."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from dashboard.briefings.document import Format
from dashboard.briefings.outline import Line
from dashboard.issuing.making import file_of, printed_draft
from dashboard.issuing.undrawn import undrawn_of
from tests.briefings.issuing import titled
from tests.briefings.made import EN, document, outline
from tests.briefings.test_commands import NEW, house, run  # noqa: F401
from tests.briefings.test_pages import begun, changed, hidden, send
from tests.releases.release_desk import page

SIGN = "\U00013000"
TITLE = f"ᐃᓄᒃᑎᑐᑦ 😀 🧿 réunion {SIGN} 漢字"
CODES = ("[U+13000]", "[U+6F22][U+5B57]")
NAMED = {"en": f"{SIGN} (EGYPTIAN HIEROGLYPH A001, U+13000)", "fr": f"{SIGN} (U+13000)"}
WITH_IT = (*NEW[:7], "--title-en", f"In brief {SIGN}", "--title-fr", TITLE, *NEW[-2:])


def text_of(data: bytes, format_: Format) -> str:
    if format_ is Format.PDF:
        return "".join(one.extract_text() for one in PdfReader(BytesIO(data)).pages)
    with ZipFile(BytesIO(data)) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name[-4:] == ".xml")


@pytest.mark.parametrize("format_", Format)
def test_a_pdf_writes_its_code_and_other_formats_leave_it_to_the_fonts_of_the_reader(
    small, format_
):
    chosen = outline("calls", title_en=TITLE, title_fr=TITLE)
    told = document(small.store, small.catalogue, chosen, EN)
    file = file_of(told, printed_draft(EN, datetime.now(UTC)), format_)
    text = text_of(file.data, format_)
    is_pdf = format_ is Format.PDF
    assert [code in text for code in CODES] == [is_pdf] * 2
    assert [one in text for one in (SIGN, "漢")] == [not is_pdf] * 2
    assert "😀 🧿" in text


def test_the_finding_is_in_the_readers_language_and_tells_of_lines_too():
    line = Line(indicator="calls", key="own-1", en="97 字", fr="97", edited=True)
    told = undrawn_of(titled("calls", lines=(line,)))
    assert "字 (CJK UNIFIED IDEOGRAPH-5B57, U+5B57)" in told.en
    assert "字 (U+5B57)" in told.fr
    assert undrawn_of(titled("calls")) is None


def test_of_many_it_is_said_that_there_are_more():
    told = undrawn_of(outline("calls", title_en="漢字中文書面語言文章"))
    assert told.en.endswith("; ….")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_command_line_names_it_at_new_at_build_and_at_issue(run, tmp_path, lang):  # noqa: F811
    build = ("build", "B-2025-001", "--account", "official", "--out", str(tmp_path), "--format",
             "xlsx", "--lang", lang)  # fmt: skip
    for asked in ((*WITH_IT, "--lang", lang), build, (*build, "--issue"), build):
        code, _, error = run(*asked)
        assert (code, NAMED[lang] in error) == (0, True), asked


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_pages_name_it_in_the_builder_before_the_freeze_and_beside_the_files(
    released_house, lang
):
    client = released_house.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "save", 302, indicator=["people"], title_en=f"Note {SIGN}")
    here = f"/briefings/{code}"
    for path in (here, f"{here}/freeze"):
        assert NAMED[lang] in page(client, f"{path}?lang={lang}"), path
    shown = page(client, f"{here}/freeze")
    send(client, f"{here}/freeze", **hidden(shown, "seen", "version"))
    assert NAMED[lang] in page(client, f"{here}?lang={lang}")
