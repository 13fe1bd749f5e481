"""Who reviewed the words with survivors: said on every page, in both languages, and as records."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest

from dashboard.app import create_app
from dashboard.reviewed import FRAME, file_of, files, words_reviewed
from dashboard.services import Services
from dashboard.text import Words
from metrics import (
    Catalogue,
    DefinitionError,
    Language,
    MetricsStore,
    Review,
    Settings,
    Text,
    pack,
)
from tests.loaded import EXAMPLE

NOT_YET = {
    "en": "not yet reviewed with survivors",
    "fr": "pas encore revu avec des personnes survivantes",
}
CIRCLE = Text("The survivors' circle", "Le cercle des survivantes")
PAGES = ["/", "/pillar/support", "/indicator/calls", "/hotlines", "/search?q=call", "/nowhere"]


def foot(app, address):
    page = unescape(app.server.test_client().get(address).get_data(as_text=True))
    (found,) = re.findall(r'<div class="foot-end">(.*?)</div>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<p.*?</p>", found)]


def reviewed_app(services, framework=None, **reviews):
    """The same application, with reviews that data/ would declare."""
    catalogue = services.catalogue
    frameworks = {
        name: one.model_copy(update={"reviewed": framework})
        for name, one in catalogue.frameworks.items()
    }
    held = replace(catalogue, reviews=reviews, frameworks=frameworks)
    store = MetricsStore.open(services.settings, held)
    return create_app(Services(services.settings, held, store))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_nobody_has_reviewed_it_yet(app, address, language):
    joint = "&" if "?" in address else "?"
    own, strategy = foot(app, f"{address}{joint}lang={language}")[1:]
    words = Words(Language(language))
    assert own == f"{words('reviewed.page')}{words('shared.colon')}{NOT_YET[language]}."
    assert "Plan 2016" in strategy
    assert strategy.endswith(f"{NOT_YET[language]}.")


def test_a_review_is_shown_with_who_and_when(small):
    review = Review(by=CIRCLE, on=date(2025, 3, 31))
    app = reviewed_app(small, framework=review, hotlines=review)
    said = "reviewed with survivors: The survivors' circle, 31 March 2025."
    assert foot(app, "/hotlines")[1:] == [
        f"Words of this page: {said}", f"Words of Plan 2016: {said}",
    ]  # fmt: skip
    assert foot(app, "/")[1] == f"Words of this page: {NOT_YET['en']}."
    french = foot(app, "/hotlines?lang=fr")[1]
    assert french.endswith(
        "revu avec des personnes survivantes\u00a0: Le cercle des survivantes, 31 mars 2025."
    )


def test_a_review_of_other_words_than_those_shown_says_so(small):
    mark = words_reviewed("hotlines", small.catalogue).mark
    of_these = Review(by=CIRCLE, on=date(2025, 3, 31), of=mark)
    of_others = of_these.model_copy(update={"of": "0" * 12})
    app = reviewed_app(small, framework=of_others, hotlines=of_these)
    own, strategy = foot(app, "/hotlines")[1:]
    assert own.endswith("31 March 2025.")
    assert strategy.endswith("31 March 2025; the words have changed since.")


def test_every_page_has_a_file_of_words(whole):
    routes = [one.path for one in whole.server.extensions["routes"]]
    assert [path for path in routes if file_of(path) == FRAME] == []
    assert {file_of(one) for one in ("/sign-in", "/account", "/welcome/x")} == {"sign_in"}
    assert file_of("/returns/office/calendar") == "returns"
    assert file_of("/audit") == "audit"
    assert file_of("/nowhere") == FRAME


def test_the_mark_of_a_page_is_of_its_words_alone(small):
    marks = {words_reviewed(one, small.catalogue).mark for one in files()}
    assert len(marks) == len(files())


def test_a_review_of_no_such_words_stops_the_start(small):
    review = Review(by=CIRCLE, on=date(2025, 3, 31))
    with pytest.raises(DefinitionError) as error:
        reviewed_app(small, glosary=review)
    (fault,) = error.value.faults
    assert fault.startswith("reference/reviews.toml [glosary]: there is no such file of words")
    assert fault.endswith("nearest: glossary")


def test_the_methods_page_says_it_of_every_strategy_and_of_its_glossary(app, small):
    page = app.server.test_client().get("/methods").get_data(as_text=True)
    glossary = f"These definitions: {NOT_YET['en']}."
    assert page.count(f"Words of this strategy: {NOT_YET['en']}.") == len(
        small.catalogue.frameworks
    )
    assert unescape(page).split('id="glossary"')[1].count(glossary) == 1


def test_a_page_of_a_past_moment_shows_the_review_that_was_declared_then(tmp_path):
    """Declared at first without, then with a review: each moment has its own."""
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.csv"))
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    settings = Settings(data=folder, framework="example-strategy", database_url=address, env="test")
    MetricsStore.open(settings).remember(pack(folder))
    before = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    written = '[search]\nby = { en = "A circle", fr = "Un cercle" }\non = 2025-03-31\n'
    (folder / "reference" / "reviews.toml").write_text(written, encoding="utf-8")
    catalogue = Catalogue.read(folder)
    store = MetricsStore.open(settings, catalogue)
    store.remember(pack(folder))
    app = create_app(Services(settings, catalogue, store))
    now, then = foot(app, "/search"), foot(app, f"/search?held_at={before}")
    assert now[1] == "Words of this page: reviewed with survivors: A circle, 31 March 2025."
    assert then[1] == f"Words of this page: {NOT_YET['en']}."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_line_says_it_too(whole, monkeypatch, run_pillars, language):
    settings: Settings = whole.server.extensions["services"].settings
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PILLARS_DATABASE_URL", settings.database_url)
    code, said, _ = run_pillars("scorecard", "--pillar", "context", "--lang", language)
    assert code == 0
    assert said.split("\n")[0].endswith(f"{NOT_YET[language]}.")
    assert json.loads(run_pillars("scorecard", "--json")[1])["reviewed"] is None
    code, said, _ = run_pillars("reviews", "--lang", language)
    assert code == 0
    assert said.count(NOT_YET[language]) == len(files()) + 3
    records = json.loads(run_pillars("reviews", "--json")[1])
    assert {one["name"] for one in records} == {
        *files(), "ontario-2016", "ontario-2020", "ontario-2025",
    }  # fmt: skip
    assert {one["reviewed"] for one in records} == {None}
