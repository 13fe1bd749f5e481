"""An organization that data/ does not declare is told, with the names that come nearest."""

from types import SimpleNamespace

import pytest

from dashboard.access.declared import Owners, undeclared
from dashboard.access.roles import Role
from dashboard.text import Words
from metrics import Language

HELD = SimpleNamespace(
    partners=dict.fromkeys(("north-house", "haven-east", "river", "lake")),
    returns=dict.fromkeys(("quarterly-form",)),
)


def said(role, name, language=Language.EN):
    account = SimpleNamespace(role=role, organization=name)
    return undeclared(account, HELD, Words(language))


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.PARTNER, "river"), (Role.STEWARD, "river"), (Role.STEWARD, "quarterly-form"),
     (Role.EDITOR, None)],
)  # fmt: skip
def test_what_is_declared_is_not_warned_of(role, name):
    assert said(role, name) is None


def test_a_slip_is_told_with_the_nearest_names_in_both_languages():
    assert "Nearest known: haven-east" in said(Role.PARTNER, "haven")
    assert "Noms voisins\u00a0: haven-east" in said(Role.PARTNER, "haven", Language.FR)


def test_a_data_set_is_no_partner_and_where_nothing_is_near_nothing_is_offered():
    told = said(Role.PARTNER, "zzz")
    assert "'zzz'" in told
    assert "Nearest" not in told
    assert said(Role.PARTNER, "quarterly-form") is not None


def test_an_account_of_what_is_not_declared_is_guarded_like_that_of_an_owner():
    owners = Owners(declared=frozenset({"haven", "lodge"}), governing=frozenset({"lodge"}))
    assert "not-declared-yet" in owners
    assert "lodge" in owners
    assert "haven" not in owners
    assert "" not in owners
