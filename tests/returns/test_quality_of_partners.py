"""Partners on the data quality page and the overview: for the office, in words of their own; for
the public none; and nothing of what a partner keeps back."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.quality.of_partners import of_partner, partner_material
from dashboard.quality.verdicts import Measure, Word
from dashboard.services import ReaderKey
from metrics import OFFICE, Governance, Remark, Text
from tests.ingest import return_forms
from tests.returns import house as returns_house
from tests.returns.house import A, B, changed, drafts_of, house_of, services_with_forms
from tests.returns.office_desk import REASON, take, text_of, waiting

CELL = "/quality?partner={}&measure={}"
OFFICE_ROLES = ("viewer", "editor", "admin")
OTHERS = ("anonymous", "official", "steward")
KEPT = "quiet canary words"


def judged(house, partner=A, on=None):
    """The measures of a partner as the office sees them, on a day."""
    with house.app.server.test_request_context():  # it notes whose values were asked for
        held = house.services.seen_by(ReaderKey(OFFICE, is_signed_in=True, sees_returns=True))
        found = partner_material(held, on or held.store.today())
        return of_partner(held.catalogue.partners[partner], found)


def words_of(house, partner=A, on=None):
    return {measure: one.word for measure, one in judged(house, partner, on).items()}


def test_a_partner_whose_return_is_late_is_late_and_lacks_its_tables(desk_house):
    found = judged(desk_house)
    assert found[Measure.TIMELY].word is Word.LOOK
    assert found[Measure.TIMELY].numbers["days"] == 74  # the quarter before was due on 30 October
    assert found[Measure.COMPLETE].word is Word.LOOK
    numbers = found[Measure.COMPLETE].numbers
    assert numbers["count"] == numbers["of"] > 0
    page = text_of(desk_house.client("editor"), "/quality")
    assert f"tables missing: {numbers['count']} of {numbers['of']}" in page
    assert found[Measure.VALID].word is Word.UNTOLD
    assert found[Measure.CONSISTENT].word is Word.UNTOLD
    assert found[Measure.STABLE].word is Word.UNTOLD


def test_before_anything_is_due_nothing_can_be_told(desk_house):
    found = words_of(desk_house, on=date(2025, 10, 20))
    assert found[Measure.TIMELY] is found[Measure.COMPLETE] is Word.UNTOLD


def test_what_was_sent_and_needs_no_word_is_in_order(desk_house):
    before = returns_house.PERIOD.parse("2025-Q3")
    waiting(desk_house, A, before, reasons=())
    found = words_of(desk_house)
    assert [found[one] for one in (Measure.TIMELY, Measure.COMPLETE, Measure.VALID)] == [
        Word.IN_ORDER, Word.IN_ORDER, Word.IN_ORDER,
    ]  # fmt: skip


def test_an_explained_warning_is_counted_and_read_until_the_return_is_decided(desk_house):
    code = waiting(desk_house).code
    assert judged(desk_house)[Measure.VALID].numbers["count"] == 1
    client = desk_house.client("editor")
    page = text_of(client, CELL.format(A, "valid"))
    assert REASON.words in page
    assert f"/returns/review/{code}" in page
    assert f'<q lang="en">{REASON.words}</q>' in text_of(client, "/quality?lang=fr")
    assert take(client, code, "approve").status_code == 302
    assert REASON.words not in text_of(client, "/quality")


def test_an_approved_figure_that_was_restated_is_told_of(desk_house):
    client = desk_house.client("editor")
    for values in (return_forms.SOUND, changed(return_forms.SPENT, 13000.5)):
        assert take(client, waiting(desk_house, values=values).code, "approve").status_code == 302
    found = judged(desk_house)[Measure.STABLE]
    assert (found.word, found.numbers["count"]) == (Word.LOOK, 1)


@pytest.mark.parametrize("who", OFFICE_ROLES)
def test_the_office_sees_every_partner_and_who_is_late(desk_house, who):
    client = desk_house.client(who)
    page = text_of(client, "/quality")
    assert "Partner A" in page
    assert "Partner B" in page
    late = (
        "Quarterly return, Q2 2025-26 (July to September 2025): due 30 October 2025; days late: 74."
    )
    assert late in page
    overview = text_of(client, "/")
    assert "Late partners" in overview
    assert "days late: 74." in overview
    assert "The returns of 2 partners are due." in overview
    assert "Partenaires en retard" in text_of(client, "/?lang=fr")


@pytest.mark.parametrize("who", OTHERS)
def test_for_others_there_is_no_partner(desk_house, who):
    waiting(desk_house, B, actor="partner b")
    client = desk_house.client(who)
    for address in ("/quality", "/quality?lang=fr", "/", "/?lang=fr"):
        page = text_of(client, address)
        assert "Partner A" not in page
        assert "Partenaire B" not in page
        assert "Late partners" not in page
        assert "partners are due" not in page
        assert REASON.words not in page
    for partner in (A, "nobody"):
        told = text_of(client, CELL.format(partner, "valid"), 404)
        assert f"Unknown organization '{partner}'." in re.sub("&#x27;|&#39;", "'", told)


def test_a_partner_sees_its_own_alone(desk_house):
    waiting(desk_house, B, actor="partner b")
    page = text_of(desk_house.client("partner a"), "/quality")
    assert "Partner A" in page
    assert "Partner B" not in page
    text_of(desk_house.client("partner a"), CELL.format(B, "valid"), 404)
    assert REASON.words in text_of(desk_house.client("partner b"), CELL.format(B, "valid"))


def test_a_steward_reads_the_page_of_its_own_organization_and_of_no_other(desk_house):
    """As its partner does, without the returns: a steward sends none."""
    waiting(desk_house, B, actor="partner b")
    client = desk_house.client("steward")
    page = text_of(client, f"/partner/{B}")
    assert "Partenaire B" in page or "Partner B" in page
    assert "/returns/" not in page
    text_of(client, f"/partner/{A}", 404)
    assert f'href="/partner/{B}"' in text_of(client, "/consent")


@pytest.fixture
def governed(tmp_path, quick, monkeypatch):
    """Partner b governs its own data, and has consented to nothing."""
    plain = returns_house.catalogue()
    own = Governance(principles=Text("its own principles", "ses propres principes"))
    partners = {**plain.partners, B: plain.partners[B].model_copy(update={"governance": own})}
    monkeypatch.setattr(returns_house, "catalogue", lambda: replace(plain, partners=partners))
    with services_with_forms(tmp_path) as services:
        made = house_of(tmp_path, services)
        yield made
        drafts_of(made).close()
        made.accounts.close()


def test_what_a_partner_keeps_back_is_measured_by_nobody_else(governed):
    remark = Remark("Services", "D7", "outlier", KEPT)
    waiting(governed, B, actor="partner b", reasons=(remark,))
    found = words_of(governed, B)
    kept = [Measure.VALID, Measure.CONSISTENT, Measure.STABLE]
    assert [found[one] for one in kept] == [Word.KEPT_BACK] * 3
    assert found[Measure.TIMELY] is Word.LOOK  # that none came may be known
    page = text_of(governed.client("editor"), "/quality")
    assert "Kept by its owner" in page
    for address in ("/quality", CELL.format(B, "valid"), CELL.format(B, "stable"), "/"):
        assert KEPT not in text_of(governed.client("editor"), address)
    assert KEPT in text_of(governed.client("partner b"), CELL.format(B, "valid"))
