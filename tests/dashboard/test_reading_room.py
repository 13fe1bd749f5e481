"""What keeps a page readable in any width, on paper and in the reader's own colours."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

import dashboard
from tests.dashboard.drawn import DRAWING, outside

ASSETS = Path(dashboard.__file__).parent / "assets"
DRAWN = ("/", "/pillar/context", "/funding", "/initiatives", "/hotlines", "/international")
LONG = ("/funding", "/initiatives", "/sources/tip-report")
LANGUAGES = ("en", "fr")


@pytest.fixture
def read(whole):
    client = whole.server.test_client()

    def page(path: str, language: str) -> str:
        return client.get(f"{path}?lang={language}").get_data(as_text=True)

    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", DRAWN)
def test_no_text_leaves_its_drawing(read, path, language):
    page = read(path, language)
    assert DRAWING.search(page)
    assert outside(page) == []


@pytest.mark.parametrize("path", [*DRAWN, "/sources/tip-report", "/methods"])
def test_a_page_names_each_place_once(read, path):
    named = Counter(re.findall(r'\sid="([^"]+)"', read(path, "en")))
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_drawing_leads_to_its_row(read, language):
    page = read("/initiatives", language)
    leads = set(re.findall(r'<a href="#(action-[^"]+)"', page))
    rows = set(re.findall(r'<tr[^>]* id="(action-[^"]+)"', page))
    assert leads
    assert leads <= rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", LONG)
def test_a_long_page_lists_its_parts(read, path, language):
    page = read(path, language)
    (listed,) = re.findall(r'<nav[^>]*class="contents".*?</nav>', page, re.DOTALL)
    places = re.findall(r'href="#([^"]+)"', listed)
    assert len(places) >= 3
    assert all(f'id="{place}"' in page for place in places)
    headings = re.findall(r'<h2[^>]* id="[^"]+"[^>]*>(.*?)</h2>', page)
    assert all(f">{one}</a>" in listed for one in headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_of_the_hotlines_leads_to_its_indicator(read, language):
    page = unescape(read("/hotlines", language))
    heads = re.findall(r'<th role="rowheader" scope="row"><span class="nm">(.*?)</span>', page)
    assert any(one.startswith('<a href="/indicator/') for one in heads)


@pytest.mark.parametrize("path", ["/hotlines", "/international", "/indicator/people-trained"])
def test_wide_tables_stack_on_a_phone(read, path):
    page = read(path, "en")
    assert "wide-table" not in page
    assert 'class="records' in page


def test_what_was_made_known_before_stacks_like_every_table_of_rows(read):
    page = read("/indicator/police-reported-trafficking-incidents", "en")
    shown = page[page.index("As it was made known") :]
    shown = shown[: shown.index("</table>")]
    assert 'class="records' in shown
    for head in ("Value", "Document", "Reason or note"):
        assert f'data-l="{head}"' in shown


def test_one_rule_stacks_tables_on_every_page():
    """The desks' own sheets hold none of it: pages of the public never ask for them."""
    rule = ":is(.records,.stacks) tbody td::before{content:attr(data-l)"
    assert rule in (ASSETS / "publication.css").read_text()
    for name in ("returns.css", "briefings.css"):
        assert "attr(data-l)" not in (ASSETS / name).read_text()


def block(style: str, start: str) -> str:
    """The rules of the last media block that begins so."""
    found = style.rindex(start)
    depth = 0
    for place in range(style.index("{", found), len(style)):
        depth += {"{": 1, "}": -1}.get(style[place], 0)
        if not depth:
            return style[found : place + 1]
    raise AssertionError(f"{start} is not closed")


def test_in_forced_colours_what_is_drawn_has_the_colour_of_text():
    rules = block((ASSETS / "design.css").read_text(), "@media (forced-colors:active)")
    assert "svg.c .halo{stroke:Canvas}" in rules
    assert "svg.c .evn{fill:Canvas!important}" in rules  # as specific as the rule for all texts
    assert ".g{color:CanvasText!important}" in rules
    drawn = set(re.findall(r"\.(ln2?|ptn?2?|pp|lt|span|spant|evf|ax|tick|ev|rev)\b", rules))
    assert {"ln", "ln2", "pt", "ptn", "ptn2", "pp", "lt", "span", "spant", "evf"} <= drawn


def test_paper_unfolds_what_is_folded_and_keeps_no_empty_heading():
    rules = block((ASSETS / "design.css").read_text(), "@media print")
    assert "details.panel::details-content{content-visibility:visible" in rules
    assert ".side" in rules[: rules.index("display:none")]


def test_names_in_a_list_have_no_bullet_beside_the_margin():
    (rule,) = re.findall(r"\.names\{([^}]*)\}", (ASSETS / "publication.css").read_text())
    assert "list-style:none" in rule
