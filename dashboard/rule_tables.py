"""The tables of the methods page that say how progress and signals are judged."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import Column
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Language

RULES = ("distance-covered", "compound-growth", "period-by-period")
ANSWERS = (
    "zero", "below", "target_zero", "past", "one", "bound", "gap", "break", "hidden",
)  # fmt: skip
METHODS = ("xmr", "poisson", "few")
REFUSALS = (
    "people", "levels", "basis", "average", "covered", "twice", "break", "lines",
)  # fmt: skip


def rules_table(words: Words) -> Component:
    """Each rule by its name and version, what it compares, and whose thresholds it uses."""
    parts = ("_compares", "_thresholds")
    rows = [
        Row([_named(name, words), *(words(f"methods.rule_{name}{part}") for part in parts)])
        for name in RULES
    ]
    return _table("rules", ("rule", "compares", "thresholds"), rows, words)


def _named(rule: str, words: Words) -> Component:
    """What a rule is called, and under it the name that stands in addresses and files."""
    version = words("methods.rule_version")
    code = html.Small([html.Code(rule, lang=Language.EN.value), version])
    return html.Span([html.Span(words(f"methods.rule_{rule}"), className="nm"), code])


def answers_table(words: Words) -> Component:
    """The cases in which arithmetic alone could mislead."""
    rows = [_row([f"answer_{name}", f"answer_{name}_means"], words) for name in ANSWERS]
    return _table("answers", ("case", "answer"), rows, words)


def signals_table(words: Words) -> Component:
    parts = ("", "_method", "_alarms", "_published")
    rows = [_row([f"signal_{name}{part}" for part in parts], words) for name in METHODS]
    return _table("signals", ("values", "method", "alarms", "published"), rows, words)


def refusals_list(words: Words) -> Component:
    said = [html.Li(words(f"methods.refused_{name}")) for name in REFUSALS]
    return html.Ul(said, className="notes")


def _row(keys: Sequence[str], words: Words) -> Row:
    head, *rest = (words(f"methods.{key}") for key in keys)
    return Row([html.Span(head, className="nm"), *rest])


def _table(name: str, columns: Sequence[str], rows: list[Row], words: Words) -> Component:
    heads = [Column(words(f"methods.column_{one}")) for one in columns]
    return listing(words(f"methods.{name}_caption"), heads, [Group(None, rows)], "meanings")
