"""Signing in with an organization's own account: PKCE, nonce, signature, and who is let in."""

import pytest
from pydantic import SecretStr
from pyotp import TOTP

from dashboard.access.roles import AccountKind, Role
from tests.access.house import build, send_partners_values, sent
from tests.access.provider import CLIENT, SECRET, provider
from tests.loaded import small_services


@pytest.fixture
def elsewhere():
    with provider() as found:
        yield found


@pytest.fixture
def joined(tmp_path, quick, elsewhere):
    """The house, joined to the provider, with one account that awaits its person."""
    with small_services(tmp_path) as services:
        send_partners_values(services)
        made = build(tmp_path, services, oidc_issuer=elsewhere.address, oidc_client_id=CLIENT,
                     oidc_client_secret=SecretStr(SECRET))  # fmt: skip
        made.accounts.add("editor@example.ca", Role.EDITOR, now=made.at, kind=AccountKind.OIDC)
        yield made
        made.accounts.close()


def signed_in(house, elsewhere, client=None):
    """Go there and come back."""
    client = client or house.client()
    away = client.get("/sign-in/other")
    assert away.status_code == 302
    return client, client.get(elsewhere.visit(away.location))


def test_a_person_of_the_provider_signs_in(joined, elsewhere):
    assert "your organization" in joined.client().get("/sign-in").get_data(as_text=True)
    client, back = signed_in(joined, elsewhere)
    assert back.status_code == 302
    assert "editor@example.ca" in client.get("/account").get_data(as_text=True)
    for name in ("state", "nonce", "code_challenge"):
        assert len(elsewhere.asked[name]) >= 20
    assert elsewhere.asked["code_challenge_method"] == "S256"


def test_language_is_kept_on_the_way_there_and_back(joined, elsewhere):
    client = joined.client()
    page = client.get("/sign-in?lang=fr&next=/funding").get_data(as_text=True)
    assert 'href="/sign-in/other?lang=fr"' in page
    away = client.get("/sign-in/other?lang=fr")
    assert client.get(elsewhere.visit(away.location)).location == "/funding?lang=fr"
    elsewhere.changes = {"nonce": "x"}
    client = joined.client()
    away = client.get("/sign-in/other?lang=fr")
    back = client.get(elsewhere.visit(away.location)).get_data(as_text=True)
    assert 'lang="fr-CA"' in back
    assert "<title>Erreur\u00a0: Se connecter" in back


@pytest.fixture
def in_production(tmp_path, quick, elsewhere):
    """An installation for which the provider's "mfa" or "high" proves a second factor."""
    with small_services(tmp_path) as services:
        made = build(tmp_path, services, "production", oidc_issuer=elsewhere.address,
                     oidc_client_id=CLIENT, oidc_client_secret=SecretStr(SECRET), hosts="localhost",
                     secret_key=SecretStr("k3J9-qLz7-Wm2X-vT5b-Nd8R-pG4h-Yc6s"),
                     oidc_second_factor="mfa, high")  # fmt: skip
        yield made
        made.accounts.close()


def arriving(house, elsewhere, **told):
    """A browser that has come back from the provider, and where it was led."""
    elsewhere.told = {**elsewhere.told, **told}
    client = house.client()
    client.environ_base = {**client.environ_base, "wsgi.url_scheme": "https"}
    return client, signed_in(house, elsewhere, client)[1].location


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER, Role.OFFICIAL, Role.ADMIN])
def test_in_production_the_office_gives_a_code_where_the_provider_proves_none(
    in_production, elsewhere, role
):
    house = in_production
    made = house.accounts.add("editor@example.ca", role, now=house.at, kind=AccountKind.OIDC)
    for told in ({}, {"amr": ["pwd"]}, {"amr": [], "acr": "low"}, {"amr": [{"mfa": 1}]}):
        client, there = arriving(house, elsewhere, **told)
        assert there == "/account/second-step", told
        assert client.get("/account").status_code in (302, 404), "nothing is open before"
        assert client.get("/account/second-step").status_code == 200
    key = house.accounts.enrol(made.id, "x", house.at).secret
    given = sent(client, "/account/second-step", code=TOTP(key).at(house.at))
    assert given.status_code == 200, "the recovery codes"
    assert client.get("/account").status_code == 200
    assert arriving(house, elsewhere)[1] == "/sign-in/code", "from then on"


@pytest.mark.parametrize("told", [{"amr": ["pwd", "mfa"]}, {"acr": "high"}])
def test_whom_the_provider_has_asked_for_two_factors_is_let_in(in_production, elsewhere, told):
    house = in_production
    house.accounts.add("editor@example.ca", Role.EDITOR, now=house.at, kind=AccountKind.OIDC)
    client, there = arriving(house, elsewhere, **told)
    assert there == "/"
    assert client.get("/account").status_code == 200
    assert client.get("/account/second-step").status_code == 404, "no password to ask for again"


def test_a_partner_of_the_provider_owes_no_second_factor(in_production, elsewhere):
    house = in_production
    partner = house.accounts.add(
        "editor@example.ca", Role.PARTNER, now=house.at, kind=AccountKind.OIDC,
        organization="partner-a",
    )  # fmt: skip
    house.accounts.let_stand(partner.id)  # as by a second person: it is not declared yet
    assert arriving(house, elsewhere)[1] == "/"


def test_afterwards_the_providers_own_number_counts_and_not_the_address(joined, elsewhere):
    signed_in(joined, elsewhere)
    elsewhere.told = {**elsewhere.told, "email": "renamed@example.ca"}
    assert signed_in(joined, elsewhere)[1].status_code == 302
    elsewhere.told = {"sub": "another", "email": "editor@example.ca", "email_verified": True}
    assert signed_in(joined, elsewhere)[1].status_code == 403


@pytest.mark.parametrize(
    "told",
    [
        {"sub": "stranger", "email": "stranger@example.ca", "email_verified": True},
        {"sub": "person-1", "email": "editor@example.ca", "email_verified": False},
        {"sub": "person-1", "email": "editor@example.ca"},
        {"sub": "person-1", "email": "viewer", "email_verified": True},  # has a password here
    ],
)
def test_whom_nobody_has_added_stays_outside(joined, elsewhere, told):
    elsewhere.told = told
    client, back = signed_in(joined, elsewhere)
    assert back.status_code == 403
    assert client.get("/account").status_code == 404


@pytest.mark.parametrize(
    "changes", [{"iss": "https://evil.example"}, {"aud": "another"}, {"nonce": "x"}, {"exp": 1}]
)
def test_a_token_for_somebody_else_or_of_another_time_is_refused(joined, elsewhere, changes):
    elsewhere.changes = changes
    client, back = signed_in(joined, elsewhere)
    assert back.status_code == 403
    assert client.get("/account").status_code == 404


def test_an_answer_that_nobody_asked_for_is_refused(joined, elsewhere):
    client = joined.client()
    for address in ("/sign-in/other/back", "/sign-in/other/back?code=once&state=guessed"):
        assert client.get(address).status_code == 403
    other = joined.client()
    away = joined.client().get("/sign-in/other")  # begun in another browser
    assert other.get(elsewhere.visit(away.location)).status_code == 403


def test_a_provider_that_does_not_answer_is_said_in_words(tmp_path, quick, house):
    closed = build(tmp_path / "closed", house.services, oidc_issuer="http://127.0.0.1:9",
                   oidc_client_id=CLIENT)  # fmt: skip
    given = closed.client().get("/sign-in/other")
    assert given.status_code == 403
    assert "did not confirm who you are" in given.get_data(as_text=True)
