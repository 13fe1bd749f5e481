"""`pillars attack`: what it says, in which language, with which exit code."""

import json
import sys

import pytest

from dashboard import command
from metrics.catalogue import Catalogue
from tests.factories import FILE, submission
from tests.metrics import test_attack_shares
from tests.metrics.released import (
    APPROVER,
    LIFTS,
    PROPOSER,
    VISITS,
    Clock,
    filled,
    houses,
    houses_with_a_share,
    office,
    official,
    opened,
    proposal,
)
from tests.metrics.test_attack import told


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def pillars(address, tmp_path, monkeypatch, capfd):
    """The command over the houses' store; exit code, standard output, standard error."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", address)
    monkeypatch.setenv("PILLARS_FRAMEWORK", "plan")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(Catalogue, "read", lambda *_, **__: houses())

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pillars", "attack", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capfd.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


def published(address, *values):
    """Figures that are public at once, as if an older release had let them out."""
    store = opened(address)
    read = [one._replace(location=one.location._replace(file=FILE.name)) for one in values]
    store.record(submission(), read)
    store.close()


def leaking():
    return told("visits", 30), told("visits", 30, "R1"), told("visits", None, "R2")


def test_nothing_published_is_no_leak(pillars, address) -> None:
    opened(address).close()
    code, out, _ = pillars()
    assert code == 0
    assert "0 published figures, 0 of them hidden." in out


def test_a_leak_is_named_with_its_range_and_the_sum_and_ends_with_1(pillars, address) -> None:
    published(address, *leaking())
    code, out, _ = pillars()
    assert code == 1
    assert "1 HIDDEN FIGURE CAN BE TOLD TOO CLOSELY:" in out
    assert "visits, R2, total, all partners, Q1 2025" in out
    assert "from 1 to 8; its range must be at least 10 wide." in out
    assert "By the sum: ON = R1 + R2 (total, all partners, Q1 2025)" in out


def test_the_same_in_french(pillars, address) -> None:
    published(address, *leaking())
    code, out, _ = pillars("--lang", "fr")
    assert code == 1
    assert "1 CHIFFRE MASQUÉ PEUT ÊTRE CONNU DE TROP PRÈS\u00a0:" in out
    assert "de 1 à 8" in out
    assert "Par la somme\u00a0: ON (fr) = R1 (fr) + R2 (fr)" in out
    assert "T1 2025" in out


def test_a_share_by_which_a_figure_can_be_told_is_named(pillars, address, monkeypatch) -> None:
    monkeypatch.setattr("tests.dashboard.test_attack_command.houses", houses_with_a_share)
    published(address, *test_attack_shares.row(), test_attack_shares.share("67"))
    code, out, _ = pillars()
    assert code == 1
    assert "people, ON, total, house-b, Q1 2025" in out
    said = "If this share is made of it: Series of people = Series of paid, denominator (ON, total,"
    assert said in out


def test_json_has_its_keys_and_nothing_else_on_standard_output(pillars, address) -> None:
    published(address, *leaking())
    code, out, _ = pillars("--json")
    found = json.loads(out)
    assert code == 1
    assert (found["cells"], found["hidden"], found["contradicted"]) == (3, 1, [])
    (leak,) = found["leaks"]
    assert (leak["series"], leak["place"], leak["period"]) == (VISITS, "R2", "2025-Q1")
    assert (leak["low"], leak["high"], leak["need"]) == (1, 8, 10)
    assert leak["sums"][0]["over"] == "place"
    assert [one["place"] for one in leak["sums"][0]["parts"]] == ["R1", "R2"]


def test_an_unknown_release_or_option_ends_with_2(pillars, address) -> None:
    opened(address).close()
    assert pillars("--release", "nothing")[0] == 2
    assert pillars("--lang", "de")[0] == 2
    assert pillars("--deep")[0] == 2


def test_a_release_is_attacked_before_it_comes_out_and_after(pillars, address) -> None:
    store = opened(address)
    clock = Clock(store)
    filled(store)
    code = office(store).propose(proposal(), PROPOSER).code
    store.close()
    before = json.loads(pillars("--release", code, "--json")[1])
    assert before["cells"] > 0
    assert before["leaks"] == []
    assert json.loads(pillars("--json")[1])["cells"] == 0  # nothing of it is public
    again = opened(address)
    Clock(again)
    official(again).approve(code, APPROVER)
    again.close()
    assert clock.at < LIFTS
    after = json.loads(pillars("--release", code, "--json")[1])  # the clock of this machine
    assert after["cells"] == before["cells"]
    assert after["leaks"] == []
