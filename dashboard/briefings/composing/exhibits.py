"""An exhibit: one indicator with its finding, figure, chart, table and all that is to be known."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.briefings.composing.charted import Setting, drawing
from dashboard.briefings.composing.material import Asked, Lack, Material
from dashboard.briefings.composing.noted import notes_of
from dashboard.briefings.composing.older_forms import beside_then
from dashboard.briefings.composing.progress_said import chip_of, signal_of
from dashboard.briefings.composing.sourced import Origins
from dashboard.briefings.composing.value_cells import (
    figure_cell,
    marks_said,
    standing,
    value_cell,
    when_said,
)
from dashboard.briefings.document import Cell, Chart, Exhibit, KeyLine, Table
from dashboard.figure_said import figure_title
from dashboard.findings import applies_to, newest_said, placed
from dashboard.line_said import line_finding, line_title, when_of
from dashboard.text import Words
from dashboard.values_noted import unit_head
from dashboard.values_said import value_said
from metrics import HeldObservation, Moment, SeriesLine, labels

ROWS = 14  # of a table; more stand on the indicator's page


class Telling(NamedTuple):
    """What every exhibit of a briefing in one language is told with."""

    asked: Asked
    words: Words
    origins: Origins

    @property
    def now(self) -> datetime:
        return self.asked.now


def exhibit(one: Material, lines: Sequence[KeyLine], telling: Telling) -> Exhibit:
    asked, words = telling.asked, telling.words
    newest = newest_said(one.line) if one.line else None
    by = Setting(asked.catalogue, asked.now, asked.form)
    drawn = drawing(one, by, words)
    figure = figure_cell(newest, one.unit, words) if newest else None
    return Exhibit(
        indicator=one.indicator.id,
        code=one.indicator.code or "",
        name=words.text(one.indicator.title),
        pillar=words.text(one.pillar.title) if one.pillar else "",
        finding=finding(one, telling),
        figure=figure,
        when=when_said(newest, one.line, asked, words) if newest and one.line else "",
        unit=_unit(one, newest, words),
        place=place_of(one, telling),
        progress=chip_of(one, asked.catalogue, words),
        signal=signal_of(one, words),
        lines=tuple(line.text for line in lines),
        chart=drawn.chart,
        no_chart=drawn.why,
        table=_table(one, telling),
        notes=_notes(one, drawn.chart, telling),
        unsaid=tuple(words.text(said) for said in one.indicator.does_not_tell),
        definition=_definition(one, words),
        coverage=labels.coverage_words(newest, words.language) if newest else "",
        sources=telling.origins.sources(one),
        path=path_of(one, telling),
        beside=tuple(line.figures for line in lines) if any(line.figures for line in lines) else (),
    )


def _notes(one: Material, chart: Chart | None, telling: Telling) -> tuple[str, ...]:
    words = telling.words
    said = [*_more(one, telling), *notes_of(one, _in_table(one), telling.asked, words)]
    if chart and chart.events:
        said.append(words("shared.events_caution"))
    return tuple(said)


def finding(one: Material, telling: Telling) -> str:
    """The newest figure beside the one before it, with how firm it is; else why there is none."""
    words, line = telling.words, one.line
    if line is None:
        return _without(one, words.text(one.indicator.title), telling)
    newest = newest_said(line)
    if newest is None:  # a line of values that its owners have withdrawn, or that are missing
        return _last_of(one, line, telling)
    title = _titled(one, line, newest, telling)
    told = beside_then(line, telling.asked.form)
    said = line_finding(title, told, words, alone=False)
    marks = standing(newest, line, telling.asked, words)
    return f"{said} ({', '.join(marks)})" if marks else said


def _titled(one: Material, line: SeriesLine, held: HeldObservation, telling: Telling) -> str:
    return line_title(line.series, held, telling.asked.catalogue, telling.words, own=one.is_placed)


def _last_of(one: Material, line: SeriesLine, telling: Telling) -> str:
    """Why the newest period of a line has no value."""
    words, last = telling.words, line.values[-1]
    return words(
        "shared.finding_one",
        title=_titled(one, line, last, telling),
        value=value_said(last, line.unit, words),
        period=when_of(line, last, words),
    )


def _without(one: Material, title: str, telling: Telling) -> str:
    words, asked = telling.words, telling.asked
    place, until = asked.outline.place, asked.until
    return words(
        f"briefing_words.lack_{one.lack}",
        title=title,
        place=words.text(asked.catalogue.place(place).title) if place else "",
        period=labels.period_words(until, words.language) if until else "",
    )


def place_of(one: Material, telling: Telling) -> str:
    """The place of the line, with its breakdown; of no line the place that was chosen."""
    words, catalogue = telling.words, telling.asked.catalogue
    if one.line is not None:
        return ", ".join(applies_to(one.line.values[-1].observation, catalogue, words))
    chosen = telling.asked.outline.place
    return words.text(catalogue.place(chosen).title) if chosen else ""


def _unit(one: Material, newest: HeldObservation | None, words: Words) -> str:
    if one.unit.kind == "level":
        return ""
    value = newest.observation.value if newest else None
    return labels.unit_words(one.unit, value, words.language)


def _in_table(one: Material) -> list[HeldObservation]:
    """The values that stand in the table, the newest first."""
    if one.line is None:
        return [held for _, held in one.shown]
    return [*reversed(one.line.values[-ROWS:])]


def _table(one: Material, telling: Telling) -> Table | None:
    """The newest values; of an indicator for which no line stands the related ones, named so."""
    words = telling.words
    if one.line is None:
        return _related(one, telling) if one.related else None
    line = one.line
    rows = [
        (Cell(labels.when_words(held.observation, line.series, words.language)),
         value_cell(held, line.unit, words), Cell(marks_said(held, line, telling.asked, words)))
        for held in _in_table(one)
    ]  # fmt: skip
    head = (words("shared.period"), unit_head(line, words), words("briefing_words.column_marks"))
    if not any(row[2].text for row in rows):
        rows, head = [row[:2] for row in rows], head[:2]  # type: ignore[misc,assignment]
    return Table(figure_title(line, telling.asked.catalogue, words), head, tuple(rows), (1,))


def _related(one: Material, telling: Telling) -> Table:
    words = telling.words
    rows = tuple(
        (Cell(_series(line, held, telling)), _with_unit(line, held, words),
         Cell(when_said(held, line, telling.asked, words)))
        for line, held in one.shown
    )  # fmt: skip
    keys = ("series", "value", "period")
    head = tuple(words(f"briefing_words.column_{key}") for key in keys)
    return Table(words("briefing_words.related"), head, rows, (1,))


def _series(line: SeriesLine, held: HeldObservation, telling: Telling) -> str:
    words = telling.words
    where = applies_to(held.observation, telling.asked.catalogue, words)
    return placed(words.text(line.series.title), where)


def _with_unit(line: SeriesLine, held: HeldObservation, words: Words) -> Cell:
    """Related figures are of several units: each says its own."""
    cell = value_cell(held, line.unit, words)
    if held.observation.value is None:
        return cell
    return cell._replace(text=labels.value_words(held, line.unit, words.language, with_unit=True))


def _more(one: Material, telling: Telling) -> list[str]:
    """How many values do not stand in the table, and where they do."""
    words = telling.words
    if one.line is None:
        more = len(one.found.lines) - len(one.related) if one.lack is Lack.NO_RECORD else 0
        key = "more_lines"
    else:
        more, key = len(one.line.values) - ROWS, "more_values"
    return [words.counted(f"briefing_words.{key}", more)] if more > 0 else []


def _definition(one: Material, words: Words) -> str:
    """What the indicator asks for, then what its series counts where that says it otherwise."""
    asked = words.text(one.indicator.definition)
    own = words.text(one.line.series.definition) if one.line else ""
    if not own or own == asked:
        return asked
    return f"{asked} {words('briefing_words.own_definition', said=own)}"


def path_of(one: Material, telling: Telling) -> str:
    """The page of the indicator at the moment asked of."""
    outline, store = telling.asked.outline, telling.asked.store
    place = one.line.place if one.line and not one.is_record else None
    return own_path(one.indicator.id, outline.framework, store.moment, telling.words, place=place)


def own_path(
    indicator: str, framework: str, moment: Moment, words: Words, place: str | None = None
) -> str:
    page = f"/indicator/{indicator}"
    address = Address(page, words.language, framework, default="", moment=moment)
    return address.to(page, place=place)
