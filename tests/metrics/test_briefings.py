"""Briefings: kept version by version, issued once, known to those who see ahead, delivered once."""

import json
import threading
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from metrics import (
    OFFICE,
    OFFICIAL,
    PUBLIC,
    BriefingState,
    Language,
    MetricsError,
    NewerVersionError,
    Text,
    UnknownError,
    of_partner,
)
from metrics.store import tables
from metrics.store.briefing_tables import briefing_recipient
from tests.factories import observation, submission
from tests.metrics.briefed import (
    EDITOR,
    LINE,
    MAKER,
    NAMED,
    OWNER,
    briefings,
    codes,
    come_out,
    drafted,
    figure,
    issued,
    lines_of,
    outline,
    owned_houses,
    snapshot,
)
from tests.metrics.released import MONEY, NOW, PEOPLE, Clock, opened, report, value

TO = ("first@office.example", "second@office.example")


@pytest.fixture
def store(database_url):
    found = opened(database_url, owned_houses())
    yield found
    found.close()


@pytest.fixture
def clock(store):
    return Clock(store)


def refusal(step, *given, **more):
    with pytest.raises(MetricsError) as caught:
        step(*given, **more)
    assert all("\n" not in caught.value.in_(one) for one in Language)
    return str(caught.value)


def actions(store):
    return [one.action for one in store.audit_entries(limit=1000)]


# ---- drafts ------------------------------------------------------------------------------------


def test_a_draft_is_kept_version_by_version(store, clock):
    first = drafted(store, "One.")
    assert (first.code, first.version) == ("B-2025-001", 1)
    clock.move(NOW + timedelta(hours=1))
    second = briefings(store).draft(
        outline("Two."), Text("Other", "Autre"), (), EDITOR, first.code, base_version=1
    )
    found = briefings(store).find(first.code)
    assert (found.state, found.actor, found.created) == (BriefingState.DRAFT, MAKER, NOW)
    assert (found.title.fr, found.issue, found.erased) == ("Autre", None, None)
    assert [(one.number, one.title.en, one.actor) for one in found.versions] == [
        (1, "Third quarter", MAKER), (2, "Other", EDITOR),
    ]  # fmt: skip
    assert briefings(store).versions(first.code) == found.versions
    assert second.at == NOW + timedelta(hours=1)
    assert [lines_of(store, first.code, one)[0]["en"] for one in (1, 2, None)] == [
        "One.", "Two.", "Two.",
    ]  # fmt: skip


def test_codes_count_the_briefings_of_a_year_and_are_never_given_out_twice(store, clock):
    first, second = drafted(store, "One."), drafted(store, "Two.")
    briefings(store).discard(second.code, MAKER)
    third = drafted(store, "Three.")
    clock.move(datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert [one.code for one in (first, second, third, drafted(store))] == [
        "B-2025-001", "B-2025-002", "B-2025-003", "B-2026-001",
    ]  # fmt: skip
    assert codes(briefings(store).held()) == ["B-2026-001", "B-2025-003", "B-2025-001"]
    assert codes(briefings(store).held(BriefingState.DISCARDED)) == ["B-2025-002"]
    assert briefings(store).held(actor=EDITOR) == ()


def test_who_began_from_an_older_version_is_told_who_was_faster_and_when(store, clock):
    code = drafted(store, "One.").code
    briefings(store).draft(outline("Two."), NAMED, (), EDITOR, code, base_version=1)
    with pytest.raises(NewerVersionError) as caught:
        briefings(store).draft(outline("Mine."), NAMED, (), MAKER, code, base_version=1)
    assert caught.value.version == 2
    assert f"account {EDITOR} kept version 2 of {code} at 2025-08-15T09:00:00Z" in str(caught.value)
    assert len(briefings(store).versions(code)) == 2


def test_the_same_again_is_kept_once_and_leaves_no_entry(store, clock):
    first = drafted(store, "One.")
    again = drafted(store, "One.", code=first.code, base_version=1)
    assert again == first
    assert actions(store) == ["briefing-drafted"]


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{", '"x"', '{"lines": 5}', '{"a": NaN}', "[" * 100_000, '{"a": "\\ud800"}'],
)
def test_what_is_no_outline_is_refused(store, said):
    assert "a JSON object" in refusal(briefings(store).draft, said, NAMED, (), MAKER)


def test_an_outline_names_nothing_twice_and_is_not_endless(store):
    code = briefings(store).draft('{"lines": ["x"], "lines": []}', NAMED, (), MAKER).code
    assert briefings(store).outline(code) == '{"lines":[]}'
    said = outline("x" * 200_000)
    assert "at most 200000 characters" in refusal(briefings(store).draft, said, NAMED, (), MAKER)


def test_a_title_of_500_characters_is_kept_and_of_501_refused(store):
    long = Text("é" * 500, "x" * 500)
    code = briefings(store).draft(outline(), long, (), MAKER).code
    assert briefings(store).find(code).title == long
    said = refusal(briefings(store).draft, outline(), Text("x" * 501, ""), (), MAKER)
    assert "at most 500 characters" in said


def test_a_discarded_draft_has_no_lines_and_stays_so(store, clock):
    first = drafted(store, LINE)
    briefings(store).draft(outline("Two."), NAMED, (), EDITOR, first.code)
    found = briefings(store).discard(first.code, MAKER)
    assert (found.state, found.discarded) == (BriefingState.DISCARDED, NOW)
    assert found.erased is None
    assert [lines_of(store, first.code, one) for one in (1, 2)] == [[], []]
    assert "is discarded" in refusal(drafted, store, "Again.", code=first.code)
    assert "is discarded" in refusal(briefings(store).discard, first.code, MAKER)
    assert "is discarded" in refusal(issued, store, first._replace(version=2))


def test_what_is_unknown_is_told_in_the_gender_of_its_name(store):
    with pytest.raises(UnknownError) as caught:
        briefings(store).find("B-2025-999")
    assert caught.value.in_(Language.FR).startswith("Note d'information inconnue")


def test_unknown_codes_versions_and_sources_of_a_copy_are_refused(store):
    code = drafted(store).code
    for step in (briefings(store).find, briefings(store).outline, briefings(store).snapshot):
        with pytest.raises(UnknownError, match="Unknown briefing"):
            step("B-2025-999")
    with pytest.raises(UnknownError, match="Unknown version '7'"):
        briefings(store).outline(code, 7)
    with pytest.raises(UnknownError):
        drafted(store, copied_from="B-2025-999")
    assert codes(briefings(store).held()) == [code]


# ---- issuing -----------------------------------------------------------------------------------


def test_a_briefing_is_issued_once_and_its_snapshot_comes_back_to_the_last_sign(store, clock):
    draft = drafted(store, "One.")
    held = datetime.now(UTC)
    found = issued(store, draft, "é\u202f1", held_at=held)
    assert (found.version, found.held_at, found.at, found.actor) == (1, held, NOW, MAKER)
    assert found.content == sha256(briefings(store).snapshot(draft.code).encode()).hexdigest()
    told = briefings(store).find(draft.code)
    assert (told.state, told.issue) == (BriefingState.ISSUED, found)
    assert f"{draft.code} is issued" in refusal(issued, store, draft)
    assert "is issued" in refusal(drafted, store, "More.", code=draft.code)
    assert "is issued" in refusal(briefings(store).discard, draft.code, MAKER)
    assert codes(briefings(store).held(BriefingState.ISSUED)) == [draft.code]


def test_a_draft_has_no_snapshot(store):
    assert "was not issued" in refusal(briefings(store).snapshot, drafted(store).code)


def test_only_the_newest_version_is_issued(store):
    draft = drafted(store, "One.")
    drafted(store, "Two.", code=draft.code)
    assert "is not the newest: look at version 2" in refusal(issued, store, draft)


def test_another_checksum_another_instant_and_no_title_are_refused(store):
    draft = drafted(store, "One.")
    _, content = snapshot("other")
    assert "is not that of its snapshot" in refusal(issued, store, draft, content=content)
    for sign in ("\0", "\ud800"):
        said = refusal(issued, store, draft, snapshot=f'{{"a":"{sign}"}}', content="")
        assert "is not that of its snapshot" in said
    for held in (datetime.now(), datetime.now(UTC) + timedelta(minutes=1)):  # noqa: DTZ005
        assert "as of which instant" in refusal(issued, store, draft, held_at=held)
    bare = briefings(store).draft(outline(), Text("", " "), (), MAKER)
    assert "has no title" in refusal(issued, store, bare)


def test_figures_that_changed_since_the_preview_are_not_issued(store, clock):
    draft, seen = drafted(store, "One."), datetime.now(UTC)
    version = briefings_version(store)
    report(store, "house-a", [value("visits", "7", "R1")])
    said = refusal(issued, store, draft, data_version=version)
    assert "have changed since the preview" in said
    assert "have changed since" in refusal(issued, store, draft, held_at=seen)  # read as before it
    assert issued(store, draft).version == 1


def briefings_version(store):
    return store.seen_by(OFFICIAL).data_version()


def test_a_release_that_came_out_since_the_preview_is_a_change(store, clock):
    draft, version = drafted(store), None
    come_out_later(store, clock)
    version = briefings_version(store)
    clock.move(clock.at + timedelta(days=6))
    assert "have changed since" in refusal(issued, store, draft, data_version=version)


def come_out_later(store, clock):
    at = clock.at
    come_out(store, clock)
    clock.move(at)


def test_briefings_leave_the_version_of_the_data_as_it_was(store, clock):
    store.record(submission(whole=True), [observation("3", indicator="visits", place="ON")])
    before, store_ = briefings_version(store), store.seen_by(OFFICIAL)
    store_.scorecard("plan")
    kept_answers = len(store_._memo)
    draft = drafted(store, "One.")
    issued(store, draft)
    code = schedule(store, draft.code).code
    briefings(store).cancel_schedule(code, MAKER)
    assert briefings_version(store) == before
    assert len(store_._memo) == kept_answers


# ---- who knows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", [PUBLIC, of_partner("house-a")])
def test_who_does_not_see_ahead_finds_no_briefing(store, scope):
    draft = drafted(store, "One.")
    issued(store, draft)
    schedule(store, draft.code)
    asked = store.seen_by(scope).briefings
    assert (asked.held(), asked.schedules()) == ((), ())
    for question in (asked.find, asked.outline, asked.versions, asked.snapshot):
        with pytest.raises(UnknownError):
            question(draft.code)
    with pytest.raises(UnknownError):
        asked.built(draft.code, "pdf", "en", "a" * 64, "x1")
    steps = (
        (asked.draft, outline(), NAMED, (), "x1"), (asked.discard, draft.code, "x1"),
        (asked.schedule, draft.code, "rule", TO, ("pdf",), ("en",), "x1"),
        (asked.cancel_schedule, "S-001", "x1"), (asked.begin_run, "S-001", "2025-Q2"),
        (asked.ran, "S-001", "2025-Q2", "done"), (asked.runs, "S-001"),
    )  # fmt: skip
    for step, *given in steps:
        assert "not yours" in refusal(step, *given)


def test_the_office_and_officials_know_the_same(store):
    draft = drafted(store, "One.")
    held = [store.seen_by(one).briefings.find(draft.code) for one in (OFFICE, OFFICIAL)]
    assert held[0] == held[1]


def test_an_owner_learns_which_issued_briefings_hold_its_figures_and_nothing_else(store, clock):
    come_out(store, clock)
    with_it, without, only_drafted = (drafted(store, LINE) for _ in range(3))
    issued(store, with_it, figures=(figure(MONEY), figure(PEOPLE, place="R1")))
    issued(store, without, figures=(figure(MONEY, "2024-Q4"), figure("hotline/none")))
    own = store.seen_by(of_partner(OWNER)).briefings
    (told,) = own.of_organization(OWNER)
    assert (told.code, told.title, told.created) == (with_it.code, NAMED, clock.at)
    assert told.issue.at == clock.at
    assert (told.actor, told.versions, told.issue.actor, told.issue.content) == ("", (), "", "")
    assert only_drafted.code not in codes(own.of_organization(OWNER))
    assert own.of_organization("house-a") == ()
    for scope in (PUBLIC, OFFICIAL, of_partner("house-b")):
        assert store.seen_by(scope).briefings.of_organization(OWNER) == ()
    assert codes(store.seen_by(OFFICE).briefings.of_organization("house-a")) == [with_it.code]


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"period": "2025"}, True),  # made of its quarters
        ({"place": "CA"}, True),  # made of its provinces
        ({"period": "2025-Q2"}, False),
        ({"period": "2025-02"}, False),  # a part of what was released tells nothing of it
        ({"place": "R1"}, False),
        ({"disaggregation": "sex=female"}, False),
    ],
)
def test_whose_values_stand_in_a_figure_is_told_from_what_was_released(
    store, clock, changes, holds
):
    come_out(store, clock)
    issued(store, drafted(store), figures=(figure(MONEY)._replace(**changes),))
    found = store.seen_by(of_partner("house-c")).briefings.of_organization("house-c")
    assert bool(found) is holds


# ---- the log -----------------------------------------------------------------------------------


def test_each_step_leaves_its_entry_of_codes_and_counts(store, clock):
    draft = drafted(store, LINE)
    content = issued(store, draft).content
    briefings(store).built(draft.code, "pdf", "fr", "b" * 64, EDITOR)
    made = schedule(store, draft.code)
    briefings(store).delivered(draft.code, 2, "system")
    briefings(store).cancel_schedule(made.code, EDITOR)
    briefings(store).discard(drafted(store).code, MAKER)
    entries = list(reversed(store.audit_entries()))
    assert {one.object for one in entries[:6]} == {f"briefing:{draft.code}"}
    assert [(one.action.removeprefix("briefing-"), one.actor, dict(one.detail)) for one in entries][
        :6
    ] == [
        ("drafted", MAKER, {"version": 1, "figures": 1}),
        ("issued", MAKER, {"version": 1, "figures": 1, "content": content}),
        ("built", EDITOR, {"version": 1, "format": "pdf", "language": "fr", "file": "b" * 64}),
        ("scheduled", MAKER, {"schedule": made.code, "recipients": 2}),
        ("delivered", "system", {"version": 1, "recipients": 2}),
        ("unscheduled", EDITOR, {"schedule": made.code, "recipients": 2}),
    ]
    assert [one.action for one in entries[6:]] == ["briefing-drafted", "briefing-discarded"]
    said = json.dumps([one._asdict() for one in entries], default=str)
    assert not any(one in said for one in (LINE, NAMED.en, *TO))
    assert store.verify_audit().state == "sound"


# ---- schedules ---------------------------------------------------------------------------------


def schedule(store, code, **changes):
    fields = {
        "rule": "three working days after the quarter", "recipients": TO, "formats": ("pdf",),
        "languages": (Language.EN, Language.FR), "actor": MAKER, **changes,
    }  # fmt: skip
    return briefings(store).schedule(code, **fields)


def test_a_schedule_is_kept_and_cancelled_with_its_addresses(store, clock):
    code = drafted(store).code
    made = schedule(store, code, recipients=[*TO, TO[0].upper(), f" {TO[1]} "])
    assert (made.code, made.briefing, made.at) == ("S-001", code, NOW)
    assert [one.casefold() for one in made.recipients] == [*TO]
    assert briefings(store).schedules() == (made,)
    assert f"cancel {made.code} first" in refusal(briefings(store).discard, code, MAKER)
    ended = briefings(store).cancel_schedule(made.code, EDITOR)
    assert (ended.recipients, ended.cancelled) == ((), NOW)
    assert briefings(store).schedules() == ()
    assert briefings(store).schedules(cancelled=True) == (ended,)
    with store._repository.engine.connect() as connection:
        assert connection.execute(select(briefing_recipient)).all() == []
    assert "was cancelled on 2025-08-15" in refusal(
        briefings(store).cancel_schedule, made.code, MAKER
    )
    assert briefings(store).discard(code, MAKER).state is BriefingState.DISCARDED
    assert "is discarded" in refusal(schedule, store, code)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rule": " "}, "Say when"),
        ({"rule": "x" * 501}, "Say when"),
        ({"recipients": ()}, "Give between 1 and 50 addresses"),
        ({"recipients": [f"a{one}@b.example" for one in range(51)]}, "Give between 1 and 50"),
        ({"recipients": ["a@b.example\nBcc: c@d.example"]}, "each as name@host"),
        ({"recipients": ["a b@c.example"]}, "each as name@host"),
        ({"recipients": ["Somebody <a@b.example>"]}, "each as name@host"),
        ({"formats": ()}, "at least one format"),
        ({"formats": ("a,b",)}, "at least one format"),
        ({"languages": ()}, "at least one format and one language"),
        ({"languages": ("de",)}, "at least one format and one language"),
    ],
)
def test_what_no_schedule_can_be_made_of_is_refused(store, changes, said):
    assert said in refusal(schedule, store, drafted(store).code, **changes)


def test_of_two_workers_one_runs_a_schedule_for_a_quarter(store, clock):
    code, gained, failures = schedule(store, drafted(store).code).code, [], []

    def work():
        try:
            gained.append(briefings(store).begin_run(code, "2025-Q2"))
        except MetricsError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (failures, sorted(gained)) == ([], [False] * 5 + [True])
    assert briefings(store).begin_run(code, "2025-Q3")
    done = briefings(store).ran(code, "2025-Q2", "delivered")
    assert (done.key, done.began, done.ended, done.result) == ("2025-Q2", NOW, NOW, "delivered")
    assert briefings(store).ran(code, "2025-Q2", "delivered") == done
    assert "has no run for '2025-Q2' that goes on" in refusal(
        briefings(store).ran, code, "2025-Q2", "failed"
    )
    assert [(one.key, one.result) for one in briefings(store).runs(code)] == [
        ("2025-Q2", "delivered"), ("2025-Q3", ""),
    ]  # fmt: skip
    assert not briefings(store).begin_run(code, "2025-Q2")


def test_an_answer_that_was_lost_is_given_again_and_nothing_is_done_twice(
    store, clock, monkeypatch
):
    """The commit went through, and whoever asked did not hear of it."""
    from metrics.store import briefing_schedules, briefings_recording

    def twice(engine, work):
        real(engine, work)
        return real(engine, work)

    real = briefings_recording.persistently
    for one in (briefings_recording, briefing_schedules):
        monkeypatch.setattr(one, "persistently", twice)
    draft, other = drafted(store, "One."), drafted(store, "Two.")
    drafted(store, "Three.", code=other.code, base_version=1)
    issued(store, draft)
    made = schedule(store, other.code)
    assert briefings(store).begin_run(made.code, "2025-Q2")
    briefings(store).cancel_schedule(made.code, MAKER)
    briefings(store).discard(other.code, MAKER)
    assert codes(briefings(store).held()) == [draft.code]
    assert len(briefings(store).versions(other.code)) == 2
    assert len(briefings(store).schedules(cancelled=True)) == 1
    with store._repository.engine.connect() as connection:
        assert len(connection.execute(select(tables.audit_entry)).all()) == 7
    assert store.verify_audit().breaks == ()


def test_of_two_who_issue_at_once_one_does(store):
    draft, done, refused = drafted(store, "One."), [], []

    def work():
        try:
            done.append(issued(store, draft))
        except MetricsError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(done), len(refused)) == (1, 3)
    assert all(f"{draft.code} is issued" in one for one in refused)


def test_a_cancelled_schedule_is_run_no_more_and_unknown_ones_are_told(store):
    code = schedule(store, drafted(store).code).code
    briefings(store).cancel_schedule(code, MAKER)
    assert not briefings(store).begin_run(code, "2025-Q2")
    for one in ("S-002", "S-1", "x", "S-٣"):
        with pytest.raises(UnknownError, match="Unknown schedule"):
            briefings(store).begin_run(one, "2025-Q2")
    for key, result in (("", "done"), ("2025 Q2", "done"), ("2025-Q2", "Done!")):
        assert "as 2026-Q2" in refusal(briefings(store).ran, code, key, result)


def test_two_who_draft_at_once_get_two_codes(store):
    found = []

    def work():
        found.append(drafted(store, "One.").code)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    year = date.today().year  # noqa: DTZ011
    assert sorted(found) == [f"B-{year}-00{n}" for n in range(1, 5)]


def test_what_is_kept_is_there_when_the_store_is_opened_again(database_url):
    first = opened(database_url, owned_houses())
    draft = drafted(first, "One.")
    issued(first, draft)
    told = briefings(first).find(draft.code)
    first.close()
    again = opened(database_url, owned_houses())
    assert briefings(again).find(draft.code) == told
    assert again.verify_audit().state == "sound"
    again.close()


def test_the_tables_are_among_those_that_the_code_knows():
    assert {one for one in tables.metadata.tables if one.startswith("briefing")} == {
        "briefing", "briefing_version", "briefing_issue", "briefing_part", "briefing_schedule",
        "briefing_recipient", "briefing_run", "briefing_reading",
    }  # fmt: skip
