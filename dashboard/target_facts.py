"""A target as it was set: what, by when, on which way, by whom, and measured from what."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, figure
from dashboard.money_rows import document_link
from dashboard.services import services
from dashboard.targets_said import amount_said, due_said
from dashboard.text import Words
from metrics import (
    Baseline,
    Change,
    Explanation,
    Target,
    labels,
    step_words,
    target_step,
)

Pair = tuple[str, Child]


def target_facts(found: Explanation, address: Address, words: Words) -> Component | None:
    """Every part of the target in force on the day of which progress speaks."""
    target = found.assessment.target
    if target is None:
        return None
    pairs: list[Pair] = [
        (words("explain.target"), _target(target, found, words)),
        (words("explain.way"), words(f"explain.way_{target.due}_{_way(target)}")),
        (words("explain.set_by"), _set_by(target, address, words)),
    ]
    if target.baseline:
        pairs.append((words("explain.baseline"), _baseline(target.baseline, found, address, words)))
    if target.slack:
        pairs.append(
            (words("explain.tolerance"), amount_said(Change(target.slack), found.unit, words))
        )
    if found.assessment.expected is not None:
        pairs.append(
            (_due_by(found, words), due_said(found.assessment.expected, found.unit, words))
        )
    parts = [part for name, said in pairs for part in (html.Dt(name), html.Dd(said))]
    return html.Dl(parts, className="dl")


def _target(target: Target, found: Explanation, words: Words) -> str:
    """The target's own sentence without the word that the label has said already."""
    said = step_words(target_step(target), found.unit, words.language)
    _, _, rest = said.partition(":")
    return rest.strip()


def _way(target: Target) -> str:
    """Its trajectory; straight is no way where each period stands by itself."""
    flat = target.due == "each_period" and target.trajectory == "straight" and not target.baseline
    return "flat" if flat else target.trajectory


def _set_by(target: Target, address: Address, words: Words) -> Child:
    on = words.day(target.set_on) if target.set_on else None
    if target.basis == "office":
        return words("explain.set_office", day=str(on), by=str(target.approved_by))
    source, _, name = str(target.source).partition("/")
    document = services().catalogue.document(source, name)
    link = document_link(source, document, address, words)
    return [words("explain.set_published"), " ", link]


def _baseline(base: Baseline, found: Explanation, address: Address, words: Words) -> Child:
    """Its period and its value; where the line has no such value, that none is held."""
    period = labels.period_words(base.period, words.language)
    values = found.line.values if found.line and not base.series else ()
    held = next((one for one in values if one.observation.period == base.period), None)
    if held is None or found.line is None:
        return [f"{period}{words('shared.colon')}", words("explain.baseline_none")]
    return [f"{period}{words('shared.colon')}", figure(held, found.unit, words, address)]


def _due_by(found: Explanation, words: Words) -> str:
    day = found.assessment.expected_on
    return words("explain.due_on", day=words.day(day)) if day else words("explain.due")
