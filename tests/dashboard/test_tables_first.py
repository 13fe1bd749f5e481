"""What the statement on accessibility promises of charts: their table first, and words beside."""

import re
from decimal import Decimal
from html import unescape

import pytest

from dashboard.found_awards import together_said
from dashboard.funds import AWARDED, PARTNERS, amounts
from dashboard.text import Words
from metrics import Language, Qualifier

SAID = {"en": "What the chart shows", "fr": "Ce que montre le graphique"}
TABLE_FIRST = {"/hotlines": "country-", "/funding": "", "/international": "world"}
DATES = r" data-l=\"Date\"[^>]*>(.*?)</td>"


def drawn(app, address: str) -> str:
    return unescape(app.server.test_client().get(address).get_data(as_text=True))


def in_words(page: str) -> str:
    """Without drawings and tags, and with one kind of space."""
    page = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ")


def sections(page: str) -> list[str]:
    """Each section of a page that has a figure with a drawing."""
    found = re.findall(r"<section.*?</section>", page, re.DOTALL)
    return [one for one in found if "<figure" in one and "<svg" in one.partition("<figure")[2]]


@pytest.mark.parametrize("lang", list(SAID))
@pytest.mark.parametrize("path", TABLE_FIRST)
def test_a_table_stands_before_every_chart_and_words_beside_it(whole, path, lang):
    found = [one for one in sections(drawn(whole, f"{path}?lang={lang}"))
             if f'id="{TABLE_FIRST[path]}' in one]  # fmt: skip
    assert found
    for one in found:
        assert -1 < one.find("<table") < one.index("<figure")
        figures = re.findall(r"<figure.*?</figure>", one, re.DOTALL)
        assert all(SAID[lang] in each for each in figures)


@pytest.mark.parametrize("lang", list(SAID))
def test_the_drawings_of_money_say_what_they_show_and_who_published_it(whole, lang):
    figures = re.findall(r"<figure.*?</figure>", drawn(whole, f"/funding?lang={lang}"), re.DOTALL)
    assert len(figures) == 2
    for one in figures:
        said = in_words(one)
        assert ("46 M$" if lang == "fr" else "$46M") in said or "345" in said
        assert "Source" in said


@pytest.mark.parametrize("lang", list(SAID))
def test_the_drawing_of_initiatives_says_how_many_each_lane_has(whole, lang):
    (figure,) = re.findall(
        r"<figure.*?</figure>", drawn(whole, f"/initiatives?lang={lang}"), re.DOTALL
    )
    said = in_words(figure)
    counted = [int(one) for one in re.findall(r": (\d{1,2})(?=[;.])", said)]
    assert sum(counted) == int(
        re.search(r'aria-label="(\d+) (dated lines|lignes datées)', figure)[1]
    )
    assert SAID[lang] in said


@pytest.mark.parametrize("asked", ["", "&pillar=support-survivors", "&state=announced"])
@pytest.mark.parametrize("lang", list(SAID))
def test_the_table_of_initiatives_stands_before_their_drawing(whole, lang, asked):
    page = drawn(whole, f"/initiatives?lang={lang}{asked}")
    table, figure = page.index("<table"), page.index("<figure")
    assert table < figure
    numbers = re.findall(r'href="#(action-[^"]+)"', page[figure:].partition("</figure>")[0])
    assert numbers
    assert all(f'id="{one}"' in page[:figure] for one in numbers)
    assert 'href="#timeline"' in page[:table], "a way to it is at the head of the page"


@pytest.mark.parametrize("lang", list(SAID))
def test_each_line_of_initiatives_has_a_date_or_that_of_its_document(whole, lang):
    page = drawn(whole, f"/initiatives?lang={lang}").replace("\u00a0", " ")
    dates = [in_words(one) for one in re.findall(DATES, page, re.DOTALL)]
    assert len(dates) == len(whole.server.extensions["services"].store.actions())
    assert [one for one in dates if not re.search(r"\d{4}$", one)] == []
    undated = {"en": "no date found", "fr": "aucune date trouvée"}[lang]
    known = {"en": "Its document: ", "fr": "Son document : "}[lang]
    assert all((undated in one) == (known in one) for one in dates)
    assert any(known in one for one in dates)


@pytest.mark.parametrize(
    ("lang", "introduced", "passed"),
    [
        ("en", "introduced Also: passed, 2017", "passed Also: introduced, February 2017"),
        ("fr", "déposé Aussi : adopté (loi), 2017", "adopté (loi) Aussi : déposé, février 2017"),
    ],
)
def test_an_action_of_several_states_is_counted_once_and_its_lines_lead_to_each_other(
    whole, lang, introduced, passed
):
    page = drawn(whole, f"/initiatives?lang={lang}")
    actions = whole.server.extensions["services"].store.actions()
    acts = {(one.source.id, one.action.id) for one in actions}
    assert len(acts) < len(actions)
    assert f"<h1>{len(acts)} actions " in page
    states = {"introduced": introduced, "passed": passed}
    row = "action-ontario-initiatives-anti-human-trafficking-act"
    for state, said in states.items():
        (line,) = re.findall(rf'<tr[^>]* id="{row}-{state}".*?</tr>', page, re.DOTALL)
        assert said in re.sub(r"\s+", " ", in_words(line.replace("<small>", " ")))
        (other,) = set(states) - {state}
        assert f"#{row}-{other}" in line


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "First Tier 1 in 2000-01, last Tier 1 in 2022-23; "
               "Tier 1 in 22 periods, Tier 2 in one period."),
        ("fr", "Catégorie 1 pour 22 périodes; Catégorie 2 pour une période."),
    ],
)  # fmt: skip
def test_a_row_of_levels_is_said_in_words_without_a_highest(whole, lang, said):
    assert said in in_words(drawn(whole, f"/indicator/tip-tier?lang={lang}"))


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "about $18.6M. 11 awards of these years were found: more than $7,133,465 together.",
         "$46M. 7 awards of these years were found: about $31,435,400 or more together."),
        ("fr", "environ 18,6 M$. 11 octrois de ces années ont été trouvés : "
               "plus de 7 133 465 $ au total.",
         "46 M$. 7 octrois de ces années ont été trouvés : "
         "environ 31 435 400 $ ou plus au total."),
    ],
)  # fmt: skip
def test_each_total_of_the_two_funds_stands_beside_what_is_found_of_it(whole, lang, first, second):
    """Counted and added here from the awards themselves; the rest is said not to be found."""
    page = in_words(drawn(whole, f"/funding?lang={lang}"))
    assert first in page
    assert second in page
    assert page.count("award by award. W" if lang == "en" else "octroi par octroi. R") == 2


def test_the_sum_of_awards_is_that_of_those_within_the_years_of_the_total(whole):
    held = whole.server.extensions["services"]
    total, _ = amounts(AWARDED[:1], held)
    awards = [
        one for one in amounts(PARTNERS[:1], held)
        if one.held.observation.period == total.held.observation.period
    ]  # fmt: skip
    assert sum(one.held.observation.value for one in awards) == Decimal(7_133_465)
    assert len(awards) == 11


def test_a_sum_is_no_more_exact_than_its_parts(whole):
    held = whole.server.extensions["services"]
    one = amounts(PARTNERS[:1], held)[0]

    def of(*qualifiers: Qualifier) -> str:
        found = [
            one._replace(
                held=one.held._replace(observation=one.held.observation._replace(qualifier=each))
            )
            for each in qualifiers
        ]
        return together_said(found, one.line.unit, Words(Language.EN))

    assert of(Qualifier.EXACT) == "$885,000"
    assert of(Qualifier.EXACT, Qualifier.MORE_THAN) == "more than $1,770,000"
    assert of(Qualifier.APPROXIMATE) == "about $885,000"
    assert of(Qualifier.APPROXIMATE, Qualifier.AT_LEAST) == "about $1,770,000 or more"
