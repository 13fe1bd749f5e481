"""S1: ten readers and a partner for a minute (--full: for an hour), on both databases at once.

Nothing that the service holds may grow: neither its memory nor the files that it has open.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.databases import databases
from bench.load import Crowd, crowd, ready
from bench.timing import Measured

FEW = Crowd(readers=10, partners=1)
SHORT, LONG = 60.0, 3600.0  # seconds


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """With the made-up figures of the demo."""
    lasts = LONG if full else SHORT
    with databases(folder) as kinds, ThreadPoolExecutor(len(kinds)) as both:
        settings = [ready(folder, one) for one in kinds]
        going = [both.submit(list, crowd(one, FEW, lasts)) for one in settings]
        for one, told in zip(kinds, going, strict=True):
            yield from (line.on(one.name) for line in told.result())
