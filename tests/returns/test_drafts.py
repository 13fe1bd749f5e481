"""What is kept of partners' files: sealed, for a time, and nothing once it is dropped."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.access.faults import AccessError
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Drafts, DraftState, tallies
from dashboard.returns.store.drafts import MOST_OPEN, NewDraft
from metrics import Language, Settings, StoreError

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CANARY = b"canary 705-555-0143"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'figures.sqlite'}",
        accounts_url=f"sqlite:///{tmp_path / 'accounts.sqlite'}",
        returns_url=f"sqlite:///{tmp_path / 'returns.sqlite'}",
        env="test",
    )


@pytest.fixture
def drafts(settings: Settings) -> Iterator[Drafts]:
    opened = Drafts.open(settings)
    yield opened
    opened.close()


def new(organization: str = "partner-a", content: bytes = CANARY) -> NewDraft:
    return NewDraft("someone", organization, "", "", Language.FR, "été canary.xlsx", content)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_a_file_is_kept_as_it_was_sent(drafts: Drafts) -> None:
    kept = drafts.add(new(), NOW)
    assert drafts.content(kept.id) == CANARY
    assert (kept.file, kept.size, kept.state) == ("été canary.xlsx", len(CANARY), "waiting")
    assert drafts.find(kept.id) == kept
    assert drafts.find("0" * 32) is None


def test_nothing_of_a_file_lies_open_on_the_disk(drafts: Drafts, tmp_path: Path) -> None:
    kept = drafts.add(new(), NOW)
    drafts.finish(kept.id, "accept", {"words": "canary"}, CANARY)
    drafts.say(kept.id, {}, {"Sheet!A1:rule": "canary reason"})
    drafts.keep_profile("partner-a", "form", "canary = 1", "someone", NOW)
    assert b"canary" not in on_disk(tmp_path)
    assert drafts.result(kept.id) == {"words": "canary"}
    assert drafts.said(kept.id)["reasons"] == {"Sheet!A1:rule": "canary reason"}


def test_drafts_are_counted_by_state_with_the_oldest_of_each(drafts: Drafts) -> None:
    assert tallies(drafts.database) == {}
    first, _, failed = (drafts.add(new(), NOW + timedelta(minutes=at)) for at in (1, 2, 3))
    drafts.refuse(failed.id, DraftState.FAILED, {})
    found = tallies(drafts.database)
    assert {state: one.number for state, one in found.items()} == {"waiting": 2, "failed": 1}
    assert found[DraftState.WAITING].oldest == first.made_at


def test_nothing_is_kept_of_a_refused_file_not_even_sealed(drafts: Drafts, tmp_path: Path) -> None:
    kept = drafts.add(new(), NOW)
    sealed = _sealed(drafts, kept.id)
    assert sealed in on_disk(tmp_path)
    drafts.refuse(kept.id, DraftState.REFUSED, {"findings": []})
    assert sealed not in on_disk(tmp_path)
    assert drafts.content(kept.id) is None
    told = drafts.find(kept.id)
    assert told is not None
    assert (told.state, told.file, told.outcome) == (DraftState.REFUSED, "", "reject")


def test_an_abandoned_check_is_dropped_after_its_time(drafts: Drafts, tmp_path: Path) -> None:
    kept, sent = drafts.add(new(), NOW), drafts.add(new("partner-b"), NOW)
    sealed = _sealed(drafts, kept.id)
    drafts.mark_sent(sent.id, "code")
    assert drafts.purge(NOW + timedelta(days=6, hours=23)) == ()
    assert drafts.purge(NOW + timedelta(days=7)) == (kept.id,)
    assert drafts.find(kept.id) is None
    assert sealed not in on_disk(tmp_path)
    assert drafts.content(sent.id) == CANARY


def test_the_file_of_an_approved_return_is_dropped_after_ninety_days(drafts: Drafts) -> None:
    kept = drafts.add(new(), NOW)
    drafts.mark_sent(kept.id, "code")
    found = drafts.became("code")
    assert found is not None
    assert found.id == kept.id
    drafts.settle("code", NOW)
    assert drafts.purge(NOW + timedelta(days=89)) == ()
    assert drafts.purge(NOW + timedelta(days=90)) == (kept.id,)
    assert drafts.became("code") is None


def test_only_one_worker_takes_a_draft(drafts: Drafts) -> None:
    kept = drafts.add(new(), NOW)
    assert [drafts.begin(kept.id), drafts.begin(kept.id)] == [True, False]
    drafts.wait_again(kept.id)
    assert drafts.begin(kept.id)


def test_an_organization_cannot_fill_the_queue(drafts: Drafts) -> None:
    for _ in range(MOST_OPEN):
        drafts.add(new(), NOW)
    with pytest.raises(AccessError):
        drafts.add(new(), NOW)
    drafts.add(new("partner-b"), NOW)


def test_drafts_are_told_by_organization(drafts: Drafts) -> None:
    own, other = drafts.add(new(), NOW), drafts.add(new("partner-b"), NOW)
    assert [one.id for one in drafts.of("partner-a")] == [own.id]
    assert {one.id for one in drafts.of()} == {own.id, other.id}


def test_what_was_sealed_with_another_secret_is_not_read(
    drafts: Drafts, settings: Settings, tmp_path: Path
) -> None:
    kept = drafts.add(new(), NOW)
    settings.secret_file.write_text("b" * 64)
    other = Drafts.open(settings)
    with pytest.raises(AccessError):
        other.content(kept.id)
    other.close()


def test_drafts_are_kept_apart_from_figures_and_accounts(settings: Settings) -> None:
    for address in (settings.database_url, settings.accounts_url):
        with pytest.raises(StoreError):
            Drafts.open(settings.model_copy(update={"returns_url": address}))


def test_each_confirmed_profile_is_a_version(drafts: Drafts) -> None:
    for content in ("first = 1", "second = 2"):
        drafts.keep_profile("partner-a", "form", content, "someone", NOW)
    assert [(one.version, one.content) for one in drafts.profiles("partner-a", "form")] == [
        (2, "second = 2"),
        (1, "first = 1"),
    ]
    assert drafts.profiles("partner-b", "form") == ()


def test_a_job_is_taken_up_by_another_process_with_the_same_secret(settings: Settings) -> None:
    done: list[str] = []
    Jobs(settings).ask_check("one")
    worker = Jobs(settings, done.append)
    assert worker.waiting() == 1
    worker.queue.execute(worker.queue.dequeue())
    assert (done, worker.waiting()) == (["one"], 0)


def test_a_job_is_done_at_once_where_that_is_asked(settings: Settings) -> None:
    done: list[str] = []
    Jobs(settings, done.append, now=True).ask_check("one")
    assert done == ["one"]


def _sealed(drafts: Drafts, id_: str) -> bytes:
    """Twenty bytes of the sealed file, as the disk holds them."""
    with drafts._database.reading() as connection:
        found = connection.exec_driver_sql("SELECT content FROM draft WHERE id = ?", (id_,))
        return bytes(found.scalar_one())[:20]
