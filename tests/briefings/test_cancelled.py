"""A briefing with figures of a release that is cancelled is marked, and handed out no more."""

from datetime import timedelta

import pytest

from dashboard.issuing.making import kept_snapshot, rebuilt
from metrics import OFFICE, MetricsError, Purpose
from tests.briefings.issuing import issued, official_store, titled
from tests.briefings.test_steward import ahead, consent
from tests.releases.release_desk import page

TOLD = "holds figures of a release that was cancelled on"


@pytest.fixture
def cancelled(house):
    """The house, and the code of a briefing that was issued before the release was cancelled."""
    ahead(house)
    consent(house, *Purpose)
    code, _ = issued(house, titled("people"))
    (release,) = official_store(house).releases.held()
    house.services.store.seen_by(OFFICE).releases.cancel(
        release.code, house.people["editor"].id, "Figures are to be looked through again."
    )
    return house, code


def test_its_snapshot_is_refused_with_the_day_and_stays_on_record(cancelled):
    house, code = cancelled
    store = official_store(house)
    for step in (kept_snapshot, rebuilt):
        with pytest.raises(MetricsError, match=TOLD) as told:
            step(store, code)
        assert "d'une diffusion annulée le" in told.value.text.fr
    found = store.briefings.find(code).issue
    assert found.content
    assert found.cancelled is not None
    with pytest.raises(MetricsError, match=TOLD):
        store.briefings.built(code, "pdf", "en", "0" * 64, house.people["official"].id)


def test_list_and_page_say_so_and_no_file_is_handed_out(cancelled):
    house, code = cancelled
    client = house.client("official")
    for path, status in (("", 200), (f"/{code}", 200)):
        assert TOLD in page(client, f"/briefings{path}", status)
    assert "diffusion annulée" in page(client, "/briefings?lang=fr")
    for name in ("en.pdf", "fr.xlsx"):
        given = client.get(f"/briefings/{code}/files/{name}")
        assert given.status_code == 410
        assert TOLD in given.get_data(as_text=True)
    assert client.get(f"/briefings/{code}/files.zip").status_code == 410


def test_the_audit_log_names_the_briefing_and_the_release(cancelled):
    house, code = cancelled
    (noted,) = house.entries("briefing-stopped")
    assert noted.object == f"briefing:{code}"
    assert dict(noted.detail)["release"] == official_store(house).releases.held()[0].code
    assert noted.actor == house.people["editor"].id
    assert house.services.store.verify_audit().breaks == ()


def test_a_briefing_without_its_figures_is_as_it_was(house):
    scheduled = house.scheduled()  # before it is approved nothing of it is embargoed
    ahead_of = official_store(house).releases.find(scheduled)
    house.move(house.at + timedelta(hours=1))
    code, _ = issued(house, titled("people", period="2024"))
    house.services.store.seen_by(OFFICE).releases.cancel(
        ahead_of.code, house.people["editor"].id, "Not now."
    )
    assert kept_snapshot(official_store(house), code).held_at
    assert official_store(house).briefings.find(code).issue.cancelled is None
