"""Whoever allows less is told by nothing that stays public: random histories, judged by a reader.

The reader has nothing but what is public, the numbers of any single other partner, and that all
adds up: it solves for the owner's figures by linear programmes over values. It knows nothing of the
rule under test, which reckons with what follows from names.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from metrics.disclosure.following import following
from metrics.disclosure.tables import CellKey, Shown
from metrics.observations import ObservationStatus
from metrics.release_values import FrozenCell
from metrics.store.consents_bared import bared
from metrics.store.consents_told import Narrowed
from tests.factories import words
from tests.metrics.released import FORM, _form, houses
from tests.sweeps import examples

OWNER = "house-f"
PLACES, SEXES, PERIODS = ("R1", "R2"), ("female", "male"), ("2025-Q1", "2025-Q2")
YEAR = "2025-S1"
Atom = tuple[str, str, str, str]  # partner, place, sex, period
HISTORIES = examples("consents narrowed", 60, 1500)


def catalogue():
    """Visits by region and sex, no number of people."""
    made = houses()
    visits = made.indicators["visits"].model_copy(update={"disclosure_class": "activity"})
    table = {"id": "visits", "sheet": words("Visits"), "title": words("Visits"),
             "dimension": "sex", "members": [*SEXES], "total": True, "places": [*PLACES],
             "measures": [{"series": "visits"}]}  # fmt: skip
    return replace(made, indicators={**made.indicators, "visits": visits},
                   returns={FORM: _form(tables=[table])})  # fmt: skip


CATALOGUE = catalogue()


class History:
    """Partners with numbers, and which of their figures and totals are shown."""

    def __init__(self, seed: int) -> None:
        draw = self.draw = Random(seed)
        self.partners = [f"house-{one}" for one in "abcde"[: draw.randint(2, 5)]] + [OWNER]
        self.periods = PERIODS if draw.random() < 0.5 else PERIODS[:1]
        self.sexes = ("", *SEXES) if draw.random() < 0.4 else ("",)
        self.totals = draw.choice([0.2, 0.6, 1.0])
        self.named = {one: draw.choice([0.0, 0.0, 0.2, 0.7, 1.0]) for one in self.partners}
        most = draw.choice([5, 40, 100])
        self.numbers = {
            at: draw.choice([0, draw.randint(1, most), draw.randint(1, most)])
            for at in product(self.partners, PLACES, SEXES, self.periods)
        }
        self.others = draw.choice([2, 2, 2, 3])
        self.told = {at: ((1, self.frozen(at)),) for at in self.keys()}

    def keys(self) -> Iterator[CellKey]:
        """The cells of the form, in part: what is left out was never released."""
        spans = (*self.periods, *([YEAR] if len(self.periods) > 1 else []))
        left_out = {one for one in spans if self.draw.random() < 0.15}
        for place, sex, period, who in product(
            ("ON", *PLACES), self.sexes, spans, ("", *self.partners)
        ):
            if period not in left_out or period == self.periods[0]:
                code = f"sex={sex}" if sex else ""
                yield CellKey("visits", "hotline/visits", place, code, who, period)

    def atoms(self, key: CellKey) -> list[Atom]:
        sex = key.disaggregation.partition("=")[2]
        return [
            at for at in self.numbers
            if (not key.partner or at[0] == key.partner) and key.place in ("ON", at[1])
            and sex in ("", at[2]) and key.period in (YEAR, at[3])
        ]  # fmt: skip

    def frozen(self, key: CellKey) -> FrozenCell:
        atoms = self.atoms(key)
        number = sum(self.numbers[at] for at in atoms)
        shown = self.draw.random() < (self.named[key.partner] if key.partner else self.totals)
        status = ObservationStatus.NORMAL if shown else ObservationStatus.SUPPRESSED
        whose = frozenset(at[0] for at in atoms)
        return FrozenCell(key, Shown(number if shown else None, status), whose, exact=str(number))

    def left(self) -> list[CellKey]:
        """What stays public, and tells nothing of the owner by its name."""
        gone = bared({(OWNER, FORM): Narrowed(self.others, self.told)}, CATALOGUE)
        held = {one.period for one in gone.get((OWNER, FORM), ())}
        spans = {one for period in held for one in (period, YEAR)}
        spans |= {*self.periods} if YEAR in held else set()
        return [key for key, ((_, one),) in self.told.items()
                if one.shown.value is not None and key.partner != OWNER
                and (key.partner or key.period not in spans)]  # fmt: skip


class Reader:
    """The sums of what is public, over the numbers that nobody has told by themselves."""

    def __init__(self, history: History, shown: list[CellKey], who: str = "") -> None:
        self.place = {at: number for number, at in enumerate(history.numbers)}
        self.history = history
        rows = [self.row(history.atoms(key)) for key in shown]
        rows += [self.row([at]) for at in history.numbers if at[0] == who]
        truth = np.array([*history.numbers.values()], dtype=float)
        self.rows = np.array(rows) if rows else np.zeros((1, len(self.place)))
        self.totals = self.rows @ truth

    def row(self, atoms: list[Atom]) -> list[float]:
        found = [0.0] * len(self.place)
        for at in atoms:
            found[self.place[at]] = 1.0
        return found

    def range(self, key: CellKey) -> tuple[float, float]:
        goal = np.array(self.row(self.history.atoms(key)))
        ends = []
        for sign in (1, -1):
            solved = linprog(sign * goal, A_eq=self.rows, b_eq=self.totals, bounds=(0, 1e6))
            assert solved.status == 0
            ends.append(sign * solved.fun)
        return ends[0], ends[1]


def told(history: History) -> list[tuple[CellKey, str, tuple[float, float]]]:
    """The owner's figures that a reader, or a single other partner, places too narrowly.

    What leaves it alone is placed in no range at all: it is its figure. Asked is a range at least
    as wide as half the figure, and of who allows no more than three others the same of each two.
    """
    shown, found = history.left(), []
    own = [key for key in history.told if key.partner == OWNER]
    for who in ("", *(one for one in history.partners if one != OWNER)):
        reader = Reader(history, shown, who)
        for key in own:
            low, high = reader.range(key)
            number = sum(history.numbers[at] for at in history.atoms(key))
            if high - low < max(1, number / 2) - 1e-6 and number:
                found.append((key, who, (low, high)))
    return found


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_no_single_other_partner_reads_the_owner_from_what_stays(seed):
    assert not told(History(seed))


def test_where_nothing_were_withheld_many_are_told(monkeypatch):
    """The judge finds what the rule is for: with no rule at all most of such histories leak."""
    monkeypatch.setitem(globals(), "bared", lambda *_: {})
    assert sum(bool(told(History(seed))) for seed in range(20)) > 4


def test_and_some_totals_stay():
    """It is not kept by withholding all: where enough others stand beside the owner they stay."""
    stay = [any(not key.partner for key in History(seed).left()) for seed in range(60)]
    assert sum(stay) > 10


# ---- what follows -------------------------------------------------------------------------------


def test_what_follows_is_what_one_can_solve_for():
    """Against the rank of a matrix: a figure follows if it adds nothing to what is shown."""
    for seed in range(150):
        draw = Random(seed)
        atoms = [f"x{n}" for n in range(5)]
        cells = {f"s{n}": draw.sample(atoms, draw.randint(2, 4)) for n in range(4)}
        every = {**cells, **{one: [one] for one in atoms}}
        shown = draw.sample([*every], draw.randint(1, 5))
        matrix = np.array([[float(one in every[name]) for one in atoms] for name in shown])
        rank = np.linalg.matrix_rank(matrix)
        expected = {
            name for name, parts in every.items()
            if np.linalg.matrix_rank(
                np.vstack([matrix, [float(one in parts) for one in atoms]])) == rank
        }  # fmt: skip
        assert following(shown, [(at, tuple(parts)) for at, parts in cells.items()]) == expected


def test_what_is_kept_from_following_does_not():
    sums = [("all", ("a", "b")), ("more", ("all", "c"))]
    assert following({"all", "a"}, sums) == {"all", "a", "b"}
    assert following({"all", "a"}, sums, {"b"}) == {"all", "a"}
