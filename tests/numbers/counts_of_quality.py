"""The measures of every source, worked out again by other ways than the pages have.

Periods are counted along the calendar, not between neighbours; a statement is set beside others by
its key, not by its line; the checks of documentation are added up from what is declared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import eq, ge, gt, le, lt
from typing import NamedTuple

from metrics import HeldObservation, Period, Source, Text, labels
from tests.numbers.asked import Asked, Count
from tests.numbers.held import Key, key_in

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}
MARKS = "EDL"  # an estimate, another definition, low reliability
SHOWN = 100  # things behind a cell on one page
FITS = {  # whether a number is what was stated with these words
    "exact": eq, "at_least": ge, "more_than": gt, "up_to": le, "less_than": lt,
    "approximate": lambda number, value: abs(number - value) <= _place(value) / 2,
}  # fmt: skip
Figures = dict[Key, list[HeldObservation]]


class Cell(NamedTuple):
    """How many there are to look at, of how many, and what else the cell says."""

    count: int
    of: int
    more: dict[str, int | Decimal]

    @property
    def word(self) -> str:
        return "watch" if self.count else "on" if self.of else "none"


def of_quality(asked: Asked) -> Iterator[Count]:
    found = {one.id: _cells(one, asked) for one in asked.held.catalogue.sources.values()}
    told = [one.word for cells in found.values() for one in cells.values() if one.word != "none"]
    yield asked.counted("quality.finding", told.count("watch"), of=len(told))
    yield from (
        Count(_said(measure, cell, asked), place)
        for source, cells in found.items()
        for measure, cell in cells.items()
        for place in (f"source={source}", f"/sources/{source}")
    )
    if "measure" in asked.page.asked:
        yield from _behind(found, asked)
    yield from _folded(asked)
    yield from _of_lists(asked)


def _behind(found: dict[str, dict[str, Cell]], asked: Asked) -> Iterator[Count]:
    """The cell that the address opens, and which of the things behind it the page shows."""
    measure = asked.page.asked["measure"]
    cell = found[asked.page.asked["source"]][measure]
    yield Count(_said(measure, cell, asked), "st")
    before = int(asked.page.asked.get("from", 0))
    rows = {"first": before + 1, "last": min(before + SHOWN, cell.count), "total": cell.count}
    yield asked.said("source.rows", **rows)


def _said(measure: str, cell: Cell, asked: Asked) -> str:
    numbers = {"count": cell.count, "of": cell.of, **cell.more}
    written = {name: asked.words.number(one) for name, one in numbers.items()}
    return asked.words(f"quality.numbers_{measure}_{cell.word}", **written)


def _cells(source: Source, asked: Asked) -> dict[str, Cell]:
    figures = {
        key: every
        for key, every in asked.held.figures.items()
        if key.series.partition("/")[0] == source.id
    }
    return {
        "timely": timely(source, figures, asked.held.store.today()),
        "complete": _complete(source, figures),
        "valid": _valid(figures),
        "consistent": _consistent(source, asked),
        "stable": _stable(figures),
        "documented": _documented(source, asked),
    }


def timely(source: Source, figures: Figures, today: date) -> Cell:
    """How many of its series have waited longer than ever, of those that have a rhythm."""
    declared = source.next_release
    late = [today - one for one in [declared] if one and one < today]
    rhythms = list(_rhythms(figures))
    late += [today - last - wait for _, last, wait in rhythms if today - last > wait]
    worst = max((one.days for one in late), default=0)
    return Cell(len(late), len(rhythms) + (declared is not None), {"days": worst})


def _rhythms(figures: Figures) -> Iterator[tuple]:
    """Of each series published more than once: its name, its last day, its longest wait."""
    published = defaultdict(set)
    for key, every in figures.items():
        published[key.series].add(min(every, key=lambda one: one.revision).observation.known.on)
    for name, found in published.items():
        days = sorted(found)
        if len(days) > 1:
            yield name, days[-1], max(b - a for a, b in pairwise(days))


def _complete(source: Source, figures: Figures) -> Cell:
    said = {key for key, every in figures.items() if _is_said(every[-1])}
    spoken = len({key.series for key in said})
    silent = len(source.series) - spoken
    regular = [keys for keys in _lines(figures).values() if _frequency(keys[0]) in MONTHS]
    held = sum(key in said for keys in regular for key in keys)
    expected = sum(max(_span(keys), len(keys)) for keys in regular)  # years may lie over others
    lacking = sum(size > 0 for keys in regular for _, _, size in _gaps(keys))
    lacking += sum(key not in said for keys in regular for key in keys)
    more = {
        "missing": expected - held,
        "expected": expected,
        "silent": silent,
        "series": len(source.series),
    }
    return Cell(silent + lacking, spoken, more)


def _is_said(one: HeldObservation) -> bool:
    stated = one.observation
    return stated.status == "Q" or (stated.value, stated.words) != (None, None)


def _lines(figures: Figures) -> dict[tuple, list[Key]]:
    """The figures of each line, in the order of time."""
    lines = defaultdict(list)
    for key in sorted(figures, key=lambda one: Period.parse(one.period).start):
        lines[key.series, key.place, key.breakdown, _frequency(key)].append(key)
    return lines


def _frequency(key: Key) -> str:
    return Period.parse(key.period).frequency


def _span(keys: list[Key]) -> int:
    """How many periods there are from the first of a line to its last, along the calendar."""
    first, last = Period.parse(keys[0].period), Period.parse(keys[-1].period)
    return (_month(last.end) - _month(first.start) + 1) // MONTHS[first.frequency]


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _gaps(keys: list[Key]) -> Iterator[tuple[Period, Period, int]]:
    """Neighbours of a line and how many periods lie between them."""
    for before, after in pairwise(keys):
        yield Period.parse(before.period), Period.parse(after.period), _span([before, after]) - 2


def _valid(figures: Figures) -> Cell:
    marked = sum(every[-1].observation.status.value in MARKS for every in figures.values())
    return Cell(marked, len(figures), {})


def _consistent(source: Source, asked: Asked) -> Cell:
    catalogue, stated = asked.held.catalogue, defaultdict(dict)
    for key, every in asked.held.figures.items():
        one, unit = every[-1].observation, catalogue.unit_of(key.series)
        if one.value is not None and unit.kind in ("count", "money", "level"):
            same = catalogue.series[key.series].same_as or key.series
            cell = (same, *key[1:], unit.id)
            stated[cell][key.series] = one.value, one.qualifier.value
    again = [
        list(cell.values())
        for cell in stated.values()
        if len(cell) > 1 and any(name.startswith(f"{source.id}/") for name in cell)
    ]
    return Cell(sum(not any(map(_allows(one), _tried(one))) for one in again), len(again), {})


def _tried(cell: list[tuple[Decimal, str]]) -> list[Decimal]:
    """The numbers that may fit all statements: each of them, and those right beside it."""
    return [value + beside for value, _ in cell for beside in (0, 1, -1)]


def _allows(cell: list[tuple[Decimal, str]]) -> Callable[[Decimal], bool]:
    """Whether a number fits every statement of a cell."""
    return lambda number: all(FITS[qualifier](number, value) for value, qualifier in cell)


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero, read from the digits as written."""
    written = f"{value.normalize():f}"
    if "." in written:
        return Decimal(10) ** -len(written.partition(".")[2])
    return Decimal(10) ** (len(written) - len(written.rstrip("0")))


def _stable(figures: Figures) -> Cell:
    again = [stated for every in figures.values() if len(stated := _stated(every)) > 1]
    changed = [one for one in again if one[0].observation.value != one[-1].observation.value]
    most = max((abs(_share(one)) for one in changed), default=Decimal(0))
    return Cell(len(changed), len(again), {"most": labels.plain(_rounded(most))})


def _stated(every: list[HeldObservation]) -> list[HeldObservation]:
    """Its statements by its publisher: what was read again in the same document is corrected."""
    documents = [one.observation.document for one in every]
    return [
        one
        for index, one in enumerate(every)
        if one.released_at or documents[index] not in documents[index + 1 :]
    ]


def _share(stated: list[HeldObservation]) -> Decimal:
    """By how many in a hundred the first value was changed; none of nothing."""
    first, now = stated[0].observation.value, stated[-1].observation.value
    return 100 * (now - first) / abs(first) if first and now is not None else Decimal(0)


def _rounded(share: Decimal) -> Decimal:
    return round(share, 1 if share >= 1 else 2)


def _documented(source: Source, asked: Asked) -> Cell:
    """The checks: whether each thing that a reader must know is there."""
    catalogue = asked.held.catalogue
    series, documents = source.series.values(), source.documents.values()
    indicators = [catalogue.indicators[name] for name in {one.indicator for one in series}]
    texts = [source.title, source.description, source.coverage]
    texts += [text for one in [*series, *indicators] for text in (one.title, one.definition)]
    texts += [text for one in indicators for text in one.does_not_tell]
    checks = [any(source.licence), bool(source.cautions), *map(_in_both, texts)]
    checks += [not one.undated for one in series]
    checks += [one.published_on is not None for one in documents]
    checks += [one.url is not None for one in documents]
    return Cell(checks.count(False), len(checks), {})


def _in_both(text: Text) -> bool:
    return bool(text.en.strip() and text.fr.strip()) and text.en != text.fr


def _folded(asked: Asked) -> Iterator[Count]:
    """How many a fold says that it has: as many as it opens."""
    folds = defaultdict(set)
    for one in asked.page.said:
        if panel := one.element.within("panel"):
            folds[id(panel)].add(id(one.element.within("li")))
    for listed in folds.values():
        yield Count(asked.words("quality.more", count=len(listed) - 1), "summary")


def _of_lists(asked: Asked) -> Iterator[Count]:
    """What the lists say of what they name: how late, how long a gap, how many are not drawn."""
    figures, today = asked.held.figures, asked.held.store.today()
    for _, last, wait in _rhythms(figures):
        said = {"last": asked.words.day(last), "due": asked.words.day(last + wait)}
        days = (today - last - wait).days
        yield asked.said("quality.weak_late", **said, wait=wait.days, days=days)
    for one in asked.held.catalogue.sources.values():
        if (day := one.next_release) and day < today:
            said = {"day": asked.words.day(day), "days": (today - day).days}
            yield asked.said("quality.weak_expected", **said)
    yield from _of_gaps(figures, asked)
    for (_, why), number in Counter(filter(None, map(_undrawn, figures.items()))).items():
        yield asked.said(f"quality.weak_undrawn_{why}", number=number)
    yield from of_restated(asked)


def _of_gaps(figures: Figures, asked: Asked) -> Iterator[Count]:
    for keys in _lines(figures).values():
        for *ends, size in _gaps(keys) if _frequency(keys[0]) in MONTHS else ():
            after, before = (labels.period_words(one, asked.page.language) for one in ends)
            if size > 0:
                yield asked.said("quality.weak_gap", after=after, before=before, missing=size)


def _undrawn(figure: tuple[Key, list[HeldObservation]]) -> tuple[str, str] | None:
    """The series of a figure that no chart can draw, and why."""
    key, one = figure[0], figure[1][-1].observation
    if one.value is not None and one.status != "Q":
        return None
    why = "hidden" if one.status == "Q" else "in_words" if one.words else "no_number"
    return key.series, why


def of_restated(asked: Asked) -> Iterator[Count]:
    """By how much a value was changed, beside the link to its trail."""
    for trail in asked.page.trails:
        stated = _stated(asked.held.figures.get(key_in(trail), []))
        if len(stated) > 1 and (share := _share(stated)):
            sign, written = "+" if share > 0 else "\u2212", labels.plain(_rounded(abs(share)))
            values = {"sign": sign, "share": asked.words.number(written)}
            said = asked.words("quality.weak_restated_by", period="", first="", now="|", **values)
            yield Count(said.partition("|")[2].strip(), trail)
