"""A small installation with an account for each role, and browsers that are signed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.access.roles import Account, Role
from dashboard.access.store import Accounts
from dashboard.app import create_app
from dashboard.services import Services
from metrics import Settings, Submission
from tests.factories import FILE, observation
from tests.ready import copied

HERE = {"Origin": "http://localhost"}
ANONYMOUS = "anonymous"
ACCOUNTS = "accounts.sqlite"
People = Mapping[str, tuple[Role, str | None]]
PEOPLE: People = {
    "partner a": (Role.PARTNER, "partner-a"),
    "partner b": (Role.PARTNER, "partner-b"),
    "viewer": (Role.VIEWER, None),
    "editor": (Role.EDITOR, None),
    "steward": (Role.STEWARD, "partner-b"),
    "official": (Role.OFFICIAL, None),
    "admin": (Role.ADMIN, None),
}
PASSWORD = "kettle umbrella violin harbour"
CANARY = {"partner-a": "73193", "partner-b": "84284"}  # values that only one partner has sent
CALLBACK = "/_dash-update-component"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"|value="([^"]+)" name="csrf_token"')


@dataclass
class House:
    """An application, its accounts, and a clock that stands until it is moved."""

    app: Dash
    accounts: Accounts
    services: Services
    at: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    people: dict[str, Account] = field(default_factory=dict)

    def wait(self, **span: int) -> None:
        self.at += timedelta(**span)

    def client(self, who: str = ANONYMOUS) -> FlaskClient:
        """A browser; signed in, if somebody is named."""
        client = self.app.server.test_client()
        if who != ANONYMOUS:
            token = self.accounts.begin(self.people[who].id, self.at, device="Firefox, Linux")
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    def entries(self, action: str) -> list[Any]:
        return [one for one in self.services.store.audit_entries() if one.action == action]


def build(folder: Path, services: Services, env: str = "test", **more: Any) -> House:
    """An installation on these figures, with one account for each role and two partners' values."""
    settings = services.settings.model_copy(
        update={"accounts_url": f"sqlite:///{folder / ACCOUNTS}", "env": env, **more}
    )
    if not (folder / ACCOUNTS).exists():
        copied(("accounts", *PEOPLE), folder, lambda new: add_people(new, PEOPLE, House.at))
    accounts = Accounts.open(settings)
    services = Services(settings, services.catalogue, services.store)
    house = House(create_app(services, accounts), accounts, services)
    house.app.server.extensions["clock"] = lambda: house.at
    house.people |= found_in(accounts, PEOPLE)
    return house


def add_people(folder: Path, people: People, at: datetime) -> None:
    """Accounts of these roles, in the file in which an installation has them."""
    accounts = Accounts.open(settings_of(folder))
    for who, (role, organization) in people.items():
        added = accounts.add(who.replace(" ", "-"), role, now=at, organization=organization)
        accounts.let_stand(added.id)
    accounts.close()


def found_in(accounts: Accounts, people: People) -> dict[str, Account]:
    """These people's accounts; the test fails where one is not there."""
    every = {one.name: one for one in accounts.every()}
    return {who: every[who.replace(" ", "-")] for who in people}


def send_partners_values(services: Services) -> None:
    """Two partners' unreleased values, in a year of which nothing is published."""
    for organization, value in CANARY.items():
        sent = observation(value, "2023", row=9)._replace(
            series="hotlines/calls", organization=organization
        )
        services.store.record(Submission("hotlines", (FILE,), organization), [sent])


def settings_of(folder: Path) -> Settings:
    return Settings(accounts_url=f"sqlite:///{folder / ACCOUNTS}", env="test")


def sent(client: FlaskClient, page: str, to: str | None = None, /, **fields: str) -> TestResponse:
    """Open a page and send its form, as a browser would."""
    drawn = client.get(page).get_data(as_text=True)
    found = TOKEN.search(drawn)
    token = next((one for one in found.groups() if one), "") if found else ""
    return client.post(to or page, data={"csrf_token": token, **fields}, headers=HERE)


def asked(client: FlaskClient, path: str, search: str = "") -> TestResponse:
    """Ask the callback for a page, as the script does."""
    return client.post(CALLBACK, json=question(path, search), headers=HERE)


def question(path: str, search: str = "") -> dict[str, Any]:
    return {
        "output": "shell-page.children",
        "outputs": {"id": "shell-page", "property": "children"},
        "inputs": [
            {"id": "shell-location", "property": "pathname", "value": path},
            {"id": "shell-location", "property": "search", "value": search},
        ],
        "changedPropIds": ["shell-location.pathname"],
    }
