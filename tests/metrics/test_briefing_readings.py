"""Who besides its authors has read the lines of a briefing: bound to a wording, kept for good."""

import pytest

from metrics import PUBLIC, MetricsError, Text
from tests.metrics.briefed import (
    EDITOR,
    LINE,
    MAKER,
    briefings,
    come_out,
    drafted,
    figure,
    issued,
    outline,
    owned_houses,
    withdraw,
)
from tests.metrics.released import VISITS, Clock, opened

OTHER, WORDING = "other-c3", "ab" * 32


@pytest.fixture
def store(database_url):
    found = opened(database_url, owned_houses())
    yield found
    found.close()


def test_a_reading_is_by_another_account_and_of_the_newest_version(store):
    draft = drafted(store, LINE)
    for actor, version, why in ((MAKER, 1, "your own"), (EDITOR, 2, "not the newest")):
        with pytest.raises(MetricsError, match=why):
            briefings(store).read_lines(draft.code, version, WORDING, actor)
    with pytest.raises(MetricsError, match="checksum"):
        briefings(store).read_lines(draft.code, 1, "no checksum", EDITOR)
    with pytest.raises(MetricsError, match="not yours"):
        store.seen_by(PUBLIC).briefings.read_lines(draft.code, 1, WORDING, EDITOR)
    found = briefings(store).read_lines(draft.code, 1, WORDING, EDITOR)
    again = briefings(store).read_lines(draft.code, 1, WORDING, EDITOR)
    assert found.readings == again.readings == briefings(store).find(draft.code).readings
    assert found.read(WORDING).actor == EDITOR
    assert [one.detail for one in store.audit_entries() if one.action == "briefing-read"] == [
        {"version": 1}
    ]


def test_what_has_to_be_read_is_issued_by_that_very_wording_alone(store):
    draft = drafted(store, LINE)
    briefings(store).read_lines(draft.code, 1, WORDING, EDITOR)
    with pytest.raises(MetricsError, match="does not understand"):
        issued(store, draft, "one", wording="cd" * 32)
    issued(store, draft, "one", wording=WORDING)
    (held,) = briefings(store).find(draft.code).readings
    assert (held.wording, held.issued) == (WORDING, True)
    with pytest.raises(MetricsError, match="no longer a draft"):
        briefings(store).read_lines(draft.code, 1, WORDING, OTHER)


def test_who_has_written_a_version_since_is_no_second_person(store):
    draft = drafted(store, LINE)
    briefings(store).read_lines(draft.code, 1, WORDING, EDITOR)
    kept = briefings(store).draft(
        outline(LINE), Text("Other", "Autre"), (), EDITOR, draft.code, base_version=1
    )
    assert briefings(store).find(draft.code).read(WORDING) is None
    with pytest.raises(MetricsError, match="does not understand"):
        issued(store, kept, "one", wording=WORDING)


def test_an_owner_who_withdraws_leaves_that_it_was_read_and_no_digest_of_it(store):
    clock = Clock(store)
    come_out(store, clock)
    draft = drafted(store, LINE, figures=(figure(VISITS, place="ON"),))
    briefings(store).read_lines(draft.code, 1, WORDING, EDITOR)
    withdraw(store)
    (held,) = briefings(store).find(draft.code).readings
    assert (held.actor, held.wording) == (EDITOR, "")
