"""Rounding of people to a base, so that one cell gives one answer for ever.

Unbiased random rounding: a number between two multiples goes to the nearer of them with the greater
probability, so that on average nothing is added or taken (Fellegi, "Controlled random rounding",
Survey Methodology 1(2), 1975; the base 5 of Statistics Canada's census). The chance is not drawn
but made by a secret key (HMAC-SHA256) of the exact number and of whose it is: its place, partner
and period. Asking twice, or through another table or download, cannot average it away, as in the
cell key method of the Australian Bureau of Statistics.

Indicator, series and breakdown do not take part. One number can stand in many series: of how many
people it is, stands behind every share of them. Were it rounded anew in each, whoever puts the
shares side by side would have as many draws as there are series, and they tell the number.
"""

import hmac
import json
from decimal import ROUND_FLOOR, Decimal

from metrics.disclosure.tables import Cell, CellKey

PURPOSE = "rounding/2"
DRAWS = 2**256


def rounded(key: bytes, cell: Cell, value: Decimal, base: int = 5, floor: int = 0) -> Decimal:
    """The multiple of the base that stands for a number of people; multiples stay as they are.

    It differs from the number by less than the base. Where the lower multiple is under the floor,
    below which a number is hidden, the upper one is taken: a shown number never reads as a hidden
    one. A base of 1 rounds nothing.
    """
    return keyed(key, cell.key, value, base, floor)


def keyed(key: bytes, cell: CellKey, value: Decimal, base: int, floor: int) -> Decimal:
    """The same for any number that stands in a cell: its own, or a part of its share."""
    lower = (value / base).to_integral_value(ROUND_FLOOR) * base
    over = value - lower
    if base <= 1 or not over:
        return value
    goes_up = lower < floor or _draw(key, cell, value) < over * DRAWS / base
    return lower + base if goes_up else lower


def _draw(key: bytes, cell: CellKey, value: Decimal) -> int:
    """A number from 0 to 2^256 that only the key, the exact number and whose it is decide."""
    whose = (cell.place, cell.partner, cell.period)
    identity = json.dumps([PURPOSE, *whose, format(value.normalize(), "f")], ensure_ascii=True)
    return int.from_bytes(hmac.digest(key, identity.encode(), "sha256"))
