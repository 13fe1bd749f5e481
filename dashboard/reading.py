"""The reading commands of `pillars`: what the store holds, as tables for people or as JSON."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.absent import (
    Absence,
    absence,
    absent_words,
    held_later,
    nothing_then,
    past,
    progress_said,
)
from dashboard.addresses import MOMENTS
from dashboard.deeds import state_words
from dashboard.line_said import figure_shown
from dashboard.noting import NOTES
from dashboard.observation_records import line_records, of_moment
from dashboard.options import (
    AsOfOption,
    FrameworkOption,
    HeldAtOption,
    JsonOption,
    KnownAtOption,
    LangOption,
    PillarOption,
    PlaceOption,
)
from dashboard.printing import (
    Opened,
    WrongOptionError,
    print_csv,
    print_json,
    print_json_lines,
    print_table,
    write_line,
)
from dashboard.records import (
    action_record,
    indicator_record,
    observation_record,
    scorecard_record,
    source_record,
)
from dashboard.reviewed import of_strategy
from metrics import (
    KINDS,
    HeldObservation,
    Indicator,
    MetricsError,
    ScorecardRow,
    UnknownError,
    labels,
)


def sources(
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """List the sources, what each holds and when it was loaded."""
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    records = [
        source_record(one, opened.catalogue, opened.language) for one in opened.store.sources()
    ]
    if as_json:
        print_json(records)
        return
    opened.head()
    keys = ("source", "publisher", "documents", "series", "observations", "actions")
    rows = ([_cell(record[key], opened) for key in keys] for record in records)
    print_table(opened.words("command.sources"), headings(keys, opened), rows, range(2, 6))


def _cell(value: object, opened: Opened) -> str:
    return opened.words.number(value) if isinstance(value, int) else str(value or "")


def headings(keys: tuple[str, ...], opened: Opened) -> list[str]:
    return [opened.words(f"command.column_{key}") for key in keys]


def indicators(
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """List the indicators of a framework, pillar by pillar."""
    opened = Opened(lang, framework, moment(None, None, held_at))
    by_pillar = {
        pillar: [
            indicator_record(opened.catalogue.indicator(name), opened.catalogue, opened.language)
            for name in pillar.indicators
        ]
        for pillar in opened.framework.pillars
    }
    if as_json:
        print_json([
            {"pillar": pillar.id, **record}
            for pillar, records in by_pillar.items() for record in records
        ])  # fmt: skip
        return
    opened.head()
    for pillar, records in by_pillar.items():
        keys = ("code", "indicator", "title")
        rows = ([_cell(record[key], opened) for key in keys] for record in records)
        title = opened.words.text(pillar.title)
        print_table(title, headings(keys, opened), rows, whole=(0, 1))


def initiatives(
    pillar: PillarOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """List the actions, oldest first, those without a date last."""
    opened = Opened(lang, framework, moment(None, None, held_at))
    _check_pillar(pillar, framework, opened)
    actions = opened.store.actions(framework=framework and opened.framework.id, pillar=pillar)
    records = [action_record(one, opened.catalogue, opened.language) for one in actions]
    if as_json:
        print_json(records)
        return
    opened.head()
    keys = ("on", "state", "title", "pillar", "source")
    rows = ([_cell(record[key], opened) for key in keys] for record in records)
    told = ([row[0], state_words(row[1], opened.words), *row[2:]] for row in rows)
    print_table(opened.words("command.initiatives"), headings(keys, opened), told)


def moment(as_of: str | None, known_at: str | None, held_at: str | None) -> dict[str, str | None]:
    """The options that say of when a question is asked, by the names that addresses use."""
    return dict(zip(MOMENTS, (as_of, known_at, held_at), strict=True))


def _check_pillar(pillar: str | None, framework: str | None, opened: Opened) -> None:
    """Refuse a pillar that is none of the framework's, or of any where none was asked for."""
    every = [opened.framework] if framework else opened.catalogue.frameworks.values()
    known = {one.id for strategy in every for one in strategy.pillars}
    if pillar is not None and pillar not in known:
        raise UnknownError(KINDS["pillar"], pillar, sorted(known))


def scorecard(
    pillar: PillarOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Show each indicator's newest value, period and progress."""
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    _check_pillar(pillar, opened.framework.id, opened)
    card = opened.store.scorecard(opened.framework.id, pillar)
    if as_json:
        print_json(scorecard_record(card, opened.catalogue, opened.language, opened.then))
        return
    opened.head()
    write_line(of_strategy(card.framework, opened.words))
    keys = ("indicator", "value", "period", "place", "progress")
    for one in card.pillars:
        rows = (_scorecard_row(row, opened) for row in one.rows)
        print_table(opened.words.text(one.pillar.title), headings(keys, opened), rows)


def _scorecard_row(row: ScorecardRow, opened: Opened) -> list[str]:
    progress = progress_said(row, opened.then, opened.words)
    title = opened.words.text(row.indicator.title)
    if row.latest is None:
        why = absence(row, opened.then) or Absence.NOTHING
        return [title, absent_words(why, opened.words), "", "", progress]
    counted = figure_shown(row.indicator, row.latest, opened.catalogue, opened.words)
    name = ". ".join(filter(None, [title, counted]))
    return [name, *in_words(row.latest, opened), progress]


def in_words(held: HeldObservation, opened: Opened) -> list[str]:
    """Value, period and place of an observation, in words."""
    one = held.observation
    unit = opened.catalogue.unit_of(one.series)
    return [
        labels.value_words(held, unit, opened.language, with_unit=True),
        labels.when_words(one, opened.catalogue.series_of(one.series), opened.language),
        labels.place_words(opened.catalogue.place(one.place), opened.language),
    ]


def none_held(indicator: Indicator, opened: Opened) -> str:
    """That nothing is published; of a past moment only that nothing was known or held then."""
    title, why = opened.words.text(indicator.title), past(opened.then)
    if why is None or not held_later(indicator.id, opened.then):
        return opened.words("shared.finding_none", title=title)
    return nothing_then(title, why, opened.then, opened.words)


def observations(
    source: Annotated[str | None, typer.Option("--source", help="A source's id.")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="An indicator's id or code.")
    ] = None,
    place: PlaceOption = None,
    history: Annotated[bool, typer.Option("--history", help="Every revision too.")] = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write an Excel workbook here.")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Write the values that stand, or with --history every revision: CSV, --json or --out."""
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    _check_out(out)
    ask = opened.store.observations if history else opened.store.standing
    held = NOTES.before(ask(source, indicator, place))
    each = (observation_record(one, opened.catalogue, opened.language) for one in held)
    standing = line_records(held, opened.catalogue, opened.language)
    records = of_moment(each if history else standing, opened.store.moment)
    if out:
        from dashboard.workbook import write_workbook  # openpyxl is needed by few

        rows = write_workbook(records, out)
        write_line(opened.words.counted("command.written", rows, file=str(out)))
        return
    opened.head_beside()
    (print_json_lines if as_json else print_csv)(records)


def _check_out(out: Path | None) -> None:
    """Refuse a workbook that would not be named as one, or stands in no folder."""
    if out is None:
        return
    if out.suffix.lower() != ".xlsx":
        raise WrongOptionError(
            f"'{out}' is not the name of a workbook: let it end in .xlsx.",
            f"«\u00a0{out}\u00a0» n'est pas un nom de classeur\u00a0: il doit finir par .xlsx.",
        )
    if not out.parent.is_dir():
        raise MetricsError(
            f"There is no folder {out.parent}: make it, or name another.",
            f"Il n'y a pas de dossier {out.parent}\u00a0: créez-le, ou nommez-en un autre.",
        )
