"""A secret is replaced: nobody is signed out, and nothing that was sealed is lost."""

import pyotp
import pytest
from pydantic import SecretStr

from dashboard.access.faults import AccessError
from dashboard.access.store import Accounts
from dashboard.access.store.resealing import reseal_factors
from dashboard.production import production_checks
from dashboard.returns.store import Drafts
from dashboard.returns.store.resealing import reseal_drafts
from dashboard.services import Services
from tests.returns.house import (
    PERIOD,
    A,
    checked,
    drafts_of,
    filled,
    form,
    house_of,
    services_with_forms,
)

FIRST, SECOND = ("first-" + "k7Qz" * 8, "second-" + "p3Xw" * 8)
LAYOUT = "made = true"
FILE = filled()


def with_secrets(services: Services, now: str, before: str | None = None) -> Services:
    given = {"secret_key": SecretStr(now), "secret_key_before": before and SecretStr(before)}
    settings = services.settings.model_copy(update=given)
    return Services(settings, services.catalogue, services.store)


@pytest.fixture
def first(tmp_path, quick):
    """An installation with somebody signed in, a second factor, a file and a layout."""
    with services_with_forms(tmp_path) as services:
        made = house_of(tmp_path, with_secrets(services, FIRST))
        person = made.people["partner a"].id
        enrolled = made.accounts.enrol(person, "x", made.at)
        made.accounts.confirm(person, pyotp.TOTP(enrolled.secret).at(made.at), "::1", made.at)
        draft = checked(made.client("partner a"), FILE)
        drafts_of(made).keep_profile(A, form().id, LAYOUT, person, made.at)
        yield made, draft, enrolled.secret
        drafts_of(made).close()
        made.accounts.close()


def cookie_of(client) -> str:
    return client.get_cookie("session", "localhost").value


def is_known(house, cookie: str) -> bool:
    client = house.app.server.test_client()
    client.set_cookie("session", cookie, domain="localhost")
    return client.get("/account").status_code == 200


def test_while_the_secret_before_is_set_everybody_stays_signed_in(first, tmp_path):
    house, *_ = first
    cookie = cookie_of(house.client("partner a"))
    assert is_known(house, cookie)
    for before, known in ((FIRST, True), (None, False)):
        later = house_of(tmp_path, with_secrets(house.services, SECOND, before))
        assert is_known(later, cookie) is known
        drafts_of(later).close()
        later.accounts.close()


def test_what_was_sealed_is_read_until_it_is_sealed_anew_and_after(first):
    house, draft, secret = first
    replacing = with_secrets(house.services, SECOND, FIRST).settings
    assert read(replacing, draft) == (FILE, LAYOUT)
    assert (reseal_factors(replacing), reseal_drafts(replacing)) == (1, 2)
    after = with_secrets(house.services, SECOND).settings
    assert read(after, draft) == (FILE, LAYOUT)
    accounts = Accounts.open(after)
    house.wait(minutes=5)
    code = pyotp.TOTP(secret).at(house.at)
    person = house.people["partner a"].id
    assert accounts.check_code(person, code, "::1", house.at) == accounts.account(person)
    accounts.close()


def test_with_neither_secret_nothing_is_changed(first):
    house, draft, _ = first
    for reseal in (reseal_factors, reseal_drafts):
        with pytest.raises(AccessError):
            reseal(with_secrets(house.services, SECOND, "third-" + "r" * 40).settings)
    assert read(with_secrets(house.services, FIRST).settings, draft) == (FILE, LAYOUT)


def test_production_notes_that_the_secret_before_is_still_there(first):
    settings = with_secrets(first[0].services, SECOND, FIRST).settings
    told = [one for one in production_checks(settings, lambda: False) if "BEFORE" in one.name]
    assert [(one.ok, one.note) for one in told] == [(True, True)]


def read(settings, draft: str) -> tuple[bytes | None, str]:
    drafts = Drafts.open(settings)
    found = drafts.content(draft), drafts.profiles(A, form().id)[0].content
    drafts.close()
    return found


def test_the_command_tells_how_many(first, monkeypatch, capsys):
    from dashboard.resealing import reseal

    settings = with_secrets(first[0].services, SECOND, FIRST).settings
    monkeypatch.setattr("dashboard.resealing.Settings", lambda: settings)
    reseal(as_json=False, lang="fr")
    told = capsys.readouterr().out
    assert "1 deuxième étape scellée" in told
    assert "2 fichiers et dispositions" in told
    assert PERIOD.code not in told
