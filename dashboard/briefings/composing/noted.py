"""The notes of an exhibit: what its marks mean, what was changed, hidden or rounded, and breaks."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.briefings.composing.material import NUMBERS_NOTES, TELLS_FEWER, Asked, Material
from dashboard.briefings.composing.progress_said import caveats_of
from dashboard.embargo_said import marks_at
from dashboard.office_notes import keys_at, notes_of_values, notes_said
from dashboard.scales import is_box, is_estimated, is_provisional, is_restated, open_side
from dashboard.text import Words
from metrics import HeldObservation, ObservationStatus, SeriesLine, Text, labels


def notes_of(
    one: Material, shown: Sequence[HeldObservation], asked: Asked, words: Words
) -> tuple[str, ...]:
    """Embargo and protection first; the notes beside values, those of the values in the table."""
    line = one.line
    if line is None:
        ahead = marks_at((held for _, held in one.shown), asked.now, words)
        return (*_embargo(ahead, words), *_beside([held for _, held in one.shown], None, words))
    said = [
        *_embargo(marks_at(line.values, asked.now, words), words),
        *_of_marks(line, asked.form, words),
        *(f"{words.day(cut.on)}{words('shared.colon')}{words.text(cut.note)}"
          for cut in line.series.breaks if _within(cut.on.year, line)),
        *_beside(shown, line, words),
        *office_notes(line, asked.form, words),
        *caveats_of(one, words),
    ]  # fmt: skip
    return tuple(dict.fromkeys(said))


def office_notes(line: SeriesLine, form: int, words: Words) -> list[str]:
    """What the office has noted, with the numbers that chart and table carry."""
    said = notes_said if form >= NUMBERS_NOTES else notes_of_values
    return said(line, words)


def note_keys(held: HeldObservation, line: SeriesLine, form: int) -> list[str]:
    """The numbers of the office's notes at a value."""
    return keys_at(held, line) if form >= NUMBERS_NOTES else []


def _embargo(ahead: list[str], words: Words) -> Iterator[str]:
    if ahead:
        yield words("briefing_words.note_embargo", until=words.joined(ahead))


def _of_marks(line: SeriesLine, form: int, words: Words) -> Iterator[str]:
    """A sentence for each kind of mark that there is on the line."""
    held = {
        "hidden": _is_hidden, "provisional": is_provisional, "estimated": is_estimated,
        "restated": lambda one: is_restated(one, line), "under": is_box,
        "bound": lambda one: bool(open_side(one)),
        "fewer" if form >= TELLS_FEWER else "incomplete": lambda one: one.is_incomplete,
    }  # fmt: skip
    for name, holds in held.items():
        if count := sum(map(holds, line.values)):
            yield words.counted(f"briefing_words.note_{name}", count)


def _is_hidden(held: HeldObservation) -> bool:
    own = held.observation
    return own.status is ObservationStatus.SUPPRESSED and own.words != labels.WITHHELD


def _within(year: int, line: SeriesLine) -> bool:
    periods = [one.observation.period for one in line.values]
    return periods[0].start.year <= year <= periods[-1].end.year


def _beside(
    shown: Iterable[HeldObservation], line: SeriesLine | None, words: Words
) -> Iterator[str]:
    """Each note once, with the periods that it stands beside; without where it is of all."""
    held = [*shown]
    periods: dict[Text, list[str]] = {}
    for one in held:
        if one.observation.note:
            said = _period(one, line, words)
            periods.setdefault(one.observation.note, []).append(said)
    for note, when in periods.items():
        if len(when) == len(held):
            yield words.text(note)
        else:
            yield f"{', '.join(dict.fromkeys(when))}{words('shared.colon')}{words.text(note)}"


def _period(held: HeldObservation, line: SeriesLine | None, words: Words) -> str:
    if line is not None:
        return labels.when_words(held.observation, line.series, words.language)
    return labels.period_words(held.observation.period, words.language)
