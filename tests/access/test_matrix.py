"""Every route, method and callback against every role; none may be without its row.

The rows are compared with what the application registers: whoever adds a route adds its row.
"""

import re

import pytest

from dashboard.administering.routes import STEP as ADMIN_STEP
from dashboard.figures.files import KINDS as FIGURE_KINDS
from dashboard.issuing.routes import FILE as BRIEFING_FILE
from dashboard.issuing.routes import PICTURE as BRIEFING_PAGE
from dashboard.releases.routes import STEP as RELEASE_STEP
from dashboard.returns.office_routes import DECIDE, STEP, TURN
from tests.access.house import ANONYMOUS, CALLBACK, CANARY, HERE, PEOPLE, asked, question, sent

DRAWN_ANEW = re.compile(r'"end_id":"[^"]+"')  # a random number of Dash's own
ALL = (ANONYMOUS, *PEOPLE)
SEES = {  # whose unreleased values each may see
    ANONYMOUS: set(),
    "partner a": {"partner-a"},
    "partner b": {"partner-b"},
    "steward": {"partner-b"},
    "viewer": set(CANARY),
    "editor": set(CANARY),
    "official": set(),
    "admin": set(CANARY),
}


def everyone(status):
    return dict.fromkeys(ALL, status)


def only(*who, status=200, others=404):
    return {one: status if one in who else others for one in ALL}


def members(*who):
    """As for others, but whoever has not signed in is led to do so, whatever is there."""
    return {**only(*who), ANONYMOUS: 302}


VALUE_NOTED = "indicator=calls&series=hotlines/calls&place=CA&period=2024"
OPEN, NOBODY, SIGNED_IN = everyone(200), everyone(404), only(*PEOPLE)
LED = members()
PAGES = {  # path of a page: an address of it
    "/": "/",
    "/pillar/<pillar>": "/pillar/support",
    "/indicator/<indicator>": "/indicator/calls",
    "/funding": "/funding",
    "/initiatives": "/initiatives",
    "/international": "/international",
    "/hotlines": "/hotlines",
    "/data": "/data?indicator=calls",
    "/sources": "/sources",
    "/sources/<source>": "/sources/hotlines",
    "/methods": "/methods",
    "/protection": "/protection",
    "/accessibility": "/accessibility",
    "/search": "/search?q=calls",
    "/partners": "/partners",
    "/partner/<partner>": "/partner/partner-a",
    "/program/<program>": "/program/the-line",
    "/quality": "/quality?source=hotlines&measure=complete",
    "/calendar": "/calendar",
}
# (method, rule): (address, status by role); forms are sent without their token, which comes first
ROUTES = {
    ("GET", "/sign-in"): ("/sign-in", only(ANONYMOUS, others=302)),
    ("POST", "/sign-in"): ("/sign-in", everyone(400)),
    ("GET", "/sign-in/code"): ("/sign-in/code", everyone(302)),
    ("POST", "/sign-in/code"): ("/sign-in/code", everyone(400)),
    ("POST", "/sign-out"): ("/sign-out", everyone(400)),
    ("GET", "/welcome"): ("/welcome?token=guessed", NOBODY),
    ("POST", "/welcome"): ("/welcome?token=guessed", everyone(400)),
    ("GET", "/choose-password"): ("/choose-password?token=guessed", NOBODY),
    ("POST", "/choose-password"): ("/choose-password?token=guessed", everyone(400)),
    ("GET", "/account"): ("/account", SIGNED_IN),
    ("POST", "/account/password"): ("/account/password", everyone(400)),
    ("POST", "/account/sessions/<id_>/end"): ("/account/sessions/x/end", everyone(400)),
    ("GET", "/account/second-step"): ("/account/second-step", SIGNED_IN),
    ("POST", "/account/second-step"): ("/account/second-step", everyone(400)),
    ("POST", "/account/recovery-codes"): ("/account/recovery-codes", everyone(400)),
    ("GET", "/admin"): ("/admin", only("admin")),
    ("POST", "/admin/audit"): ("/admin/audit", everyone(400)),
    ("GET", "/admin/accounts/new"): ("/admin/accounts/new", only("admin")),
    ("POST", "/admin/accounts/new"): ("/admin/accounts/new", everyone(400)),
    ("GET", "/admin/accounts/<code>"): ("/admin/accounts/x", NOBODY),
    ("GET", f"/admin/accounts/<code>/{ADMIN_STEP}"): ("/admin/accounts/x/disable", NOBODY),
    ("POST", f"/admin/accounts/<code>/{ADMIN_STEP}"):
        ("/admin/accounts/x/disable", everyone(400)),
    ("GET", "/audit"): ("/audit", only("editor", "admin")),
    ("GET", "/audit.xlsx"): ("/audit.xlsx", only("admin")),
    ("GET", "/returns"):
        ("/returns", members("partner a", "partner b", "viewer", "editor", "admin")),
    ("GET", "/returns/template"): ("/returns/template?form=x&period=2025-Q4", LED),
    ("POST", "/returns/check"): ("/returns/check", everyone(400)),
    ("GET", "/returns/checks/<id_>"): ("/returns/checks/x", LED),
    ("POST", "/returns/checks/<id_>/say"): ("/returns/checks/x/say", everyone(400)),
    ("POST", "/returns/checks/<id_>/discard"): ("/returns/checks/x/discard", everyone(400)),
    ("GET", "/returns/checks/<id_>/annotated.xlsx"): ("/returns/checks/x/annotated.xlsx", LED),
    ("GET", "/returns/checks/<id_>/changes"): ("/returns/checks/x/changes", LED),
    ("POST", "/returns/checks/<id_>/send"): ("/returns/checks/x/send", everyone(400)),
    ("GET", "/returns/profile/<id_>"): ("/returns/profile/x", LED),
    ("POST", "/returns/profile/<id_>"): ("/returns/profile/x", everyone(400)),
    ("GET", "/returns/sent/<code>"): ("/returns/sent/x", LED),
    ("GET", "/returns/sent/<code>.json"): ("/returns/sent/x.json", LED),
    ("GET", "/returns/sent/<code>/file"): ("/returns/sent/x/file", LED),
    ("GET", "/returns/sent/<code>/withdraw"): ("/returns/sent/x/withdraw", LED),
    ("POST", "/returns/sent/<code>/withdraw"): ("/returns/sent/x/withdraw", everyone(400)),
    ("GET", "/returns/review"): ("/returns/review", members("viewer", "editor", "admin")),
    ("POST", "/returns/review/approve"): ("/returns/review/approve", everyone(400)),
    ("GET", "/returns/review/<code>"): ("/returns/review/x", LED),
    ("GET", "/returns/review/<code>/history"): ("/returns/review/x/history", LED),
    ("GET", "/returns/review/<code>/file"): ("/returns/review/x/file", LED),
    ("GET", "/returns/review/<code>/annotated.xlsx"): ("/returns/review/x/annotated.xlsx", LED),
    ("GET", f"/returns/review/<code>/{STEP}"): ("/returns/review/x/undo", LED),
    ("POST", f"/returns/review/<code>/{STEP}"): ("/returns/review/x/undo", everyone(400)),
    ("GET", "/returns/periods"): ("/returns/periods", members("viewer", "editor", "admin")),
    ("GET", f"/returns/periods/{TURN}"): ("/returns/periods/close?form=x&period=2025-Q4", LED),
    ("POST", "/returns/periods/close"): ("/returns/periods/close", everyone(400)),
    ("POST", "/returns/periods/reopen"): ("/returns/periods/reopen", everyone(400)),
    ("GET", "/returns/obligations"): ("/returns/obligations?form=x&partner=partner-a", LED),
    ("POST", f"/returns/obligations/{DECIDE}"): ("/returns/obligations/waive", everyone(400)),
    ("GET", "/returns/calendar"):
        ("/returns/calendar", members("partner a", "partner b", "viewer", "editor", "admin")),
    ("GET", "/returns/calendar.ics"):
        ("/returns/calendar.ics", members("partner a", "partner b", "viewer", "editor", "admin")),
    ("GET", "/returns/calendar/<token>.ics"): ("/returns/calendar/guessed.ics", NOBODY),
    ("POST", "/returns/calendar/feed"): ("/returns/calendar/feed", everyone(400)),
    ("POST", "/returns/calendar/feed/end"): ("/returns/calendar/feed/end", everyone(400)),
    ("GET", "/releases"): ("/releases", OPEN),
    ("GET", "/releases/new"): ("/releases/new", only("editor")),
    ("POST", "/releases/new"): ("/releases/new", everyone(400)),
    ("GET", "/releases/asked/<id_>"): ("/releases/asked/x", NOBODY),
    ("POST", "/releases/asked/<id_>/cancel"): ("/releases/asked/x/cancel", everyone(400)),
    ("GET", "/releases/<code>"): ("/releases/x", NOBODY),
    ("GET", f"/releases/<code>/{RELEASE_STEP}"): ("/releases/x/cancel", NOBODY),
    ("POST", f"/releases/<code>/{RELEASE_STEP}"): ("/releases/x/approve", everyone(400)),
    ("GET", "/briefings"): ("/briefings", only("viewer", "editor", "official", "admin")),
    ("GET", "/briefings/new"): ("/briefings/new", only("viewer", "editor", "official")),
    ("POST", "/briefings/new"): ("/briefings/new", everyone(400)),
    ("GET", "/briefings/<code>"): ("/briefings/x", NOBODY),
    ("POST", "/briefings/<code>"): ("/briefings/x", everyone(400)),
    ("POST", "/briefings/<code>/draft.pdf"): ("/briefings/x/draft.pdf", everyone(400)),
    ("POST", "/briefings/<code>/discard"): ("/briefings/x/discard", everyone(400)),
    ("GET", BRIEFING_PAGE): ("/briefings/x/pages/en/1/y.png", NOBODY),
    ("GET", "/briefings/<code>/freeze"): ("/briefings/x/freeze", NOBODY),
    ("POST", "/briefings/<code>/freeze"): ("/briefings/x/freeze", everyone(400)),
    ("GET", "/briefings/<code>/read"): ("/briefings/x/read", NOBODY),
    ("POST", "/briefings/<code>/read"): ("/briefings/x/read", everyone(400)),
    ("GET", BRIEFING_FILE): ("/briefings/x/files/en.pdf", NOBODY),
    ("GET", "/briefings/<code>/files.zip"): ("/briefings/x/files.zip", NOBODY),
    ("POST", "/briefings/<code>/rebuild"): ("/briefings/x/rebuild", everyone(400)),
    ("GET", "/briefings/<code>/compare"): ("/briefings/x/compare?with=y", NOBODY),
    ("GET", "/annotations"): ("/annotations", only("editor", "admin")),
    ("GET", "/annotations/new"): (f"/annotations/new?{VALUE_NOTED}", only("editor", "admin")),
    ("POST", "/annotations/new"): ("/annotations/new", everyone(400)),
    ("GET", "/annotations/<code>"): ("/annotations/x", NOBODY),
    ("POST", "/annotations/<code>"): ("/annotations/x", everyone(400)),
    ("POST", "/annotations/<code>/take-back"): ("/annotations/x/take-back", everyone(400)),
    ("GET", "/consent"):
        ("/consent", only("partner a", "partner b", "steward", "viewer", "editor", "admin")),
    ("GET", "/consent/log"): ("/consent/log", only("partner a", "partner b", "steward")),
    ("GET", "/consent/own-data.<any(csv, xlsx):kind>"):
        ("/consent/own-data.csv", only("partner a", "partner b", "steward")),
    ("GET", "/consent/accounts/<code>"): ("/consent/accounts/x", NOBODY),
    ("POST", "/consent/accounts/<code>"): ("/consent/accounts/x", everyone(400)),
    ("GET", "/consent/<form>/give"): ("/consent/x/give", NOBODY),
    ("POST", "/consent/<form>/give"): ("/consent/x/give", everyone(400)),
    ("GET", "/consent/<form>/withdraw"): ("/consent/x/withdraw", NOBODY),
    ("POST", "/consent/<form>/withdraw"): ("/consent/x/withdraw", everyone(400)),
    ("GET", "/download/<indicator>.<any(csv, json):kind>"): ("/download/calls.csv", OPEN),
    ("GET", "/data.<any(csv, json, xlsx):kind>"): ("/data.csv?indicator=calls", OPEN),
    ("GET", "/calendar.ics"): ("/calendar.ics", OPEN),
    ("GET", "/data/codes/<name>.csv"): ("/data/codes/places.csv", OPEN),
    ("GET", f"/figure/<indicator>.<{FIGURE_KINDS}>"): ("/figure/calls.svg", OPEN),
    ("GET", f"/figure/funding/<any(committed, funds):part>.<{FIGURE_KINDS}>"):
        ("/figure/funding/funds.svg", NOBODY),
    ("GET", "/sources/<source>/files/<path:name>"): ("/sources/hotlines/files/no.csv", NOBODY),
    ("GET", "/healthz"): ("/healthz", OPEN),
    ("GET", "/readyz"): ("/readyz", OPEN),
    ("GET", "/metrics"): ("/metrics", OPEN),  # of this machine, as here; see tests/watching
    ("GET", "/assets/<path:filename>"): ("/assets/design.css", OPEN),
    ("GET", "/static/<path:filename>"): ("/static/none", NOBODY),
    ("GET", "/_favicon.ico"): ("/_favicon.ico", OPEN),
    ("GET", "/_dash-layout"): ("/_dash-layout", OPEN),
    ("GET", "/_dash-dependencies"): ("/_dash-dependencies", OPEN),
    ("GET", "/_reload-hash"): ("/_reload-hash", OPEN),
    ("GET", "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"):
        ("/_dash-component-suites/dash/none.js", NOBODY),
    ("GET", "/<path:path>"): ("/nothing/here", NOBODY),
}  # fmt: skip


FIGURES = [  # of the line that is shown, and of the line of either partner
    f"/figure/calls.{kind}?series=hotlines/calls&place=CA{whose}"
    for kind in ("csv", "svg")
    for whose in ("", "&partner=partner-a", "&partner=partner-b")
]

# (rule, address, fields): what each role is answered where the form's own token comes with it
NEW = {"new": "seven quiet lanterns by water", "again": "seven quiet lanterns by water"}
FORMS = [
    ("/sign-in", "/sign-in", {"name": "nobody", "password": "x"}, everyone(403)),
    ("/sign-in/code", "/sign-in/code", {"code": "000000"}, everyone(302)),
    ("/sign-out", "/sign-out", {}, everyone(200)),
    ("/welcome", "/welcome?token=guessed", {"name": "x", **NEW}, NOBODY),
    ("/choose-password", "/choose-password?token=guessed", NEW, NOBODY),
    ("/account/password", "/account/password", {"present": "x", **NEW},
     only(*PEOPLE, status=400)),
    ("/account/sessions/<id_>/end", "/account/sessions/{editor}/end", {},
     only("editor", status=302)),
    ("/account/second-step", "/account/second-step", {"code": "000000"}, only(*PEOPLE, status=403)),
    ("/account/recovery-codes", "/account/recovery-codes", {"present": "x"}, NOBODY),
    ("/admin/audit", "/admin/audit", {}, only("admin", status=303)),
    ("/admin/accounts/new", "/admin/accounts/new", {"name": "x", "role": "viewer", "proof": "x"},
     only("admin", status=403)),
    (f"/admin/accounts/<code>/{ADMIN_STEP}", "/admin/accounts/x/disable", {}, NOBODY),
    ("/returns/review/approve", "/returns/review/approve", {}, only("editor")),
    (f"/returns/review/<code>/{STEP}", "/returns/review/x/approve", {}, NOBODY),
    ("/returns/periods/close", "/returns/periods/close", {"form": "x"}, NOBODY),
    ("/returns/periods/reopen", "/returns/periods/reopen", {"form": "x"}, NOBODY),
    (f"/returns/obligations/{DECIDE}", "/returns/obligations/waive", {"form": "x"}, NOBODY),
    ("/returns/calendar/feed", "/returns/calendar/feed", {}, NOBODY),
    ("/returns/calendar/feed/end", "/returns/calendar/feed/end", {}, NOBODY),
    ("/returns/check", "/returns/check", {}, only("partner a", "partner b", "editor", status=400)),
    *((f"/returns/checks/<id_>/{one}", f"/returns/checks/x/{one}", {}, NOBODY)
      for one in ("say", "discard", "send")),
    ("/returns/profile/<id_>", "/returns/profile/x", {}, NOBODY),
    ("/returns/sent/<code>/withdraw", "/returns/sent/x/withdraw", {}, NOBODY),
    ("/releases/new", "/releases/new", {"form": "x"}, only("editor", status=302)),
    ("/releases/asked/<id_>/cancel", "/releases/asked/x/cancel", {}, NOBODY),
    (f"/releases/<code>/{RELEASE_STEP}", "/releases/x/approve", {}, NOBODY),
    ("/briefings/new", "/briefings/new", {"start": "x"},
     only("viewer", "editor", "official", status=400)),
    ("/briefings/<code>", "/briefings/x", {"do": "save"}, NOBODY),
    *((f"/briefings/<code>/{one}", f"/briefings/x/{one}", {}, NOBODY)
      for one in ("read", "draft.pdf", "discard", "freeze", "rebuild")),
    ("/annotations/new", f"/annotations/new?{VALUE_NOTED}", {},
     only("editor", "admin", status=400)),
    ("/annotations/<code>", "/annotations/x", {}, NOBODY),
    ("/annotations/<code>/take-back", "/annotations/x/take-back", {}, NOBODY),
    ("/consent/accounts/<code>", "/consent/accounts/x", {}, NOBODY),
    ("/consent/<form>/give", "/consent/x/give", {}, NOBODY),
    ("/consent/<form>/withdraw", "/consent/x/withdraw", {}, NOBODY),
]  # fmt: skip


def test_every_form_has_its_row(house):
    posted = {rule for method, rule in ROUTES if method == "POST"}
    assert {one[0] for one in FORMS} == posted


@pytest.mark.parametrize("who", ALL)
def test_each_form_does_for_each_role_what_its_row_says(house, who):
    """With a right token: the role alone decides. A fresh browser each, lest one form ends it."""
    for rule, address, fields, expected in FORMS:
        house.client("editor")  # somewhere else
        client = house.client(who)
        of_editor = house.accounts.sessions_of(house.people["editor"].id, house.at)
        named = {"editor": of_editor[0].id}
        page = "/sign-in" if who == ANONYMOUS else "/account"
        given = sent(client, page, address.format(**named), **fields)
        assert given.status_code == expected[who], (rule, who)


def registered(house):
    rules = house.app.server.url_map.iter_rules()
    return {(method, one.rule) for one in rules for method in one.methods - {"HEAD", "OPTIONS"}}


def test_every_route_has_its_row(house):
    pages = {one.path for one in house.app.server.extensions["routes"]}
    assert pages == set(PAGES)
    drawn = {("GET", "/"), ("POST", CALLBACK)}
    assert registered(house) - drawn == set(ROUTES)


def test_every_callback_has_its_row(house):
    on_the_server = {key for key, one in house.app.callback_map.items() if "callback" in one}
    assert on_the_server == {question("/")["output"]}


@pytest.mark.parametrize("who", ALL)
def test_each_route_answers_each_role_as_its_row_says(house, who):
    client = house.client(who)
    for (method, rule), (address, expected) in ROUTES.items():
        given = client.open(address, method=method, headers=HERE)
        status = given.status_code
        given.close()
        assert status == expected[who], (method, rule, who)


# Tokens and checksums, drawn anew for each answer: now and then one holds the digits of a value.
MADE_AT_RANDOM = re.compile(r"(?=[\w.-]*[a-zA-Z])[\w.-]{24,}")
FILES = [f"/{name}.{kind}" for name in ("download/calls", "data") for kind in ("csv", "json")]
A_FIGURE = "/indicator/calls?period=2023&place=CA&series=hotlines%2Fcalls"


@pytest.mark.parametrize("order", [ALL, tuple(reversed(ALL))], ids=["up", "down"])
def test_each_page_shows_each_role_its_own_and_no_others_values(house, order):
    """With what those before it have left in every memory, and the first once more at the end."""
    for who in (*order, order[0]):
        assert values_met(house.client(who)) == SEES[who], who


def values_met(client) -> set[str]:
    """The organizations whose value stands in any page, callback, file or figure."""
    asked_for = [*PAGES.values(), *FILES, *FIGURES, A_FIGURE]
    shown = [client.get(one).get_data(as_text=True) for one in asked_for]
    shown += [asked(client, one.partition("?")[0]).get_data(as_text=True) for one in PAGES.values()]
    text = MADE_AT_RANDOM.sub(" ", " ".join(shown))
    text = text.replace(",", "").replace("\u202f", "").replace("\u00a0", "")
    return {organization for organization, value in CANARY.items() if value in text}


# Files that belong to pages: what is not there is one line, whoever asks, and no page.
NO_PAGE = ("/_dash", "/assets", "/data", "/figure", "/sources", "/static")
HIDDEN = [
    (rule, address.partition("?")[0], who)
    for (method, rule), (address, expected) in ROUTES.items()
    for who in (ANONYMOUS, "partner a", "official")
    if method == "GET" and expected[who] == 404 and not rule.startswith(NO_PAGE)
]


@pytest.mark.parametrize("who", [ANONYMOUS, "partner a", "official"])
def test_what_may_not_be_seen_is_answered_like_what_does_not_exist(house, who):
    """The same page, but for the address that stands in it: status, length, headers, words."""
    client = house.client(who)
    for rule, path, _ in (one for one in HIDDEN if one[2] == who):
        # the link to a part of the site is marked below it, for those who have the link
        part = path[: path.rfind("/") + 1] if who != ANONYMOUS else "/"
        unknown = part + "x" * (len(path) - len(part))
        answers = [client.get(one) for one in (path, unknown)]
        texts = [DRAWN_ANEW.sub("", one.get_data(as_text=True)) for one in answers]
        texts = [one.replace(path, "").replace(unknown, "") for one in texts]
        assert texts[0] == texts[1], rule
        assert [one.status_code for one in answers] == [404, 404], rule
        assert set(answers[0].headers.keys()) == set(answers[1].headers.keys()), rule


def test_a_session_that_has_ended_leads_to_sign_in_from_every_page_of_ones_own(house):
    """Wherever the public finds nothing: else whoever was at work there is told nothing."""
    for rule, path, who in HIDDEN:
        if who != ANONYMOUS or rule in ("/<path:path>", "/returns/calendar/<token>.ics"):
            continue
        client = house.client("editor")
        house.wait(minutes=31)
        given = client.get(path)
        assert given.status_code == 302, rule
        assert given.location.startswith("/sign-in?ended=1"), rule


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_below_returns_every_address_leads_to_sign_in_alike(house, method):
    """Also one at which there is nothing: the answer does not tell."""
    client = house.client(ANONYMOUS)
    paths = ("/returns", "/returns/nothing/at/all", "/returns/checks/x", "/returns/sent/x.json")
    for path in paths:
        given = client.open(f"{path}?lang=fr", method=method)
        assert given.status_code == 302, path
        assert given.location == f"/sign-in?lang=fr&next={path.replace('/', '%2F')}"
    for path in ("/returnsx", "/returns/calendar/guessed.ics"):
        assert client.open(path, method=method).status_code == 404, path
    assert house.client("partner a").get("/returns/nothing/at/all").status_code == 404
