"""What other sites, machines and forged requests are refused."""

import pytest

from tests.access.house import CALLBACK, HERE, PASSWORD, asked, build, question

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("who", ["anonymous", "editor"])
def test_another_site_can_send_nothing(house, headers, who):
    client = house.client(who)
    for path in ("/sign-in", "/sign-out", "/account/password"):
        assert client.post(path, data={"name": "x"}, headers=headers).status_code == 403
    assert client.post(CALLBACK, json=question("/"), headers=headers).status_code == 403


def test_a_program_without_a_cookie_may_ask_a_callback_and_one_with_a_cookie_must_say_whence(house):
    assert house.client().post(CALLBACK, json=question("/")).status_code == 200
    assert house.client("editor").post(CALLBACK, json=question("/")).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_callback_is_json_and_nothing_else(house, kind):
    import json

    body = json.dumps(question("/"))
    given = house.client().post(CALLBACK, data=body, content_type=kind, headers=HERE)
    assert given.status_code == 415


def test_a_form_without_its_token_changes_nothing(house):
    client = house.client("editor")
    fields = {"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}
    for token in ({}, {"csrf_token": "guessed"}):
        given = client.post("/account/password", data={**fields, **token}, headers=HERE)
        assert given.status_code == 400


def test_a_token_of_one_session_is_nothing_in_another(house):
    from tests.access.house import TOKEN

    page = house.client("viewer").get("/account").get_data(as_text=True)
    token = next(one for one in TOKEN.search(page).groups() if one)
    given = house.client("editor").post("/sign-out", data={"csrf_token": token}, headers=HERE)
    assert given.status_code == 400


def test_forms_are_counted_and_refused_in_words(house):
    client = house.client()
    answers = [client.post("/sign-in", data={}, headers=HERE) for _ in range(61)]
    assert answers[-1].status_code == 429
    assert "Too many" in answers[-1].get_data(as_text=True)
    assert house.client().get("/").status_code == 200
    assert asked(house.client(), "/").status_code == 200


def test_the_cookie_is_for_this_site_and_no_script(house, tmp_path):
    cookie = house.client().get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_in_production_the_cookie_and_the_site_are_for_tls_only(house, tmp_path):
    from pydantic import SecretStr

    safe = build(
        tmp_path / "production",
        house.services,
        "production",
        secret_key=SecretStr("k3J9-qLz7-Wm2X-vT5b-Nd8R-pG4h-Yc6s"),
        hosts="localhost",
    )
    given = safe.client().get("/sign-in")
    cookie = given.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert given.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_in_production_the_office_owes_a_second_step(house, tmp_path):
    from pydantic import SecretStr

    from tests.access.house import sent

    safe = build(
        tmp_path / "production",
        house.services,
        "production",
        secret_key=SecretStr("k3J9-qLz7-Wm2X-vT5b-Nd8R-pG4h-Yc6s"),
        hosts="localhost",
    )
    https = {"base_url": "https://localhost"}
    for who, then in (("partner a", "/"), ("viewer", "/account/second-step")):
        account = safe.people[who]
        safe.accounts.set_password(account.id, PASSWORD, safe.at)
        client = safe.client()
        client.environ_base = {**client.environ_base, "wsgi.url_scheme": "https"}
        given = sent(client, "/sign-in", name=account.name, password=PASSWORD)
        assert given.location == then, https


def test_layout_and_dependencies_tell_no_more_than_the_pages(house):
    for who in ("anonymous", "editor"):
        client = house.client(who)
        told = client.get("/_dash-layout").get_data(as_text=True)
        told += client.get("/_dash-dependencies").get_data(as_text=True)
        assert len(told) < 4000
        for word in ("calls", "73193", "84284", "partner", "editor", "session"):
            assert word not in told.replace("callback", "")
