"""No cell of a CSV file begins like a formula, on the web or on the command line."""

import csv
import io

import pytest

from dashboard.cells import harmless
from dashboard.downloads import _csv
from dashboard.printing import print_csv

FORMULAS = ['=HYPERLINK("x")', "@SUM(1)", "+1", "-1+1", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text(formula, capsys):
    said = "'" + formula.replace("\r", "\n")
    print_csv([{"note": formula, "value": -5, "provenance": {"sheet": formula}}])
    shown = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert list(shown) == [{"note": said, "value": "-5", "sheet": said}]
    written = _csv([{"note": formula, "value": -5, "provenance": {"sheet": formula}}])
    (row,) = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert row == {"note": said, "value": "-5", "provenance.sheet": said}


def test_a_carriage_return_begins_no_row(capsys):
    print_csv([{"note": "told\r=1", "provenance": {}}, {"note": "a\r\nb", "provenance": {}}])
    assert capsys.readouterr().out == 'note\n"told\n=1"\n"a\nb"\n'


@pytest.mark.parametrize("value", ["", "a=b", "2019-20", None, 5, -5, -0.5, True])
def test_everything_else_is_as_it_is(value):
    assert harmless(value) == value
