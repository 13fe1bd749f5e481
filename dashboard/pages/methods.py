"""Methods: how to read the figures, what each mark means, and what is never done with them."""

from collections.abc import Iterable, Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, opening, section
from dashboard.drawing import glyph, mark_kind
from dashboard.findings import tally
from dashboard.glossary import SUBJECT, USED_HERE, term_id, without_accents
from dashboard.money_rows import document_link
from dashboard.protected import way_to_rules
from dashboard.reviewed import of_strategy, sentence, words_reviewed
from dashboard.routes import Route, add_route
from dashboard.rule_tables import answers_table, refusals_list, rules_table, signals_table
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import (
    Assessment,
    Framework,
    ObservationStatus,
    Period,
    Progress,
    Qualifier,
    Reason,
    labels,
)

SECTIONS = (
    "figures", "statuses", "progress", "rules", "answers", "unassessed", "signals", "rollup",
    "time", "compare", "small", "units", "strategies", "glossary",
)  # fmt: skip
REASONED = {
    Progress.NOT_ASSESSED: (None, Reason.NOTHING_PUBLISHED, Reason.NO_RECORD)
}  # three marks
PERIODS = (
    "2024", "2023/24", "FY2024", "2024-Q3", "2024-05", "2024-05-31", "2016-06-30/2020-06-30",
)  # fmt: skip


def register(app: Dash) -> None:
    add_route(app, Route("/methods", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("methods.kicker")


def layout(address: Address) -> list[Component]:
    words = Words(address.language)
    return [
        opening(
            words("methods.title"), words("methods.lead"), words("methods.kicker"), (),
            _contents(words),
        ),
        _part("figures", words, [_qualifiers(words)], count=2),
        _part("statuses", words, [_statuses(words)], count=1),
        _part("progress", words, [_progress(words)], count=2),
        _part("rules", words, [rules_table(words)], count=2),
        _part("answers", words, [answers_table(words)], count=1),
        _unassessed(address, words),
        _part("signals", words, [signals_table(words)], count=4),
        _part("rollup", words, [refusals_list(words)], count=3),
        _part("time", words, count=4),
        _part("compare", words, count=4),
        _part("small", words, [way_to_rules(address, words)], count=4),
        _part("units", words, [_periods(words)], count=3),
        _strategies(address, words),
        _glossary(words),
    ]  # fmt: skip


def _contents(words: Words) -> Component:
    links = [html.Li(html.A(words(f"methods.{name}_title"), href=f"#{name}")) for name in SECTIONS]
    return html.Nav(html.Ul(links), className="contents",
                    **attrs(aria_label=words("methods.contents")))  # fmt: skip


def _part(name: str, words: Words, content: Sequence[Child] = (), count: int = 0) -> Component:
    """A section: its numbered paragraphs, then what shows them."""
    paragraphs = [html.P(words(f"methods.{name}_{number}")) for number in range(1, count + 1)]
    return section(name, words(f"methods.{name}_title"),
                   html.Div(paragraphs, className="prose"), *content)  # fmt: skip


def _meanings(
    name: str, words: Words, rows: Iterable[tuple[Child, ...]], columns: Sequence[str]
) -> Component:
    return listing(
        words(f"methods.{name}_caption"),
        [Column(words(f"methods.column_{one}")) for one in columns],
        [Group(None, [Row(row) for row in rows])],
        "meanings",
    )


def _qualifiers(words: Words) -> Component:
    rows = [(_example(one, words), words(f"methods.qualifier_{one}")) for one in Qualifier]
    return _meanings("figures", words, rows, ("written", "means"))


def _example(qualifier: Qualifier, words: Words) -> str:
    """The qualifier as pages write it, around a number that stands for any number."""
    if qualifier is Qualifier.IN_WORDS:
        return words("methods.example_words")
    return labels.QUALIFIERS[qualifier].in_(words.language).format(words.number(100))


def _statuses(words: Words) -> Component:
    rows = [
        (words(f"methods.status_{one.name.lower()}"), html.Span(one.value, className="mono"),
         words(f"methods.status_{one.name.lower()}_means"))
        for one in ObservationStatus
    ]  # fmt: skip
    return _meanings("statuses", words, rows, ("status", "code", "means"))


def _progress(words: Words) -> Component:
    rows = []
    for progress in Progress:
        for reason in REASONED.get(progress, (None,)):
            assessment = Assessment(progress, reason)
            name = f"{progress}_{reason}" if reason else progress
            rows.append((_mark(assessment, words), words(f"methods.progress_{name}")))
    return _meanings("progress", words, rows, ("mark", "means"))


def _mark(assessment: Assessment, words: Words) -> Component:
    kind, said = mark_kind(assessment), labels.progress_words(assessment, words.language)
    return html.Span([glyph(kind), html.Span(said)], className=f"st st-{kind}")


def _unassessed(address: Address, words: Words) -> Component:
    """Why nothing is judged today, with the counts of the strategy that the reader has chosen."""
    card = services().store.scorecard(address.framework)
    count = tally(card)
    title, total = words.text(card.framework.title), count["total"]
    held = (
        words.counted("methods.targets", count["targets"], total=total, strategy=title)
        if count["targets"]
        else words("methods.targets_none", total=total, strategy=title)
    )
    paragraphs = [held, *(words(f"methods.unassessed_{number}") for number in range(1, 4))]
    return section("unassessed", words("methods.unassessed_title"),
                   html.Div([html.P(one) for one in paragraphs], className="prose"))  # fmt: skip


def _periods(words: Words) -> Component:
    rows = []
    for code in PERIODS:
        period = Period.parse(code)
        days = words("methods.days", first=words.day(period.start), last=words.day(period.end))
        said = days if period.days > 1 else words.day(period.start)
        rows.append((labels.period_words(period, words.language),
                     html.Span(period.code, className="mono"), said))  # fmt: skip
    return _meanings("periods", words, rows, ("written", "code", "days"))


def _strategies(address: Address, words: Words) -> Component:
    frameworks = sorted(services().catalogue.frameworks.values(), key=lambda one: one.starts_on)
    table = listing(
        words("methods.strategies_caption"),
        [Column(words(f"methods.column_{one}")) for one in ("strategy", "years", "indicators",
                                                            "announced")],
        [Group(None, [_strategy(one, address, words) for one in frameworks])],
    )  # fmt: skip
    return _part("strategies", words, [table], count=2)


def _strategy(framework: Framework, address: Address, words: Words) -> Row:
    source, _, name = framework.source.partition("/")
    document = services().catalogue.document(source, name)
    link = html.A(words.text(framework.title), href=address.to("/", framework=framework.id))
    summary = html.Small(words.text(framework.summary))
    review = html.Small(of_strategy(framework, words))
    pillars = (one for one in framework.pillars if not one.context)
    indicators = sum(len(one.indicators) for one in pillars)
    return Row([
        html.Span([html.Span(link, className="nm"), summary, review]),
        words("methods.days", first=words.day(framework.starts_on),
              last=words.day(framework.ends_on)),
        words.number(indicators),
        document_link(source, document, address, words),
    ])  # fmt: skip


def _glossary(words: Words) -> Component:
    review = words_reviewed("glossary", services().catalogue)
    return section(
        "glossary", words("methods.glossary_title"),
        *(
            html.Div([html.H3(words(f"methods.{name}_words")), _defined(terms, words)])
            for name, terms in (("used", USED_HERE), ("subject", SUBJECT))
        ),
        note=sentence(words("reviewed.glossary"), review, words),
    )  # fmt: skip


def _defined(terms: Sequence[str], words: Words) -> Component:
    """Each word and what is meant by it, in the order of the reader's alphabet."""
    parts = [
        part
        for one in sorted(terms, key=lambda one: without_accents(words(f"glossary.{one}")))
        for part in (
            html.Dt(words(f"glossary.{one}"), id=term_id(one)),
            html.Dd(words(f"glossary.{one}_means")),
        )
    ]
    return html.Dl(parts, className="glossary")
