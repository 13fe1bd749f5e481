"""What is unlike a partner's own past: a warning that asks a reason, never a refusal."""

from decimal import Decimal

import pytest

from ingest.findings import Severity
from ingest.returns import Outcome, check
from ingest.returns.plausibility import usual
from metrics import Disaggregation, Known, Location, Observation, Period, Qualifier
from tests.ingest import return_forms as made

UNITS = made.catalogue().units
BEFORE = ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3")
CONTACTS = (f"partner-returns/{made.CONTACTS}", "ON", Disaggregation())


def past(values, key=CONTACTS, qualifier=Qualifier.EXACT):
    series, place, breakdown = key
    return tuple(
        (period, Observation(
            "", series, place, period, None if value is None else Decimal(value),
            Known(period.end), "returns", Location("", "", 0, 0), breakdown, qualifier=qualifier,
        ))
        for period, value in zip(map(Period.parse, BEFORE[-len(values) :]), values, strict=True)
    )  # fmt: skip


def warned(value, values, **changes):
    book = made.workbook()
    book["Services"]["C7"] = value
    context = made.context()._replace(history={CONTACTS: past(values, **changes)})
    result = check(made.saved(book), "return.xlsx", context)
    return [one for one in result.findings if one.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("value", "values", "rule"),
    [
        (310, [300, 320, 305, 311], None),
        (31, [300, 320, 305, 311], "unusual"),
        (3100, [300, 320, 305, 311, 290], "unusual"),
        (3, [4, 3, 5, 4], None),
        (6, [4, 3, 5, 4], None),  # as far as chance alone takes it
        (21, [20, 20, 20, 20], None),  # no spread before is no law for after
        (60, [20, 20, 20, 20], "unusual"),
        (18, [41], "halved"),
        (70, [41], "risen"),
        (60, [41], None),  # less than half as much again
        (2, [5], None),  # a fall by half of a few is chance
        (310, [300, 320], None),
        (3, [0, 0, 0, 0], None),
    ],
)
def test_a_figure_is_held_against_the_partners_own_past(value, values, rule):
    assert [one.rule for one in warned(value, values)] == ([rule] if rule else [])


def test_the_warning_names_the_range_and_the_last_four_values():
    (one,) = warned(31, [299, 300, 320, 305, 311])
    assert (one.sheet, one.cell, one.words) == ("Services", "C7", "31")
    assert "; Q2 2025-26 (July to September 2025): 311." in one.message.en
    assert "; T2 2025-2026 (juillet à septembre 2025)\u00a0: 311." in one.message.fr
    assert one.message.en.count(" (") == 4
    assert "253 to 357" in one.message.en
    assert "Q2 2024-25" not in one.message.en
    assert one.right


def test_values_that_are_not_exact_and_later_ones_make_no_past():
    assert warned(31, [300, 320, 305, 311], qualifier=Qualifier.APPROXIMATE) == []
    assert warned(31, [None, None, None, None]) == []
    book = made.workbook()
    later = tuple((Period.parse("2026-Q1"), one) for _, one in past([9, 9, 9, 9]))
    context = made.context()._replace(history={CONTACTS: later})
    assert check(made.saved(book), "r.xlsx", context).outcome is Outcome.ACCEPT


def test_the_usual_range_ends_where_the_unit_ends():
    low, high = usual(UNITS["percent"], [Decimal(one) for one in (97, 98, 96, 99)])
    assert high == 100
    low, _ = usual(UNITS["people"], [Decimal(one) for one in (1, 0, 2, 1)])
    assert low == 0


def test_a_return_that_repeats_the_last_one_throughout_is_a_warning():
    sound = check(made.saved(made.workbook()), "r.xlsx", made.context())
    when = Period.parse("2025-Q3")
    history = {
        (one.series, one.place, one.disaggregation): ((when, one._replace(period=when)),)
        for one in sound.observations
    }
    context = made.context()._replace(history=history)
    result = check(made.saved(made.workbook()), "r.xlsx", context)
    assert (result.outcome, [one.rule for one in result.findings]) == (
        Outcome.WITH_WARNINGS, ["copied"],
    )  # fmt: skip
    book = made.workbook()
    book["Services"]["C7"] = 311
    assert check(made.saved(book), "r.xlsx", context).outcome is Outcome.ACCEPT
