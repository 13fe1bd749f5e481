"""Two states of the same cells set side by side: what is added, changed, removed, as before."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from metrics.observations import Observation, Receipt
from metrics.return_values import Difference, DifferenceKind, HoldingBriefing
from metrics.store import returns_kept as kept
from metrics.store.briefing_parts import ISSUED, Part, briefings_with
from metrics.store.briefings_ahead import briefings_ahead
from metrics.store.briefings_kept import BRIEFINGS, kept_briefings
from metrics.store.engine import reading
from metrics.store.repository import Repository
from metrics.store.returns_reading import ReturnReader
from metrics.store.returns_recording import ReturnSteps, Sending

Cell = TypeVar("Cell", bound=Hashable)


def differences(
    before: Mapping[Cell, Observation], now: Mapping[Cell, Observation]
) -> tuple[Difference, ...]:
    """Cell by cell, in the order of what is stated now; what is gone comes last."""
    keys = dict.fromkeys([*now, *before])
    return tuple(_difference(before.get(key), now.get(key)) for key in keys)


def previewed(
    steps: ReturnSteps, reader: ReturnReader, sending: Sending
) -> tuple[tuple[Difference, ...], Receipt]:
    """What a return would change, and its counts; the connection refuses to write."""
    now = {_cell(one): one for one in sending.observations}
    with reader.repository.snapshot() as connection:
        recording = steps.weighed(connection, sending)
        same = kept.same_period(*sending.sent[:3])
        sent_back = kept.sent_back(connection, same)
        held = reader.held_before(recording.held_of_all(), sent_back).values()
        return differences({_cell(one): one for one in held}, now), recording.receipt(0)


def holding_briefings(
    repository: Repository, organization: str, told: Iterable[Difference], until: int | None
) -> tuple[HoldingBriefing, ...]:
    """The briefings, newest first, that were issued with values of which another is stated now.

    Of those with a figure that comes out after `until` nothing is told; None for who sees ahead.
    """
    with reading(repository.engine) as connection:
        numbers = _holding(briefings_with(connection, organization), told)
        if until is not None:
            numbers -= briefings_ahead(connection, numbers, until)
        where = BRIEFINGS.id.in_(sorted(numbers))
        found = [one.told for one in kept_briefings(connection, where)]
    return tuple(
        HoldingBriefing(one.code, one.title, one.issue.at)
        for one in reversed(found)
        if one.issue and one.issue.erased is None and one.issue.cancelled is None
    )


def _holding(parts: Iterable[tuple[int, int, Part]], told: Iterable[Difference]) -> set[int]:
    changed = {(one.series, one.period) for one in told if one.kind is not DifferenceKind.UNCHANGED}
    return {
        number
        for number, issued, part in parts
        if issued == ISSUED
        and any(part.series == series and part.is_within(period) for series, period in changed)
    }


def says(one: Observation) -> Sequence[object]:
    """What a value says, wherever it was read, whenever it was known, whoever may see it."""
    value = None if one.value is None else str(one.value)
    return (value, one.qualifier, one.status, one.numerator, one.denominator, one.note, one.words)


def _cell(one: Observation) -> Hashable:
    return one.indicator, one.series, one.place, one.disaggregation.code, one.period


def _difference(before: Observation | None, now: Observation | None) -> Difference:
    one = now if now is not None else before
    if one is None:
        raise ValueError("a cell that is neither held nor stated")
    return Difference(
        one.indicator, one.series, one.place, one.disaggregation.code, one.period, before, now,
        _kind(before, now),
    )  # fmt: skip


def _kind(before: Observation | None, now: Observation | None) -> DifferenceKind:
    if before is None:
        return DifferenceKind.ADDED
    if now is None:
        return DifferenceKind.REMOVED
    return DifferenceKind.UNCHANGED if says(before) == says(now) else DifferenceKind.CHANGED
