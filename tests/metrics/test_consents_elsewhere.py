"""What another process has said of consent holds from the first figure of a release on."""

from contextlib import closing
from datetime import timedelta

import pytest

from metrics import PUBLIC, Detail, Purpose, Terms, of_partner
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    PARTNERS,
    Clock,
    office,
    official,
    opened,
)
from tests.metrics.test_joining import STEWARD, World, catalogue

OWNER = PARTNERS[-1]


@pytest.fixture
def two(database_url):
    """Two stores of one database, as two programs have them; a release is out."""
    here = World(database_url, OWNER, activity=True)
    here.consents(OWNER, *Purpose, detail=Detail.OWN)
    here.reports(*PARTNERS)
    found = here.proposes(0, by_partner=True)
    here.store.seen_by(of_partner(OWNER)).releases.steward_approve(found.code, OWNER, STEWARD)
    official(here.store).approve(found.code, APPROVER)
    here.clock.move(LIFTS + timedelta(minutes=1))
    with (
        closing(here.store),
        closing(opened(database_url, catalogue(OWNER, activity=True))) as other,
    ):
        Clock(other, here.clock.at)
        yield here.store, other, found.code


def gives(store, *purposes, detail=Detail.OWN):
    terms = Terms(frozenset(purposes), detail, None, "The steward", 20, 2)
    store.seen_by(of_partner(OWNER)).consents.give(OWNER, FORM, terms, STEWARD)


def shown(store, code):
    read = store.seen_by(PUBLIC).releases
    found = read.preview(code).cells, read.find(code).loss.cells
    return [(one.key, one.shown.value) for one in found[0]], found[1]


@pytest.mark.parametrize("narrowed", [
    {"purposes": (Purpose.INTERNAL,)}, {"purposes": (*Purpose,), "detail": Detail.TOTAL},
])  # fmt: skip
def test_the_first_reading_after_is_as_the_second(two, narrowed):
    here, other, code = two
    before = shown(here, code)
    gives(other, *narrowed["purposes"], detail=narrowed.get("detail", Detail.OWN))
    first = shown(here, code)
    assert first == shown(here, code)
    assert first != before
    assert not any(key.partner == OWNER for key, _ in first[0])
    gives(other, *Purpose)
    assert shown(here, code) == before


def test_what_was_reckoned_with_figures_no_longer_shown_is_told_to_nobody(two):
    """How many were small for their own sake would tell that one of its figures is."""
    here, other, code = two
    assert office(here).find(code).loss.value > 0
    gives(other, Purpose.INTERNAL)
    for read in (office(here), official(here), here.seen_by(PUBLIC).releases):
        loss = read.find(code).loss
        assert (loss.value, loss.value_hidden, loss.plain_value_hidden) == (0, 0, 0)
        assert (loss.plain_hidden, loss.optimum) == (loss.hidden, None)
    gives(other, *Purpose)
    assert office(here).find(code).loss.value > 0


def test_a_program_that_has_just_begun_leaves_out_no_figure(two):
    here, other, code = two
    ahead = [len(office(one).preview(code).cells) for one in (other, here)]
    assert ahead[0] == ahead[1]
