"""Notes of the office travel into briefings: snapshot, hash, all eight files; and as of then."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from dashboard.briefings.composing.material import FORM
from dashboard.briefings.document import Format
from dashboard.briefings.drawing.chart_svg import chart_svg
from dashboard.demo.notes import EVENT, NOTE, make_notes
from dashboard.issuing.making import files, made, printed_draft
from metrics import (
    OFFICE,
    OFFICIAL,
    About,
    AnnotationKind,
    Author,
    Language,
    Period,
    Said,
    Text,
    dated_back,
)
from tests.briefings.made import AT, EN, FR, exhibit, outline, restate, restating

EDITOR = Author("e1", "editor")
SAID = Said(Text("Counted with a new form.", "Compté avec un nouveau formulaire."))
HAPPENED = Said(Text("A line opened", "Une ligne a ouvert"))
AT_2020 = About(AnnotationKind.VALUE, Period.parse("2020"), "calls", "hotline/calls", "CA")
IN_2020 = About(AnnotationKind.EVENT, Period.parse("2020-Q1"), framework="plan", pillar="support")


@pytest.fixture
def store(tmp_path):
    with restating(tmp_path) as opened:
        restate(opened)
        yield opened


@pytest.fixture
def annotated(store):
    office = store.seen_by(OFFICE)
    office.annotations.write(AT_2020, SAID, EDITOR)
    office.annotations.write(IN_2020, HAPPENED, EDITOR)
    return store


@pytest.mark.parametrize(("language", "mark", "when"), [
    (EN, "Note of the office", "Q1 2020"), (FR, "note du bureau", "T1 2020"),
])  # fmt: skip
def test_a_note_is_among_those_of_its_exhibit_and_an_event_on_its_chart(
    annotated, language, mark, when
):
    shown = exhibit(annotated, annotated.catalogue, "calls", language)
    text = SAID.text.in_(language)
    (note,) = [one for one in shown.notes if text in one]
    assert note.startswith("N1, 2020")
    assert mark in note
    assert text in shown.chart.alt
    (event,) = shown.chart.events
    assert HAPPENED.text.in_(language) in event.words
    assert event.words.startswith(when)


def test_the_number_of_a_note_stands_at_its_point_and_in_its_row(annotated):
    shown = exhibit(annotated, annotated.catalogue, "calls", EN)
    (point,) = [one for one in shown.chart.points if one.noted]
    assert (point.label, point.noted) == ("2020", "N1")
    assert f">{point.said}\u00a0N1</text>" in chart_svg(shown.chart, EN)
    (row,) = [row for row in shown.table.rows if row[0].text == "2020"]
    assert row[-1].text.endswith("N1")


def test_what_was_issued_before_notes_had_numbers_is_rebuilt_without_them(annotated):
    seen, chosen = annotated.seen_by(OFFICIAL), outline("calls")
    before, now = (made(seen, chosen, form=form).text for form in (3, FORM))
    assert "N1" not in before
    assert "N1, 2020" in now


def test_the_hash_knows_a_note_and_an_earlier_instant_has_none(store):
    chosen, seen = outline("calls"), store.seen_by(OFFICIAL)
    before = made(seen, chosen).snapshot
    with dated_back(datetime(2024, 7, 1, tzinfo=UTC)):
        store.seen_by(OFFICE).annotations.write(AT_2020, SAID, EDITOR)
    after = made(seen, chosen).snapshot
    notes = [exhibit.notes for one in (before, after) for exhibit in one.document(EN).exhibits]
    assert notes[0] != notes[1]
    then = datetime(2024, 6, 20, tzinfo=UTC)
    held = [made(seen, chosen, one).snapshot.document(EN).exhibits[0].notes for one in (then, AT)]
    assert SAID.text.en not in str(held[0])
    assert SAID.text.en in str(held[1])


def words_in(data: bytes, format_: Format) -> str:
    """All that a file says, without the spaces between; of a package its parts as they are."""
    if format_ is Format.PDF:
        said = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    else:
        with ZipFile(BytesIO(data)) as package:
            said = " ".join(
                package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
            )
    return "".join(said.replace("&apos;", "'").split())


@pytest.mark.parametrize("language", [*Language])
def test_the_note_is_in_every_format(annotated, language):
    snapshot = made(annotated.seen_by(OFFICIAL), outline("calls")).snapshot
    told = {one: printed_draft(one, snapshot.held_at) for one in Language}
    wanted = "".join(SAID.text.in_(language).split())
    for one in files(snapshot, told):
        if one.language is language:
            assert wanted in words_in(one.data, one.format), one.format


def test_the_demo_writes_one_of_each_and_says_that_they_are_made_up(example):
    people = {"editor": "editor-c3"}
    assert make_notes(example.settings, people)
    assert not make_notes(example.settings, people)
    held = example.store.seen_by(OFFICE).annotations.held()
    assert {one.about.kind for one in held} == {*AnnotationKind}
    assert all("xample" in one.said.text.en and "exemple" in one.said.text.fr for one in held)
    assert {NOTE.text, EVENT.text} < {one.said.text for one in held}


def test_real_figures_get_none(whole):
    assert not make_notes(whole.settings, {"editor": "editor-c3"})
