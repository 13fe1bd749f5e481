"""Which known names are near to one that is not known: none that is far-fetched."""

import pytest

from metrics import nearest

HOTLINE = ("hotline-changes", "hotline-leads", "hotline-reach", "hotline-calls-and-contacts")
COUNTRIES = ("Germany", "Bermuda", "Congo - Brazzaville", "North Korea", "South Korea", "Kenya",
             "Ontario", "Monaco")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("hotline-cals", HOTLINE, "hotline-calls-and-contacts"),
        ("hotline-calls", HOTLINE, "hotline-calls-and-contacts"),
        ("hotline-chanes", HOTLINE, "hotline-changes"),
        ("Germny", COUNTRIES, "Germany"),
        ("germ", COUNTRIES, "Germany"),
        ("Ontaro", COUNTRIES, "Ontario"),
    ],
)
def test_what_is_nearly_a_name_or_its_beginning_is_near_to_it(typed, known, near):
    assert nearest(typed, known)[0] == near


@pytest.mark.parametrize(
    ("typed", "near"),
    [("korea", ["North Korea", "South Korea"]), ("ontaro", ["Ontario"]), ("zz", []), ("xx", []),
     ("", [])],
)  # fmt: skip
def test_no_other_name_is(typed, near):
    assert nearest(typed, COUNTRIES) == near


def test_of_very_few_every_name_is_near():
    assert nearest("zz", ("en", "fr")) == ["en", "fr"]
