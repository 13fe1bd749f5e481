"""Families: which figures are protected together, and how they add up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from metrics import (
    HeldObservation,
    Language,
    ObservationStatus,
    Partner,
    Period,
    Qualifier,
)
from metrics.disclosure.tables import CellKey, DisclosureClass, Sum
from metrics.families import Choice, Material, Owner, build
from metrics.partner_totals import Asked
from tests.factories import words
from tests.metrics.released import (
    FORM,
    MONEY,
    PARTNERS,
    PEOPLE,
    Q1,
    Q2,
    REPORTED,
    VISITS,
    houses,
    stated,
    value,
)

FEMALE, MALE = "sex=female", "sex=male"


def held(partner, observations):
    return [
        HeldObservation(one._replace(organization=partner), 1, "2025-04-10T00:00:00Z", 1, "")
        for one in observations
    ]


def every(period=Q1, **changed):
    return [
        one
        for partner, numbers in REPORTED.items()
        for one in held(partner, changed.get(partner[-1]) or stated(*numbers, period))
    ]


def built(values, catalogue=None, owners=None, told=(), erased=(), **choice):
    catalogue = catalogue or houses()
    form = catalogue.returns[FORM]
    chosen = Choice((PEOPLE, VISITS, MONEY), (Q1, Q2))._replace(**choice)
    asked = Asked({period: {one: frozenset(table.id for table in form.tables)
                            for one in PARTNERS} for period in chosen.periods})  # fmt: skip
    return build(
        Material(form, catalogue, tuple(values), asked, owners or {}, frozenset(told),
                 frozenset(erased)),
        chosen,
    )  # fmt: skip


def key(series, place="ON", breakdown="", partner="", period=Q1):
    return CellKey(series.partition("/")[2], series, place, breakdown, partner, period.code)


def sums_of(found, whole):
    return {one.over: set(one.parts) for one in found.family.sums if one.whole == whole}


def holds(found):
    """Every sum is one: what is said to add up does."""
    cells = found.family.cells
    for one in found.family.sums:
        assert cells[one.whole].value == sum(cells[part].value for part in one.parts), one
        assert len(set(one.parts)) == len(one.parts)


# ---- cells and sums ---------------------------------------------------------------------------


def test_a_family_has_every_partner_and_the_sums_between_all_of_them():
    found = built(every())
    holds(found)
    whole = key(PEOPLE)
    assert found.family.cells[whole].value == 284
    assert sums_of(found, whole) == {
        "sex": {key(PEOPLE, breakdown=FEMALE), key(PEOPLE, breakdown=MALE)},
        "partner": {key(PEOPLE, partner=one) for one in PARTNERS},
    }
    own = key(PEOPLE, partner="house-d")
    assert sums_of(found, own) == {
        "sex": {own._replace(disaggregation=FEMALE), own._replace(disaggregation=MALE)}
    }
    province = key(VISITS)
    assert sums_of(found, province) == {
        "place": {key(VISITS, "R1"), key(VISITS, "R2")},
        "partner": {key(VISITS, partner=one) for one in PARTNERS},
    }
    assert found.family.cells[key(VISITS, partner="house-b")].value == 48


def test_partners_are_in_the_family_also_where_they_are_not_shown():
    found = built(every())
    own = [one for one in found.family.cells.values() if one.key.partner]
    assert len(own) == 6 * 7
    assert not any(one.published for one in own)
    assert all(one.published for one in found.family.cells.values() if not one.key.partner)
    shown = built(every(), by_partner=True).family.cells
    stated_alone = {one.key for one in shown.values() if one.key.partner and one.published}
    assert key(VISITS, "R2", partner="house-b") in stated_alone
    assert key(VISITS, partner="house-b") not in stated_alone  # made of two, and stated by nobody


def test_what_was_released_before_is_shown_on():
    before = key(VISITS, "R1", partner="house-d")
    found = built(every(), told=[before]).family.cells
    assert [one.key for one in found.values() if one.key.partner and one.published] == [before]


def test_class_and_place_and_whole_are_told():
    cells = built(every()).family.cells
    assert cells[key(MONEY)].kind is DisclosureClass.MONEY
    assert cells[key(PEOPLE)].kind is DisclosureClass.PEOPLE
    below = {one: cells[key(VISITS, one)].below_province for one in ("ON", "R1", "R2")}
    assert below == {"ON": False, "R1": True, "R2": True}
    assert not cells[key(PEOPLE, breakdown=FEMALE)].below_province
    assert cells[key(PEOPLE, partner="house-d")].below_province
    assert [one for one in cells.values() if one.is_whole] == [
        cells[key(one)] for one in (PEOPLE, VISITS, MONEY)
    ]
    assert cells[key(MONEY)].contributions == tuple(
        Decimal(one) for one in (2000, 1800, 1700, 1500, 1200, 1000)
    )


def test_whose_figures_a_cell_is_made_of_is_kept():
    found = built(every())
    assert found.parts[key(PEOPLE)] == frozenset(PARTNERS)
    assert found.parts[key(PEOPLE, partner="house-a")] == {"house-a"}


def test_a_class_that_no_indicator_names_is_people():
    catalogue = houses()
    plain = catalogue.indicators["paid"].model_copy(update={"disclosure_class": "people"})
    changed = replace(catalogue, indicators={**catalogue.indicators, "paid": plain})
    assert built(every(), changed).family.cells[key(MONEY)].kind is DisclosureClass.PEOPLE


# ---- what is missing, not exact, or no number -------------------------------------------------


def test_a_missing_partner_is_told_and_the_total_is_at_least():
    values = [one for one in every() if one.observation.organization != "house-a"]
    found = built(values)
    holds(found)
    assert found.coverage[key(PEOPLE)] == (5, 6)
    assert found.qualifiers[key(PEOPLE)] is Qualifier.AT_LEAST
    assert found.family.cells[key(PEOPLE)].value == 241


def test_not_applicable_is_an_answer_and_no_number():
    nothing = [value("paid", None, status=ObservationStatus.MISSING)]
    found = built(every(a=nothing))
    assert found.coverage[key(MONEY)] == (6, 6)
    assert found.coverage[key(PEOPLE)] == (5, 6)
    own = found.family.cells[key(MONEY, partner="house-a")]
    assert (own.value, own.status) == (None, ObservationStatus.MISSING)
    assert all(own.key not in one.parts for one in found.family.sums)


def test_what_a_whole_has_beside_its_stated_parts_is_protected_too():
    """Who states 40 in all and 30 women has told how many others there are."""
    said = [value("people", "40"), value("people", "30", breakdown=FEMALE)]
    found = built(every(a=said))
    holds(found)
    own = key(PEOPLE, partner="house-a")
    (parts,) = sums_of(found, own).values()
    (rest,) = [one for one in parts if one.disaggregation.startswith("rest")]
    assert found.family.cells[rest].value == 10
    assert not found.family.cells[rest].published


def test_parts_that_come_to_more_than_their_whole_prove_nothing():
    said = [
        value("people", "40"), value("people", "30", breakdown=FEMALE),
        value("people", "20", breakdown=MALE),
    ]  # fmt: skip
    found = built(every(a=said))
    holds(found)
    assert "sex" not in sums_of(found, key(PEOPLE, partner="house-a"))


def test_a_table_without_a_total_has_one_made_of_its_members():
    catalogue = houses()
    form = catalogue.returns[FORM]
    tables = (form.tables[0].model_copy(update={"total": False}), *form.tables[1:])
    form = form.model_copy(update={"tables": tables})
    values = [one for one in every() if one.observation.disaggregation.members
              or one.observation.indicator != "people"]  # fmt: skip
    found = built(values, replace(catalogue, returns={FORM: form}))
    holds(found)
    assert found.family.cells[key(PEOPLE)].value == 284
    assert found.coverage[key(PEOPLE)] == (6, 6)


def test_members_that_do_not_add_up_make_no_sum():
    catalogue = houses()
    form = catalogue.returns[FORM]
    tables = (form.tables[0].model_copy(update={"adds_up": False}), *form.tables[1:])
    found = built(every(), replace(catalogue, returns={
        FORM: form.model_copy(update={"tables": tables})}))  # fmt: skip
    assert "sex" not in sums_of(found, key(PEOPLE))


def test_what_is_stated_about_makes_a_total_about():
    said = [value("paid", "1000", qualifier=Qualifier.APPROXIMATE)]
    found = built(every(a=said), by_partner=True)
    assert found.qualifiers[key(MONEY)] is Qualifier.APPROXIMATE
    assert found.qualifiers[key(MONEY, partner="house-a")] is Qualifier.APPROXIMATE
    holds(found)


# ---- what cannot be added ---------------------------------------------------------------------


def changed(name, **fields):
    catalogue = houses()
    one = catalogue.indicators[name].model_copy(update=fields)
    return replace(catalogue, indicators={**catalogue.indicators, name: one})


def test_what_is_not_added_over_places_makes_no_total():
    found = built(every(), changed("visits", roll_up_place="none"), by_partner=True)
    visits = [one for one in found.family.cells.values() if one.key.series == VISITS]
    assert {one.key.partner for one in visits} == set(PARTNERS)
    assert {one.key.place for one in visits} == {"R1", "R2"}
    assert not [one for one in found.family.sums if one.whole.series == VISITS]


def test_a_share_makes_no_sum_and_is_made_of_its_parts():
    catalogue = changed("paid", measure="ratio", unit="share", disclosure_class="people")
    share = catalogue.units["calls"].model_copy(update={"id": "share", "kind": "percent"})
    catalogue = replace(catalogue, units={**catalogue.units, "share": share})
    values = [
        one for partner in PARTNERS
        for one in held(partner, [value("paid", "50", numerator=10, denominator=20)])
    ]  # fmt: skip
    found = built(values, catalogue, series=(MONEY,), by_partner=True)
    assert found.family.sums == ()
    whole = found.family.cells[key(MONEY)]
    assert (whole.value, whole.numerator, whole.denominator) == (50, 60, 120)
    own = found.family.cells[key(MONEY, partner="house-a")]
    assert (own.numerator, own.denominator) == (10, 20)
    some = built(values[1:], catalogue, series=(MONEY,))
    assert some.family.cells == {} or key(MONEY) not in some.family.cells


def test_periods_that_fill_a_longer_one_add_up():
    from metrics.family_sums import Figure, over_periods

    cells = built(every()).family.cells
    one = cells[key(MONEY)]
    codes = {"2024-Q1": 1, "2024-Q2": 2, "2024-Q3": 3, "2024-Q4": 4, "2024": 10, "2025-Q1": 9}
    figures = {
        (at := one.key._replace(period=code)): Figure(one._replace(key=at, value=Decimal(number)))
        for code, number in codes.items()
    }
    (found,) = over_periods(list(figures), figures)
    assert found == Sum(
        one.key._replace(period="2024"),
        tuple(one.key._replace(period=code) for code in [*codes][:4]), "period",
    )  # fmt: skip
    assert not [*over_periods(list(figures)[1:], figures)]


def test_what_the_rules_of_the_form_add_up_adds_up():
    rules = [{"id": "all", "kind": "adds-up", "table": "money", "parts": ["visits"],
              "right": "paid"}]  # fmt: skip
    catalogue = houses(rules=rules)
    values = [
        one for partner in PARTNERS
        for one in held(partner, [value("visits", "30"), value("paid", "30")])
    ]  # fmt: skip
    form = catalogue.returns[FORM]
    tables = (form.tables[0], form.tables[1].model_copy(update={"places": ()}), form.tables[2])
    catalogue = replace(catalogue, returns={FORM: form.model_copy(update={"tables": tables})})
    found = built(values, catalogue)
    assert sums_of(found, key(MONEY))["rule"] == {key(VISITS)}
    assert "rule" not in sums_of(built(values, catalogue, series=(MONEY,)), key(MONEY))


# ---- owners -----------------------------------------------------------------------------------


def test_what_owners_ask_for_is_asked_of_every_total_with_their_figures():
    owners = {"house-a": Owner(False, 20, 2), "house-b": Owner(True, 12, 3)}
    cells = built(every(), owners=owners, by_partner=True).family.cells
    assert (cells[key(PEOPLE)].floor, cells[key(PEOPLE)].others) == (20, 3)
    assert not cells[key(PEOPLE, partner="house-a")].published
    assert cells[key(PEOPLE, partner="house-a")].floor == 20
    assert cells[key(PEOPLE, partner="house-b")].published
    assert cells[key(PEOPLE, partner="house-c")].floor is None
    without = [one for one in every() if one.observation.organization not in owners]
    assert built(without, owners=owners).family.cells[key(PEOPLE)].floor is None


def test_of_what_was_withdrawn_no_total_is_made_again():
    gone = [value("people", None, breakdown=one, status=ObservationStatus.ERASED)
            for one in ("", FEMALE, MALE)]  # fmt: skip
    found = built(every(a=gone), by_partner=True).family.cells
    assert not [one for one in found.values() if one.key.series == PEOPLE and not one.key.partner]
    assert not found[key(PEOPLE, partner="house-a")].published
    assert key(MONEY) in found


def test_a_released_cell_that_was_erased_is_never_released_again():
    cell = key(PEOPLE, breakdown=FEMALE)
    found = built(every(), erased=[cell]).family.cells
    assert cell not in found
    assert key(PEOPLE) in found


# ---- a form in which a series stands twice ----------------------------------------------------


@pytest.mark.parametrize("count", [2, 3])
def test_partners_of_any_number_add_up(count):
    catalogue = houses()
    partners = {f"house-{n}": Partner(id=f"house-{n}", title=words("P"), language=Language.EN)
                for n in range(count)}  # fmt: skip
    catalogue = replace(catalogue, partners=partners)
    values = [one for partner in partners for one in held(partner, [value("paid", "10")])]
    found = built(values, catalogue)
    holds(found)
    assert found.family.cells[key(MONEY)].value == 10 * count


def test_only_what_was_chosen_is_in_the_family():
    found = built([*every(), *every(Q2)], series=(MONEY,), periods=(Q2,))
    assert {one.period for one in found.family.cells} == {Q2.code}
    assert {one.series for one in found.family.cells} == {MONEY}
    assert built(every(), periods=(Period.parse("2030-Q1"),)).family.cells == {}


def test_partners_are_members_of_a_dimension_wherever_there_are_any():
    from metrics import PARTNER, Dimension, Member

    catalogue = houses()
    assert [*catalogue.dimensions[PARTNER].members] == [*PARTNERS]
    assert PARTNER not in replace(catalogue, partners={}, dimensions={}).dimensions
    other = Dimension(PARTNER, words("Who"), {"somebody": Member("somebody", words("Somebody"))})
    both = replace(catalogue, dimensions={PARTNER: other}).dimensions[PARTNER]
    assert (both.title.en, [*both.members]) == ("Who", ["somebody", *PARTNERS])


# ---- figures under others, regions of one partner, small areas ----------------------------------


def _under(severity="error"):
    """Paid is never above visits, in a form where both are stated for the province."""
    rules = [{"id": "under", "kind": "at-most", "table": "money", "left": "visits",
              "right": "paid", "severity": severity}]  # fmt: skip
    catalogue = houses(rules=rules)
    form = catalogue.returns[FORM]
    tables = (form.tables[0], form.tables[1].model_copy(update={"places": ()}), form.tables[2])
    catalogue = replace(catalogue, returns={FORM: form.model_copy(update={"tables": tables})})
    values = [
        one for partner in PARTNERS
        for one in held(partner, [value("visits", "30"), value("paid", "36")])
    ]  # fmt: skip
    return values, catalogue


def test_what_is_never_above_another_has_a_cell_for_the_difference():
    values, catalogue = _under()
    found = built(values, catalogue)
    holds(found)
    (parts,) = [one for over, one in sums_of(found, key(MONEY)).items() if over == "at-most"]
    (slack,) = parts - {key(VISITS)}
    assert found.family.cells[slack].value == 36
    assert not found.family.cells[slack].published
    own = sums_of(found, key(MONEY, partner="house-a"))
    assert key(VISITS, partner="house-a") in own["at-most"]
    assert "at-most" not in sums_of(built(values, catalogue, series=(MONEY,)), key(MONEY))


def test_a_hint_and_a_rule_that_is_broken_prove_nothing():
    values, catalogue = _under("warning")
    assert "at-most" not in sums_of(built(values, catalogue), key(MONEY))
    values, catalogue = _under()
    low = [value("visits", "300"), value("paid", "1")]
    broken = [one for one in values if one.observation.organization != "house-a"]
    found = built([*broken, *held("house-a", low)], catalogue)
    assert "at-most" not in sums_of(found, key(MONEY, partner="house-a"))


def test_a_region_on_which_one_partner_reports_is_that_partners():
    only = [one for one in every() if one.observation.place != "R1"
            or one.observation.organization == "house-b"]  # fmt: skip
    region = key(VISITS, "R1")
    assert not built(only).family.cells[region].published
    assert built(only).family.cells[key(VISITS, "R2")].published
    assert built(only, by_partner=True).family.cells[region].published
    alone = {"house-b": Owner(False, 20, 2)}
    cells = built(only, owners=alone, by_partner=True).family.cells
    assert (cells[region].published, cells[region].floor) == (False, 20)
    assert built(only, told=[region]).family.cells[region].published


def _towns(population):
    catalogue = houses()
    town = catalogue.places["R1"].model_copy(update={"kind": "area", "population": population})
    return replace(catalogue, places={**catalogue.places, "R1": town})


@pytest.mark.parametrize(("population", "shown"), [(None, False), (4999, False), (5000, True)])
def test_an_area_shows_people_only_where_enough_live(population, shown):
    cells = built(every(), _towns(population), by_partner=True).family.cells
    for partner in ("", "house-b"):
        assert cells[key(VISITS, "R1", partner=partner)].published is shown
        assert cells[key(VISITS, "R1", partner=partner)].small_area is not shown
    assert cells[key(VISITS)].published
    assert cells[key(MONEY)].published
