"""`pillars briefing`: the same steps and the same refusals as on the pages, without a server."""

import json
import re
from io import StringIO

import pytest
from argon2 import PasswordHasher

from dashboard import command
from dashboard.access import passwords
from dashboard.briefings.composing import compose as composing
from dashboard.issuing import starting
from dashboard.issuing.making import outline_of
from metrics import BriefingState, Text, of_partner
from tests.access.house import PASSWORD
from tests.briefings.issuing import issued, official_store, titled
from tests.metrics.released import FORM, NOW
from tests.releases.release_desk import STEWARD

NEW = ("new", "--framework", "plan", "--indicator", "people", "--indicator", "visits",
       "--title-en", "In brief", "--title-fr", "En bref", "--account", "official")  # fmt: skip


@pytest.fixture
def house(released_house):
    return released_house


@pytest.fixture
def run(house, monkeypatch, capsys):
    """Give a command to the installation of the pages: its exit code and what it wrote."""
    held, desk = house.services, "dashboard.returns.at_terminal"
    monkeypatch.setenv("COLUMNS", "200")
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
        given = () if arguments[0] == "list" else ("--password-stdin",)
        monkeypatch.setattr("sys.argv", ["pillars", "briefing", *arguments, *given])
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

    def close(self) -> None:
        """They belong to the pages."""


def test_a_briefing_is_drafted_issued_built_and_rebuilt(house, run, tmp_path):
    code, said, _ = run(*NEW)
    assert (code, said) == (0, "B-2025-001 is kept as a draft, with 2 indicators.\n")
    out = tmp_path / "out"
    asked = ("build", "B-2025-001", "--account", "official", "--out", str(out))
    code, said, _ = run(*asked, "--issue", "--format", "pdf", "--format", "xlsx", "--json")
    told = json.loads(said)
    assert (code, told["state"], len(told["files"])) == (0, "issued", 4)
    names = sorted(one.name for one in out.iterdir())
    assert names == [f"B-2025-001-{lang}.{kind}" for lang in ("en", "fr") for kind in
                     ("pdf", "xlsx")]  # fmt: skip
    assert all(one.stat().st_mode & 0o077 == 0 for one in out.iterdir())
    assert len(house.entries("briefing-built")) == 4
    code, said, _ = run("rebuild", "B-2025-001", "--account", "official")
    assert code == 0
    assert told["content"] in said


def test_a_whole_strategy_begins_as_on_the_pages_and_tells_what_it_leaves_out(run, monkeypatch):
    monkeypatch.setattr(starting, "MOST", 1)
    code, said, _ = run("new", "--framework", "plan", "--account", "official", "--lang", "fr")
    assert code == 0
    assert "de la stratégie choisis\u00a0: 1 sur 3. Laissés de côté\u00a0: 2 au-delà" in said


def test_a_draft_without_a_title_is_not_issued_and_it_is_said_how_it_gets_one(house, run, tmp_path):
    run("new", "--framework", "plan", "--indicator", "people", "--account", "official")
    asked = ("--account", "official", "--out", str(tmp_path), "--format", "xlsx", "--issue")
    code, _, error = run("build", "B-2025-001", *asked)
    assert code == 1
    assert "pillars briefing new --like B-2025-001 --title-en" in error
    like = ("--like", "B-2025-001", "--account", "official")
    run("new", *like, "--title", "En bref", "--lang", "fr")
    assert official_store(house).briefings.find("B-2025-002").title.fr == "En bref"
    assert run("build", "B-2025-002", *asked)[0] == 0


def test_a_draft_without_issue_gives_files_of_a_draft(house, run, tmp_path):
    run(*NEW)
    code, said, _ = run("build", "B-2025-001", "--account", "official", "--out", str(tmp_path),
                        "--format", "xlsx", "--language", "fr")  # fmt: skip
    assert (code, said) == (0, f"{tmp_path / 'B-2025-001-draft-fr.xlsx'}\n")
    assert official_store(house).briefings.find("B-2025-001").state is BriefingState.DRAFT


def test_two_are_compared_and_the_list_tells_each(house, run):
    run(*NEW)
    first, _ = issued(house, titled("people"))
    second, _ = issued(house, titled("people", "visits"))
    code, said, _ = run("compare", first, second, "--account", "official", "--json")
    assert (code, [one["kind"] for one in json.loads(said)]) == (0, ["added"])
    listed = json.loads(run("list", "--json")[1])
    assert [(one["code"], one["state"]) for one in listed] == [
        (second, "issued"), (first, "issued"), ("B-2025-001", "draft"),
    ]  # fmt: skip


def test_a_new_one_takes_the_outline_of_another_and_is_compared_with_it(house, run):
    first, _ = issued(house, titled("people", period="2025-Q1"))
    assert run("new", "--like", first, "--account", "official")[0] == 0
    kept = json.loads(official_store(house).briefings.outline("B-2025-002"))
    assert (kept["since"], kept["period"]) == (first, "2025-Q2")


@pytest.mark.parametrize(
    ("who", "status"), [("viewer", 0), ("editor", 0), ("admin", 2), ("house-a", 2), ("nobody", 2)]
)
def test_only_those_who_may_make_one_do(run, who, status):
    assert run(*NEW[:-1], who)[0] == status


def test_a_place_may_be_named(house, run):
    begin = ("new", "--framework", "plan", "--indicator", "people", "--account", "official")
    for place in ("ON", "ON (fr)"):
        assert run(*begin, "--place", place)[0] == 0
    store = official_store(house)
    assert [outline_of(store, one.code).place for one in store.briefings.held()] == ["ON"] * 2


def test_a_chosen_indicator_without_any_figure_is_named(house, run):
    bare = house.services.catalogue.indicators["people"].model_copy(
        update={"id": "nobody", "title": Text("Nobody counted", "Personne de compté")}
    )
    house.services.catalogue.indicators["nobody"] = bare
    begin = ("new", "--framework", "plan", "--indicator", "people", "--indicator", "nobody")
    _, said, _ = run(*begin, "--account", "official")
    assert "No figure is held yet for Nobody counted: its page will say so." in said
    _, said, _ = run(*begin, "--account", "official", "--lang", "fr")
    assert "Aucun chiffre n'est encore conservé pour Personne de compté" in said


def test_nobody_acts_in_the_name_of_another(house, run):
    code, _, error = run(*NEW, password="a guess at it")
    assert code == 1
    assert "password" in error
    assert official_store(house).briefings.held() == ()


@pytest.mark.parametrize(
    "arguments",
    [("rebuild", "B-2025-999", "--account", "official"),
     ("build", "B-2025-001", "--account", "official", "--out", "x", "--format", "odt"),
     ("build", "B-2025-001", "--account", "official", "--out", "x", "--language", "de"),
     ("new", "--framework", "plan", "--indicator", "nothing", "--account", "official"),
     ("new", "--framework", "nothing", "--account", "official"),
     ("new", "--framework", "plan", "--pillar", "nothing", "--account", "official"),
     ("new", "--framework", "plan", "--place", "nowhere", "--account", "official"),
     ("new", "--framework", "plan", "--period", "once", "--account", "official"),
     ("new", "--framework", "plan", "--title-fr", "é" * 501, "--account", "official"),
     ("new", "--like", "B-2025-999", "--account", "official"),
     ("schedule", "add", "B-2025-001", "--to", "no address", "--account", "official",
      "--monthly", "3"),
     ("schedule", "add", "B-2025-001", "--to", "a@o.example", "--account", "official",
      "--monthly", "3", "--language", "de"),
     ("schedule", "cancel", "S-999", "--account", "official"),
     ("schedule", "list", "--account", "viewer"),
     ("schedule", "list", "--account", "nobody"),
     ("compare", "B-2025-001", "B-2025-999", "--account", "official"),
     ("schedule", "add", "B-2025-001", "--to", "a@o.example", "--account", "official"),
     ("schedule", "add", "B-2025-001", "--to", "a@o.example", "--account", "official",
      "--monthly", "3", "--after-quarter", "3"),
     ("schedule", "add", "B-2025-001", "--to", "a@o.example", "--account", "viewer",
      "--after-quarter", "3"),
     ("schedule", "add", "B-2025-001", "--to", "a@o.example", "--account", "official",
      "--after-returns", "nothing")],
)  # fmt: skip
def test_what_is_not_known_or_not_allowed_exits_with_two(run, arguments):
    run(*NEW)
    code, said, error = run(*arguments)
    assert (code, said) == (2, "")
    assert error


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "has a figure by the end of 1900: nothing is kept. Their figures are of Q1 2025"),
     ("fr", "n'a de chiffre à la fin de 1900\u00a0: rien n'est gardé. Leurs chiffres vont de")],
)  # fmt: skip
def test_a_period_before_anything_was_held_keeps_nothing(house, run, lang, told):
    code, said, error = run(*NEW, "--period", "1900", "--lang", lang)
    assert (code, said) == (2, "")
    assert told in error
    assert official_store(house).briefings.held() == ()


def test_what_the_store_refuses_exits_with_one(house, run):
    run(*NEW)
    for arguments in (("rebuild", "B-2025-001"), ("compare", "B-2025-001", "B-2025-001")):
        code, said, error = run(*arguments, "--account", "official")
        assert (code, said) == (1, "")
        assert "was not issued" in error


def test_where_only_words_differ_it_is_said_with_both_wordings_and_exits_with_three(
    house, run, monkeypatch
):
    first, _ = issued(house, titled("people"))
    monkeypatch.setattr(composing, "SCORED", (*composing.SCORED[:-1], "newest"))
    code, said, _ = run("rebuild", first, "--account", "official")
    assert code == 3
    assert said.startswith(f"The words of {first} are not the same as they were issued; every fig")
    assert "“Progress” when it was frozen, “Newest" in said
    record = json.loads(run("rebuild", first, "--account", "official", "--json")[1])
    assert (record["is_same"], record["holds"], record["differences"]) == (False, True, [])
    assert record["words"]


def test_without_an_address_it_is_said_before_anything_is_frozen(house, run, tmp_path):
    assert "PILLARS_PUBLIC_URL is not set" in run(*NEW)[2]
    out = ("--account", "official", "--out", str(tmp_path), "--format", "xlsx")
    assert "PILLARS_PUBLIC_URL" not in run("build", "B-2025-001", *out)[2]
    assert "PILLARS_PUBLIC_URL n'est" in run("build", "B-2025-001", "--issue", *out,
                                             "--lang", "fr")[2]  # fmt: skip


def test_a_withdrawal_is_the_reason_why_nothing_is_rebuilt(house, run):
    first, _ = issued(house, titled("people"))
    owner = house.services.store.seen_by(of_partner("house-f")).consents
    owner.withdraw("house-f", FORM, house.people[STEWARD].id, "No longer.")
    code, _, error = run("rebuild", first, "--account", "official", "--lang", "fr")
    assert code == 1
    assert "l'a retiré le" in error


def test_a_schedule_is_added_listed_and_cancelled_with_its_addresses(house, run):
    first, _ = issued(house, titled("people"))
    code, said, _ = run("schedule", "add", first, "--to", "a@o.example", "--after-quarter", "3",
                        "--account", "official")  # fmt: skip
    assert code == 0
    assert said.startswith("S-001 is kept: 3 working days after each quarter ends.")
    listed = "schedule", "list", "--account", "official"
    (told,) = json.loads(run(*listed, "--json")[1])
    assert (told["rule"], told["recipients"], told["runs"]) == ("quarter+3", ["a@o.example"], [])
    assert "2025-10-03" in run(*listed)[1]
    assert "jours ouvrables" in run(*listed, "--lang", "fr")[1]
    assert run("schedule", "cancel", "S-001", "--account", "official")[0] == 0
    assert json.loads(run(*listed, "--json")[1]) == []


def test_addresses_are_read_by_who_proves_to_look_after_them(house, run):
    first, _ = issued(house, titled("people"))
    run("schedule", "add", first, "--to", "a@o.example", "--after-quarter", "3",
        "--account", "editor")  # fmt: skip
    assert "a@o.example" in run("schedule", "list", "--account", "editor")[1]
    code, said, _ = run("schedule", "list", "--account", "editor", password="a guess at it")
    assert (code, said) == (1, "")
    code, said, _ = run("schedule", "list", "--account", "official", "--json")
    assert (code, json.loads(said)) == (0, [])


def test_an_address_that_is_none_is_refused(house, run):
    first, _ = issued(house, titled("people"))
    code, _, error = run("schedule", "add", first, "--to", "no address", "--monthly", "1",
                         "--account", "official")  # fmt: skip
    assert code == 2
    assert "between 1 and 50 addresses" in error


@pytest.mark.parametrize("title", ["Eight indicators", "All is under control"])
def test_a_title_that_could_not_be_issued_is_refused_at_new(house, run, title):
    given = [title if one == "In brief" else one for one in NEW]
    code, said, error = run(*given)
    assert (code, said) == (2, "")
    assert title.split()[0] in error or "under control" in error
    assert "English title:" in error
    assert "French title:" not in error
    assert official_store(house).briefings.held() == ()


def test_two_refused_titles_are_told_apart_in_one_line(house, run):
    given = {"In brief": "Three figures", "En bref": "Douze chiffres"}
    for lang, named in (("en", "French title:"), ("fr", "Titre français\u00a0:")):
        _, _, error = run(*(given.get(one, one) for one in NEW), "--lang", lang)
        assert "\\n" not in error
        assert len(error.splitlines()) == 1
        assert "Three" in error.partition(named)[0]
        assert "Douze" in error.partition(named)[2]


@pytest.mark.parametrize(("lang", "said"), [("en", "by the end of 2007"), ("fr", "fin de 2007")])
def test_an_empty_period_is_refused_in_words_and_not_in_codes(house, run, lang, said):
    _, _, error = run(*NEW, "--period", "2007", "--lang", lang)
    assert said in error
    assert not re.search(r"\d{4}-(Q\d|\d\d-\d\d)", error)
