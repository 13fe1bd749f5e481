"""Commands that account for one figure: where it comes from, and why it is judged as it is."""

from dashboard.absent import assessment_said, nothing_then, unexplained
from dashboard.choice import check_place
from dashboard.line_said import figure_shown
from dashboard.options import (
    AnyPeriodOption,
    AsOfOption,
    FrameworkOption,
    HeldAtOption,
    IndicatorArgument,
    JsonOption,
    KnownAtOption,
    LangOption,
    PeriodOption,
    PlaceOption,
)
from dashboard.printing import Opened, WrongOptionError, print_json, write_line
from dashboard.reading import in_words, moment
from dashboard.records import explanation_record
from dashboard.told import told
from dashboard.tracing import Traced, tell_trails, trail_records, trails_of
from metrics import (
    KINDS,
    Explanation,
    MetricsError,
    Period,
    UnknownError,
    labels,
    step_words,
    target_step,
)


def trace(
    indicator: IndicatorArgument,
    period: PeriodOption,
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Follow a figure back to the file, sheet and cell it was read from."""
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    name = opened.catalogue.indicator(indicator).id
    code = opened.catalogue.place(place).code if place is not None else None
    _check_period(period, name, opened, code)
    asked = Traced(name, Period.parse(period), code)
    check_place(name, code, opened.store, asked.period)
    trails = trails_of(asked, opened)
    if as_json:
        print_json(trail_records(asked, trails, opened))
        return
    tell_trails(asked, trails, opened)


def explain(
    indicator: IndicatorArgument,
    period: AnyPeriodOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    held_at: HeldAtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
) -> None:
    """Show why a value is judged as it is: rule, inputs with their cells, arithmetic, caveats.

    Of the newest period where none is named.
    """
    opened = Opened(lang, framework, moment(as_of, known_at, held_at))
    name = opened.catalogue.indicator(indicator).id
    if period is not None:
        _check_period(period, name, opened)
    found = opened.store.explain(name)
    if period and found.line:  # of nothing there is no period either
        found = opened.store.explain(name, period)
    if as_json:
        print_json(explanation_record(found, opened.catalogue, opened.words, opened.then))
        return
    opened.head()
    _tell(found, opened)


def _made(found: Explanation, opened: Opened) -> str:
    """What a longer period is made of, or why it is not; that nothing is held, else."""
    words = opened.words
    for part in told(found, opened.catalogue, words):
        if part.key == "roll_up" and found.period:
            period = labels.period_words(found.period, words.language)
            return f"{period}{words('shared.colon')}{part.result}"
    return words("told.nothing")


def _tell(found: Explanation, opened: Opened) -> None:
    words = opened.words
    if why := unexplained(found, opened.then):
        title = words.text(found.indicator.title)
        write_line(f"{nothing_then(title, why, opened.then, words)}.")
        said = assessment_said(found.assessment, why, words)
        write_line(f"{words('told.progress')}{words('shared.colon')}{said}")
        return
    write_line(words.text(found.indicator.title))
    if counted := figure_shown(found.indicator, found.held, opened.catalogue, words):
        write_line(counted)
    value = ", ".join(in_words(found.held, opened)) if found.held else _made(found, opened)
    write_line(f"{value.rstrip('.')}. {words('told.judged_on', day=words.day(found.judged_on))}.")
    if (target := found.assessment.target) and found.assessment.reasoning is None:
        write_line(step_words(target_step(target), found.unit, words.language))
    for part in told(found, opened.catalogue, words):
        write_line(f"\n{part.title}{words('shared.colon')}{part.result}")
        if part.rule:
            write_line(f"  {part.rule}")
        if part.withheld:
            write_line(f"  {part.withheld}")
        for one in part.inputs:
            where = "; ".join(filter(None, [one.coverage, one.cell]))
            write_line(f"  {one.period}{words('shared.colon')}{one.value} ({where})")
        for number, step in enumerate(part.steps, 1):
            write_line(f"  {number}. {step}")
        for caveat in part.caveats:
            write_line(f"  ({caveat})")


def _check_period(period: str, indicator: str, opened: Opened, place: str | None = None) -> None:
    """Refuse what is not a period, with the nearest that are held, or how to write one."""
    try:
        Period.parse(period)
    except MetricsError as error:
        lines = opened.store.series(indicator, place).lines
        held = dict.fromkeys(one.observation.period.code for line in lines for one in line.values)
        unknown = UnknownError(KINDS["period"], period, held)
        raise (unknown if unknown.nearest else WrongOptionError(*_both(error))) from None


def _both(error: MetricsError) -> tuple[str, str]:
    return error.text.en, error.text.fr
