"""Comparing ours with the bare limit: taken by turns in the same run, so that ratios hold."""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from rich.console import Console
from rich.table import Table

MARGIN = 1.5  # machines are shared and noisy: only a miss by more than this is a fault
Clock = Callable[[], float]
TIMES = 10  # a question is asked so often in a row, as busy pages do


@dataclass(frozen=True)
class Measured:
    """One line of the report: how long the limit and ours took, and what the target is."""

    name: str
    what: str
    limit: float  # seconds
    ours: float
    target: float | None = None  # none: told for comparison

    @property
    def ratio(self) -> float:
        return self.ours / self.limit

    @property
    def met(self) -> bool:
        return self.target is None or self.ratio <= self.target

    def on(self, database: str) -> "Measured":
        """The same, with the name of the database on which it was taken."""
        return replace(self, what=f"{database}: {self.what}")


def by_turns(
    limit: Callable[[], object],
    ours: Callable[[], object],
    rounds: int = 15,
    clock: Clock = perf_counter,
) -> tuple[float, float]:
    """The best of several rounds of each: the least disturbed by what else the machine does."""
    gc.collect()
    pairs = [(seconds(limit, TIMES, clock), seconds(ours, TIMES, clock)) for _ in range(rounds)]
    return min(one for one, _ in pairs), min(other for _, other in pairs)


def seconds(work: Callable[[], object], times: int = 1, clock: Clock = perf_counter) -> float:
    """How long the work takes, on average of so many times; by `clock` what of the processor."""
    start = clock()
    for _ in range(times):
        work()
    return (clock() - start) / times


def report(measured: Iterable[Measured]) -> bool:
    """Print each result as it comes, then the table; True when none is missed by far."""
    console = Console()
    results = list(_told(measured, console))
    table = Table("", "what", "limit ms", "ours ms", "ratio", "target", "")
    for one in results:
        target, verdict = "", ""
        if one.target is not None:
            target, verdict = f"{one.target:g}", "met" if one.met else "missed"
        table.add_row(
            one.name,
            one.what,
            f"{one.limit * 1000:.2f}",
            f"{one.ours * 1000:.2f}",
            f"{one.ratio:.2f}",
            target,
            verdict,
        )
    console.print(table)
    return all(one.target is None or one.ratio <= MARGIN * one.target for one in results)


def _told(measured: Iterable[Measured], console: Console) -> Iterator[Measured]:
    for one in measured:
        console.print(f"{one.name}: {one.ratio:.2f} ({one.what})", style="dim")
        yield one
