"""What a briefing is made of, before it is said in a language: a line of values an indicator."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from dashboard.absent import held_nothing
from dashboard.briefings.outline import Outline
from metrics import (
    Assessment,
    Catalogue,
    Event,
    Framework,
    HeldObservation,
    Indicator,
    IndicatorSeries,
    MetricsStore,
    Moment,
    Period,
    Pillar,
    Progress,
    Reason,
    SeriesLine,
    Unit,
)

FORM = 5  # of a snapshot's text: another as soon as its parts or fixed words change
NUMBERS_NOTES = 4  # the first form in which notes of the office have numbers, as on pages
NAMES_PLACES = 5  # the first that names every place where a briefing holds several
TELLS_FEWER = 5  # the first that says of a total of fewer partners whose figures it leaves out
TELLS_EMBARGO = 5  # the first that says beside a change until when its figure is under embargo
OWN_WORKBOOK_WORDS = 5  # the first whose workbooks say of their charts what these draw
EXPLAINS_HOLLOW = 5  # the first whose charts say what hollow marks are, estimates too
SAYS_ALL_MARKS = 5  # the first whose alternative texts name breaks and values that are not final
RELATED = 8  # lines that are shown of an indicator for which none stands


class Lack(StrEnum):
    """Why an indicator has no figure in a briefing; each has its words in the catalogue."""

    NOTHING = "nothing"
    NO_RECORD = "no_record"
    NOT_KNOWN = "not_known"
    NOT_HELD = "not_held"
    ELSEWHERE = "elsewhere"  # figures are held, and none for the place that was chosen
    LATER = "later"  # none until the end of the period that was chosen


class Asked(NamedTuple):
    """What a briefing is made from: the store as officials see it, and the instant.

    `form` is that of the snapshot: what was issued in an older one is composed again in it.
    """

    store: MetricsStore
    catalogue: Catalogue
    outline: Outline
    now: datetime
    form: int = FORM

    @property
    def framework(self) -> Framework:
        return self.catalogue.framework(self.outline.framework)

    @property
    def until(self) -> Period | None:
        return Period.parse(self.outline.period) if self.outline.period else None


class Material(NamedTuple):
    """All that is held of one indicator within the outline; without a `line` it says why."""

    found: IndicatorSeries  # its record as far as the period goes, and judged by that
    pillar: Pillar | None
    line: SeriesLine | None
    lack: Lack | None
    related: tuple[SeriesLine, ...] = ()
    is_record: bool = True  # whether what is judged is the line that is shown
    is_placed: bool = False  # whether sentences name its place though it is the strategy's own

    @property
    def indicator(self) -> Indicator:
        return self.found.indicator

    @property
    def unit(self) -> Unit:
        return self.line.unit if self.line else self.found.unit

    @property
    def lines(self) -> tuple[SeriesLine, ...]:
        """Every line of which values are shown."""
        return (self.line,) if self.line else self.related

    @property
    def shown(self) -> Iterator[tuple[SeriesLine, HeldObservation]]:
        """Every value that the briefing holds of it, with its line; of related ones the newest."""
        if self.line:
            yield from ((self.line, one) for one in self.line.values)
        else:
            yield from ((one, one.values[-1]) for one in self.related)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of its own pillar, and those of no pillar in particular."""
        own = (None, self.pillar.id if self.pillar else None)
        return tuple(one for one in self.found.events if one.pillar in own)


def gathered(asked: Asked) -> tuple[Material, ...]:
    """The material of every indicator of the outline, in its order."""
    found = [_material(name, asked) for name in asked.outline.indicators]
    places = {line.place for one in found for line in one.lines}
    is_mixed = asked.form >= NAMES_PLACES and len(places) > 1
    return tuple(one._replace(is_placed=is_mixed) for one in found)


def _material(name: str, asked: Asked) -> Material:
    indicator = asked.catalogue.indicator(name)
    whole = asked.store.series(indicator.id, framework=asked.framework.id)
    pillar = _pillar(indicator.id, asked.framework)
    found = _until(whole, asked)
    line = _line(found, asked.outline.place)
    if line is not None:
        judged = found.record is not None and line.place == found.record.place
        return Material(found, pillar, line, None, is_record=judged)
    near = [one for one in found.lines if asked.outline.place in (None, one.place)]
    related = () if found.record else tuple(near[:RELATED])
    return Material(found, pillar, None, _lack(whole, found, asked), related, is_record=False)


def _pillar(indicator: str, framework: Framework) -> Pillar | None:
    return next((one for one in framework.pillars if indicator in one.indicators), None)


def _line(found: IndicatorSeries, place: str | None) -> SeriesLine | None:
    """The line of record; of another place that of the same series, breakdown and frequency."""
    record = found.record
    if record is None or place in (None, record.place):
        return record
    own = record.key, record.disaggregation, record.frequency
    return next(
        (one for one in found.lines
         if one.place == place and (one.key, one.disaggregation, one.frequency) == own
         and not one.organization),
        None,
    )  # fmt: skip


def _lack(whole: IndicatorSeries, found: IndicatorSeries, asked: Asked) -> Lack:
    place = asked.outline.place
    if found.record is not None:
        return Lack.ELSEWHERE
    if whole.record is not None or (whole.lines and not found.lines):
        return Lack.LATER
    if not whole.lines:
        return _nothing(whole.indicator.id, asked)
    held = any(place in (None, one.place) for one in found.lines)
    return Lack.NO_RECORD if held else Lack.ELSEWHERE


def _nothing(indicator: str, asked: Asked) -> Lack:
    """Of a past moment, whether anything was known, or held, later.

    What is held by now is asked at the same instant of holding: the answer stays what it was.
    """
    moment = asked.store.moment
    if held_nothing(asked.store):
        return Lack.NOT_HELD
    if not (moment.as_of or moment.known_at):
        return Lack.NOTHING
    later = asked.store.at(Moment(held_at=moment.held_at))
    is_declared = indicator in later.catalogue.indicators
    return Lack.NOT_KNOWN if is_declared and later.series(indicator).lines else Lack.NOTHING


def _until(whole: IndicatorSeries, asked: Asked) -> IndicatorSeries:
    """The same without what ends after the period of the outline, judged as of then."""
    if asked.until is None:
        return whole
    lines = tuple(filter(None, (_cut(one, asked.until) for one in whole.lines)))
    record = _cut(whole.record, asked.until) if whole.record else None
    if record == whole.record:
        return replace(whole, lines=lines)
    if record is None:
        nothing = Assessment(Progress.NOT_ASSESSED, Reason.NOTHING_PUBLISHED)
        told = replace(whole.explanation, line=None, held=None, assessment=nothing)
    else:
        code = record.values[-1].observation.period.code
        told = asked.store.explain(whole.indicator.id, code)
    return replace(whole, lines=lines, record=record, explanation=told)


def _cut(line: SeriesLine, until: Period) -> SeriesLine | None:
    """The values whose periods have ended by the end of a period; None where there are none."""
    kept = [
        tuple(one for one in piece if one.observation.period.end <= until.end)
        for piece in line.segments
    ]
    values = tuple(one for piece in kept for one in piece)
    if len(values) == len(line.values):
        return line
    return replace(line, values=values, segments=tuple(filter(None, kept))) if values else None
