"""A period that its publisher does not state is declared, and told wherever the value stands."""

import re
from datetime import UTC, datetime

import pytest

from dashboard.briefings.snapshot import frozen, text_of
from metrics import MetricsStore, Settings, Text, dated_back
from tests.briefings.made import outline
from tests.factories import catalogue, indicator, observation, series, submission

AT, LATER = datetime(2024, 1, 10, tzinfo=UTC), datetime(2024, 2, 10, tzinfo=UTC)
SAYS_SO = re.compile("assumed|inferred")
OF_THE_PLACE = "the country is not stated, the United States is assumed"


@pytest.fixture
def of_note(tmp_path):
    """The briefing of a value with this note, as a snapshot of a form; by its words alone."""
    made = []

    def open_with(note: str, **declared) -> MetricsStore:
        held = catalogue(indicators=(indicator(),), held=(series(**declared),))
        address = f"sqlite:///{tmp_path / f'{len(made)}.sqlite'}"
        store = MetricsStore.open(Settings(database_url=address, framework="plan"), held)
        made.append(store)
        with dated_back(AT):
            store.record(submission(), [observation("528", note=Text(note, "Note."))])
        return store

    yield open_with
    for one in made:
        one.close()


def is_marked(store: MetricsStore, form: int) -> bool:
    return "period assumed" in text_of(frozen(store, outline("calls"), LATER, form=form))


@pytest.mark.parametrize("note", ["Counted by hand.", "The period is stated, no day is assumed."])
def test_what_a_note_says_decides_nothing_what_the_series_declares_does(of_note, note):
    assert not is_marked(of_note(note), 3)
    assert is_marked(of_note(note, assumed_periods={"first": ["2020"]}), 3)


@pytest.mark.parametrize("other", [{"second": ["2020"]}, {"first": ["2019", "2020-S1"]}])
def test_another_document_or_period_is_not_meant(of_note, other):
    assert not is_marked(of_note("Counted by hand.", assumed_periods=other), 3)


def test_a_snapshot_of_an_older_form_is_rebuilt_by_what_its_note_says(of_note):
    assert is_marked(of_note("The year is assumed."), 2)
    assert not is_marked(of_note("By hand.", assumed_periods={"first": ["2020"]}), 2)


def test_every_assumed_period_of_the_data_is_declared_and_every_declared_one_is_held(whole):
    declared = {
        (f"{source.id}/{one.id}", document, period)
        for source in whole.catalogue.sources.values() for one in source.series.values()
        for document, periods in one.assumed_periods.items() for period in periods
    }  # fmt: skip
    held = [one.observation for one in whole.store.observations()]
    noted = {
        (one.series, one.document, one.period) for one in held
        if one.note and SAYS_SO.search(one.note.en) and OF_THE_PLACE not in one.note.en
    }  # fmt: skip
    assert len(noted) > 50
    assert declared == noted
