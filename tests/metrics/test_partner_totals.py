"""Totals over partners: what they come to, of how many, and who is told of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from dashboard.accounts import trace
from dashboard.observation_records import line_records
from dashboard.records import observation_record
from dashboard.series_command import series
from metrics import (
    APPROVED,
    OFFICE,
    OFFICIAL,
    PUBLIC,
    Language,
    MetricsStore,
    ObservationStatus,
    Place,
    Progress,
    Qualifier,
    Reason,
    Settings,
    labels,
    of_partner,
)
from metrics.rules.case import unjoined
from metrics.targets import Baseline, Target
from tests.factories import catalogue, document, indicator, words
from tests.metrics.returned import (
    FORM,
    NORTH,
    Q1,
    Q2,
    REVIEWER,
    SOUTH,
    office,
    stated,
    submit,
    values,
    with_returns,
)

ON = date(2025, 8, 15)


def opened(tmp_path, **changes):
    """A store in which the line of record of calls is what partners send."""
    changes = {"count_basis": "contacts", "frequency": "Q", **changes}
    held = with_returns(catalogue(indicators=(indicator(**changes),)))
    source = held.sources["hotline"].model_copy(
        update={
            "returns": FORM,
            "documents": {**held.sources["hotline"].documents, "returns": document("returns")},
        }
    )
    held = replace(held, sources={"hotline": source})
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", framework="plan")
    store = MetricsStore.open(settings, held)
    store.today = lambda: ON
    return store


@pytest.fixture
def store(tmp_path):
    found = opened(tmp_path)
    yield found
    found.close()


def total(store, period=Q1, scope=OFFICE):
    """The total of a period and how many of how many it is made of; None where there is none."""
    record = store.seen_by(scope).series("calls").record
    held = [one for one in record.values if one.observation.period == period] if record else []
    return held[0] if held else None


def said(held):
    return labels.value_words(held, _unit(), Language.EN)


def _unit():
    return catalogue().units["calls"]


def approve(store, receipt):
    return office(store).approve(receipt.code, REVIEWER)


def both(store, north="10", south="5", period=Q1):
    first = submit(store, values(north, period=period), NORTH, period)
    second = submit(store, values(south, period=period), SOUTH, period)
    return first, second


def test_what_all_partners_report_is_added_and_says_of_how_many(store):
    both(store)
    held = total(store)
    assert (held.observation.value, held.observation.qualifier) == (15, Qualifier.EXACT)
    assert (held.total.covered, held.total.asked, held.total.missing) == (2, 2, ())
    assert labels.coverage_words(held, Language.FR) == "2 partenaires sur 2"
    assert said(held) == "15"


def test_with_a_partner_missing_a_sum_is_at_least_so_much(store):
    submit(store, values("10"), NORTH)
    held = total(store)
    assert (held.observation.value, held.observation.qualifier) == (10, Qualifier.AT_LEAST)
    assert held.total.missing == (SOUTH,)
    assert said(held) == "at least 10 (1 of 2 partners)"


@pytest.mark.parametrize(
    ("status", "covered"),
    [
        (ObservationStatus.MISSING, 2),  # not applicable: it has answered
        (ObservationStatus.NOT_COLLECTED, 1),
        (ObservationStatus.NOT_YET, 1),
    ],
)
def test_not_applicable_is_an_answer_and_not_available_is_none(store, status, covered):
    submit(store, values("10"), NORTH)
    submit(store, [stated(None, status=status)], SOUTH)
    held = total(store)
    assert (held.total.covered, held.total.asked) == (covered, 2)
    assert held.is_incomplete == (covered < 2)


def test_what_was_waived_is_not_asked_for_and_what_came_all_the_same_counts(store):
    submit(store, values("10"), NORTH)
    office(store).waive(FORM, SOUTH, "calls", Q1, REVIEWER, "Moved house.")
    assert (total(store).total.covered, total(store).total.asked) == (1, 1)
    submit(store, values("5"), SOUTH)
    assert (total(store).total.covered, total(store).total.asked) == (2, 2)
    assert total(store).observation.value == 15


def test_only_who_sees_every_organization_is_told_of_totals_and_coverage(store):
    for receipt in both(store):
        approve(store, receipt)
    assert total(store, scope=OFFICE).observation.value == 15
    for scope in (PUBLIC, OFFICIAL, APPROVED, of_partner(NORTH)):
        seen = store.seen_by(scope)
        lines = [*seen.series("calls").lines, *seen.lines(["hotline/calls"])]
        assert not [one for one in lines if one.is_total]
        assert total(store, scope=scope) is None
        assert seen.scorecard("plan").pillars[0].rows[0].latest is None
        assert all(one.held.total is None for one in trails_of(seen))


def trails_of(seen):
    return seen.trail("calls", Q1.code) if seen.series("calls").lines else ()


def test_a_total_is_provisional_while_a_part_is(store):
    first, second = both(store)
    approve(store, first)
    assert total(store).is_provisional
    approve(store, second)
    assert not total(store).is_provisional


def test_a_restated_part_restates_the_total_and_one_that_arrives_completes_it(store):
    approve(store, submit(store, values("10"), NORTH))
    approve(store, submit(store, values("5"), SOUTH))
    record = store.seen_by(OFFICE).series("calls").record
    assert record.earlier == {}
    assert total(store).revision == 1
    submit(store, values("8"), SOUTH)
    record = store.seen_by(OFFICE).series("calls").record
    assert [one.observation.value for one in record.earlier[Q1.code]] == [15]
    assert (total(store).observation.value, total(store).revision) == (18, 2)


def test_the_trail_of_a_total_leads_to_each_partners_cell(store):
    both(store)
    whole, *parts = store.seen_by(OFFICE).trail("calls", Q1.code)
    made_of = " ".join(step.words.en for step in whole.steps)
    assert "2 of 2 partners" in made_of
    assert all(f"{one}, CA: " in made_of and "return.xlsx, Calls!C2" in made_of
               for one in (NORTH, SOUTH))  # fmt: skip
    assert {one.held.observation.organization for one in parts} == {NORTH, SOUTH}


def test_a_total_stands_in_no_file_and_names_its_returns(store):
    both(store)
    whole = total(store)
    assert (whole.observation.location.cell, whole.observation.location.file) == ("", "")
    assert (whole.total.returns, whole.is_unreleased) == (2, True)
    steps = {one.title.en: one.words.en for one in
             store.seen_by(OFFICE).trail("calls", Q1.code)[0].steps}  # fmt: skip
    assert steps["Returns"].startswith("Made of 2 returns")
    assert steps["Release"].startswith("Not released")
    assert steps["Approved"] == "not yet"
    assert not {"Document", "Publisher", "Made known", "Recorded", "File and cell"} & set(steps)
    assert "SHA" not in " ".join(steps.values())


@pytest.mark.parametrize("approved", [True, False])
def test_a_record_of_a_total_says_that_it_is_not_released(store, approved):
    for receipt in both(store):
        if approved:
            approve(store, receipt)
    record = observation_record(total(store), store.catalogue, Language.FR)
    told = record["release"], record["confidentiality"], record["published_on"]
    assert told == ("non diffusé", "N", None)
    assert (record["approved_on"] is not None) is approved
    place = {name: record["provenance"][name] for name in ("file", "sha256", "sheet", "cell")}
    assert set(place.values()) == {""}
    assert (record["provenance"]["submission"], record["provenance"]["made_of"]) == (None, 2)


def test_a_total_of_other_partners_is_compared_with_none_before_it(store):
    """Both quarters are whole, and made of figures of different organizations."""
    none = stated(None, period=Q2)._replace(status=ObservationStatus.MISSING)
    both(store)
    submit(store, values("12", period=Q2), NORTH, Q2)
    submit(store, [none], SOUTH, Q2)
    record = store.seen_by(OFFICE).series("calls").record
    first, second = record.values
    assert (first.is_incomplete, second.is_incomplete) == (False, False)
    assert (first.observation.value, second.observation.value) == (15, 12)
    assert [len(one) for one in record.segments] == [1, 1]
    assert store.seen_by(OFFICE).scorecard("plan").pillars[0].rows[0].previous is None
    assert unjoined(first, second, ()) is Reason.OTHER_PARTNERS
    same = total(store, Q1)
    assert unjoined(same, replace_period(same, Q2), ()) is None


def at_terminal(store, monkeypatch):
    """Let the reading commands open this store."""
    monkeypatch.setattr("dashboard.printing.Catalogue.read", lambda _: store.catalogue)
    monkeypatch.setattr("dashboard.printing.MetricsStore.open", lambda *_, **__: store)
    monkeypatch.setenv("PILLARS_FRAMEWORK", "plan")


@pytest.mark.parametrize(
    "asked", [series, partial(trace, period="2025-Q1")], ids=["series", "trace"]
)
def test_a_command_notes_each_partners_line_once_in_one_transaction(store, monkeypatch, asked):
    """The trail of a total asks for its lines again and again: that is one look."""
    both(store)
    before = {one.position for one in store.audit_entries()}
    whole, commits = store.audit.note_many, []
    monkeypatch.setattr(store.audit, "note_many",
                        lambda actor, deeds: commits.append(1) or whole(actor, deeds))  # fmt: skip
    at_terminal(store, monkeypatch)
    asked("calls")
    noted = [(one.detail.get("organization"), one.detail.get("organizations"))
             for one in store.audit_entries() if one.position not in before]  # fmt: skip
    assert sorted(noted, key=str) == [(NORTH, None), (SOUTH, None), (None, 2)]
    assert len(commits) == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "other partners"), ("fr", "autres partenaires")])
def test_the_command_and_files_say_that_the_partners_are_others(store, capsys, monkeypatch, lang,
                                                                said):  # fmt: skip
    none = stated(None, period=Q2)._replace(status=ObservationStatus.MISSING)
    both(store)
    submit(store, values("12", period=Q2), NORTH, Q2)
    submit(store, [none], SOUTH, Q2)
    held = store.seen_by(OFFICE).series("calls")
    written = [one["coverage"] for one in line_records(held.record.values, store.catalogue,
                                                       Language(lang))]  # fmt: skip
    assert [said in one for one in written] == [False, True]
    at_terminal(store, monkeypatch)
    monkeypatch.setenv("COLUMNS", "200")
    series("calls", lang=lang)
    told = capsys.readouterr().out
    assert told.count(said) == 1
    (row,) = [line for line in told.splitlines() if said in line]
    assert "12" in row
    assert ("Partners" if lang == "en" else "Partenaires") in told


def replace_period(held, period):
    return held._replace(observation=held.observation._replace(period=period))


def test_progress_from_a_baseline_of_other_partners_is_not_comparable(tmp_path):
    aim = TARGET.model_copy(update={
        "due": "by_end", "baseline": Baseline(period=Q1),
    })  # fmt: skip
    store = opened(tmp_path, target=aim)
    both(store)
    none = stated(None, period=Q2)._replace(status=ObservationStatus.MISSING)
    submit(store, values("11", period=Q2), NORTH, Q2)
    submit(store, [none], SOUTH, Q2)
    judged = store.seen_by(OFFICE).explain("calls").assessment
    assert (judged.progress, judged.reason) == (Progress.NOT_COMPARABLE, Reason.OTHER_PARTNERS)
    store.close()


def test_a_total_of_some_is_compared_with_nothing(store):
    both(store)
    submit(store, values("9", period=Q2), NORTH, Q2)
    record = store.seen_by(OFFICE).series("calls").record
    assert [len(one) for one in record.segments] == [1, 1]
    row = store.seen_by(OFFICE).scorecard("plan").pillars[0].rows[0]
    assert row.latest.observation.period == Q2
    assert row.previous is None


TARGET = Target.model_validate(
    {"kind": "at_least", "value": "12", "due": "each_period", "from": "2025-01-01",
     "by": "2026-12-31", "basis": "office", "set_on": "2025-01-01", "approved_by": "The office"}
)  # fmt: skip


@pytest.mark.parametrize(
    ("north", "word", "reason"),
    [("13", Progress.MET, None), ("11", Progress.NOT_ASSESSED, Reason.COVERAGE)],
)
def test_of_a_total_of_some_only_what_is_proven_is_judged(tmp_path, north, word, reason):
    store = opened(tmp_path, target=TARGET)
    submit(store, values(north), NORTH)
    judged = store.seen_by(OFFICE).explain("calls").assessment
    good = (Progress.MET, Progress.ON_TRACK) if word is Progress.MET else (word,)
    assert judged.progress in good
    assert judged.reason is reason
    store.close()


def test_people_whom_several_may_count_are_refused_or_told_of(tmp_path):
    refused = opened(tmp_path, count_basis="people_in_period", roll_up_time="none",
                     roll_up_place="none")  # fmt: skip
    both(refused)
    held = total(refused)
    assert held.observation.value is None
    assert "several partners" in held.total.why.en
    assert refused.seen_by(OFFICE).explain("calls").assessment.reason is Reason.NO_TOTAL
    refused.close()


def test_a_share_is_made_of_its_numbers_and_never_a_mean(tmp_path):
    share = {"measure": "ratio", "count_basis": None, "numerator": words("answered"),
             "denominator": words("calls")}  # fmt: skip
    store = opened(tmp_path, **share)
    submit(store, [stated("50", numerator=5, denominator=10)], NORTH)
    assert total(store).observation.value is None  # of one of two
    submit(store, [stated("90", numerator=81, denominator=90)], SOUTH)
    assert total(store).observation.value == Decimal(86)
    submit(store, [stated("91")], SOUTH)
    assert total(store).observation.value is None
    assert total(store).total.why
    store.close()


def test_what_is_sent_by_regions_makes_the_place_of_the_record(tmp_path):
    store = opened(tmp_path)
    held = store.catalogue
    parts = {code: Place(code=code, title=words(code), kind="region", parent="CA")
             for code in ("CA-E", "CA-W")}  # fmt: skip
    form = held.returns[FORM]
    table = form.tables[0].model_copy(update={"places": ("CA-E", "CA-W")})
    store.catalogue = replace(
        held, places={**held.places, **parts},
        returns={FORM: form.model_copy(update={"tables": (table,)})},
    )  # fmt: skip
    east, west = (stated(value, place=place, row=row)
                  for value, place, row in (("4", "CA-E", 2), ("6", "CA-W", 3)))  # fmt: skip
    submit(store, [east, west], NORTH)
    submit(store, [east], SOUTH)
    held = total(store)
    assert said(held) == "at least 14 (1 of 2 partners)"  # one region of SOUTH is missing
    assert held.observation.place == "CA"
    store.close()


def test_it_costs_nothing_where_a_publisher_speaks_for_the_indicator(store, monkeypatch):
    monkeypatch.setattr(
        "metrics.series_lines.total_line", lambda *_: pytest.fail("a total was reckoned")
    )
    publishers = replace(store.catalogue, returns={})
    store.catalogue = publishers
    assert store.seen_by(OFFICE).series("calls").record is None
