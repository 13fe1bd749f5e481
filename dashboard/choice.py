"""Which line of an indicator a page shows: asked for in the address, else the line of record."""

from collections.abc import Iterable

from dashboard.addresses import Address
from metrics import (
    KINDS,
    Catalogue,
    IndicatorSeries,
    MetricsError,
    Period,
    SeriesLine,
    Text,
    UnknownError,
)

TOTAL = "total"  # how an address asks for what is not broken down
CHOICES = {
    "series": KINDS["series"],
    "place": Text("place of this indicator", "Lieu de cet indicateur"),
    "disaggregation": Text("breakdown of this indicator", "Ventilation de cet indicateur"),
}


def chosen_line(
    found: IndicatorSeries, address: Address, catalogue: Catalogue
) -> SeriesLine | None:
    """The line that fits place, breakdown, series and period best; the line of record unasked.

    None where no line fits, or where none stands for the whole indicator.

    Raises MetricsError where the address names what is not known, or what this indicator lacks.
    """
    wanted = _wanted(address, catalogue)
    period = asked_period(address)
    lines = ([found.record] if found.record else []) + list(found.lines)
    if not wanted and period is None:
        return found.record
    fitting = [one for one in lines if _fits(one, wanted)]
    if not fitting and address.known_at is None:
        raise _nothing_fits(wanted, lines, catalogue)
    if period:
        fitting = [one for one in fitting if _holds(one, period)] or fitting
    return fitting[0] if fitting else None


def _nothing_fits(
    wanted: dict[str, str], lines: list[SeriesLine], catalogue: Catalogue
) -> MetricsError:
    """What of the choice no line has; never "nothing is published" where something is."""
    for key, value in wanted.items():
        if all(_of(one)[key] != value for one in lines):
            held = dict.fromkeys(_of(one)[key] or TOTAL for one in lines)
            return UnknownError(CHOICES[key], value or TOTAL, _named(key, held, catalogue))
    return MetricsError(
        "Nothing is held for this choice of series, place and breakdown together.",
        "Rien n'est détenu pour ce choix de série, de lieu et de ventilation réunis.",
    )


def _named(key: str, held: Iterable[str], catalogue: Catalogue) -> list[str]:
    if key != "place":
        return list(held)
    return [name for code in held for name in (code, catalogue.places[code].title.en)]


def asked_period(address: Address) -> Period | None:
    text = address.asked("period")
    return Period.parse(text) if text else None


def _wanted(address: Address, catalogue: Catalogue) -> dict[str, str]:
    wanted = {
        key: value for key in ("series", "place", "disaggregation") if (value := address.asked(key))
    }
    if "place" in wanted:
        wanted["place"] = catalogue.place(wanted["place"]).code
    if wanted.get("disaggregation") == TOTAL:
        wanted["disaggregation"] = ""
    if "series" in wanted:
        catalogue.series_of(wanted["series"])
    return wanted


def series_key(line: SeriesLine) -> str:
    return f"{line.source.id}/{line.series.id}"


def _fits(line: SeriesLine, wanted: dict[str, str]) -> bool:
    asked_total = "place" in wanted and "disaggregation" not in wanted and "series" in wanted
    if asked_total and line.disaggregation:
        return False
    has = _of(line)
    return all(has[key] == value for key, value in wanted.items())


def _of(line: SeriesLine) -> dict[str, str]:
    return {
        "series": series_key(line),
        "place": line.place,
        "disaggregation": line.disaggregation,
    }


def _holds(line: SeriesLine, period: Period) -> bool:
    return any(one.observation.period == period for one in line.values)
