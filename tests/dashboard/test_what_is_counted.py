"""A figure is called by what it counts: an indicator may ask for more than its series holds."""

import re
from html import unescape

import pytest

from dashboard.briefings.composing.compose import composed
from dashboard.briefings.composing.material import Asked, gathered
from dashboard.briefings.composing.narrative import proposed
from dashboard.briefings.composing.value_cells import value_cell
from dashboard.briefings.outline import Outline
from dashboard.findings import before_last
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import OFFICIAL, Language
from tests.briefings.made import AT

SUBJECT = {  # what a title that stands alone names: the crime, a program, or whom it is about
    Language.EN: re.compile(
        r"traffick|slavery|strategy|national referral|duty to notify|t visas|work permits|tier"
        r"|fund\b|grant|care units|public accounts|youth-in-transition|crisis assistance"
        r"|survivors|children|child protection|egmont|global report|tip report",
        re.IGNORECASE,
    ),
    Language.FR: re.compile(
        r"traite|esclavage|stratégie|opérations policières conjuguées|national referral"
        r"|obligation d'informer|visas t|permis de travail|fonds\b|subvention|équipes intere"
        r"|comptes publics|jeunes en transition|aide immédiate|survivantes|enfants|enfance"
        r"|egmont|rapport mondial|rapport tip|trafiquants|agents de liaison",
        re.IGNORECASE,
    ),
}


def services(whole):
    return whole.server.extensions["services"]


def records(held, language):
    """Each indicator that has a record, with what its record counts where that is another name."""
    for one in held.catalogue.indicators.values():
        if one.record:
            series = held.catalogue.series_of(one.record.series)
            yield one, one.title.in_(language), series.title.in_(language)


def page(whole, address):
    answer = whole.server.test_client().get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")


@pytest.fixture(params=list(Language))
def briefing(request, whole):
    """Of every indicator of a strategy: its material, and the document in one language."""
    held, language = services(whole), request.param
    names = tuple(
        row.indicator.id for one in held.store.scorecard("ontario-2016").pillars for row in one.rows
    )
    outline = Outline(framework="ontario-2016", indicators=names)
    asked = Asked(held.store.seen_by(OFFICIAL), held.catalogue, outline, AT)
    material = gathered(asked)
    full = asked._replace(outline=outline.model_copy(update={"lines": proposed(asked, material)}))
    return material, composed(full, material, language)


@pytest.mark.parametrize("language", list(Language))
def test_the_title_of_what_stands_for_an_indicator_stands_alone(whole, language):
    unsaid = [
        title for _, _, title in records(services(whole), language)
        if not SUBJECT[language].search(title)
    ]  # fmt: skip
    assert unsaid == []
    assert not SUBJECT[language].search("Persons prosecuted Personnes poursuivies, Calls, Canada")


@pytest.mark.parametrize("language", list(Language))
def test_the_heading_of_an_indicator_names_what_is_counted(whole, language):
    held = services(whole)
    for indicator, name, counted in records(held, language):
        said = page(whole, f"/indicator/{indicator.id}?lang={language}")
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", said, re.DOTALL).group(1)
        above = re.search(r'<p class="kicker">(.*?)</p>', said).group(1)
        assert heading.startswith(counted), indicator.id
        assert above.startswith(name) is (name != counted), indicator.id


@pytest.mark.parametrize("language", list(Language))
def test_a_row_with_a_figure_says_what_it_counts(whole, language):
    held, words = services(whole), Words(language)
    titles = {one.id: (name, counted) for one, name, counted in records(held, language)}
    for pillar in held.store.scorecard("ontario-2016").pillars:
        said = page(whole, f"/pillar/{pillar.pillar.id}?lang={language}")
        for row in pillar.rows:
            name, counted = titles.get(row.indicator.id, ("", ""))
            if row.latest is None or name == counted:
                continue
            under = words("shared.figure_shown", title=counted).replace("\u00a0", " ")
            link = re.escape(f"/indicator/{row.indicator.id}") + r'["?][^<]*>'
            assert re.search(rf"{link}{re.escape(name)}</a></span>\s*<span class=\"counted\">"
                             rf"{re.escape(under)}</span>", said), row.indicator.id  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
def test_no_figure_of_the_overview_stands_beside_a_wider_name_alone(whole, language):
    held = services(whole)
    said = page(whole, f"/?lang={language}")
    titles = {name: counted for _, name, counted in records(held, language)}
    tips = re.findall(r'class="tip"[^>]*>([^<]*)<', said)
    figures = re.findall(
        r'class="vv">(?:(?!class="vl").)*?class="nm">([^<]*)</span>(<span class="counted">)?', said
    )
    assert len(figures) > 10
    for name, under in figures:
        assert bool(under) is (titles[name] != name), name
    wider = {name for name, counted in titles.items() if not counted.startswith(name)}
    alone = [
        tip for tip in tips for name in wider
        if re.match(rf"(?:[A-Z]+-\d+ )?{re.escape(name)} ?: [^;]*\d", tip)
    ]  # fmt: skip
    assert len(tips) > 10
    assert alone == []


def test_every_sentence_and_row_of_a_briefing_names_what_is_counted(whole, briefing):
    material, document = briefing
    language, catalogue = document.language, services(whole).catalogue
    rows = zip(material, document.exhibits, document.scorecard.rows, strict=True)
    for one, exhibit, row in rows:
        if exhibit.figure is None:
            continue
        counted = one.line.series.title.in_(language)
        assert exhibit.finding.startswith(counted)
        assert exhibit.name == catalogue.indicator(exhibit.indicator).title.in_(language)
        assert all(line.startswith(counted) for line in exhibit.lines)
        assert counted in row[0].text


def test_a_briefing_sets_a_figure_beside_the_same_earlier_one_everywhere(briefing):
    material, document = briefing
    words = Words(document.language)
    rows = zip(material, document.exhibits, document.scorecard.rows, strict=True)
    compared = 0
    for one, exhibit, row in rows:
        before = before_last(one.line) if one.line else None
        if before is None:
            continue
        compared += 1
        earlier = value_said(before, one.line.unit, words)
        assert earlier in exhibit.finding
        shown = value_cell(before, one.line.unit, words, short=True)
        assert row[4] == shown
        if exhibit.chart:
            assert earlier in exhibit.chart.alt.partition(";")[0]
    assert compared > 10
