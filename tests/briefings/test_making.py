"""From an outline to files, and back: issued once, rebuilt with the same hash, set forward."""

from datetime import timedelta

import pytest

from dashboard.briefings.document import Format
from dashboard.briefings.outline import Line, listed
from dashboard.issuing.making import (
    compared,
    drafted,
    figures_of_lines,
    file_name,
    files,
    issue,
    kept_snapshot,
    made,
    outline_of,
    printed,
    printed_draft,
    rebuilt,
)
from dashboard.issuing.next_time import period_after, said_again, set_forward
from metrics import Language, MetricsError, Period, of_partner
from tests.briefings.issuing import day, issued, official_store, titled
from tests.briefings.made import AT, outline
from tests.metrics.released import FORM, LIFTS
from tests.releases.release_desk import OWNER

EN, FR = Language


def test_what_was_issued_is_rebuilt_with_the_same_hash(house):
    house.released()
    code, told = issued(house, titled("people", "visits"))
    house.move(house.at + timedelta(days=400))
    found = rebuilt(official_store(house), code)
    assert found.is_same
    assert found.content == told.content
    assert found.differences == ()


@pytest.mark.parametrize(
    ("form", "coverage"),
    [
        (1, "1 of 1 indicator has a figure"),
        (2, "1 of the strategy's {every} indicators chosen; 1 of 1 with a figure"),
    ],
)
def test_what_was_issued_in_an_older_form_is_rebuilt_in_it(house, form, coverage):
    house.released()
    coverage = coverage.format(every=len(listed(house.services.catalogue.framework("plan"))))
    store, chosen, actor = official_store(house), titled("people"), house.people["official"].id
    draft = drafted(store, chosen, actor)
    told = issue(store, draft.code, draft.version, made(store, chosen, form=form), actor)
    head = kept_snapshot(store, draft.code).documents[0].head
    assert head.coverage == coverage
    assert rebuilt(store, draft.code).is_same
    assert made(store, chosen).content != told.content


def test_the_files_are_named_and_print_the_code_the_hash_and_the_link(house):
    house.released()
    code, told = issued(house, titled("people"))
    store = official_store(house)
    found = store.briefings.find(code)
    shown = {one: printed(found, one, "https://o.example/") for one in Language}
    assert shown[EN].link == f"https://o.example/briefings/{code}"
    assert shown[EN].status == "Issued 20 August 2025"
    assert shown[FR].content == told.content
    given = list(files(kept_snapshot(store, code), shown, [Format.PDF]))
    assert [one.name for one in given] == [f"{code}-en.pdf", f"{code}-fr.pdf"]
    assert all(one.data.startswith(b"%PDF") and len(one.sha256) == 64 for one in given)


def test_a_draft_has_neither_code_nor_hash():
    shown = printed_draft(FR, AT)
    assert (shown.code, shown.content, shown.link) == ("", "", "")
    assert shown.status == "Brouillon, non émis"
    assert file_name("", EN, Format.XLSX) == "draft-en.xlsx"


def test_nothing_is_issued_where_the_figures_have_changed_since(house):
    house.scheduled()
    store, chosen = official_store(house), titled("people")
    draft, before = drafted(store, chosen, "somebody"), made(store, chosen)
    house.move(LIFTS + timedelta(minutes=1))
    with pytest.raises(MetricsError, match="changed since the preview"):
        issue(official_store(house), draft.code, draft.version, before, "somebody")


def test_the_figures_of_the_briefing_before_count_as_told_in_the_changes(house):
    house.released()
    first, _ = issued(house, titled("people"))
    after = made(official_store(house), titled("visits", since=first))
    told = {one.indicator for one in after.figures}
    assert told == {"people", "visits"}
    assert after.snapshot.documents[0].labels.since == (
        f"Since briefing {first}, issued 20 August 2025"
    )


def test_what_differs_between_two_is_told_in_words(house):
    house.released()
    first, _ = issued(house, titled("people"))
    second, _ = issued(house, titled("visits", since=first))
    told = compared(official_store(house), first, second, EN)
    assert {one.kind for one in told} == {"added", "left-out"}


def test_every_figure_of_an_indicator_in_a_line_is_told_with_the_draft(house):
    house.released()
    store = official_store(house)
    assert figures_of_lines(store, titled("people", "visits")) == ()
    chosen = titled("people", "visits", lines=(Line(indicator="people", en="12", fr="12"),))
    assert {one.indicator for one in figures_of_lines(store, chosen)} == {"people"}


def test_a_withdrawal_empties_drafts_and_refuses_rebuilding_with_the_reason(house):
    house.released()
    store = official_store(house)
    chosen = said_again(store, titled("people"))
    assert chosen.lines
    code, told = issued(house, chosen)
    draft = drafted(store, chosen, house.people["official"].id)
    owner = house.services.store.seen_by(of_partner(OWNER)).consents
    owner.withdraw(OWNER, FORM, house.people["steward f"].id, "No longer.")
    with pytest.raises(MetricsError, match="withdrew it on"):
        rebuilt(official_store(house), code)
    assert outline_of(official_store(house), draft.code).lines == ()
    assert official_store(house).briefings.find(code).issue.content == told.content


@pytest.mark.parametrize(
    ("one", "then"),
    [("2026-Q4", "2027-Q1"), ("2026", "2027"), ("2025-12", "2026-01"), ("2024/25", "2025/26"),
     ("2026-02-28", "2026-03-01"), ("2024-01-15/2024-01-20", "2024-01-21/2024-01-26")],
)  # fmt: skip
def test_the_period_after_is_as_long(one, then):
    assert period_after(Period.parse(one)).code == then


def test_an_outline_is_set_forward_without_what_told_numbers_of_the_past():
    lines = (Line(indicator="a", key="newest", en="x", fr="y", edited=True),
             Line(indicator="a", key="own-1", en="x", fr="y", edited=True))  # fmt: skip
    before = outline("a", period="2026-Q1", known_at=day("2026-04-30"), lines=lines)
    after = set_forward(before, "B-2026-001")
    assert (after.period, after.known_at, after.since) == ("2026-Q2", None, "B-2026-001")
    assert [(one.key, one.edited) for one in after.lines] == [("newest", False)]


@pytest.mark.parametrize(
    ("period", "until", "then"),
    [("2025-Q4", "2026-06-30", "2026-Q2"), ("2025", "2026-06-30", "2025"),
     ("2025-Q4", "2026-06-29", "2026-Q1"), ("2024", "2026-06-30", "2025")],
)  # fmt: skip
def test_of_a_schedule_nothing_is_set_forward_beyond_what_has_ended(period, until, then):
    assert set_forward(outline("a", period=period), "B-1", day(until)).period == then
