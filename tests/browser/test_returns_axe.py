"""Every page of returns, of both sides: quiet, fitting each width, sound to axe, in EN and FR."""

import pytest

from dashboard.returns.store.drafts import NewDraft
from metrics import OFFICE, Language, Period, Remark
from tests.browser.returns_served import faulty, returns_house, served, signed_in
from tests.returns.house import FORM, PERIOD, A, B, checked, drafts_of, filled, send
from tests.returns.office_desk import waiting
from tests.returns.test_own_layout import own_file
from tests.sweeps import languages

pytestmark = pytest.mark.browser
PRIVATE = b"Name,Telephone\nExample Person,416-967-1111\n"
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600  # how an .xls begins
BEFORE = Period.parse("2025-Q3")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with returns_house(tmp_path_factory.mktemp("axe")) as made:
        yield made


@pytest.fixture(scope="module")
def base(house):
    with served(house) as address:
        yield address


@pytest.fixture(scope="module")
def partner(house, base, browser):
    visit = signed_in(browser, house, base, "partner a")
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def editor(house, base, browser):
    visit = signed_in(browser, house, base, "editor")
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def codes(house):
    """Returns in each state: one waits, one was sent back, one withdrawn after its approval."""
    returns, editor = house.services.store.seen_by(OFFICE).returns, house.people["editor"].id
    back = send(house.client("partner a"), checked(house.client("partner a"), filled()))
    cell = next(one.observation.location for one in returns.values(back) if one.observation)
    comment = Remark(cell.sheet, cell.cell, "comment", "Is this the whole quarter?")
    returns.send_back(back, editor, "Please look again.", [comment])
    gone = waiting(house, A, BEFORE).code
    returns.approve(gone, editor)
    returns.withdraw(gone, editor, "Sent twice.")
    done = waiting(house, B, BEFORE, actor="partner b").code
    returns.approve(done, editor)
    waits = waiting(house, B, actor="partner b").code
    return {"back": back, "gone": gone, "done": done, "waits": waits}


def faults(visit, path, language):
    visit.said.clear()
    visit.page.goto(f"{visit.base}{path}{'&' if '?' in path else '?'}lang={language}")
    assert visit.page.locator("h1").count() == 1, path
    return faults_here(visit)


def faults_here(visit):
    return [*visit.said, *visit.faults().items()]


def progress_of(house):
    """A file that no worker has taken yet, and one that is being read."""
    new = NewDraft(house.people["partner a"].id, A, FORM, PERIOD.code, Language.EN, "a.xlsx", b"x")
    drafts = drafts_of(house)
    waits, reads = drafts.add(new, house.at).id, drafts.add(new, house.at).id
    drafts.begin(reads)
    drafts.tell(reads, "personal-data", 40)
    return waits, reads


@pytest.mark.parametrize("language", languages("progress of a check in axe"))
def test_the_progress_of_a_check(house, partner, language):
    made = progress_of(house)
    assert {one: faults(partner, f"/returns/checks/{one}", language) for one in made} == {
        one: [] for one in made
    }
    assert partner.page.locator("progress").get_attribute("value") == "40"
    partner.page.goto("about:blank")  # or its script would go on asking
    for one in made:
        drafts_of(house).cancel(one)


@pytest.mark.parametrize("language", languages("refusals of returns in axe"))
def test_what_was_refused_and_what_lacks_its_reason(house, partner, language):
    client = house.client("partner a")
    sent = {"p.csv": PRIVATE, "o.xls": OLD, "f.xlsx": faulty(), "own.xlsx": own_file()}
    drafts = [checked(client, content, name) for name, content in sent.items()]
    paths = [*(f"/returns/checks/{one}" for one in drafts), f"/returns/profile/{drafts[-1]}",
             f"/returns/checks/{drafts[2]}?missing=1"]  # fmt: skip
    assert {one: faults(partner, one, language) for one in paths} == {one: [] for one in paths}


@pytest.mark.parametrize("language", languages("receipts in axe"))
def test_receipts_and_the_page_that_withdraws(partner, codes, language):
    paths = [f"/returns/sent/{codes['back']}", f"/returns/sent/{codes['gone']}",
             f"/returns/sent/{codes['back']}/withdraw", f"/returns/sent/{codes['gone']}/withdraw",
             "/returns/calendar"]  # fmt: skip
    assert {one: faults(partner, one, language) for one in paths} == {one: [] for one in paths}


@pytest.mark.parametrize("language", languages("withdrawals without a reason in axe"))
def test_a_withdrawal_without_a_reason_is_told_at_its_field(partner, codes, language):
    faults(partner, f"/returns/sent/{codes['back']}/withdraw", language)
    partner.said.clear()
    partner.page.click("form.wide-form button")
    partner.page.wait_for_selector("[role=alert]")
    partner.said.clear()  # the browser itself reports the status 409
    assert faults_here(partner) == []


@pytest.mark.parametrize("language", languages("the office's pages of returns in axe"))
def test_the_offices_pages(editor, codes, language):
    review = "/returns/review"
    paths = ["/returns", f"/returns?partner={A}", review, f"{review}?state=all",
             "/returns/calendar", "/returns/periods",
             f"/returns/periods/close?form={FORM}&period={BEFORE.code}",
             *(f"{review}/{one}" for one in codes.values())]  # fmt: skip
    assert {one: faults(editor, one, language) for one in paths} == {one: [] for one in paths}


@pytest.mark.parametrize("language", languages("the office's steps in axe"))
def test_the_offices_steps_and_what_they_lead_to(editor, codes, language):
    waits, done = (f"/returns/review/{codes[one]}" for one in ("waits", "done"))
    paths = [f"{waits}/{one}" for one in ("approve", "send-back", "withdraw", "undo")]
    paths += [f"{done}/withdraw", f"{done}/approve", _linked(editor, waits, "/history?"),
              _linked(editor, "/returns/calendar", "/returns/obligations?")]  # fmt: skip
    assert {one: _without_status(faults(editor, one, language)) for one in paths} == {
        one: [] for one in paths
    }


def _without_status(told):
    """What the browser itself reports of a page that refuses is no fault of the page."""
    return [one for one in told if "status of 409" not in one]


def _linked(visit, path, part):
    visit.page.goto(f"{visit.base}{path}")
    return visit.page.locator(f"a[href*='{part}']").first.get_attribute("href")
