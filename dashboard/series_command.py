"""`pillars series`: every line that is held of an indicator, as tables or as JSON."""

from collections.abc import Iterator

from dashboard.choice import check_place
from dashboard.line_lengths import lengths_said
from dashboard.observation_records import line_records
from dashboard.options import (
    AsOfOption,
    FrameworkOption,
    HeldAtOption,
    IndicatorArgument,
    JsonOption,
    KnownAtOption,
    LangOption,
    PlaceOption,
)
from dashboard.plain_values import Json
from dashboard.printing import Opened, print_json, print_table, write_line
from dashboard.reading import headings, in_words, moment, none_held
from dashboard.records import indicator_record
from dashboard.values_noted import coverage_said, has_coverage
from metrics import IndicatorSeries, SeriesLine, labels

KEYS = ("period", "value", "status", "document")


def series(
    indicator: IndicatorArgument,
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Show every series of one indicator, oldest value first."""
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    name = opened.catalogue.indicator(indicator).id
    code = opened.catalogue.place(place).code if place is not None else None
    check_place(name, code, opened.store)
    found = opened.store.series(name, place=code)
    if as_json:
        held = (one for line in found.lines for one in line.values)
        records: list[Json] = [*line_records(held, opened.catalogue, opened.language)]
        about = indicator_record(found.indicator, opened.catalogue, opened.language)
        print_json({**about, "observations": records})
        return
    _tell_series(found, opened)


def _tell_series(found: IndicatorSeries, opened: Opened) -> None:
    """A table a line: its period, value and the document that says so; of a total who is in it."""
    opened.head()
    title = opened.words.text(found.indicator.title)
    write_line(title if found.lines else none_held(found.indicator, opened))
    length = lengths_said(found.lines, opened.words)
    for line in found.lines:
        keys = (*KEYS, "partners") if has_coverage(line) else KEYS
        title = _line_title(line, length(line), opened)
        print_table(title, headings(keys, opened), _rows(line, opened))


def _rows(line: SeriesLine, opened: Opened) -> Iterator[list[str]]:
    covered = has_coverage(line)
    for one, before in zip(line.values, [None, *line.values], strict=False):
        value, period, _ = in_words(one, opened)
        row = [period, value, one.status.value, one.observation.document]
        yield [*row, coverage_said(one, before, opened.words)] if covered else row


def _line_title(line: SeriesLine, length: str, opened: Opened) -> str:
    """Series, place and breakdown; where several lines share them, which periods it has."""
    place = labels.place_words(opened.catalogue.place(line.place), opened.language)
    parts = [opened.words.text(line.series.title), place, line.disaggregation, length]
    return ", ".join(filter(None, parts))
