"""The figure of an indicator: the line that its page shows, drawn as in a briefing.

With `beside` a second line of the same series, of that breakdown, is drawn in the same panel.
"""

from dataclasses import replace

from dashboard.addresses import Address
from dashboard.briefings.composing.charted import Setting, drawing
from dashboard.briefings.composing.material import Material
from dashboard.briefings.document import Chart
from dashboard.briefings.drawing.chart_svg import break_key, chart_svg
from dashboard.choice import CHOICES, chosen_line
from dashboard.embargo import this_minute
from dashboard.figure_said import breakdown_words, figure_title, how_to_read
from dashboard.figures.figure import Art, Figure, notes_on, read_on, source_of
from dashboard.panels import panel_svg
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.text import Words
from dashboard.timeline import spoken
from metrics import IndicatorSeries, MetricsError, Pillar, SeriesLine

KEYS = (*CHOICES, "period", "beside")
WIDE, HIGH = 672.0, 330.0


def figure_of_line(address: Address, indicator: str) -> Figure:
    """MetricsError where the address names what is not known, or no line fits."""
    held, words = services(), Words(address.language)
    asked = held.catalogue.indicator(indicator)
    found = held.store.series(asked.id, framework=address.framework)
    line = chosen_line(found, address, held.catalogue)
    if line is None:
        raise MetricsError("There is no figure of this.", "Il n'y a pas de figure de cela.")
    second = _beside(found, line, address)
    lines = (line, second) if second else (line,)
    own = tuple(one for one in address.query if one[0] != "beside")
    page = replace(address, path=f"/indicator/{asked.id}", query=own)
    chart = None if second else _chart(found, line, address, words)
    return Figure(
        name=_name(line),
        language=words.language,
        title=figure_title(line, held.catalogue, words),
        reading=chart.subtitle if chart else how_to_read(line, this_minute(), words),
        alt=chart.alt if chart else ". ".join(spoken(one, words, 30) for one in lines),
        values=tuple(one for own in lines for one in own.values),
        source=source_of(lines, words),
        read=read_on(page, words),
        notes=tuple(notes_on(lines, words)),
        art=_panel(lines, words) if second else _art(chart, words) if chart else None,
        under=_under(chart) if chart else (),
    )


def _name(line: SeriesLine) -> str:
    parts = [line.series.indicator, line.place, line.disaggregation]
    return "-".join(part.replace("=", "-").replace(";", "-") for part in parts if part).lower()


def _beside(found: IndicatorSeries, line: SeriesLine, address: Address) -> SeriesLine | None:
    """The line of the breakdown that is to be drawn beside."""
    wanted = address.asked("beside")
    near = (one for one in found.lines if (one.key, one.place) == (line.key, line.place))
    return next((one for one in near if wanted and one.disaggregation == wanted), None)


def _chart(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> Chart | None:
    """The chart with the marks that the page has; None where its values cannot be drawn."""
    catalogue = services().catalogue
    material = Material(found, _pillar(found, address), line, None)
    return drawing(material, Setting(catalogue, this_minute()), words).chart


def _pillar(found: IndicatorSeries, address: Address) -> Pillar | None:
    pillars = services().catalogue.framework(address.framework).pillars
    return next((one for one in pillars if found.indicator.id in one.indicators), None)


def _art(chart: Chart, words: Words) -> Art:
    markup = chart_svg(chart, words.language, WIDE, HIGH)
    return Art(markup, WIDE, float(markup.partition(' height="')[2].partition('"')[0]))


def _panel(lines: tuple[SeriesLine, ...], words: Words) -> Art | None:
    years = years_of(list(lines))
    if years is None:
        return None
    catalogue = services().catalogue
    names = [breakdown_words(one.disaggregation, catalogue, words) for one in lines]
    return Art(panel_svg(lines, years, words, names, (WIDE, HIGH)), WIDE, HIGH, is_classed=True)


def _under(chart: Chart) -> tuple[str, ...]:
    """The words of the marks over the plot: numbers of events, letters of breaks."""
    events = (f"{one.key}. {one.words}" for one in chart.events)
    breaks = (f"{break_key(at)}. {said}" for at, (_, said) in enumerate(chart.breaks))
    return *events, *breaks
