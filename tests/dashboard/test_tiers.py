"""The table of levels by year: where it opens on a narrow screen."""

from types import SimpleNamespace

import pytest

from dashboard.tiers import opening_year
from metrics import Period

YEARS = range(2010, 2016)


def line(*years):
    held = [SimpleNamespace(observation=SimpleNamespace(period=Period.parse(f"{year}")))
            for year in years]  # fmt: skip
    return SimpleNamespace(values=held)


@pytest.mark.parametrize(
    ("lines", "opens"),
    [
        ([line(2010, 2012), line(2012), line(2012, 2015)], 2012),
        ([line(2012), line(2015)], None),  # half of them are not most
        ([line(2015), line(2015), line(2012)], None),  # the last year of all
        ([line(2010), line(2010), line(2011, 2015)], 2010),
    ],
)
def test_a_table_opens_at_the_last_year_in_which_most_rows_hold_a_value(lines, opens):
    assert opening_year(lines, YEARS) == opens
