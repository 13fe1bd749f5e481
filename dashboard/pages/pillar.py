"""Pillar page: one table in the order of the results chain, all rows on one time axis."""

from collections import Counter

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.chance import chance_section
from dashboard.components import (
    Child,
    attrs,
    facts,
    opening,
    section,
    unsaid,
)
from dashboard.contributions import actions_table
from dashboard.drawing import glyph
from dashboard.events import events_list
from dashboard.findings import UNJUDGED, figure_noun, pillar_finding
from dashboard.known_then import action_known, event_known
from dashboard.lines_of_record import record_lines
from dashboard.notes_shown import told_of_pillar, ways_to_note_pillar
from dashboard.pillar_money import pillar_money
from dashboard.pillar_rows import legend, pillar_table
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.text import Words
from metrics import (
    Framework,
    Pillar,
    PillarScorecard,
    Text,
    UnknownError,
    labels,
)

MOST_SAID = 6  # sentences on what the page does not tell
NAMED = 3  # places that are named, those with most figures first
PILLAR = Text("pillar", "Pilier")


def register(app: Dash) -> None:
    add_route(app, Route("/pillar/<pillar>", title, layout))


def title(address: Address, pillar: str) -> str:
    return Words(address.language).text(_pillar(address, pillar).title)


def _pillar(address: Address, name: str) -> Pillar:
    pillars = {one.id: one for one in _framework(address).pillars}
    if name not in pillars:
        raise UnknownError(PILLAR, name, pillars)
    return pillars[name]


def _framework(address: Address) -> Framework:
    return services().catalogue.framework(address.framework)


def layout(address: Address, pillar: str) -> list[Component]:
    words, framework = Words(address.language), _framework(address)
    asked = _pillar(address, pillar)
    card = services().store.scorecard(framework.id, pillar=asked.id)
    shown = next(one for one in card.pillars if one.pillar.id == asked.id)
    lines = record_lines(shown.rows, services().store)
    signals = services().store.signals(framework.id, pillar=asked.id)
    every = services().store.events(framework.id)
    own = (one for one in every if one.pillar in (None, asked.id))
    known = (one for one in own if event_known(one, services(), address.known_at))
    events = sorted(known, key=lambda one: one.on)
    return [
        _opening(shown, framework, address, words),
        *told_of_pillar(framework, asked, address, words),
        section(
            "chain",
            words("pillar.table_title"),
            pillar_table(shown, lines, signals, events, address, words),
            legend(words),
            events_list(events, words),
            *ways_to_note_pillar(asked, address, words),
            note=words("pillar.table_note"),
        ),
        *pillar_money(asked, address, words),
        *_actions(framework, asked, address, words),
        unsaid(words("pillar.says_title"), _unsaid(shown, words)),
        *chance_section(signals, words),
    ]


def _actions(
    framework: Framework, pillar: Pillar, address: Address, words: Words
) -> list[Component]:
    """What was said and done under the pillar, as far as it was known on the asked day."""
    every = services().store.actions(framework.id, pillar.id)
    known = [one for one in every if action_known(one, services(), address.known_at)]
    if not known:
        return []
    shown = actions_table(known, words("pillar.actions_caption"), address, words)
    title, note = words("pillar.actions_title"), words("pillar.actions_note")
    return [section("initiatives", title, shown, note=note)]


def _opening(
    shown: PillarScorecard, framework: Framework, address: Address, words: Words
) -> Component:
    pillar = shown.pillar
    name = (
        words("shared.pillar_number", number=pillar.number)
        if pillar.number
        else words.text(pillar.title)
    )
    return html.Div(
        [
            opening(
                pillar_finding(shown, address.moment, words),
                words.text(pillar.statement),
                words.text(pillar.title),
                [(words("shell.nav_overview"), address.to("/")), (name, None)],
                _facts(shown, words),
            ),
            _siblings(framework, pillar, address, words),
        ]
    )


def _siblings(framework: Framework, shown: Pillar, address: Address, words: Words) -> Component:
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    html.A(
                        words.text(one.title),
                        href=address.to(f"/pillar/{one.id}"),
                        **(attrs(aria_current="page") if one.id == shown.id else {}),
                    )
                )
                for one in framework.pillars
            ]
        ),
        className="siblings",
        **attrs(aria_label=words("pillar.siblings")),
    )


def _indicators_note(shown: PillarScorecard, words: Words) -> str:
    """How many have a figure; of partners' returns also how many are not released."""
    none, noun = len(shown.rows) - shown.published, figure_noun(shown.unreleased, words)
    key, published = "pillar.fact_indicators_note", shown.published
    said = (
        words.counted(key, none, published=published, figure=noun)
        if none
        else words("pillar.fact_indicators_note_all", figure=noun)
    )
    out = words.counted("pillar.fact_unreleased", shown.unreleased) if shown.unreleased else ""
    return "; ".join(filter(None, [said, out]))


def _facts(shown: PillarScorecard, words: Words) -> Component:
    targets = sum(row.indicator.target is not None for row in shown.rows)
    return facts(
        [
            (
                words("pillar.fact_indicators"),
                words.number(len(shown.rows)),
                _indicators_note(shown, words),
            ),
            (
                words("pillar.fact_progress"),
                _judged(shown, words),
                words("pillar.fact_targets", count=targets),
            ),
            (
                words("pillar.fact_places"),
                _places(shown, words) or "0",
                words("pillar.fact_places_note"),
            ),
        ]
    )


def _judged(shown: PillarScorecard, words: Words) -> Child:
    judged = sum(row.assessment.progress not in UNJUDGED for row in shown.rows)
    if judged:
        return words.counted("pillar.fact_judged", judged)
    return html.Span([glyph("na"), html.Span(words("pillar.fact_unjudged"))], className="st st-na")


def _places(shown: PillarScorecard, words: Words) -> str:
    """What the newest figures are of: "Ontario (11), Canada (7), World (4) and elsewhere (2)"."""
    places = services().catalogue.places
    counted = Counter(row.latest.observation.place for row in shown.rows if row.latest)
    most = counted.most_common(NAMED)
    said = [
        words(
            "pillar.place_count",
            place=labels.place_words(places[code], words.language),
            count=count,
        )
        for code, count in most
    ]
    if rest := counted.total() - sum(count for _, count in most):
        said.append(words("pillar.elsewhere", count=rest))
    return words.joined(said)


def _unsaid(shown: PillarScorecard, words: Words) -> list[str]:
    """What the published indicators of this pillar do not say, each sentence once, and of which."""
    published_first = sorted(shown.rows, key=lambda row: row.latest is None)
    named: dict[str, list[str]] = {}
    for indicator in (row.indicator for row in published_first):
        said = words.text(indicator.does_not_tell[0])
        named.setdefault(said, []).append(words.text(indicator.title))
    sentences = [
        words(f"pillar.says_of_{'many' if titles[1:] else 'one'}", title=titles[0], said=said)
        for said, titles in named.items()
    ]
    return [*sentences[:MOST_SAID], words("pillar.says_cause")]
