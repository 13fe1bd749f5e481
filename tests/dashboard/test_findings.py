"""What the headlines say, of which years, and what they say where nothing was known yet."""

import re
from datetime import date
from html import unescape

import pytest

from dashboard.absent import Absence, Then, absence
from dashboard.addresses import moment_of
from dashboard.app import create_app
from dashboard.findings import beside_term, overview_finding, placed
from dashboard.results_map import pillar_counts
from dashboard.services import Services
from dashboard.text import Words
from dashboard.when_said import in_period
from metrics import Language, MetricsStore, Period, Settings
from tests.dashboard.drawn import joined
from tests.factories import catalogue, framework, indicator, observation, submission

TARGET = {"kind": "at_least", "value": "5", "by": "2018-12-31", "basis": "published",
          "source": "made-up/plan"}  # fmt: skip


@pytest.fixture
def read(whole):
    client = whole.server.test_client()

    def page(address, status=200):
        response = client.get(address)
        assert response.status_code == status, address
        return joined(unescape(response.get_data(as_text=True)).replace("\u00a0", " "))

    return page


def heading(page):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL).group(1))


def kicker(page):
    return re.search(r'<p class="kicker">(.*?)</p>', page).group(1)


@pytest.mark.parametrize(
    ("period", "side"),
    [
        ("2021", "after"),
        ("2015", "before"),
        ("2018", None),
        ("2016-06-30/2020-06-30", None),
        ("2020-04-01/2025-03-31", "mostly_after"),
        ("2010-01-01/2017-12-31", "mostly_before"),
        ("2011-04-01/2022-03-31", "mostly_outside"),
    ],
)
def test_a_period_mostly_outside_the_term_is_said_to_be_so(period, side):
    assert beside_term(Period.parse(period), framework("calls")) == side


def test_a_place_with_an_explanation_is_named_by_its_name_alone():
    assert placed("Cases, Ottawa police", ["Ottawa (police area)"]) == "Cases, Ottawa police"


def test_figures_of_later_years_are_marked_on_the_page_of_an_earlier_strategy(read):
    page = read("/pillar/prevention-community-support")
    assert "April 2020 to March 2025 (mostly after this strategy)" in page
    french = read("/pillar/prevention-community-support?lang=fr")
    assert "avril 2020 à mars 2025 (surtout après cette stratégie)" in french


@pytest.mark.parametrize("language", list(Language))
def test_a_pillar_page_has_a_finding_and_its_name_above(whole, read, language):
    held = whole.server.extensions["services"]
    for one in held.store.scorecard("ontario-2016").pillars:
        page = read(f"/pillar/{one.pillar.id}?lang={language}")
        assert kicker(page) == one.pillar.title.in_(language)
        numbers = [int(number) for number in re.findall(r"\d+", heading(page))]
        assert numbers == [len(one.rows), one.published]


def test_the_places_of_a_pillar_add_up_to_its_figures(whole, read):
    card = whole.server.extensions["services"].store.scorecard("ontario-2016")
    context = next(one for one in card.pillars if one.pillar.context)
    said = re.search(r"<dd>([^<]*elsewhere \(\d+\))<", read("/pillar/context")).group(1)
    assert sum(int(number) for number in re.findall(r"\d+", said)) == context.published


def test_the_series_that_is_shown_is_named_by_the_title_of_the_page(read):
    asked = read("/indicator/tip-yearly-changes?series=tip-report/convictions-change")
    said = "Trafficking convictions, TIP Report, change on the year before, World: +49% in 2015"
    assert heading(asked) == said
    assert kicker(asked).startswith("Change in prosecutions, and other yearly changes")
    unasked = read("/indicator/tip-yearly-changes")
    assert heading(unasked).startswith("Trafficking prosecutions, TIP Report, change on the year")
    assert kicker(unasked) == kicker(asked)


def test_no_indicator_names_its_place_twice(read):
    page = read("/indicator/hotline-calls-and-contacts")
    assert heading(page).startswith("Calls to the trafficking hotline, Canada: ")
    assert kicker(page) == "Hotline calls and contacts, Canada"
    assert "Canada, Canada" not in page


def test_what_was_made_known_later_is_not_said_to_be_unpublished(read):
    page = read("/indicator/detected-victims?known_at=2015-01-01")
    assert heading(page) == (
        "Detected victims: the series shown today was not known on 1 January 2015"
    )
    assert "What was known then stands below." in page
    early = read("/indicator/people-trained?known_at=2015-01-01")
    assert heading(early) == "People trained: nothing that is held was known on 1 January 2015"
    for one in (page, early):
        assert "othing is published" not in one
        assert "nothing published" not in one


def test_a_past_day_is_told_on_the_pages_of_many_indicators(read):
    pillar = read("/pillar/prevention-community-support?known_at=2015-01-01")
    assert heading(pillar).endswith("(as known on 1 January 2015)")
    never = pillar.count("Nothing published") + pillar.count("nothing published")
    assert never < pillar.count("not known then")
    assert "not known then" in pillar
    assert heading(read("/?known_at=1990-01-01")) == (
        "Nothing that is held on this strategy was known on 1 January 1990."
    )


def test_a_choice_that_is_not_held_names_the_nearest_and_leads_back(read):
    page = read("/indicator/detected-victims?place=ontario", 404)
    assert heading(page) == "Nothing is held for this choice"
    assert "“Detected victims” has no figure for the place “Ontario”. Held: Canada, World," in page
    assert 'href="/indicator/detected-victims?place=CA"' in page
    assert 'href="/indicator/detected-victims"' in page
    french = read("/indicator/detected-victims?place=ontario&lang=fr", 404)
    assert "« Victimes repérées » n'a aucun chiffre pour le lieu « Ontario »." in french


def test_the_nearest_pages_are_links_on_a_page_that_is_not(read):
    assert 'href="/indicator/people-trained"' in read("/indicator/people-traned", 404)
    assert 'href="/sources/tip-report"' in read("/sources/tip-reprt", 404)
    assert 'href="/pillar/enhanced-justice"' in read("/pillar/enhanced-justce", 404)


def test_a_pillar_of_another_strategy_is_found_in_it(read):
    page = read("/pillar/support-survivors", 404)
    assert 'href="/pillar/support-survivors?framework=ontario-2020"' in page
    assert "Support survivors, Ontario" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/sources/tip-reprt", "Source inconnue :"),
        ("/indicator/people-trained?series=tip-report/teir", "Série inconnue :"),
        ("/?framework=ontario-2061", "Cadre inconnu :"),
        ("/indicator/people-trained?period=1999", "Période inconnue :"),
    ],
)
def test_what_is_unknown_agrees_with_its_kind(read, address, said):
    assert said in read(f"{address}{'&' if '?' in address else '?'}lang=fr", 404)


def test_the_newest_restatement_is_of_the_newest_period(read):
    page = read("/")
    revised = page[page.index("What was revised") : page.index("Needs attention")]
    assert "First 343, now 418, for 2021." in revised
    assert "210" not in revised


def test_a_count_whose_offence_is_not_named_is_no_revision_of_the_table(whole):
    store = whole.server.extensions["services"].store
    lines = store.lines(["canada-police-and-courts/criminal-code-incidents"], place="CA")
    documents = {
        held.observation.document for line in lines for one in line.earlier.values() for held in one
    }
    assert "ottawa-data-story-2016" not in documents
    assert len(store.lines(["canada-police-and-courts/incidents-in-a-data-story"])) == 2


def test_what_was_not_held_at_an_instant_is_not_said_to_be_unpublished(read):
    for name in ("referrals-made", "people-trained"):
        page = read(f"/indicator/{name}?held_at=2024-01-01")
        assert heading(page).endswith("this site held nothing of it on 1 January 2024")
        assert ">Nothing is published<" not in page
        assert "nothing published" not in page
    related = read("/indicator/referrals-made?lang=fr")
    assert heading(related).endswith("aucune série ne vaut pour tout l'indicateur")


def test_a_hidden_newest_value_is_not_passed_over(app_of_examples):
    page = unescape(
        app_of_examples.server.test_client()
        .get("/indicator/example-people-served-in-remote-places")
        .get_data(as_text=True)
    )
    assert heading(page).endswith(": 12 in 2024, hidden to protect people in 2025")
    facts = page[page.index('class="facts"') :]
    assert facts.index("hidden to protect people") < facts.index("Value before")


def test_a_part_of_a_year_stands_beside_the_same_part_of_the_year_before(app_of_examples):
    page = unescape(
        app_of_examples.server.test_client()
        .get("/indicator/example-training-places")
        .get_data(as_text=True)
    )
    assert heading(page).endswith(": 600 in Q3 2025, 605 in Q3 2026 (provisional)")
    facts = re.sub(r"<[^>]+>", " ", page[page.index('class="facts"') :])
    assert "Q3 2026, provisional" in facts
    assert "due by 30 September 2026: 5,000" in facts
    assert "A year before" in facts


DETECTED = {
    "en": "It measures detection, not prevalence",
    "fr": "L'indicateur mesure la détection, non la prévalence",
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["criminal-code-trafficking-incidents", "detected-victims", "uk-referrals"]
)
def test_a_rise_in_detections_is_said_to_be_one_before_its_chart(read, name, language):
    page = read(f"/indicator/{name}?lang={language}")
    lead = re.search(r'<p class="lead">(.*?)</p>', page).group(1)
    assert DETECTED[language] in lead


def test_what_is_not_detected_has_no_such_lead(read):
    lead = re.search(r'<p class="lead">(.*?)</p>', read("/indicator/people-trained")).group(1)
    assert DETECTED["en"] not in lead


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/indicator/permit-processing-time", "218 days"),
        ("/indicator/permit-processing-time?lang=fr", "218 jours"),
        ("/indicator/police-reported-trafficking-rate", "2.3 per 100,000 people"),
        ("/indicator/police-reported-trafficking-rate?lang=fr", "2,3 pour 100 000 personnes"),
        ("/indicator/age-of-protection", "18 years of age"),
    ],
)
def test_a_rate_days_and_an_age_are_said_with_their_unit(read, address, said):
    assert said in heading(read(address))


def test_rates_and_counts_can_be_told_apart_in_one_column(read):
    page = read("/indicator/criminal-code-trafficking-incidents")
    section = page.partition('id="neighbours-title"')[2]
    assert "210 incidents" in section
    assert "1.22 per 100,000 people" in section


def test_a_change_is_written_with_its_sign(read):
    assert "+22%" in read("/")
    assert "+22 %" in read("/?lang=fr")
    assert "+317%" in read("/hotlines")


@pytest.mark.parametrize(
    ("language", "heads", "said", "letter"),
    [
        ("en", "By the TIP Report's estimates", "estimated by its publisher", "e: estimated"),
        ("fr", "Selon les estimations du rapport TIP", "estimation de l'éditeur", "e : estimation"),
    ],
)
def test_what_a_report_calls_estimates_is_said_to_be_estimates(read, language, heads, said, letter):
    assert heading(read(f"/international?lang={language}")).startswith(heads)
    page = read(f"/indicator/tip-victims-identified?lang={language}")
    assert said in page
    assert letter in page
    assert f"2023, {said}" in read(f"/pillar/context?lang={language}").replace("</span>", "")


def test_the_totals_that_the_report_calls_estimates_are_held_as_such(whole):
    store = whole.server.extensions["services"].store
    for name in ("victims-identified", "prosecutions", "convictions", "new-or-amended-laws"):
        for line in store.lines([f"tip-report/{name}"]):
            assert {one.observation.status.value for one in line.values} == {"E"}


def test_where_related_figures_were_known_then_it_is_said_that_none_stands(read, whole):
    day = "as_of=2018-12-31"
    page = read(f"/indicator/people-trained?{day}")
    strip = page.partition('class="facts')[2].partition("Who would report it")[0]
    assert "no series stands for the whole indicator" in strip
    assert "about 450 people" in page
    store = whole.server.extensions["services"].store
    moment = moment_of({"as_of": "2018-12-31"})
    card = store.at(moment).scorecard("ontario-2016")
    (row,) = (
        row for one in card.pillars for row in one.rows if row.indicator.id == "people-trained"
    )
    assert absence(row, Then(store.at(moment), "ontario-2016")) is Absence.NO_RECORD


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_of_a_trail_ends_before_its_semicolon(whole, language):
    store = whole.server.extensions["services"].store
    documents = store.catalogue.source("ontario-outputs").documents
    held = store.standing("ontario-outputs")
    one = next(one.observation for one in held if documents[one.observation.document].via)
    trails = store.trail(one.indicator, one.period.code)
    said = [step.words.in_(Language(language)) for one in trails for step in one.steps]
    assert any("reprod" in one for one in said)
    assert not [one for one in said if ".;" in one]


@pytest.mark.parametrize(
    ("language", "headline", "note"),
    [
        ("en", "Tier 1 in 2017-18; earlier, Tier 1 in 2015-16 (this line has no value between)",
         "2015-16; this line has no value between"),
        ("fr", "en 2017-2018; auparavant, ",
         "2015-2016; cette ligne n'a aucune valeur entre les deux"),
    ],
)  # fmt: skip
def test_a_value_after_a_gap_is_not_said_alone(read, language, headline, note):
    """Two tiers with a year between that is not held: no change, and not one value alone."""
    page = read(f"/indicator/tip-tier?place=US&lang={language}")
    assert headline in re.search(r"<h1[^>]*>(.*?)</h1>", page).group(1)
    facts = re.sub(r"<[^>]+>", " ", page.partition('class="facts')[2].partition("</dl>")[0])
    assert Words(Language(language))("indicator.fact_before") in facts
    assert note in facts


@pytest.mark.parametrize(
    ("language", "none", "first", "same"),
    [
        ("en", "Changed; no reason given", "First published", "The same value again"),
        ("fr", "Modifiée; aucun motif donné", "Première diffusion", "La même valeur, de nouveau"),
    ],
)
def test_each_revision_says_its_reason_or_that_none_is_given(read, language, none, first, same):
    """Canada 2022: 528, twice again, then 597 without a reason; a note of a revision stands."""
    page = read(f"/indicator/CTX-01?period=2022&lang={language}")
    rows = page.partition('id="trail"')[2].partition("<tbody")[2].partition("</tbody>")[0]
    told = [re.sub(r"<[^>]+>", " ", row) for row in rows.split("</tr>")[:-1]]
    assert first in told[0]
    changed = [row for row in told if none in row]
    assert len(changed) == 1
    assert "597" in changed[0]
    noted = ("The article shows no date", "L'article ne porte pas de date")[language == "fr"]
    assert any(same in row and noted in row for row in told)


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("2024", "in 2024", "en 2024"),
        ("2023/24", "in 2023-24", "en 2023-2024"),
        ("2023-Q4", "in Q4 2023", "au T4 2023"),
        ("2017-05", "in May 2017", "en mai 2017"),
        ("2018-06-30", "on 30 June 2018", "le 30 juin 2018"),
        ("2018-01-01/2018-06-30", "from January 2018 to June 2018", "de janvier 2018 à juin 2018"),
        ("2018-04-01/2018-08-31", "from April 2018 to August 2018", "d'avril 2018 à août 2018"),
        ("2013-01-01/2023-12-31", "from 2013 to 2023", "de 2013 à 2023"),
        ("2016-06-30/2018-06-30", "from 30 June 2016 to 30 June 2018",
         "du 30 juin 2016 au 30 juin 2018"),
    ],
)  # fmt: skip
def test_each_form_of_a_period_is_said_by_the_words_that_go_with_it(code, english, french):
    period = Period.parse(code)
    assert in_period(period, Words(Language.EN)) == english
    assert in_period(period, Words(Language.FR)) == french


def test_a_year_of_the_united_states_is_named_as_one():
    period = Period(date(2022, 10, 1), date(2023, 9, 30))
    assert in_period(period, Words(Language.EN)) == "in US fiscal year 2023"
    assert in_period(period, Words(Language.FR)) == "pour l'exercice américain 2023"


def test_the_newest_value_stands_beside_the_one_before_it_and_no_chosen_start(read):
    assert heading(read("/indicator/people-convicted")).endswith(": 23 in 2018, 28 in 2019")
    french = heading(read("/indicator/people-convicted?lang=fr"))
    assert french.endswith(" : 23 en 2018, 28 en 2019")


def test_a_title_says_that_its_value_is_provisional_and_of_which_of_several_places(read):
    said = heading(read("/indicator/police-reported-trafficking-rate"))
    assert said.startswith("Police-reported trafficking rate, Ontario: ")
    assert said.endswith("2.3 per 100,000 people in 2024 (provisional)")
    french = heading(read("/indicator/police-reported-trafficking-rate?lang=fr"))
    assert french.endswith("2,3 pour 100 000 personnes en 2024 (provisoire)")
    one_place = heading(read("/indicator/people-trained"))
    assert "Ontario" not in one_place


def test_a_breakdown_by_citizenship_is_not_read_as_a_place(read):
    page = read("/indicator/detected-victims?lang=fr")
    assert "Citoyenneté : Chine" in page
    assert "Citizenship: China" in read("/indicator/detected-victims")


def test_people_who_shared_their_experience_are_not_counted_as_having_taken_part(read):
    page = read("/indicator/indigenous-survivors-who-took-part-in-design")
    assert heading(page).endswith("design: no series stands for the whole indicator")
    assert "Survivors in an ongoing relationship with the Indigenous" in page


@pytest.mark.parametrize("strategy", ["ontario-2016", "ontario-2020", "ontario-2025"])
def test_title_and_bar_of_the_overview_count_what_is_about_its_own_years(whole, read, strategy):
    card = whole.server.extensions["services"].store.scorecard(strategy)
    rows = [row for one in card.pillars if not one.pillar.context for row in one.rows]
    own = [
        row for row in rows
        if row.latest and not beside_term(row.latest.observation.period, card.framework)
    ]  # fmt: skip
    assert 0 < len(own) < sum(row.latest is not None for row in rows)
    page = read(f"/?framework={strategy}")
    assert f"{len(own)} of its {len(rows)} indicators, for its own years" in heading(page)
    first = re.search(r'class="tally-bar".*?class="a"[^>]*width: ?([0-9.]+)%', page, re.DOTALL)
    assert float(first[1]) == pytest.approx(100 * len(own) / len(rows), abs=0.1)
    assert f"({len(own)} of them about the years of this strategy)" in page


def test_each_bullet_of_what_a_pillar_does_not_tell_names_of_which_indicator(whole, read):
    card = whole.server.extensions["services"].store.scorecard("ontario-2016")
    for one in card.pillars:
        told = re.search(r'class="says".*?</ul>', read(f"/pillar/{one.pillar.id}"), re.DOTALL)[0]
        bullets = re.findall(r"<li>(.*?)</li>", told)
        titles = tuple(row.indicator.title.en for row in one.rows)
        assert len(bullets) > 1
        assert all(bullet.startswith(titles) for bullet in bullets[:-1]), bullets


def test_where_a_hidden_value_comes_from_does_not_read_as_a_place(app_of_examples):
    client = app_of_examples.server.test_client()
    address = "/indicator/example-people-served-in-remote-places"
    page = unescape(client.get(address).get_data(as_text=True))
    assert "hidden to protect people" in page
    assert not re.search(r"Where hidden to protect people for \S+ comes from", page)
    assert re.search(r"Where the figure for \S+ comes from, hidden to protect people", page)


def test_a_title_of_the_world_ranks_no_year_above_years_that_are_missing(read):
    assert "most" not in heading(read("/international")).lower()
    assert "le plus" not in heading(read("/international?lang=fr"))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 of the 3 indicators can be judged."),
        ("en", 2, "2 of the 3 indicators can be judged."),
        ("fr", 1, "1 indicateur sur 3 peut être jugé."),
        ("fr", 2, "2 indicateurs sur 3 peuvent être jugés."),
    ],
)
def test_the_headline_agrees_with_how_many_can_be_judged(tmp_path, language, count, said):
    """However many have a figure of the strategy's own years: here all three."""
    ids = ("calls", "texts", "chats")
    with_target = {one: indicator(one, target=TARGET) for one in ids[:count]}
    held = catalogue(indicators=tuple(with_target.get(one) or indicator(one) for one in ids))
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'one.sqlite'}", framework="plan")
    store = MetricsStore.open(settings, held)
    store.today = lambda: date(2021, 7, 1)
    rows = [observation("10", "2018", indicator=one, row=row) for row, one in enumerate(ids, 2)]
    store.record(submission(), rows)
    found = overview_finding(store.scorecard("plan"), Words(Language(language)))
    store.close()
    assert found.endswith(said)


def test_in_french_what_cannot_be_judged_agrees_with_no_noun(read):
    assert heading(read("/?lang=fr")).endswith(". Rien ne peut encore en être jugé.")


@pytest.mark.parametrize(
    ("language", "label", "place"),
    [("en", "Places of the newest figures", "Ontario ("),
     ("fr", "Lieux des chiffres les plus récents", "Ontario (")],
)  # fmt: skip
def test_a_pillar_counts_its_places_after_their_names(read, language, label, place):
    fact = read(f"/pillar/enhanced-justice?lang={language}").partition(label)[2]
    assert re.sub(r"<[^>]+>", "", fact).strip().startswith(place)


@pytest.mark.parametrize(
    ("language", "all_have", "none_has"),
    [
        ("en", "all with a", "none of its 3 indicators has a target."),
        ("fr", "tous avec un", "aucun des 3 indicateurs n'a de cible."),
    ],
)
def test_none_is_a_word_and_no_count(tmp_path, language, all_have, none_has):
    """Where every indicator has a figure, and where none has a target."""
    words = Words(Language(language))
    ids = ("calls", "texts", "chats")
    held = catalogue(indicators=tuple(map(indicator, ids)))
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'all.sqlite'}", framework="plan", env="test"
    )
    store = MetricsStore.open(settings, held)
    store.today = lambda: date(2021, 7, 1)
    rows = [observation("10", "2018", indicator=one, row=row) for row, one in enumerate(ids, 2)]
    store.record(submission(), rows)
    (pillar,) = store.scorecard("plan").pillars
    assert all_have in pillar_counts(pillar, words)
    client = create_app(Services(settings, held, store)).server.test_client()
    shown = {
        path: unescape(client.get(f"{path}?lang={language}").get_data(as_text=True))
        for path in ("/methods", "/pillar/support")
    }
    store.close()
    assert none_has in shown["/methods"]
    assert all_have in shown["/pillar/support"]
