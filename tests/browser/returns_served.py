"""The test form's installation behind waitress, and visits by one of its accounts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext
from waitress import create_server

from dashboard.access import passwords
from tests.access.house import House
from tests.browser.test_every_page import Visit
from tests.ingest.return_forms import CONTACTS, NEW, SERVED, SPENT
from tests.returns.house import changed, drafts_of, filled, house_of, services_with_forms


@contextmanager
def returns_house(folder: Path) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch, services_with_forms(folder) as services:
        patch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))
        made = house_of(folder, services)
        yield made
        drafts_of(made).close()
        made.accounts.close()


@contextmanager
def served(house: House) -> Iterator[str]:
    server = create_server(house.app.server, host="127.0.0.1", port=0,
                           max_request_body_size=1 << 20)  # fmt: skip
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()


def signed_in(browser: Browser, house: House, base: str, who: str) -> Visit:
    """A visit by this account, whose session was begun without its form."""
    return Visit(account(browser, house, base, who), base)


def account(browser: Browser, house: House, base: str, who: str) -> BrowserContext:
    context = browser.new_context()
    token = house.accounts.begin(house.people[who].id, house.at, device="x")
    sign = SecureCookieSessionInterface().get_signing_serializer(house.app.server)
    cookie = {"name": "session", "value": sign.dumps({"_user_id": token, "_fresh": True})}
    context.add_cookies([{**cookie, "url": base}])
    return context


def faulty() -> bytes:
    """A file with something to fix, to explain and to answer."""
    values = changed(CONTACTS, "1,234")
    values["people"]["ON-N:under-25"][NEW] = 40
    values["people"]["ON-S:25-and-over"][SERVED] = None
    values["services"]["ON"][SPENT] = "many"
    return filled(values)
