"""docs/returns.md says every rule that a partner may meet, and its example is a form."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.returns.notation import read_value
from ingest.returns.spans import read_date, read_period
from metrics import Partner, ReturnForm
from tests.ingest.return_forms import PERIOD, catalogue

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "returns.md").read_text(encoding="utf-8")
CODE = "\n".join(
    one.read_text(encoding="utf-8")
    for one in sorted((ROOT / "ingest" / "returns").glob("*.py"))
    if not one.name.startswith("profile")
)
TELLING = (
    r'Severity\.[A-Z]+,\s*"([a-z-]+)"', r'_told\(\s*"([a-z-]+)"', r'Question\(\s*"([a-z-]+)"',
    r'Refused\(\s*"([a-z-]+)"', r'rule: str = "([a-z-]+)"', r'_unknown\("([a-z-]+)"',
    r'else Severity\.[A-Z]+,\s*"([a-z-]+)"',
)  # fmt: skip
RULES = sorted({rule for one in TELLING for rule in re.findall(one, CODE)})


def test_there_are_rules_to_look_for():
    assert len(RULES) > 40


@pytest.mark.parametrize("rule", RULES)
def test_the_guide_tells_of_a_rule(rule):
    assert f"`{rule}`" in GUIDE


def test_the_example_of_the_guide_is_a_partner_and_a_form():
    partner, _, form = map(tomllib.loads, re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
    ((key, fields),) = partner.items()
    assert Partner.model_validate({**fields, "id": key}).language == "fr"
    read = ReturnForm.model_validate({**form, "id": "quarterly"})
    assert (read.fiscal, read.rules[0].kind, len(read.tables[0].measures)) == (True, "at-most", 4)


UNITS = tuple(catalogue().units.values())
CELLS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789 .,'’-–$%()<>\u00a0\u202f²Qt/", max_size=20),
    st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.none(),
)  # fmt: skip


@given(cell=CELLS)
def test_whatever_stands_in_a_cell_is_read_asked_or_refused(cell):
    for unit in UNITS:
        for decimal in (None, ",", "."):
            read_value(cell, unit, decimal=decimal, qualifiers=True)


@given(cell=CELLS)
def test_whatever_stands_for_a_period_is_read_asked_or_refused(cell):
    read_period(cell, fiscal=True, asked=PERIOD)
    read_period(cell)
    read_date(cell)
