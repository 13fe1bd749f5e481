"""`pillars consent`, `data own` and `purge`: an account that may, proven by its password."""

import csv
import json
from contextlib import closing
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from dashboard.access import passwords
from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from dashboard.command import app
from dashboard.returns.store import Drafts
from metrics import (
    OFFICE,
    Catalogue,
    MetricsError,
    MetricsStore,
    ObservationStatus,
    Settings,
    of_partner,
)
from tests.access.house import PASSWORD
from tests.metrics.governed import governed_catalogue
from tests.metrics.returned import FORM, NORTH, SOUTH, submit, values

PEOPLE = {
    "steward-north": (Role.STEWARD, NORTH),
    "partner-north": (Role.PARTNER, NORTH),
    "steward-south": (Role.STEWARD, SOUTH),
    "admin": (Role.ADMIN, None),
    "second": (Role.EDITOR, None),
    "viewer": (Role.VIEWER, None),
}
CANARY = "73193"
RUN = CliRunner()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installation of its own, of which the commands read everything from settings."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", weak)
    passwords._decoy.cache_clear()
    for name, file in (("DATABASE", "store"), ("ACCOUNTS", "accounts"), ("RETURNS", "returns")):
        monkeypatch.setenv(f"PILLARS_{name}_URL", f"sqlite:///{tmp_path / file}.sqlite")
    held = governed_catalogue()
    monkeypatch.setattr(Catalogue, "read", lambda *_: held)
    settings = Settings()
    with closing(Accounts.open(settings)) as accounts:
        for name, (role, organization) in PEOPLE.items():
            added = accounts.add(name, role, organization=organization, password=PASSWORD,
                                 now=datetime.now(UTC))  # fmt: skip
            accounts.let_stand(added.id)
    Drafts.open(settings).close()
    store = MetricsStore.open(settings.model_copy(update={"framework": "plan"}), held)
    yield store
    store.close()


def run(*arguments, passwords_=1, password=PASSWORD):
    """The exit code's kind and what was said; a refusal is raised, as `main` tells it."""
    given = f"{password}\n" * passwords_
    found = RUN.invoke(app, [*arguments, "--password-stdin"], input=given, standalone_mode=False)
    if isinstance(found.exception, MetricsError):
        raise found.exception
    return found


def give(*more):
    return run("consent", "give", FORM, "--account", "steward-north", "--for", "internal", *more)


def test_a_steward_gives_withdraws_and_the_log_knows_the_account(installed):
    submit(installed, values(CANARY))
    assert "kept" in give("--until", "2099-01-01").output
    assert CANARY in repr(installed.seen_by(OFFICE).series("calls"))
    found = run("consent", "withdraw", FORM, "--account", "steward-north",
                "--reason", "Our council decided.", "--yes")  # fmt: skip
    assert "1 value" in found.output
    assert CANARY not in repr(installed.seen_by(of_partner(NORTH)).series("calls"))
    actors = {one.action: one.actor for one in installed.audit_entries()}
    with closing(Accounts.open(Settings())) as accounts:
        steward = accounts.find("steward-north").id
    assert actors["consent-given"] == actors["values-erased"] == steward


@pytest.mark.parametrize("who", [one for one in PEOPLE if one != "steward-north"])
def test_every_other_account_is_refused_the_administrators_too(installed, who):
    submit(installed, values(CANARY))
    for arguments in (
        ("give", FORM, "--account", who, "--for", "internal"),
        ("withdraw", FORM, "--account", who, "--reason", "because", "--yes"),
    ):
        with pytest.raises(MetricsError):
            run("consent", *arguments)
    own = list(installed.seen_by(of_partner(NORTH)).consents.own_data(NORTH))
    assert {one.observation.status for one in own} == {ObservationStatus.NORMAL}


def test_nobody_is_believed_without_the_password(installed):
    with pytest.raises(MetricsError, match="not the password"):
        run("consent", "give", FORM, "--account", "steward-north", "--for", "internal",
            password="guessed wrongly")  # fmt: skip
    with pytest.raises(MetricsError, match="no account"):
        run("consent", "give", FORM, "--account", "nobody", "--for", "internal")


@pytest.mark.parametrize(
    "wrong",
    [("--for", "everything"), ("--for", "internal", "--detail", "some"),
     ("--for", "internal", "--until", "soon"), ("--for", "public")],
)  # fmt: skip
def test_what_is_no_consent_is_refused_in_both_languages(installed, wrong):
    with pytest.raises(MetricsError) as caught:
        run("consent", "give", FORM, "--account", "steward-north", *wrong)
    assert caught.value.text.en != caught.value.text.fr


def test_the_list_says_how_consents_stand_and_no_figure(installed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    submit(installed, values(CANARY))
    give()
    found = RUN.invoke(app, ["consent", "list", "--json"], standalone_mode=False)
    (record,) = json.loads(found.output)
    assert record["organization"] == NORTH
    assert record["purposes"] == ["internal"]
    assert CANARY not in found.output
    french = RUN.invoke(app, ["consent", "list", "--lang", "fr"], standalone_mode=False)
    assert "consentement en vigueur" in french.output


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_own_data_are_written_for_who_they_belong_to_alone(installed, tmp_path, ending):
    submit(installed, values(CANARY))
    out = tmp_path / f"own.{ending}"
    run("data", "own", "--account", "partner-north", "-o", str(out))
    if ending == "csv":
        rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
        assert [one["value"] for one in rows] == [CANARY]
    for who in ("admin", "steward-south", "viewer"):
        other = tmp_path / f"{who}.{ending}"
        if who == "steward-south":
            run("data", "own", "--account", who, "-o", str(other))
            assert CANARY.encode() not in other.read_bytes()
            continue
        with pytest.raises(MetricsError):
            run("data", "own", "--account", who, "-o", str(other))
        assert not other.exists()


def test_who_has_seen_them_is_told_to_the_owner_and_to_nobody_else(installed):
    installed.note("clerk", "exported", "series:hotline/calls", organization=NORTH)
    found = run("consent", "log", "--account", "steward-north", "--json")
    assert [one["did"] for one in json.loads(found.output)] == ["exported"]
    for who in ("admin", "viewer"):
        with pytest.raises(MetricsError):
            run("consent", "log", "--account", who)
    assert json.loads(run("consent", "log", "--account", "steward-south", "--json").output) == []


def test_a_purge_takes_the_steward_or_two_people_of_the_office(installed):
    north = submit(installed, values(CANARY)).code
    south = submit(installed, values("52417"), SOUTH).code
    why = ("--reason", "Names of people.", "--yes")
    with pytest.raises(MetricsError, match="steward"):
        run("purge", "--return", north, "--account", "admin", "--second", "second", *why,
            passwords_=2)  # fmt: skip
    with pytest.raises(MetricsError, match="two people"):
        run("purge", "--return", south, "--account", "admin", *why)
    with pytest.raises(MetricsError):
        run("purge", "--return", south, "--account", "second", "--second", "admin", *why,
            passwords_=2)  # fmt: skip
    with pytest.raises(MetricsError, match="--yes"):
        run("purge", "--return", south, "--account", "admin", *why[:2])
    run("purge", "--return", south, "--account", "admin", "--second", "second", *why, passwords_=2)
    run("purge", "--return", north, "--account", "steward-north", *why)
    held = repr(list(installed.seen_by(OFFICE).observations()))
    assert "52417" not in held
    assert CANARY not in held


def test_words_that_tell_of_a_person_are_refused_before_anything_is_asked(installed):
    with pytest.raises(MetricsError):
        run("consent", "withdraw", FORM, "--account", "steward-north", "--yes",
            "--reason", "Call Jane at 416 555 0134")  # fmt: skip


def test_the_command_line_reads_nothing_that_is_kept_back(installed):
    """Its commands read as the office does."""
    submit(installed, values(CANARY))
    for arguments in (["observations", "--json"], ["series", "calls"], ["scorecard"],
                      ["trace", "calls", "2025-Q1"], ["explain", "calls"]):  # fmt: skip
        found = RUN.invoke(app, arguments, standalone_mode=False)
        assert CANARY not in found.output
        assert CANARY not in repr(found.exception)
