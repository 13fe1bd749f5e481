"""How a judgement is explained on the pages: in the example store every word can be seen."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.chance import line_chance
from dashboard.observation_records import observation_record
from dashboard.records import trail_record
from dashboard.text import Words
from dashboard.told import told
from metrics import Language, Progress, SignalWord, Text, labels
from tests.dashboard.drawn import joined

SPACES = re.compile(r"\s+")


@pytest.fixture
def reader(app_of_examples: Dash) -> FlaskClient:
    return app_of_examples.server.test_client()


def markup(reader: FlaskClient, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return joined(answer.get_data(as_text=True))


def said(found: str) -> str:
    return SPACES.sub(" ", unescape(re.sub(r"<[^>]+>", " ", found)))


def part(found: str, id_: str) -> str:
    """One section of a page as words."""
    return said(found.partition(f'id="{id_}"')[2].partition("</section>")[0])


def plain(words: str) -> str:
    return SPACES.sub(" ", words)


@pytest.mark.parametrize("language", list(Language))
def test_every_page_says_what_the_command_says(example, reader, language):
    words, progress, signals = Words(language), set(), set()
    for name in example.catalogue.indicators:
        page = markup(reader, f"/indicator/{name}?lang={language}")
        found, shown = example.store.series(name).explanation, part(page, "explain")
        for one in told(found, example.catalogue, words):
            for step in (*one.steps, *one.caveats):
                assert plain(step) in shown, (name, step)
        progress.add(found.assessment.progress)
        signals.add(found.signal.word)
        word = labels.PROGRESS[found.assessment.progress].in_(language)
        assert f"{word[:1].upper()}{word[1:]}" in shown
        assert plain(words.text(found.signal.words)).lower() in shown.lower()
    assert progress == set(Progress)
    assert signals == set(SignalWord)


def test_the_chip_leads_to_the_explanation(reader):
    page = markup(reader, "/indicator/example-waiting-time")
    chip = re.search(r'<a [^>]*class="st st-off chip"[^>]*>', page)
    assert chip
    assert 'href="#explain"' in chip.group()
    assert 'id="explain"' in page


def test_an_input_leads_to_its_trail_and_to_its_file(reader):
    page = markup(reader, "/indicator/example-waiting-time").partition('id="explain"')[2]
    assert "example-monthly/example-months.xlsx, Months!D34" in page
    assert 'href="/sources/example-monthly/files/example-months.xlsx"' in page
    assert re.search(r"/indicator/example-waiting-time\?[^\"]*period=2026-10[^\"]*#trail", page)


def test_the_target_is_told_with_who_set_it_and_what_it_is_measured_from(reader):
    shown = part(markup(reader, "/indicator/example-budget-used"), "explain")
    assert "approved by Director, example office (example)" in shown
    shown = part(markup(reader, "/indicator/example-waiting-time"), "explain")
    assert "at most 10 days by 31 March 2030" in shown
    assert "Baseline April 2024: 21" in shown


@pytest.mark.parametrize("language", list(Language))
def test_a_hidden_value_is_explained_by_its_file_without_its_inputs(example, reader, language):
    name, file = "example-people-served-in-remote-places", "example-yearly-2026-10.csv"
    shown = part(markup(reader, f"/indicator/{name}?lang={language}"), "explain")
    words, found = Words(language), example.store.explain(name)
    (said,) = (one for one in told(found, example.catalogue, words) if one.key == "signal")
    assert said.inputs == ()
    assert said.withheld.endswith(f" example-yearly/{file}.")
    assert plain(said.withheld) in shown


def test_what_a_publisher_hid_keeps_its_cell_and_what_a_partner_sent_does_not(example, reader):
    name = "example-people-served-in-remote-places"
    shown = part(markup(reader, f"/indicator/{name}"), "trail")
    (trail,) = example.store.trail(name, "2025")
    held, cell = trail.held, trail.held.observation.location.cell
    assert re.search(rf"example-yearly/example-yearly-2026-10.csv, cell {cell}; SHA-256", shown)
    assert trail_record(trail, example.catalogue, Language.EN)["provenance"]["cell"] == cell
    sent = held._replace(observation=held.observation._replace(organization="example-partner-a"))
    written = observation_record(sent, example.catalogue, Language.EN)["provenance"]
    assert (written["sheet"], written["cell"], written["in_document"]) == (None, None, None)
    assert written["file"] == "example-yearly-2026-10.csv"


def test_without_a_target_one_line_says_so_and_the_signal_stands(reader):
    shown = part(markup(reader, "/indicator/example-charges-laid"), "explain")
    assert "nothing is judged" in shown
    assert "higher than chance would explain" in shown
    assert "Target" not in shown


def test_the_word_of_a_trend_stands_apart_from_progress(reader):
    page = markup(reader, "/indicator/example-cases-with-a-support-worker")
    shown = part(page, "explain")
    assert "Trend Substantial progress" in shown
    assert "Not assessed" in shown


def test_a_signal_has_no_colour(reader):
    for path in ("/", "/pillar/enhanced-justice", "/indicator/example-waiting-time"):
        for found in re.findall(r"<[^>]*>[^<]*(?:higher|lower) than chance", markup(reader, path)):
            assert "st-" not in found
            assert "style" not in found


def test_what_lies_ahead_is_called_a_forecast(reader):
    shown = part(markup(reader, "/indicator/example-waiting-time"), "explain")
    assert "At this pace: a forecast, not a figure" in shown
    assert "Needed per period" in shown


def test_nothing_is_needed_where_value_and_target_do_not_speak_of_the_same(example):
    for name in ("partners-who-shaped-the-program", "partners-rating-coordination"):
        assert example.store.explain(f"example-{name}").needed is None


def test_rows_of_lists_carry_the_signal_and_the_foot_what_chance_alone_makes(reader):
    page = said(markup(reader, "/pillar/enhanced-justice"))
    for word in ("higher", "lower"):
        assert f"Signal: {word} than chance would explain" in page
    assert "Signal: too few points to say" in page
    assert re.search(r"Of \d+ values compared by chance, .* by chance alone", page)
    assert "Signal: within the usual range" in said(markup(reader, "/"))


@pytest.mark.parametrize(
    ("count", "frequency", "shown"), [(1, "A", False), (3, "_O", False), (3, "A", True)]
)
def test_too_few_points_go_unsaid_where_a_period_does_not_come_again(count, frequency, shown):
    signal = SimpleNamespace(word=SignalWord.TOO_FEW, words=Text("too few", "trop peu"))
    line = SimpleNamespace(values=(None,) * count, frequency=frequency)
    assert (line_chance(signal, line, Words(Language.EN)) is not None) is shown


@pytest.mark.parametrize(
    "path",
    ["/", "/pillar/enhanced-justice", "/funding", "/hotlines", "/international", "/initiatives",
     "/sources", "/sources/example-monthly", "/methods", "/search", "/quality",
     "/indicator/example-waiting-time"],
)  # fmt: skip
@pytest.mark.parametrize("language", list(Language))
def test_every_page_of_example_data_says_that_it_is(example, reader, path, language):
    page = markup(reader, f"{path}?lang={language}")
    title = unescape(re.search(r"<title>(.*?)</title>", page).group(1))
    assert title.endswith("| Example data / Données d'exemple")
    assert plain(example.catalogue.example.in_(language)) in said(page)
    assert said(page).count("Example data / Données d'exemple") >= 2  # brand and banner


def test_a_page_that_is_not_there_says_so_too(reader):
    page = reader.get("/nowhere")
    assert page.status_code == 404
    assert 'class="banner example"' in page.get_data(as_text=True)


def test_pages_of_real_data_carry_no_such_notice(client):
    assert "Example data" not in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_downloads_of_example_data_without_a_value_say_so_too(example, reader, language):
    """What partners report is not public: the file has its headings and the notice."""
    name = "example-partners-safety-plans"
    assert not example.store.series(name).lines
    notice = example.catalogue.example.in_(Language(language))
    table = reader.get(f"/download/{name}.csv?lang={language}").get_data(as_text=True)
    head, row = table.lstrip("\ufeff").splitlines()
    assert head.startswith("example,indicator,series,period,")
    assert row.startswith(notice)
    assert row.endswith("," * 30)
    assert reader.get(f"/download/{name}.json?lang={language}").get_json() == [{"example": notice}]


def test_downloads_of_example_data_begin_with_the_notice(example, reader):
    notice = example.catalogue.example.en
    table = reader.get("/download/example-budget-used.csv").get_data(as_text=True)
    assert table.lstrip("\ufeff").startswith("example,")
    assert table.splitlines()[1].startswith(notice)
    for record in reader.get("/download/example-budget-used.json").get_json():
        assert record["example"] == notice


def test_the_name_of_a_rule_is_marked_as_english_in_french_too(example, reader):
    names = [
        name for name in example.catalogue.indicators
        if "distance-covered" in said(markup(reader, f"/indicator/{name}?lang=fr"))
    ]  # fmt: skip
    assert names
    page = markup(reader, f"/indicator/{names[0]}?lang=fr")
    assert 'Règle <span lang="en">distance-covered</span>, version 1' in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Distance covered"), ("fr", "Distance parcourue")]
)
def test_each_rule_has_a_title_in_the_language_and_its_name_under_it(reader, language, title):
    page = markup(reader, f"/methods?lang={language}")
    assert f'<span class="nm">{title}</span>' in page
    assert '<code lang="en">distance-covered</code>, version 1' in page
