"""Reading what was released, against the same figures recorded as a publisher's own.

The limit is 1.2 times as much of the processor: patterns are frozen, nothing is solved again. A
scorecard is read by the public, with nothing kept and from memory; with a release still to come;
with one, ten and a hundred partners who govern their figures, some of whom keep them back. How the
time grows with those who do is told for comparison: each of them is looked for behind each figure.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copyfile
from time import process_time

from bench.figures import MONTHS, SUBMISSION, observations
from bench.released_figures import (
    CODE,
    FORM,
    LIFTS,
    NEXT,
    PARTNERS,
    PROPOSED,
    SOURCE,
    TODAY,
    catalogue,
    cells,
    fields,
)
from bench.timing import Measured, by_turns
from metrics import (
    Detail,
    FileRead,
    FrozenCell,
    MetricsStore,
    Purpose,
    Settings,
    Submission,
    Terms,
    of_partner,
)
from metrics.memo import Memo
from metrics.release_making import observations_of
from metrics.store.releases_recording import Doing, Letting, ReleaseSteps

ROWS = 100_000
TARGET = 1.2
ENDED = TODAY - timedelta(days=30)
Question = Callable[[MetricsStore], object]
QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("scorecard", lambda store: store.scorecard("made-up")),
    ("series", lambda store: store.series("indicator-9", "P0")),
)


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """Compare each protected store with the same unprotected one, by turns."""
    plain = _opened(folder / "plain.sqlite", released=False)
    plain.record(SUBMISSION, observations(ROWS))
    _record(plain, cells(), LIFTS)
    once = folder / "released.sqlite"
    with_release = _opened(once, released=True)
    with_release.record(SUBMISSION, observations(ROWS))
    _release(with_release, cells(), CODE, LIFTS)
    with_release.close()
    yield from _compared(plain, _opened(once, released=True), "one release")
    for governed, keeping in ((1, 1), (10, 1), (100, 2), (100, 20)):
        path = Path(copyfile(once, folder / f"governed-{governed}-{keeping}.sqlite"))
        _consent(path, governed, keeping)
        store = _opened(path, released=True, governed=governed)
        target = TARGET if keeping <= 2 else None
        yield from _compared(plain, store, f"{governed} govern, {keeping} keep back", target)
    yield from _coming(plain, folder / "governed-100-2.sqlite")
    plain.close()


def _coming(plain: MetricsStore, path: Path) -> Iterator[Measured]:
    """The same with another release approved, whose minute has not come."""
    coming = _opened(path, released=True, governed=100)
    _release(coming, cells((MONTHS[0],)), "second", NEXT)
    yield from _compared(plain, coming, "100 govern, 2 keep back, a release to come")


def _compared(
    plain: MetricsStore, ours: MetricsStore, what: str, target: float | None = TARGET
) -> Iterator[Measured]:
    for name, ask in QUESTIONS:
        _check(ask(plain), ask(ours))
        for kept, size in (("nothing kept", 0), ("from memory", 256)):
            for store in (plain, ours):
                store._memo = Memo(size)
                ask(store)
            taken = by_turns(partial(ask, plain), partial(ask, ours), clock=process_time)
            yield Measured("read", f"{name}, {kept}, {what}", *taken, target)
    ours.close()


def _check(plain: object, ours: object) -> None:
    """Both tell nearly as many figures: else one would be quick because it says less."""
    limit, told = (repr(one).count("HeldObservation(") for one in (plain, ours))
    assert limit >= told > 0.9 * limit > 1, (limit, told)


def _opened(path: Path, *, released: bool, governed: int = 0) -> MetricsStore:
    settings = Settings(database_url=f"sqlite:///{path}", framework="made-up")
    store = MetricsStore.open(settings, catalogue(released=released, governed=governed))
    store.today, store.now = lambda: TODAY, lambda: NEXT - timedelta(hours=1)
    return store


def _record(store: MetricsStore, made: tuple[FrozenCell, ...], at: datetime) -> None:
    submission = Submission(SOURCE, (FileRead(f"release-{CODE}", "0" * 64),))
    store.record(submission, observations_of(made, CODE, at))


def _release(
    store: MetricsStore, made: tuple[FrozenCell, ...], content: str, lifts_at: datetime
) -> None:
    """Propose and approve what was frozen, past the protecting of it, which `protection` times."""
    steps = ReleaseSteps(
        store._repository.engine, lambda _: None, lambda *_: None, lambda: PROPOSED, example=False
    )
    found = steps.propose(fields(made, content, lifts_at), made, lambda: content)
    letting = Letting(SOURCE, observations_of(made, found.code, lifts_at), "0" * 64,
                      lambda: content)  # fmt: skip
    steps.approve(Doing(found.code, "approver"), letting, {})


def _consent(path: Path, governed: int, keeping: int) -> None:
    """Every second shows its figures within totals alone; the first show nothing by now.

    These have sent nothing but in the first month, or nothing would be left to read.
    """
    store = _opened(path, released=True, governed=governed)
    store.today = lambda: ENDED
    for n, name in enumerate(PARTNERS[:governed]):
        until = ENDED if n < keeping else None
        detail = Detail.TOTAL if n % 2 and n < 92 else Detail.OWN
        terms = Terms(frozenset(Purpose), detail, until, "The council", 20, 2)
        store.seen_by(of_partner(name)).consents.give(name, FORM, terms, "steward")
    store.close()
