"""A part of a year stands beside that of the year before, also where one between them is hidden."""

import pytest

from dashboard.briefings.composing.material import FORM
from dashboard.briefings.snapshot import frozen
from metrics import MetricsStore, ObservationStatus, Qualifier, Settings, dated_back
from tests.briefings.made import AT, EN, FIRST, lines_of, outline
from tests.factories import catalogue, observation, submission

SHOWN = {"2019-Q3": "10", "2019-Q4": "11", "2020-Q1": "12", "2020-Q2": "13", "2020-Q4": "15"}
HIDDEN = {"value": None, "status": ObservationStatus.SUPPRESSED}


@pytest.fixture
def made(tmp_path):
    """A snapshot of quarters, of which the third of 2020 is hidden unless it is said otherwise."""
    opened = []

    def snapshot(form: int = FORM, **changes):
        address = f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}"
        store = MetricsStore.open(Settings(database_url=address, framework="plan"), catalogue())
        opened.append(store)
        rows = [observation(value, when, row=at)
                for at, (when, value) in enumerate(SHOWN.items(), 2)]  # fmt: skip
        between = observation(**({"period": "2020-Q3", "row": 9} | HIDDEN | changes))
        with dated_back(FIRST):
            store.record(submission(), [*rows, between])
        kept = frozen(store, outline("calls"), AT, form=form)
        return kept, store

    yield snapshot
    for one in opened:
        one.close()


def test_the_newest_quarter_stands_beside_the_same_one_of_the_year_before(made):
    kept, store = made()
    document = kept.document(EN)
    assert document.exhibits[0].finding == "Series of calls, CA: 11 in Q4 2019, 15 in Q4 2020"
    assert [cell.text for cell in document.scorecard.rows[0]][4:6] == ["11", "Q4 2019"]
    lines = {one.key: one.en for one in lines_of(store, store.catalogue, outline("calls"))}
    assert "15 in Q4 2020, after 11 in Q4 2019" in lines["change"]


def test_a_bound_of_the_year_before_is_no_value_to_stand_beside(made):
    kept, _ = made(value="9", period="2019-Q4", row=3, status=ObservationStatus.NORMAL,
                   qualifier=Qualifier.UP_TO, document="second", known="2021-07-30")  # fmt: skip
    assert kept.document(EN).exhibits[0].finding == "Series of calls, CA: 15 in Q4 2020"


def test_a_snapshot_of_an_older_form_is_rebuilt_without_it(made):
    kept, _ = made(FORM - 1)
    document = kept.document(EN)
    assert document.exhibits[0].finding == "Series of calls, CA: 15 in Q4 2020"
    assert [cell.text for cell in document.scorecard.rows[0]][4:6] == ["–", "–"]
