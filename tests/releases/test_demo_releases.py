"""The demo's releases: one that is out, one that waits for its minute, one that lacks a steward."""

from datetime import UTC, datetime

import pytest

from dashboard.demo import plan
from dashboard.demo.plan import partner_named
from dashboard.demo.releases import OUT, PROPOSED, WAITS
from ingest import load_source
from metrics import OFFICIAL, PUBLIC, ObservationStatus, ReleaseState
from tests.returns.test_demo import EXAMPLE, OVER, Demo

SERVED = "example-partners-people-served"
SOURCE = "example-partner-returns"
pytestmark = pytest.mark.skipif(datetime.now(UTC) < OVER, reason="the made-up years are not over")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = Demo(tmp_path_factory.mktemp("demo"))
    yield made
    made.drafts.close()
    made.accounts.close()
    made.store.close()


def releases(demo, scope=OFFICIAL):
    return {one.title: one for one in demo.store.seen_by(scope).releases.held()}


def public(demo):
    return demo.store.seen_by(PUBLIC)


def test_one_is_out_one_waits_for_its_minute_and_one_for_a_steward(demo):
    found = releases(demo)
    states = {title: one.state for title, one in found.items()}
    assert states == {
        OUT: ReleaseState.LIFTED,
        WAITS: ReleaseState.APPROVED,
        PROPOSED: ReleaseState.PROPOSED,
    }
    assert found[PROPOSED].lacking == (partner_named(plan.CONSENTING),)
    assert found[WAITS].lifts_at > demo.store.now()
    assert [one.title for one in public(demo).releases.announced()] == [WAITS]
    assert len(found[OUT].periods) == 2
    assert {*releases(demo, PUBLIC)} == {OUT}


def test_each_was_proposed_and_approved_by_two_on_its_day(demo):
    one = releases(demo)[OUT]
    steps = [(event.step, event.actor) for event in one.events]
    assert steps[0] == ("proposed", demo.people["editor"])
    assert steps[-1] == ("approved", demo.people["official"])
    assert [event.at for event in one.events] == sorted(event.at for event in one.events)
    assert one.events[-1].at < one.lifts_at < demo.store.now()
    assert demo.store.verify_audit().breaks == ()


def test_the_public_reads_its_totals_rounded_and_hidden_cells_in_words(demo):
    found = public(demo).series(SERVED)
    assert found.record is not None
    assert all(one.observation.value % 5 == 0 for one in found.record.values)
    assert all("Rounded to a multiple of 5" in one.observation.note.en
               for one in found.record.values)  # fmt: skip
    everything = [one.observation for one in public(demo).observations(source=SOURCE)]
    hidden = [one for one in everything if one.status is ObservationStatus.SUPPRESSED]
    assert hidden
    assert all(one.value is None for one in hidden)
    assert {one.organization for one in everything} == {""}


def test_who_gave_no_consent_to_be_named_is_not_named(demo):
    codes = {
        one.observation.disaggregation.code for one in public(demo).observations(source=SOURCE)
    }
    for letter in (plan.CONSENTING, "l"):
        assert not [one for one in codes if partner_named(letter) in one]
    assert [one for one in codes if partner_named("a") in one]


def test_the_attacker_finds_nothing_in_any_of_them(demo):
    mine = demo.store.seen_by(OFFICIAL).releases
    for one in mine.held():
        assert mine.attacked(one.code).leaks == (), one.title


def test_loading_the_files_anew_takes_nothing_back_that_was_released(demo):
    def seen():
        return [(one.observation, one.revision) for one in public(demo).observations(source=SOURCE)]

    before = seen()
    assert before
    for _ in range(2):
        report = load_source(EXAMPLE / "sources" / SOURCE, demo.catalogue, demo.store)
        assert not report.errors
        assert report.receipt is None or report.receipt.withdrawn == 0
    assert seen() == before
