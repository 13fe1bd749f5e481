"""Two lines in one cell are never one number; a line end behind a number does no harm."""

from decimal import Decimal

import pytest

from ingest.returns.figures import Figure, Refused
from ingest.returns.notation import decides, read_value
from tests.ingest.return_forms import catalogue

UNITS = catalogue().units
PEOPLE, CAD = UNITS["people"], UNITS["cad"]
BREAKS = [
    "\n",
    "\r\n",
    "\t",
    "\v",
    "\f",
    "\x1c",
    "\x1f",
    "\x85",
    "\u2028",
    "\u2029",
    " \n ",
    "\n\n",
]


@pytest.mark.parametrize("between", [*BREAKS, "  ", "\u00a0 ", "      "])
def test_two_lines_in_one_cell_are_no_number(between):
    refused = read_value(f"129{between}145", PEOPLE)
    assert isinstance(refused, Refused)
    assert refused.rule == "several-lines"
    assert "two lines in one cell" in refused.message.en
    assert "deux lignes dans une même cellule" in refused.message.fr
    assert all("'129 / 145'" in one or "« 129 / 145 »" in one for one in refused.message)


@pytest.mark.parametrize("cell", ["129\npeople", "1 234\n567,5", "-\n5", "<\n5", "n/a\n5"])
def test_no_line_of_a_cell_is_taken_for_the_whole(cell):
    assert read_value(cell, CAD).rule == "several-lines"


@pytest.mark.parametrize("end", BREAKS)
def test_a_line_end_around_a_number_does_no_harm(end):
    assert read_value(f"{end}1 234{end}", CAD) == Figure(Decimal(1234))


def test_words_that_say_nothing_may_stand_on_two_lines():
    assert read_value("not\navailable", PEOPLE) == read_value("not available", PEOPLE)


def test_several_lines_show_no_sign_before_decimals():
    assert decides("1,5\n2") is None


def test_no_more_than_three_lines_are_repeated():
    assert "'1 / 2 / 3 / …'" in read_value("1\n2\n3\n4\n5", PEOPLE).message.en
