"""Returns as the store keeps them: rows that are only ever added, and questions to them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Select, insert, select

from metrics.languages import Language
from metrics.periods import Period
from metrics.return_values import Closing, Remark, ReturnEvent, ReturnState
from metrics.store import return_tables
from metrics.store.names import EPOCH, last_id
from metrics.store.rows import Row
from metrics.store.tables import KEY, submission_file

Fields: TypeAlias = dict[str, Any]
Where: TypeAlias = Sequence[Any]  # conditions, as SQLAlchemy has them
RETURNS = return_tables.partner_return
EVENTS = return_tables.return_event
STATES = {one.value: one for one in ReturnState}
AT_ONCE = 500  # numbers in one statement: SQLite takes no more than a few hundred


class KeptEvent(NamedTuple):
    """One thing done with a return, and the submission that changed its values."""

    number: int
    state: ReturnState
    undone: bool
    submission: int
    at: int  # microseconds since 1970, UTC
    actor: str
    reason: str
    token: str

    @property
    def told(self) -> ReturnEvent:
        return ReturnEvent(self.state, moment(self.at), self.actor, self.reason, self.undone)


class KeptReturn(NamedTuple):
    """A return as the store keeps it, with its events, oldest first."""

    number: int
    code: str
    key: str
    form: str
    organization: str
    period: Period
    language: Language
    version: int
    content: str
    salt: str  # empty: none was kept, or it was erased
    submission: int
    sent_at: int
    actor: str
    counts: tuple[int, ...]
    events: tuple[KeptEvent, ...]

    @property
    def state(self) -> ReturnState:
        return self.events[-1].state

    @property
    def ends_others(self) -> bool:
        """Whether earlier returns of its period no longer count.

        One taken back before anybody approved it leaves them as they were, and so does one undone.
        """
        if self.state is not ReturnState.WITHDRAWN:
            return True
        return self.was_approved and not self.events[-1].undone

    @property
    def was_approved(self) -> bool:
        return any(one.state is ReturnState.APPROVED for one in self.events)


Counting: TypeAlias = Callable[[Sequence[KeptReturn]], KeptReturn | None]


def moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def kept_returns(connection: Connection, *where: Any) -> list[KeptReturn]:
    """The returns asked for, oldest first."""
    rows = connection.execute(select(RETURNS).where(*where).order_by(RETURNS.c.id)).mappings().all()
    events = _events(connection, [row["id"] for row in rows])
    return [_kept(dict(row), events[row["id"]]) for row in rows]


def same_period(form: str, organization: str, period: Period) -> Where:
    """The conditions that a return is of this form, organization and period."""
    columns = RETURNS.c
    return (
        columns.form == form,
        columns.organization == organization,
        columns.period_start == period.start.toordinal(),
        columns.period_length == period.days,
    )


def in_period(period: Period | None) -> Where:
    """The conditions that a return is of a period; none where any will do."""
    if period is None:
        return ()
    columns = RETURNS.c
    start = columns.period_start == period.start.toordinal()
    return start, columns.period_length == period.days


def sent_by(organizations: frozenset[str] | None) -> Where:
    """The condition that a return is of one of these organizations; None stands for all."""
    return () if organizations is None else (RETURNS.c.organization.in_(sorted(organizations)),)


class Told(NamedTuple):
    """What is told of a return beside itself."""

    reasons: tuple[Remark, ...]
    comments: tuple[Remark, ...]
    file: str
    replaced_by: str
    is_replaced: bool


def told_with(
    connection: Connection,
    returns: Sequence[KeptReturn],
    counting: Counting,
) -> list[Told]:
    """What was said with each of these returns, and which later one counts in its place."""
    of_period: dict[tuple[str, str, Period], list[KeptReturn]] = {}
    for one in returns:
        whose = one.form, one.organization, one.period
        if whose not in of_period:
            of_period[whose] = kept_returns(connection, *same_period(*whose))
    told = []
    for one in returns:
        others = of_period[one.form, one.organization, one.period]
        told.append(_told(connection, one, [each for each in others if each.number > one.number],
                          counting))  # fmt: skip
    return told


def _told(
    connection: Connection, one: KeptReturn, since: Sequence[KeptReturn], counting: Counting
) -> Told:
    later = counting(since)
    reasons = remarks_of(connection, one.events[0].number)
    back = [event.number for event in one.events if event.state is ReturnState.RETURNED]
    comments = remarks_of(connection, back[-1]) if back else ()
    file, _ = file_of(connection, one.submission)
    code, gone = later.code if later else "", later is not None and _is_replaced(one, since)
    return Told(reasons, comments, file, code, gone)


def _is_replaced(one: KeptReturn, since: Iterable[KeptReturn]) -> bool:
    """Whether nothing of it is open or stands any more, for what was sent since.

    What was approved goes on standing until a later return is approved.
    """
    if one.state is ReturnState.APPROVED:
        return any(each.ends_others and each.was_approved for each in since)
    return one.state is not ReturnState.WITHDRAWN


def remarks_of(connection: Connection, event: int) -> tuple[Remark, ...]:
    """What was said at cells with one event, in its order."""
    columns = return_tables.return_remark.c
    said = select(columns.sheet, columns.cell, columns.rule, columns.words)
    query = said.where(columns.event_id == event).order_by(columns.ordinal)
    return tuple(Remark(*row) for row in connection.execute(query))


def file_of(connection: Connection, submission: int) -> tuple[str, str]:
    """Name and checksum of the file of a return."""
    columns = submission_file.c
    query = select(columns.name, columns.sha256).where(columns.submission_id == submission)
    row = connection.execute(query).first()
    return (str(row.name), str(row.sha256)) if row else ("", "")


def removals_of(connection: Connection, number: int) -> frozenset[Row]:
    """The approved values that a return no longer states, each by its key."""
    columns = return_tables.return_removal.c
    query = select(*(columns[name] for name in KEY)).where(columns.return_id == number)
    return frozenset(tuple(row) for row in connection.execute(query))


def sent_back(connection: Connection, same: Where) -> frozenset[int]:
    """The submissions by which returns of one period were sent back."""
    query = (
        select(EVENTS.c.submission_id)
        .join(RETURNS, RETURNS.c.id == EVENTS.c.return_id)
        .where(EVENTS.c.state == ReturnState.RETURNED, *same)
    )
    return frozenset(connection.execute(query).scalars())


def add_return(connection: Connection, fields: Fields) -> int:
    number = last_id(connection, RETURNS) + 1
    connection.execute(insert(RETURNS), {"id": number, **fields})
    return number


def add_event(connection: Connection, fields: Fields, remarks: Iterable[Remark] = ()) -> int:
    number = last_id(connection, EVENTS) + 1
    connection.execute(insert(EVENTS), {"id": number, **fields})
    rows = [{"event_id": number, "ordinal": n, **one._asdict()} for n, one in enumerate(remarks, 1)]
    if rows:
        connection.execute(insert(return_tables.return_remark), rows)
    return number


def add_removals(connection: Connection, number: int, keys: Iterable[Row]) -> None:
    rows = [{"return_id": number, **dict(zip(KEY, key, strict=True))} for key in keys]
    if rows:
        connection.execute(insert(return_tables.return_removal), rows)


def closed_periods(connection: Connection, form: str) -> frozenset[Period]:
    """The periods of a form that were closed, and not opened again since."""
    return frozenset(closings(connection, form))


def closings(connection: Connection, form: str) -> dict[Period, Closing]:
    """The same, with who closed them and when."""
    columns = return_tables.period_event.c
    query = select(return_tables.period_event).where(columns.form == form).order_by(columns.id)
    last = {_period(row.period_start, row.period_length): row for row in connection.execute(query)}
    return {
        period: Closing(row.actor, moment(row.at)) for period, row in last.items() if row.closed
    }


def add_period_event(connection: Connection, form: str, period: Period, said: Fields) -> None:
    table = return_tables.period_event
    fields = {"form": form, **_spanned(period), **said}
    connection.execute(insert(table), {"id": last_id(connection, table) + 1, **fields})


def fields_of_period(period: Period) -> Fields:
    return _spanned(period)


def _events(connection: Connection, numbers: list[int]) -> dict[int, list[KeptEvent]]:
    found: dict[int, list[KeptEvent]] = {number: [] for number in numbers}
    for start in range(0, len(numbers), AT_ONCE):
        for row in connection.execute(_events_of(numbers[start : start + AT_ONCE])):
            event = KeptEvent(
                row.id, STATES[row.state], bool(row.undone), row.submission_id or 0, row.at,
                row.actor, row.reason, row.token,
            )  # fmt: skip
            found[row.return_id].append(event)
    return found


def _events_of(numbers: list[int]) -> Select[Any]:
    return select(EVENTS).where(EVENTS.c.return_id.in_(numbers)).order_by(EVENTS.c.id)


def _kept(row: Fields, events: list[KeptEvent]) -> KeptReturn:
    return KeptReturn(
        number=row["id"],
        code=row["code"],
        key=row["key"],
        form=row["form"],
        organization=row["organization"],
        period=_period(row["period_start"], row["period_length"]),
        language=Language(row["language"]),
        version=row["form_version"],
        content=row["content"],
        salt=row["salt"] or "",
        submission=row["submission_id"],
        sent_at=row["sent_at"],
        actor=row["actor"],
        counts=tuple(row[name] for name in ("added", "changed", "unchanged", "withdrawn")),
        events=tuple(events),
    )


def _period(start: int, length: int) -> Period:
    return Period(date.fromordinal(start), date.fromordinal(start + length - 1))


def _spanned(period: Period) -> Fields:
    return {"period_start": period.start.toordinal(), "period_length": period.days}
