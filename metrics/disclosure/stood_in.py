"""Whose figures stood in each total that was shown, or that follows from totals that were.

A total of a place that nobody was shown is still what the province leaves without the other places,
where the same partners stood in all of them: it is asked what a total is asked that was shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from metrics.disclosure.following import following
from metrics.disclosure.tables import CellKey, Family, Sum

Partners = frozenset[str]
Whose = Mapping[CellKey, tuple[Partners, ...]]


def stood_in(family: Family, sums: Iterable[Sum], whose: Whose) -> Whose:
    """The partners of each total, once for each time that they were others; `sums` are of totals.

    One time is taken to be one group of partners: who reported nothing for a place is missing in
    its total alone.
    """
    added = [(one.whole, one.parts) for one in sums]
    found = defaultdict(list, {at: [*ones] for at, ones in whose.items()})
    for group in sorted({one for ones in whose.values() for one in ones}, key=sorted):
        shown = {at for at, ones in whose.items() if _is_of(family, at, ones, group)}
        for key in sorted(following(shown, added) - shown):
            found[key].append(group)
    return {key: tuple(groups) for key, groups in found.items()}


def _is_of(family: Family, key: CellKey, ones: Iterable[Partners], group: Partners) -> bool:
    """Whether one of these is the group, but for those who have no figure here."""
    return any(one <= group and not _reporting(family, key, group - one) for one in ones)


def _reporting(family: Family, key: CellKey, partners: Partners) -> bool:
    own = (family.cells.get(key._replace(partner=one)) for one in partners)
    return any(cell is not None and cell.value is not None for cell in own)
