"""`pillars release`: the same steps and the same refusals as on the pages."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from argon2 import PasswordHasher
from pyotp import TOTP

from dashboard import command
from dashboard.access import passwords
from metrics import OFFICIAL, AuditAction, ReleaseState
from tests.access.house import PASSWORD
from tests.metrics.released import LIFTS, NOW, TITLE
from tests.releases.release_desk import MINUTE, STEWARD
from tests.releases.test_release_pages import state

PROVEN = (
    "propose", "approve", "steward-approve", "steward-refuse", "announce", "cancel", "preview",
)  # fmt: skip
AT = LIFTS.astimezone().strftime(MINUTE)
PROPOSE = (
    "release", "propose", "quarterly", "--series", "people", "--series", "paid", "--period",
    "2025-Q1", "--title-en", "Spring", "--title-fr", "Printemps", "--at", AT,
)  # fmt: skip


@pytest.fixture
def run(house, monkeypatch, capsys):
    """Give a command to the installation of the pages: its exit code and what it wrote."""
    held = house.services
    desk = "dashboard.returns.at_terminal"
    monkeypatch.setattr(f"{desk}.Settings", lambda: held.settings)
    monkeypatch.setattr(f"{desk}.Catalogue.read", lambda _: held.catalogue)
    monkeypatch.setattr(f"{desk}.MetricsStore.open", lambda *_, **__: held.store)
    monkeypatch.setattr("dashboard.releases.at_terminal.Accounts.open", lambda _: _Open(house))
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", weak)
    passwords._decoy.cache_clear()
    for one in house.people.values():
        house.accounts.set_password(one.id, PASSWORD, NOW)

    def ran(*arguments: str, password: str = PASSWORD) -> tuple[int, str, str]:
        given = ("--password-stdin",) if arguments[1] in PROVEN else ()
        monkeypatch.setattr("sys.argv", ["pillars", *arguments, *given])
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        with pytest.raises(SystemExit) as stopped:
            command.main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return ran


class _Open:
    def __init__(self, house) -> None:
        self.every, self.find = house.accounts.every, house.accounts.find
        self.check_password = house.accounts.check_password
        self.check_code = house.accounts.check_code

    def close(self) -> None:
        """They belong to the pages."""


def test_a_title_says_no_figure_at_a_terminal_either(house, run):
    titled = ["9,200 paid in 2025-Q1" if one == "Spring" else one for one in PROPOSE]
    code, _, error = run(*titled, "--account", "editor")
    assert (code, house.entries(AuditAction.RELEASE_PROPOSED)) == (1, [])
    assert "“9,200” is a figure" in error


def test_a_release_is_proposed_agreed_to_and_approved_by_those_who_may(house, run):
    code, said, _ = run(*PROPOSE, "--account", "editor")
    assert code == 0
    assert "Nothing is public yet" in said
    (release,) = [one["code"] for one in json.loads(run("release", "list", "--json")[1])]
    code, _, error = run("release", "approve", release, "--account", "official")
    assert (code, state(house, release)) == (1, ReleaseState.PROPOSED)
    assert "house-f" in error
    assert run("release", "steward-approve", release, "--account", "steward-f")[0] == 0
    code, said, _ = run("release", "approve", release, "--account", "official")
    assert (code, said) == (0, "Approved: Spring.\n")
    assert state(house, release) is ReleaseState.APPROVED
    (entry,) = house.entries(AuditAction.RELEASE_APPROVED)
    assert entry.actor == house.people["official"].id


@pytest.mark.parametrize(
    ("account", "step"),
    [("admin", "propose"), ("official", "propose"), ("steward-f", "propose"),
     ("editor", "approve"), ("admin", "approve"), ("steward-f", "approve"),
     ("admin", "steward-approve"), ("partner-f", "steward-approve"), ("editor", "steward-refuse"),
     ("admin", "cancel"), ("official", "cancel")],
)  # fmt: skip
def test_an_account_may_no_more_than_on_the_pages(house, run, account, step):
    release = house.propose().code
    if step == "propose":
        given = run(*PROPOSE, "--account", account)
    else:
        reason = ("--reason", "x") if step in ("steward-refuse", "cancel") else ()
        given = run("release", step, release, "--account", account, *reason)
    assert given[0] == 2
    assert "may not take this step" in given[2]
    assert state(house, release) is ReleaseState.PROPOSED
    assert len(house.entries(AuditAction.RELEASE_PROPOSED)) == 1


@pytest.mark.parametrize(
    ("step", "who"),
    [("propose", "editor"), ("approve", "official"), ("steward-approve", "steward-f"),
     ("steward-refuse", "steward-f"), ("announce", "editor"), ("cancel", "editor")],
)  # fmt: skip
def test_nobody_takes_a_step_in_the_name_of_another(house, run, step, who):
    """The two keys of a release are of two people, at a terminal too: each proves who it is."""
    release = house.scheduled() if step == "announce" else house.propose().code
    before = len(house.services.store.seen_by(OFFICIAL).releases.find(release).events)
    reason = ("--reason", "x") if step in ("steward-refuse", "cancel") else ()
    asked = PROPOSE if step == "propose" else ("release", step, release)
    code, _, error = run(*asked, "--account", who, *reason, password="not hers at all")
    assert code == 1
    assert "not the password" in error
    found = house.services.store.seen_by(OFFICIAL).releases
    assert len(found.find(release).events) == before
    assert len(found.held()) == 1
    assert "mot de passe" in run(*asked, "--account", who, *reason, "--lang", "fr", password="")[2]


def test_nobody_looks_early_in_the_name_of_another(house, run):
    release = house.propose().code
    code, said, _ = run("release", "preview", release, "--account", "official", password="no")
    assert (code, said) == (1, "")
    assert [one for one in house.entries(AuditAction.VIEWED) if release in one.object] == []


def test_a_second_key_with_a_second_factor_is_not_turned_with_a_password_alone(house, run):
    release = house.propose().code
    house.agree(release)
    own, now = house.people["official"].id, datetime.now(UTC)
    enrolled = house.accounts.enrol(own, "Tests", now)
    house.accounts.confirm(own, TOTP(enrolled.secret).at(now), "127.0.0.1", now)
    approve = ("release", "approve", release, "--account", "official")
    code, _, error = run(*approve)
    assert (code, state(house, release)) == (1, ReleaseState.PROPOSED)
    assert "not a code" in error
    (good, *_) = house.accounts.new_recovery_codes(own)
    assert run(*approve, password=f"{PASSWORD}\n{good}")[0] == 0
    assert state(house, release) is ReleaseState.APPROVED


def test_the_proposer_does_not_approve_from_the_command_line_either(house, run):
    release = house.propose().code
    assert run("release", "approve", release, "--account", "second-editor")[0] == 2


def test_refused_and_cancelled_with_a_reason(house, run):
    release = house.propose().code
    code, _, error = run("release", "steward-refuse", release, "--account", "steward-f",
                         "--reason", "Call 416 555 0134")  # fmt: skip
    assert code == 1
    assert "416" not in error
    refuse = ("release", "steward-refuse", release, "--account", "steward-f", "--reason")
    assert run(*refuse, "Not now.")[:2] == (0, "Refused: Figures of partners.\n")
    cancel = ("release", "cancel", release, "--account", "editor", "--reason", "Later.")
    code, said, _ = run(*cancel, "--lang", "fr")
    assert (code, said) == (0, "Annulée\u00a0: Chiffres des partenaires.\n")
    assert state(house, release) is ReleaseState.CANCELLED


def test_a_preview_is_word_for_word_and_is_kept_in_the_log(house, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    release = house.propose(by_partner=True).code
    code, said, _ = run("release", "preview", release, "--account", "official")
    assert code == 0
    assert "hidden to protect people" in said
    told = json.loads(run("release", "preview", release, "--account", "official", "--json")[1])
    assert {one["status"] for one in told["cells"]} >= {"Q"}
    assert all(one["value"] is None for one in told["cells"] if one["status"] == "Q")
    looks = [one for one in house.entries(AuditAction.VIEWED) if one.object == f"release:{release}"]
    assert [one.actor for one in looks] == [house.people["official"].id] * 2
    code, said, _ = run("release", "preview", release, "--account", "steward-f")
    assert code == 0
    assert "house-a" not in said
    code, _, error = run("release", "preview", release, "--account", "steward-a")
    assert code == 2
    assert TITLE.en not in error
    french = run("release", "preview", release, "--account", "viewer", "--lang", "fr")[1]
    assert "masqué pour protéger les personnes" in french


@pytest.mark.parametrize(
    ("changed", "said"),
    [(("--at", "2020-01-01T10:00"), "has passed"), (("--at", "soon"), "cannot be read"),
     (("--series", "unknown"), "not a series"), (("--title-fr", " "), "a title in English and")],
)  # fmt: skip
def test_what_cannot_be_proposed_is_refused_in_one_line(run, changed, said):
    code, _, error = run(*PROPOSE, "--account", "editor", *changed)
    assert code in (1, 2)
    assert said in error
    assert "Traceback" not in error


def test_the_list_says_state_minute_and_what_is_lacking(house, run):
    house.propose()
    house.propose(lifts_at=LIFTS + timedelta(days=1))
    code, said, _ = run("release", "list")
    assert code == 0
    assert said.count("proposed") == 2
    assert "house-f" in said
    assert "proposée" in run("release", "list", "--lang", "fr")[1]
    assert STEWARD not in said


def test_an_approved_release_is_announced(house, run):
    release = house.scheduled()
    announce = ("release", "announce", release, "--account")
    assert run(*announce, "official")[0] == 2
    assert run(*announce, "editor")[:2] == (0, "Announced: Figures of partners.\n")
    code, _, error = run(*announce, "editor")
    assert code == 1
    assert "announced already" in error
