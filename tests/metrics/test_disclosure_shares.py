"""Shares beside the counts they are made of: in one release, and in one after another."""

from datetime import timedelta
from decimal import Decimal
from sqlite3 import connect

import pytest

from metrics import PUBLIC, ObservationStatus
from metrics.disclosure.knowledge import Frozen
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.shares import Elsewhere, number_of
from metrics.disclosure.tables import Cell, Family, Shown
from metrics.release_settling import elsewhere_of
from metrics.release_values import FrozenCell
from tests.metrics.disclosed import SECRET, cell, key, line
from tests.metrics.released import (
    LIFTS,
    MONEY,
    PEOPLE,
    Clock,
    houses_with_a_share,
    office,
    opened,
    released,
    report,
    stated,
    value,
)

EXACT = RULES._replace(base=1)
NORMAL = ObservationStatus.NORMAL
COUNTS = [key(f"p{n}") for n in (3, 12, 400)]
BESIDE = key("p12")


def counts() -> Family:
    """3 of a place are few, and 12 of another are hidden for them."""
    parts = [cell(int(one.place[1:]), one) for one in COUNTS]
    return line(cell(415), *parts)


def share(above, below, at=BESIDE) -> Cell:
    at = at._replace(indicator="share", series="returns/share")
    made_of = {"numerator": Decimal(above), "denominator": Decimal(below)}
    return cell(Decimal(above) * 100 / below, at, **made_of)


def with_share(family: Family, one: Cell) -> Family:
    return Family({**family.cells, one.key: one}, family.sums)


def test_a_share_goes_with_a_hidden_count_of_any_breakdown():
    for one, hidden in (
        (share(11, 12), True),
        (share(11, 12, BESIDE._replace(disaggregation="sex=f")), True),
        (share(12, 50), True),
        (share(11, 13), False),
        (share(11, 12, key("p400")), False),
        (share(11, 12, BESIDE._replace(period="2025-Q2")), False),
        (share(11, 12, BESIDE._replace(partner="a")), False),
    ):
        got = protect_family(with_share(counts(), one), EXACT, SECRET).cells
        assert got[BESIDE].is_hidden
        assert got[one.key].is_hidden is hidden


def test_a_share_goes_with_a_count_that_another_release_has_hidden():
    one = share(11, 12)
    alone = Family({one.key: one}, ())
    assert not protect_family(alone, EXACT, SECRET).cells[one.key].is_hidden
    before = Elsewhere(hidden=frozenset({number_of(BESIDE, Decimal(12))}))
    got = protect_family(alone, EXACT, SECRET, elsewhere=before)
    assert got.cells[one.key].is_hidden


def test_a_count_that_a_share_has_told_is_hidden_for_no_other():
    """Hidden, 12 would leave the reader with it all the same: the total is hidden for the 3."""
    before = Elsewhere(told=frozenset({number_of(BESIDE, Decimal(12))}))
    family = line(cell(15), cell(3, COUNTS[0]), cell(12, BESIDE))
    plain = protect_family(family, EXACT, SECRET).cells
    assert [plain[one].is_hidden for one in (key(), BESIDE)] == [False, True]
    got = protect_family(family, EXACT, SECRET, elsewhere=before)
    assert [got.cells[one].is_hidden for one in (key(), BESIDE)] == [True, False]
    assert not got.unproven


def test_what_stands_as_shown_is_not_given_up_for_what_a_share_has_told():
    """The total was shown, too: then nothing is left to hide, and that is said."""
    before = Elsewhere(told=frozenset({number_of(BESIDE, Decimal(12))}))
    family = line(cell(15), cell(3, COUNTS[0]), cell(12, BESIDE))
    shown = protect_family(line(cell(15)), EXACT, SECRET).cells[key()]
    frozen = {key(): Frozen(shown, Decimal(15))}
    assert protect_family(family, EXACT, SECRET, frozen, {}, before).unproven == {COUNTS[0]}


# ---- through releases ---------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    """All 15 of house-a are women: which of them is hidden does not depend on the rounding."""
    made = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", houses_with_a_share())
    clock = Clock(made)
    for name, women, men in (("house-a", 15, 0), ("house-b", 30, 25), ("house-d", 45, 40)):
        said = [one for one in stated(women, men, (20, 20), 1) if one.indicator != "paid"]
        own = value("paid", "66.7", numerator=10, denominator=15)
        report(made, name, [*said, own])
    yield made, clock
    made.close()


def read(made, series: str, breakdown: str):
    lines = made.seen_by(PUBLIC).lines([series])
    (line,) = (one for one in lines if one.disaggregation == breakdown)
    return line.values[-1].observation.value


def test_a_share_of_the_women_is_hidden_with_them_in_one_release(store):
    made, clock = store
    released(made, clock, by_partner=True, series=(PEOPLE, MONEY))
    assert read(made, PEOPLE, "partner=house-a;sex=female") is None
    assert read(made, PEOPLE, "partner=house-a") == 15
    assert read(made, MONEY, "partner=house-a") is None
    assert read(made, MONEY, "partner=house-b") == 67


def test_a_share_of_the_women_is_hidden_in_a_later_release_too(store):
    made, clock = store
    released(made, clock, by_partner=True, series=(PEOPLE,))
    later = {"lifts_at": LIFTS + timedelta(days=5)}
    released(made, clock, by_partner=True, series=(MONEY,), **later)
    assert read(made, MONEY, "partner=house-a") is None
    assert read(made, MONEY, "partner=house-b") == 67


def test_of_a_released_share_its_two_numbers_are_kept_for_nobody_to_see(store, tmp_path):
    made, clock = store
    code = released(made, clock, by_partner=True, series=(MONEY,))
    assert {one.exact for one in office(made).preview(code).cells} == {None}
    with connect(tmp_path / "store.sqlite") as held:
        asked = "SELECT exact FROM release_cell WHERE partner = 'house-a'"
        assert [*held.execute(asked)] == [("66.7 10/15",)]


def test_what_releases_of_a_form_have_hidden_and_told():
    at = key(partner="a")
    seen, gone = Shown(Decimal(67), NORMAL), Shown(None, ObservationStatus.SUPPRESSED)
    whose = frozenset({"a"})
    told = {
        BESIDE: (FrozenCell(BESIDE, gone, whose, exact="12"),
                 FrozenCell(BESIDE, gone, whose, exact="13")),
        COUNTS[2]: (FrozenCell(COUNTS[2], Shown(Decimal(400), NORMAL), whose, exact="400"),),
        at: (FrozenCell(at, seen, whose, exact="66.7 10/15"),),
        key(partner="b"): (FrozenCell(key(partner="b"), gone, whose, exact="66.7 20/30"),),
        key(partner="c"): (FrozenCell(key(partner="c"), seen, whose),),  # erased since
    }  # fmt: skip
    found = elsewhere_of(told)
    assert found.hidden == {number_of(BESIDE, Decimal(n)) for n in (12, 13)}
    assert found.told == {number_of(at, Decimal(n)) for n in (10, 15)}
