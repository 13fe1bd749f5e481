"""A verdict stands beside the line that it judges; beside another it is only told, with a link."""

from dash import html
from dash.development.base_component import Component

from dashboard.absent import Absence, held_later, past
from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.components import Fact, section
from dashboard.explaining import ANCHOR, chip, explain_section
from dashboard.findings import applies_to
from dashboard.indicator_parts import unassessed
from dashboard.line_cells import same_line
from dashboard.services import services
from dashboard.targets_said import due_note
from dashboard.text import Words
from metrics import IndicatorSeries, SeriesLine, labels

CHOICE = ("series", "place", "disaggregation", "partner", "released", "period")


def progress_fact(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> Fact:
    """The verdict on the line that is shown, with what was due; of another, whose it is."""
    name = words("shared.progress")
    if is_elsewhere(found, line):
        return name, elsewhere(found, address, words), None
    return name, _progress(found, address, words), due_note(found.assessment, found.unit, words)


def is_elsewhere(found: IndicatorSeries, line: SeriesLine | None) -> bool:
    """Whether what is judged is not the line shown: another place, breakdown or series."""
    return bool(line and found.record and not same_line(line, found.record))


def elsewhere(found: IndicatorSeries, address: Address, words: Words) -> Component:
    """Without colour: "Judged for Ontario, total: on track", leading to that line."""
    word = labels.progress_words(found.assessment, words.language)
    said = words("indicator.judged_for", where=_where(found, words), word=word)
    return html.A(said, href=address.here(**dict.fromkeys(CHOICE)), className="elsewhere")


def _where(found: IndicatorSeries, words: Words) -> str:
    """Place and breakdown of the line of record, "total" where it is not broken down."""
    record = found.record
    if record is None:
        return ""
    said = applies_to(record.values[-1].observation, services().catalogue, words)
    said = said if len(said) > 1 else [*said, words("indicator.judged_total")]
    own = [labels.NOT_RELEASED.in_(words.language)] if record.is_total else []
    return ", ".join([*said, *own])


def judged_section(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> Component:
    """How the line shown is judged; of another line only where that is told."""
    if not is_elsewhere(found, line):
        return explain_section(found.explanation, address, words)
    said = html.P(elsewhere(found, address, words), className="small")
    return section(ANCHOR, words("explain.title"), said)


def _progress(found: IndicatorSeries, address: Address, words: Words) -> Component:
    """The assessment; related values that do not speak for the indicator are not its own."""
    indicator, then = found.indicator, then_of(address)
    if found.record is None and (found.lines or held_later(indicator.id, then)):
        is_past = address.moment.is_past and not found.lines
        return unassessed((is_past and past(then)) or Absence.NO_RECORD, words)
    return chip(found.assessment, words)
