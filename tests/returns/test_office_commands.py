"""The office's commands: the same steps and the same refusals as on the pages."""

import json
from datetime import date

import pytest
from icalendar import Calendar

from dashboard import command
from metrics import COMMAND_LINE, OFFICE, AuditAction, ReturnState
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import FORM, PERIOD, A, B, drafts_of
from tests.returns.office_desk import waiting


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

    def ran(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["pillars", *arguments])
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
        self.every = house.accounts.every

    def close(self) -> None:
        """They belong to the pages."""


def state(house, receipt):
    return house.services.store.seen_by(OFFICE).returns.find(receipt.code).receipt.state


def test_a_return_is_approved_and_the_log_says_from_where(desk_house, run):
    receipt = waiting(desk_house)
    code, said, _ = run("approve", receipt.code)
    assert (code, said) == (0, "Approved: Partner A, Quarterly return, Q3 2025-26.\n")
    assert state(desk_house, receipt) is ReturnState.APPROVED
    (entry,) = desk_house.entries(AuditAction.RETURN_APPROVED)
    assert entry.actor == COMMAND_LINE
    code, _, error = run("approve", receipt.code)
    assert code == 1
    assert "does not wait" in error


def test_what_is_sent_back_has_its_comments(desk_house, run):
    receipt = waiting(desk_house)
    code, said, _ = run("return", receipt.code, "--reason", "Two figures are unclear.",
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
        (("--comment", "Services!D7: call 416-555-0199"), 1, "tell of a person"),
    ],
)
def test_comments_are_held_to_the_same_rules(desk_house, run, more, exit_code, said):
    receipt = waiting(desk_house)
    code, _, error = run("return", receipt.code, "--reason", "Look.", *more)
    assert (code, said in error) == (exit_code, True), error
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_withdraw_and_undo(desk_house, run):
    receipt = waiting(desk_house)
    assert run("withdraw", receipt.code, "--reason", "Sent twice.")[0] == 0
    assert state(desk_house, receipt) is ReturnState.WITHDRAWN
    assert run("undo", receipt.code, "--reason", "It was right.", "--lang", "fr")[1].startswith(
        "Annulé\u00a0: "
    )
    assert state(desk_house, receipt) is ReturnState.SUBMITTED


def test_a_code_that_is_none_is_a_misuse(run):
    code, _, error = run("approve", "nothing")
    assert code == 2
    assert error.count("\n") == 1


def test_periods_close_and_open(desk_house, run):
    assert run("period", "close", FORM, PERIOD.code)[0] == 0
    assert json.loads(run("period", "list", "--json")[1]) == [{"form": FORM, "period": PERIOD.code}]
    assert run("period", "reopen", FORM, PERIOD.code, "--reason", "One was lost.")[0] == 0
    assert json.loads(run("period", "list", "--json")[1]) == []
    assert run("period", "close", FORM, "2025-05")[0] == 1
    assert run("period", "close", "none", "2025-Q4")[0] == 2


def test_the_calendar_as_a_table_as_json_and_as_ics(desk_house, run):
    waiting(desk_house)
    code, said, _ = run("calendar", "--partner", A)
    assert code == 0
    assert "received" in said
    owed = json.loads(run("calendar", "--json")[1])
    assert {one["partner"] for one in owed} == {A, B}
    assert {"form", "partner", "table", "period", "due_on", "state", "received_on", "reason",
            "return"} == set(owed[0])  # fmt: skip
    late = json.loads(run("calendar", "--json", "--state", "late")[1])
    assert {one["period"] for one in late} == {"2025-Q3"}
    made = run("calendar", "--ics", "--partner", A)[1]
    assert len(Calendar.from_ical(made).walk("VEVENT")) == 3
    assert run("calendar", "--state", "odd")[0] == 2
    assert run("calendar", "--form", "odd")[0] == 2
    assert run("calendar", "--partner", "odd")[0] == 2
    assert run("calendar", "--on", "soon")[0] == 2


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
