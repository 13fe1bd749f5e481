"""An owner that allows less than it did is told by nothing: before a release's minute, and after.

House f has consented to be named. Once it asks for totals only, a total less the names of the
others would be its figure: 41 visits in the one region, 57 in the other.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from metrics import (
    APPROVED,
    NOW,
    OFFICE,
    OFFICIAL,
    PUBLIC,
    Detail,
    MetricsError,
    Moment,
    Purpose,
    ReleaseState,
    ReleaseStep,
    Terms,
    UnknownError,
    dated_back,
    of_partner,
)
from metrics.attack import attack_on
from metrics.consent_judging import together
from metrics.disclosure.tables import CellKey, Shown
from metrics.observations import ObservationStatus
from metrics.release_values import FrozenCell
from metrics.store.consents_bared import bared
from metrics.store.consents_kept import said
from metrics.store.consents_told import Narrowed
from metrics.store.engine import reading
from tests.metrics.briefed import briefings, drafted, issued
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    MONEY,
    PARTNERS,
    PEOPLE,
    VISITS,
    houses,
    office,
    official,
    report,
    stated,
    value,
)
from tests.metrics.test_joining import STEWARD, World

OWNER = "house-f"
OWN, TOTAL = Detail.OWN, Detail.TOTAL
TERMS = Terms(frozenset(Purpose), OWN, None, "The steward", 20, 2)
SCOPES = (PUBLIC, OFFICE, OFFICIAL, APPROVED, of_partner("house-a"))


@pytest.fixture
def it(database_url):
    made = World(database_url, OWNER, activity=True)
    made.consents(OWNER, *Purpose, detail=OWN)
    yield made
    made.store.close()


def gives(it, **changes):
    owner = it.store.seen_by(of_partner(OWNER)).consents
    owner.give(OWNER, FORM, TERMS._replace(**changes), STEWARD)


def approved(it, turn=0, **choice):
    found = it.proposes(turn, **{"by_partner": True, **choice})
    it.store.seen_by(of_partner(OWNER)).releases.steward_approve(found.code, OWNER, STEWARD)
    return official(it.store).approve(found.code, APPROVER)


def out(it, turn=0, **choice):
    found = approved(it, turn, **choice)
    it.clock.move(found.lifts_at + timedelta(minutes=1))
    return found


def published(it, moment=NOW, scope=PUBLIC):
    """Every released value that a reader has, in every revision."""
    store = it.store.seen_by(scope).at(moment)
    return [held for held in store.observations("hotline") if not held.observation.organization]


def numbers(found, series=VISITS):
    """By place and partner, what is shown of a series."""
    told = {}
    for held in found:
        one = held.observation
        if one.series == series and one.value is not None and "sex" not in one.disaggregation.code:
            partner = dict(one.disaggregation.members).get("partner", "")
            told[one.place, partner] = one.value
    return told


def leaking(it, found):
    return attack_on(it.store.catalogue, found).leaks


def moments(it):
    return (
        NOW,
        Moment(known_at=LIFTS.date() + timedelta(days=1)),
        Moment(as_of=LIFTS.date()),
        Moment(held_at=datetime.now(UTC) + timedelta(hours=1)),
    )


# ---- once it is out ------------------------------------------------------------------------------


def test_no_total_tells_whose_name_is_gone(it):
    it.reports(*PARTNERS)
    out(it)
    before = numbers(published(it))
    names = sum(before["R1", one] for one in PARTNERS[:5])
    assert before["R1", ""] - names == before["R1", OWNER] == 41
    gives(it, detail=TOTAL)
    for scope in SCOPES:
        for moment in moments(it):
            for series in (PEOPLE, VISITS):
                told = numbers(published(it, moment, scope), series)
                assert not [at for at in told if at[1] in ("", OWNER)], (scope, moment, series)
    assert numbers(published(it))["R1", "house-a"] == 30
    assert leaking(it, published(it)) == ()


def test_on_every_page_of_figures_it_is_gone_too(it):
    """Lines, the value of record and the release itself say the same as the stream."""
    it.reports(*PARTNERS)
    found = out(it)
    gives(it, detail=TOTAL)
    assert {at[2] for at in it.reads(PEOPLE, VISITS)} & {"", "sex=female"} == set()
    for reader in (PUBLIC, OFFICE):
        cells = it.store.seen_by(reader).releases.preview(found.code).cells
        assert cells
        totals = {one.key.series for one in cells if not one.key.partner}
        assert totals == {MONEY}
        assert OWNER not in {one.key.partner for one in cells}
    with pytest.raises(MetricsError, match=r"was taken back|cannot be released"):
        it.proposes(1, by_partner=True)


def test_consent_to_its_name_brings_them_back(it):
    it.reports(*PARTNERS)
    out(it)
    before = numbers(published(it))
    gives(it, detail=TOTAL)
    gives(it)
    assert numbers(published(it)) == before


def test_a_total_that_leaves_enough_others_beside_it_stays(it):
    """No amount is shown by name, so that five others stand in the total with its own."""
    it.reports(*PARTNERS)
    out(it)
    assert numbers(published(it), MONEY) == {("ON", ""): Decimal(9200)}
    gives(it, detail=TOTAL)
    assert numbers(published(it), MONEY) == {("ON", ""): Decimal(9200)}
    assert leaking(it, published(it)) == ()


def test_a_total_in_which_it_does_not_stand_is_told_on(it):
    """It has nothing in the second region; the whole would tell what it has in the first."""
    it.reports(*PARTNERS[:5])
    report(it.store, OWNER, [value("visits", "41", "R1")])
    out(it, series=(VISITS,))
    gives(it, detail=TOTAL)
    told = numbers(published(it))
    assert told["R2", ""] == 111
    assert {("R1", ""), ("ON", "")} & told.keys() == set()


def test_where_it_was_never_named_nothing_is_withheld(it):
    it.reports(*PARTNERS)
    out(it, by_partner=False)
    before = numbers(published(it))
    gives(it, detail=TOTAL)
    assert numbers(published(it)) == before
    assert before["R1", ""] == 220


def of_one_region(it, **visits):
    """All visits are in the first region but for those of the owner: totals first, then names."""
    for name in PARTNERS:
        one = visits[name[-1]]
        it.reports(name, **{name[-1]: (30, 20, one if isinstance(one, tuple) else (one, 0), 1000)})
    out(it, by_partner=False, series=(VISITS,))
    out(it, 1, series=(VISITS,))


def test_a_total_of_the_whole_is_not_completed_by_the_names_in_its_places(it):
    """No partner is told by its name in the province; those of its regions make that: 144 - 124."""
    of_one_region(it, a=58, b=8, c=0, d=58, e=0, f=(16, 4))
    before = numbers(published(it))
    assert before["ON", ""] == 144
    assert ("R1", "") not in before
    assert sum(before["R1", one] for one in PARTNERS[:5]) == 124
    gives(it, detail=TOTAL)
    for scope in SCOPES:
        for moment in moments(it):
            assert ("ON", "") not in numbers(published(it, moment, scope)), (scope, moment)
    assert leaking(it, published(it)) == ()
    gives(it)
    assert numbers(published(it)) == before


def test_nor_by_the_one_who_is_hidden_beside_it(it):
    """Of d the first region is hidden: the province less the names is f and d, and d reads f."""
    of_one_region(it, a=30, b=44, c=33, d=80, e=22, f=(18, 57))
    before = numbers(published(it))
    assert before["ON", ""] == 284
    assert ("R1", "house-d") not in before
    gives(it, detail=TOTAL)
    assert ("ON", "") not in numbers(published(it))


def test_names_that_are_still_to_come_are_reckoned_with(it):
    """They are of others alone, so that nothing stops them: a total that is out must bear them."""
    it.reports(*PARTNERS[:5])
    report(it.store, OWNER, [one for one in stated(30, 20, (0, 0), 0) if one.indicator == "people"])
    out(it, series=(PEOPLE,))
    coming = it.proposes(400, series=(VISITS,), by_partner=True)
    official(it.store).approve(coming.code, APPROVER)
    gives(it, detail=TOTAL)
    assert office(it.store).find(coming.code).state is ReleaseState.APPROVED
    with reading(it.store.releases.repository.engine) as connection:
        told = said(connection).narrowed[OWNER, FORM].told
    assert {key.series for key in told} == {PEOPLE, VISITS}


def test_what_is_said_while_the_clocks_differ_stops_or_withholds(it):
    """The machine shows a second before the minute, by the store's clock that is past."""
    it.reports(*PARTNERS)
    out(it, series=(VISITS,))
    with dated_back(LIFTS - timedelta(seconds=1)):
        gives(it, detail=TOTAL)
    assert ("R1", "") not in numbers(published(it))


def test_a_briefing_with_such_a_total_is_not_built_again(it):
    it.reports(*PARTNERS)
    out(it)
    draft = drafted(it.store, "One.")
    issued(it.store, draft)
    gives(it, detail=TOTAL)
    with pytest.raises(MetricsError, match="owner of a figure"):
        briefings(it.store).snapshot(draft.code)
    gives(it)
    assert briefings(it.store).snapshot(draft.code)


def test_another_process_withholds_it_at_its_next_question(it, database_url):
    it.reports(*PARTNERS)
    out(it)
    other = World(database_url, OWNER, activity=True)
    other.clock.move(it.clock.at)
    assert ("R1", "") in numbers(published(other))
    gives(it, detail=TOTAL)
    assert ("R1", "") not in numbers(published(other))
    other.store.close()


# ---- what is left of a total ---------------------------------------------------------------------

WHOLE = CellKey("visits", VISITS, "R1", "", "", "2025-Q1")


def frozen(number, partner="", *, shown=True, of=PARTNERS):
    status = ObservationStatus.NORMAL if shown else ObservationStatus.SUPPRESSED
    value = Decimal(number) if shown else None
    whose = frozenset({partner} if partner else of)
    key = WHOLE._replace(partner=partner)
    return FrozenCell(key, Shown(value, status), whose, exact=None if number is None else number)


def test_with_a_total_goes_what_adds_up_with_it_and_shares_a_day():
    rule = {"id": "all", "kind": "adds-up", "table": "people", "parts": ["visits"],
            "right": "people"}  # fmt: skip
    alone = {(OWNER, FORM): frozenset({WHOLE})}
    (found,) = together(alone, houses(rules=[rule]))
    assert found.series == (PEOPLE, VISITS)
    first, last = date(2025, 1, 1).toordinal(), date(2025, 3, 31).toordinal()
    assert found.holds(OWNER, PEOPLE, last, 31)
    assert found.holds(OWNER, VISITS, first - 300, 301)
    assert not found.holds(OWNER, PEOPLE, last + 1, 31)
    assert not found.holds(OWNER, PEOPLE, first - 300, 300)
    assert not found.holds(OWNER, MONEY, first, 90)
    assert not found.holds("house-a", PEOPLE, first, 90)
    (beside,) = together(alone, houses())
    assert beside.series == (VISITS,)


def is_safe(total, own, *, hidden=(), named=(), others=2, earlier=()):
    """Whether house f may be in a total with some, of whom some are shown by name."""
    cells = [
        frozen(own, OWNER, shown=own is not None),
        *(frozen(number, one, shown=False) for one, number in hidden),
        *(frozen(number, one) for one, number in named),
    ]
    told = {one.key: ((2, one),) for one in cells}
    told[WHOLE] = (*((1, one) for one in earlier), (2, total))
    return not bared({(OWNER, FORM): Narrowed(others, told)}, houses())


def test_enough_others_stand_beside_it_and_it_has_not_most_of_what_is_left():
    named = [("house-a", "500")]
    few = [("house-b", "20"), ("house-c", "25")]
    four = frozen("585", of=("house-a", "house-b", "house-c", OWNER))
    assert is_safe(four, "40", hidden=few, named=named)
    assert not is_safe(four, "40", hidden=few, named=named, others=3)
    assert is_safe(frozen("545", of=("house-a", "house-b", "house-c", OWNER)), "0", hidden=few,
                   named=named)  # fmt: skip
    more = frozen("591", of=("house-a", "house-b", "house-c", OWNER))
    assert not is_safe(more, "46", hidden=few, named=named)  # of 91


def test_a_zero_is_nobody_beside_it_and_of_those_not_known_one_is_taken_for_sure():
    whose = ("house-a", "house-b", "house-c", OWNER)
    named = [("house-a", "500")]
    zero = [("house-b", "0"), ("house-c", "60")]
    assert not is_safe(frozen("600", of=whose), "40", hidden=zero, named=named)
    one = [("house-b", "30")]
    assert is_safe(frozen("600", of=whose), "40", hidden=one, named=named)  # and house c the rest
    assert not is_safe(frozen("570", of=whose), "40", hidden=one, named=named)
    assert not is_safe(frozen("600", of=whose), "40", named=named)


def test_who_was_ever_named_and_what_is_not_known_any_more_is_no_cover():
    few = [("house-b", "30"), ("house-c", "30")]
    whose = ("house-a", "house-b", "house-c", OWNER)
    named = [("house-a", "500")]
    assert is_safe(frozen("600", of=whose), "40", hidden=few, named=named)
    gone = frozen("600", of=whose)._replace(exact=None)
    assert not is_safe(gone, None, hidden=few, named=named)
    erased = [*few[:1], ("house-c", None)]
    assert not is_safe(frozen("570", of=whose), "40", hidden=erased, named=named)
    without = frozen("560", of=whose[:3])
    assert not is_safe(frozen("600", of=whose), "40", hidden=few, named=named, earlier=[without])
    assert is_safe(frozen("600", of=whose), "40", hidden=few)  # nobody else is named


# ---- before its minute ---------------------------------------------------------------------------

NARROWED = (
    {"detail": TOTAL},
    {"purposes": frozenset({Purpose.INTERNAL})},
    {"floor": 100},
    {"others": 4},
    {"until": LIFTS.date() - timedelta(days=1)},
)


@pytest.mark.parametrize("changes", NARROWED)
def test_who_allows_less_before_the_minute_stops_the_release(it, changes):
    it.reports(*PARTNERS)
    found = approved(it)
    gives(it, **changes)
    it.clock.move(LIFTS + timedelta(minutes=1))
    assert published(it) == []
    for reader in (office(it.store), official(it.store), owner_of(it)):
        told = reader.find(found.code)
        assert (told.state, told.stopped_by) == (ReleaseState.CANCELLED, OWNER)
        assert reader.preview(found.code).cells == ()
    with pytest.raises(UnknownError):
        it.store.releases.find(found.code)
    with pytest.raises(MetricsError, match="cancelled"):
        official(it.store).approve(found.code, APPROVER)


def owner_of(it):
    return it.store.seen_by(of_partner(OWNER)).releases


@pytest.mark.parametrize("changes", [
    {}, {"until": LIFTS.date()}, {"purposes": frozenset({Purpose.INTERNAL, Purpose.PUBLIC})},
])  # fmt: skip
def test_who_says_the_same_again_stops_nothing(it, changes):
    it.reports(*PARTNERS)
    approved(it)
    gives(it, **changes)
    it.clock.move(LIFTS + timedelta(minutes=1))
    assert ("R1", OWNER) in numbers(published(it))


def test_an_earlier_total_is_not_completed_by_names_that_would_come_out(it):
    """The total was public, and whoever has kept it would take the names from it."""
    it.reports(*PARTNERS)
    out(it, by_partner=False)
    found = approved(it, 1)
    gives(it, detail=TOTAL)
    it.clock.move(found.lifts_at + timedelta(minutes=1))
    told = numbers(published(it))
    assert told == {("ON", ""): Decimal(388), ("R1", ""): Decimal(220), ("R2", ""): Decimal(168)}


def test_nor_where_the_owner_withdraws(it):
    it.reports(*PARTNERS)
    out(it, by_partner=False)
    found = approved(it, 1)
    it.withdraws(OWNER)
    it.clock.move(found.lifts_at + timedelta(minutes=1))
    assert numbers(published(it)) == {}
    assert office(it.store).find(found.code).stopped_by == OWNER


def test_what_is_proposed_anew_is_made_by_the_terms_that_hold_now(it):
    it.reports(*PARTNERS)
    approved(it)
    gives(it, detail=TOTAL)
    out(it)
    told = numbers(published(it))
    assert ("R1", OWNER) not in told
    named = sum(number for (place, whose), number in told.items() if place == "R1" and whose)
    assert ("R1", "") not in told or told["R1", ""] - named > 41 * 2 - 1
    assert leaking(it, published(it)) == ()


def test_why_it_was_stopped_is_told_in_its_steps_and_in_the_log(it):
    it.reports(*PARTNERS)
    found = approved(it)
    gives(it, others=4)
    last = office(it.store).find(found.code).events[-1]
    assert (last.step, last.organization, last.actor) == (ReleaseStep.STOPPED, OWNER, STEWARD)
    entry, given = it.store.audit_entries(limit=2)
    assert (entry.action, given.action) == ("release-cancelled", "consent-given")
    assert entry.object == f"release:{found.code}"
    assert entry.detail["organization"] == OWNER
    assert it.store.verify_audit().breaks == ()


def test_the_calendar_tells_those_who_know_of_it_that_it_was_stopped(it):
    it.reports(*PARTNERS)
    found = approved(it)
    office(it.store).announce(found.code, "clerk")
    assert [one.is_stopped for one in it.store.releases.announced()] == [False]
    gives(it, detail=TOTAL)
    assert it.store.releases.announced() == ()
    for reader in (office(it.store), official(it.store), owner_of(it)):
        assert [one.is_stopped for one in reader.announced()] == [True]
    assert it.store.seen_by(of_partner("house-a")).releases.announced() == ()


def test_another_release_comes_out_as_it_was_approved(it):
    """One in which the owner has no figure rests on nothing that it says."""
    it.reports(*PARTNERS[:5])
    it.releases(by_partner=True)
    assert ("R1", "") in numbers(published(it))
    gives(it, detail=TOTAL)
    assert ("R1", "") in numbers(published(it))


def test_a_consent_that_ends_before_the_minute_is_not_approved_upon(it):
    it.reports(*PARTNERS)
    gives(it, until=LIFTS.date() - timedelta(days=1))
    found = it.proposes(0, by_partner=True)
    owner_of(it).steward_approve(found.code, OWNER, STEWARD)
    with pytest.raises(MetricsError, match="ends on 2025-08-19, before"):
        official(it.store).approve(found.code, APPROVER)
    gives(it, until=LIFTS.date())
    assert official(it.store).approve(found.code, APPROVER).state is ReleaseState.APPROVED
