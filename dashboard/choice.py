"""Which line of an indicator a page shows: asked for in the address, else the line of record."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from dashboard.addresses import Address
from dashboard.line_cells import cell_of
from dashboard.services import services
from metrics import (
    NOW,
    PARTNER,
    Catalogue,
    Disaggregation,
    Indicator,
    IndicatorSeries,
    Language,
    MetricsError,
    MetricsStore,
    Period,
    SeriesLine,
    Text,
    labels,
    near_periods,
)

TOTAL = "total"  # how an address asks for what is not broken down
PUBLISHER = Text("the publisher itself", "l'éditeur lui-même")
IS_RELEASED = Text("released figures", "chiffres diffusés")
NOT_RELEASED = Text("figures without a release", "chiffres sans diffusion")
NEAR = 3  # how many of what is held are named
CHOICES = {
    "series": Text("series", "la série"),
    "place": Text("place", "le lieu"),
    "disaggregation": Text("breakdown", "la ventilation"),
    "partner": Text("sender", "l'envoi de"),
    "released": Text("release", "la diffusion"),
}


class NotHeldError(MetricsError):
    """A choice that this indicator has nothing for; `near` are choices of `key` that it has."""

    def __init__(self, said: Text, key: str = "", near: dict[str, Text] | None = None) -> None:
        super().__init__(*said)
        self.key, self.near = key, near or {}


def chosen_line(
    found: IndicatorSeries, address: Address, catalogue: Catalogue
) -> SeriesLine | None:
    """The line that fits place, breakdown, series and period best; the line of record unasked.

    None where nothing is held, where no line stands for the whole indicator, or where what fits
    was not known on the asked day.

    Raises MetricsError where the address names what is not known, or what this indicator lacks.
    """
    wanted = _wanted(address, catalogue)
    period = asked_period(address)
    lines = ([found.record] if found.record else []) + list(found.lines)
    if not wanted and period is None:
        return found.record
    fitting = [one for one in lines if _fits(one, wanted)]
    if lines and not fitting and not address.moment.is_past:
        raise _nothing_fits(wanted, found.indicator, lines, catalogue)
    if period:
        fitting = [one for one in fitting if _holds(one, period)] or fitting
    return fitting[0] if fitting else None


def chosen_lines(
    found: IndicatorSeries, address: Address, catalogue: Catalogue
) -> list[SeriesLine]:
    """Every line that fits series, place and breakdown; all of them where none is chosen.

    Raises MetricsError where the address names what is not known, or what this indicator lacks.
    """
    wanted, lines = _wanted(address, catalogue), list(found.lines)
    fitting = [one for one in lines if all(cell_of(one)[key] == wanted[key] for key in wanted)]
    if lines and not fitting and not address.moment.is_past:
        raise _nothing_fits(wanted, found.indicator, lines, catalogue)
    return fitting


def check_place(
    indicator: str, place: str | None, store: MetricsStore, period: Period | None = None
) -> None:
    """Raise NotHeldError for a place of which an indicator that has figures now has none.

    Where a period is asked for, it names places that hold that, if there are any.
    """
    now = store.at(NOW)
    if place is None or indicator not in now.catalogue.indicators:
        return
    lines = list(now.series(indicator).lines)
    if lines and all(one.place != place for one in lines):
        of = now.catalogue.indicator(indicator)
        near = [one for one in lines if period and _holds(one, period)]
        when = period.code if near and period else ""
        raise _nothing_fits({"place": place}, of, near or lines, now.catalogue, when)


def no_such_period(indicator: str, place: str, period: Period, store: MetricsStore) -> NotHeldError:
    """What a place holds near to a period that it lacks, and which places hold that period."""
    catalogue, lines, code = store.catalogue, store.series(indicator).lines, period.code
    own = [held.observation.period for one in lines if one.place == place for held in one.values]
    others = {one.place for one in lines if _holds(one, period)}
    places = sorted(others, key=_distance("place", place, catalogue))
    kind = Text(f"period {code} and the place", f"la période {code} et le lieu")
    titles = catalogue.indicator(indicator).title, _named("place", place, catalogue)
    said = [
        _not_held(kind, *titles),
        _held([Text(*2 * (one.code,)) for one in near_periods(period, own)], _THERE),
        _held([_named("place", one, catalogue) for one in places], _of(code)),
    ]
    return NotHeldError(_together(said))


def is_known_later(indicator: Indicator, address: Address) -> bool:
    """Whether what was not known on the asked day is held now.

    Raises MetricsError where the choice is held on no day.
    """
    if not address.moment.is_past:
        return False
    held = services().at(NOW)
    now = held.store.series(indicator.id, framework=address.framework)
    return chosen_line(now, replace(address, moment=NOW), held.catalogue) is not None


def _nothing_fits(
    wanted: dict[str, str],
    indicator: Indicator,
    lines: list[SeriesLine],
    catalogue: Catalogue,
    period: str = "",
) -> NotHeldError:
    """What of the choice no line has; never "nothing is published" where something is.

    Of a `period`, where the lines are those that hold it.
    """
    for key, value in wanted.items():
        if all(cell_of(one)[key] != value for one in lines):
            held = dict.fromkeys(cell_of(one)[key] for one in lines)
            near = sorted(held, key=_distance(key, value, catalogue))
            named = {code or TOTAL: _named(key, code, catalogue) for code in near}
            nearest = dict(islice(named.items(), NEAR))
            said = _not_held(CHOICES[key], indicator.title, _asked_for(key, value, catalogue))
            told = _together([said, _held([*named.values()], _of(period))])
            return NotHeldError(told, key, nearest)
    return NotHeldError(
        Text(
            "Nothing is held for this choice of series, place and breakdown together.",
            "Rien n'est détenu pour ce choix de série, de lieu et de ventilation réunis.",
        )
    )


def _not_held(kind: Text, title: Text, asked: Text) -> Text:
    return Text(
        f"“{title.en}” has no figure for the {kind.en} “{asked.en}”.",
        f"« {title.fr} » n'a aucun chiffre pour {kind.fr} « {asked.fr} ».",
    )


_THERE = Text(" there", " pour ce lieu")


def _of(period: str) -> Text:
    return Text(f" for {period}", f" pour {period}") if period else Text("", "")


def _held(names: list[Text], what: Text) -> Text:
    """The nearest names that are held, and how many there are besides; nothing where none is."""
    if not names:
        return Text("", "")
    en, fr = (", ".join(one.in_(name) for one in names[:NEAR]) for name in Language)
    more = len(names) - NEAR
    rest = Text(f" and {more} more", f" et {more} de plus") if more > 0 else Text("", "")
    return Text(f"Held{what.en}: {en}{rest.en}.", f"Détenu{what.fr}\u00a0: {fr}{rest.fr}.")


def _together(sentences: list[Text]) -> Text:
    return Text(*(" ".join(filter(None, one)) for one in zip(*sentences, strict=True)))


def _distance(key: str, asked: str, catalogue: Catalogue) -> Callable[[str], float]:
    """How far a held code is from the one asked for: what contains it, what it contains, others."""
    if key != "place":
        return lambda code: -SequenceMatcher(None, code, asked).ratio() if code else -1
    around = [*_containing(asked, catalogue)]

    def from_place(code: str) -> float:
        if code in around:
            return around.index(code)
        inside = asked in _containing(code, catalogue)
        return len(around) + (0 if inside else 1)

    return from_place


def _containing(code: str, catalogue: Catalogue) -> Iterator[str]:
    """The places that contain a place, the smallest first."""
    parent = catalogue.places[code].parent
    if parent:
        yield parent
        yield from _containing(parent, catalogue)


def _asked_for(key: str, code: str, catalogue: Catalogue) -> Text:
    """What was asked for by its name; a partner as it was written, lest that tell it is one."""
    if key == "disaggregation" and f";{PARTNER}=" in f";{code}":
        return Text(code, code)
    return _named(key, code, catalogue)


def _named(key: str, code: str, catalogue: Catalogue) -> Text:
    match key:
        case "place":
            return catalogue.places[code].title
        case "series":
            return catalogue.series_of(code).title
        case "partner":  # by its id: its name would tell that it is one
            return Text(code, code) if code else PUBLISHER
        case "released":
            return IS_RELEASED if code else NOT_RELEASED
    try:
        return Text(*(_breakdown(code, catalogue, one) for one in Language))
    except (KeyError, ValueError):  # a breakdown that nothing declares is named as it was written
        return Text(code, code)


def _breakdown(code: str, catalogue: Catalogue, language: Language) -> str:
    dimensions = dict(catalogue.dimensions)
    return labels.disaggregation_words(Disaggregation.parse(code), dimensions, language)


def asked_period(address: Address) -> Period | None:
    text = address.asked("period")
    return Period.parse(text) if text else None


def _wanted(address: Address, catalogue: Catalogue) -> dict[str, str]:
    wanted = {key: value for key in CHOICES if (value := address.asked(key))}
    if "place" in wanted:
        wanted["place"] = catalogue.place(wanted["place"]).code
    for key in ("disaggregation", "partner", "released"):
        if wanted.get(key) == TOTAL:  # what is empty of a line, as an address can write it
            wanted[key] = ""
    if "series" in wanted:
        catalogue.series_of(wanted["series"])
    return wanted


def _fits(line: SeriesLine, wanted: dict[str, str]) -> bool:
    asked_total = "place" in wanted and "disaggregation" not in wanted and "series" in wanted
    if asked_total and line.disaggregation:
        return False
    has = cell_of(line)
    return all(has[key] == value for key, value in wanted.items())


def _holds(line: SeriesLine, period: Period) -> bool:
    return any(one.observation.period == period for one in line.values)
