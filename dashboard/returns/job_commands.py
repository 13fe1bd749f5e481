"""`pillars jobs`: what workers are asked for, on whichever host; retried or cancelled by hand."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Json, Record
from dashboard.printing import language_of, print_json, print_table, write_line
from dashboard.returns.store import Board, Drafts, DraftState, Job, JobState
from dashboard.returns.store.board import CHECK
from dashboard.returns.worker import LOAD
from dashboard.text import Words, both
from metrics import (
    COMMAND_LINE,
    AuditAction,
    Catalogue,
    MetricsError,
    MetricsStore,
    Settings,
    object_of,
)

app = typer.Typer(no_args_is_help=True, help="What workers are asked for.",
                   rich_markup_mode=None)  # fmt: skip
KindArgument = Annotated[str, typer.Argument(help="check, load, remind, brief, back-up or purge.")]
SubjectArgument = Annotated[str, typer.Argument(help="Which one, where there are several.")]
COLUMNS = ("kind", "subject", "state", "tries", "since", "worker", "fault")
SEEN = timedelta(minutes=1)


@app.command(name="list")
def listed(
    every: Annotated[bool, typer.Option("--all", help="What is done and cancelled too.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """List what waits, runs or has failed, of all hosts."""
    words = Words(language_of(lang))
    with _drafts() as drafts:
        board = Board(drafts.database)
        found = [one for one in board.jobs() if every or not _is_over(one)]
        seen = board.workers().items()
    workers: list[Json] = [name for name, at in sorted(seen) if _now() - at < SEEN]
    if as_json:
        print_json({"jobs": [_record(one) for one in found], "workers": workers})
        return
    if not found:
        write_line(words("jobs.none"))
    else:
        headings = [words(f"jobs.column_{one}") for one in COLUMNS]
        print_table(words("jobs.title"), headings, [_row(one, words) for one in found], whole={1})
    if workers:
        write_line(words.counted("jobs.workers", len(workers)))


@app.command()
def run(kind: KindArgument, subject: SubjectArgument = "", lang: LangOption = "en") -> None:
    """Have a source loaded by a worker of any host: 'pillars jobs run load SOURCE'."""
    if kind != LOAD:
        raise MetricsError(*both("jobs.only_load"))
    source = Catalogue.read(Settings().data).source(subject).id
    with _drafts() as drafts:
        _note(AuditAction.JOB_ASKED, LOAD, source)
        Board(drafts.database).ask(LOAD, source, f"{LOAD}/{source}")
    write_line(Words(language_of(lang))("jobs.asked"))


@app.command()
def retry(kind: KindArgument, subject: SubjectArgument = "", lang: LangOption = "en") -> None:
    """Have a job run now, whatever has become of it."""
    with _drafts() as drafts:
        board = Board(drafts.database)
        held = _known(board, kind, subject)
        if held.state is not JobState.RUNNING:
            _note(AuditAction.JOB_RETRIED, kind, subject)
        if not board.retry(kind, subject):
            raise MetricsError(*both("jobs.runs_already"))
    write_line(Words(language_of(lang))("jobs.asked"))


@app.command()
def cancel(kind: KindArgument, subject: SubjectArgument = "", lang: LangOption = "en") -> None:
    """Let nobody run a job; the sender of a file whose check is cancelled is told."""
    with _drafts() as drafts:
        board = Board(drafts.database)
        if not _is_over(_known(board, kind, subject)):
            _note(AuditAction.JOB_CANCELLED, kind, subject)
        if not board.cancel(kind, subject):
            raise MetricsError(*both("jobs.not_known"))
        held = drafts.find(subject) if kind == CHECK else None
        if held is not None and held.is_open:
            told = {"failed": list(both("jobs.check_cancelled"))}
            drafts.refuse(subject, DraftState.FAILED, told)
    write_line(Words(language_of(lang))("jobs.cancelled"))


@contextmanager
def _drafts() -> Iterator[Drafts]:
    with closing(Drafts.open(Settings())) as opened:
        yield opened


def _known(board: Board, kind: str, subject: str) -> Job:
    """The job of these words; MetricsError where the board has none."""
    for one in board.jobs():
        if (one.kind, one.subject) == (kind, subject):
            return one
    raise MetricsError(*both("jobs.not_known"))


def _note(action: AuditAction, kind: str, subject: str) -> None:
    """In the log before it is done: where that cannot be written nothing is."""
    which = f"{kind}/{subject}" if subject else kind
    with closing(MetricsStore.open(Settings())) as store:
        store.note(COMMAND_LINE, action, object_of("job", which))


def _now() -> datetime:
    return datetime.now(UTC)


def _is_over(job: Job) -> bool:
    return job.state in (JobState.DONE, JobState.CANCELLED)


def _record(job: Job) -> Record:
    """With the keys that `--json` promises."""
    at = {name: value and value.isoformat(timespec="seconds").replace("+00:00", "Z")
          for name, value in job._asdict().items() if name.endswith("_at")}  # fmt: skip
    return {**job._asdict(), "state": job.state.value, **at}


def _row(job: Job, words: Words) -> list[str]:
    since = (job.began_at if job.state is JobState.RUNNING else None) or job.asked_at
    told = words(f"jobs.state_{job.state}")
    if job.state is JobState.RUNNING and job.share:
        told = words("jobs.running_share", share=job.share)
    named = words(f"jobs.kind_{job.kind.replace('-', '_')}")
    when = since.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")
    return [named, job.subject, told, str(job.tries), when, job.worker, job.fault]
