"""Any order of steps: what stands for each reader is what a model of three lines says.

A cell has what was approved and what was sent since. The model knows nothing of rows, revisions
or instants; it keeps a copy of itself before each step that can be reversed.
"""

from random import Random

import pytest

from metrics import APPROVED, OFFICE, MetricsError
from tests.metrics.returned import (
    CLERK,
    NORTH,
    Q1,
    Q2,
    REVIEWER,
    SOUTH,
    numbers,
    office,
    open_store,
    partner,
    sent,
    stated,
    submit,
    values,
)
from tests.sweeps import FULL, SEED, examples

ORDERS = examples("orders of steps with returns", 6, 150)
STEPS = 12
CELLS = ("", "sex=female", "sex=male")


class Model:
    """What stands in the cells of one organization and period, and of which returns."""

    def __init__(self) -> None:
        self.cells = dict.fromkeys(CELLS, (None, None))  # approved, sent since
        self.removals: dict[str, set[str]] = {}
        self.before: dict[str, dict] = {}  # by return: the cells before it
        self.withdrawn: dict[str, dict] = {}  # by return: the cells before its withdrawal

    def submit(self, code: str, said: dict[str, int]) -> None:
        self.before[code], gone = dict(self.cells), set()
        for cell, (approved, waiting) in self.cells.items():
            value = said.get(cell)
            if value is None and approved is not None:
                gone.add(cell)
            if value is None or value == approved:
                keep = value is not None and waiting == value
                self.cells[cell] = approved, waiting if keep else None
            else:
                self.cells[cell] = approved, value
        self.removals[code] = gone

    def approve(self, code: str) -> None:
        for cell, (approved, waiting) in self.cells.items():
            if cell in self.removals[code]:
                self.cells[cell] = None, None
            elif waiting is not None:
                self.cells[cell] = waiting, None
            else:
                self.cells[cell] = approved, None

    def take_back(self, code: str, *, approved: bool) -> None:
        self.withdrawn[code] = dict(self.cells)
        self.cells = {
            cell: (None if approved else held[0], None) for cell, held in self.cells.items()
        }

    def seen_by_office(self) -> dict[str, int]:
        return {c: (b if b is not None else a) for c, (a, b) in self.cells.items() if a or b}

    def approved(self) -> dict[str, int]:
        return {cell: held[0] for cell, held in self.cells.items() if held[0] is not None}


@pytest.mark.parametrize("n", range(ORDERS))
def test_any_order_of_steps_leaves_what_the_model_says(n, tmp_path):
    chance, model = Random(SEED + n), Model()
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    submit(store, values("5"), SOUTH)
    submit(store, values("6", period=Q2), period=Q2)
    for step in range(STEPS):
        _take_one(store, model, chance, f"{n}-{step}")
        _agree(store, model)
    if FULL:
        assert store.verify_audit().state == "sound"
    assert numbers(store, OFFICE)["2025-Q2"] == 6
    store.close()


def _take_one(store, model: Model, chance: Random, key: str) -> None:
    """One step of those that may be taken now."""
    held = [one for one in office(store).held(organization=NORTH, period=Q1) if not one.replaced_by]
    kind = chance.choice(["submit", "submit", "approve", "send_back", "withdraw", "undo", "undo"])
    if kind == "submit" or not held:
        said = {cell: chance.randint(1, 3) for cell in CELLS if chance.random() < 0.7}
        rows = [stated(str(v), c, row=2 + CELLS.index(c)) for c, v in said.items()]
        if rows:
            receipt = partner(store).submit(sent(rows, key=f"key-{key}"), rows, CLERK)
            if not receipt.again:
                model.submit(receipt.code, said)
        return
    one = chance.choice(held)
    code, state = one.receipt.code, one.receipt.state
    try:
        if kind == "approve":
            office(store).approve(code, REVIEWER)
        else:
            getattr(office(store), kind)(code, REVIEWER, "A reason.")
    except MetricsError:
        return  # that it leaves everything as it was is seen to by the comparison
    _model_step(model, kind, code, state)


def _model_step(model: Model, kind: str, code: str, state: str) -> None:
    if kind == "approve":
        model.approve(code)
    elif kind == "send_back":
        model.take_back(code, approved=False)
    elif kind == "withdraw":
        model.take_back(code, approved=state == "approved")
    elif state == "withdrawn":
        model.cells = model.withdrawn[code]
    else:
        model.withdrawn[code] = dict(model.cells)
        model.cells = dict(model.before[code])


def _agree(store, model: Model) -> None:
    north = [(OFFICE, model.seen_by_office()), (APPROVED, model.approved())]
    for scope, said in north:
        of_north = {
            line.disaggregation: one.observation.value
            for line in store.seen_by(scope).series("calls").lines
            if line.organization == NORTH
            for one in line.values
            if one.observation.period == Q1
        }
        assert of_north == said
        counted = store.seen_by(scope).sources()[0].values
        others = 2 if scope is OFFICE else 0
        assert counted == len(said) + others
    for line in store.seen_by(OFFICE).series("calls").lines:
        if line.organization == NORTH and line.values[0].observation.period == Q1:
            waits = model.cells[line.disaggregation][1] is not None
            assert line.values[0].is_provisional is waits
