"""A past day and a verdict's place: the same words on page and command line, in both languages."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from dashboard.text import Words
from metrics import Language
from tests.loaded import EXAMPLE

NAME = "example-survivors-served"
BEFORE = "2018-01-01"


def page_of(app, address):
    said = app.server.test_client().get(address)
    return said.status_code, unescape(said.get_data(as_text=True))


@pytest.fixture
def pillars(example, monkeypatch, run_pillars):
    """Run `pillars` on the example data: exit code, answer, what went to standard error."""
    monkeypatch.setenv("PILLARS_DATA", str(EXAMPLE))
    monkeypatch.setenv("PILLARS_FRAMEWORK", "example-strategy")
    monkeypatch.setenv("PILLARS_DATABASE_URL", example.settings.database_url)
    return run_pillars


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Judged for Example Province, total: on track"),
     ("fr", "Évalué pour Province d'exemple, total\u00a0: en bonne voie")],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["place=EXAMPLE-C", "disaggregation=age%3Dunder-25"])
def test_a_verdict_stands_beside_its_own_line_only(app_of_examples, language, said, asked):
    status, other = page_of(app_of_examples, f"/indicator/{NAME}?lang={language}&{asked}")
    assert status == 200
    assert said in other
    assert "st-on" not in other
    assert Words(Language(language))("told.steps") not in other
    _, own = page_of(app_of_examples, f"/indicator/{NAME}?lang={language}")
    assert said not in own
    assert "st-on" in own or "st-met" in own


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_not_known_on_a_day_is_said_so_everywhere(app_of_examples, pillars, language):
    words = Words(Language(language))
    asked = ("--known-at", BEFORE, "--lang", language)
    told = {
        "explain": pillars("explain", NAME, *asked),
        "series": pillars("series", NAME, *asked),
        "trace": pillars("trace", NAME, "--period", "2025-Q1", *asked),
    }
    day = "1 January 2018" if language == "en" else "1er janvier 2018"
    for code, out, _ in told.values():
        assert code == 0
        assert words("shell.known_banner", day=day) in out
        assert words("indicator.then_nothing", title="", day=day).lstrip("\u00a0: ") in out
    assert words("shared.absent_not_known") in told["explain"][1]
    assert words("shared.absent_not_known") in pillars("scorecard", *asked)[1]
    _, page = page_of(app_of_examples, f"/indicator/{NAME}?lang={language}&known_at={BEFORE}")
    assert words("shared.absent_not_known") in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_as_of_a_day_no_period_had_ended_and_nothing_is_said_of_what_was_known(
    app_of_examples, pillars, language
):
    words, before = Words(Language(language)), "1950-01-01"
    asked = ("--as-of", before, "--lang", language)
    found = [pillars(*one, *asked)[1] for one in (("explain", NAME), ("series", NAME))]
    for path in (f"/indicator/{NAME}", "/", "/pillar/enhanced-justice"):
        found.append(page_of(app_of_examples, f"{path}?lang={language}&as_of={before}")[1])
    day = "1 January 1950" if language == "en" else "1er janvier 1950"
    said = words("indicator.as_of_nothing", title="", day=day).lstrip("\u00a0: ")
    assert all(said in one for one in found[:3])
    assert words("shared.absent_not_ended") in found[0]
    assert words("overview.finding_nothing_as_of", day=day) in found[3]
    for one in found:
        assert words("shared.absent_not_known") not in one
        assert ("is held was known", "n'était connu")[language == "fr"] not in one
    record = json.loads(pillars("explain", NAME, "--as-of", before, "--json")[1])
    assert record["reason"] == "not_ended"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_today_is_held_as_of_this_second_and_no_instant_to_come_is(
    app_of_examples, pillars, language
):
    """A load before midnight would change what the end of today says."""
    begun = datetime.now(UTC).replace(microsecond=0)
    today = begun.date().isoformat()
    _, page = page_of(app_of_examples, f"/?held_at={today}&lang={language}")
    found = re.search(rf"held_at={today}T(\d\d)%3A(\d\d)%3A(\d\d)Z", page)
    assert found
    shown = ":".join(found.groups())
    assert f"{shown} UTC" in page
    at = datetime.fromisoformat(f"{today}T{shown}+00:00")
    assert begun <= at <= datetime.now(UTC)
    assert "23:59:59 UTC" not in page
    code, out, _ = pillars("scorecard", "--held-at", today, "--lang", language)
    assert code == 0
    assert "23:59:59 UTC" not in out
    to_come = f"{(begun + timedelta(minutes=10)).isoformat()[:19]}Z"
    said = ("has not come yet", "n'est pas encore venu")[language == "fr"]
    status, page = page_of(app_of_examples, f"/?held_at={to_come}&lang={language}")
    assert (status, said in page) == (404, True)
    code, _, faults = pillars("scorecard", "--held-at", to_come, "--lang", language)
    assert code == 2
    assert said in faults


@pytest.mark.parametrize(("language", "said"), [
    ("en", "30 June 2031 has not come yet"), ("fr", "Le 30 juin 2031 n'est pas encore venu"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["as_of", "known_at", "held_at"])
def test_a_day_to_come_is_refused_in_words(app_of_examples, pillars, name, language, said):
    status, page = page_of(app_of_examples, f"/?{name}=2031-06-30&lang={language}")
    assert (status, said in page, "2031-06-30 " in page) == (404, True, False)
    option = f"--{name.replace('_', '-')}"
    code, _, faults = pillars("scorecard", option, "20310630", "--lang", language)
    assert (code, said in faults) == (2, True)


def test_an_instant_to_come_is_refused_in_words(pillars):
    for lang, said in (("en", "30 June 2031, 14:00 UTC has not come yet"),
                       ("fr", "Le 30 juin 2031, 14\u00a0h\u00a000 UTC n'est pas")):  # fmt: skip
        asked = ("--held-at", "2031-06-30T10:00:00-04:00", "--lang", lang)
        code, _, faults = pillars("scorecard", *asked)
        assert (code, said in faults) == (2, True)


@pytest.mark.parametrize("name", ["as_of", "known_at", "held_at"])
def test_a_day_before_anything_is_refused_in_words(app_of_examples, pillars, name):
    status, page = page_of(app_of_examples, f"/?{name}=0001-01-01")
    assert status == 404
    assert "1 January 1 is too early" in page
    assert "Write a day from 1900-01-01 on." in page
    code, _, faults = pillars("scorecard", f"--{name.replace('_', '-')}", "1899-12-31")
    assert code == 2
    assert "31 December 1899 is too early" in faults
    assert pillars("scorecard", f"--{name.replace('_', '-')}", "1900-01-01")[0] == 0


def test_the_reason_of_a_past_day_stands_in_the_records(pillars):
    card = json.loads(pillars("scorecard", "--known-at", BEFORE, "--json")[1])
    reasons = {row["reason"] for one in card["pillars"] for row in one["indicators"]}
    assert "not_known" in reasons
    assert json.loads(pillars("explain", NAME, "--known-at", BEFORE, "--json")[1])["reason"] == (
        "not_known"
    )
    assert pillars("trace", NAME, "--period", "2025-Q1", "--known-at", BEFORE, "--json")[1] == (
        "[]\n"
    )
    assert pillars("trace", NAME, "--period", "1925-Q1", "--known-at", BEFORE)[0] == 2


@pytest.mark.parametrize(
    ("language", "said"), [("en", "No definitions of that time"), ("fr", "Aucune définition")]
)
def test_definitions_of_a_day_without_any_are_not_claimed(app_of_examples, language, said):
    _, page = page_of(app_of_examples, f"/?held_at=2020-01-01&lang={language}")
    assert said in page
    assert "with the definitions of that time" not in page


def test_the_parts_of_a_made_share_are_told_with_their_counts(pillars):
    _, out, _ = pillars("trace", "example-returns-on-time", "--period", "2025")
    assert " of " in out.split("Step")[0]
    found = json.loads(pillars("trace", "example-returns-on-time", "--period", "2025", "--json")[1])
    whole = found[0]["whole"]
    assert whole["period"] == "2025"
    assert whole["numerator"] == sum(one["numerator"] for one in found)
    assert whole["denominator"] == sum(one["denominator"] for one in found)


def test_the_head_counts_values_and_the_sources_their_repeats(example, app_of_examples):
    values = sum(1 for _ in example.store.standing())
    held = example.store.sources()
    assert sum(one.values for one in held) == values
    again = sum(one.observations for one in held) - values
    assert again > 0
    _, page = page_of(app_of_examples, "/sources")
    assert f"{values} figures from" in page
    assert f"{again} further statements" in page


def test_a_chart_names_the_newest_document_and_counts_the_others(app_of_examples):
    _, page = page_of(app_of_examples, f"/indicator/{NAME}")
    assert "and another document (" in page or "other documents (" in page


USAGE = [
    (("trace", "x"), "Missing option '--period'. See ", "Il manque l'option «\u00a0--period"),
    (("nothing",), "No such command 'nothing'", "Commande inconnue\u00a0: «\u00a0nothing\u00a0»"),
    (("series", "x", "--plac"), "No such option: --plac", "Option inconnue\u00a0: «\u00a0--plac"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "english", "french"), USAGE, ids=lambda one: str(one)[:20])
def test_what_is_written_wrongly_is_one_line_in_the_language(pillars, asked, english, french):
    for language, said in (("en", english), ("fr", french)):
        code, out, faults = pillars(*asked, "--lang", language)
        assert (code, out, faults.count("\n")) == (2, "", 1)
        assert faults.startswith(said)


def test_a_reading_command_makes_no_store(pillars, monkeypatch, tmp_path):
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'no' / 'store.sqlite'}")
    for asked in (("scorecard",), ("doctor",)):
        assert pillars(*asked)[0] == 1
    assert "There is no store at" in pillars("sources")[2]
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_signs_for_the_terminal_is_shown_and_not_obeyed(pillars):
    _, _, faults = pillars("series", "x\x1b[31m\ny")
    assert "\x1b" not in faults
    assert faults.splitlines()[-1].startswith("Unknown indicator")


@pytest.mark.parametrize("name", ["no/book.xlsx", "book.txt"])
def test_a_workbook_has_a_folder_and_its_ending(pillars, tmp_path, name):
    code, _, faults = pillars("observations", "--out", str(tmp_path / name))
    assert code in (1, 2)
    assert "None" not in faults
    assert list(tmp_path.iterdir()) == []


def test_a_download_holds_what_is_chosen_or_says_that_nothing_is(app_of_examples):
    client = app_of_examples.server.test_client()
    found = client.get(f"/download/{NAME}.csv?place=EXAMPLE-C")
    rows = found.get_data(as_text=True).splitlines()[1:]
    assert found.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert rows
    assert all("EXAMPLE-C" in row for row in rows)
    assert client.get(f"/download/{NAME}.csv?place=ZZ").status_code == 404


def test_the_form_offers_every_moment(app_of_examples):
    _, page = page_of(app_of_examples, "/?held_at=2026-11-22")
    for name in ("as_of", "known_at", "held_at"):
        assert f'<input name="{name}"' in page


def test_every_gap_is_named_where_all_are_asked_for(pillars):
    few, every = pillars("doctor")[1], pillars("doctor", "--all")[1]
    assert len(every) >= len(few)
    assert "…" not in few
    assert "--all" not in every


def test_an_answer_in_words_carries_its_notice_and_its_banner_into_a_file(example, pillars):
    _, out, _ = pillars("scorecard", "--known-at", "2024-06-30")
    notice, banner, *_ = out.splitlines()
    assert notice == example.catalogue.example.en
    assert banner.startswith("You see the figures as they were known on 30 June 2024.")
    _, out, _ = pillars("scorecard", "--known-at", "2024-06-30", "--lang", "fr")
    assert out.splitlines()[0] == example.catalogue.example.fr


def test_rows_for_a_program_are_not_broken_by_a_banner(pillars):
    _, out, err = pillars("observations", "--known-at", "2026-06-30")
    assert out.startswith("example,")
    assert "30 June 2026" in err
