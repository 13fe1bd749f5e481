"""Words behind a number are taken where the cell counts what they say, and only there."""

from decimal import Decimal

import pytest

from ingest.returns.figures import Figure, Refused
from ingest.returns.notation import read_value
from metrics import Text, Unit
from tests.ingest.return_forms import catalogue

UNITS = catalogue().units
PEOPLE, CONTACTS, CAD = UNITS["people"], UNITS["contacts"], UNITS["cad"]
PLANS = Unit(id="plans", one=Text("plan", "plan"), many=Text("plans", "plans"), kind="count")
WOMEN, SERVED = Text("Women served", "Femmes desservies"), Text("People served", "Personnes")
NEW = Text("New people", "Nouvelles personnes")
SAFETY = Text("Safety plans made", "Plans de sécurité établis")


@pytest.mark.parametrize(
    ("cell", "unit", "about"),
    [
        ("26 clients", PEOPLE, SERVED), ("73 survivors", PEOPLE, SERVED),
        ("1 Survivor", PEOPLE, SERVED), ("26 clientes", PEOPLE, SERVED),
        ("73 survivantes", PEOPLE, SERVED), ("1 résidente", PEOPLE, SERVED),
        ("8 women", PEOPLE, WOMEN), ("8 femmes", PEOPLE, WOMEN), ("8 new people", PEOPLE, NEW),
        ("12 plans de sécurité", PLANS, SAFETY), ("12 safety plans", PLANS, SAFETY),
        ("12 plans", PLANS, SAFETY), ("40 contacts", CONTACTS, SERVED),
    ],
)  # fmt: skip
def test_a_number_with_what_its_cell_counts_is_taken(cell, unit, about):
    assert read_value(cell, unit, about=(about,)) == Figure(Decimal(cell.split()[0]))


@pytest.mark.parametrize(
    ("cell", "unit", "about"),
    [
        ("8 new", PEOPLE, NEW), ("8 women", PEOPLE, SERVED), ("8 femmes", PEOPLE, SERVED),
        ("8 girls", PEOPLE, WOMEN), ("26 clients", CONTACTS, SERVED), ("26 clients", CAD, SERVED),
        ("8 new clients", PEOPLE, SERVED), ("12 plans de sortie", PLANS, SAFETY),
        ("8 served", PEOPLE, SERVED), ("26 clients and 3 others", PEOPLE, SERVED),
        ("26 clients approx.", PEOPLE, SERVED), ("8 men served", PEOPLE, WOMEN),
    ],
)  # fmt: skip
def test_a_number_with_other_words_is_refused_as_it_was(cell, unit, about):
    refused = read_value(cell, unit, about=(about,))
    assert isinstance(refused, Refused)
    assert refused.rule == "number"
