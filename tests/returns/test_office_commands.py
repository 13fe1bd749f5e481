"""The office's commands: the same steps and the same refusals as on the pages."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from argon2 import PasswordHasher
from icalendar import Calendar
from pyotp import TOTP

from dashboard import command
from dashboard.access import passwords
from metrics import COMMAND_LINE, OFFICE, AuditAction, ReturnState
from tests.access.house import PASSWORD
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import FORM, PERIOD, A, B, drafts_of
from tests.returns.office_desk import waiting

BY = ("--account", "editor")
PROVEN = ("approve", "return", "withdraw", "undo")


@pytest.fixture
def run(desk_house, monkeypatch, capsys):
    """Give a command to the installation of the pages: its exit code and what it wrote."""
    services = desk_house.services
    monkeypatch.setattr("dashboard.returns.at_terminal.Settings", lambda: services.settings)
    monkeypatch.setattr("dashboard.returns.at_terminal.Catalogue.read",
                        lambda _: services.catalogue)  # fmt: skip

    def open_(*_: object, **__: object):
        return services.store

    monkeypatch.setattr("dashboard.returns.at_terminal.MetricsStore.open", open_)
    monkeypatch.setattr("dashboard.returns.at_terminal.Drafts.open", lambda _: _Kept(desk_house))
    monkeypatch.setattr("dashboard.returns.due_commands.Accounts.open", lambda _: _Open(desk_house))
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", weak)
    passwords._decoy.cache_clear()
    for one in desk_house.people.values():
        desk_house.accounts.set_password(one.id, PASSWORD, desk_house.at)

    def ran(*arguments: str, typed: str = PASSWORD) -> tuple[int, str, str]:
        asks = arguments[0] in PROVEN or arguments[1:2] in (("close",), ("reopen",))
        given = ("--password-stdin",) if asks else ()
        monkeypatch.setattr("sys.argv", ["pillars", *arguments, *given])
        monkeypatch.setattr("sys.stdin", StringIO(f"{typed}\n"))
        with pytest.raises(SystemExit) as stopped:
            command.main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return ran


class _Kept:
    """The drafts of the house, which a command does not close."""

    def __init__(self, house) -> None:
        self._drafts = drafts_of(house)

    def __getattr__(self, name: str):
        return getattr(self._drafts, name)

    def close(self) -> None:
        """They belong to the pages."""


class _Open:
    def __init__(self, house) -> None:
        self.every, self.find = house.accounts.every, house.accounts.find
        self.check_password = house.accounts.check_password
        self.check_code = house.accounts.check_code

    def close(self) -> None:
        """They belong to the pages."""


def state(house, receipt):
    return house.services.store.seen_by(OFFICE).returns.find(receipt.code).receipt.state


def test_a_return_is_approved_and_the_log_says_from_where(desk_house, run):
    receipt = waiting(desk_house)
    code, said, _ = run("approve", receipt.code, *BY)
    assert (code, said) == (
        0,
        "Approved: Partner A, Quarterly return, Q3 2025-26 (October to December 2025).\n",
    )
    assert state(desk_house, receipt) is ReturnState.APPROVED
    (entry,) = desk_house.entries(AuditAction.RETURN_APPROVED)
    assert entry.actor == desk_house.people["editor"].id
    assert entry.detail["way"] == "command-line"
    code, _, error = run("approve", receipt.code, *BY)
    assert code == 1
    assert "does not wait" in error


def test_one_code_that_leads_nowhere_does_not_stop_the_others(desk_house, run):
    receipt = waiting(desk_house)
    code, said, error = run("approve", "zzzz", receipt.code, "yyyy", *BY)
    assert (code, said.startswith("Approved: Partner A")) == (1, True)
    assert ("zzzz" in error, "yyyy" in error) == (True, True)
    assert state(desk_house, receipt) is ReturnState.APPROVED


def test_beside_a_comment_no_reason_is_needed_as_on_the_pages(desk_house, run):
    receipt = waiting(desk_house)
    code, _, said = run("return", receipt.code, *BY)
    assert (code, "Say why" in said) == (1, True)
    assert state(desk_house, receipt) is ReturnState.SUBMITTED
    code, _, _ = run("return", receipt.code, *BY, "--comment", "Services!D7: Which\x0b texts?")
    assert code == 0
    held = desk_house.services.store.seen_by(OFFICE).returns.find(receipt.code)
    assert (held.events[-1].reason, held.comments[0].words) == ("", "Which texts?")


def test_what_is_sent_back_has_its_comments(desk_house, run):
    receipt = waiting(desk_house)
    code, said, _ = run("return", receipt.code, *BY, "--reason", "Two figures are unclear.",
                        "--comment", "Services!D7: Does this count texts?")  # fmt: skip
    assert code == 0
    assert said.startswith("Sent back: ")
    held = desk_house.services.store.seen_by(OFFICE).returns.find(receipt.code)
    assert [(one.cell, one.words) for one in held.comments] == [("D7", "Does this count texts?")]


@pytest.mark.parametrize(
    ("more", "exit_code", "said"),
    [
        (("--comment", "no cell"), 2, "Sheet!C7"),
        (("--comment", "Services!D7: " + "x" * 201), 2, "at most 200"),
        (("--comment", "Services!Z99: Why?"), 2, "Services!C7, Services!D7"),
        (("--comment", "Nowhere!D7: Why?"), 2, "Nowhere!D7 is no cell with a figure"),
        (("--comment", "Services!D7: call 416-555-0199"), 1, "tell of a person"),
    ],
)
def test_comments_are_held_to_the_same_rules(desk_house, run, more, exit_code, said):
    receipt = waiting(desk_house)
    code, _, error = run("return", receipt.code, *BY, "--reason", "Look.", *more)
    assert (code, said in error) == (exit_code, True), error
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_withdraw_and_undo(desk_house, run):
    receipt = waiting(desk_house)
    assert run("withdraw", receipt.code, *BY, "--reason", "Sent twice.")[0] == 0
    assert state(desk_house, receipt) is ReturnState.WITHDRAWN
    again = run("undo", receipt.code, *BY, "--reason", "It was right.", "--lang", "fr")[1]
    assert again.startswith("Annulé\u00a0: ")
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_a_code_that_is_none_is_a_misuse(run):
    code, _, error = run("approve", "nothing", *BY)
    assert code == 2
    assert error.count("\n") == 1


def test_periods_close_and_open(desk_house, run):
    assert run("period", "close", FORM, PERIOD.code, *BY)[0] == 0
    code, told, _ = run("period", "close", FORM, PERIOD.code, *BY, "--lang", "fr")
    assert (code, "Elle a été fermée par editor le" in told) == (0, True)
    assert "Fermée" not in told
    assert json.loads(run("period", "list", "--json")[1]) == [{"form": FORM, "period": PERIOD.code}]
    assert run("period", "reopen", FORM, PERIOD.code, "--reason", "One was lost.", *BY)[0] == 0
    assert json.loads(run("period", "list", "--json")[1]) == []
    turned = [*desk_house.entries("period-closed"), *desk_house.entries("period-reopened")]
    assert {one.actor for one in turned} == {desk_house.people["editor"].id}
    for odd in ("2025-05", "soon", "2025-Q9"):
        code, _, error = run("period", "close", FORM, odd, *BY)
        assert (code, f"'{odd}' is not a period of this form" in error) == (2, True)
    code, _, error = run("period", "close", FORM, "2026-Q1", *BY)
    assert (code, "can be closed once it is over" in error) == (1, True)
    assert run("period", "reopen", FORM, PERIOD.code, "--reason", "Nothing.", *BY)[0] == 1
    assert run("period", "close", "none", "2025-Q4", *BY)[0] == 2


def test_nobody_turns_a_period_without_an_editors_account_and_its_password(desk_house, run):
    assert run("period", "close", FORM, PERIOD.code)[0] == 2
    assert run("period", "close", FORM, PERIOD.code, "--account", "viewer")[0] == 2
    code, _, error = run("period", "close", FORM, PERIOD.code, *BY, typed="a guess of mine")
    assert (code, "This is not the password" in error) == (1, True)
    assert json.loads(run("period", "list", "--json")[1]) == []
    assert run("period", "close", FORM, PERIOD.code, *BY)[0] == 0
    reopen = ("period", "reopen", FORM, PERIOD.code, "--reason", "One was lost.")
    assert run(*reopen)[0] == 2
    assert run(*reopen, *BY, typed="a guess of mine")[0] == 1
    assert len(json.loads(run("period", "list", "--json")[1])) == 1


def test_the_calendar_as_a_table_as_json_and_as_ics(desk_house, run):
    waiting(desk_house)
    code, said, _ = run("calendar", "--partner", A)
    assert code == 0
    assert "received" in said
    owed = json.loads(run("calendar", "--json")[1])
    assert {one["partner"] for one in owed} == {A, B}
    assert {"form", "partner", "table", "period", "period_from", "period_to", "due_on", "state",
            "received_on", "again_on", "reason", "return"} == set(owed[0])  # fmt: skip
    late = json.loads(run("calendar", "--json", "--state", "late")[1])
    assert {one["period"] for one in late} == {"2025-Q3"}
    assert {(one["period_from"], one["period_to"]) for one in late} == {
        ("2025-07-01", "2025-09-30")
    }
    made = run("calendar", "--ics", "--partner", A)[1]
    assert len(Calendar.from_ical(made).walk("VEVENT")) == 3
    assert run("calendar", "--state", "odd")[0] == 2
    assert run("calendar", "--form", "odd")[0] == 2
    assert run("calendar", "--partner", "odd")[0] == 2
    for command_ in ("calendar", "remind"):
        code, _, error = run(command_, "--on", "soon")
        assert (code, "'soon' is not a day: write --on 2026-05-31" in error) == (2, True)


def test_reminders_are_told_and_not_sent_while_no_server_is_set(desk_house, run):
    due = ["remind", "--on", "2026-01-16"]
    assert json.loads(run(*due, "--dry-run", "--json")[1])[0]["result"] == "nobody"
    desk_house.accounts.add("ana@a.example", desk_house.people["partner a"].role,
                            organization=A, now=desk_house.at)  # fmt: skip
    told = json.loads(run(*due, "--dry-run", "--json")[1])
    assert {one["result"] for one in told} == {"would", "nobody"}
    code, said, _ = run(*due)
    assert code == 1
    assert "PILLARS_SMTP_HOST" in said
    assert "No reminder is due" in run("remind", "--on", date(2020, 1, 1).isoformat())[1]
    assert CONTACTS not in said


@pytest.mark.parametrize("step", ["approve", "return", "withdraw", "undo"])
def test_a_step_names_an_account_that_could_take_it_on_the_pages(desk_house, run, step):
    receipt = waiting(desk_house)
    why = () if step == "approve" else ("--reason", "Why not.")
    assert run(step, receipt.code, *why)[0] == 2  # nobody is named
    for role in ("viewer", "admin", "partner a"):
        name = desk_house.people[role].name
        code, _, error = run(step, receipt.code, "--account", name, *why)
        assert (code, "may not take this step" in error) == (2, True), error
    code, _, error = run(step, receipt.code, "--account", "nobody", *why)
    assert (code, "nobody" in error) == (2, True)
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_nobody_approves_by_command_what_they_have_sent(desk_house, run):
    own = waiting(desk_house, actor="editor")
    code, _, error = run("approve", own.code, *BY)
    assert (code, "somebody else has to approve it" in error) == (1, True)
    assert state(desk_house, own) is ReturnState.SUBMITTED


def test_what_was_sent_by_command_is_approved_on_the_pages(desk_house, run, monkeypatch):
    monkeypatch.setitem(desk_house.people, "a script",
                        desk_house.people["editor"]._replace(id=COMMAND_LINE))  # fmt: skip
    sent = waiting(desk_house, actor="a script")
    code, _, error = run("approve", sent.code, *BY)
    assert (code, "approve it on the pages" in error) == (1, True)
    assert state(desk_house, sent) is ReturnState.SUBMITTED


def test_a_disabled_account_takes_no_step(desk_house, run):
    receipt = waiting(desk_house)
    desk_house.accounts.disable(desk_house.people["editor"].id)
    code, _, error = run("approve", receipt.code, *BY)
    assert (code, "is disabled" in error) == (2, True)


@pytest.mark.parametrize("step", PROVEN)
def test_a_step_asks_for_the_password_of_who_takes_it(desk_house, run, step):
    """Else whoever sits at the terminal decides in the name of whoever is named."""
    receipt = waiting(desk_house)
    why = () if step == "approve" else ("--reason", "Why not.")
    code, _, error = run(step, receipt.code, *BY, *why, typed="somebody else's words")
    assert (code, "password" in error) == (1, True), error
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_a_step_asks_for_the_code_too_where_there_is_a_second_factor(desk_house, run):
    receipt, own = waiting(desk_house), desk_house.people["editor"]
    now = datetime.now(UTC)
    key = desk_house.accounts.enrol(own.id, "Pillars", now).secret
    first = TOTP(key).at(now.timestamp() - 30)
    desk_house.accounts.confirm(own.id, first, "127.0.0.1", now)
    code, _, error = run("approve", receipt.code, *BY)
    assert (code, "code" in error) == (1, True), error
    assert state(desk_house, receipt) is ReturnState.SUBMITTED
    code, _, error = run("approve", receipt.code, *BY, typed=f"{PASSWORD}\n{TOTP(key).now()}")
    assert (code, error) == (0, "")
