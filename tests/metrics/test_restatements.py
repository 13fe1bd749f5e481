"""The newest restatements and the days of publication, as whole lines would tell them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from metrics import OFFICE, Choice, Moment, days_of, restated, restatements
from metrics.store.newest import LineAsked
from metrics.store.withholding import Withheld
from tests.factories import observation, submission
from tests.loaded import loaded_services

MOMENTS = (Moment(), Moment(known_at=date(2023, 1, 1)), Moment(as_of=date(2022, 6, 1)))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    with loaded_services(tmp_path_factory.mktemp("restatements")) as services:
        yield services.store


def by_hand(store, keys, most):
    """The newest of each series among all its lines: what `newest` finds without reading them."""
    newest = {}
    for one in restated(store.lines(keys, partners=False)):
        newest.setdefault(one[0].key, one)
    return tuple(newest.values())[:most]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("most", [1, 3, 200])
def test_the_newest_restatements_are_those_that_all_lines_tell_of(project, moment, most):
    store = project.at(moment)
    keys = tuple(store.catalogue.series)
    assert store.restating.newest(keys, most) == by_hand(store, keys, most) != ()


@pytest.mark.parametrize("moment", MOMENTS)
def test_days_of_publication_are_those_that_all_lines_tell_of(project, moment):
    for store in (project.at(moment), project.at(moment).seen_by(OFFICE)):
        keys = tuple(store.catalogue.series)
        assert store.restating.days(keys) == days_of(store.lines(keys, partners=False)) != {}


def test_no_more_lines_are_read_than_it_takes(store, monkeypatch):
    """What was restated last is found without the lines that were restated before."""
    before = {"CA": "2021-06-30", "US": "2021-06-30"}
    later = {"CA": "2022-06-30", "US": "2022-05-31"}
    for document, days, value in (("first", before, 100), ("second", later, 200)):
        said = [
            observation(place=place, value=Decimal(value), known=day, document=document)
            for place, day in days.items()
        ]
        store.record(submission(whole=False), said)
    read = []
    true = restatements.lines_of
    monkeypatch.setattr(
        restatements, "lines_of", lambda *asked: read.extend(asked[2]) or true(*asked)
    )
    ((line, first, now),) = store.restating.newest(["hotline/calls"], 1)
    assert (line.place, first.observation.value, now.observation.value) == ("CA", 100, 200)
    assert len(read) == 1


def test_what_names_an_organization_is_left_out_of_each_walk_on_either_database(store):
    """The condition has per cent signs, which one of the drivers reads as places for values."""
    store.record(submission(), [observation()])
    owner = frozenset({Withheld("shelter-a")})
    sight = store._fresh_sight._replace(unnamed=owner, known_at=date(2022, 1, 1))
    asking = replace(store.restating, sight=sight)
    assert asking.days(["hotline/calls"]) == {"hotline/calls": {date(2021, 6, 30)}}
    assert asking.newest(["hotline/calls"], 1) == ()
    choosing = replace(store.choosing, sight=sight)
    assert [one.held.observation.value for one in choosing.every(Choice())] == [10]
    (latest,) = store._repository.newest([LineAsked("calls", "hotline/calls", "CA")], sight)
    assert latest.latest.observation.value == 10
