"""The proven best pattern of what is small: the integer programme of the whole question.

One yes or no for each cell that may be hidden, and two movements for each number that needs a
range (Fischetti and Salazar-González, 2000, model with all attackers' variables written out).
Fewest cells first, then least value.
"""

from typing import NamedTuple

import numpy as np
import scipy  # a part of it is read when it is first used: all of them take 50 MB

from metrics.disclosure.bounds import Component, Numbers
from metrics.disclosure.movements import Pair

CANDIDATES, MOVEMENTS = 40, 1200
NODES = 2000
FARTHEST = 4.0  # times the widest range: how far a movement of the best pattern may go


class Best(NamedTuple):
    hidden: Numbers
    pairs: tuple[Pair, ...]


def best_pattern(one: Component, also: tuple[int, ...] = ()) -> Best | None:
    """None for what is too large, and where nothing is proven in the steps allowed.

    Costs are whole numbers of cells and less than one besides: a proven pattern has fewest cells.
    `also` are cells that need their range in case they are hidden; of others that is not asked.
    """
    candidates = np.flatnonzero(one.may_hide)
    needs = np.concatenate([one.needy, np.array(also, dtype=np.int64)])
    if len(candidates) > CANDIDATES or len(needs) * 2 * one.size > MOVEMENTS:
        return None
    found = _solved(one, candidates, needs)
    if found is None:
        return None
    hidden = np.zeros(one.size, dtype=bool)
    hidden[candidates] = found[: len(candidates)] > 0.5
    moved = found[len(candidates) :].reshape(-1, one.size)
    moved = np.rint(moved) if one.whole else moved
    pairs = tuple(Pair(up, down) for up, down in zip(moved[0::2], moved[1::2], strict=True))
    return Best(hidden, pairs)


def _solved(one: Component, candidates: Numbers, needs: Numbers) -> Numbers | None:
    ways = 2 * len(needs)
    far = max(FARTHEST * max(one.asked[needs].max(), one.beyond[needs].max()), one.high.max())
    low, high = one.bounds()
    choice = len(candidates)
    free = np.tile(one.may_hide | one.hidden, ways)
    least = np.where(free, np.tile(np.maximum(one.least, -far), ways), np.tile(low, ways))
    most = np.where(free, np.tile(np.full(one.size, far), ways), np.tile(high, ways))
    found = scipy.optimize.milp(
        np.concatenate([_costs(one, candidates), np.zeros(ways * one.size)]),
        integrality=np.concatenate([np.ones(choice), np.full(ways * one.size, int(one.whole))]),
        bounds=scipy.optimize.Bounds(
            np.concatenate([np.zeros(choice), least]), np.concatenate([np.ones(choice), most])
        ),
        constraints=_asked(one, candidates, needs, far),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    best: Numbers | None = found.x if found.status == 0 else None
    return best


def _costs(one: Component, candidates: Numbers) -> Numbers:
    """One for each cell and less than one for all that they tell: few cells come first."""
    told: Numbers = one.weight[candidates]
    costs: Numbers = 1.0 + told / (1.0 + 2.0 * told.sum())
    return costs


def _asked(
    one: Component, candidates: Numbers, needs: Numbers, far: float
) -> "list[scipy.optimize.LinearConstraint]":
    ways, choice = 2 * len(needs), len(candidates)
    each = scipy.sparse.eye_array(ways)
    none = scipy.sparse.csc_array((ways * one.sums.shape[0], choice))
    sums = scipy.sparse.hstack([none, scipy.sparse.kron(each, one.sums)], format="csc")
    picked = scipy.sparse.csr_array(
        (np.ones(choice), (np.arange(choice), candidates)), shape=(choice, one.size)
    )
    moves = scipy.sparse.kron(each, picked)
    most = scipy.sparse.vstack([scipy.sparse.diags_array(one.high[candidates] - far)] * ways)
    least = scipy.sparse.vstack([scipy.sparse.diags_array(one.low[candidates] + far)] * ways)
    ends, reach = _ends(one, candidates, needs)
    return [
        scipy.optimize.LinearConstraint(
            sums, np.tile(one.row_low, ways), np.tile(one.row_high, ways)
        ),
        scipy.optimize.LinearConstraint(
            scipy.sparse.hstack([most, moves], format="csc"),
            -np.inf,
            np.tile(one.high[candidates], ways),
        ),
        scipy.optimize.LinearConstraint(
            scipy.sparse.hstack([least, moves], format="csc"),
            np.tile(one.low[candidates], ways),
            np.inf,
        ),
        scipy.optimize.LinearConstraint(ends, reach, np.inf),
    ]


def _ends(
    one: Component, candidates: Numbers, needs: Numbers
) -> "tuple[scipy.sparse.csc_array, Numbers]":
    """How far apart each need's two movements are, and how far up the first goes.

    Of what may be shown only if it is hidden: there the width stands beside the choice.
    """
    number, choice = len(needs), len(candidates)
    ups = choice + 2 * np.arange(number) * one.size + needs
    rows = np.concatenate([np.arange(number), np.arange(number), number + np.arange(number)])
    columns = np.concatenate([ups, ups + one.size, ups])
    factors = np.concatenate([np.ones(number), -np.ones(number), np.ones(number)])
    asked = np.concatenate([one.asked[needs], np.maximum(one.beyond[needs], 0.0)])
    maybe = np.flatnonzero(~np.tile(one.hidden[needs], 2))
    chosen = np.searchsorted(candidates, np.tile(needs, 2)[maybe])
    rows, columns = np.concatenate([rows, maybe]), np.concatenate([columns, chosen])
    factors = np.concatenate([factors, -asked[maybe]])
    ends = scipy.sparse.csc_array(
        (factors, (rows, columns)), shape=(2 * number, choice + 2 * number * one.size)
    )
    return ends, np.where(np.tile(one.hidden[needs], 2), asked, 0.0)
