"""Sweeps: tests over very many cases, of which `make test` runs a bounded, seeded sample.

`make test-all` (SWEEP=full) runs them whole. The end of each run prints how large each was.
"""

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Case = TypeVar("Case")

FULL = os.environ.get("SWEEP") == "full"
SEED = 20160630
SIZES: dict[str, str] = {}


def sample(name: str, cases: Sequence[Case], size: int) -> list[Case]:
    """All cases in a full sweep, else the same few of them every time."""
    few = min(size, len(cases))
    chosen = list(cases) if FULL else Random(SEED).sample(list(cases), few)
    SIZES[name] = f"{len(chosen)} of {len(cases)} cases"
    return chosen


def by_turns(name: str, cases: Sequence[Case]) -> list[tuple[Case, str]]:
    """Each case in both languages in a full sweep, else in one, and the next in the other."""
    both = [(one, language) for one in cases for language in ("en", "fr")]
    chosen = both if FULL else [both[2 * at + at % 2] for at in range(len(cases))]
    SIZES[name] = f"{len(chosen)} of {len(both)} cases"
    return chosen


def languages(name: str) -> list[str]:
    """Both in a full sweep, else one, which the name of the cases decides."""
    both = ["en", "fr"]
    chosen = both if FULL else [Random(name).choice(both)]
    SIZES[name] = f"{len(chosen)} of {len(both)} languages"
    return chosen


def examples(name: str, some: int, many: int) -> int:
    """How many examples a property is tried on."""
    number = many if FULL else some
    SIZES[name] = f"{number} examples" + ("" if FULL else f" of {many}")
    return number
