"""Signing in with Chromium: the walls hold, nothing is reported, the pages fit and pass axe."""

import re
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_every_page import Visit
from tests.sweeps import by_turns

pytestmark = pytest.mark.browser

PASSWORD = "kettle umbrella violin harbour"
REPORTS = """
window.reports = [];
document.addEventListener(
  "securitypolicyviolation", one => window.reports.push(one.violatedDirective));
"""
PLANTED = """() => new Promise(done => {
  document.addEventListener(
    "securitypolicyviolation", one => done([window.ran ?? null, one.violatedDirective]));
  setTimeout(() => done([window.ran ?? null, "nothing was reported"]), 20000);
  const one = document.createElement("script");
  one.textContent = "window.ran = 1";
  document.body.append(one);
})"""


@pytest.fixture(scope="module")
def first_link(address: str, server_log) -> str:
    return re.search(r"/welcome\?token=\w+", server_log.read_text())[0]


@pytest.fixture(scope="module")
def signed_in(browser: Browser, address: str, first_link: str) -> Iterator[Visit]:
    """The first administrator, made by the address that the start has printed."""
    visit = Visit(browser, address)
    visit.page.add_init_script(REPORTS)
    page = visit.page
    page.goto(address + first_link)
    for name, value in (("name", "director"), ("new", PASSWORD), ("again", PASSWORD)):
        page.fill(f"#{name}", value)
    page.click("button.btn-main")
    page.wait_for_selector("#password")  # the page to sign in has a name to fill as well
    page.fill("#name", "director")
    page.fill("#password", PASSWORD)
    page.click("button.btn-main")
    page.wait_for_selector("a.way-in[href='/account']")
    yield visit
    page.context.close()


FORMS = ["/account", "/account/second-step", "/audit", "/admin", "/admin/accounts/new"]


@pytest.mark.parametrize(("path", "language"), by_turns("pages with forms in axe", FORMS))
def test_a_page_with_forms_is_quiet_fits_and_passes_axe(signed_in, path, language):
    signed_in.said.clear()
    signed_in.page.goto(f"{signed_in.base}{path}?lang={language}")
    assert signed_in.faults() == {}
    assert signed_in.said == []
    assert signed_in.page.evaluate("window.reports") == []


@pytest.mark.parametrize("width", [320, 390])
def test_the_audit_log_stands_on_a_narrow_screen(signed_in, width):
    page = signed_in.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{signed_in.base}/audit?lang=fr")
    for selector in ("#action", ".audit-log tbody tr >> nth=0"):
        box = page.locator(selector).bounding_box()
        assert box["x"] + box["width"] <= width
    cells = page.locator(".audit-log tbody tr >> nth=0").locator("td:visible")
    assert len({cells.nth(one).bounding_box()["y"] for one in range(cells.count())}) > 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sign_in_page_passes_axe_and_takes_what_is_pasted(browser, address, language):
    visit = Visit(browser, address)
    visit.page.goto(f"{address}/sign-in?lang={language}")
    assert visit.faults() == {}
    kinds = {name: visit.page.get_attribute(f"#{name}", "autocomplete")
             for name in ("name", "password")}  # fmt: skip
    assert kinds == {"name": "username", "password": "current-password"}
    assert visit.said == []
    visit.page.context.close()


def test_a_wrong_password_is_said_first_and_tied_to_its_field(browser, address):
    visit = Visit(browser, address)
    visit.page.goto(f"{address}/sign-in")
    visit.page.fill("#name", "nobody")
    visit.page.fill("#password", "nothing at all")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("[role=alert]")
    assert visit.page.title().startswith("Error: Sign in")
    expect(visit.page.locator("#name")).to_be_focused()
    assert visit.faults() == {}
    visit.page.locator("#password").focus()
    visit.page.locator("[role=alert] a").click()
    expect(visit.page.locator("#name")).to_be_focused()
    visit.page.context.close()


def test_no_page_of_figures_reports_anything_to_someone_signed_in(signed_in):
    for path in ("/", "/indicator/people-trained", "/funding", "/international"):
        signed_in.open(path)
        assert signed_in.page.evaluate("window.reports") == [], path
        assert signed_in.page.locator("a.way-in").get_attribute("href") == "/account"


def test_a_script_that_is_planted_does_not_run(signed_in):
    signed_in.open("/")
    assert signed_in.page.evaluate(PLANTED) == [None, "script-src-elem"]


def test_another_sites_form_changes_nothing(browser, signed_in, address):
    """A page of another origin sends a form with this reader's cookies, as far as they go."""
    page = signed_in.page.context.new_page()
    page.route("http://other.example/", lambda route: route.fulfill(
        content_type="text/html",
        body=f'<form method="post" action="{address}/sign-out"><button>x</button></form>',
    ))  # fmt: skip
    page.goto("http://other.example/")
    with page.expect_response(lambda one: one.url.endswith("/sign-out")) as answer:
        page.click("button")
    assert answer.value.status == 403
    page.close()
    signed_in.page.goto(f"{address}/account")
    assert signed_in.page.locator("h1").inner_text() == "My account"


def test_the_second_step_and_signing_out(signed_in, address):
    page = signed_in.page
    page.goto(f"{address}/account/second-step")
    secret = page.locator("code").first.inner_text().replace(" ", "")
    page.fill("#proof", PASSWORD)
    page.fill("#code", pyotp.TOTP(secret).now())
    page.locator("form[action^='/account/second-step'] button.btn-main").click()
    expect(page.locator(".codes li")).to_have_count(10)
    recovery = page.locator(".codes li").first.inner_text()
    page.goto(f"{address}/account")
    page.fill("#proof", "not this one")
    page.locator("form[action='/account/recovery-codes'] button").click()
    page.wait_for_selector("[role=alert]")
    expect(page.locator("#proof")).to_be_focused()
    assert signed_in.faults() == {}
    page.goto(f"{address}/account")
    page.locator("form[action='/sign-out'] button").click()
    expect(page.locator("h1")).to_have_text("You have signed out")
    page.goto(f"{address}/account")
    assert page.locator("h1").inner_text() != "My account"
    page.goto(f"{address}/sign-in")
    page.fill("#name", "director")
    page.fill("#password", PASSWORD)
    page.click("button.btn-main")
    page.fill("#code", recovery)
    page.click("button.btn-main")
    page.wait_for_selector("a.way-in[href='/account']")


def _tab_to(page, id_: str) -> None:
    """Go on by Tab until this field has the focus."""
    for _ in range(80):
        if page.evaluate("document.activeElement.id") == id_:
            return
        page.keyboard.press("Tab")
    raise AssertionError(id_)


def test_a_note_is_written_and_taken_back_by_keyboard_alone(signed_in):
    page, base = signed_in.page, signed_in.base
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{base}/")
    pillar = page.locator("nav a[href^='/pillar/']").first.get_attribute("href").split("/")[2]
    signed_in.said.clear()
    page.goto(f"{base}/annotations/new?kind=event&pillar={pillar}")
    assert signed_in.faults() == {}
    for id_, said in (("period", "2024-05-12"), ("text_en", "A line opened"),
                      ("text_fr", "Une ligne a ouvert")):  # fmt: skip
        _tab_to(page, id_)
        page.keyboard.type(said)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".evlist >> text=A line opened (noted by the office")
    page.goto(f"{base}/annotations?lang=fr")
    assert signed_in.faults() == {}
    page.locator("form.one button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status] >> text=La note a été retirée")
    assert signed_in.faults() == {}
    assert signed_in.said == []


def test_somebody_is_invited_and_disabled_from_the_administration(signed_in):
    page, base = signed_in.page, signed_in.base
    signed_in.said.clear()
    page.goto(f"{base}/admin/accounts/new?lang=fr")
    page.fill("#name", "marie@example.ca")
    page.fill("#proof", PASSWORD)
    page.click("button.btn-main")
    page.wait_for_selector("code.feed-address >> text=/choose-password?token=")
    assert signed_in.faults() == {}
    page.goto(f"{base}/admin?lang=fr")
    page.click("main >> text=marie@example.ca")
    page.wait_for_selector("main >> text=Désactiver le compte")
    assert signed_in.faults() == {}
    page.click("main >> text=Désactiver le compte")
    page.fill("#proof", PASSWORD)
    page.click("button.btn-main")
    page.wait_for_selector("[role=status] >> text=Le compte est désactivé")
    assert signed_in.said == []
