"""What has changed since a briefing: both numbers of a restatement, and nothing that has not."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dashboard.briefings.composing.changed import Kind, changes, changes_said
from dashboard.briefings.snapshot import Since, compare, figures_of, frozen
from dashboard.issuing.making import made
from dashboard.text import Words
from metrics import Language, Moment, ObservationStatus, Progress
from tests.briefings.issuing import official_store
from tests.briefings.made import BETWEEN, EN, FR, outline, restate, restating

LATER = datetime(2024, 7, 1, tzinfo=UTC)
NAMED = {EN: "Since briefing B-2024-001", FR: "Depuis la note B-2024-001"}

AT = Moment()


@pytest.fixture
def store(tmp_path):
    with restating(tmp_path) as found:
        yield found


@pytest.fixture
def both(store):
    made = outline("calls", "texts")
    before = frozen(store, made, BETWEEN)
    restate(store)
    return store, before, frozen(store, made, LATER)


def test_a_restatement_is_told_with_both_numbers_and_a_link(both):
    store, before, after = both
    said = compare(before, after, store.catalogue, EN)
    restated = next(one for one in said if one.kind == "restated")
    assert restated.words == "Series of calls, CA, 2019: restated from 528 to 597."
    assert restated.path.startswith("/indicator/calls?framework=plan&held_at=2024-07-01")


def test_a_restatement_tells_which_of_its_numbers_is_provisional(both):
    store, before, after = both
    found = next(one for one in changes(before.figures, after.figures) if one.kind == "restated")
    loose = found.before._replace(standing=ObservationStatus.PROVISIONAL.value)
    told = found._replace(before=loose)
    said = {
        language: changes_said([told], "plan", AT, store.catalogue,
                               Words(language))[0].words
        for language in Language
    }  # fmt: skip
    assert said[EN].endswith("restated from 528 (provisional) to 597.")
    assert said[FR].endswith("de 528 (provisoire) à 597.")
    words = Words(EN)
    then = changes_said([told], "plan", AT, store.catalogue, words, 4)
    assert then[0].words.endswith("restated from 528 to 597.")


def test_a_new_value_is_told(both):
    store, before, after = both
    said = [one.words for one in compare(before, after, store.catalogue, EN) if one.kind == "new"]
    assert said == ["Series of calls, CA: new figure for 2021, 608."]


def test_nothing_is_told_where_nothing_has_changed(both):
    store, before, _ = both
    assert compare(before, before, store.catalogue, FR) == ()


def test_a_composed_briefing_tells_what_compare_tells(both):
    store, before, after = both
    since = Since(before.figures, NAMED)
    made = frozen(store, outline("calls", "texts"), LATER, since)
    for language in Language:
        document = made.document(language)
        assert document.changes == compare(before, after, store.catalogue, language)
        assert document.labels.since == NAMED[language]


def test_added_and_left_out_indicators_are_told(both):
    store, _, _ = both
    calls, texts = (figures_of(store, outline(one), LATER) for one in ("calls", "texts"))
    found = changes(calls, texts)
    assert [(one.kind, one.indicator) for one in found] == [
        (Kind.ADDED, "texts"), (Kind.LEFT_OUT, "calls"),
    ]  # fmt: skip


def test_another_word_of_progress_is_told(both):
    store, before, after = both
    judged = (before.figures.judged[0]._replace(progress=Progress.WATCH),
              *before.figures.judged[1:])  # fmt: skip
    was = before._replace(figures=before.figures._replace(judged=judged))
    said = compare(was, after, store.catalogue, EN)
    assert said[0].kind == "progress"
    assert said[0].words == "calls: progress was “watch” and is now “not assessed”."


def test_a_value_that_is_gone_is_told_with_its_number(both):
    store, before, after = both
    values = tuple(one for one in after.figures.values if one.key.period != "2020")
    now = after._replace(figures=after.figures._replace(values=values))
    said = [one.words for one in compare(before, now, store.catalogue, EN)]
    assert "Series of calls, CA, 2020: 570 is no longer shown." in said


def test_a_value_that_is_hidden_now_is_told_without_a_number_in_its_place(both):
    store, before, after = both
    values = tuple(
        one._replace(value=None, standing="Q") if one.key.period == "2020" else one
        for one in after.figures.values
    )
    now = after._replace(figures=after.figures._replace(values=values))
    said = [one.words for one in compare(before, now, store.catalogue, EN)]
    assert "Series of calls, CA, 2020: restated from 570 to hidden to protect people." in said


def test_values_of_another_place_are_not_compared(both):
    store, before, after = both
    values = tuple(one._replace(key=one.key._replace(place="US")) for one in after.figures.values)
    now = after._replace(figures=after.figures._replace(values=values))
    (only,) = compare(before, now, store.catalogue, EN)
    assert "no figures are compared" in only.words


def test_a_digit_more_is_no_restatement(both):
    _, before, _ = both
    first, *others = before.figures.values
    longer = first._replace(value=Decimal("528.0"))
    now = before.figures._replace(values=(longer, *others))
    assert changes(before.figures, now) == ()


@pytest.mark.parametrize(
    ("coverage", "told"),
    [((9, 12), ["2021: the figures of 3 of 12 partners are still missing."]),
     ((11, 12), ["2021: the figures of 1 of 12 partners are still missing."]),
     ((12, 12), []), (None, [])],
)  # fmt: skip
def test_of_a_newest_figure_it_is_told_how_many_partners_are_missing(both, coverage, told):
    store, before, after = both
    values = [
        one._replace(coverage=coverage if one.key.period == "2021" else (1, 12))
        for one in after.figures.values
    ]
    later = after._replace(figures=after.figures._replace(values=tuple(values)))
    said = [one for one in compare(before, later, store.catalogue, EN) if one.kind == "late"]
    assert [one.words.rpartition(", ")[2] for one in said] == told
    assert all(one.path.startswith("/indicator/calls?") for one in said)


def test_partners_that_are_missing_are_told_as_the_pages_tell_it_and_none_is_named(house):
    house.released()
    store = official_store(house)
    partners = store.catalogue.partners
    names = {*partners, *(text for one in partners.values() for text in one.title)}
    before = made(store, outline("people", "visits")).snapshot
    for language in Language:
        said = [one for one in compare(before, before, store.catalogue, language)
                if one.kind == "late"]  # fmt: skip
        shown = {one.indicator: one.coverage for one in before.document(language).exhibits}
        whole = {key for key, value in before_missing(before).items() if value}
        assert {one.indicator for one in said} == whole
        assert all(shown[one.indicator] for one in said)
        assert not [one for one in said if any(name in one.words for name in names)]


def before_missing(snapshot) -> dict[str, int]:
    newest: dict = {}
    for one in sorted(snapshot.figures.values, key=lambda one: one.observation.period.end):
        newest[one.key.indicator] = one.missing
    return newest
