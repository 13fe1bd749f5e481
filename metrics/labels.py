"""Values, periods and progress in words, English and French; for page, chart and file alike.

Nothing is rounded: `short_value` shortens only where no digit is lost. French uses the no-break
space U+00A0 before % and between groups of digits.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date

from metrics.definitions import Document, Series, Unit
from metrics.digits import LOCALES, NBSP, shortened
from metrics.digits import grouped as grouped
from metrics.digits import plain as plain
from metrics.digits import roughly as roughly
from metrics.dimensions import Dimension, Disaggregation, Place
from metrics.languages import Language, Text
from metrics.observations import HeldObservation, Known, Observation, ObservationStatus, Qualifier
from metrics.periods import Frequency, Period
from metrics.progress import Assessment, Reason, Trend
from metrics.verdicts import PROGRESS, REASONS, TRENDS

HIDDEN = REASONS[Reason.HIDDEN]  # a value and a judgement of it say it alike
# a figure that is not of people, and that its own publisher keeps back: why, it does not say
WITHHELD = Text("withheld by its publisher", "retenu par son éditeur")
NONE_PUBLISHED = Text("none published", "rien de publié")
WITHDRAWN = Text("withdrawn", "retiré")
ERASED = Text("withdrawn by its owner", "retiré par son propriétaire")
NOT_APPROVED = Text("provisional: not yet approved", "provisoire\u00a0: pas encore approuvé")
NOTHING_SENT = {  # how an organization says that it has no number
    ObservationStatus.MISSING: Text("not applicable", "sans objet"),
    ObservationStatus.NOT_COLLECTED: Text("not available", "non disponible"),
    ObservationStatus.NOT_YET: Text("not yet", "pas encore"),
}
NOT_RELEASED = Text("not released", "non diffusé")
RELEASED = Text("released", "diffusé")
OTHER_PARTNERS = Text("other partners", "autres partenaires")
UNDATED = Text("no date given", "sans date")
POINT = Text("percentage point", "point de pourcentage")
POINTS = Text("percentage points", "points de pourcentage")

QUALIFIERS = {
    Qualifier.EXACT: Text("{}", "{}"),
    Qualifier.APPROXIMATE: Text("about {}", "environ {}"),
    Qualifier.UP_TO: Text("up to {}", "jusqu'à {}"),
    Qualifier.AT_LEAST: Text("at least {}", "au moins {}"),
    Qualifier.MORE_THAN: Text("more than {}", "plus de {}"),
    Qualifier.LESS_THAN: Text("under {}", "moins de {}"),
}

ASSUMED = {
    "day": Text("assumed: the day of its document", "date supposée\u00a0: celle de son document"),
    "part": Text(
        "assumed: the last day of the month or year given",
        "date supposée\u00a0: dernier jour du mois ou de l'année donnés",
    ),
    "read": Text(
        "assumed: the day its document was read here",
        "date supposée\u00a0: jour où son document a été lu ici",
    ),
}
COVERAGE = Text("{} of {} partners", "{} partenaires sur {}")
COVERAGE_OF_ONE = Text("{} of {} partner", "{} partenaire sur {}")  # English counts all


def value_words(
    held: Observation | HeldObservation, unit: Unit, language: Language, *, with_unit: bool = False
) -> str:
    """The whole value with its qualifier: "up to $72,000,000", "under 5", "2WL", "hundreds"."""
    return _worded(held, unit, language, short=False, with_unit=with_unit)


def short_value(
    held: Observation | HeldObservation, unit: Unit, language: Language, *, with_unit: bool = False
) -> str:
    """The value for a chart or a tile: "$18.6M" where two decimals of a million are exact."""
    return _worded(held, unit, language, short=True, with_unit=with_unit)


def number(value: Decimal | int, unit: Unit, language: Language, *, short: bool = False) -> str:
    """A number with its sign, as published to the last digit unless `short`."""
    value = Decimal(value)
    if unit.kind == "level":
        return unit.levels[int(value) - 1][0]
    digits, suffix = shortened(value, unit, language) if short else (grouped(value, language), "")
    if unit.sign is None:
        return digits + (NBSP + suffix if suffix else "")
    sign = unit.sign.in_(language)
    if unit.kind == "percent":
        return f"{digits}{sign}" if language is Language.EN else f"{digits}{NBSP}{sign}"
    if language is Language.EN:
        return f"−{sign}{digits[1:]}{suffix}" if digits[0] == "−" else f"{sign}{digits}{suffix}"
    return f"{digits}{NBSP}{suffix}{sign.replace(' ', NBSP)}"


def difference_words(amount: Decimal, unit: Unit, language: Language) -> str:
    """By how much two values differ: two percentages by points, others in their own unit."""
    if unit.kind != "percent":
        return number(amount, unit, language)
    single = abs(amount) < 2 if language is Language.FR else abs(amount) == 1
    return f"{grouped(amount, language)} {(POINT if single else POINTS).in_(language)}"


def unit_words(unit: Unit, value: Decimal | int | None, language: Language) -> str:
    """The unit's noun in the number that the value asks for; French is singular below two."""
    if value is None:
        return unit.many.in_(language)
    size = abs(Decimal(value))
    single = size < 2 if language is Language.FR else size == 1
    return (unit.one if single else unit.many).in_(language)


def period_words(period: Period, language: Language) -> str:
    """Words such as "2024", "2023-24" ("2023-2024"), "Q3 2024" ("T3 2024"), "30 June 2016"."""
    if name := _period_name(period, language):
        return name
    between = Text("{} to {}", "du {} au {}" if is_of_days(period) else "{} à {}")
    return between.in_(language).format(*span_ends(period, language))


def _period_name(period: Period, language: Language) -> str:
    """What a period is called by one word; nothing of a span."""
    match period.frequency:
        case Frequency.DAILY:
            return day_words(period.start, language)
        case Frequency.MONTHLY:
            return _month(period.start, language)
        case Frequency.QUARTERLY if period.start.month % 3 == 1:
            letter = "Q" if language is Language.EN else "T"
            return f"{letter}{period.start.month // 3 + 1} {period.start.year}"
        case Frequency.ANNUAL if period.start.month == 1:
            return str(period.start.year)
        case Frequency.ANNUAL if period.start.month == 4:
            end = f"{period.end.year % 100:02d}" if language is Language.EN else period.end.year
            return f"{period.start.year}-{end}"
        case Frequency.ANNUAL if period.start.month == 10:
            words = Text("US fiscal year {}", "exercice américain {}")
            return words.in_(language).format(period.end.year)
    return ""


def is_span(period: Period) -> bool:
    """Whether it is said by its two ends: no year, quarter, month or day."""
    return not _period_name(period, Language.EN)


def when_words(one: Observation, series: Series, language: Language) -> str:
    """The period of a value, or that none was published with it."""
    return UNDATED.in_(language) if series.undated else period_words(one.period, language)


def day_words(day: date, language: Language) -> str:
    """Words such as "30 June 2016", "30 juin 2016", "1er juin 2017"."""
    words = format_date(day, "d MMMM y", LOCALES[language])
    if language is Language.FR and day.day == 1:
        return words.replace("1 ", "1er ", 1)
    return words


def instant_words(at: datetime, language: Language) -> str:
    """A minute in UTC: "22 November 2026, 23:28 UTC", "22 novembre 2026, 23 h 28 UTC"."""
    day = at.astimezone(UTC).date()
    return f"{day_words(day, language)}, {time_words(at, language)}"


def time_words(at: datetime, language: Language) -> str:
    """A minute of a day in UTC: "23:28 UTC", "23 h 28 UTC"."""
    at = at.astimezone(UTC)
    time = f"{at:%H:%M}" if language is Language.EN else f"{at.hour}{NBSP}h{NBSP}{at:%M}"
    return f"{time} UTC"


def made_known_words(known: Known, document: Document | None, language: Language) -> str:
    """The day on which a value was made known; where that had to be inferred, from what."""
    day = day_words(known.on, language)
    if not known.assumed:
        return day
    return f"{day} ({ASSUMED[_inferred(known, document)].in_(language)})"


def _inferred(known: Known, document: Document | None) -> str:
    if document is None or known.on != document.known_on:
        return "part"
    if document.published_on is None or document.read_on < Period.dated(document.published_on).end:
        return "read"
    return "day" if len(document.published_on) == len("2024-05-31") else "part"


def known_words(on: str, language: Language) -> str:
    """A date as precisely as it was published: "2016", "June 2016", "30 June 2016"."""
    if len(on) == 4:
        return on
    if len(on) == 7:
        return _month(date.fromisoformat(f"{on}-01"), language)
    return day_words(date.fromisoformat(on), language)


def place_words(place: Place, language: Language) -> str:
    return place.title.in_(language)


def disaggregation_words(
    breakdown: Disaggregation, dimensions: dict[str, Dimension], language: Language
) -> str:
    """The members' titles, "female, under 18"; "total" when nothing is narrowed."""
    if not breakdown.members:
        return Text("total", "total").in_(language)
    return ", ".join(dimensions[dim].titled(member, language) for dim, member in breakdown.members)


def progress_words(assessment: Assessment, language: Language) -> str:
    """Say "not assessed, no target": the word and, where there is one, its reason."""
    word = PROGRESS[assessment.progress].in_(language)
    if assessment.reason is None:
        return word
    return f"{word}, {REASONS[assessment.reason].in_(language)}"


def trend_words(trend: Trend, language: Language) -> str:
    """The compound-growth rule's own word; it is not a progress word."""
    return TRENDS[trend].in_(language)


def _worded(
    held: Observation | HeldObservation,
    unit: Unit,
    language: Language,
    *,
    short: bool,
    with_unit: bool,
) -> str:
    observation = held.observation if isinstance(held, HeldObservation) else held
    if observation.value is None:
        return _absent(observation).in_(language)
    digits = number(observation.value, unit, language, short=short)
    if with_unit and unit.sign is None and unit.kind != "level":
        digits = f"{digits} {unit_words(unit, observation.value, language)}"
    if unit.is_change and observation.value > 0:
        digits = f"+{digits}"
    said = QUALIFIERS[observation.qualifier].in_(language).format(digits)
    coverage = coverage_words(held, language)
    incomplete = isinstance(held, HeldObservation) and held.is_incomplete
    return f"{said} ({coverage})" if incomplete else said


def _absent(observation: Observation) -> Text:
    if observation.status is ObservationStatus.SUPPRESSED:
        return WITHHELD if observation.words == WITHHELD else HIDDEN
    if observation.status is ObservationStatus.WITHDRAWN:
        return WITHDRAWN
    if observation.status is ObservationStatus.ERASED:
        return ERASED
    said = NOTHING_SENT.get(observation.status) if observation.organization else None
    return observation.words or said or NONE_PUBLISHED


def provisional_words(held: Observation | HeldObservation, language: Language) -> str:
    """The mark of what an organization sent and nobody has approved; empty for all else."""
    return NOT_APPROVED.in_(language) if held.is_provisional else ""


def release_words(held: HeldObservation, language: Language) -> str:
    """Whether a figure of partners has been released; empty for a publisher's own."""
    if held.is_unreleased:
        return NOT_RELEASED.in_(language)
    return RELEASED.in_(language) if held.released_at else ""


def coverage_words(held: Observation | HeldObservation, language: Language) -> str:
    """Of how many partners a total is made: "9 of 12 partners"; empty for all else."""
    coverage = held.coverage if isinstance(held, HeldObservation) else None
    if coverage is None:
        return ""
    single = coverage.asked == 1 if language is Language.EN else coverage.covered < 2
    return (COVERAGE_OF_ONE if single else COVERAGE).in_(language).format(*coverage)


def _month(day: date, language: Language) -> str:
    return format_date(day, "MMMM y", LOCALES[language])


def is_of_days(period: Period) -> bool:
    """Whether a span begins or ends within a month."""
    return period.start.day != 1 or (period.end + timedelta(days=1)).day != 1


def span_ends(period: Period, language: Language) -> tuple[str, str]:
    """The two ends of a span: years, months or days, as they are whole."""
    start, end = period
    if is_of_days(period):
        return day_words(start, language), day_words(end, language)
    if start.month == 1 and end.month == 12:
        return str(start.year), str(end.year)
    return _month(start, language), _month(end, language)
