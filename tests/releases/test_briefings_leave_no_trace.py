"""Two worlds that differ in hidden figures alone give one briefing: every file, byte for byte."""

from datetime import timedelta

import pytest

from dashboard.briefings.snapshot import content_hash, read
from dashboard.issuing.making import drafted, files, issue, made, printed
from dashboard.issuing.next_time import said_again
from metrics import OFFICE, OFFICIAL, Language
from tests.briefings.made import outline
from tests.metrics.released import LIFTS
from tests.releases.test_hidden_figures_leave_no_trace import INDICATORS, MOVES, moved, world


def everything(house, scope=OFFICIAL) -> dict[str, bytes]:
    """All formats in both languages, with the snapshot's text; of whoever makes it."""
    store = house.services.store.seen_by(scope)
    chosen = outline(*INDICATORS, title_en="In brief", title_fr="En bref")
    chosen = said_again(store, chosen)
    composed = made(store, chosen)
    draft = drafted(store, chosen, "somebody")
    issue(store, draft.code, draft.version, composed, "somebody")
    found = store.briefings.find(draft.code)
    text = composed.text.replace(house.code, "CODE")  # drawn at random, and stands as a source
    told = {one: printed(found, one)._replace(content=content_hash(text)) for one in Language}
    taken = {one.name: one.data for one in files(read(text), told)}
    return {**taken, "outline": store.briefings.outline(draft.code).encode(),
            "snapshot": text.encode()}  # fmt: skip


@pytest.mark.parametrize("scope", [OFFICIAL, OFFICE], ids=["official", "office"])
@pytest.mark.parametrize("minute", [-60, 1], ids=["before", "after"])
@pytest.mark.parametrize("name", sorted(MOVES))
def test_what_is_hidden_changes_no_byte_of_a_briefing(tmp_path, name, minute, scope):
    by_partner = name == "by partner"
    with (
        world(tmp_path / "one", by_partner=by_partner) as (one, clock),
        world(tmp_path / "other", by_partner=by_partner, **moved(name)) as (other, others),
    ):
        for each, at in ((one, clock), (other, others)):
            at.move(LIFTS + timedelta(minutes=minute))
            each.at = at.at
        first, second = everything(one, scope), everything(other, scope)
        assert len(first) == 10
        assert [key for key in first if first[key] != second[key]] == []


def test_the_comparison_can_fail(tmp_path):
    """A figure that is shown does make another briefing."""
    changed = {"house_d": (61, 35, (80, 61), 1200), "house_e": (37, 14, (22, 19), 1800)}
    with (
        world(tmp_path / "one", by_partner=False) as (one, clock),
        world(tmp_path / "other", by_partner=False, **changed) as (other, others),
    ):
        for at in (clock, others):
            at.move(LIFTS + timedelta(minutes=1))
        assert everything(one)["snapshot"] != everything(other)["snapshot"]
