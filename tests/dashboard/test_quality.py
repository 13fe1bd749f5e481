"""The six measures of sources, each word of each; the page that shows them, and its addresses."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from dashboard.app import create_app
from dashboard.fitting import fit_together
from dashboard.news import stated_again
from dashboard.quality.lists import kept_out
from dashboard.quality.of_sources import Material, material, of_source
from dashboard.quality.verdicts import Measure, Word
from dashboard.services import Services
from dashboard.text import messages
from metrics import Language, MetricsStore, Qualifier, Settings, Text
from tests.factories import catalogue, indicator, observation, series, source, submission

ON = date(2024, 6, 30)


@pytest.fixture
def measured(tmp_path):
    """From what a source declares and states to its words: those of the source "hotline"."""
    opened = []

    def measure(rows=(), *held, on=ON, **declared):
        held = held or (series("calls"),)
        of_held = tuple(indicator(one.indicator) for one in held)
        small = catalogue(indicators=tuple({one.id: one for one in of_held}.values()))
        own = source(*held).model_copy(
            update={"cautions": (Text("Calls.", "Appels."),), **declared}
        )
        small = replace(small, sources={"hotline": own})
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}", framework="plan",
            env="test",
        )  # fmt: skip
        store = MetricsStore.open(settings, small)
        store.today = lambda: on
        opened.append(store)
        if rows:
            store.record(submission(), rows)
        lines = store.lines(small.series, partners=False)
        return Material(small, lines, stated_again(lines), on), Services(settings, small, store)

    yield measure
    for store in opened:
        store.close()


def judged(material, measure):
    return of_source(material.catalogue.sources["hotline"], material)[measure]


def two(known_first: str, known_second: str):
    return [
        observation("10", "2020", known=known_first),
        observation("12", "2021", known=known_second, row=3),
    ]


@pytest.mark.parametrize(
    ("on", "word", "days"),
    [(date(2023, 6, 30), Word.IN_ORDER, 0), (date(2023, 7, 1), Word.LOOK, 1)],
)
def test_a_series_is_late_once_it_has_waited_longer_than_ever(measured, on, word, days):
    held, _ = measured(two("2021-06-30", "2022-06-30"), on=on)
    found = judged(held, Measure.TIMELY)
    assert (found.word, found.numbers["days"], found.numbers["of"]) == (word, days, 1)


def test_what_was_published_once_has_no_rhythm(measured):
    held, _ = measured(two("2021-06-30", "2021-06-30"))
    assert judged(held, Measure.TIMELY).word is Word.UNTOLD


@pytest.mark.parametrize(
    ("named", "word"), [(date(2024, 6, 30), Word.IN_ORDER), (date(2024, 6, 20), Word.LOOK)]
)
def test_a_release_that_its_source_named_is_late_from_the_day_after(measured, named, word):
    held, _ = measured((), next_release=named)
    found = judged(held, Measure.TIMELY)
    assert found.word is word
    assert [one.said["days"] for one in found.weak] == ([10] if word is Word.LOOK else [])


def test_gaps_and_silent_series_are_counted_and_hidden_figures_are_held(measured):
    rows = [
        observation("10", "2018"),
        observation(None, "2019", row=3, status=type(observation().status)("Q")),
        observation("12", "2022", row=4),
        observation(None, "2023", row=5, status=type(observation().status)("M")),
    ]
    held, _ = measured(rows, series("calls"), series("texts"))
    found = judged(held, Measure.COMPLETE)
    assert found.word is Word.LOOK
    assert (found.numbers["missing"], found.numbers["expected"]) == (3, 6)
    assert (found.numbers["silent"], found.numbers["series"]) == (1, 2)
    assert [one.kind for one in found.weak] == ["gap", "absent", "silent"]


def test_what_has_no_gap_is_complete_and_what_declares_nothing_cannot_be_told(measured):
    held, _ = measured(two("2021-06-30", "2022-06-30"))
    assert judged(held, Measure.COMPLETE).word is Word.IN_ORDER
    empty = held.catalogue.sources["hotline"].model_copy(update={"series": {}})
    assert of_source(empty, held._replace(lines=()))[Measure.COMPLETE].word is Word.UNTOLD


@pytest.mark.parametrize(
    ("status", "word", "kinds"),
    [
        ("A", Word.IN_ORDER, []), ("P", Word.IN_ORDER, []), ("E", Word.LOOK, ["estimated"]),
        ("D", Word.LOOK, ["defined_otherwise"]), ("U", Word.LOOK, ["unreliable"]),
    ],
)  # fmt: skip
def test_what_a_publisher_marks_itself_is_counted(measured, status, word, kinds):
    held, _ = measured([observation(status=type(observation().status)(status))])
    found = judged(held, Measure.VALID)
    assert (found.word, [one.kind for one in found.weak]) == (word, kinds)


def test_where_nothing_is_held_there_is_nothing_to_mark_nor_to_state_again(measured):
    held, _ = measured()
    for measure in (Measure.VALID, Measure.CONSISTENT, Measure.STABLE):
        assert judged(held, measure).word is Word.UNTOLD


@pytest.mark.parametrize(
    ("first", "other", "word"),
    [
        (("10", "exact"), ("10", "exact"), Word.IN_ORDER),
        (("10", "exact"), ("11", "exact"), Word.LOOK),
        (("40", "more_than"), ("52", "exact"), Word.IN_ORDER),
        (("50", "more_than"), ("50", "exact"), Word.LOOK),
        (("50", "at_least"), ("50", "exact"), Word.IN_ORDER),
        (("50", "more_than"), ("60", "less_than"), Word.IN_ORDER),
        (("50", "more_than"), ("51", "less_than"), Word.LOOK),
        (("60", "up_to"), ("61", "exact"), Word.LOOK),
        (("450", "approximate"), ("452", "exact"), Word.IN_ORDER),
        (("450", "approximate"), ("500", "approximate"), Word.IN_ORDER),
        (("450", "approximate"), ("470", "exact"), Word.LOOK),
    ],
)
def test_two_series_that_state_the_same_differ_where_no_number_fits_both(
    measured, first, other, word
):
    second = series("heard", indicator="calls", same_as="hotline/calls")
    rows = [
        observation(first[0], qualifier=Qualifier(first[1])),
        observation(other[0], qualifier=Qualifier(other[1]), row=3)._replace(
            series="hotline/heard"
        ),
    ]
    held, _ = measured(rows, series("calls"), second)
    found = judged(held, Measure.CONSISTENT)
    assert (found.word, found.numbers["of"]) == (word, 1)


def test_an_amount_beyond_a_sum_is_not_that_sum(whole):
    """An amount need not be whole: "more than 60 million" begins right above it, not one on."""
    lines = whole.server.extensions["services"].store.lines(
        [f"canada-federal/strategy-funding-2019-2024{end}" for end in ("", "-public-safety")],
        partners=False,
    )
    exact, more = ((one.values[-1], one.unit) for one in lines)
    assert more[0].observation.qualifier is Qualifier.MORE_THAN

    def beside(amount: str) -> bool:
        stated = exact[0].observation._replace(value=Decimal(amount))
        return fit_together([(exact[0]._replace(observation=stated), exact[1]), more])

    assert (beside("60000000"), beside("60000001"), beside("57220000")) == (False, True, False)


def test_levels_that_two_series_state_are_compared(whole):
    """Two transcriptions of one report give five places another tier."""
    held = whole.server.extensions["services"]
    found = of_source(held.catalogue.source("tip-report"), material(held.store, ON))
    verdict = found[Measure.CONSISTENT]
    assert (verdict.word, verdict.numbers["count"], verdict.numbers["of"]) == (Word.LOOK, 5, 6)
    assert {one.held.observation.place for one in verdict.weak} == {"BB", "LU", "TN", "TZ", "ZM"}


def test_what_two_sources_state_alike_is_in_neither_list_of_differences(whole):
    """A committee of "more than 40" members is one of 52, on this page and on the overview."""
    held = whole.server.extensions["services"]
    title = held.catalogue.series["ontario-outputs/peel-committee-members-press"].title.en
    lists = (("/quality", r'id="differ".*?</section>'), ("/", r"<h2>Needs attention.*?</div>"))
    for path, pattern in lists:
        page = whole.server.test_client().get(f"{path}?framework=ontario-2025").text
        (listed,) = re.findall(pattern, page, re.DOTALL)
        assert "; " in unescape(listed), "two other statements differ"
        assert title not in unescape(listed)


@pytest.mark.parametrize(
    ("now", "word", "most"),
    [("10", Word.IN_ORDER, 0), ("12", Word.LOOK, 20), ("8", Word.LOOK, 20)],
)
def test_a_restated_value_is_measured_as_a_share_of_the_first(measured, now, word, most):
    rows = [observation(), observation(now, known="2022-06-30", document="second", row=3)]
    held, _ = measured(rows)
    found = judged(held, Measure.STABLE)
    assert (found.word, found.numbers["of"], found.numbers["most"]) == (word, 1, most)


def test_a_value_restated_and_taken_back_is_stated_again_and_not_restated(measured):
    rows = [
        observation(), observation("12", known="2022-06-30", document="second", row=3),
        observation("10", known="2023-06-30", document="third", row=4),
    ]  # fmt: skip
    held, _ = measured(rows)
    found = judged(held, Measure.STABLE)
    assert (found.word, found.numbers["of"]) == (Word.IN_ORDER, 1)


def test_a_change_from_zero_has_no_share(measured):
    rows = [observation("0"), observation("3", known="2022-06-30", document="second", row=3)]
    held, _ = measured(rows)
    assert [one.kind for one in judged(held, Measure.STABLE).weak] == ["restated"]


def test_what_a_source_does_not_say_is_lacking(measured):
    same = Text("Calls.", "Calls.")
    held, _ = measured((), series("calls", definition=same, undated=True), cautions=())
    found = judged(held, Measure.DOCUMENTED)
    kinds = {one.kind for one in found.weak}
    assert found.word is Word.LOOK
    assert kinds == {"no_cautions", "no_date", "one_language", "undated", "no_address"}


def test_a_source_that_says_it_all_is_documented(measured):
    own = source(series("calls")).documents["first"]
    whole = own.model_copy(update={"published_on": "2021-06-30", "url": "https://example.org"})
    held, _ = measured((), documents={"first": whole})
    found = judged(held, Measure.DOCUMENTED)
    assert (found.word, found.weak) == (Word.IN_ORDER, ())


def test_figures_that_no_chart_can_draw_are_listed_with_the_reason(measured):
    rows = [
        observation(None, "2019", words=Text("hundreds", "des centaines")),
        observation(None, "2020", row=3, status=type(observation().status)("Q")),
        observation(None, "2021", row=4, status=type(observation().status)("M")),
        observation("5", "2022", row=5),
    ]
    held, _ = measured(rows)
    assert {one.kind for one in kept_out(held)} == {
        "undrawn_in_words", "undrawn_hidden", "undrawn_no_number",
    }  # fmt: skip


def text_of(services, address, status=200):
    client = create_app(services).server.test_client()
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.get_data(as_text=True))


def main_of(page):
    return re.search(r"<main.*</main>", page, re.DOTALL).group()


def test_each_cell_leads_to_what_is_behind_it(measured):
    _, services = measured(two("2021-06-30", "2022-06-30"))
    assert 'href="/quality?source=hotline&measure=timely#behind"' in text_of(services, "/quality")
    page = text_of(services, "/quality?source=hotline&measure=timely")
    assert "Timely: Hotline" in page
    assert "longest wait so far 365 days. Expected by 30 June 2023; days late: 366." in page
    assert 'href="/sources/hotline?series=calls#figures"' in page


@pytest.mark.parametrize(
    ("language", "gaps", "lacking"),
    [
        ("en", "periods missing: 1 of 4; series without a figure: 0 of 1", "checks not passed: "),
        ("fr", "périodes manquantes\u00a0: 1 sur 4; séries sans chiffre\u00a0: 0 sur 1",
         "vérifications non satisfaites\u00a0: "),
    ],
)  # fmt: skip
def test_every_cell_to_look_at_counts_what_is_lacking(measured, language, gaps, lacking):
    rows = [observation(), observation("12", "2021", row=3), observation("14", "2023", row=4)]
    _, services = measured(rows)
    page = text_of(services, f"/quality?lang={language}")
    assert gaps in page
    assert lacking in page


@pytest.mark.parametrize("language", list(Language))
def test_a_cell_to_look_at_names_what_it_counts_as_one_in_order_does_not(language):
    """A plain "9 of 1,389" could be what is there or what is not: the words before it say which."""
    counted = {
        key.removeprefix("quality.numbers_"): said.partition("{")[0]
        for key, said in messages(language).items()
        if key.startswith("quality.numbers_")
    }
    looks = {key: said for key, said in counted.items() if key.endswith("_watch")}
    assert len(looks) == 9
    assert [key for key, said in looks.items() if said == counted[f"{key[:-6]}_on"]] == []


def test_a_value_behind_a_cell_leads_to_its_trail_in_french_too(measured):
    rows = [observation(), observation("12", known="2022-06-30", document="second", row=3)]
    _, services = measured(rows)
    page = text_of(services, "/quality?source=hotline&measure=stable&lang=fr")
    assert "2020\u00a0: d'abord 10, maintenant 12 (+20\u00a0%)." in re.sub("<[^>]*>", "", page)
    trail = "/indicator/calls?lang=fr&period=2020&place=CA&series=hotline%2Fcalls#trail"
    links = re.findall(f'href="{re.escape(trail)}">([^<]*)<', page)
    assert links == 2 * ["10", "12"]  # behind the cell, and among the largest revisions


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/quality?source=nothing&measure=valid", "Unknown source 'nothing'."),
        ("/quality?source=hotline&measure=pretty", "Unknown measure 'pretty'."),
        ("/quality?partner=partner-a&measure=valid", "Unknown organization 'partner-a'."),
        ("/quality?source=hotline&measure=valid&from=x", "write from=100."),
    ],
)
def test_what_is_not_known_is_told(measured, address, said):
    _, services = measured()
    assert said in text_of(services, address, 404)


def test_more_than_a_page_is_parted(measured):
    rows = [observation(str(n), str(1801 + n), row=2 + n, known="2021-06-30",
                        status=type(observation().status)("E")) for n in range(120)]  # fmt: skip
    _, services = measured(rows)
    first = text_of(services, "/quality?source=hotline&measure=valid")
    assert "Rows 1 to 100 of 120." in first
    assert "from=100#behind" in first
    assert "Rows 101 to 120 of 120." in text_of(
        services, "/quality?source=hotline&measure=valid&from=100"
    )


def test_the_public_page_tells_of_no_partner_and_needs_no_script(measured):
    _, services = measured(two("2021-06-30", "2022-06-30"))
    for language in Language:
        page = main_of(text_of(services, f"/quality?lang={language}"))
        assert 'id="overdue"' not in page
        assert 'id="explanations"' not in page
        assert "Partners:" not in page
        assert "Partenaires" not in page


def test_the_past_is_measured_on_its_day(measured):
    _, services = measured(two("2021-06-30", "2022-06-30"))
    page = text_of(services, "/quality?source=hotline&measure=timely&known_at=2022-07-01")
    assert "In rhythm" in page
