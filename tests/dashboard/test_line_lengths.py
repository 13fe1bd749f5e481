"""Lines of one name are told apart by how long their periods are."""

import re
from collections import defaultdict
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest

from dashboard.line_lengths import lengths_said
from dashboard.text import Words
from metrics import Language, Period

LINK = re.compile(r'<span class="nm"><a href="([^"]+)"[^>]*>([^<]+)</a>')


def line(code, days):
    start = date(2010, 1, 1)
    period = Period(start, start + timedelta(days=days - 1))
    one = SimpleNamespace(id="one")
    return SimpleNamespace(
        frequency=code, values=(SimpleNamespace(observation=SimpleNamespace(period=period)),),
        source=one, series=one, place="CA", disaggregation="", organization="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "days", "said"),
    [("A", 365, "yearly"), ("_O", 3653, "spans of several years"),
     ("_O", 400, "spans of several years"), ("_O", 61, "spans of other lengths")],
)  # fmt: skip
def test_a_line_of_a_name_that_others_share_says_how_long_its_periods_are(code, days, said):
    lines, words = [line(code, days), line("Q", 90)], Words(Language.EN)
    assert lengths_said(lines, words)(lines[0]) == said
    assert lengths_said(lines[:1], words)(lines[0]) == ""


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_on_the_hotlines_page_one_name_leads_to_one_line(whole, lang):
    page = unescape(whole.server.test_client().get(f"/hotlines?lang={lang}").text)
    ways = defaultdict(set)
    for address, name in LINK.findall(page):
        ways[name].add(address)
    assert len(ways) > 30
    assert {name: found for name, found in ways.items() if len(found) > 1} == {}
