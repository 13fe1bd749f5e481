"""The statement on accessibility, and whom the foot of every page names."""

import re
from dataclasses import replace
from html import unescape

import pytest

from dashboard.app import create_app
from dashboard.manual_runs import NOT_YET, RECORD, Run, manual_runs
from dashboard.pages.accessibility import READERS, _day, _tasks
from dashboard.text import Words
from metrics import Language, Settings
from tests.loaded import small_services

RUN = """## Record

| day | who | with what | 1 | 2 | 3 | 4 | 5 | notes |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2027-03-31 | A. Reader | NVDA, Firefox | done | done | stopped | done | done | the chart |
"""


@pytest.fixture
def answering(tmp_path):
    """The first page and the statement of an installation whose office has this contact."""

    def pages(contact: str, language: str = "en") -> tuple[str, str]:
        with small_services(tmp_path) as held:
            settings = held.settings.model_copy(update={"contact": contact})
            client = create_app(replace(held, settings=settings)).server.test_client()
            asked = (client.get(f"{path}?lang={language}") for path in ("/", "/accessibility"))
            first, statement = (unescape(one.get_data(as_text=True)) for one in asked)
        return first, statement

    return pages


@pytest.mark.parametrize("language", list(Language))
def test_the_statement_says_of_every_run_in_the_record_what_the_record_says(client, language):
    page, words = (
        unescape(client.get(f"/accessibility?lang={language}").get_data(as_text=True)),
        Words(language),
    )
    runs = manual_runs()
    assert len(runs) == RECORD.read_text(encoding="utf-8").count("NVDA, Firefox") + 3
    assert {one.reader for one in runs} <= READERS.keys()
    for one in runs:
        assert words(f"accessibility.with_{READERS[one.reader]}") in page
    waiting = sum(one.day == NOT_YET for one in runs)
    assert page.count(words("accessibility.not_yet")) == waiting


def test_a_run_that_was_made_is_told_with_its_day_and_its_tasks(tmp_path):
    record = tmp_path / "accessibility.md"
    record.write_text(RUN, encoding="utf-8")
    (run,) = manual_runs(record)
    assert run == Run(
        "2027-03-31", "NVDA, Firefox", ("done", "done", "stopped", "done", "done"), "the chart"
    )
    assert run.is_done
    assert (_day(run, Words(Language.FR)), _tasks(run, Words(Language.FR))) == (
        "31 mars 2027",
        "4 sur 5 faites",
    )


def test_an_installation_without_the_record_has_no_run_to_tell(tmp_path):
    assert manual_runs(tmp_path / "nowhere.md") == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Tell us about a wrong figure"), ("fr", "Signaler un chiffre erroné")],
)
def test_the_foot_names_the_contact_of_the_office_and_the_page(answering, language, said):
    first, statement = answering("office@example.ca", language)
    (link,) = re.findall(rf'<a href="(mailto:[^"]+)">{said}</a>', first)
    assert link.startswith("mailto:office@example.ca?subject=")
    assert link.endswith("/")
    assert statement.count("mailto:office@example.ca?subject=") == 2


def test_a_contact_that_is_a_page_is_led_to(answering):
    first, _ = answering("https://office.example.ca/contact")
    assert '<a href="https://office.example.ca/contact">Tell us about a wrong figure</a>' in first


def test_without_a_contact_the_foot_leads_to_the_statement_and_names_nobody(answering):
    first, statement = answering("")
    assert '<a href="/accessibility">Accessibility of this site</a>' in first
    for page in (first, statement):
        assert "mailto:" not in page
        assert "Tell us about a wrong figure" not in page
    assert Words(Language.EN)("accessibility.report_nobody") in statement


@pytest.mark.parametrize("given", ["the office", "office@", "javascript:alert(1)", "a@b?bcc=c@d"])
def test_a_contact_that_is_neither_an_address_nor_a_page_stops_the_start(given):
    with pytest.raises(ValueError, match="contact"):
        Settings(contact=given)
