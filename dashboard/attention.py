"""What needs attention, and why: a list of the overview, each thing with a way to see to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.drawing import KINDS, glyph
from dashboard.findings import all_rows, tally
from dashboard.quality.of_partners import late_ones, partners_seen
from dashboard.quality.rhythm import timely
from dashboard.quality.said import sentence
from dashboard.services import Services
from dashboard.targets_said import amount_said, due_note
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import Assessment, Progress, Scorecard, ScorecardRow, labels

Item = tuple[Child, Child, Child]  # tag, link, text
URGENT = (Progress.LATE, Progress.OFF_TRACK, Progress.WATCH)
NAMED = 3  # so many indicators, or partners, are named


def needs_attention(
    card: Scorecard, series_late: int, address: Address, words: Words
) -> list[Item]:
    """Indicators behind, then what keeps others from being judged, then what sources owe."""
    behind = [row for row in all_rows(card) if row.assessment.progress in URGENT]
    behind.sort(key=lambda row: URGENT.index(row.assessment.progress))
    count = tally(card)
    groups = (
        ("targetless", "na", count["total"] - count["targets"], "/methods#unassessed"),
        ("silent", "none", count["unpublished"], "/quality#without_value"),
        ("series_late", "watch", series_late, "/quality"),
    )
    return [
        *(_behind(row, address, words) for row in behind[:NAMED]),
        *_more(behind, address, words),
        *(_group(*one, address, words) for one in groups if one[2]),
    ]


def late_series(held: Services, keys: Iterable[str], on: date) -> int:
    """How many of these series have waited longer than they ever did between two publications."""
    days = held.store.restating.days(keys)
    sources = dict.fromkeys(key.partition("/")[0] for key in days)
    return sum(len(timely(held.catalogue.source(one), days, on).weak) for one in sources)


def late_partners(
    held: Services, on: date, address: Address, words: Words
) -> tuple[list[Item], int] | None:
    """The returns that are late, and how many more; None for who sees no returns."""
    if not partners_seen(held):
        return None
    late = late_ones(held.store.returns.obligations(on), held.catalogue, on)
    tag = _tag("late", words("overview.late_tag"))
    shown = [
        (tag, html.A(words.text(one.title), href=address.to(one.path, **one.query)),
         sentence(one, address, words))
        for one in late[:NAMED]
    ]  # fmt: skip
    return shown, len(late) - len(shown)


def _behind(row: ScorecardRow, address: Address, words: Words) -> Item:
    """An indicator with its word, why, and who reports it."""
    word, _, reason = labels.progress_words(row.assessment, words.language).partition(", ")
    link = html.A(
        words.text(row.indicator.title), href=address.to(f"/indicator/{row.indicator.id}")
    )
    owner = words("overview.owner", who=words.text(row.indicator.reported_by))
    said = [f"{reason[:1].upper()}{reason[1:]}." if reason else "", _against(row, words), owner]
    text = " ".join(filter(None, said))
    return _tag(KINDS[row.assessment.progress], word[:1].upper() + word[1:]), link, text


def _against(row: ScorecardRow, words: Words) -> str:
    """The figure that was judged beside what was due of it; nothing of one that has not come."""
    due, judged = due_note(row.assessment, row.unit, words), row.latest
    if due is None or judged is None or row.assessment.progress is Progress.LATE:
        return ""
    total, period = (
        row.assessment.total,
        labels.period_words(judged.observation.period, words.language),
    )
    if total is not None:
        value = words("overview.in_all", value=amount_said(total, row.unit, words))
    else:
        value = value_said(judged, row.unit, words)
    return words("overview.against", value=value, period=period, due=due)


def _more(behind: Sequence[ScorecardRow], address: Address, words: Words) -> Iterator[Item]:
    """How many are behind by each word beside those named; a way to the map of these alone."""
    named, left = (
        Counter(row.assessment.progress for row in part)
        for part in (behind[:NAMED], behind[NAMED:])
    )
    for progress in URGENT:
        if count := left[progress]:
            # "more" only where one of the same word has been named
            key = "overview.behind_more" if named[progress] else "overview.behind_all"
            kind, word = (
                KINDS[progress],
                labels.progress_words(Assessment(progress), words.language),
            )
            link = html.A(words.counted(key, count), href=address.to("/#map", mark=kind))
            yield _tag(kind, word[:1].upper() + word[1:]), link, words("overview.behind_text")


def _group(name: str, kind: str, count: int, path: str, address: Address, words: Words) -> Item:
    link = html.A(words.counted(f"overview.{name}_link", count), href=address.to(path))
    tag = _tag(kind, words.counted(f"overview.{name}_tag", count))
    return tag, link, words(f"overview.{name}_text")


def _tag(kind: str, said: str) -> Component:
    return html.Span([glyph(kind), html.Span(said)], className=f"st st-{kind}")
