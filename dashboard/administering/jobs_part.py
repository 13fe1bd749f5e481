"""What is done beside the pages: checks of returns, and briefings that are made by themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from dashboard.access.reader import now
from dashboard.administering.desk import instant
from dashboard.administering.parts import Part
from dashboard.components import STACKS, Child, Column, section, table
from dashboard.issuing.sending import DELIVERED
from dashboard.returns.desk import desk
from dashboard.returns.store import Board, DraftState, Job, JobState, tallies
from dashboard.returns.store.board import CHECK
from dashboard.services import services
from dashboard.text import Words
from metrics import OFFICIAL, Run

COLUMNS = ("kind", "waiting", "running", "done", "failed", "oldest")
HEEDED = ("checks", "briefings")  # the others, where they are left, are told together
LONG = timedelta(minutes=10)  # a check that waits longer: nobody takes it


class Jobs(NamedTuple):
    """How many jobs of a kind stand how, and since when the oldest that waits does."""

    kind: str
    waiting: int
    running: int
    done: int
    failed: int
    oldest: datetime | None = None


def jobs_part(words: Words) -> Part:
    """A row for each kind of job; who asked for them and of what they are is not told here."""
    title = words("admin.jobs")
    found, held = [*_checks(), _briefings()], _on_board()
    found += _others(held)
    columns = [Column(words(f"admin.job_{one}"), one not in ("kind", "oldest")) for one in COLUMNS]
    rows = [_row(one, words) for one in found]
    shown = table(title, columns, rows, f"tnum {STACKS}", hidden_caption=True)
    return Part(section("jobs", title, shown, note=words("admin.jobs_note")),
                (*_heeded(found, words), *_left(held, words)))  # fmt: skip


def _left(held: tuple[Job, ...], words: Words) -> Iterator[str]:
    """What nobody tries again before somebody says so."""
    if left := sum(one.state is JobState.FAILED for one in held):
        yield words.counted("admin.heed_left", left)


def _heeded(found: list[Jobs], words: Words) -> Iterator[str]:
    for one in found:
        if one.failed and one.kind in HEEDED:
            yield words.counted(f"admin.heed_failed_{one.kind}", one.failed)
        if one.oldest and now() - one.oldest > LONG:
            yield words("admin.heed_waits", since=instant(one.oldest, words))


def _row(one: Jobs, words: Words) -> list[Child]:
    counts = (one.waiting, one.running, one.done, one.failed)
    oldest = instant(one.oldest, words) if one.oldest else "–"
    return [words(f"admin.kind_of_job_{one.kind}"), *map(words.number, counts), oldest]


def _checks() -> Iterator[Jobs]:
    """Of returns; where no form is declared none is ever asked for, and nothing is opened."""
    if not services().catalogue.returns:
        return
    found = tallies(desk().drafts.database)
    counts = {state: one.number for state, one in found.items()}
    waiting = found.get(DraftState.WAITING)
    ended = (DraftState.CHECKED, DraftState.SENT, DraftState.REFUSED)
    yield Jobs(
        "checks", counts.get(DraftState.WAITING, 0), counts.get(DraftState.READING, 0),
        sum(counts.get(one, 0) for one in ended), counts.get(DraftState.FAILED, 0),
        waiting.oldest if waiting else None,
    )  # fmt: skip


def _on_board() -> tuple[Job, ...]:
    """What workers are asked for, where any are."""
    return Board(desk().drafts.database).jobs() if services().catalogue.returns else ()


def _others(held: tuple[Job, ...]) -> Iterator[Jobs]:
    """Those that are no checks, each kind in a row: what comes by itself waits for its time."""
    for kind in sorted({one.kind for one in held if one.kind != CHECK}):
        own = [one for one in held if one.kind == kind]
        counts = {state: sum(one.state is state for one in own) for state in JobState}
        yield Jobs(
            kind.replace("-", "_"), counts[JobState.WAITING], counts[JobState.RUNNING],
            counts[JobState.DONE], sum(one.fault != "" for one in own),
        )  # fmt: skip


def _briefings() -> Jobs:
    """Of schedules: how many go on, and how their newest runs have ended."""
    held = services().store.seen_by(OFFICIAL).briefings
    schedules = held.schedules()
    runs = [run for one in schedules if (run := _newest(held.runs(one.code)))]
    ended = [one for one in runs if one.ended is not None]
    delivered = sum(one.result == DELIVERED for one in ended)
    return Jobs("briefings", len(schedules), len(runs) - len(ended), delivered,
                len(ended) - delivered)  # fmt: skip


def _newest(runs: tuple[Run, ...]) -> Run | None:
    """The last time that a schedule came due; its attempts and its making have keys below it."""
    due = [one for one in runs if "/" not in one.key]
    return max(due, key=lambda one: one.began, default=None)
