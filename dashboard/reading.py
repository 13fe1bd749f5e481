"""The reading commands of `pillars`: what the store holds, as tables for people or as JSON."""

from collections.abc import Iterable
from typing import Annotated

import typer

from dashboard.printing import Opened, day_of, print_csv, print_json, print_json_lines, print_table
from dashboard.records import (
    Record,
    action_record,
    indicator_record,
    observation_record,
    scorecard_record,
    source_record,
    trail_record,
)
from metrics import HeldObservation, ScorecardRow, labels

JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
LangOption = Annotated[str, typer.Option("--lang", help="en or fr.")]
FrameworkOption = Annotated[
    str | None, typer.Option("--framework", help="ontario-2016, ontario-2020 or ontario-2025.")
]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="As it was published by this day (YYYY-MM-DD).")
]
PlaceOption = Annotated[str | None, typer.Option("--place", help="A place's code or name.")]
PillarOption = Annotated[str | None, typer.Option("--pillar", help="A pillar's id.")]


def sources(
    as_json: JsonOption = False, lang: LangOption = "en", framework: FrameworkOption = None
) -> None:
    """List the sources, what each holds and when it was loaded."""
    opened = Opened(lang, framework)
    records = [source_record(one, opened.language) for one in opened.store.sources()]
    if as_json:
        print_json(records)
        return
    keys = ("source", "publisher", "documents", "series", "observations", "actions")
    _list("sources", keys, records, opened)


def indicators(
    as_json: JsonOption = False, lang: LangOption = "en", framework: FrameworkOption = None
) -> None:
    """List the indicators of a framework, pillar by pillar."""
    opened = Opened(lang, framework)
    records = [
        {"pillar": pillar.id, **indicator_record(opened.catalogue.indicator(name), opened.language)}
        for pillar in opened.framework.pillars
        for name in pillar.indicators
    ]
    if as_json:
        print_json(records)
        return
    _list("indicators", ("code", "indicator", "title", "level", "unit", "pillar"), records, opened)


def initiatives(
    pillar: PillarOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """List the dated actions, oldest first."""
    opened = Opened(lang, framework)
    actions = opened.store.actions(framework=framework and opened.framework.id, pillar=pillar)
    records = [action_record(one, opened.language) for one in actions]
    if as_json:
        print_json(records)
        return
    _list("initiatives", ("on", "state", "title", "pillar", "source"), records, opened)


def _list(title: str, keys: tuple[str, ...], records: Iterable[Record], opened: Opened) -> None:
    rows = (["" if record[key] is None else str(record[key]) for key in keys] for record in records)
    print_table(opened.words(f"command.{title}"), _headings(keys, opened), rows)


def _headings(keys: Iterable[str], opened: Opened) -> list[str]:
    return [opened.words(f"command.column_{key}") for key in keys]


def scorecard(
    pillar: PillarOption = None,
    known_at: KnownAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Show each indicator's newest value, period and progress."""
    opened = Opened(lang, framework)
    card = opened.store.scorecard(opened.framework.id, pillar, day_of(known_at))
    if as_json:
        print_json(scorecard_record(card, opened.catalogue, opened.language))
        return
    keys = ("indicator", "value", "period", "place", "progress", "source")
    for one in card.pillars:
        print_table(
            one.pillar.title.in_(opened.language),
            _headings(keys, opened),
            (_scorecard_row(row, opened) for row in one.rows),
        )


def _scorecard_row(row: ScorecardRow, opened: Opened) -> list[str]:
    progress = labels.progress_words(row.assessment, opened.language)
    title = row.indicator.title.in_(opened.language)
    if row.latest is None:
        return [title, labels.NONE_PUBLISHED.in_(opened.language), "", "", progress, ""]
    one = row.latest.observation
    return [title, *_told(row.latest, opened)[:3], progress, one.series.partition("/")[0]]


def _told(held: HeldObservation, opened: Opened) -> list[str]:
    """Value, period, place and document of an observation, in words."""
    one = held.observation
    unit = opened.catalogue.unit_of(one.series)
    return [
        labels.value_words(held, unit, opened.language, with_unit=True),
        labels.period_words(one.period, opened.language),
        labels.place_words(opened.catalogue.place(one.place), opened.language),
        one.document,
    ]


def series(
    indicator: Annotated[str, typer.Argument(help="An indicator's id or code.")],
    place: PlaceOption = None,
    known_at: KnownAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Show every series of one indicator, oldest value first."""
    opened = Opened(lang, framework)
    name = opened.catalogue.indicator(indicator).id
    code = opened.catalogue.place(place).code if place else None
    found = opened.store.series(name, place=code, known_at=day_of(known_at))
    held = [one for line in found.lines for one in line.values]
    records = [observation_record(one, opened.catalogue, opened.language) for one in held]
    if as_json:
        print_json({**indicator_record(found.indicator, opened.language), "observations": records})
        return
    rows = (
        [one.observation.series, *_told(one, opened), one.observation.disaggregation.code]
        for one in held
    )
    keys = ("series", "value", "period", "place", "document", "disaggregation")
    print_table(found.indicator.title.in_(opened.language), _headings(keys, opened), rows)


def observations(
    source: Annotated[str | None, typer.Option("--source", help="A source's id.")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="An indicator's id or code.")
    ] = None,
    place: PlaceOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Write everything held, one row an observation and revision: CSV, or JSON with --json."""
    opened = Opened(lang, framework)
    held = opened.store.observations(
        source and opened.catalogue.source(source).id,
        indicator and opened.catalogue.indicator(indicator).id,
        opened.catalogue.place(place).code if place else None,
    )
    records = (observation_record(one, opened.catalogue, opened.language) for one in held)
    (print_json_lines if as_json else print_csv)(records)


def trace(
    indicator: Annotated[str, typer.Argument(help="An indicator's id or code.")],
    period: Annotated[str, typer.Option("--period", help="2024, 2024-Q3, 2016-06-30/2020-06-30 …")],
    place: PlaceOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Follow a figure back to the file, sheet and cell it was read from."""
    opened = Opened(lang, framework)
    name = opened.catalogue.indicator(indicator).id
    code = opened.catalogue.place(place).code if place else None
    trails = opened.store.trail(name, period, place=code)
    if as_json:
        print_json([trail_record(one, opened.catalogue, opened.language) for one in trails])
        return
    for one in trails:
        rows = (
            [step.title.in_(opened.language), step.words.in_(opened.language)] for step in one.steps
        )
        print_table(" · ".join(_told(one.held, opened)), ("", ""), rows)
