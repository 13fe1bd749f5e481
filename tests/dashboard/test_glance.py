"""What the overview says of what needs attention and of the dates to come: nothing is guessed."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dashboard.app import create_app
from dashboard.next_dates import MOST
from dashboard.services import Services
from metrics import Record, Target
from tests.factories import indicator
from tests.loaded import small_services

LATER = date(2022, 1, 31)  # when all of the small store is known


@pytest.fixture
def glanced(tmp_path):
    """The small store on a day of its strategy, with what a test declares besides."""
    with small_services(tmp_path) as services:

        def draw(on=date(2019, 1, 31), lang="en", indicators=None, **of_source):
            held = services.catalogue
            own = held.sources["hotlines"].model_copy(update=of_source)
            held = replace(
                held, sources={**held.sources, "hotlines": own},
                indicators={**held.indicators, **(indicators or {})},
            )  # fmt: skip
            store = services.store
            store.catalogue, store.today = held, lambda: on
            app = create_app(Services(services.settings, held, store))
            return unescape(app.server.test_client().get(f"/?lang={lang}").get_data(as_text=True))

        yield draw


def listed(page: str, heading: str) -> str:
    """The list under a heading, as words."""
    found = re.search(rf"<h2>{heading}</h2>(.*?)</div>", page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.group(1)))


def test_declared_dates_stand_in_their_order_and_past_ones_not_at_all(glanced):
    said = listed(glanced(next_release=date(2019, 3, 1)), "Next dates")
    days = [said.index(one) for one in ("1 March 2019", "29 May 2019", "30 June 2020")]
    assert days == sorted(days)
    assert "Next release, as the source has named it." in said
    assert "30 June 2016" not in said
    assert "No source has named" not in said


def test_where_no_source_names_a_date_the_list_says_so(glanced):
    assert "No source has named the day of its next release." in listed(glanced(), "Next dates")
    said = listed(glanced(date(2025, 1, 31), next_release=date(2025, 1, 30)), "Next dates")
    assert "No date to come is declared." in said
    assert "No source has named the day of its next release." in said
    assert "Aucune source n'a annoncé" in listed(glanced(lang="fr"), "Prochaines dates")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("calls",), "1 January 2020 calls The target is to be reached."),
        (("calls", "silent"), "1 January 2020 Targets of 2 indicators They are to be reached."),
    ],
)
def test_targets_are_dates_to_come_those_of_a_day_together(glanced, names, told):
    one = Target(kind="at_least", value="700", by=date(2020, 1, 1), basis="office",
                 set_on=date(2018, 1, 1), approved_by="The office")  # fmt: skip
    held = {name: _with(name, one) for name in names}
    assert told in listed(glanced(indicators=held), "Next dates")


def test_no_more_dates_than_a_reader_takes_in(glanced):
    assert (
        glanced(date(2016, 1, 1)).partition("Next dates")[2].partition("</ul>")[0].count("<li>")
        <= MOST
    )


def _with(name, target):
    record = Record(series=f"hotlines/{name}", place="CA") if name == "calls" else None
    return indicator(name, record=record, target=target)


def test_what_needs_attention_is_told_with_its_reason_and_a_way(glanced):
    page = glanced(LATER)
    said = listed(page, "Needs attention")
    assert "No target 2 indicators" in said
    assert "Without a figure of its own 1 indicator" in said
    assert 'href="/quality#without_value"' in page
    assert "Sans cible" in listed(glanced(lang="fr"), "Ce qui demande attention")


def test_an_indicator_behind_its_target_is_named_with_who_reports_it(glanced):
    one = Target(kind="at_least", value="9000", by=date(2018, 12, 31),
                 basis="office", set_on=date(2016, 1, 1), approved_by="The office")  # fmt: skip
    page = glanced(LATER, indicators={"calls": _with("calls", one)})
    said = listed(page, "Needs attention")
    assert "Reported by: The operator." in said


def test_the_public_is_told_of_no_late_partner(glanced):
    assert "Late partners" not in glanced()
    assert "Partenaires en retard" not in glanced(lang="fr")


def test_a_narrow_screen_has_the_pillars_as_links_instead_of_the_map(glanced):
    page = glanced(LATER)
    links = page[page.index('class="in-place-of-map"') :]
    assert 'href="/pillar/support"' in links
    assert "Pillar 1. 2 indicators: 1 with a published figure, 1 with none of its own." in links


@pytest.mark.parametrize("strategy", ["ontario-2016", "ontario-2025"])
def test_what_is_newest_is_of_several_sources_the_own_of_the_strategy_first(whole, strategy):
    held = whole.server.extensions["services"]
    card = held.store.scorecard(strategy)
    context = {row.indicator.id for one in card.pillars if one.pillar.context for row in one.rows}
    page = whole.server.test_client().get(f"/?framework={strategy}").get_data(as_text=True)
    found = re.search(r"<h2>What is newest</h2>(.*?)</div>", page, re.DOTALL)[1]
    named = list(dict.fromkeys(re.findall(r'href="/indicator/([a-z0-9-]+)[?"]', found)))
    by_id = {row.indicator.id: row for one in card.pillars for row in one.rows}
    sources = [by_id[one].latest.observation.series.partition("/")[0] for one in named]
    assert len(sources) == len(set(sources)) > 1
    assert [one in context for one in named] == sorted(one in context for one in named)
    assert named[0] not in context


def drawn(app, address: str) -> str:
    return unescape(app.server.test_client().get(address).get_data(as_text=True))


@pytest.mark.parametrize(
    ("lang", "heading", "said"),
    [
        ("en", "Needs attention", "Off track 2 more indicators"),
        ("fr", "Ce qui demande attention", "Hors trajectoire 2 autres indicateurs"),
    ],
)
def test_those_behind_that_are_not_named_are_counted_and_led_to(
    app_of_examples, lang, heading, said
):
    page = drawn(app_of_examples, f"/?lang={lang}")
    assert said in listed(page, heading)
    assert re.search(r'href="/\?(lang=fr&)?mark=off#map"', page)


@pytest.mark.parametrize(
    ("lang", "heading", "word", "said", "more"),
    [
        ("en", "Needs attention", "Watch", r"Watch (\d+) indicators Named in the map", "more"),
        ("fr", "Ce qui demande attention", "À surveiller",
         r"À surveiller (\d+) indicateurs À retrouver sur la carte", "autre"),
    ],
)  # fmt: skip
def test_where_none_of_a_word_is_named_it_is_not_said_that_there_are_more(
    app_of_examples, lang, heading, word, said, more
):
    shown = listed(drawn(app_of_examples, f"/?lang={lang}"), heading)
    (count,) = re.findall(said, shown)
    assert shown.count(word) == 1
    assert more not in shown.partition(word)[2].partition(count)[2][:30]
    held = app_of_examples.server.extensions["services"]
    card = held.store.scorecard(held.settings.framework)
    words = [row.assessment.progress.value for one in card.pillars for row in one.rows]
    assert int(count) == words.count("watch")


def test_what_is_off_track_stands_beside_what_was_due(app_of_examples):
    """A late one has no figure that was due; of the others both are said."""
    said = listed(drawn(app_of_examples, "/"), "Needs attention")
    assert "29 days, October 2026; due by 31 October 2026: about 16 days." in said
    assert "61, 2025; due by 31 December 2025: 80 orders." in said
    late = said.partition("Off track")[0]
    assert "due" not in late
    assert "attendu au 31 décembre 2025" in drawn(app_of_examples, "/?lang=fr")


@pytest.mark.parametrize(("lang", "mark"), [("en", "provisional"), ("fr", "provisoire")])
def test_a_provisional_figure_of_the_context_is_marked_in_words_and_in_its_drawing(
    whole, lang, mark
):
    page = drawn(whole, f"/?lang={lang}")
    strip = page[page.index('class="ctx"') :]
    assert re.search(rf'class="note">[^<]*2024, {mark}, Canada', strip)
    assert re.search(rf'aria-label="[^"]*2024( |\u00a0)?: 608 \({mark}\)"', strip)


@pytest.mark.parametrize(
    ("lang", "ended", "now"),
    [
        ("en", "This strategy ended on 30 June 2020.", "In force now: "),
        ("fr", "Cette stratégie a pris fin le 30 juin 2020.", "En vigueur\u00a0: "),
    ],
)
def test_a_strategy_that_has_ended_leads_to_the_one_in_force(whole, lang, ended, now):
    page = drawn(whole, f"/?framework=ontario-2016&lang={lang}")
    assert ended in page
    (href,) = re.findall(rf'href="([^"]+)">{now}', page)
    assert "framework=ontario-2025" in href or "framework" not in href
    assert now not in drawn(whole, f"{href}")


def test_while_a_strategy_lasted_nothing_says_that_it_ended(whole):
    assert "This strategy ended" not in drawn(whole, "/?framework=ontario-2016&as_of=2020-06-30")
    then = drawn(whole, "/?framework=ontario-2016&as_of=2020-07-01")
    assert "This strategy ended on 30 June 2020." in then


def test_newest_says_that_context_comes_after_the_strategys_own(whole, app_of_examples):
    said = "stand before those of its context, which may be newer."
    assert said in listed(drawn(whole, "/"), "What is newest")
    assert "passent avant ceux du contexte" in drawn(whole, "/?lang=fr")
