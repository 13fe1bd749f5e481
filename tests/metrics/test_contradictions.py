"""Measure, unit, basis and target of one indicator mean the same; all numbers are made up."""

from datetime import date
from decimal import Decimal
from shutil import copytree, ignore_patterns

import pytest

from metrics import Catalogue, DefinitionError
from metrics.definitions import Unit
from metrics.extents import extent_of
from metrics.meanings import contradictions, in_all
from metrics.settings import PROJECT
from tests.factories import indicator, series, words

PARTS = {"numerator": words("part"), "denominator": words("whole")}
WHO = {"basis": "published", "source": "made-up/plan", "by": date(2030, 12, 31)}


def unit(id_, kind, **more):
    return Unit(id=id_, one=words(id_), many=words(id_), kind=kind, **more)


CONTACTS, PEOPLE = unit("contacts", "count"), unit("people", "count", people=True)
PERCENT, CAD = unit("percent", "percent"), unit("cad", "money")
CHANGE = unit("percent-change", "percent", reaches=("below_zero", "above_the_whole"))
GRADE = unit("grade", "level", levels=(("A", words("good")), ("B", words("bad"))))


@pytest.mark.parametrize(
    ("changes", "of", "said"),
    [
        ({}, PERCENT, "measure = 'count' with unit 'percent', which is of the kind 'percent': "
                      "choose a unit of the kind 'count', or measure = 'ratio' or 'rate'"),
        ({"measure": "money"}, CONTACTS, "choose a unit of the kind 'money', or measure = 'count'"),
        ({}, CAD, "measure = 'count' with unit 'cad'"),
        ({"measure": "ratio", **PARTS}, CONTACTS, "measure = 'ratio' with unit 'contacts'"),
        ({"measure": "ratio"}, PERCENT, "from its numerator and denominator"),
        ({"measure": "ratio", "count_basis": "contacts", **PARTS}, PERCENT, "only a count has one"),
        ({"measure": "rate", "numerator": words("part")}, PERCENT, "belong together: write both"),
        ({"count_basis": "contacts", **PARTS}, CONTACTS, "leave them out"),
        ({"count_basis": "people_in_period"}, PEOPLE, "one person may be in several periods"),
        ({"count_basis": "contacts"}, PEOPLE, "'contacts' with unit 'people', which counts people"),
        ({"count_basis": "people_ever"}, CONTACTS, "which does not count people"),
        ({"count_basis": "cases"}, CONTACTS, "write count_basis = 'contacts'"),
        ({"measure": "level"}, GRADE, "a level is not added"),
        ({"detection": True}, CONTACTS, "detection = true with direction = 'up': more found"),
        ({"detection": True, "direction": "down"}, CONTACTS, "write direction = 'none'"),
        ({"detection": True, "direction": "band"}, CONTACTS, "write direction = 'none'"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused_with_what_would_be_right(changes, of, said):
    faults = [*contradictions(indicator(**changes), of)]
    assert any(said in one for one in faults), faults


@pytest.mark.parametrize(
    ("changes", "of"),
    [
        ({"count_basis": "contacts"}, CONTACTS),
        ({"detection": True, "direction": "none"}, CONTACTS),
        ({"count_basis": "people_ever"}, PEOPLE),
        ({"count_basis": "people_in_period", "roll_up_time": "none"}, PEOPLE),
        ({"count_basis": "services"}, PEOPLE),  # one person, counted once for each service
        ({"measure": "ratio", **PARTS}, PERCENT),
        ({"measure": "rate", "roll_up_time": "none", "roll_up_place": "none"}, CHANGE),
    ],
)
def test_what_means_one_thing_is_accepted(changes, of):
    assert [*contradictions(indicator(**changes), of)] == []


@pytest.mark.parametrize(
    ("value", "of", "said"),
    [
        ("-400", CONTACTS, "target value is -400, which no value in 'contacts' can be: write 0 or"),
        ("400.5", CONTACTS, "contacts are counted; write a whole number"),
        ("130", PERCENT, "which no value in 'percent' can be: write 100 or less"),
        ("3", GRADE, "write the number of a level, 1 to 2"),
        ("1.5", GRADE, "write the number of a level, 1 to 2"),
    ],
)
def test_a_target_that_no_value_can_reach_is_refused(value, of, said):
    of_measure = {"percent": "ratio", "level": "level"}.get(of.kind, "count")
    target = {"kind": "exact", "value": value, "trajectory": "step", **WHO}
    plain = {"roll_up_time": "none", "roll_up_place": "none"}
    (fault,) = contradictions(indicator(measure=of_measure, target=target, **plain), of)
    assert said in fault


def test_every_fault_is_told_with_its_file():
    both = {
        "calls": indicator("calls", unit="percent"),
        "texts": indicator("texts", unit="contacts", count_basis="people_ever"),
    }
    held = {"hotline/calls": series("calls", unit="contacts"), "hotline/texts": series("texts")}
    units = {one.id: one for one in (CONTACTS, PERCENT)}
    faults = [*in_all(both, units, held)]
    assert [one.partition(":")[0] for one in faults] == [
        "indicators/calls.toml",
        "indicators/calls.toml",
        "indicators/texts.toml",
    ]
    assert "the series of record is in 'contacts', a count" in faults[1]


def test_a_series_of_percentages_is_no_part_of_a_sum():
    held = {"hotline/calls": series("calls"), "hotline/share": series("calls", unit="percent")}
    (fault,) = in_all({"calls": indicator(unit="contacts")}, {"percent": PERCENT,
                      "contacts": CONTACTS}, held)  # fmt: skip
    assert fault.startswith("sources/hotline/source.toml [series.share]: unit 'percent'")


def test_a_figure_is_within_what_its_unit_can_be():
    assert extent_of(CONTACTS) == (0, None)
    assert extent_of(PERCENT) == (0, 100)
    assert extent_of(CHANGE) == (None, None)
    assert extent_of(GRADE) == (None, None)
    over = Decimal(104)
    assert extent_of(PERCENT, [over]) == (0, None)  # held, so it can be


def test_what_was_declared_before_a_rule_came_can_still_be_read(tmp_path):
    """A store keeps what data/ declared; a newer rule on meaning does not close its past."""
    folder = tmp_path / "data"
    copytree(
        PROJECT / "data", folder, ignore=ignore_patterns("*.csv", "*.xlsx", "*.tsv", "example")
    )
    file = folder / "indicators" / "police-reported-trafficking-incidents.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('measure = "count"', 'measure = "money"'), encoding="utf-8")
    with pytest.raises(DefinitionError, match="money"):
        Catalogue.read(folder)
    kept = Catalogue.read(folder, as_kept=True)
    assert kept.indicators[file.stem].measure == "money"
