# ruff: noqa: S608  every name written into these conditions is a plain one
"""What its owners do not consent to show, as conditions of the statements that read rows."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from metrics.observations import ObservationStatus
from metrics.store.tables import KEY, PUBLISHER, STATUSES

NAMED = re.compile(r"[A-Za-z0-9_-]+")  # what may stand in a statement as it is
ERASED = STATUSES[ObservationStatus.ERASED]
WHOSE = "organization_id"
WHOLE = 0  # the number of the breakdown that is the total


class Withheld(NamedTuple):
    """An organization that keeps its values to itself, but for the sources that it consents to.

    What nobody has consented to is not shown, whatever source it lies in.
    """

    organization: str
    shown: tuple[str, ...] = ()


class Bare(NamedTuple):
    """An organization that would stand alone in what was released of some series and days.

    It consents to totals by now, and in these the others are shown by name beside it.
    """

    organization: str
    series: tuple[str, ...]
    start: int  # the first of the days, date.toordinal
    end: int  # the day after the last

    def holds(self, organization: str, series: str, start: int, length: int) -> bool:
        """Whether a figure of these days, in which an organization stands, is one of them."""
        is_of = self.organization == organization and series in self.series
        return is_of and start < self.end and self.start < start + length


def consented(
    alias: str,
    withheld: Iterable[Withheld],
    unreleased: Iterable[Withheld],
    unnamed: Iterable[Withheld],
    bare: Iterable[Bare],
) -> str:
    """The condition that owners consent to show a row; it is the same of every row of a key."""
    whole = _withheld(alias, withheld) + _unreleased(alias, unreleased)
    return whole + _unnamed(alias, unnamed) + _bare(alias, bare)


def _withheld(alias: str, withheld: Iterable[Withheld]) -> str:
    """The condition that a row is none of those that an organization keeps to itself."""
    return "".join(
        f" AND NOT ({alias}.{WHOSE} IN ({_numbers_of(names)}){_elsewhere(alias, shown)})"
        for shown, names in _alike(withheld)
    )


def _unreleased(alias: str, withheld: Iterable[Withheld]) -> str:
    """The condition that a released figure was never made of what may not be shown any more.

    Where its owner has withdrawn it, it has no number left, and says to everybody what became of
    it: of one key all revisions have.
    """
    return "".join(
        f" AND NOT ({alias}.{WHOSE} = {PUBLISHER} AND {alias}.status <> {ERASED}"
        f"{_elsewhere(alias, shown)}{_made_of(alias, names)})"
        for shown, names in _alike(withheld)
    )


def _bare(alias: str, bare: Iterable[Bare]) -> str:
    """The condition that a released figure leaves nobody alone who consents to totals only."""
    return "".join(
        f" AND NOT ({alias}.{WHOSE} = {PUBLISHER} AND {alias}.status <> {ERASED} "
        f"AND {alias}.period_start < {one.end} "
        f"AND {alias}.period_start + {alias}.period_length > {one.start} "
        f"AND {alias}.series_id IN ({_series_of(one.series)})"
        f"{_made_of(alias, [one.organization])})"
        for one in sorted(bare)
    )


def _made_of(alias: str, organizations: Iterable[str]) -> str:
    """The condition that figures of these have ever stood in a released one."""
    same = " AND ".join(f"part.{name} = {alias}.{name}" for name in KEY if name != WHOSE)
    return (
        f" AND EXISTS (SELECT 1 FROM released_part part WHERE {same} "
        f"AND part.{WHOSE} IN ({_numbers_of(organizations)}))"
    )


def _unnamed(alias: str, withheld: Iterable[Withheld]) -> str:
    """The condition that a released figure is not an organization's own, told by its name.

    A total, of which there are most, has no breakdown to look at.
    """
    return "".join(
        f" AND NOT ({alias}.{WHOSE} = {PUBLISHER} AND {alias}.disaggregation_id <> {WHOLE} "
        f"AND {alias}.status <> {ERASED}{_elsewhere(alias, shown)} AND EXISTS "
        f"(SELECT 1 FROM disaggregation named "
        f"WHERE named.id = {alias}.disaggregation_id AND {_names_any('named', names)}))"
        for shown, names in _alike(withheld)
    )


def _names_any(alias: str, organizations: Iterable[str]) -> str:
    said = f"';' || {alias}.code || ';'"
    named = " OR ".join(f"{said} LIKE '%;partner={_plain(one)};%'" for one in organizations)
    return f"{said} LIKE '%;partner=%' AND ({named})"


def _alike(withheld: Iterable[Withheld]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Which organizations show the values of the same sources, and no others."""
    names: dict[tuple[str, ...], list[str]] = {}
    for one in sorted(withheld):
        names.setdefault(one.shown, []).append(one.organization)
    yield from names.items()


def _elsewhere(alias: str, shown: Iterable[str]) -> str:
    """The condition that a row lies in none of the sources that are consented to."""
    return "".join(f" AND {alias}.series_id NOT IN ({_series_in(name)})" for name in shown)


def _numbers_of(organizations: Iterable[str]) -> str:
    listed = ", ".join(f"'{_plain(one)}'" for one in organizations)
    return f"SELECT id FROM organization WHERE code IN ({listed})"


def _series_in(source: str) -> str:
    # compared as it is written: the order of letters is another in every database
    start = f"{_plain(source)}/"
    return f"SELECT id FROM series WHERE substr(code, 1, {len(start)}) = '{start}'"


def _series_of(codes: Iterable[str]) -> str:
    listed = ", ".join(f"'{'/'.join(map(_plain, one.split('/', 1)))}'" for one in codes)
    return f"SELECT id FROM series WHERE code IN ({listed})"


def _plain(name: str) -> str:
    """A name as it may stand in a statement; no organization and no source has another."""
    return name if NAMED.fullmatch(name) else ""
