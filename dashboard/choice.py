"""Which line of an indicator a page shows: asked for in the address, else the line of record."""

from dashboard.addresses import Address
from metrics import Catalogue, IndicatorSeries, Period, SeriesLine

TOTAL = "total"  # how an address asks for what is not broken down


def chosen_line(
    found: IndicatorSeries, address: Address, catalogue: Catalogue
) -> SeriesLine | None:
    """The line that fits place, breakdown, series and period best; the line of record unasked.

    None where no line fits, or where none stands for the whole indicator.

    Raises MetricsError where the address names a place or a period that can not be read.
    """
    wanted = _wanted(address, catalogue)
    period = asked_period(address)
    lines = ([found.record] if found.record else []) + list(found.lines)
    if not wanted and period is None:
        return found.record
    fitting = [one for one in lines if _fits(one, wanted)]
    if period:
        fitting = [one for one in fitting if _holds(one, period)] or fitting
    return fitting[0] if fitting else None


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
    has = {"series": series_key(line), "place": line.place, "disaggregation": line.disaggregation}
    asked_total = "place" in wanted and "disaggregation" not in wanted and "series" in wanted
    if asked_total and line.disaggregation:
        return False
    return all(has[key] == value for key, value in wanted.items())


def _holds(line: SeriesLine, period: Period) -> bool:
    return any(one.observation.period == period for one in line.values)
