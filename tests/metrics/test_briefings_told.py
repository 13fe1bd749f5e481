"""A number that is withdrawn is gone from every draft that says it, wherever it says it."""

import json
from decimal import Decimal

import pytest

from metrics import PUBLIC, Purpose, Text
from metrics.store.numbers_told import said_by, tells
from tests.metrics.briefed import (
    MAKER,
    NAMED,
    OWNER,
    briefings,
    come_out,
    drafted,
    give,
    issued,
    lines_of,
    outline,
    owned_houses,
    withdraw,
)
from tests.metrics.released import (
    MONEY,
    Q1,
    REPORTED,
    VISITS,
    Clock,
    filled,
    office,
    opened,
    proposal,
)
from tests.metrics.test_briefings_erased import everything

PAID = "9,200"  # what the six houses paid together, which is public
GONE = Text("Title withdrawn", "Titre retiré")


@pytest.fixture
def store(database_url):
    found = opened(database_url, owned_houses())
    yield found
    found.close()


@pytest.fixture
def out(store):
    come_out(store, Clock(store), Q1)
    return store


def titled(store, title, *lines, **more):
    """A draft with a title of its own and lines, in which no figure is known to stand."""
    both = {"title_en": title, "title_fr": title}
    kept = briefings(store).draft(outline(*lines, **both), Text(title, title), (), MAKER, **more)
    return kept.code


def test_a_title_that_says_the_number_goes_in_the_column_and_in_the_outline(out):
    code = titled(out, f"Six houses paid {PAID} dollars")
    other = titled(out, "Six houses")
    withdraw(out)
    assert briefings(out).find(code).title == GONE
    assert json.loads(briefings(out).outline(code))["title_fr"] == GONE.fr
    assert PAID not in everything(out)
    assert briefings(out).find(other).title == Text("Six houses", "Six houses")


def test_a_line_under_another_indicator_goes_in_every_version_and_others_stay(out):
    code = titled(out, "A", f"They paid {PAID}.")
    titled(out, "A", "Nothing is said.", code=code, base_version=1)
    other = titled(out, "B", "Two lines.", "No number.")
    withdraw(out)
    assert [lines_of(out, code, 1), len(lines_of(out, code, 2))] == [[], 1]
    assert len(lines_of(out, other)) == 2
    found = briefings(out).find(code)
    assert found.versions[0].erased is not None
    assert found.versions[1].erased is None
    assert PAID not in everything(out)


def test_the_owners_own_number_that_nobody_was_shown_goes_too(out):
    own = str(REPORTED[OWNER][3])  # what the owner was paid: in no release by its name
    code = titled(out, f"House F: {own}", f"House F was paid {own}.")
    withdraw(out)
    assert (briefings(out).find(code).title, lines_of(out, code)) == (GONE, [])


def test_a_number_of_a_proposal_that_has_not_come_out_goes_too(store):
    Clock(store)
    give(store, Purpose.INTERNAL, Purpose.PUBLIC)
    filled(store)
    office(store).propose(proposal(series=(MONEY,)), MAKER)
    code = titled(store, f"{PAID} dollars")
    withdraw(store)
    assert briefings(store).find(code).title == GONE


def test_a_zero_that_was_shown_empties_no_draft(store):
    """Zeros stand in any text: "0 %", "0 of the houses"."""
    come_out(store, Clock(store), Q1, by_partner=True, house_f=(26, 33, (0, 57), 1700))
    shown = store.seen_by(PUBLIC).lines([VISITS])
    assert 0 in {one.values[-1].observation.value for one in shown}
    code = titled(store, "A", "0 % of the plan is late.")
    withdraw(store)
    assert len(lines_of(store, code)) == 1


def test_what_was_issued_without_its_figures_keeps_its_words(out):
    draft = drafted(out, f"They paid {PAID}.", figures=())
    issued(out, draft, "Words.", figures=())
    withdraw(out)
    assert len(lines_of(out, draft.code)) == 1
    assert briefings(out).find(draft.code).title == NAMED


@pytest.mark.parametrize(
    "text", ["9200", "9 200", "9,200 dollars", "9\u202f200 $", "in all 9'200", "9.200"]
)
def test_a_number_is_found_however_it_is_written(text):
    assert tells(said_by([Decimal(9200)]), text)


@pytest.mark.parametrize("text", ["88.5", "88,5 %", "in all 1 088.5"])
def test_a_number_with_a_fraction_is_found_with_either_sign(text):
    assert tells(said_by([Decimal("88.50"), Decimal("1088.5")]), text)


@pytest.mark.parametrize("text", ["92001", "19200", "920", "", "2025-26", "Q2", "T4"])
def test_a_span_of_years_a_quarter_or_another_number_is_not_taken_for_it(text):
    assert not tells(said_by([Decimal(9200), Decimal(26), Decimal(2), Decimal(4)]), text)


def test_small_numbers_that_nobody_was_shown_stand_in_a_text_by_chance():
    said = said_by([Decimal(12)], [Decimal(13), Decimal(100)])
    assert [tells(said, one) for one in ("12 calls", "13 calls", "100 calls")] == [
        True, False, True,
    ]  # fmt: skip
    assert not tells(said_by([], [Decimal(13)]), "13")
