"""The work list under the table: what is to be seen to first, of all sources and partners."""

from collections import Counter
from collections.abc import Sequence

from dash import html

from dashboard.absent import absence, absent_words
from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.components import Child, panel, section
from dashboard.findings import all_rows
from dashboard.news import said_unlike
from dashboard.quality.documented import untranslated
from dashboard.quality.of_partners import PartnerMaterial, explained, is_open, late_ones
from dashboard.quality.of_sources import Material
from dashboard.quality.rhythm import overdue
from dashboard.quality.said import listed
from dashboard.quality.statements import differing, stable
from dashboard.quality.verdicts import Weak, of_series
from dashboard.text import Words
from metrics import HeldObservation, ObservationStatus, Scorecard

SHOWN = 8  # of a list; the rest is folded


def of_figures(held: Material, card: Scorecard, address: Address, words: Words) -> list[Child]:
    """The lists that everybody sees."""
    weak = {
        "revisions": stable(held.lines).weak,
        "differ": [differing(one) for one in held.cells if said_unlike(one)],
        "expected": [
            weak for one in held.catalogue.sources.values() for weak in overdue(one, held.on)
        ],
        "kept_out": kept_out(held),
        "untranslated": _untranslated(held),
        "without_value": silent(card, address, words),
    }
    return [_list(name, found, address, words) for name, found in weak.items()]


def of_returns(held: PartnerMaterial, address: Address, words: Words) -> list[Child]:
    """The lists of those who see returns: what is late, and what partners have explained."""
    waiting = [weak for one in held.returns if is_open(one) for weak in explained(one, held)]
    return [
        _list("overdue", late_ones(held.owed, held.catalogue, held.on), address, words),
        _list("explanations", waiting, address, words),
    ]


def _list(name: str, weak: Sequence[Weak], address: Address, words: Words) -> Child:
    first, rest = weak[:SHOWN], weak[SHOWN:]
    more = panel(words("quality.more", count=len(rest)), listed(rest, address, words))
    shown = html.Div([listed(first, address, words), more if rest else None], className="in-two")
    return section(
        name, words(f"quality.{name}_title"), shown, note=words(f"quality.{name}_note"),
    )  # fmt: skip


def kept_out(held: Material) -> list[Weak]:
    """By series and reason, how many figures no chart can draw; the most first."""
    counted = Counter(
        (line.key, line.series.title, why)
        for line in held.lines
        for one in line.values
        if (why := _undrawn(one))
    )
    weak = [
        of_series(f"undrawn_{why}", key, title, count, number=count)
        for (key, title, why), count in counted.items()
    ]
    return sorted(weak, key=lambda one: -one.size)


def _undrawn(held: HeldObservation) -> str | None:
    """Why a chart has no point for it: it is hidden, in words, or no number was stated."""
    one = held.observation
    if one.status is ObservationStatus.SUPPRESSED:
        return "hidden"
    if one.value is not None:
        return None
    return "in_words" if one.words is not None else "no_number"


def _untranslated(held: Material) -> list[Weak]:
    """Each place once, whatever is lacking there."""
    every = [
        weak
        for one in held.catalogue.sources.values()
        for weak in untranslated(one, held.catalogue)
    ]
    return list({(one.path, *one.query.items()): one for one in every}.values())


def silent(card: Scorecard, address: Address, words: Words) -> list[Weak]:
    """The indicators of the strategy for which no value speaks, why, and who would report one."""
    then = then_of(address)
    return [
        Weak(
            "without_value", row.indicator.title, f"/indicator/{row.indicator.id}",
            said={"why": _begun(absent_words(why, words)), "who": row.indicator.reported_by},
        )
        for row in all_rows(card)
        if (why := absence(row, then))
    ]  # fmt: skip


def _begun(said: str) -> str:
    """With the capital of a sentence."""
    return said[:1].upper() + said[1:]
