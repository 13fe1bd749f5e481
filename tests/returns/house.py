"""An installation with a return form and two partners, whose checks are done at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from dashboard.access.store.tables import handled
from dashboard.returns.checks import Checks
from dashboard.returns.desk import NAME, Desk
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Drafts
from dashboard.services import Services
from metrics import Catalogue, Language, MetricsStore, Partner, Period, Settings, Text
from tests.access.house import HERE, TOKEN, House, build
from tests.ingest import return_forms
from tests.loaded import record_small, small_catalogue
from tests.ready import copied

A, B = "partner-a", "partner-b"
TITLES = {A: Text("Partner A", "Partenaire A"), B: Text("Partner B", "Partenaire B")}
LANGUAGES = {A: Language.EN, B: Language.FR}
FORM, PERIOD = "quarterly", Period.parse("2025-Q4")
SEEN = re.compile(r'value="([^"]+)" name="seen"|name="seen" value="([^"]+)"')
TODAY = date(2026, 1, 12)
NOW = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


def catalogue() -> Catalogue:
    """The small catalogue with the test form, asked of both partners."""
    small, forms = small_catalogue(), return_forms.catalogue(form())
    return replace(
        small,
        indicators={**small.indicators, **forms.indicators},
        sources={**small.sources, **forms.sources},
        units={**small.units, **forms.units},
        dimensions={**small.dimensions, **forms.dimensions},
        places={**small.places, **forms.places},
        partners={
            one: Partner(id=one, title=TITLES[one], language=LANGUAGES[one]) for one in (A, B)
        },
        returns=forms.returns,
    )


def form():
    asked = [{"partner": A, "since": "2025-Q3"}, {"partner": B, "since": "2025-Q3"}]
    return return_forms.form(obligations=asked)


def layout(partner: str = A, language: Language = Language.EN, period: Period = PERIOD):
    return return_forms.where_is(form(), catalogue(), partner, period, language)


def filled(values=return_forms.SOUND, partner: str = A, **more) -> bytes:
    """The template of a partner, filled in."""
    return return_forms.saved(return_forms.workbook(layout(partner, **more), values))


def changed(series: str, value: object, row: str = "ON", sheet: str = "services"):
    """A sound return but for one cell."""
    values = {name: {code: dict(row) for code, row in rows.items()}
              for name, rows in return_forms.SOUND.items()}  # fmt: skip
    values[sheet][row][series] = value
    return values


@contextmanager
def services_with_forms(folder: Path) -> Iterator[Services]:
    settings = Settings(
        database_url=f"sqlite:///{folder / 'store.sqlite'}",
        returns_url=f"sqlite:///{folder / 'returns.sqlite'}",
        framework="plan",
        env="test",
        return_bytes=200_000,
    )
    held = catalogue()
    copied("the store with forms", folder, _record)
    store = MetricsStore.open(settings, held)
    store.today = lambda: TODAY
    yield Services(settings, held, store)
    store.close()


def _record(folder: Path) -> None:
    address = f"sqlite:///{folder / 'store.sqlite'}"
    store = MetricsStore.open(Settings(database_url=address, framework="plan"), catalogue())
    store.today = lambda: TODAY
    record_small(store)
    store.close()


def house_of(folder: Path, services: Services) -> House:
    """With an account for each role; a check is done before its upload is answered."""
    made = build(folder, services)
    made.at = NOW
    with made.accounts.database.writing() as connection:  # this house's clock is behind the others'
        connection.execute(update(handled).values(at=0))
    desk: Desk = made.app.server.extensions[NAME]
    settings = made.services.settings
    drafts = Drafts.open(settings)
    checks = Checks(settings, services.catalogue, services.store, drafts)
    desk.use(drafts, Jobs(settings, checks.run, now=True))
    return made


def drafts_of(house: House) -> Drafts:
    return house.app.server.extensions[NAME].drafts


def token_in(client: FlaskClient, page: str = "/returns") -> str:
    found = TOKEN.search(client.get(page).get_data(as_text=True))
    return next((one for one in found.groups() if one), "") if found else ""


def upload(
    client: FlaskClient, content: bytes, name: str = "return.xlsx",
    which: str = f"{FORM}|{PERIOD.code}", lang: str = "en", **fields: str,
) -> TestResponse:  # fmt: skip
    """Send a file to be checked, as a browser would."""
    data = {"csrf_token": token_in(client, "/account"), "for": which, **fields,
            "file": (BytesIO(content), name)}  # fmt: skip
    return client.post(f"/returns/check?lang={lang}", data=data, headers=HERE,
                       content_type="multipart/form-data")  # fmt: skip


def checked(client: FlaskClient, content: bytes, name: str = "return.xlsx", **more: str) -> str:
    """The id of a draft that was uploaded and checked."""
    answer = upload(client, content, name, **more)
    assert answer.status_code == 303, answer.get_data(as_text=True)[-3000:]
    return answer.location.partition("/checks/")[2].partition("?")[0]


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    data = {"csrf_token": token_in(client, "/account"), **fields}
    return client.post(path, data=data, headers=HERE)


def seen_of(client: FlaskClient, draft: str) -> str:
    """The mark of the preview of a draft; empty where there is none to look at."""
    page = client.get(f"/returns/checks/{draft}/changes").get_data(as_text=True)
    found = SEEN.search(page)
    return next((one for one in found.groups() if one), "") if found else ""


def send(client: FlaskClient, draft: str) -> str:
    """The code of the return that a draft becomes, once its changes have been looked at."""
    answer = post(client, f"/returns/checks/{draft}/send", seen=seen_of(client, draft))
    assert answer.status_code == 303, answer.get_data(as_text=True)[-3000:]
    return answer.location.partition("/sent/")[2].partition("?")[0]
