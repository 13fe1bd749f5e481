"""Files of other office programs: what they declare is no text, and what they say is read."""

import shutil
import subprocess

import pytest

from ingest.returns import Outcome, check
from tests.ingest import return_forms as made
from tests.ingest.book_files import ODF
from tests.ingest.making import ods

SOFFICE = shutil.which("soffice")
DECLARED = {
    "office": f"{ODF}:office:1.0", "table": f"{ODF}:table:1.0", "text": f"{ODF}:text:1.0",
    "style": f"{ODF}:style:1.0", "meta": f"{ODF}:meta:1.0", "dr3d": f"{ODF}:dr3d:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "formx": "urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
}  # fmt: skip
CANARY = "zq.canary@example.org"
CALL = "Call Zanaka Quorrent at 416-555-0123"


def document(header="Page 1", note="", meta="", cell="12", spaces=None):
    """A hand-made .ods that declares what office programs declare, in each of its parts."""
    names = " ".join(f'xmlns:{key}="{one}"' for key, one in {**DECLARED, **(spaces or {})}.items())
    noted = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    rows = (
        f"<table:table-row><table:table-cell office:value-type='string'>{noted}"
        f"<text:p>{cell}</text:p></table:table-cell></table:table-row>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f"<table:table table:name='People'>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {names}><office:master-styles><style:master-page>"
        f"<style:header dr3d:size='1'><text:p>{header}</text:p></style:header>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    about = (
        f"<office:document-meta {names}><office:meta><dc:title>{meta}</dc:title></office:meta>"
        "</office:document-meta>"
    )
    parts = {"styles.xml": styles.encode(), "meta.xml": about.encode()}
    entries = [(one, "text/xml") for one in parts]
    return ods(parts, content=content.encode(), entries=entries)


def private(content):
    result = check(content, "return.ods", made.context())
    rules = [one.rule for one in result.findings]
    assert not {"damaged", "archive"} & {*rules}
    return [one for one in rules if one.startswith("personal-data")]


def test_what_an_office_program_declares_is_taken_for_nobody():
    assert private(document()) == []


@pytest.mark.parametrize(
    "where",
    [{"header": CALL}, {"note": CALL}, {"meta": CALL}, {"cell": CALL}, {"header": CANARY},
     {"spaces": {"own": f"urn:{CANARY}"}}],
)  # fmt: skip
def test_what_its_parts_say_is_searched(where):
    assert private(document(**where))


@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")
def test_a_template_that_soffice_saves_as_ods_is_read_whole(tmp_path):
    sent = tmp_path / "return.xlsx"
    sent.write_bytes(made.saved(made.workbook()))
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "ods", "--outdir", str(tmp_path), str(sent)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    result = check((tmp_path / "return.ods").read_bytes(), "return.ods", made.context())
    assert (result.outcome, result.kept_out) == (Outcome.ACCEPT, False)
    assert result.content == check(sent.read_bytes(), "return.xlsx", made.context()).content
