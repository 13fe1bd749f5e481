"""Notes of the office: kept in versions on both databases, and told with what may be seen alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from metrics import (
    OFFICE,
    PUBLIC,
    About,
    AnnotationKind,
    Author,
    Confidentiality,
    MetricsError,
    Moment,
    ObservationStatus,
    Period,
    Said,
    Text,
    UnknownError,
    dated_back,
)
from tests.factories import observation, submission

EDITOR = Author("e1", "editor")
WORDS = Said(Text("Counted anew in spring.", "Recompté au printemps."))
OTHER = Said(Text("Counted anew in summer.", "Recompté en été."))
AT = datetime(2024, 5, 12, 9, 0, tzinfo=UTC)
VALUE = About(AnnotationKind.VALUE, Period.parse("2021"), "calls", "hotline/calls", "CA")
EVENT = About(AnnotationKind.EVENT, Period.parse("2018-03-01"), framework="plan", pillar="support")
TOLD = EVENT._replace(kind=AnnotationKind.NARRATIVE, period=Period.parse("2021-Q1"))
OWNED = Said(Text("Two lines opened.", "Deux lignes ont ouvert."), Text("The unit", "L'unité"))


@pytest.fixture
def noted(store):
    store.record(submission(), [observation("10", "2020"), observation("12", "2021", row=3)])
    return store.seen_by(OFFICE)


def write(store, about=VALUE, said=WORDS, at=AT):
    with dated_back(at):
        return store.annotations.write(about, said, EDITOR)


def notes(store, moment=None, scope=PUBLIC):
    """The words at each value of the record, by period."""
    seen = store.seen_by(scope)
    found = (seen.at(moment) if moment else seen).series("calls", framework="plan").record
    return {
        one.observation.period.code: [note.said.text.en for note in one.annotations]
        for one in (found.values if found else ()) if one.annotations
    }  # fmt: skip


def test_a_note_stands_at_its_value_for_all_who_see_it(noted):
    before = noted.data_version()
    written = write(noted)
    assert noted.data_version() > before, "what is kept by version is drawn anew"
    assert notes(noted) == {"2021": [WORDS.text.en]}
    record = noted.series("calls", framework="plan").record
    assert [one.annotations for piece in record.segments for one in piece] == [
        one.annotations for one in record.values
    ]
    assert (written.author, written.number, written.at) == (EDITOR, 1, AT)


def test_versions_are_added_and_taking_back_leaves_them(noted):
    first = write(noted)
    with dated_back(AT + timedelta(days=2)):
        second = noted.annotations.edit(first, OTHER, Author("e2", "admin"))
    assert notes(noted) == {"2021": [OTHER.text.en]}
    with dated_back(AT + timedelta(days=4)):
        noted.annotations.take_back(second, EDITOR)
    assert notes(noted) == {}
    every = noted.annotations.history(first.code)
    assert [(one.number, one.said.text.en, one.is_taken_back) for one in every] == [
        (1, WORDS.text.en, False), (2, OTHER.text.en, False), (3, OTHER.text.en, True)
    ]  # fmt: skip
    with pytest.raises(UnknownError):
        noted.annotations.find(first.code)


@pytest.mark.parametrize("key", ["as_of", "known_at", "held_at"])
def test_a_past_moment_has_the_notes_of_then(noted, key):
    first = write(noted)
    with dated_back(AT + timedelta(days=2)):
        second = noted.annotations.edit(first, OTHER, EDITOR)
    with dated_back(AT + timedelta(days=4)):
        noted.annotations.take_back(second, EDITOR)

    def then(days):
        at = AT + timedelta(days=days)
        sight = noted.at(Moment(**{key: at if key == "held_at" else at.date()}))
        return [one.said.text.en for one in sight.annotations.held()]

    assert [then(one) for one in (-1, 1, 3, 5)] == [[], [WORDS.text.en], [OTHER.text.en], []]


def test_what_was_looked_at_must_still_be_the_newest(noted):
    first = write(noted)
    noted.annotations.edit(first, OTHER, EDITOR)
    for step in (
        lambda: noted.annotations.edit(first, WORDS, EDITOR),
        lambda: noted.annotations.take_back(first, EDITOR),
    ):
        with pytest.raises(MetricsError, match="changed or taken back"):
            step()
    assert notes(noted) == {"2021": [OTHER.text.en]}


def test_both_languages_are_needed_and_no_more_than_there_is_room_for(noted):
    for said, match in (
        (Said(Text("Only here.", " ")), "in English and in French"),
        (Said(Text("a" * 301, "b")), "more than 300"),
        (Said(Text("a", "b" * 301)), "more than 300"),
    ):
        with pytest.raises(MetricsError, match=match):
            write(noted, said=said)
    with pytest.raises(MetricsError, match="whose words"):
        write(noted, TOLD, WORDS)
    with pytest.raises(MetricsError, match="more than 1200"):
        write(noted, TOLD, OWNED._replace(text=Text("a" * 1201, "b")))
    assert noted.annotations.held() == ()


def test_words_are_kept_without_what_turns_them_around(noted):
    """After such a sign a note would seem to end with another's name."""
    turned = Said(*(Text(*(f"\u202e{one}\u2067" for one in both)) for both in OWNED))
    assert write(noted, TOLD, turned).said == OWNED


@pytest.mark.parametrize("about", [
    VALUE._replace(indicator="nothing"), VALUE._replace(series="hotline/nothing"),
    VALUE._replace(place="XX"), EVENT._replace(pillar="nothing"), EVENT._replace(framework="none"),
])  # fmt: skip
def test_a_note_speaks_of_what_is_declared(noted, about):
    with pytest.raises(UnknownError):
        write(noted, about)


def test_only_who_sees_all_figures_writes(noted):
    with pytest.raises(MetricsError, match="office's to write"):
        write(noted.seen_by(PUBLIC))


def test_a_hidden_figure_has_no_note_and_one_under_embargo_none_for_the_public(store):
    hidden = observation(None, "2021", row=3)._replace(status=ObservationStatus.SUPPRESSED)
    kept = observation("9", "2022", row=4)._replace(confidentiality=Confidentiality.EMBARGO)
    store.record(submission(), [observation("10", "2020"), hidden, kept])
    office = store.seen_by(OFFICE)
    write(office)
    write(office, VALUE._replace(period=Period.parse("2022")), OTHER)
    assert notes(store, scope=OFFICE) == {"2022": [OTHER.text.en]}
    assert notes(store, scope=PUBLIC) == {}


def test_an_event_stands_among_those_of_its_framework(noted):
    write(noted, EVENT, WORDS)
    (found,) = noted.seen_by(PUBLIC).events("plan")
    assert (found.on, found.pillar, found.title) == (date(2018, 3, 1), "support", WORDS.text)
    assert found in noted.series("calls", framework="plan").events
    assert noted.at(Moment(held_at=AT - timedelta(days=1))).events("plan") == ()


def test_a_narrative_has_its_owner_and_the_newest_period_first(noted):
    write(noted, TOLD, OWNED)
    write(noted, TOLD._replace(period=Period.parse("2021-Q3")), OWNED)
    found = noted.annotations.narratives("plan", "support")
    assert [one.about.period.code for one in found] == ["2021-Q3", "2021-Q1"]
    assert found[0].said.owner.fr == "L'unité"
    assert noted.annotations.narratives("plan", "other") == ()


def test_each_step_is_in_the_log_without_its_words(noted):
    first = write(noted)
    noted.annotations.take_back(first, EDITOR)
    entries = noted.audit_entries()[:2]
    assert [one.action for one in entries] == ["annotation-taken-back", "annotation-written"]
    assert entries[0].object == f"annotation:{first.code}"
    assert entries[0].detail == {"kind": "value", "version": 2, "of": "calls"}
    assert WORDS.text.en not in str(entries)
