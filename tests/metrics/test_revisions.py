"""Whatever is sent in whatever order, every way of asking gives the same, right answer."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from metrics import PUBLIC, Known, Submission
from metrics.store.engine import open_engine
from metrics.store.newest import LineAsked
from metrics.store.recording import record
from metrics.store.repository import Repository
from metrics.store.seeks import Sight
from tests.factories import FILE, observation
from tests.sweeps import FULL, examples

FIRST_DAY = date(2021, 1, 1)
DAYS = [FIRST_DAY + timedelta(days=n) for n in range(6)]
PERIODS = ("2019", "2020")
SOURCES = count()
FOREVER = 2**62
NOW = Sight(PUBLIC, date(2025, 1, 1))
EXAMPLES = examples("revisions in any order", 30, 1500)

# what one whole submission states: for each period and document, a value and when it was known
stated = st.dictionaries(
    st.tuples(st.sampled_from(PERIODS), st.sampled_from(("first", "second", "third"))),
    st.tuples(st.sampled_from(DAYS), st.integers(0, 3)),
    max_size=5,
)


def observations(source, said):
    return [
        observation(
            str(value),
            period,
            document=document,
            series=f"{source}/calls",
            known=day.isoformat(),
            row=row,
        )
        for row, ((period, document), (day, value)) in enumerate(said.items(), 2)
    ]


def send(repository, source, said):
    submission = Submission(source, (FILE,), replaces_all=True)
    return record(repository.engine, submission, observations(source, said))


@pytest.fixture
def repository(database_url):
    made = Repository(open_engine(database_url))
    yield made
    made.engine.dispose()


def newest(repository, line, sight):
    (found,) = repository.newest([line], sight)
    if found is None:
        return None
    before = found.previous and found.previous.observation
    return found.latest.observation, found.latest.revision, before


def last_of_line(repository, line, sight):
    lines = repository.lines([(line.indicator, line.series)], sight)
    if not lines:
        return None
    *before, latest = lines[0].values
    return latest.observation, latest.revision, before[-1].observation if before else None


@settings(
    max_examples=EXAMPLES,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(submissions=st.lists(stated, min_size=1, max_size=4))
@example([{("2019", "first"): (DAYS[day], 0)} for day in (1, 2, 0)])  # moved later, then earlier
def test_every_way_of_asking_agrees_after_any_submissions(repository, submissions):
    source = f"source-{next(SOURCES)}"
    for said in submissions:
        send(repository, source, said)
        assert send(repository, source, said)[1:] == (0, 0, len(said), 0)
    line = LineAsked("calls", f"{source}/calls", "CA")
    for day in (None, FIRST_DAY - timedelta(days=1), *DAYS):
        by_seek = newest(repository, line, NOW._replace(known_at=day))
        assert by_seek == newest(repository, line, NOW._replace(known_at=day, held_at=FOREVER))
        assert by_seek == last_of_line(repository, line, NOW._replace(known_at=day))


@settings(
    max_examples=EXAMPLES,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(submissions=st.lists(stated, min_size=1, max_size=4))
def test_the_last_submission_decides_what_is_shown(repository, submissions):
    source = f"source-{next(SOURCES)}"
    for said in submissions:
        send(repository, source, said)
    shown = {}
    line = (f"{source}/calls",)
    for held in repository.lines([("calls", *line)], NOW):
        for one in held.values:
            shown[one.observation.period.code] = one.observation
    expected = {}
    for (period, document), (day, value) in submissions[-1].items():
        expected.setdefault(period, []).append((day, document, Decimal(value)))
    assert shown.keys() == expected.keys()
    for period, one in shown.items():
        newest_day = max(day for day, _, _ in expected[period])
        assert one.known == Known(newest_day)
        assert (newest_day, one.document, one.value) in expected[period]


def test_two_documents_of_one_day_are_two_revisions(repository):
    said = {("2020", "first"): (DAYS[0], 1), ("2020", "second"): (DAYS[0], 2)}
    assert send(repository, "same-day", said).added == 2
    assert send(repository, "same-day", said).unchanged == 2
    held = list(repository.observations(NOW, source="same-day"))
    assert [(one.observation.value, one.revision) for one in held] == [(1, 1), (2, 2)]


def test_three_documents_at_once_are_three_revisions(repository):
    names = ("first", "second", "third")
    said = {("2020", name): (DAYS[n], n) for n, name in enumerate(names)}
    assert send(repository, "three", said).added == 3
    held = list(repository.observations(NOW, source="three"))
    assert [one.revision for one in held] == [1, 2, 3]
