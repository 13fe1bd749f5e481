"""Pages of programs: what the sources say of each, joined, and what was not found said."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from dashboard import pillar_money
from dashboard.addresses import Address
from dashboard.elapsed import elapsed_words
from dashboard.funds import figures
from dashboard.markup import render
from dashboard.money_rows import amount_of
from dashboard.text import Words
from metrics import Catalogue, DefinitionError, Disaggregation, Language, Period
from metrics.settings import PROJECT

FUND = "/program/community-supports-fund"
UNITS = "/program/care-units"
WITNESS = "/program/victim-witness-assistance"


def read(app, address, status=200):
    given = app.server.test_client().get(address)
    assert given.status_code == status, address
    return unescape(given.get_data(as_text=True))


def part(page, name):
    """One section of a page, without the marks of its markup."""
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', page, re.DOTALL)
    return re.sub("<[^>]+>", " ", found[0]) if found else ""


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.read(PROJECT / "data")


@pytest.mark.parametrize("language", list(Language))
def test_every_program_that_is_declared_has_a_page_by_its_name(whole, catalogue, language):
    assert catalogue.programs
    for name, one in catalogue.programs.items():
        page = read(whole, f"/program/{name}?lang={language}")
        assert re.search(r"<h1>(.*?)</h1>", page)[1].startswith(one.title.in_(language)), name
        assert one.delivered_by.in_(language) in page


def test_what_is_declared_of_a_program_is_held(whole, catalogue):
    """No series is without a figure, and no initiative is one that nobody has told of."""
    store = whole.server.extensions["services"].store
    held = {f"{one.source.id}/{one.action.id}" for one in store.actions()}
    for one in catalogue.programs.values():
        assert set(one.actions) <= held, one.id
        for key in (*one.own, *one.together):
            assert any(line.values for line in store.lines([key])), (one.id, key)
        assert set(one.funds) <= set(catalogue.dimensions["fund"].members)


def test_money_stands_by_its_stage_and_what_was_not_found_is_said(whole):
    money = part(read(whole, FUND), "money")
    offered, awarded, together = (
        money.index(words) for words in ("$7,000,000", "about $14,000,000", "up to $46,000,000")
    )
    assert offered < awarded < together
    assert money.index("Awarded: totals") < awarded < money.index("another together") < together
    assert "Not found: what was paid." in money
    assert "none of them a payment" in read(whole, FUND)


def test_of_a_program_without_an_amount_nothing_stands_in_its_place(whole):
    page = read(whole, WITNESS)
    assert "no amount was found for it" in page
    assert "Not found: what was offered or committed, awarded and paid." in part(page, "money")
    assert "$" not in part(page, "money")
    assert 'id="awards"' not in page


def test_awards_are_those_of_its_fund_and_lead_to_who_received_them(whole):
    ours, grant = read(whole, FUND), read(whole, "/program/victim-support-grant")
    assert 'href="/partner/kenora-sexual-assault-centre"' in ours
    assert "Provincial housing support" not in part(ours, "awards")
    assert "Kenora Sexual Assault Centre" not in grant
    assert "Barrie Police Service" in part(grant, "awards")


def test_outputs_lead_to_their_trail_and_initiatives_to_their_dated_states(whole):
    page = read(whole, UNITS)
    assert re.search(r'href="/indicator/care-units-operating\?[^"]*#trail"', page)
    assert "#action-ontario-initiatives-care-unit-kenora-launched" in page
    assert "Durham and Toronto, Kenora" in page


def test_it_contributes_under_the_outcomes_of_the_strategy_that_is_shown(whole):
    ours = part(read(whole, FUND), "contributes")
    assert "Communities have the means to respond" in ours
    assert "a figure of the program" in ours
    assert "an initiative of the program" in ours
    later = part(read(whole, f"{FUND}?framework=ontario-2025"), "contributes")
    assert later
    assert later != ours


def test_each_document_stands_once_among_its_sources(whole):
    rows = re.findall(r"<tr.*?</tr>", re.search(
        r'<section[^>]*id="sources".*?</section>', read(whole, FUND), re.DOTALL)[0], re.DOTALL
    )  # fmt: skip
    said = [re.sub("<[^>]+>", " ", one) for one in rows]
    assert len(said) > 5
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    "address",
    ["/funding", "/initiatives", "/pillar/prevention-community-support", "/search?q=community",
     "/indicator/community-supports-fund-commitments", "/partner/kenora-sexual-assault-centre"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["", "lang=fr"])
def test_other_pages_lead_to_it(whole, address, language):
    joint = "&" if "?" in address else "?"
    page = read(whole, f"{address}{joint}{language}" if language else address)
    assert f'href="{FUND}{"?" + language if language else ""}"' in page


def test_what_no_file_declares_is_no_program(whole):
    page = read(whole, "/program/none", 404)
    assert "/funding#every-program" in page


def test_of_a_past_day_only_programs_stand_of_which_something_was_known(whole):
    then = read(whole, "/funding?known_at=2018-12-31")
    assert "/program/community-supports-fund" in then
    assert "/program/care-units" not in then
    read(whole, f"{UNITS}?known_at=2018-12-31", 404)
    assert "care-unit-kenora" not in read(whole, f"{UNITS}?known_at=2022-12-31")


def test_a_program_of_a_series_that_no_source_declares_is_a_fault(tmp_path):
    for one in ("indicators", "frameworks", "sources"):
        (tmp_path / one).symlink_to(PROJECT / "data" / one)
    (tmp_path / "reference").mkdir()
    for path in (PROJECT / "data" / "reference").iterdir():
        if path.name != "programs.toml":
            (tmp_path / "reference" / path.name).symlink_to(path)
    (tmp_path / "reference" / "programs.toml").write_text(
        '[one]\ntitle = { en = "A", fr = "A" }\nabout = { en = "B", fr = "B" }\n'
        'delivered_by = { en = "C", fr = "C" }\nsource = "ontario-funding/nowhere"\n'
        'outputs = ["ontario-outputs/nothing"]\n'
    )
    with pytest.raises(DefinitionError) as told:
        Catalogue.read(tmp_path)
    assert "unknown series 'ontario-outputs/nothing'" in str(told.value)
    assert "unknown document 'ontario-funding/nowhere'" in str(told.value)


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2020, 12, 31), "none of 12 months yet"), (date(2021, 1, 1), "0 of 12 months"),
     (date(2021, 4, 1), "3 of 12 months"), (date(2021, 4, 30), "3 of 12 months"),
     (date(2021, 12, 30), "11 of 12 months"), (date(2021, 12, 31), "all of it (12 months)"),
     (date(2030, 1, 1), "all of it (12 months)")],
)  # fmt: skip
def test_time_elapsed_counts_whole_months(day, said):
    assert elapsed_words(Period.parse("2021"), day, Words(Language.EN)) == said


def test_an_award_says_how_much_of_its_time_had_passed_on_the_day_asked_for(whole):
    address = "/partner/centre-de-sante-communautaire-hamilton-niagara"
    assert "all of it (51 months)" in read(whole, address)
    assert "12 of 51 months" in read(whole, f"{address}?as_of=2021-12-31")


def test_a_pillar_shows_its_programs_with_what_is_known_of_their_money(whole):
    shown = part(read(whole, "/pillar/enhanced-justice"), "programs")
    grant = shown[shown.index("Victim Support Grant") :]
    assert "$5,000,000" in grant
    assert "more than $4,000,000" in grant
    assert "none found" in grant
    assert "Community Supports Fund" not in shown


def test_a_pillar_sets_awards_beside_each_other_only_for_the_same_days(whole):
    page = read(whole, "/pillar/enhanced-justice")
    shown = part(page, "received-victim-support-grant")
    assert "9 awards that could be found" in shown
    assert "Durham Regional Police Service" not in shown  # an award of the term before
    assert "more than $4,000,000" in shown
    assert page.count('class="amount-bar"') == 9
    assert 'id="received-civil-remedies-grant-program"' not in page  # two awards are too few


def test_a_bar_is_as_long_as_its_amount(whole):
    page = read(whole, "/pillar/enhanced-justice")
    widths = [float(one) for one in re.findall(r'amount-bar.*?width="([\d.]+)"', page)]
    assert max(widths) == 200
    assert sorted(widths)[0] == pytest.approx(52832 / 100000 * 200, abs=0.1)


def test_an_amount_that_is_not_public_yet_is_marked_wherever_it_stands(whole):
    """Who is shown it before its minute is told so, on a page of money as on any other."""
    held = whole.server.extensions["services"]
    (one, *_) = figures(["ontario-funding/victim-support-grant-total"], held)
    later = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    words = Words(Language.EN)
    with whole.server.test_request_context():
        address = Address("/funding", Language.EN, "ontario-2016", "ontario-2016")
        shown = (
            amount_of(one, address, words),
            amount_of(one._replace(held=one.held._replace(released_at=later)), address, words),
        )
    plain, marked = (render(each) for each in shown)
    assert "embargoed until" in marked
    assert "embargoed" not in plain


def test_amounts_of_different_terms_beside_each_other_say_so(whole):
    """What was offered for 2021 to 2023 is not what was awarded for 2023-24."""
    page = re.sub("<[^>]+>", " ", read(whole, "/program/victim-support-grant"))
    assert re.search(r"14 June 2021 to 13 June 2023; the terms differ", page)
    assert re.search(r"2023-24\s*; the terms differ", page)
    assert "the terms differ" not in read(whole, "/program/civil-remedies-grant-program")
    assert "les périodes diffèrent" in read(whole, "/program/victim-support-grant?lang=fr")


def test_amounts_beside_each_other_are_of_the_newest_term_that_they_share(monkeypatch):
    class Held(NamedTuple):
        period: Period
        value: int
        disaggregation: Disaggregation = Disaggregation()

    class Amounted(NamedTuple):
        held: object

    def amounts(keys, _):
        terms = {"call": ("2021", "2022"), "total": ("2021", "2022", "2023")}
        return [
            Amounted(SimpleNamespace(observation=Held(Period.parse(code), 1)))
            for key in keys for code in terms[key]
        ]  # fmt: skip

    monkeypatch.setattr(pillar_money, "figures", amounts)
    monkeypatch.setattr(pillar_money, "services", lambda: None)
    monkeypatch.setattr(pillar_money, "amount_of", lambda one, *_: one.held.observation.period.code)
    one = SimpleNamespace(offered=("call",), awarded=("total",), paid=())
    at = Address("/", Language.EN, "plan", "plan")
    shown = pillar_money.stage_facts(one, at, Words(Language.EN))
    assert [note for _, _, note in shown] == ["2022", "2022", None]
