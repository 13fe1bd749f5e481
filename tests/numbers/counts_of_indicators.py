"""How many indicators a strategy or a pillar has, with a figure, judged, and why not."""

from collections import Counter
from collections.abc import Iterator

from metrics import (
    Framework,
    Level,
    Period,
    PillarScorecard,
    Progress,
    Reason,
    ScorecardRow,
    chance_words,
    labels,
)
from tests.numbers.asked import Asked, Count

JUDGED = (Progress.MET, Progress.ON_TRACK, Progress.WATCH, Progress.OFF_TRACK)
WAITING = (Progress.NOT_COMPARABLE, Progress.LATE, Progress.NOT_YET_DUE)
REASONS = (
    Reason.NO_TARGET, Reason.NO_DIRECTION, Reason.HIDDEN, Reason.IN_WORDS, Reason.UNPROVEN,
)  # fmt: skip
NAMED_ON_MAP = {Level.OUTPUT: 4}  # of each level of a pillar; two of every other
NAMED = 3  # places that a pillar's page names; the rest is "elsewhere"
Rows = list[ScorecardRow]


def of_the_overview(asked: Asked) -> Iterator[Count]:
    card = asked.held.store.scorecard(asked.framework.id)
    pillars = [one for one in card.pillars if not one.pillar.context]
    rows = [row for one in pillars for row in one.rows]
    yield from _tally(rows, asked)
    yield from _judged(rows, asked)
    yield from _without_a_figure(rows, asked)
    yield from _in_the_key(rows, asked)
    for one in card.pillars:
        yield from _of_one_pillar(one, asked)
        yield asked.counted("overview.context_note", len(one.rows))
    yield from _by_chance(asked, None)


def _tally(rows: Rows, asked: Asked) -> Iterator[Count]:
    published = [row.latest.observation.period for row in rows if row.latest]
    apart = sum(_mostly_apart(one, asked.framework) for one in published)
    counts = {"total": len(rows), "published": len(published), "other_years": apart}
    for key in ("lead", "lead_other"):
        yield asked.counted(f"overview.{key}", counts.pop("published"), **counts)
        counts["published"] = len(published)
    own = len(published) - apart
    for key in ("tally_published", "tally_published_others"):
        yield asked.said(f"overview.{key}", **counts, own_years=own)
    yield from _described(own, rows, asked)
    yield asked.counted("overview.indicators", len(rows))
    yield asked.counted("overview.targets", _with_a_target(rows))
    yield asked.counted("overview.tally_none", len(rows) - len(published))


def _described(own: int, rows: Rows, asked: Asked) -> Iterator[Count]:
    """The title, which counts what describes the years of the strategy alone."""
    words, _ = _progress(rows)
    judged = sum(words[one] for one in JUDGED)
    for described in ("most", "part", "others"):
        said = asked.words(f"overview.finding_{described}", own_years=own, total=len(rows))
        yield asked.said("overview.finding_unjudged", said=said)
        yield asked.counted("overview.finding_judged", judged, said=said, total=len(rows))


def _mostly_apart(period: Period, term: Framework) -> bool:
    """Whether less than half of a period's days lie within a strategy's term."""
    first, last = max(period.start, term.starts_on), min(period.end, term.ends_on)
    return 2 * max(0, (last - first).days + 1) < period.days


def _with_a_target(rows: Rows) -> int:
    return sum(bool(row.indicator.targets) for row in rows)


def _judged(rows: Rows, asked: Asked) -> Iterator[Count]:
    """How many with a figure have each word, or each reason for none."""
    words, reasons = _progress(rows)
    judged = sum(words[one] for one in JUDGED)
    other = words[Progress.NOT_ASSESSED] - sum(reasons[one] for one in REASONS)
    counts: dict[str, int] = {"judged": judged, "other": other}
    counts |= {one.value: words[one] for one in WAITING}
    counts |= {one.value: reasons[one] for one in REASONS}
    for name, number in counts.items():
        yield asked.counted(f"overview.tally_{name}", number)


def _progress(rows: Rows) -> tuple[Counter[Progress], Counter[Reason | None]]:
    """The words, and the reasons of those that are not assessed."""
    found = [row.assessment for row in rows if row.latest]
    unassessed = (one.reason for one in found if one.progress is Progress.NOT_ASSESSED)
    return Counter(one.progress for one in found), Counter(unassessed)


def _lines_of_the_unpublished(rows: Rows, asked: Asked) -> list[bool]:
    """Of each indicator without a figure of its own, whether others are held of it."""
    without = [row.indicator.id for row in rows if row.latest is None]
    return [bool(asked.held.store.series(one).lines) for one in without]


def _without_a_figure(rows: Rows, asked: Asked) -> Iterator[Count]:
    related = _lines_of_the_unpublished(rows, asked)
    yield asked.said("overview.absent_no_record", count=sum(related))
    yield asked.said("overview.absent_nothing", count=len(related) - sum(related))


def _in_the_key(rows: Rows, asked: Asked) -> Iterator[Count]:
    """The number behind each mark of the map."""
    words, _ = _progress(rows)
    related = _lines_of_the_unpublished(rows, asked)
    marks = [words[Progress.MET] + words[Progress.ON_TRACK], words[Progress.NOT_ASSESSED]]
    marks += [words[one] for one in (Progress.WATCH, Progress.OFF_TRACK, *WAITING)]
    for number in (*marks, sum(related), len(related) - sum(related)):
        yield asked.cell(number, "n")


def _of_one_pillar(one: PillarScorecard, asked: Asked) -> Iterator[Count]:
    total, published = len(one.rows), sum(row.latest is not None for row in one.rows)
    number = one.pillar.number
    key = "pillar_number" if number else "pillar"
    name = asked.words(f"shared.{key}", number=number or 0)
    counts = {"total": total, "published": published}
    yield asked.counted("overview.pillar_counts", total - published, pillar=name, **counts)
    if published == total:
        yield asked.said("overview.pillar_counts_all", pillar=name, total=total)
    yield Count(name)
    for level, number in Counter(row.indicator.level for row in one.rows).items():
        if (more := number - NAMED_ON_MAP.get(level, 2)) > 0:
            yield asked.counted("overview.more_on_paper", more)


def _by_chance(asked: Asked, pillar: str | None) -> Iterator[Count]:
    signals = asked.held.store.signals(asked.framework.id, pillar=pillar)
    if several := chance_words(signals.values()):
        yield Count(asked.words.text(several))


def of_a_pillar(asked: Asked) -> Iterator[Count]:
    name = asked.page.path[1]
    card = asked.held.store.scorecard(asked.framework.id, pillar=name)
    one = next(one for one in card.pillars if one.pillar.id == name)
    yield from _of_one_pillar(one, asked)
    yield from _finding(list(one.rows), asked)
    yield from _axis(asked)
    yield from _places(list(one.rows), asked)
    yield from _by_chance(asked, name)


def _finding(rows: Rows, asked: Asked) -> Iterator[Count]:
    published = sum(row.latest is not None for row in rows)
    judged = sum(row.assessment.progress in JUDGED for row in rows)
    yield asked.said("pillar.finding_all", total=len(rows))
    yield asked.said("pillar.finding_none", total=len(rows))
    yield asked.counted("pillar.finding_some", published, total=len(rows))
    yield asked.counted("pillar.finding_targets", _with_a_target(rows))
    yield asked.counted("pillar.finding_judged", judged)
    yield asked.counted("pillar.fact_judged", judged)
    yield asked.said("pillar.fact_targets", count=_with_a_target(rows))
    none = len(rows) - published
    yield asked.counted("pillar.fact_indicators_note", none, published=published)
    yield asked.cell(len(rows), "dd")


def _axis(asked: Asked) -> Iterator[Count]:
    """How many events the axis has; its years are days."""
    pillar = asked.page.path[1]
    events = sum(one.pillar in (None, pillar) for one in asked.framework.events)
    said = asked.words.counted("pillar.axis_label", events, first="", last="|")
    yield Count(said.partition("|")[2].strip(", "))


def _places(rows: Rows, asked: Asked) -> Iterator[Count]:
    """What the newest figures are about: "Ontario (11)", and the rest "elsewhere"."""
    counted = Counter(row.latest.observation.place for row in rows if row.latest)
    said = []
    for code, number in counted.most_common(NAMED):
        place = asked.words.text(asked.held.catalogue.places[code].title)
        said.append(f"{place} ({asked.words.number(number)})")
    if rest := counted.total() - sum(number for _, number in counted.most_common(NAMED)):
        said.append(asked.words("pillar.elsewhere", count=rest))
    yield Count(asked.words.joined(said) or asked.words.number(0), "dd")


def of_methods(asked: Asked) -> Iterator[Count]:
    for framework in asked.held.catalogue.frameworks.values():
        pillars = [one for one in framework.pillars if not one.context]
        names = [name for one in pillars for name in one.indicators]
        targets = sum(bool(asked.held.catalogue.indicators[one].targets) for one in names)
        title = asked.words.text(framework.title)
        yield asked.counted("methods.targets", targets, total=len(names), strategy=title)
        if not targets:
            yield asked.said("methods.targets_none", total=len(names), strategy=title)
        yield asked.cell(len(names), f"framework={framework.id}")
    for qualifier in labels.QUALIFIERS.values():  # shown around 100, which stands for any number
        yield Count(asked.words.text(qualifier).format(100), "meanings")
