"""What the measures find, in words: the cells of the table, and the lists behind them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, items, missing, way_to
from dashboard.drawing import glyph
from dashboard.findings import applies_to, placed
from dashboard.quality.verdicts import FormPeriod, Measure, Said, Verdict, Weak
from dashboard.returns.naming import Names
from dashboard.services import services
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import HeldObservation, Period, Text, Unit, labels


def cell(verdict: Verdict, measure: Measure, href: str | None, words: Words) -> Child:
    """Mark, word and numbers; a link to what is behind them, where anything is."""
    key = f"{verdict.rule}_{measure}" if verdict.rule else str(measure)
    if verdict.rule == "kept_back":
        key = "kept_back"
    name, kind = f"{key}_{verdict.word}", verdict.word.value
    word: Child = words(f"quality.word_{name}")
    numbers = {one: _number(number, words) for one, number in verdict.numbers.items()}
    small = html.Small(words(f"quality.numbers_{name}", **numbers))
    if verdict.weak and href:
        word = html.A(word, href=href)
    return html.Span([glyph(kind), html.Span([word, small])], className=f"st st-{kind}")


def listed(weak: Iterable[Weak], address: Address, words: Words) -> Component:
    """Each with a link to where it is found; that there is none where there is none."""
    rows = [(None, _link(one, address, words), sentence(one, address, words)) for one in weak]
    return items(rows) if rows else html.P(missing(words("quality.nothing")), className="small")


def _link(weak: Weak, address: Address, words: Words) -> Component:
    name = words.text(weak.title)
    if weak.held is None:
        return html.A(name, href=address.to(weak.path, **weak.query))
    about = applies_to(weak.held.observation, services().catalogue, words)
    line = way_to(address, weak.held).replace("#trail", "")
    return html.A(placed(name, about), href=line)


def sentence(weak: Weak, address: Address, words: Words) -> Child:
    """What is to be said of it, each value a link to its trail.

    What a partner wrote is marked with its language.
    """
    if weak.cell:
        return _differing(weak, address, words)
    said = {name: _said(one, weak, address, words) for name, one in weak.said.items()}
    written = said.pop("words", None)
    told = _woven(f"quality.weak_{weak.kind}", said, words)
    return [*told, " ", html.Q(written, lang=weak.language or None)] if written else told


def _woven(key: str, said: Mapping[str, Child], words: Words) -> list[Child]:
    """A message with its values in their places, of which some are links."""
    parts = words(key, **{name: f"\0{name}\0" for name in said}).split("\0")
    return [said[part] if index % 2 else part for index, part in enumerate(parts)]


def _differing(weak: Weak, address: Address, words: Words) -> list[Child]:
    period = labels.period_words(weak.cell[0][1].observation.period, words.language)
    parts: list[Child] = [f"{period}{words('shared.colon')}"]
    for index, (line, held) in enumerate(weak.cell):
        value = _value(held, line.unit, address, words)
        said = {"series": words.text(line.series.title), "value": value}
        parts += ["; " * bool(index), *_woven("overview.says", said, words)]
    return parts


def _value(held: HeldObservation, unit: Unit, address: Address, words: Words) -> Component:
    return html.A(value_said(held, unit, words, short=False), href=way_to(address, held))


def _said(said: Said, weak: Weak, address: Address, words: Words) -> Child:
    if isinstance(said, HeldObservation):
        return _value(said, weak.unit, address, words) if weak.unit else ""
    if isinstance(said, FormPeriod):
        return Names(services().catalogue, words).period(*said)
    if isinstance(said, Period):
        return labels.period_words(said, words.language)
    if isinstance(said, Text):
        return words.text(said)
    if isinstance(said, date):
        return words.day(said)
    return _number(said, words) if isinstance(said, int | Decimal) else str(said)


def _number(said: int | Decimal, words: Words) -> str:
    return words.number(labels.plain(said) if isinstance(said, Decimal) else said)
