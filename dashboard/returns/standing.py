"""What has become of a return, and how many values it changed: in words, for the office."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.returns.marks import return_mark
from dashboard.returns.naming import Names
from dashboard.returns.office import REVIEW
from dashboard.text import Words
from metrics import Difference, DifferenceKind, HeldReturn

COUNTED = ("added", "changed", "unchanged", "withdrawn")


def standing(held: HeldReturn, address: Address, names: Names, note: str = "") -> Component:
    """What has become of a return, with a link to the later one of its period, if there is one."""
    said = return_mark(held.standing, names, note)
    if not held.replaced_by:
        return said
    key = "review.replaced_by" if held.is_replaced else "review.later"
    there = address.to(f"{REVIEW}/{held.replaced_by}")
    return html.Span([said, " ", html.A(names.words(key), href=there)])


def counts_words(held: HeldReturn, words: Words) -> str:
    """What a return changed: "12 added, 3 changed"."""
    if held.is_kept_back:
        return words("governance.kept_short")
    counts = held.receipt.receipt
    return _counted({name: getattr(counts, name) for name in COUNTED}, words)


def kinds_words(told: Iterable[Difference], words: Words) -> str:
    """The same of differences: a return may differ otherwise from what the office compares with."""
    kinds = Counter(one.kind.value for one in told)
    return _counted(kinds | {"withdrawn": kinds[DifferenceKind.REMOVED]}, words)


def _counted(counts: Mapping[str, int], words: Words) -> str:
    told = [words.counted(f"review.{one}", counts[one]) for one in COUNTED if counts.get(one)]
    return ", ".join(told)
