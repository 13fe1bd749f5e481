"""Who joins a total, leaves it or takes its figures back is not told by the next release."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from metrics import PUBLIC, Detail, Governance, Language, MetricsError, Purpose, Terms, of_partner
from metrics.attack import attack_on
from metrics.observations import HeldObservation
from metrics.release_notes import Coverage, note_of
from tests.factories import words
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    MONEY,
    PARTNERS,
    PEOPLE,
    PROPOSER,
    REPORTED,
    VISITS,
    Clock,
    houses,
    office,
    official,
    opened,
    proposal,
    report,
    stated,
    value,
)

DAYS = timedelta(days=5)
STEWARD = "steward-a"


def catalogue(*governing, activity=False):
    """The houses; some govern their data, and visits may be of no people."""
    made = houses()
    own = {"governance": Governance(principles=words("own"))}
    partners = {
        name: one.model_copy(update=own) if name in governing else one
        for name, one in made.partners.items()
    }
    kind = "activity" if activity else "people"
    visits = made.indicators["visits"].model_copy(update={"disclosure_class": kind})
    return replace(made, partners=partners, indicators={**made.indicators, "visits": visits})


class World:
    def __init__(self, address, *governing, activity=False):
        self.store = opened(address, catalogue(*governing, activity=activity))
        self.clock = Clock(self.store)

    def reports(self, *names, **numbers):
        for name in names:
            report(self.store, name, stated(*numbers.get(name[-1], REPORTED[name])))

    def consents(self, name, *purposes, detail=Detail.TOTAL):
        terms = Terms(frozenset(purposes), detail, None, "The steward", 20, 2)
        self.store.seen_by(of_partner(name)).consents.give(name, FORM, terms, STEWARD)

    def withdraws(self, name):
        self.store.seen_by(of_partner(name)).consents.withdraw(name, FORM, STEWARD, "Decided.")

    def proposes(self, turn, **choice):
        return office(self.store).propose(proposal(lifts_at=LIFTS + turn * DAYS, **choice),
                                          PROPOSER)  # fmt: skip

    def releases(self, turn=0, stewards=(), **choice):
        found = self.proposes(turn, **choice)
        for one in stewards:
            self.store.seen_by(of_partner(one)).releases.steward_approve(found.code, one, STEWARD)
        approved = official(self.store).approve(found.code, APPROVER)
        self.clock.move(found.lifts_at + timedelta(minutes=1))
        return approved

    def reads(self, *series):
        """What the public reads: number, status and words, by series, place and breakdown."""
        public = self.store.seen_by(PUBLIC)
        return {
            (name, line.place, line.disaggregation): (
                one.value, one.status, one.qualifier, one.note
            )
            for name in series for line in public.lines([name]) if not line.organization
            for one in [line.values[-1].observation]
        }  # fmt: skip


@pytest.fixture
def world(database_url):
    made = []

    def opening(*governing, **more):
        made.append(World(database_url, *governing, **more))
        return made[-1]

    yield opening
    for one in made:
        one.store.close()


@pytest.mark.parametrize("activity", [False, True])
def test_a_late_partner_leaves_the_totals_as_they_were(world, activity):
    it = world(activity=activity)
    it.reports(*PARTNERS[:5])
    it.releases()
    before = it.reads(PEOPLE, VISITS, MONEY)
    assert len(before) == 7
    it.reports("house-f")
    found = it.releases(1)
    assert it.reads(PEOPLE, VISITS, MONEY) == before
    assert found.held.kept == 7
    assert found.held.shut == 0


def test_a_partner_that_consents_later_leaves_the_totals_as_they_were(world):
    it = world("house-e")
    it.consents("house-e", Purpose.INTERNAL)
    it.reports(*PARTNERS)
    it.releases()
    before = it.reads(PEOPLE, VISITS, MONEY)
    it.consents("house-e", Purpose.INTERNAL, Purpose.PUBLIC)
    it.releases(1, ["house-e"])
    assert it.reads(PEOPLE, VISITS, MONEY) == before


def test_three_that_join_together_are_told_and_so_is_the_third_of_them(world):
    it = world()
    it.reports(*PARTNERS[:3])
    it.releases(series=(VISITS,))
    first = it.reads(VISITS)
    it.reports("house-d")
    it.releases(1, series=(VISITS,))
    assert it.reads(VISITS) == first  # one alone
    it.reports("house-e")
    it.releases(2, series=(VISITS,))
    assert it.reads(VISITS) == first  # of people two are each other's
    it.reports("house-f")
    it.releases(3, series=(VISITS,))
    number, _, _, note = it.reads(VISITS)[VISITS, "ON", ""]
    assert abs(number - 388) < 5
    assert "6 of 6" in note.en


def test_who_leaves_takes_no_number_along(world):
    it = world(activity=True)
    it.reports(*PARTNERS)
    it.releases(series=(VISITS,))
    before = it.reads(VISITS)
    report(it.store, "house-f", [value("visits", None, one, status="L") for one in ("R1", "R2")])
    it.releases(1, series=(VISITS,))
    assert it.reads(VISITS) == before
    found = it.releases(2, series=(VISITS,), by_partner=True)  # nor by the names of the others
    assert it.reads(VISITS) == before
    assert found.held.shut == 1


def test_a_part_that_one_has_joined_keeps_the_whole_with_it(world):
    """d, e and f join the province together; in R2 only d does, and 57 would be the difference."""
    it = world(activity=True)
    few = {"e": (17, 14, (22, 0), 1800), "f": (26, 33, (41, 0), 1700)}
    it.reports(*PARTNERS[:3])
    it.releases(series=(VISITS,))
    before = it.reads(VISITS)
    report(it.store, "house-d", [value("visits", "80", "R1"), value("visits", "61", "R2")])
    for name in "ef":
        report(it.store, f"house-{name}", [value("visits", str(few[name][2][0]), "R1")])
    it.releases(1, series=(VISITS,))
    assert it.reads(VISITS) == before


def test_by_name_a_late_partner_may_be_told(world):
    it = world(activity=True)
    it.reports(*PARTNERS[:5])
    it.releases(series=(VISITS,))
    it.reports("house-f")
    it.releases(1, series=(VISITS,), by_partner=True)
    assert it.reads(VISITS)[VISITS, "ON", ""][0] == 388
    assert it.reads(VISITS)[VISITS, "R1", "partner=house-f"][0] == 41


def test_by_name_of_the_others_does_not_tell_who_is_in_totals_alone(world):
    it = world("house-e", activity=True)
    it.consents("house-e", Purpose.INTERNAL)
    it.reports(*PARTNERS)
    it.releases(series=(VISITS,), by_partner=True)
    it.consents("house-e", Purpose.INTERNAL, Purpose.PUBLIC)
    it.releases(1, ["house-e"], series=(VISITS,), by_partner=True)
    found = it.reads(VISITS)
    assert found[VISITS, "ON", ""][0] == 388 - 41
    assert "5 of 6" in found[VISITS, "ON", ""][3].en


@pytest.mark.parametrize("how", ["withdraw", "narrow"])
@pytest.mark.parametrize("series", [PEOPLE, VISITS, MONEY])
def test_after_a_withdrawal_nothing_new_is_released_of_the_period(world, how, series):
    it = world("house-e", activity=True)
    it.consents("house-e", Purpose.INTERNAL, Purpose.PUBLIC)
    it.reports(*PARTNERS)
    it.releases(0, ["house-e"])
    if how == "withdraw":
        it.withdraws("house-e")
    else:
        it.consents("house-e", Purpose.INTERNAL)
    for choice in ({"by_partner": True}, {}):
        with pytest.raises(MetricsError, match="was taken back") as caught:
            it.proposes(1, series=(series,), **choice)
        assert "a été repris" in caught.value.in_(Language.FR)


def test_after_a_withdrawal_what_was_released_before_goes_on(world):
    """House e has nothing in R2: that region's total is none of its figures."""
    it = world("house-e", activity=True)
    it.consents("house-e", Purpose.INTERNAL, Purpose.PUBLIC)
    it.reports(*PARTNERS[:4], "house-f")
    report(it.store, "house-e", [value("visits", "22", "R1")])
    it.releases(0, ["house-e"], series=(VISITS,))
    it.withdraws("house-e")
    it.reports("house-a", a=(3, 40, (30, 27), 1000))
    found = it.releases(1, series=(VISITS,), by_partner=True)
    assert found.held.shut == 1
    cells = official(it.store).preview(found.code).cells
    assert [(one.key.place, one.key.partner, one.shown.value) for one in cells] == [("R2", "", 151)]


@pytest.mark.parametrize("activity", [False, True])
def test_one_partner_alone_in_the_province_is_that_partners_figure(world, activity):
    it = world(activity=activity)
    it.reports("house-d")
    with pytest.raises(MetricsError, match="Nothing of these"):
        it.proposes(0, series=(VISITS,))
    it.reports("house-d", d=(60, 35, (8, 1), 1200))
    it.releases(series=(VISITS,), by_partner=True)
    assert it.reads(VISITS)[VISITS, "ON", ""][0] == (9 if activity else None)  # under 10


def test_neither_of_two_partners_reads_the_other_from_a_total_of_people(world):
    it = world()
    it.reports("house-a", "house-d")
    it.releases(series=(PEOPLE,))
    assert {one[0] for one in it.reads(PEOPLE).values()} == {None}
    it.releases(1, series=(VISITS,), by_partner=True)  # both by name: nothing is learned
    assert it.reads(VISITS)[VISITS, "ON", ""][0] is not None


# ---- the attacker sees it too -------------------------------------------------------------------


def published(number, of, day, series=MONEY, rounded=0):
    """A total as the public reads it: a number, and of how many of six partners it is."""
    one = value(series.partition("/")[2], str(number))
    note = note_of(Coverage(of, 6), rounded, revised=False)
    known = one.known._replace(on=one.known.on + timedelta(days=day))
    return HeldObservation(one._replace(note=note, known=known), 1, "", day + 1, "")


def joined(*totals):
    return [(one.low, one.high) for one in attack_on(houses(), totals).leaks
            if one.cell.part == "joined"]  # fmt: skip


def test_the_attacker_takes_one_total_from_the_other():
    assert joined(published(7400, 5, 0), published(9200, 6, 1)) == [(1800, 1800)]
    assert joined(published(9200, 6, 0), published(7400, 5, 1)) == [(1800, 1800)]
    assert joined(published(4000, 3, 0), published(9200, 6, 1)) == []
    assert joined(published(7400, 5, 0), published(7400, 6, 1)) == []


def test_the_attacker_reads_a_total_of_one_as_that_partners():
    assert joined(published(1800, 1, 0)) == [(1800, 1800)]
    assert joined(published(1800, 2, 0)) == []


def test_rounded_people_are_told_where_the_roundings_leave_too_little():
    few = joined(published(255, 5, 0, PEOPLE, 5), published(260, 6, 1, PEOPLE, 5))
    assert few == [(Decimal(5), Decimal(13))]
    assert joined(published(255, 5, 0, PEOPLE, 5), published(300, 6, 1, PEOPLE, 5)) == []
