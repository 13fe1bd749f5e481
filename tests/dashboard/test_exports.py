"""Hostile words go into the store and out through every export: each comes back as a text."""

import csv
import io
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from dashboard import command
from dashboard.app import create_app
from dashboard.audit_commands import _write, flat_record
from dashboard.cells import begins_like_a_formula
from metrics import AuditEntry, FileRead, Submission, Text
from tests.loaded import EXAMPLE, example_services

HOSTILE = (
    '=HYPERLINK("h:x";"x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "|cmd",
    "%=1+1", "=cmd|'/C calc'!A0", "＝1+1", "－1+1", " =1+1", "\u200b=1+1", '"=1+1"', "'=1+1",
    "\ufeff=1+1", "\u00a0@SUM(1)", "#REF!", "told\r=1+1", 'a","=1+1', 'a"\n=1+1,=1+1',
)  # fmt: skip
FIELDS = ("words", "note", "file", "sheet", "in_document")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The example data, in which one value for each hostile text carries it wherever it can."""
    with example_services(tmp_path_factory.mktemp("hostile"), date(2026, 11, 22)) as services:
        yield services, _poison(services.store)


def _poison(store):
    """Record the hostile words upon values that stand; the indicators that carry them."""
    rows = [one.observation for one in store.standing()]
    rows = [one for one in rows if not one.organization][-len(HOSTILE) :]
    for source in {one.series.partition("/")[0] for one in rows}:
        told = [
            one._replace(
                note=Text(words, words),
                words=Text(words, words),
                location=one.location._replace(file=words, sheet=words, in_document=words),
            )
            for one, words in zip(rows, HOSTILE, strict=True)
            if one.series.startswith(f"{source}/")
        ]
        files = tuple(FileRead(one.location.file, "0" * 64) for one in told)
        store.record(Submission(source, files), told)
    return sorted({one.indicator for one in rows})


@pytest.fixture
def pillars(hostile, monkeypatch, capsysbinary):
    """Run `pillars` on that store; what it wrote, byte for byte."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", hostile[0].settings.database_url)
    monkeypatch.setenv("PILLARS_DATA", str(EXAMPLE))
    monkeypatch.setenv("PILLARS_FRAMEWORK", "example-strategy")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pillars", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        assert not ended.value.code
        return capsysbinary.readouterr().out.decode()

    return run


def check_table(text):
    """Every row is whole and no cell but a number begins like a formula; what the cells say."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = {cell for row in rows for cell in row}
    assert not [one for one in cells if begins_like_a_formula(one) and not one.startswith("'")]
    return cells


def as_said(words):
    text = words.replace("\r", "\n")
    return f"'{text}" if begins_like_a_formula(words) else text


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("history", [(), ("--history",)], ids=["standing", "history"])
def test_the_command_line_writes_texts(pillars, history, lang):
    cells = check_table(pillars("observations", "--lang", lang, *history))
    assert {as_said(one) for one in HOSTILE} <= cells


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_download_writes_texts(hostile, lang):
    services, indicators = hostile
    client = create_app(services).server.test_client()
    cells = set()
    for one in indicators:
        response = client.get(f"/download/{one}.csv?lang={lang}")
        assert response.status_code == 200
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment")
        cells |= check_table(response.text)
    assert {as_said(one) for one in HOSTILE} <= cells


@pytest.fixture(params=[(), ("--history",)], ids=["standing", "history"])
def workbook(request, pillars, tmp_path):
    path = tmp_path / "out.xlsx"
    pillars("observations", "--out", str(path), *request.param)
    return path


def test_a_workbook_holds_texts_and_numbers_only(workbook):
    sheet = load_workbook(workbook)["observations"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    headings = [cell.value for cell in sheet[1]]
    for field in FIELDS:
        column = [row[headings.index(field)] for row in sheet.iter_rows(min_row=2)]
        found = {cell.value for cell in column if cell.data_type == "s"}
        assert {one.replace("\r", "\n") for one in HOSTILE} <= {
            one.replace("_x000D_", "\n").replace("\r", "\n") for one in found
        }
    values = [row[headings.index("value")] for row in sheet.iter_rows(min_row=2)]
    assert "n" in {cell.data_type for cell in values}


ENTRIES = [
    AuditEntry(position, datetime(2026, 11, 22, tzinfo=UTC), one, one, one, {one: one}, "0", "0")
    for position, one in enumerate(HOSTILE, 1)
]


def test_the_log_is_taken_away_as_texts(tmp_path):
    """The log refuses such words at its door; a file of it would not run them either."""
    for kind in ("csv", "xlsx"):
        assert _write(map(flat_record, ENTRIES), tmp_path / f"log.{kind}") == len(HOSTILE)
    cells = check_table((tmp_path / "log.csv").read_bytes().decode())
    assert {as_said(one) for one in HOSTILE} <= cells
    sheet = load_workbook(tmp_path / "log.xlsx")["audit"]
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row}
    assert kinds == {"s"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_a_spreadsheet_that_recalculates_finds_no_formula(workbook, tmp_path):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "again"), str(workbook)], check=True, timeout=120,
    )  # fmt: skip
    sheet = load_workbook(tmp_path / "again" / workbook.name).active
    found = [cell for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    # so it writes truth values, which were none of ours
    assert {cell.value for cell in found} <= {"=TRUE()", "=FALSE()"}
