"""An explanation told in words: the same parts, in the same words, on page and command line."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.line_cells import release_of
from dashboard.text import Words
from metrics import (
    Catalogue,
    Explanation,
    Forecast,
    HeldObservation,
    Needed,
    NotNeeded,
    ObservationStatus,
    Reasoning,
    Refused,
    RolledUp,
    TooFew,
    Unit,
    labels,
    step_words,
)

UNRULED = "none"  # the name under which a signal says why nothing was judged


class Input(NamedTuple):
    """A value that went in: in words, its period, and the cell that it was read from.

    A total over partners stands in no file: `cell` tells of its returns, of a released one the
    release; `coverage` of how many partners it is.
    """

    held: HeldObservation
    value: str
    period: str
    cell: str
    coverage: str = ""


class Part(NamedTuple):
    """One thing that is said of a value, by which rule, from what, and how.

    `key` is progress, signal, roll_up, needed or forecast; `result` is the sentence that comes out.
    `rule` names the rule in words, `rule_id` and `version` as they are kept. Where a value that
    went in is hidden, `withheld` says so and names the files, and `inputs` is empty.
    """

    key: str
    title: str
    result: str
    rule: str = ""
    rule_id: str | None = None
    version: int | None = None
    inputs: tuple[Input, ...] = ()
    withheld: str = ""
    steps: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


def told(found: Explanation, catalogue: Catalogue, words: Words) -> list[Part]:
    """Progress first, then how the value is made, its signal, what is needed and what may come."""
    return list(_parts(found, _Teller(found.unit, catalogue, words)))


def _parts(found: Explanation, teller: "_Teller") -> Iterator[Part]:
    words = teller.words
    progress = labels.progress_words(found.assessment, words.language)
    yield teller.part("progress", progress, found.assessment.reasoning)
    if found.assessment.trend:
        trend = labels.trend_words(found.assessment.trend, words.language)
        yield teller.part("trend", trend, None)
    if isinstance(found.rolled, RolledUp):
        yield teller.part(
            "roll_up", teller.steps(found.rolled.reasoning)[-1], found.rolled.reasoning
        )
    if isinstance(found.rolled, Refused):
        instead = (words.text(found.rolled.instead),) if found.rolled.instead else ()
        said = step_words(found.rolled.why, found.unit, words.language)
        yield Part("roll_up", words("told.roll_up"), said, caveats=instead)
    signal = step_words(found.signal.sentence, found.unit, words.language)
    yield teller.part("signal", signal, found.signal.reasoning)
    yield from _ahead(found.needed, found.forecast, teller)


def _ahead(
    needed: Needed | NotNeeded | None, forecast: Forecast | TooFew | None, teller: "_Teller"
) -> Iterator[Part]:
    if isinstance(needed, NotNeeded):
        yield teller.part("needed", teller.words.text(needed.why), None)
    if isinstance(needed, Needed):
        said = step_words(needed.sentence, teller.unit, teller.words.language)
        yield teller.part("needed", said, needed.reasoning)
    if isinstance(forecast, Forecast):
        said = step_words(forecast.sentence, teller.unit, teller.words.language)
        yield teller.part("forecast", said, forecast.reasoning)
    if isinstance(forecast, TooFew):
        yield teller.part("forecast", teller.words.text(forecast.why), None)


class _Teller:
    """Puts reasoning into a reader's words."""

    def __init__(self, unit: Unit, catalogue: Catalogue, words: Words) -> None:
        self.unit, self.catalogue, self.words = unit, catalogue, words

    def part(self, key: str, result: str, reasoning: Reasoning | None) -> Part:
        title = self.words(f"told.{key}")
        if reasoning is None:
            return Part(key, title, result)
        ruled = reasoning.rule != UNRULED
        withheld = self._withheld(reasoning.inputs)
        return Part(
            key,
            title,
            result,
            self.rule(reasoning),
            reasoning.rule if ruled else None,
            reasoning.version if ruled else None,
            () if withheld else tuple(self._input(one) for one in reasoning.inputs),
            withheld,
            self.steps(reasoning),
            tuple(self.words.text(one) for one in reasoning.caveats),
        )

    def rule(self, reasoning: Reasoning) -> str:
        """Its name and version; nothing where no rule could be used."""
        if reasoning.rule == UNRULED:
            return ""
        return self.words("told.rule", name=reasoning.rule, version=reasoning.version)

    def steps(self, reasoning: Reasoning) -> tuple[str, ...]:
        return tuple(step_words(one, self.unit, self.words.language) for one in reasoning.steps)

    def _withheld(self, inputs: tuple[HeldObservation, ...]) -> str:
        """Why no value is listed, and in which files they are; nothing where none is hidden."""
        if all(one.observation.status is not ObservationStatus.SUPPRESSED for one in inputs):
            return ""
        return self.words("told.withheld", files=", ".join(dict.fromkeys(map(self._file, inputs))))

    def _input(self, held: HeldObservation) -> Input:
        one, language = held.observation, self.words.language
        return Input(
            held,
            labels.value_words(held, self.unit, language, with_unit=True),
            labels.when_words(one, self.catalogue.series_of(one.series), language),
            self._cell(held),
            labels.coverage_words(held, language),
        )

    def _cell(self, held: HeldObservation) -> str:
        """File and cell; of a total its returns, of what was released the code of its release."""
        at = held.observation.location
        if held.total or release_of(held):
            return self._file(held)
        sheet = f"{at.sheet}!" if at.sheet else ""
        return f"{self._file(held)}, {sheet}{at.cell}"

    def _file(self, held: HeldObservation) -> str:
        """The file alone, or what stands for it."""
        if held.total:
            return self.words.counted("told.made_of", held.total.returns)
        if code := release_of(held):
            return self.words("told.in_release", code=code)
        source = held.observation.series.partition("/")[0]
        return f"{source}/{held.observation.location.file}"
