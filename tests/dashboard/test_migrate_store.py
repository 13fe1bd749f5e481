"""`pillars migrate-store`: what it says, and that accounts go over as they are."""

import json
from datetime import UTC, datetime

import pytest

from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from metrics import Settings
from tests.metrics.test_moving import filled

SECRET = "a-secret-that-is-long-enough-for-every-check"


@pytest.fixture
def held(tmp_path) -> str:
    return filled(f"sqlite:///{tmp_path / 'old.sqlite'}")


def accounts_at(url: str, tmp_path) -> Accounts:
    figures = f"sqlite:///{tmp_path / 'figures.sqlite'}"
    return Accounts.open(Settings(accounts_url=url, database_url=figures, secret_key=SECRET))


@pytest.mark.parametrize(
    ("lang", "said", "then"),
    [
        ("en", "observation: 3 rows, the same in both", "All is there. Now name the new address"),
        ("fr", "observation\u00a0: 3 lignes, identiques des deux", "Tout y est. Donnez maintenant"),
    ],
)
def test_each_table_is_told_as_it_is_verified_and_what_to_do_then(
    run_pillars, held, tmp_path, lang, said, then
):
    target = f"sqlite:///{tmp_path / 'new.sqlite'}"
    code, out, _ = run_pillars("migrate-store", held, target, "--lang", lang)
    assert code == 0
    assert said in out
    assert then in out


def test_a_program_reads_how_many_rows_are_the_same(run_pillars, held, tmp_path):
    target = f"sqlite:///{tmp_path / 'new.sqlite'}"
    code, out, _ = run_pillars("migrate-store", held, target, "--json")
    assert code == 0
    assert {"table": "observation", "rows": 3, "verified": True} in json.loads(out)


def test_who_may_sign_in_goes_over_and_the_next_account_can_be_added(
    run_pillars, tmp_path, database_url
):
    old, password = f"sqlite:///{tmp_path / 'accounts.sqlite'}", "long enough to be a passphrase"
    opened = accounts_at(old, tmp_path)
    opened.add("Editor", Role.EDITOR, now=datetime.now(UTC), password=password)
    opened.close()
    code, out, err = run_pillars(
        "migrate-store", old, database_url, "--what", "accounts", "--lang", "en"
    )
    assert (code, err) == (0, "")
    assert "account: 1 row, the same in both" in out
    moved = accounts_at(database_url, tmp_path)
    assert moved.find("editor").role is Role.EDITOR
    moved.add("Viewer", Role.VIEWER, now=datetime.now(UTC), password=password)
    moved.close()


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("sqlite:///nowhere.sqlite", "sqlite:///new.sqlite", "There is no database at nowhere"),
        ("sqlite:///new.sqlite", "sqlite:///new.sqlite", "Both addresses are the same"),
        ("mysql://a/b", "sqlite:///new.sqlite", "is not the address of a store"),
    ],
)
def test_what_cannot_be_moved_is_told_in_a_line_and_nothing_is_made(
    run_pillars, tmp_path, monkeypatch, source, target, said
):
    monkeypatch.chdir(tmp_path)
    code, _, err = run_pillars("migrate-store", source, target)
    assert code == 1
    assert said in err
    assert "Traceback" not in err
    assert list(tmp_path.glob("*.sqlite")) == []
