"""How a line is cited: its publisher first, then what, for when, read when and where."""

from calendar import monthrange
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import shell
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.exploring.told import as_of_now, public
from dashboard.figure_said import figure_title
from dashboard.figures.figure import documents_of
from dashboard.moments_said import moment_clause
from dashboard.quoted import quoting
from dashboard.services import services
from dashboard.sources_said import newest_document
from dashboard.text import Words
from metrics import Frequency, Period, SeriesLine, labels


def cite_section(line: SeriesLine, address: Address, words: Words) -> Component:
    """The citation as a text that is chosen whole with one click, and copied without a script."""
    said = quoting(citation(line, address, words), newest_document([line]), words)
    return section("cite", words("figure.cite_title"), html.P(said, className="cite"),
                   note=words("explore.cite_note"))  # fmt: skip


def citation(line: SeriesLine, address: Address, words: Words) -> str:
    held = services()
    said = {
        "publisher": words.text(line.series.publisher),
        "title": figure_title(line, held.catalogue, words),
        "period": _period(line, words),
        "documents": documents_of([line], words),
        "brand": shell.brand(words),
        "as_of": moment_clause(held.store.moment, words) or as_of_now(held, words),
        "day": words.day(held.store.today()),
        "address": public(address.here()),
    }
    key = "figure.cite_sent" if line.values[-1].is_unreleased else "figure.cite"
    return words(key, **said)


def _period(line: SeriesLine, words: Words) -> str:
    """From the first period to the last; of odd spans from their first month to their last."""
    if line.frequency == Frequency.OTHER and not line.series.undated:
        return labels.period_words(_months([one.observation.period for one in line.values]),
                                   words.language)  # fmt: skip
    first, last = (
        labels.when_words(line.values[at].observation, line.series, words.language)
        for at in (0, -1)
    )
    return first if first == last else words("figure.cite_from", first=first, last=last)


def _months(periods: Sequence[Period]) -> Period:
    """The whole months from the first start to the last end; one period stays as it is."""
    if len(set(periods)) == 1:
        return periods[0]
    start, end = min(one.start for one in periods), max(one.end for one in periods)
    return Period(start.replace(day=1), end.replace(day=monthrange(end.year, end.month)[1]))
