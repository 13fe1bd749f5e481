"""All values that stand, chosen from by pages: whole, in order, none twice, as their reader may."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import event

from metrics import (
    OFFICE,
    Choice,
    Disaggregation,
    FileRead,
    Moment,
    ObservationStatus,
    Submission,
)
from metrics.store.choosing import rows_of_lines
from metrics.store.seeks import Cell
from tests.factories import FILE, observation

YEARS = range(2015, 2026)
PLACES = ("CA", "US")
BREAKDOWNS = ({}, {"sex": "female"}, {"sex": "male"})


@pytest.fixture
def filled(store):
    """A line for each place and breakdown; one year restated, one withdrawn, one hidden."""

    rows = [
        observation(str(100 + number), str(year), row=number + 2)._replace(
            place=place, disaggregation=Disaggregation.of(members)
        )
        for number, (place, members, year) in enumerate(product(PLACES, BREAKDOWNS, YEARS))
    ]
    store.record(Submission("hotline", (FILE,), "", replaces_all=True), rows)
    again = rows[3]._replace(value=rows[3].value + 1, document="second")
    hidden = rows[5]._replace(value=None, status=ObservationStatus.SUPPRESSED, document="second")
    file = FileRead("again.csv", "b2" * 32)
    told = [one._replace(location=one.location._replace(file=file.name)) for one in (again, hidden)]
    store.record(Submission("hotline", (file,)), told)
    return store


def keys(found):
    return [
        (one.held.observation.place, one.held.observation.disaggregation.code,
         one.held.observation.period.code)
        for one in found
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_the_pages_together_are_everything_in_order_and_none_twice(filled, size):
    choosing = filled.choosing
    whole = keys(choosing.every(Choice()))
    paged = [
        key for first in range(0, len(whole), size)
        for key in keys(choosing.page(Choice(), first, size))
    ]  # fmt: skip
    assert paged == whole
    assert len(whole) == len(set(whole)) == choosing.count(Choice())
    assert whole == sorted(whole)
    standing = {
        (one.observation.place, one.observation.disaggregation.code, one.observation.period.code)
        for one in filled.standing()
    }
    assert set(whole) == standing


def test_only_what_is_asked_for_is_counted_and_places_of_it_once(filled):
    asked: list[str] = []
    engine = filled._repository.engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert filled.choosing.count(Choice(indicator="of-which-nothing-is-held")) == 0
    assert not any("GROUP BY" in one for one in asked)
    whole = filled.choosing.count(Choice(indicator="calls"))
    assert whole == sum(filled.choosing.count(Choice("calls", place=one)) for one in PLACES)
    assert sum("GROUP BY" in one for one in asked) == 1


@pytest.mark.parametrize(
    "choice",
    [
        Choice(indicator="calls"), Choice(indicator="calls", place="US"),
        Choice(dimension="sex"), Choice(dimension="total"), Choice(source="hotline"),
        Choice(first=date(2017, 1, 1), last=date(2018, 12, 31)),
        Choice(first=date(2018, 6, 1), place="CA", dimension="sex"),
        Choice(status=ObservationStatus.SUPPRESSED), Choice(status=ObservationStatus.NORMAL),
    ],
)  # fmt: skip
def test_what_is_counted_is_what_is_given(filled, choice):
    found = list(filled.choosing.every(choice))
    assert len(found) == filled.choosing.count(choice) > 0


def test_each_part_of_a_choice_narrows(filled):
    every = list(filled.choosing.every(Choice(place="CA", dimension="sex", first=date(2024, 1, 1))))
    assert {one.held.observation.place for one in every} == {"CA"}
    assert all(one.held.observation.disaggregation.members for one in every)
    assert {one.held.observation.period.start.year for one in every} == {2024, 2025}


def test_a_hidden_value_is_told_and_has_no_number(filled):
    (one,) = filled.choosing.every(Choice(status=ObservationStatus.SUPPRESSED))
    assert one.held.observation.value is None


@pytest.mark.parametrize("status", [*ObservationStatus, None])
def test_of_a_past_moment_as_much_is_counted_as_given(filled, status):
    """Also where a number that was public then has been hidden since."""
    past = filled.at(Moment(known_at=filled.today())).choosing
    early = filled.at(Moment(known_at=date(2025, 6, 30))).choosing
    for choosing in (past, early):
        found = list(choosing.every(Choice(status=status)))
        assert len(found) == choosing.count(Choice(status=status))
    hidden = list(past.every(Choice(status=ObservationStatus.SUPPRESSED)))
    assert [one.held.observation.value for one in hidden] == [None]
    assert [(one.held.is_hidden, one.held.observation.location.cell) for one in hidden] == [
        (True, "")
    ], "the file in which the number stands is withheld, and so is its cell"


def test_what_a_reader_does_not_see_is_neither_counted_nor_given(filled):
    sent = observation("73193", "2023", row=9)._replace(organization="partner-a")
    filled.record(Submission("hotline", (FILE,), "partner-a"), [sent])
    seen = filled.seen_by(OFFICE).choosing.count(Choice())
    assert filled.choosing.count(Choice()) == seen - 1
    assert all(not one.held.observation.organization for one in filled.choosing.every(Choice()))


def test_a_page_seeks_its_own_lines_in_the_key(filled):
    """Whatever the store holds, the lines of a page are sought and nothing else is read."""
    repository = filled._repository
    if repository.engine.dialect.name != "sqlite":
        pytest.skip("the plan is worded so by SQLite alone")
    filled.data_version()
    statement = rows_of_lines([Cell(1, 1, 0, 1, 0, 1)], repository.seen(filled._sight))
    with repository.snapshot() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
    told = " ".join(row[-1] for row in plan)
    assert "SEARCH observation USING PRIMARY KEY (indicator_id=? AND series_id=?" in told
    assert "SCAN observation" not in told
