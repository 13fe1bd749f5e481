"""The calendar of dates: what is announced or declared, in order, and nothing that is guessed."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from icalendar import Calendar

from dashboard.app import create_app
from dashboard.services import Services
from metrics import Record, Target
from tests.factories import document, indicator
from tests.loaded import small_services

ON = date(2019, 1, 31)  # a day of the strategy


@pytest.fixture
def asked(tmp_path):
    """What an address answers on a day, with what a test declares of a source and of targets."""
    with small_services(tmp_path) as services:

        def ask(path="/calendar", on=ON, indicators=None, **of_source):
            held = services.catalogue
            own = held.sources["hotlines"].model_copy(update=of_source)
            held = replace(
                held, sources={**held.sources, "hotlines": own},
                indicators={**held.indicators, **(indicators or {})},
            )  # fmt: skip
            store = services.store
            store.catalogue, store.today = held, lambda: on
            app = create_app(Services(services.settings, held, store))
            return unescape(app.server.test_client().get(path).get_data(as_text=True))

        yield ask


def part(page: str, id_: str) -> str:
    """A section of the page, as words."""
    found = re.search(rf'<section[^>]*id="{id_}".*?</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.group()))


def title(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page).group(1)


def test_the_next_date_is_the_title_and_past_ones_stand_nowhere(asked):
    page = asked(next_release=date(2019, 3, 1))
    assert (
        title(page) == "Next, on 1 March 2019: Hotline. Next release, as the source has named it."
    )
    assert "30 June 2016" not in page.partition("<main")[2]
    assert "29 May 2019 An event of the strategy." in part(page, "declared")


def test_where_nobody_names_a_day_the_page_says_so(asked):
    page = asked(on=date(2031, 1, 1))
    assert title(page) == "No date to come is announced or declared"
    assert "No publisher of the sources has named" in part(page, "sources")
    assert "No release to come is announced." in part(page, "releases")


def test_sources_that_name_no_day_are_counted(asked):
    said = part(asked(next_release=date(2019, 3, 1)), "sources")
    assert "1 further source has named no day to come." in said


def test_targets_are_dates_too(asked):
    target = Target(kind="at_least", value="700", by=date(2020, 1, 1), basis="office",
                    set_on=date(2018, 1, 1), approved_by="The office")  # fmt: skip
    record = Record(series="hotlines/calls", place="CA")
    held = {"calls": indicator("calls", record=record, target=target)}
    said = part(asked(indicators=held), "declared")
    assert "calls 1 January 2020 The target is to be reached." in said


def test_the_page_is_the_same_in_french(asked):
    page = asked("/calendar?lang=fr", next_release=date(2019, 3, 1))
    assert title(page).startswith("Prochaine date, le 1er mars 2019\u00a0: Hotline (fr). ")
    assert "Ce qui a lieu" in page
    assert "Quelle date" not in page


def test_the_overview_leads_to_all_dates(asked):
    assert 'href="/calendar"' in asked("/").partition("<main")[2].partition("<footer")[0]


def test_the_file_has_one_event_a_date_that_keeps_its_name_in_every_language(asked):
    english, french = (
        Calendar.from_ical(asked(f"/calendar.ics?lang={lang}", next_release=date(2019, 3, 1)))
        for lang in ("en", "fr")
    )
    events = english.walk("VEVENT")
    assert len(events) == len({str(one["uid"]) for one in events})
    days = [one["dtstart"].dt for one in events]
    assert days == sorted(days)
    assert (days[0], str(events[0]["summary"])) == (date(2019, 3, 1), "Hotline")
    assert {str(one["uid"]) for one in french.walk("VEVENT")} == {str(one["uid"]) for one in events}


def test_a_file_asked_for_in_words_that_mean_nothing_is_english(asked):
    assert "X-WR-CALNAME:Strategy performance: dates" in asked("/calendar.ics?lang=de")


def test_without_accounts_no_return_is_due_to_anybody(asked):
    assert 'id="own"' not in asked()


def test_as_known_on_a_day_only_what_was_told_by_then_is_a_date(asked):
    told = {"first": document("first").model_copy(update={"published_on": "2017"})}
    early, late = (
        part(asked(f"/calendar?known_at={day}", documents=told), "declared")
        for day in ("2017-12-30", "2017-12-31")
    )
    assert "The line opens" not in early
    assert "Plan 2020" not in early, "nobody had announced it"
    assert "Plan 2016" in early, "it is the one that is shown"
    assert "The line opens 29 May 2019" in late


def test_what_a_publisher_named_is_not_shown_as_known_on_a_past_day(asked):
    page = asked("/calendar?known_at=2018-01-31", next_release=date(2019, 3, 1))
    assert "Hotline" not in part(page, "sources")
    assert "No record says on which day" in part(page, "sources")


def test_a_target_set_later_is_no_date_of_a_past_day(asked):
    target = Target(kind="at_least", value="700", by=date(2020, 1, 1), basis="office",
                    set_on=date(2018, 1, 1), approved_by="The office")  # fmt: skip
    record = Record(series="hotlines/calls", place="CA")
    held = {"calls": indicator("calls", record=record, target=target)}
    before, after = (
        part(asked(f"/calendar?known_at={day}", indicators=held), "declared")
        for day in ("2017-12-31", "2018-01-31")
    )
    assert "1 January 2020" not in before
    assert "1 January 2020" in after


def test_the_file_names_targets_as_targets(asked):
    target = Target(kind="at_least", value="700", by=date(2020, 1, 1), basis="office",
                    set_on=date(2018, 1, 1), approved_by="The office")  # fmt: skip
    record = Record(series="hotlines/calls", place="CA")
    held = {
        one: indicator(one, record=record if one == "calls" else None, target=target)
        for one in ("calls", "silent")
    }
    events = Calendar.from_ical(asked("/calendar.ics", indicators=held)).walk("VEVENT")
    assert "Targets of 2 indicators" in {str(one["summary"]) for one in events}
