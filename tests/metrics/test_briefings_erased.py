"""What an owner withdraws is gone from briefings: snapshots, key lines, and the disk."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from metrics import OFFICE, Detail, Language, MetricsError, Purpose, StoreError, of_partner
from metrics.store import scouring, tables
from tests.canary import left_in
from tests.metrics.briefed import (
    EDITOR,
    LINE,
    MAKER,
    NAMED,
    OWNER,
    STEWARD,
    briefings,
    codes,
    come_out,
    drafted,
    figure,
    give,
    issued,
    lines_of,
    outline,
    owned_houses,
    withdraw,
)
from tests.metrics.released import FORM, MONEY, Q1, Q2, VISITS, Clock, opened

CANARY = "canary 41424344 of the shelter"  # a number as a snapshot words it
OF_Q2 = {"figures": (figure(MONEY, "2025-Q2"),)}
ELSEWHERE = {"figures": (figure("elsewhere/paid"),)}


@pytest.fixture
def store(database_url):
    found = opened(database_url, owned_houses())
    yield found
    found.close()


@pytest.fixture
def out(store):
    """The first two quarters of six houses, one of which governs its figures, are out."""
    come_out(store, Clock(store), Q1, Q2)
    return store


def refusal(step, *given, **more):
    with pytest.raises(MetricsError) as caught:
        step(*given, **more)
    assert all("\n" not in caught.value.in_(one) for one in Language)
    return str(caught.value)


def everything(store) -> str:
    with store._repository.engine.connect() as connection:
        found = [connection.execute(select(one)).all() for one in tables.metadata.tables.values()]
    return repr(found)


def test_a_snapshot_is_erased_with_the_figures_in_it_and_its_checksum_stays(out):
    draft = drafted(out, LINE)
    content = issued(out, draft, CANARY).content
    assert CANARY in everything(out)
    before = datetime.now(UTC)
    withdraw(out)
    found = briefings(out).find(draft.code)
    assert found.issue.content == content
    assert before <= found.issue.erased <= datetime.now(UTC)
    assert found.erased == found.issue.erased
    day = found.erased.date().isoformat()
    said = refusal(briefings(out).snapshot, draft.code)
    assert f"The owner of a figure in {draft.code} withdrew it on {day}" in said
    assert "checksum stays on record" in said
    assert lines_of(out, draft.code) == []
    assert "withdrew it" in refusal(briefings(out).built, draft.code, "pdf", "en", "a" * 64, EDITOR)
    assert "withdrew it" in refusal(briefings(out).delivered, draft.code, 3, EDITOR)
    for one in (CANARY, LINE):
        assert one not in everything(out)
    assert out.verify_audit().state == "sound"


def test_the_lines_of_every_version_of_a_draft_go_too_and_the_rest_of_it_stays(out):
    draft = drafted(out, LINE)
    drafted(out, "Other words.", code=draft.code, figures=())
    withdraw(out)
    for version in (1, 2):
        said = json.loads(briefings(out).outline(draft.code, version))
        assert (said["lines"], said["indicators"]) == ([], ["visits"])
    found = briefings(out).find(draft.code)
    assert (found.title, found.erased, len(found.versions)) == (NAMED, found.erased, 2)
    assert found.erased is not None
    assert LINE not in everything(out)


def test_a_draft_is_written_on_after_its_lines_went(out):
    draft = drafted(out, LINE)
    withdraw(out)
    drafted(out, "New words.", code=draft.code, base_version=1)
    assert [one["en"] for one in lines_of(out, draft.code)] == ["New words."]
    assert briefings(out).find(draft.code).erased is None


def test_briefings_without_its_figures_are_untouched(out):
    other, none = drafted(out, LINE, **ELSEWHERE), drafted(out, "Two.", figures=())
    content = issued(out, other, CANARY, **ELSEWHERE).content
    before = briefings(out).find(other.code)
    withdraw(out)
    assert briefings(out).find(other.code) == before
    assert CANARY in briefings(out).snapshot(other.code)
    assert before.issue.content == content
    assert [len(lines_of(out, one.code)) for one in (other, none)] == [1, 1]


def test_a_purge_of_one_quarter_takes_what_holds_that_quarter(out):
    """The other quarter's briefing stays; that of the year, which is made of both, goes."""
    first, second, year = (drafted(out, LINE, figures=()) for _ in range(3))
    issued(out, first, CANARY)
    issued(out, second, **OF_Q2)
    issued(out, year, figures=(figure(MONEY, "2025"),))
    returns = out.seen_by(OFFICE).returns.held(organization=OWNER)
    code = next(one.receipt.code for one in returns if one.receipt.period == Q1)
    out.seen_by(of_partner(OWNER)).consents.purge(code, STEWARD, "names of people")
    for gone in (first, year):
        assert "withdrew it" in refusal(briefings(out).snapshot, gone.code)
    assert briefings(out).snapshot(second.code)
    assert len(lines_of(out, second.code)) == 1


def test_the_office_purges_a_return_of_a_house_without_a_steward_alike(out):
    draft = drafted(out, LINE)
    issued(out, draft, CANARY)
    returns = out.seen_by(OFFICE).returns.held(organization="house-a")
    code = next(one.receipt.code for one in returns if one.receipt.period == Q1)
    out.seen_by(OFFICE).consents.purge(code, "admin", "names", "second")
    assert "withdrew it" in refusal(briefings(out).snapshot, draft.code)
    assert CANARY not in everything(out)


def test_an_outline_that_was_copied_carries_along_whose_figures_stand_in_its_lines(out):
    first = drafted(out, LINE)
    copy = drafted(out, LINE, figures=(), copied_from=first.code)
    withdraw(out)
    assert lines_of(out, copy.code) == []


def test_what_is_issued_after_the_withdrawal_holds_nothing_of_the_owner(out):
    """It says that a figure was withdrawn; no word of the owner's is needed to show that."""
    withdraw(out)
    draft = drafted(out, LINE)
    issued(out, draft, "Withdrawn by its owner.")
    assert "Withdrawn by its owner." in briefings(out).snapshot(draft.code)
    assert out.seen_by(of_partner(OWNER)).briefings.of_organization(OWNER) == ()


def test_lines_read_before_the_withdrawal_are_not_brought_back_by_an_open_page(out):
    draft, read_at = drafted(out, LINE), datetime.now(UTC)
    withdraw(out)
    said = refusal(drafted, out, LINE, "More.", code=draft.code, base_version=1, read_at=read_at)
    assert "has withdrawn it meanwhile" in said
    assert LINE not in everything(out)
    drafted(out, "Others.", code=draft.code, base_version=1, read_at=datetime.now(UTC))
    kept = briefings(out).draft(outline(LINE), NAMED, (), MAKER, read_at=read_at)
    assert kept.version == 1  # no figure of the owner's stands in these


def test_what_was_composed_before_the_withdrawal_is_not_issued_after_it(out):
    draft, version = drafted(out, LINE), briefings_version(out)
    withdraw(out)
    said = refusal(issued, out, draft, CANARY, data_version=version)
    assert "have changed since the preview" in said


def briefings_version(store):
    return store.data_version()


def test_an_erasure_is_a_new_version_of_the_data(out):
    before = briefings_version(out)
    issued(out, drafted(out, LINE), CANARY)
    assert briefings_version(out) == before
    withdraw(out)
    assert briefings_version(out) > before


def test_while_an_owner_does_not_consent_nothing_with_its_figures_is_shown(out):
    """Ended is not withdrawn: a renewed consent shows it again."""
    draft = drafted(out, LINE)
    text = issued(out, draft, CANARY) and briefings(out).snapshot(draft.code)
    give(out, Purpose.INTERNAL)
    said = refusal(briefings(out).snapshot, draft.code)
    assert "does not consent to show it at present" in said
    assert "does not consent" in refusal(
        briefings(out).built, draft.code, "pdf", "en", "a" * 64, EDITOR
    )
    assert lines_of(out, draft.code) == []
    assert briefings(out).find(draft.code).erased is None
    for purpose in (Purpose.BRIEFING, Purpose.PUBLIC):
        give(out, Purpose.INTERNAL, purpose)
        assert briefings(out).snapshot(draft.code) == text
        assert len(lines_of(out, draft.code)) == 1


def test_a_draft_is_written_on_while_an_owner_keeps_its_figures_back(out):
    """The older version is shown again with the owner's consent, the new one all along."""
    draft = drafted(out, LINE)
    give(out, Purpose.INTERNAL)
    drafted(out, "New words.", code=draft.code, figures=())
    assert [len(lines_of(out, draft.code, one)) for one in (1, 2)] == [0, 1]
    give(out, Purpose.INTERNAL, Purpose.PUBLIC)
    assert [len(lines_of(out, draft.code, one)) for one in (1, 2)] == [1, 1]
    withdraw(out)
    assert [lines_of(out, draft.code, one) for one in (1, 2)] == [[], []]


def test_a_figure_that_names_its_owner_needs_consent_to_be_named(store):
    come_out(store, Clock(store), by_partner=True)
    named, total = drafted(store, "One."), drafted(store, "Two.")
    whose = figure(MONEY, disaggregation=f"partner={OWNER}")
    issued(store, named, figures=(whose,))
    issued(store, total, figures=(figure("hotline/none"),))
    give(store, Purpose.INTERNAL, Purpose.PUBLIC, detail=Detail.TOTAL)
    assert "does not consent" in refusal(briefings(store).snapshot, named.code)
    assert briefings(store).snapshot(total.code)


def test_the_owner_goes_on_knowing_of_the_briefing_that_was_erased(out):
    draft = drafted(out, LINE)
    issued(out, draft, CANARY)
    withdraw(out)
    (told,) = out.seen_by(of_partner(OWNER)).briefings.of_organization(OWNER)
    assert (told.code, told.erased is None) == (draft.code, False)
    assert codes(out.seen_by(OFFICE).briefings.of_organization(OWNER)) == [draft.code]


# ---- the disk ----------------------------------------------------------------------------------


def on_disk(folder: Path):
    store = opened(f"sqlite:///{folder / 'store.sqlite'}", owned_houses())
    come_out(store, Clock(store), Q1)
    # long enough for pages of their own, beside which others are written
    draft = drafted(store, *[f"{LINE} {n}" for n in range(400)])
    issued(store, draft, *[f"{CANARY} {n}" for n in range(4000)])
    drafted(store, "Two.", figures=())
    return store, draft


def test_no_byte_of_it_is_left_in_the_file_its_journal_or_its_free_pages(tmp_path):
    folder = tmp_path / "store"
    store, draft = on_disk(folder)
    assert {one for _, one in left_in([folder], CANARY, LINE)} == {CANARY, LINE}
    withdraw(store)
    content = briefings(store).find(draft.code).issue.content
    store.close()
    assert list(left_in([folder], CANARY, LINE)) == []
    assert list(left_in([folder], content))


def test_a_process_that_dies_before_the_disk_is_scoured_leaves_it_to_the_next(
    tmp_path, monkeypatch
):
    folder = tmp_path / "store"
    store, draft = on_disk(folder)
    with monkeypatch.context() as dying:
        dying.setattr("metrics.store.consents_recording.scour", _die)
        with pytest.raises(StoreError):
            withdraw(store)
    assert "withdrew it" in refusal(briefings(store).snapshot, draft.code)
    assert scouring.is_owed(store._repository.engine)
    assert store.scour()
    store.close()
    assert list(left_in([folder], CANARY, LINE)) == []


def _die(*_):
    raise StoreError("gone", "parti")


def test_the_addresses_of_a_cancelled_schedule_are_off_the_disk(tmp_path):
    folder = tmp_path / "store"
    store, draft = on_disk(folder)
    address = "canary-recipient@office.example"
    made = briefings(store).schedule(draft.code, "rule", [address], ["pdf"], ["en"], MAKER)
    assert list(left_in([folder], address))
    briefings(store).cancel_schedule(made.code, MAKER)
    store.close()
    assert list(left_in([folder], address)) == []


def test_every_table_that_is_emptied_is_given_back_on_a_server(out):
    assert {"briefing_version", "briefing_issue", "briefing_recipient", "briefing_reading"} <= {
        *scouring.TOUCHED
    }
    draft = drafted(out, LINE, figures=(figure(VISITS, place="ON"),))
    withdraw(out)
    assert lines_of(out, draft.code) == []
    assert FORM
