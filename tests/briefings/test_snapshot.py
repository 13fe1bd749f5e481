"""A snapshot is the same text whenever it is made again, and nothing of it is lost in the text."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefings.document import Document
from dashboard.briefings.plain_json import dumps, loads
from dashboard.briefings.snapshot import (
    content_hash,
    figures_of,
    frozen,
    outline_in,
    read,
    same_figures,
    text_of,
)
from metrics import Language
from tests.briefings import sample
from tests.briefings.made import BETWEEN, lines_of, outline, restate, restating
from tests.metrics.released import LIFTS


@pytest.fixture
def store(tmp_path):
    with restating(tmp_path) as found:
        yield found


def test_rebuilding_after_a_restatement_gives_the_same_hash(store):
    made = outline("calls", "texts")
    before = text_of(frozen(store, made, BETWEEN))
    restate(store)
    after = text_of(frozen(store, made, BETWEEN))
    assert content_hash(before) == content_hash(after)
    assert after == before


def test_what_is_frozen_later_differs(store):
    made = outline("calls")
    before = content_hash(text_of(frozen(store, made, BETWEEN)))
    restate(store)
    now = frozen(store, made, datetime(2024, 7, 1, tzinfo=UTC))
    assert content_hash(text_of(now)) != before
    assert now.documents[0].exhibits[0].figure.number == Decimal(608)


def test_a_past_moment_asks_of_the_instant_and_not_of_now_whether_more_is_held(store):
    made = outline("calls", "texts", known_at="2020-01-01")
    before = text_of(frozen(store, made, BETWEEN))
    restate(store)
    assert text_of(frozen(store, made, BETWEEN)) == before


def test_an_embargo_is_judged_at_the_frozen_instant(house):
    house.scheduled()
    house.move(house.at + timedelta(hours=1))
    held_at, store, made = house.at, house.services.store, outline("people")
    before = text_of(frozen(store, made, held_at))
    house.move(LIFTS)
    assert text_of(frozen(store, made, held_at)) == before
    assert "embargoed until" in read(before).documents[0].head.embargo
    assert frozen(store, made, LIFTS).documents[0].head.embargo == ""


def test_the_figures_in_the_store_are_still_those_that_were_frozen(store):
    snapshot = frozen(store, outline("calls"), BETWEEN)
    restate(store)
    assert same_figures(snapshot, store) == ()


def test_a_figure_that_is_not_the_frozen_one_is_told(store):
    snapshot = frozen(store, outline("calls"), BETWEEN)
    first, *others = snapshot.figures.values
    wrong = snapshot.figures._replace(values=(first._replace(value=Decimal(529)), *others))
    (told,) = same_figures(snapshot._replace(figures=wrong), store)
    assert (told.frozen.value, told.held.value) == (Decimal(529), Decimal(528))


def test_figures_hold_every_value_that_is_shown_and_how_it_is_judged(store):
    found = figures_of(store, outline("calls", "texts"), BETWEEN)
    assert [(one.key.period, one.value) for one in found.values] == [
        ("2019", Decimal(528)), ("2020", Decimal(570)),
    ]  # fmt: skip
    assert [one.indicator for one in found.judged] == ["calls", "texts"]


def test_what_is_read_from_a_snapshots_text_is_the_snapshot(whole):
    names = (
        "criminal-code-trafficking-incidents",
        "tip-tier",
        "people-convicted",
        "people-trained",
    )
    made = outline(*names, framework="ontario-2025")
    made = made.model_copy(update={"lines": lines_of(whole.store, whole.catalogue, made)})
    snapshot = frozen(whole.store, made, datetime.now(UTC))
    assert read(text_of(snapshot)) == snapshot
    assert text_of(read(text_of(snapshot))) == text_of(snapshot)
    assert outline_in(snapshot) == made


def test_the_text_is_canonical(store):
    text = text_of(frozen(store, outline("calls"), BETWEEN))
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("make", [sample.document, sample.hostile])
def test_every_kind_of_document_survives_its_text(make, language):
    made = make(language)
    assert loads(Document, dumps(made)) == made


WORDS = st.text(st.characters(codec="utf-8"))


@given(
    st.decimals(allow_nan=False, allow_infinity=False), WORDS,
    st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
)  # fmt: skip
def test_numbers_and_words_survive_to_the_last_digit(number, words, at, is_hollow):
    first = sample.document(Language.EN).exhibits[0]
    point = first.chart.points[0]._replace(number=number, said=words, at=at, hollow=is_hollow)
    chart = first.chart._replace(points=(point,), aim=None)
    found = loads(type(chart), dumps(chart))
    assert found == chart
    assert str(found.points[0].number) == str(number)
    assert repr(found.points[0].at) == repr(at)


@given(st.datetimes(timezones=st.just(UTC)), st.dates(), st.tuples(WORDS, WORDS))
def test_instants_days_and_pairs_survive(instant, day, pair):
    assert loads(tuple[datetime, date, str, str], dumps((instant, day, *pair))) == (
        instant, day, *pair,
    )  # fmt: skip
