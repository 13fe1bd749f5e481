"""Whose figures stand in a briefing: looked up when it is kept, and kept with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, bindparam, delete, exists, insert, select

from metrics.briefing_values import Figure
from metrics.dimensions import PARTNER, Disaggregation
from metrics.observations import ObservationStatus
from metrics.periods import Period
from metrics.store import tables
from metrics.store.briefing_tables import briefing_part
from metrics.store.release_tables import PUBLISHED, released_part
from metrics.store.returns_kept import Where
from metrics.store.tables import PUBLISHER, STATUSES, WITHDRAWN

AT_ONCE = 200  # names in one statement
OUTLINE, ISSUED = 0, 1  # what `briefing_part.issued` says
Above: TypeAlias = Callable[[str], frozenset[str]]  # a place and all that contain it, by code
_OBSERVED = tables.observation.c
_TELLS = exists().where(  # whether anything is left of what was published
    *(_OBSERVED[name] == released_part.c[name] for name in PUBLISHED),
    _OBSERVED.organization_id == PUBLISHER,
    _OBSERVED.status.not_in((WITHDRAWN, STATUSES[ObservationStatus.ERASED])),
)


class Part(NamedTuple):
    """An organization whose value stands in a figure: of which series and days.

    `named` says that the figure itself tells whose it is.
    """

    organization: str
    series: str
    period_start: int
    period_length: int
    named: int

    @property
    def source(self) -> str:
        return self.series.partition("/")[0]

    def is_within(self, period: Period | None) -> bool:
        """Whether its days are any of a period's; None stands for all of them."""
        if period is None:
            return True
        start, end = period.start.toordinal(), period.end.toordinal()
        return self.period_start <= end and start < self.period_start + self.period_length


class _Wanted(NamedTuple):
    """A figure as it is compared with what was released: it may hold narrower ones summed up."""

    place: str
    members: frozenset[tuple[str, str]]
    start: int
    end: int

    @classmethod
    def of(cls, one: Figure) -> "_Wanted":
        period = Period.parse(one.period)
        members = frozenset(Disaggregation.parse(one.disaggregation).members)
        return cls(one.place, members, period.start.toordinal(), period.end.toordinal())


def parts_of(
    connection: Connection, figures: Iterable[Figure], above: Above, *, erased: bool = False
) -> set[Part]:
    """Who stands in these figures: in each released one that is a figure, or a part of it.

    A year may have been made of quarters and a province of regions, so a released figure counts
    where its days, its place and its breakdown lie within those of a figure. One that was `erased`
    tells nothing of anybody any more: unless it is asked for, it does not count.
    """
    wanted: dict[str, set[_Wanted]] = {}
    for one in figures:
        wanted.setdefault(one.series, set()).add(_Wanted.of(one))
    return {
        Part(row.organization, row.series, row.period_start, row.period_length, _names(row))
        for row in _released(connection, sorted(wanted), [] if erased else [_TELLS])
        if any(_holds(one, row, above) for one in wanted[row.series])
    }


def parts_kept(connection: Connection, number: int, *issued: int, version: int = 0) -> set[Part]:
    """What is kept of a briefing: of its outline, of what was issued, or of both.

    Of an outline's version: what stands in it or in a later one, so that nothing is missed.
    """
    columns = briefing_part.c
    query = select(*(columns[name] for name in Part._fields)).where(
        columns.briefing_id == number,
        columns.issued.in_(issued or (OUTLINE, ISSUED)),
        columns.version >= version,
    )
    return {Part(*row) for row in connection.execute(query)}


def keep_parts(
    connection: Connection, number: int, parts: set[Part], issued: int, version: int
) -> None:
    """Keep that these stand in a version; those of older versions alone are kept beside."""
    rows = [{"briefing_id": number, "issued": issued, **one._asdict()} for one in sorted(parts)]
    if rows:
        key = [column == bindparam(f"of_{column.name}") for column in briefing_part.primary_key]
        marked = [{f"of_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(delete(briefing_part).where(*key), marked)
        connection.execute(insert(briefing_part), [{**row, "version": version} for row in rows])


def forget_lines(connection: Connection, number: int) -> None:
    """Nobody's figures stand in an outline whose lines were emptied, all versions of them."""
    columns = briefing_part.c
    connection.execute(
        delete(briefing_part).where(columns.briefing_id == number, columns.issued == OUTLINE)
    )


def briefings_with(connection: Connection, organization: str) -> Iterator[tuple[int, int, Part]]:
    """The numbers of the briefings in which an organization's values stand, and where they do."""
    columns = briefing_part.c
    query = select(columns.briefing_id, columns.issued, *(columns[one] for one in Part._fields))
    for row in connection.execute(query.where(columns.organization == organization)):
        yield row.briefing_id, row.issued, Part(*row[2:])


def _released(connection: Connection, series: Sequence[str], where: Where) -> Iterator[Any]:
    part, code = released_part.c, tables.series.c.code
    query = (
        select(
            code.label("series"), tables.organization.c.code.label("organization"),
            tables.place.c.code.label("place"), tables.disaggregation.c.code.label("breakdown"),
            part.period_start, part.period_length,
        )
        .join(tables.series, tables.series.c.id == part.series_id)
        .join(tables.organization, tables.organization.c.id == part.organization_id)
        .join(tables.place, tables.place.c.id == part.place_id)
        .join(tables.disaggregation, tables.disaggregation.c.id == part.disaggregation_id)
    )  # fmt: skip
    for start in range(0, len(series), AT_ONCE):
        some = code.in_(series[start : start + AT_ONCE])
        yield from connection.execute(query.where(some, *where))


def _holds(one: _Wanted, row: Any, above: Above) -> bool:
    last = row.period_start + row.period_length - 1
    if not (one.start <= row.period_start and last <= one.end):
        return False
    if one.place not in above(row.place):
        return False
    return one.members <= set(Disaggregation.parse(row.breakdown).members)


def _names(row: Any) -> int:
    members = dict(Disaggregation.parse(row.breakdown).members)
    return int(members.get(PARTNER) == row.organization)
