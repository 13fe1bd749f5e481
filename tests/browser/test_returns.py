"""A partner's pages of returns in Chromium: quiet, fitting, sound to axe, sent once."""

import threading

import pytest
from argon2 import PasswordHasher
from flask.sessions import SecureCookieSessionInterface
from waitress import create_server

from dashboard.access import passwords
from tests.browser.test_every_page import WIDTHS, Visit
from tests.ingest.return_forms import CONTACTS, NEW, SERVED, SPENT
from tests.returns.house import changed, checked, drafts_of, filled, house_of, services_with_forms

pytestmark = pytest.mark.browser


def faulty():
    values = changed(CONTACTS, "1,234")
    values["people"]["ON-N:under-25"][NEW] = 40
    values["people"]["ON-S:25-and-over"][SERVED] = None
    values["services"]["ON"][SPENT] = "many"
    return filled(values)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("returns")
    with pytest.MonkeyPatch.context() as patch, services_with_forms(folder) as services:
        patch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))
        made = house_of(folder, services)
        yield made
        drafts_of(made).close()
        made.accounts.close()


@pytest.fixture(scope="module")
def base(house):
    server = create_server(house.app.server, host="127.0.0.1", port=0,
                           max_request_body_size=1 << 20)  # fmt: skip
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def partner(house, base, browser):
    visit = Visit(browser, base)
    token = house.accounts.begin(house.people["partner a"].id, house.at, device="x")
    sign = SecureCookieSessionInterface().get_signing_serializer(house.app.server)
    cookie = {"name": "session", "value": sign.dumps({"_user_id": token, "_fresh": True})}
    visit.page.context.add_cookies([{**cookie, "url": base}])
    yield visit
    visit.page.context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_is_quiet_fits_and_passes_axe(house, partner, language):
    client = house.client("partner a")
    bad, good = checked(client, faulty(), "bad.xlsx"), checked(client, filled(), "good.xlsx")
    for path in ("", f"/checks/{bad}", f"/checks/{good}", f"/checks/{good}/changes"):
        partner.said.clear()
        partner.page.goto(f"{partner.base}/returns{path}?lang={language}")
        found = {width: partner.faults_at(width) for width in WIDTHS}
        assert found == {one: [] for one in WIDTHS}, path
        assert partner.said == [], path


def test_a_file_is_chosen_checked_and_sent_with_the_keyboard_and_mouse(partner, tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(filled())
    page = partner.page
    page.goto(f"{partner.base}/returns")
    page.select_option("select[name=for]", label="Quarterly return, Q3 2025-26 "
                       "(1 October 2025 to 31 December 2025)")  # fmt: skip
    page.set_input_files("#file", path)
    page.click("form.upload button")
    page.wait_for_selector("h1:has-text('ready to be sent')")
    page.click("button[value=changes]")
    page.wait_for_selector("h1:has-text('What will change')")
    page.dblclick("form.one button")
    page.wait_for_selector("h1:has-text('was received')")
    assert page.get_by_text("Accusé de réception").first.is_visible()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(partner, tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"x" * 300_000)
    page = partner.page
    page.goto(f"{partner.base}/returns")
    page.set_input_files("#file", path)
    page.click("form.upload button")
    assert "larger than" in page.text_content("form.upload [role=status]")
    assert page.url.endswith("/returns")
