"""Histories of releases of a form that adds up: over places of two tables, and by a rule.

Partners report later, correct and write zeros; releases are by name or not. A reader keeps every
exact number with whose it is made of, and looks for what it comes to by adding and taking away.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

import numpy as np
import pytest

from metrics import MetricsError
from tests.metrics.released import PARTNERS, office, report, value
from tests.metrics.test_told_apart import World, declared, table
from tests.sweeps import examples

GOVERNED = "house-f"
LEAVES = (("ma", "R1"), ("ma", "R2"), ("mb", "ON"), ("mc", "ON"))
SUMS = ("mb", "mc", "md")
RULE = {"kind": "adds-up", "id": "sum", "table": "w", "parts": ["mb", "mc"], "right": "md"}
TABLES = [table("t", "ma", places=["R1"]), table("u", "ma", places=["R2"]), table("w", *SUMS)]
PARTS = 4


def leaves_of(series, place):
    if series == "md":
        return [2, 3]
    return [at for at, (name, where) in enumerate(LEAVES)
            if name == series and place in ("ON", where)]  # fmt: skip


class History:
    """What partners say, what is released of it, and all that a reader knows: rows of numbers."""

    def __init__(self, address: str, random: Random) -> None:
        self.it = World(address, declared("activity", TABLES, [RULE], [GOVERNED]))
        self.random = random
        self.it.consents(GOVERNED)
        self.numbers: dict[str, list[int]] = {}
        self.versions: dict[tuple[str, int], int] = {}
        self.new, self.rows, self.told = count(), [], set()

    def reports(self, name: str) -> None:
        draw = self.random
        said = [draw.choice([0, draw.randint(1, 9), *[draw.randint(40, 99)] * 4]) for _ in LEAVES]
        before = self.numbers.get(name, [None] * len(LEAVES))
        for leaf, number in enumerate(said):
            if number != before[leaf]:
                self.versions[name, leaf] = next(self.new)
        self.numbers[name] = said
        own = [value(series, str(number), place)
               for (series, place), number in zip(LEAVES, said, strict=True)]  # fmt: skip
        report(self.it.store, name, [*own, value("md", str(said[2] + said[3]))])

    def releases(self, turn: int, names: tuple[str, ...], *, by_partner: bool) -> None:
        try:
            found = self.it.releases(*names, turn=turn, by_partner=by_partner)
        except MetricsError:  # what cannot be protected is refused
            return
        for cell in office(self.it.store).preview(found.code).cells:
            if cell.shown.value is not None:
                self._read(cell)

    def _read(self, cell) -> None:
        leaves = leaves_of(cell.key.series.partition("/")[2], cell.key.place)
        whose = sorted(cell.organizations)
        said = (cell.key, cell.shown.value)
        if cell.shown.value == sum(self.numbers[one][leaf] for one in whose for leaf in leaves):
            self.rows.append({self.versions[one, leaf] for one in whose for leaf in leaves})
            self.told.add(said)
        assert said in self.told, "neither what it is now nor what was released before"

    def tells(self, whose: tuple[str, ...], leaves: list[int]) -> bool:
        """Whether a reader comes to the sum of these, by numbers that it was shown."""
        size = next(self.new)
        sums = np.zeros((len(self.rows), size))
        for at, row in enumerate(self.rows):
            sums[at, sorted(row)] = 1
        wanted = np.zeros(size)
        wanted[[self.versions[one, leaf] for one in whose for leaf in leaves]] = 1
        rank = np.linalg.matrix_rank
        return bool(self.rows) and rank(np.vstack([sums, wanted])) == rank(sums)


def lived(history: History) -> None:
    random = history.random
    waiting = random.sample(PARTNERS, len(PARTNERS))
    for _ in range(random.randint(2, 5)):
        history.reports(waiting.pop())
    for turn in range(3):
        names = random.choice([("ma",), SUMS, ("ma", *SUMS)])
        history.releases(turn, names, by_partner=random.random() < 0.4)
        for _ in range(random.choice([1, 1, 2])):
            again = not waiting or random.random() < 0.3
            history.reports(random.choice(sorted(history.numbers)) if again else waiting.pop())


def found_out(history: History) -> Iterator[tuple[object, ...]]:
    """The figure of who is in totals alone, by itself or with one other that is not told either."""
    targets = [leaves_of(*one) for one in (*LEAVES, ("ma", "ON"), ("md", "ON"))]
    for leaves in targets if GOVERNED in history.numbers else ():
        others = [one for one in history.numbers if one != GOVERNED
                  and not history.tells((one,), leaves)]  # fmt: skip
        for whose in ((GOVERNED,), *((GOVERNED, one) for one in others)):
            if history.tells(whose, leaves):
                yield whose, leaves


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_sum_of_what_was_told_is_the_figure_of_who_is_in_totals_alone(part, tmp_path):
    random = Random(f"sums {part}")
    for number in range(examples(f"histories of sums, part {part + 1}", 3, 150)):
        history = History(f"sqlite:///{tmp_path / f'{number}.sqlite'}", random)
        lived(history)
        found = [*found_out(history)]
        history.it.store.close()
        assert not found, (part, number)
