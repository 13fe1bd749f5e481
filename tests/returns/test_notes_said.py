"""The note to a value stands wherever somebody decides on the value: preview, review, terminal."""

import pytest

from tests.ingest.return_forms import CONTACTS, SOUND
from tests.returns.house import PERIOD, checked, seen_of, send
from tests.returns.office_desk import text_of
from tests.returns.test_return_commands import A, pillars, store, written

__all__ = ["pillars", "store"]  # fixtures
FIRST, SECOND = "Counted since May", "Corrected in June"


def long_rows(note: str, contacts: int = 310) -> bytes:
    """Every figure of a sound return, a row for each, and the note to one of them."""
    lines = ["Indicator;Period;Place;Age;Value;Note"]
    for table in SOUND.values():
        for code, said in table.items():
            place, _, member = code.partition(":")
            age = {"_T": "Total"}.get(member, member)
            for series, value in said.items():
                its = contacts if series == CONTACTS else value
                told = note if series == CONTACTS else ""
                lines.append(f"{series};{PERIOD.code};{place};{age};{its};{told}")
    return "\n".join(lines).encode()


@pytest.fixture
def client(desk_house):
    return desk_house.client("partner a")


def preview(client, note, contacts=310):
    draft = checked(client, long_rows(note, contacts), "return.csv")
    page = text_of(client, f"/returns/checks/{draft}/changes")
    return draft, page


def test_the_preview_shows_the_note_to_a_value(client):
    assert f"Note: {FIRST}" in preview(client, FIRST)[1]
    assert "Note:" not in preview(client, "")[1]


def test_a_note_alone_that_is_another_is_told_as_such(client):
    draft, _ = preview(client, FIRST)
    send(client, draft)
    _, page = preview(client, SECOND)
    assert f"Note: {SECOND} (before: {FIRST})" in page
    assert ">note changed<" in page
    assert f"Its note is taken out: {FIRST}" in preview(client, "")[1]
    figure = preview(client, SECOND, 312)[1]
    assert f"(before: {FIRST})" in figure
    assert ">note changed<" not in figure


def test_the_preview_says_it_in_french(client):
    send(client, preview(client, FIRST)[0])
    draft = checked(client, long_rows(SECOND), "return.csv")
    page = text_of(client, f"/returns/checks/{draft}/changes?lang=fr")
    assert f"Note\u00a0: {SECOND} (auparavant\u00a0: {FIRST})" in page
    assert ">note modifiée<" in page


def test_the_office_reads_it_where_it_decides_and_in_the_history_of_the_cell(desk_house, client):
    code = send(client, preview(client, FIRST)[0])
    office = desk_house.client("editor")
    assert f"Note: {FIRST}" in text_of(office, f"/returns/review/{code}")
    history = (
        f"/returns/review/{code}/history?series=partner-returns%2F{CONTACTS}&place=ON"
        f"&period={PERIOD.code}"
    )
    assert f">{FIRST}<" in text_of(office, history)
    later = send(client, preview(client, SECOND)[0])
    assert f"Note: {SECOND}" in text_of(office, f"/returns/review/{later}")


def test_submit_tells_the_note_and_that_it_alone_is_another(pillars, store, tmp_path):
    path = written(tmp_path, long_rows(FIRST), "return.csv")
    told = pillars("submit", path, "--partner", A, "--yes")
    assert told[0] == 0
    assert f"Note: {FIRST}" in " ".join(told[1].split())
    path = written(tmp_path, long_rows(SECOND), "return.csv")
    again = " ".join(pillars("submit", path, "--partner", A, "--yes")[1].split())
    assert "note changed" in again
    assert SECOND in again


def test_the_preview_without_a_note_is_as_it_was(client):
    draft, page = preview(client, "")
    assert seen_of(client, draft)
    assert "note changed" not in page
