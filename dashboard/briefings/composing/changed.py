"""What differs between two briefings: new values, restatements, progress, what came and went."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.briefings.composing.figures import Figures, Judged, KeptFigure
from dashboard.briefings.composing.material import (
    FORM,
    NAMES_PLACES,
    SAYS_ALL_MARKS,
    TELLS_EMBARGO,
)
from dashboard.briefings.document import Change
from dashboard.embargo_said import mark_at
from dashboard.findings import applies_to, beyond_own_place, placed
from dashboard.text import Words
from dashboard.values_said import firmness
from metrics import Assessment, Catalogue, Figure, Moment, labels


class Kind(StrEnum):
    """As a change is told; several of them are of one kind of `Change`."""

    ADDED = "added"
    OTHER = "other"  # other cells stand for the indicator: nothing can be compared
    PROGRESS = "progress"
    NEW = "new"
    RESTATED = "restated"
    GONE = "gone"
    LATE = "late"
    LEFT_OUT = "left-out"


KINDS = {Kind.OTHER: "restated", Kind.GONE: "restated"}  # of a Change, where it is not its own name


class Found(NamedTuple):
    """A change, without words; `more` counts the further new values of the indicator.

    `newest` is the figure that progress is judged by.
    """

    kind: Kind
    indicator: str
    before: KeptFigure | None = None
    after: KeptFigure | None = None
    was: Judged | None = None
    now: Judged | None = None
    more: int = 0
    newest: KeptFigure | None = None


def changes(before: Figures, now: Figures) -> tuple[Found, ...]:
    """What differs, in the order of the newer briefing; what is left out stands last.

    Besides, of which newest figures partners are still missing: how many, never which.
    """
    known = {one.indicator: one for one in before.judged}
    held = {one.indicator: one for one in now.judged}
    found = [one for judged in now.judged for one in _of(judged, known, before, now)]
    found += [Found(Kind.LEFT_OUT, one) for one in known if one not in held]
    return tuple(found)


def _of(
    judged: Judged, known: Mapping[str, Judged], before: Figures, now: Figures
) -> Iterator[Found]:
    was = known.get(judged.indicator)
    if was is None:
        yield Found(Kind.ADDED, judged.indicator)
    own = _own(now, judged)
    if was and was.progress is not judged.progress:
        newest = max(own.values(), key=lambda one: one.observation.period.end, default=None)
        yield Found(Kind.PROGRESS, judged.indicator, was=was, now=judged, newest=newest)
    if was is not None:
        yield from _values(judged.indicator, _own(before, judged), own)
    yield from _late(judged.indicator, own)


def _own(figures: Figures, judged: Judged) -> dict[Figure, KeptFigure]:
    return {one.key: one for one in figures.values if one.key.indicator == judged.indicator}


def _values(
    indicator: str, before: Mapping[Figure, KeptFigure], now: Mapping[Figure, KeptFigure]
) -> Iterator[Found]:
    if before and now and not before.keys() & now.keys():
        yield Found(Kind.OTHER, indicator)
        return
    new = [one for key, one in now.items() if key not in before]
    if new:
        newest = max(new, key=lambda one: one.observation.period.end)
        yield Found(Kind.NEW, indicator, after=newest, more=len(new) - 1)
    for key, one in before.items():
        after = now.get(key)
        if after is None:
            yield Found(Kind.GONE, indicator, before=one)
        elif after.stated != one.stated:
            yield Found(Kind.RESTATED, indicator, before=one, after=after)


def _late(indicator: str, now: Mapping[Figure, KeptFigure]) -> Iterator[Found]:
    """The newest period, where its coverage says that it is not whole: no more than stands there.

    Returns that are owed name their partner, and officials read none of them; how many are in a
    figure that is shown they read beside it.
    """
    last = max((one.observation.period.end for one in now.values()), default=None)
    newest = (one for one in now.values() if one.observation.period.end == last and one.missing)
    for one in islice(newest, 1):
        yield Found(Kind.LATE, indicator, after=one)


def changes_said(
    found: Sequence[Found], framework: str, moment: Moment, catalogue: Catalogue, words: Words,
    form: int = FORM, at: datetime | None = None,
) -> tuple[Change, ...]:  # fmt: skip
    """The changes in words, each with the page of its indicator.

    `at` is the instant by which embargoes are judged; None: nothing is said of them.
    """
    places = {held.key.place for one in found if (held := one.after or one.before)}
    is_mixed = form >= NAMES_PLACES and len(places) > 1
    ahead = at if form >= TELLS_EMBARGO else None
    teller = _Teller(
        catalogue, words, ahead, is_mixed=is_mixed, says_firmness=form >= SAYS_ALL_MARKS
    )
    return tuple(
        Change(
            KINDS.get(one.kind, one.kind.value),
            one.indicator,
            teller.said(one),
            _path(one.indicator, framework, moment, words),
        )
        for one in found
    )


def _path(indicator: str, framework: str, moment: Moment, words: Words) -> str:
    page = f"/indicator/{indicator}"
    return Address(page, words.language, framework, default="", moment=moment).to(page)


class _Teller:
    """Puts changes into the words of a language, by the definitions of now."""

    def __init__(
        self, catalogue: Catalogue, words: Words, at: datetime | None, *,
        is_mixed: bool, says_firmness: bool,
    ) -> None:  # fmt: skip
        self.catalogue, self.words, self.at = catalogue, words, at
        self.says_firmness = says_firmness
        self._said = applies_to if is_mixed else beyond_own_place  # of several places each is named

    def said(self, found: Found) -> str:
        shown = found.after or found.before
        told = {
            "title": self._title(found.indicator, shown),
            "period": self._period(shown),
            "before": self._marked(found.before) or self._progress(found.was),
            "after": self._marked(found.after) or self._progress(found.now),
            "embargo": self._embargo(found.newest),
        }
        if found.kind is Kind.LATE and shown is not None and shown.coverage is not None:
            told |= {"asked": self.words.number(shown.coverage[1]), "embargo": self._embargo(shown)}
            return self.words.counted("briefing_words.change_late", shown.missing, **told)
        said = self.words(f"briefing_words.change_{found.kind.replace('-', '_')}", **told)
        if not found.more:
            return said
        return f"{said} {self.words.counted('briefing_words.change_more', found.more)}"

    def _title(self, indicator: str, shown: KeptFigure | None) -> str:
        """What the figure counts, with its place; where there is no figure its indicator."""
        series = self.catalogue.series.get(shown.key.series) if shown else None
        known = series or self.catalogue.indicators.get(indicator)
        title = self.words.text(known.title) if known else indicator
        if shown is None or shown.key.place not in self.catalogue.places:
            return title
        return placed(title, self._said(shown.observation, self.catalogue, self.words))

    def _period(self, shown: KeptFigure | None) -> str:
        if shown is None:
            return ""
        series = self.catalogue.series.get(shown.key.series)
        if series is None:
            return labels.period_words(shown.observation.period, self.words.language)
        return labels.when_words(shown.observation, series, self.words.language)

    def _marked(self, shown: KeptFigure | None) -> str:
        """The value, and beside it how firm it is and until when it is under embargo."""
        if shown is None:
            return ""
        firm = firmness(shown.observation, self.words) if self.says_firmness else []
        said = f" ({', '.join(firm)})" if firm else ""
        return f"{self._value(shown)}{said}{self._embargo(shown)}"

    def _embargo(self, shown: KeptFigure | None) -> str:
        mark = mark_at(shown, self.at, self.words) if shown and self.at else ""
        return f" ({mark})" if mark else ""

    def _value(self, shown: KeptFigure | None) -> str:
        """The whole value with its hedge; of a series that nothing declares any more the digits."""
        if shown is None:
            return ""
        language, key = self.words.language, shown.key.series
        if key in self.catalogue.series:
            unit = self.catalogue.unit_of(key)
            return labels.value_words(shown.observation, unit, language, with_unit=unit.needs_words)
        return labels.grouped(shown.value, language) if shown.value is not None else "–"

    def _progress(self, judged: Judged | None) -> str:
        if judged is None:
            return ""
        return labels.progress_words(Assessment(judged.progress), self.words.language)
