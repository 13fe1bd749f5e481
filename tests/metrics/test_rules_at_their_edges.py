"""Each rule of disclosure at the edge where a slip would go unseen."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from metrics import OFFICIAL, Period, Qualifier, Text, of_partner
from metrics.disclosure.primary import magnitude_need, primary
from metrics.disclosure.rounding import rounded
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import DisclosureClass, Family, Shown
from metrics.hardening import hardened
from metrics.observations import ObservationStatus
from metrics.release_making import observations_of
from metrics.release_notes import Coverage
from metrics.release_readers import as_known_to, waited_for
from metrics.release_rows import rows_of
from metrics.release_values import FrozenCell, Held
from metrics.scopes import OFFICE, PUBLIC
from metrics.store.erasing import _overlaps
from metrics.store.releases_erasing import _is_of
from tests.metrics.disclosed import SECRET, cell, key, line
from tests.metrics.released import Q1, Clock, filled, houses, office, opened, proposal

PLACE = key("halton")
MONEY, ACTIVITY = DisclosureClass.MONEY, DisclosureClass.ACTIVITY
SUPPRESSED = Shown(None, ObservationStatus.SUPPRESSED)


def needs(*cells, **changes):
    return primary(Family({one.key: one for one in cells}, ()), RULES._replace(**changes))


def money(*contributions, **changes):
    told = tuple(map(Decimal, contributions))
    return cell(sum(contributions), PLACE, kind=MONEY, contributions=told, **changes)


def test_fewer_people_than_before_are_few_people_too():
    assert PLACE in needs(cell(-3, PLACE))


def test_as_many_contributors_as_the_rules_ask_for():
    assert needs(money(34, 33, 33)) == {}
    assert PLACE in needs(money(34, 33, 33), contributors=4)


def test_amounts_that_were_paid_back_count_by_their_size():
    assert needs(money(-50, 25, 25, 25)) == {}


def test_two_who_have_most_together_widen_the_range_beyond_the_first():
    need = magnitude_need(money(40, 40, 20), RULES)
    assert need.above == Decimal(80) * 100 / RULES.two - 100 > 0
    assert need.width >= 2 * need.above


def test_an_amount_whose_partners_are_unknown_is_one_partners():
    need = magnitude_need(cell(100, PLACE, kind=MONEY), RULES)
    assert need.above == Decimal(100) * 100 / RULES.first - 100


def test_what_is_never_shown_needs_its_stewards_floor():
    at = key("halton", partner="north")
    (need,) = needs(cell(3, at, published=False, floor=20)).values()
    assert need.width == 20


def test_a_share_beside_a_governed_partner_needs_others_too():
    alone = (Decimal(10),)
    one = cell(50, PLACE, kind=ACTIVITY, share=True, others=2, contributions=alone)
    assert PLACE in needs(one)
    assert needs(one._replace(others=0)) == {}


def of_two(**governed) -> Iterable[object]:
    told = {"kind": ACTIVITY}
    parts = [
        cell(60, key("halton", partner="north"), contributions=(Decimal(60),), **told, **governed),
        cell(50, key("halton", partner="south"), contributions=(Decimal(50),), **told),
    ]
    whole = cell(110, PLACE, contributions=(Decimal(60), Decimal(50)), **told)
    return primary(line(whole, *parts, over="partner"), RULES)


def test_a_governed_partner_that_is_not_named_asks_for_others_in_the_total():
    assert PLACE in of_two(others=2, published=False)
    assert PLACE in of_two(others=2)
    assert PLACE not in of_two()


def test_what_stands_on_a_public_list_needs_no_others_beside_itself():
    found = of_two(others=2, published=False, granted_publicly=True)
    assert key("halton", partner="north") not in found


def test_the_same_number_is_rounded_by_its_period_too():
    draws = [
        [rounded(SECRET, cell(one, key("halton", period=period)), Decimal(one))
         for one in range(11, 91)]
        for period in ("2025-Q1", "2025-Q2")
    ]  # fmt: skip
    assert draws[0] != draws[1]


# ---- what is put before the public --------------------------------------------------------------


def frozen(shown, **changes) -> FrozenCell:
    at = key("ON")._replace(indicator="people", series="hotline/people")
    return FrozenCell(at, shown, frozenset({"house-a"}), Coverage(5, 6))._replace(**changes)


def test_beside_a_hidden_figure_stands_no_word_of_how_it_is_made():
    at = datetime(2025, 8, 20, tzinfo=UTC)
    (hidden,) = observations_of((frozen(SUPPRESSED, qualifier=Qualifier.AT_LEAST),), "R", at)
    assert (hidden.note, hidden.qualifier) == (None, Qualifier.EXACT)
    (told,) = observations_of((frozen(Shown(Decimal(60), ObservationStatus.NORMAL)),), "R", at)
    assert "5 of 6 partners" in told.note.en


def test_a_note_of_its_owner_is_not_beside_a_hidden_figure():
    at, own = datetime(2025, 8, 20, tzinfo=UTC), Text("Three of them moved.", "Trois.")
    (row,) = rows_of((frozen(SUPPRESSED, note=own),), "R", at)
    assert row.note is None


def test_what_is_hidden_at_last_is_no_more_at_least_so_much_and_takes_its_share_along():
    """As the attack accuses a count once, the share that is made of it is hidden with it."""
    number = Shown(Decimal(60), ObservationStatus.NORMAL)
    one = frozen(number, qualifier=Qualifier.AT_LEAST, exact="60")
    share = one._replace(key=one.key._replace(series="hotline/share"), exact="50 60/120")
    said = SimpleNamespace(over="place", parts=(one.key,), whole=one.key)
    leaks = iter([[SimpleNamespace(how=[said])], []])
    family = Family({
        one.key: cell(60, one.key),
        share.key: cell(50, share.key, share=True, numerator=Decimal(60), denominator=Decimal(120)),
    }, ())  # fmt: skip
    found = hardened((one, share), lambda _: SimpleNamespace(leaks=next(leaks)), family)
    assert [(each.shown, each.qualifier) for each in found] == [(SUPPRESSED, Qualifier.EXACT)] * 2


# ---- what is whose to know ----------------------------------------------------------------------


@pytest.fixture
def told(database_url):
    store = opened(database_url, houses())
    Clock(store)
    filled(store)
    found = office(store).propose(proposal(), "proposer-c3")
    yield found._replace(withdrawn=3, left=7, held=Held(2, 1))
    store.close()


def test_outside_nobody_learns_of_a_proposal_who_has_withdrawn_or_what_is_kept_back(told):
    told = told._replace(loss=told.loss._replace(value_hidden=Decimal(9)))
    for scope in (PUBLIC, of_partner("house-a")):
        one = as_known_to(scope, told)
        assert (one.withdrawn, one.left, one.held, one.actor) == (0, 1, Held(), "")
        assert not any(event.actor or event.reason for event in one.events)
        assert one.loss.value_hidden == 0
    assert as_known_to(OFFICE, told) == told


def test_officials_read_who_has_done_what_and_no_sum_of_hidden_figures(told):
    told = told._replace(loss=told.loss._replace(value_hidden=Decimal(9)))
    one = as_known_to(OFFICIAL, told)
    assert (one.withdrawn, one.actor, one.held) == (3, "proposer-c3", Held(2, 1))
    assert one.loss.value_hidden == 0


def test_officials_alone_wait_for_an_owner():
    assert waited_for(OFFICIAL, ["house-f"]) == {"house-f"}
    for scope in (OFFICE, PUBLIC, of_partner("house-f"), of_partner("house-a")):
        assert waited_for(scope, ["house-f"]) == frozenset()


# ---- what is erased -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "is_met"),
    [("2025-Q1", True), ("2025", True), ("2025-02", True), ("2025-Q2", False), ("2024", False),
     ("no period", True)],
)  # fmt: skip
def test_a_purge_of_a_quarter_takes_what_holds_it_and_what_lies_in_it(code, is_met):
    assert _is_of(code, Q1) is is_met
    assert _is_of(code, None)
    if code != "no period":
        own = Period.parse(code)
        row = SimpleNamespace(period_start=own.start.toordinal(), period_length=own.days)
        assert _overlaps(row, Q1) is is_met
