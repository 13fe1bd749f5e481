"""Which roll-up an indicator allows, and what stands in its way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from metrics.definitions import Break, Indicator, Measure
from metrics.dimensions import Place
from metrics.languages import Text
from metrics.observations import ObservationStatus
from metrics.periods import Period
from metrics.reasoning import Slot
from metrics.roll_up.coverage import gaps, outside, overlaps
from metrics.roll_up.quantities import agrees
from metrics.roll_up.refusals import Refusal, Refused, refuse
from metrics.roll_up.wholes import (
    LAST,
    MAX,
    RATIO,
    SUM,
    Given,
    Name,
    Part,
    RolledUp,
    as_part,
    make_whole,
    observation_of,
    scale_of,
)

BREAK, DIFFERS = ObservationStatus.BREAK, ObservationStatus.DEFINITION_DIFFERS
SHARES = (Measure.RATIO, Measure.RATE)
RULES = {"sum": SUM, "last": LAST, "max": MAX}

What = Callable[[Part], object]  # what parts must have in common, by its name
OF_ONE_LINE: dict[Text, What] = {
    Text("indicator", "indicateur"): lambda part: part.line.indicator,
    Text("series", "série"): lambda part: part.line.series,
    Text("organization", "organisme"): lambda part: part.line.organization,
    Text("breakdown", "ventilation"): lambda part: part.line.disaggregation,
}
AT_ONE_PLACE = OF_ONE_LINE | {Text("place", "lieu"): lambda part: part.place}
IN_ONE_PERIOD = OF_ONE_LINE | {
    Text("period", "période"): lambda part: part.period,
    Text("definition", "définition"): lambda part: DIFFERS in part.statuses,
}


def roll_up_time(
    indicator: Indicator,
    given: Iterable[Given | RolledUp],
    whole: Period,
    breaks: Iterable[Break] = (),
) -> RolledUp | Refused:
    """Make a longer period of one place from shorter ones, by the indicator's `roll_up_time`.

    sum and max need every day of the whole once; last stands at its end and needs the part that
    ends there. A share or rate is summed by numerator and denominator.
    """
    parts = sorted((as_part(indicator, one) for one in given), key=_order)
    if not parts:
        return refuse(Refusal.NOTHING_GIVEN, whole)
    if undeclared := never_over_time(indicator):
        return refuse(undeclared, whole)
    if differing := _different(indicator, parts, AT_ONE_PLACE):
        return refuse(Refusal.DIFFERENT_LINES, whole, differing)
    if beyond := outside((one.period for one in parts), whole):
        return refuse(Refusal.OUTSIDE, whole, beyond)
    rule = rule_of(indicator, indicator.roll_up_time)
    needed, days = _newest(parts, whole) if rule == LAST else (parts, whole)
    return (
        _badly_covered(needed, days, whole)
        or _broken(needed, whole, breaks)
        or unknown_of(indicator, rule, needed, whole, _period_of)
        or make_whole(indicator, rule, needed, needed[0].place, whole, _period_of)
    )


def roll_up_place(
    indicator: Indicator,
    given: Iterable[Given | RolledUp],
    parent: Place,
    children: Iterable[Place],
) -> RolledUp | Refused:
    """Make one period of a larger place from the places that it consists of: all, each once.

    `children` must be a partition of the parent; regions that overlap are none.
    """
    parts = sorted((as_part(indicator, one) for one in given), key=_order)
    titles = {place.code: place.title for place in children}
    if not parts:
        return refuse(Refusal.NOTHING_GIVEN, parent.title)
    if undeclared := never_over_place(indicator):
        return refuse(undeclared, parent.title)
    if differing := _different(indicator, parts, IN_ONE_PERIOD):
        return refuse(Refusal.DIFFERENT_LINES, parent.title, differing)
    rule = rule_of(indicator, indicator.roll_up_place)

    def name(part: Part) -> Text:
        return titles.get(part.place) or Text(part.place, part.place)

    return (
        _badly_placed(parts, parent, titles, name)
        or unknown_of(indicator, rule, parts, parent.title, name)
        or make_whole(indicator, rule, parts, parent.code, parts[0].period, name)
    )


def _order(part: Part) -> tuple[Period, str]:
    return part.period, part.place


def _period_of(part: Part) -> Period:
    return part.period


def rule_of(indicator: Indicator, declared: str) -> str:
    """A share or rate is never added: what it is made of is."""
    return RATIO if declared == "sum" and indicator.measure in SHARES else RULES[declared]


def never_over_time(indicator: Indicator) -> Refusal | None:
    """What the declaration alone refuses: no numbers could change it."""
    if indicator.measure in (Measure.LEVEL, Measure.MILESTONE):
        return Refusal.NOT_A_QUANTITY
    if indicator.count_basis == "people_in_period":
        return Refusal.UNIQUE_PEOPLE
    if indicator.roll_up_time == "none":
        return Refusal.NOT_OVER_TIME
    return _basis_missing(indicator, indicator.roll_up_time)


def never_over_place(indicator: Indicator) -> Refusal | None:
    if indicator.measure in (Measure.LEVEL, Measure.MILESTONE):
        return Refusal.NOT_A_QUANTITY
    if indicator.roll_up_place == "none":
        return Refusal.NOT_OVER_PLACE
    return _basis_missing(indicator, indicator.roll_up_place)


def _basis_missing(indicator: Indicator, declared: str) -> Refusal | None:
    """A count may be added only when it is known not to count one person again and again."""
    uncertain = indicator.measure is Measure.COUNT and indicator.count_basis is None
    return Refusal.BASIS_NOT_DECLARED if uncertain and declared == "sum" else None


def _different(
    indicator: Indicator, parts: Sequence[Part], common: Mapping[Text, What]
) -> tuple[Text, ...]:
    """In what the parts differ that they must have in common."""
    differing = [name for name, what in common.items() if len({what(part) for part in parts}) > 1]
    of_another = parts[0].line.indicator != indicator.id
    return tuple(differing) or ((Text("indicator", "indicateur"),) if of_another else ())


def _newest(parts: Sequence[Part], whole: Period) -> tuple[list[Part], Period]:
    """The parts that end last, and the days of the whole for which they must stand."""
    end = max(part.period.end for part in parts)
    newest = [part for part in parts if part.period.end == end]
    return newest, Period(newest[0].period.start, whole.end)


def _badly_covered(parts: Sequence[Part], days: Period, whole: Period) -> Refused | None:
    periods = [part.period for part in parts]
    if shared := overlaps(periods):
        return refuse(Refusal.OVERLAP, whole, shared)
    if missing := gaps(periods, days):
        return refuse(Refusal.NOT_COVERED, whole, missing)
    return None


def _badly_placed(
    parts: Sequence[Part], parent: Place, titles: Mapping[str, Text], name: Name
) -> Refused | None:
    """Each child of the parent once, and nothing else."""
    held = [part.place for part in parts]
    beyond = [name(part) for part in parts if part.place not in titles]
    twice = [titles[code] for code in titles if held.count(code) > 1]
    missing = [title for code, title in titles.items() if code not in held]
    for reason, about in (
        (Refusal.OUTSIDE, beyond),
        (Refusal.OVERLAP, twice),
        (Refusal.NOT_COVERED, missing),
        (Refusal.PEAKS, [name(part) for part in parts if _is_peak(part)]),
    ):
        if about:
            return refuse(reason, parent.title, about)
    return None


def _is_peak(part: Part) -> bool:
    return isinstance(part, RolledUp) and part.reasoning.rule == MAX


def _broken(parts: Sequence[Part], whole: Period, breaks: Iterable[Break]) -> Refused | None:
    """A break that is declared on a day within, or that the publisher marks between two parts."""
    first, last = parts[0].period.start, parts[-1].period.end
    declared = [one.on for one in breaks if first < one.on <= last]
    marked = [later.period for earlier, later in pairwise(parts) if _breaks(earlier, later)]
    about = declared or marked
    return refuse(Refusal.BREAK, whole, about) if about else None


def _breaks(earlier: Part, later: Part) -> bool:
    differ = (DIFFERS in earlier.statuses) != (DIFFERS in later.statuses)
    return differ or BREAK in later.statuses


def unknown_of(
    indicator: Indicator, rule: str, parts: Sequence[Part], whole: Slot, name: Name
) -> Refused | None:
    """Parts of which no number is known; of a share also those not known by what they are of."""
    unknown = [part for part in parts if not _known(part, rule)]
    if unknown:
        return refuse(Refusal.UNKNOWN_PART, whole, [name(part) for part in unknown])
    return _not_a_share(indicator, parts, whole, name) if rule == RATIO else None


def _known(part: Part, rule: str) -> bool:
    return part.quantity.known or (rule == RATIO and part.ratio is not None)


def _not_a_share(
    indicator: Indicator, parts: Sequence[Part], whole: Slot, name: Name
) -> Refused | None:
    scale = scale_of(indicator.measure, parts)
    wrong = [part for part in parts if not _agrees(part, scale)]
    for reason, about in (
        (Refusal.AVERAGE, [part for part in parts if part.ratio is None]),
        (Refusal.RATIO_DISAGREES, wrong),
    ):
        if about:
            return refuse(reason, whole, [name(part) for part in about])
    if not sum(part.ratio.denominator for part in parts if part.ratio):
        return refuse(Refusal.NOTHING_TO_SHARE, whole)
    return None


def _agrees(part: Part, scale: int) -> bool:
    return all(agrees(observation_of(leaf), scale) for leaf in part.parts)
