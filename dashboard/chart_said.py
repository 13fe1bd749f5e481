"""What a chart shows in words, made from what is drawn: never a comparison across a break."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from dash import html
from dash.development.base_component import Component

from dashboard.drawn import revised
from dashboard.extremes import counts_something, given_exactly, highest_of, lowest_of
from dashboard.line_said import when_of
from dashboard.scales import is_estimated, is_point, is_provisional, is_span
from dashboard.target_marks import TargetMarks
from dashboard.targets_said import goal_said
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import HeldObservation, SeriesLine, comparable, labels

Values = Sequence[HeldObservation]

PARTS = 3  # between breaks, the newest, that are told each by itself
NAMED = 4  # periods and gaps that are named; of more, only the ends
TIES = 3  # periods that share the highest or the lowest value and are all named


def chart_said(found: SeriesLine, words: Words, aim: TargetMarks | None = None) -> list[str]:
    """First, last, highest and lowest of each part, then what is cut, not shown or restated."""
    return [
        *_parts(found, words),
        *_spans(found, words),
        *_cuts(found, words),
        *_absent(found, words),
        *_marked(found, words),
        *_aimed(found, aim, words),
    ]


def said_beside(
    found: SeriesLine, words: Words, aim: TargetMarks | None = None, name: str = ""
) -> Component:
    """The same as a paragraph; `name` tells one line of a panel from another."""
    return said_so(" ".join(chart_said(found, words, aim)), words, name)


def said_so(said: str, words: Words, name: str = "") -> Component:
    """Any drawing's words, under the one heading that all of them have."""
    head = ", ".join(filter(None, [words("indicator.said_title"), name]))
    return html.P([html.B(f"{head}{words('shared.colon')}"), said], className="fig-n said")


def comparable_parts(found: SeriesLine) -> list[list[HeldObservation]]:
    """The values cut wherever two neighbours may not be compared; a gap alone does not cut.

    A value that is hidden stands in the part that it lies in: the part has it, though no point.
    """
    parts: list[list[HeldObservation]] = []
    for one in (one for one in found.values if counts_something(one) and not is_span(one)):
        if parts and _continues(parts[-1], one, found):
            parts[-1].append(one)
        else:
            parts.append([one])
    return [part for part in parts if any(map(_has_number, part))]


def _continues(part: Values, one: HeldObservation, found: SeriesLine) -> bool:
    """Numbers are compared with the number before; without one only a break is in the way."""
    before = next((other for other in reversed(part) if _has_number(other)), None)
    if before and _has_number(one):
        return comparable(before, one, found.series.breaks)
    return not _cut(part[-1], one, found)


def _cut(earlier: HeldObservation, later: HeldObservation, found: SeriesLine) -> bool:
    """Whether a declared break lies between two values, or within one of them."""
    before, after = earlier.observation.period, later.observation.period
    return any(before.start < one.on <= after.end for one in found.series.breaks)


def _has_number(held: HeldObservation) -> bool:
    return held.observation.value is not None


def _parts(found: SeriesLine, words: Words) -> Iterator[str]:
    """The newest part first; those before it with the years they reach over."""
    parts = comparable_parts(found)
    if len(parts) > 1:
        yield words.counted("indicator.said_parts", len(parts))
    for one in parts[: -PARTS - 1 : -1]:
        yield _part(one, found, words)
    if len(parts) > PARTS:
        yield words.counted("indicator.said_more_parts", len(parts) - PARTS)


def _part(part: Values, found: SeriesLine, words: Words) -> str:
    first, last = _at(part[0], found, words), _at(part[-1], found, words)
    if len(part) == 1:
        return words("indicator.said_one", value=last)
    exact = given_exactly(part)
    if found.unit.kind == "level":
        return _steps(part, found, words)
    if len({one.observation.value for one in exact}) == 1 and len(exact) > 1:
        return _level(part, exact, found, words)
    ends = words("indicator.said_ends", first=first, last=last)
    return f"{'; '.join([ends, *_edges(part, found, words)])}."


def _steps(part: Values, found: SeriesLine, words: Words) -> str:
    """Levels are no amounts: each with how many periods have it, in place of highest and lowest."""
    first, last = _at(part[0], found, words), _at(part[-1], found, words)
    often = Counter(one.observation.value for one in part if _has_number(one))
    by_level = {one.observation.value: one for one in part if _has_number(one)}
    said = [
        words.counted("indicator.said_times", often[level],
                      value=value_said(by_level[level], found.unit, words))
        for level in sorted(by_level, key=lambda level: level or 0)
    ]  # fmt: skip
    ends = words("indicator.said_ends", first=first, last=last)
    return f"{ends}; {words('indicator.said_and').join(said)}."


def _level(part: Values, exact: Values, found: SeriesLine, words: Words) -> str:
    """All the same; or, where others are no exact numbers, all that are given exactly."""
    first, last = _at(part[0], found, words), _at(part[-1], found, words)
    if len(part) == 2:
        return f"{words('indicator.said_ends', first=first, last=last)}."
    if len(exact) == len(part):
        return words("indicator.said_level", first=first, last=last)
    value = value_said(exact[0], found.unit, words)
    return words("indicator.said_exact_level", first=first, last=last, value=value)


def _edges(part: Values, found: SeriesLine, words: Words) -> Iterator[str]:
    """Highest and lowest; those that may not be so of all are told of the exact values only."""
    edges = {"highest": highest_of(part, found.unit), "lowest": lowest_of(part, found.unit)}
    for of_all in (True, False):
        said = [
            words(f"indicator.said_{name}", value=_shared(one.values, found, words))
            for name, one in edges.items()
            if one and one.of_all is of_all
        ]
        if said and of_all:
            yield words("indicator.said_and").join(said)
        elif said:
            yield words("indicator.said_of_exact", said=words.joined(said))


def _at(held: HeldObservation, found: SeriesLine, words: Words) -> str:
    """A value and when; of one that is hidden that it is, by its own words."""
    said = value_said(held, found.unit, words)
    if held.observation.value is None:
        said = words("indicator.said_no_number", said=said)
    return f"{said} {when_of(found, held, words)}"


def _shared(same: Values, found: SeriesLine, words: Words) -> str:
    """The value with each period that has it; of many, how many they are."""
    said = value_said(same[0], found.unit, words)
    if len(same) > TIES:
        return words.counted("indicator.said_times", len(same), value=said)
    return f"{said} {words.joined([when_of(found, one, words) for one in same])}"


def _spans(found: SeriesLine, words: Words) -> Iterator[str]:
    """Figures for several years: each by itself."""
    bars = [one for one in found.values if is_span(one) and one.observation.value is not None]
    if bars:
        said = "; ".join(_at(one, found, words) for one in bars[-NAMED:])
        yield words.counted("indicator.said_spans", len(bars), said=said)


def _cuts(found: SeriesLine, words: Words) -> Iterator[str]:
    """The breaks within the values, and the time between neighbours of which it has none."""
    if not found.values:
        return
    first, last = (found.values[at].observation.period for at in (0, -1))
    days = [words.day(one.on) for one in found.series.breaks if first.start < one.on <= last.end]
    if days:
        yield words.counted("indicator.said_breaks", len(days), days=words.joined(days))
    if gaps := [_gap(*pair, words) for pair in pairwise(found.values) if _apart(*pair)]:
        yield words.counted("indicator.said_gaps", len(gaps), gaps="; ".join(gaps[-NAMED:]))


def _apart(earlier: HeldObservation, later: HeldObservation) -> bool:
    before, after = earlier.observation.period, later.observation.period
    return before.end < after.start and not after.follows(before)


def _between(
    earlier: HeldObservation, later: HeldObservation, found: SeriesLine, words: Words
) -> str:
    return words("indicator.said_between", first=_when(earlier, found, words),
                 last=_when(later, found, words))  # fmt: skip


def _gap(earlier: HeldObservation, later: HeldObservation, words: Words) -> str:
    """The days of which this line has no value: another line of the series may have one."""
    first = earlier.observation.period.end + timedelta(days=1)
    last = later.observation.period.start - timedelta(days=1)
    return words("indicator.said_gap", first=words.day(first), last=words.day(last))


def _absent(found: SeriesLine, words: Words) -> Iterator[str]:
    """What has no point, by its own words: "hidden to protect people: 1 value (2025)"."""
    every: dict[str, list[HeldObservation]] = {}
    for one in found.values:
        if not is_point(one) and not (is_span(one) and one.observation.value is not None):
            said = labels.value_words(one, found.unit, words.language)
            every.setdefault(said, []).append(one)
    for said, held in every.items():
        yield _counted(said, held, found, words)


def _marked(found: SeriesLine, words: Words) -> Iterator[str]:
    """Hollow points, estimates, and where restated values stood first."""
    hollow = [one for one in found.values if is_point(one) and is_provisional(one)]
    if hollow:
        yield _counted(words("shared.provisional"), hollow, found, words)
    if estimated := [one for one in found.values if is_point(one) and is_estimated(one)]:
        yield _counted(words("shared.estimated"), estimated, found, words)
    if restated := [now for _, now in revised(found)]:
        yield _counted(words("indicator.said_revised"), restated, found, words)


def _counted(said: str, held: Values, found: SeriesLine, words: Words) -> str:
    periods = [_when(one, found, words) for one in held]
    named = ", ".join(periods) if len(held) <= NAMED else _between(held[0], held[-1], found, words)
    opened = said[:1].upper() + said[1:]
    return words.counted("indicator.said_count", len(held), said=opened, periods=named)


def _when(held: HeldObservation, found: SeriesLine, words: Words) -> str:
    return labels.when_words(held.observation, found.series, words.language)


def _aimed(found: SeriesLine, aim: TargetMarks | None, words: Words) -> Iterable[str]:
    if aim is None:
        return []
    said = goal_said(aim, found.unit, words)
    return [f"{said[:1].upper()}{said[1:]}."]
