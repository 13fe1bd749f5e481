"""What holds of progress words for all numbers."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.judging import MET, OFF, ON_TRACK, WATCH, WHO, held, judged, word
from tests.sweeps import examples

TRIED = settings(deadline=None, max_examples=examples("progress", 60, 2000))
NUMBERS = st.decimals(0, 10_000, places=2)
YEARS = st.integers(2021, 2029)
RANK = {OFF: 0, WATCH: 1, ON_TRACK: 2, MET: 3}
# distance-covered, on any way that a target may take
WAYS = st.sampled_from(
    [
        {},
        {"trajectory": "step"},
        {"trajectory": "milestones", "milestones": "half"},
        {"tolerance": "3"},
        {"due": "cumulative", "from": "2021-01-01"},
        {"due": "each_period", "from": "2021-01-01"},
    ]
)


AS_OF = st.sampled_from(["2024-01-01", "2031-01-01"])


def made(way, base, goal, up):
    assume(not 0 < goal <= Decimal(way.get("tolerance", "0")))  # refused: nothing would miss it
    target = {**WHO, "kind": "at_least" if up else "at_most", "value": str(goal)}
    target |= {"by": "2029-12-31", **way}
    if target.get("milestones"):
        target["milestones"] = [{"period": "2025", "value": str(round((base + goal) / 2, 4))}]
    if target.get("due") is None:
        target["baseline"] = {"period": "2020"}
    return target


@TRIED
@given(NUMBERS, NUMBERS, YEARS)
def test_a_value_exactly_on_a_straight_way_is_on_track(base, goal, year):
    if base == goal:
        return
    target = made({}, base, goal, goal > base)
    changes = {"direction": "up" if goal > base else "down", "measure": "rate"}
    probe = judged(target, [held(str(base), "2020"), held(str(base), str(year))], **changes)
    on_it = [held(str(base), "2020"), held(str(probe.expected), str(year))]
    expected = MET if year == 2029 else ON_TRACK
    assert word(target, on_it, **changes) is expected


@TRIED
@given(
    WAYS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.sampled_from(["2024-01-01", "2031-01-01"])
)
def test_a_better_value_never_gets_a_worse_word(way, base, goal, one, other, year, as_of):
    up = goal > base
    target = made(way, base, goal, up)
    worse, better = sorted((one, other), reverse=not up)
    changes = {"direction": "up" if up else "down", "measure": "rate"}

    def rank(value):
        year_ = "2021" if way.get("due") == "cumulative" else str(year)
        found = judged(target, [held(str(base), "2020"), held(str(value), year_)], as_of, **changes)
        return RANK.get(found.progress, 0)

    assert rank(better) >= rank(worse)


@TRIED
@given(WAYS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.sampled_from(["0.25", "2", "3", "1000"]))
def test_the_same_in_another_unit_gets_the_same_word(way, base, goal, value, year, factor):
    changes = {"direction": "up" if goal > base else "down", "measure": "rate"}

    def at(scale):
        held_way = {**way}
        if "tolerance" in way:
            held_way["tolerance"] = str(Decimal(way["tolerance"]) * scale)
        target = made(held_way, base * scale, goal * scale, goal > base)
        values = [held(str(base * scale), "2020"), held(str(value * scale), str(year))]
        return word(target, values, "2024-06-30", **changes)

    assert at(Decimal(factor)) == at(Decimal(1))
