"""What a line makes of true numbers: unit, thing counted, period, direction, claim and title."""

import pytest

from dashboard.briefings.composing.title_claims import title_faults
from tests.briefings import lines_of_claims as claims
from tests.briefings import lines_of_units as units
from tests.briefings.lines_changed import MISLEADING
from tests.briefings.lines_told import changed_count, passed_by
from tests.briefings.made import EN, FR

TRUE = {EN: claims.TRUE_IN_ENGLISH, FR: claims.TRUE_IN_FRENCH}
FALSE = {
    EN: [*units.FALSE_IN_ENGLISH, *claims.FALSE_IN_ENGLISH],
    FR: [*units.FALSE_IN_FRENCH, *claims.FALSE_IN_FRENCH],
}


@pytest.mark.parametrize(
    ("name", "line", "language"),
    [*units.TRUE, *((*one, language) for language, every in TRUE.items() for one in every)],
)
def test_a_true_line_is_without_fault(told, name, line, language):
    assert told(name, line, language) == []


@pytest.mark.parametrize(
    ("name", "line", "fault", "language"),
    [(*one, language) for language, every in FALSE.items() for one in every],
)
def test_a_misleading_line_is_told_what_is_wrong(told, name, line, fault, language):
    said = told(name, line, language)
    assert any(one.startswith(fault) for one in said), said


def test_the_unit_of_money_and_the_province_are_refused_only_where_they_are_false(told):
    assert told(units.FUNDS, f"The province committed more than $345M {units.TERM}.") == []
    assert told("example-partners-funding-spent", "Spent: $1 in Q3 2026.") != []


@pytest.mark.parametrize(("change", "least"), MISLEADING)
def test_a_proposed_line_that_was_changed_to_mislead_is_refused(borne, change, least):
    assert changed_count(borne, change) >= least
    assert passed_by(borne, change) == []


@pytest.mark.parametrize(
    ("title", "language", "said"),
    [
        ("Results to 2024", EN, None),
        ("Third quarter, Q3 2026 (2025-26)", EN, None),
        ("Two years on", EN, None),
        ("Bilan au 30 juin 2026, T2", FR, None),
        ("503 incidents in 2024", EN, "“503” is a figure"),
        ("Over 1,000 people trained", EN, "“1,000” is a figure"),
        ("Plus de 1 000 personnes formées", FR, "«\u00a01 000\u00a0» est un chiffre"),
        ("Up 40%", EN, "“40” is a figure"),
        ("Trafficking is under control", EN, "“under control” claims something"),
        ("Incidents fell in Ontario", EN, "“fell” claims something"),
        ("Proof that funding pays", EN, "“Proof” claims something"),
        ("The province ended trafficking", EN, "“ended trafficking” claims something"),
        ("Record year for survivors", EN, "“Record year” claims something"),
        ("La traite a diminué grâce à nous", FR, "«\u00a0a diminué\u00a0» affirme quelque chose"),
        ("Une année record", FR, "«\u00a0année record\u00a0» affirme quelque chose"),
        ("Results of the strategy, for officials only", EN, None),
        ("Evidence on human trafficking: what changed since Q2 2026", EN, None),
        ("Working with partners, fiscal year ended March 31, 2026", EN, None),
        ("A crisis line for women in crisis; charges dropped", EN, None),
        ("Personnes aidées grâce au financement fédéral", FR, None),
    ],
)
def test_a_title_holds_no_figure_but_years_and_periods_and_claims_nothing(title, language, said):
    found = [one.fr if language is FR else one.en for one in title_faults(title, language)]
    assert found == [] if said is None else found[0].startswith(said)
