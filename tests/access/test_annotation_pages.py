"""Notes of the office: written on whole pages, refused with clear words, shown with the figure."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.charts import series_figure
from dashboard.text import Words
from metrics import (
    OFFICE,
    About,
    AnnotationKind,
    Author,
    Language,
    Period,
    Said,
    Text,
    dated_back,
)  # fmt: skip
from tests.access.house import ANONYMOUS, CANARY, sent

HERE = "/indicator/calls?series=hotlines/calls&place=CA"
NEW = "/annotations/new"
VALUE = f"{NEW}?indicator=calls&series=hotlines/calls&place=CA"
EVENT, TOLD = (f"{NEW}?kind={one}&pillar=support" for one in ("event", "narrative"))
WORDS = {"text_en": "Counted with a new form.", "text_fr": "Compté avec un nouveau formulaire."}
OWNED = {**WORDS, "owner_en": "The evaluation unit", "owner_fr": "L'unité d'évaluation"}
CODE = re.compile(r'href="/annotations/([a-z0-9]+)"')


def text(client, path, status=200):
    given = client.get(path)
    assert given.status_code == status, path
    return given.get_data(as_text=True)


def newest(house):
    """The newest period that everybody is shown a value of."""
    return house.services.store.series("calls").record.values[-1].observation.period.code


def write(house, page=VALUE, who="editor", **fields):
    asked = {"period": newest(house), **WORDS, **fields}
    query = page.partition("?")[2]
    asked = {**dict(one.split("=") for one in query.split("&")), **asked}
    return sent(house.client(who), page, NEW, **asked)


def code(house):
    (found,) = house.services.store.annotations.held()
    return found.code


@pytest.mark.parametrize("who", ["editor", "admin"])
def test_a_note_is_written_and_everybody_reads_it_with_its_figure(house, who):
    assert 'href="/annotations/new?' in text(house.client(who), HERE)
    before = text(house.client(ANONYMOUS), HERE)
    assert "/annotations" not in before, "links to write are for those who may"
    assert write(house, who=who).status_code == 303
    public = house.client(ANONYMOUS)
    english, french = text(public, HERE), text(public, f"{HERE}&lang=fr")
    assert f"{WORDS['text_en']} (Note of the office, " in english
    assert f"{WORDS['text_fr']} (note du bureau, " in french
    assert "\u00a0N1</th>" in english, "the number stands in the table"
    assert house.services.store.annotations.held()[0].author.role == who


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_note_stands_in_the_downloads_beside_its_value(house, kind):
    write(house)
    public = house.client(ANONYMOUS)
    assert WORDS["text_en"] in text(public, f"/download/calls.{kind}")
    assert "Compté avec" in text(public, "/figure/calls.csv?series=hotlines/calls&place=CA&lang=fr")


@pytest.mark.parametrize(("fields", "match"), [
    ({"text_fr": ""}, "in English and in French"),
    ({"text_en": "x" * 301}, "more than 300"),
    ({"text_en": "Call Marie at 613-555-0199."}, "tells of a person"),
    ({"text_en": "It rose because of the campaign."}, "says why"),
    ({"text_fr": "Une hausse grâce à la campagne."}, "says why"),
    ({"text_en": "In truth 98765 people called."}, "98765"),
    ({"text_en": "Half of them called twice."}, "figure that is not shown"),
    ({"text_en": "One woman called, of 2014 women who were served."}, "figure that is not shown"),
    ({"text_fr": "WOMEN-³⁷ ont été reçues."}, "figure that is not shown"),
    ({"period": "1901"}, "never stands at a hidden value"),
])  # fmt: skip
def test_what_stands_against_a_note_is_said_beside_its_words(house, fields, match):
    given = write(house, **fields)
    drawn = given.get_data(as_text=True)
    assert given.status_code == 400
    assert match in drawn
    assert 'role="alert"' in drawn
    assert house.services.store.annotations.held() == ()
    for wrote in fields.values():
        assert wrote == fields.get("period") or wrote in drawn, "what was written is not lost"


def test_figures_that_are_published_may_be_said(house):
    shown = house.services.store.series("calls").record.values[-1].observation.value
    said = f"The count of {newest(house)} is {int(shown)}."
    assert write(house, text_en=said).status_code == 303


def test_no_partners_unreleased_figure_is_let_into_a_note(house):
    given = write(house, text_en=f"In the returns {CANARY['partner-a']}.")
    assert given.status_code == 400
    page = f"{NEW}?indicator=calls&series=hotlines/calls&place=CA&period=2023"
    text(house.client("editor"), page)
    assert write(house, period="2023").status_code == 400, "a partner's own value has no note"


def test_an_event_and_a_narrative_stand_on_the_page_of_the_pillar(house):
    public = house.client(ANONYMOUS)
    assert "What happened" not in text(public, "/pillar/support")
    assert "Write what happened" in text(house.client("editor"), "/pillar/support")
    assert write(house, EVENT, period="2020-Q1").status_code == 303
    assert write(house, TOLD, period="2020-Q1", **OWNED).status_code == 303
    english, french = (text(public, f"/pillar/support?lang={one}") for one in ("en", "fr"))
    assert f"{WORDS['text_en']} (noted by the office, " in english
    assert "Events are shown for timing only" in english
    assert "Written by The evaluation unit, " in english
    assert "Écrit par L&#x27;unité d&#x27;évaluation" in french or "Écrit par L'unité" in french
    assert WORDS["text_fr"] in french


def test_changing_needs_the_newest_version_and_keeps_the_older(house):
    write(house)
    name, editor = code(house), house.client("editor")
    page = f"/annotations/{name}"
    other = {**WORDS, "text_en": "Counted with a newer form."}
    assert sent(editor, page, number="1", **other).status_code == 303
    again = sent(editor, page, number="1", **WORDS)
    assert again.status_code == 400
    assert "changed or taken back this note" in again.get_data(as_text=True)
    assert "newer form" in text(house.client(ANONYMOUS), HERE)
    assert len(house.services.store.annotations.history(name)) == 2


def test_what_is_taken_back_leaves_its_words_to_the_office_alone(house):
    write(house)
    admin, name = house.client("admin"), code(house)
    listed = text(admin, "/annotations")
    assert CODE.findall(listed) == [name]
    to = f"/annotations/{name}/take-back"
    assert sent(admin, "/annotations", to, number="7").status_code == 409
    assert sent(admin, "/annotations", to, number="1").status_code == 303
    assert WORDS["text_en"] not in text(house.client(ANONYMOUS), HERE)
    kept = text(admin, "/annotations?lang=fr")
    assert WORDS["text_fr"] in kept
    assert "1 note a été retirée" in kept
    actions = [one.action for one in house.services.store.audit_entries()]
    assert {"annotation-written", "annotation-taken-back"} <= {*actions}


def test_a_past_moment_is_drawn_with_the_notes_of_then(house):
    store = house.services.store.seen_by(OFFICE)
    about = About(AnnotationKind.VALUE, Period.parse(newest(house)), "calls", "hotlines/calls",
                  "CA")  # fmt: skip
    said = Said(Text(WORDS["text_en"], WORDS["text_fr"]))
    with dated_back(datetime.now(UTC) - timedelta(days=3)):
        store.annotations.write(about, said, Author("e1", "editor"))
    public, day = house.client(ANONYMOUS), datetime.now(UTC).date()
    assert WORDS["text_en"] in text(public, f"{HERE}&known_at={day - timedelta(days=2)}")
    assert WORDS["text_en"] not in text(public, f"{HERE}&known_at={day - timedelta(days=5)}")


def test_the_number_of_a_note_is_drawn_at_its_point(house):
    write(house)
    found = house.services.store.series("calls")
    drawn = series_figure(found.record, found.events, Words(Language.EN))
    for fitted in drawn["layout"]["meta"]["labels"]:
        (mark,) = [one for one in fitted["annotations"] if one["text"] == "N1"]
        assert mark["y"] == found.record.values[-1].observation.value


def test_a_note_stands_with_its_value_on_the_page_of_a_program(house):
    public = house.client(ANONYMOUS)
    assert WORDS["text_en"] not in text(public, "/program/the-line")
    write(house)
    assert WORDS["text_en"] in text(public, "/program/the-line")
