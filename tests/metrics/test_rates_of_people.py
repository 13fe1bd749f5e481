"""A share, a rate or a mean of a return form is of people unless its declaration denies it.

What one costs tells how many were paid for, to whoever reads the amount beside it.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from metrics import PUBLIC, Disaggregation, Observation, ObservationStatus, Record, Unit
from metrics.attack import attack_on
from metrics.meanings import contradictions
from tests.factories import catalogue as made_catalogue
from tests.factories import indicator, series, words
from tests.metrics.released import (
    FORM,
    MONEY,
    PARTNERS,
    PEOPLE,
    REPORTED,
    VISITS,
    Clock,
    _form,
    houses,
    opened,
    released,
    report,
    stated,
    value,
)
from tests.metrics.test_attack import FIRST, SECOND, told

COST = "hotline/cost"
NO_PEOPLE = {
    "parts_without_people": True, "numerator": words("Dollars paid."),
    "denominator": words("Calls answered."),
}  # fmt: skip
UNITS = {
    "rate": Unit(id="made", one=words("$ per person"), many=words("$ per person"), kind="rate"),
    "ratio": Unit(id="made", one=words("%"), many=words("%"), kind="percent"),
}


def with_cost(kind: str, measure: str = "rate", **more):
    """The houses; the form asks for a figure made of two others, which it does not ask for."""
    asked = {"frequency": "Q", "roll_up_time": "none", "roll_up_place": "none"}
    cost = indicator("cost", disclosure_class=kind, measure=measure, unit="made", **asked,
                     record=Record(series=COST, place="ON"), **more)  # fmt: skip
    every = houses()
    tables = [one.model_dump() for one in every.returns[FORM].tables]
    tables[2]["measures"] = [{"series": "paid", "granted_publicly": True}, {"series": "cost"}]
    made = made_catalogue(indicators=(cost,), held=(series("cost"),)).sources["hotline"].series
    source = every.sources["hotline"]
    return replace(
        every, indicators={**every.indicators, "cost": cost},
        units={**every.units, "made": UNITS[measure]}, returns={FORM: _form(tables=tables)},
        sources={"hotline": source.model_copy(update={"series": {**source.series, **made}})},
    )  # fmt: skip


def number(partner: str, measure: str) -> str:
    women, men, _, paid = REPORTED[partner]
    made = Decimal(paid) if measure == "rate" else Decimal(women) * 100
    return str((made / (women + men)).quantize(Decimal("0.01")))


def public(tmp_path, kind: str, measure: str = "rate", **more):
    """What the public reads by partner, all of it being released together."""
    store = opened(f"sqlite:///{tmp_path}/store.sqlite", with_cost(kind, measure, **more))
    clock = Clock(store)
    for partner in PARTNERS:
        report(
            store, partner, [*stated(*REPORTED[partner]), value("cost", number(partner, measure))]
        )
    released(store, clock, by_partner=True, series=(PEOPLE, VISITS, MONEY, COST))
    held = [one.observation for one in store.seen_by(PUBLIC).observations("hotline")]
    store.close()
    return {
        (one.series, dict(one.disaggregation.members).get("partner", "")): one.value
        for one in held if not one.organization and "sex" not in one.disaggregation.code
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "measure"), [("money", "rate"), ("activity", "rate"), ("activity", "ratio")]
)
def test_what_one_costs_is_not_shown_beside_what_was_paid(tmp_path, kind, measure):
    """Of house c there are 3, who are hidden, and 1,500 was paid: 500.00 each."""
    found = public(tmp_path, kind, measure)
    assert found[PEOPLE, "house-c"] is None
    assert found[MONEY, "house-c"] == 1500
    assert {found[COST, one] for one in PARTNERS} == {None}


def test_one_partners_own_is_hidden_also_where_neither_part_counts_people(tmp_path):
    """Paid and dollars a call of all others would leave the calls of who is in totals only."""
    found = public(tmp_path, "money", **NO_PEOPLE)
    assert found[PEOPLE, "house-c"] is None
    assert found[MONEY, "house-f"] is not None
    assert {found[COST, one] for one in PARTNERS} == {None}


@pytest.mark.parametrize("kind", ["people", "money"])
def test_parts_that_are_stated_are_judged_like_those_of_people(tmp_path, kind):
    """A cost with both parts, by which 3 people would be told, is hidden whatever its class is."""
    every = houses()
    own = {"measure": "rate", "unit": "made", "disclosure_class": kind}
    paid = every.indicators["paid"].model_copy(update=own)
    held = replace(every, indicators={**every.indicators, "paid": paid},
                   units={**every.units, "made": UNITS["rate"]})  # fmt: skip
    store = opened(f"sqlite:///{tmp_path}/store.sqlite", held)
    clock = Clock(store)
    for partner, (women, men, visits, paid) in REPORTED.items():
        parts = {"numerator": paid, "denominator": women + men}
        rest = [one for one in stated(women, men, visits, 0) if one.indicator != "paid"]
        report(store, partner, [*rest, value("paid", number(partner, "rate"), **parts)])
    released(store, clock, by_partner=True)
    shown = {
        dict(one.observation.disaggregation.members).get("partner", ""): one.observation
        for one in store.seen_by(PUBLIC).observations("hotline")
        if one.observation.series == MONEY and not one.observation.organization
    }  # fmt: skip
    store.close()
    assert shown["house-c"].value is None
    assert "Rounded" in shown["house-f"].note.en


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parts_without_people": True}, "without numerator and denominator"),
        ({**NO_PEOPLE, "disclosure_class": "people"}, "with disclosure_class = 'people'"),
    ],
)
def test_that_no_part_counts_people_is_said_of_parts_that_can_be_read(changes, said):
    one = indicator(
        "cost",
        **{
            "measure": "rate",
            "unit": "made",
            "disclosure_class": "money",
            "roll_up_time": "none",
            "roll_up_place": "none",
            **changes,
        },
    )
    assert any(said in fault for fault in contradictions(one, UNITS["rate"]))


def test_it_is_said_of_nothing_that_has_no_parts():
    one = indicator("paid", measure="money", unit="dollars", disclosure_class="money",
                    parts_without_people=True)  # fmt: skip
    dollars = houses().units["dollars"]
    assert any("parts_without_people" in fault for fault in contradictions(one, dollars))
    with pytest.raises(ValueError, match="parts_without_people"):
        indicator("cost", parts_without_people="no")


# ---- the attack ---------------------------------------------------------------------------------


def cost(rate: str | None, known=FIRST, **more) -> Observation:
    one = told("paid", 1, partner="house-c", known=known)
    status = ObservationStatus.NORMAL if rate else ObservationStatus.SUPPRESSED
    return one._replace(**{"indicator": "cost", "series": COST, "note": None, "status": status,
                           "value": None if rate is None else Decimal(rate), **more})  # fmt: skip


def accused(*values: Observation, **more):
    held = with_cost("money", **{**NO_PEOPLE, **more})
    return [(one.cell.series, one.cell.partner, one.low, one.high)
            for one in attack_on(held, values).leaks]  # fmt: skip


def paid(number, known=FIRST):
    return told("paid", number, partner="house-c", known=known)


def people(number=None, known=FIRST):
    return told("people", number, partner="house-c", known=known)


@pytest.mark.parametrize(("first", "then"), [(FIRST, FIRST), (FIRST, SECOND)])
def test_a_rate_beside_an_amount_tells_the_count_that_it_is_of(first, then):
    assert accused(people(known=first), paid(1500, first), cost("500.00", then)) == [
        (PEOPLE, "house-c", 3, 3)
    ]


def test_a_rate_beside_a_count_tells_the_amount_that_it_is_of():
    visits = told("visits", 30, partner="house-c", place="ON")._replace(note=None)
    (found,) = accused(visits, paid(None), cost("50.00"))
    assert found[:2] == (MONEY, "house-c")


def test_who_states_whole_dollars_once_has_rounded_to_cents_as_ever():
    """500 of a series that is stated in cents is 500.00: 50,000 were paid to 100 and no others."""
    other = cost("12.34", disaggregation=Disaggregation.parse("partner=house-a"))
    (found,) = accused(people(), paid(50000), cost("500"), other)
    assert found == (PEOPLE, "house-c", 100, 100)


def test_it_tells_nothing_of_a_count_of_which_it_cannot_be():
    of_few = told("people", 40), people(), *(told("people", 10, partner=f"house-{one}")
                                             for one in "ab")  # fmt: skip
    assert accused(*of_few, paid(1500), cost("500.00"))
    assert not accused(*of_few, paid(1500), cost("499.00"))  # of no whole number of people
    assert not accused(*of_few, paid(1500), cost("5.00"))  # of 300
    assert not accused(people(), paid(1500), cost(None))
    assert not accused(people(), told("paid", 1500, partner="house-a"), cost("500.00"))
    assert not accused(people(), paid(1500))
