"""Comments of the office at the cells of a return, and words that may not be kept with one."""

from collections.abc import Mapping

from dashboard.returns.in_order import order_of
from dashboard.returns.naming import address_of_cell
from dashboard.text import both
from ingest import is_private
from metrics import (
    HeldReturn,
    Observation,
    Remark,
    ReturnForm,
    Returns,
    ReturnState,
    UnfitWordsError,
    writable,
)

LONGEST_COMMENT = 200  # characters
COMMENT = "comment"  # the rule under which it stands in a file with notes


def comment_at(at: str, words: str) -> Remark:
    """A comment at "Sheet!C7"."""
    sheet, _, cell = at.rpartition("!")
    return Remark(sheet, cell, COMMENT, writable(words))


def cells_of(returns: Returns, code: str, form: ReturnForm | None = None) -> dict[str, Observation]:
    """The cells of a return's values, in the order of its form: address, and what stands there."""
    order = order_of(form)
    stated = [one.observation for one in returns.values(code) if one.observation.location.row]
    stated.sort(key=lambda one: order((one.series, one.place, one.disaggregation.code)))
    return {address_of_cell(one): one for one in stated}


def commented_before(returns: Returns, held: HeldReturn) -> dict[str, str]:
    """What the office said of the earlier returns of a period, by the address of its cell.

    What it said of a whole return stands under no address.
    """
    told = held.receipt
    every = returns.held(form=told.form, organization=told.organization, period=told.period)
    found: dict[str, str] = {}
    for one in sorted(every, key=lambda each: each.receipt.sent_at):
        if one.receipt.code == told.code:
            break
        back = [each.reason for each in one.events if each.state is ReturnState.RETURNED]
        found |= {"": back[-1]} if back and back[-1] else {}
        found |= {f"{each.sheet}!{each.cell}".strip("!"): each.words for each in one.comments}
    return found


def refuse_private(words: str, allowed: frozenset[str]) -> None:
    """UnfitWordsError for words that tell of a person: they would stay in the store for good."""
    if is_private(writable(words), allowed):
        raise UnfitWordsError(*both("review.private"))


def private_among(said: Mapping[str, str], allowed: frozenset[str]) -> frozenset[str]:
    """Which of these words, by their key, tell of a person."""
    return frozenset(key for key, words in said.items() if is_private(writable(words), allowed))
