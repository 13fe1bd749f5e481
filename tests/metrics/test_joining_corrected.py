"""Who corrects its number from or to next to nothing is not told by the next release either."""

import pytest

from metrics import OFFICE
from metrics.disclosure.tables import CellKey
from metrics.store.engine import reading
from metrics.store.releases_kept import frozen_cells
from metrics.store.releases_recording import of_code
from tests.metrics.released import MONEY, PARTNERS, VISITS
from tests.metrics.test_joining import World

D = "house-d"
PAID, CALLS = (MONEY, "ON", ""), (VISITS, "ON", "")


@pytest.fixture
def it(database_url):
    found = World(database_url, activity=True)
    yield found
    found.store.close()


def said(visits=(157, 149), paid=731_337):
    return (173, 191, visits, paid)


def released_twice(it, series, first, second, **choice):
    """What the public reads before and after one house has corrected; the others stay."""
    others = [one for one in PARTNERS if one != D]
    even = {one[-1]: (200 + n, 203, (300 + n, 310), 1_000_000 + 7 * n)
            for n, one in enumerate(others)}  # fmt: skip
    it.reports(*others, **even)
    it.reports(D, d=first)
    it.releases(series=(series,), **choice)
    before = it.reads(series)
    it.reports(D, d=second)
    it.releases(1, series=(series,), **choice)
    return before, it.reads(series)


@pytest.mark.parametrize("pair", [(731_337, 0), (731_337, 1), (731_337, 73_133), (70_000, 731_337)])
def test_an_amount_that_falls_to_next_to_nothing_or_rises_from_it_is_not_told(it, pair):
    before, after = released_twice(it, MONEY, *(said(paid=one) for one in pair))
    assert after[PAID] == before[PAID]


@pytest.mark.parametrize("paid", [731_337 // 2, 80_000, 900_000])
def test_any_other_correction_is_told(it, paid):
    before, after = released_twice(it, MONEY, said(), said(paid=paid))
    assert after[PAID][0] - before[PAID][0] == paid - 731_337


@pytest.mark.parametrize("pair", [((157, 149), (0, 0)), ((0, 0), (157, 149))])
def test_nor_is_a_number_of_events_in_any_place(it, pair):
    before, after = released_twice(it, VISITS, *(said(visits=one) for one in pair))
    assert after == before
    assert after[CALLS][0] is not None


def test_a_part_that_falls_to_nothing_keeps_the_whole_with_it(it):
    before, after = released_twice(it, VISITS, said(), said(visits=(0, 306)))
    assert after == before


def test_what_is_shown_by_name_anyhow_is_told(it):
    first, second = said(), said(visits=(0, 0))
    before, after = released_twice(it, VISITS, first, second, by_partner=True)
    assert before[CALLS][0] - after[CALLS][0] == 306


def test_two_that_rise_from_nothing_together_are_told(it):
    others = [one for one in PARTNERS if one not in ("house-d", "house-e", "house-f")]
    nothing, some = said(visits=(0, 0)), said()
    it.reports(*others, **{one[-1]: said(visits=(300, 310)) for one in others})
    it.reports("house-d", "house-e", "house-f", d=nothing, e=nothing, f=nothing)
    it.releases(series=(VISITS,))
    it.reports("house-d", "house-e", "house-f", d=some, e=some, f=some)
    it.releases(1, series=(VISITS,))
    assert it.reads(VISITS)[CALLS][0] == 3 * 610 + 3 * 306


def test_what_each_has_added_is_kept_for_nobody_to_see(it):
    it.reports(*PARTNERS)
    code = it.releases(series=(MONEY,)).code
    with reading(it.store._repository.engine) as connection:
        kept = frozen_cells(connection, of_code(connection, code))
    whole = {one.key: one for one in kept}[CellKey("paid", MONEY, "ON", "", "", "2025-Q1")]
    assert sum(number for _, number in whole.each) == whole.number == 9200
    told = it.store.seen_by(OFFICE).releases.preview(code).cells
    assert told
    assert not any(one.each for one in told)
