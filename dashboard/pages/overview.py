"""Overview: what the strategy can be said to do, from money to change, and what is new."""

from collections import Counter

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.absent import Absence, absence
from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.chance import Signals, chance_section, line_chance
from dashboard.components import Child, attrs, section, value
from dashboard.embargo import embargoed
from dashboard.ended import ended_note
from dashboard.findings import (
    GROUPS,
    all_rows,
    figure_noun,
    overview_finding,
    tally,
)
from dashboard.glance import glance, reporting_day
from dashboard.indicator_parts import counted
from dashboard.lines_of_record import record_lines
from dashboard.map_key import check_mark, key
from dashboard.money import money_table
from dashboard.pillar_links import pillar_links
from dashboard.results_map import marks, results_map
from dashboard.routes import Route, add_route
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.text import Words
from dashboard.timeline import sparkline
from dashboard.values_said import firmness, unit_under
from metrics import PillarScorecard, Scorecard, ScorecardRow, SeriesLine, labels

STRIP = (
    "criminal-code-trafficking-incidents",
    "police-reported-trafficking-incidents",
    "police-reported-trafficking-rate",
    "detected-victims",
    "hotline-calls-and-contacts",
    "hotline-cases-identified",
)


def register(app: Dash) -> None:
    add_route(app, Route("/", title, layout, ("mark",)))


def title(address: Address) -> str:
    check_mark(address)
    return Words(address.language)("overview.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    card = held.store.scorecard(address.framework)
    lines = record_lines(all_rows(card), held.store)
    signals = held.store.signals(address.framework)
    return [
        _opening(card, address, words),
        section(
            "map",
            words("overview.map_title"),
            key(card, address, words),
            results_map(card, signals, address, words),
            *_context(card, lines, signals, address, words),
            note=[words("overview.map_note"), *_on_paper(words)],
        ),
        glance(card, held, address, words),
        pillar_links(card, address, words),
        section(
            "money",
            words("overview.money_title"),
            money_table(held, address, words),
            html.P(words("overview.money_caution"), className="note"),
            note=words("overview.money_note"),
        ),
        *chance_section(signals, words),
    ]


def _on_paper(words: Words) -> list[Child]:
    """Where what a mark stands for is named: no pointer rests on it there."""
    return [html.Span([" ", words("overview.map_note_paper")], className="on-paper")]


def _opening(card: Scorecard, address: Address, words: Words) -> Component:
    count = tally(card)
    noun = figure_noun(count["unreleased"], words)
    kind = "overview.lead_other" if count["other_years"] else "overview.lead"
    lead = words.counted(
        kind, count["published"], total=count["total"], figure=noun,
        other_years=count["other_years"],
    )  # fmt: skip
    if count["unreleased"]:
        lead += " " + words.counted("overview.unreleased", count["unreleased"])
    lead += " " + (
        words.counted("overview.targets", count["targets"])
        if count["targets"]
        else words("overview.no_targets")
    )
    return html.Div(
        [
            html.Div(
                [
                    html.P(words.text(card.framework.title), className="kicker"),
                    html.H1(overview_finding(card, words)),
                    html.P(lead, className="lead"),
                    ended_note(services(), reporting_day(address), address, words),
                ]
            ),
            _tally(card, count, address, words),
        ],
        className="open rail",
    )


def _tally(card: Scorecard, count: dict[str, int], address: Address, words: Words) -> Component:
    shares = [100 * count[name] / max(count["total"], 1) for name in ("own_years", "other_years")]
    parts = zip("aob", [*shares, 100 - sum(shares)], strict=True)
    return html.Div(
        [
            html.P(html.B(words.counted("overview.indicators", count["total"]))),
            html.Div(
                [
                    html.Span(className=kind, style={"width": f"{share:.1f}%"})
                    for kind, share in parts
                    if share
                ],
                className="tally-bar",
                **attrs(aria_hidden="true"),
            ),
            html.P(_published(count, words)),
            html.P(_unpublished(card, count, address, words)) if count["unpublished"] else None,
        ],
        className="tally",
        role="group",
        **attrs(
            aria_label=words("overview.tally_label", figure=figure_noun(count["unreleased"], words))
        ),
    )


def _published(count: dict[str, int], words: Words) -> str:
    """How many have a figure, and what keeps them from being judged."""
    groups = [(name, count[name]) for name in GROUPS if count[name]]
    parts = [words.counted(f"overview.tally_{name}", of_it) for name, of_it in groups]
    noun = figure_noun(count["unreleased"], words)
    key = "overview.tally_published" + ("_others" if count["other_years"] else "")
    said = words(key, **count, figure=noun)
    return f"{said}{words('shared.colon')}{words.joined(parts)}." if parts else f"{said}."


def _unpublished(card: Scorecard, count: dict[str, int], address: Address, words: Words) -> str:
    """How many have no figure of their own, and why: each of them is counted once."""
    rows = [row for one in card.pillars if not one.pillar.context for row in one.rows]
    found = Counter(why for row in rows if (why := absence(row, then_of(address))))
    parts = [words(f"overview.absent_{why}", count=found[why]) for why in Absence if found[why]]
    said = words.counted("overview.tally_none", count["unpublished"])
    return f"{said}{words('shared.colon')}{words.joined(parts)}."


def _context(
    card: Scorecard,
    lines: dict[str, SeriesLine],
    signals: Signals,
    address: Address,
    words: Words,
) -> list[Component]:
    """The figures that the strategy does not control, under the map."""
    parts: list[Component] = []
    for group in (one for one in card.pillars if one.pillar.context):
        shown = _strip([row for row in group.rows if row.indicator.id in lines])
        parts.append(_context_head(group, shown, address, words))
        if years := years_of([lines[row.indicator.id] for row in shown]):
            cells = [
                _strip_cell(row, lines[row.indicator.id], signals, years, address, words)
                for row in shown
            ]
            parts.append(html.Div(cells, className="ctx"))
    return parts


def _context_head(
    group: PillarScorecard, shown: list[ScorecardRow], address: Address, words: Words
) -> Component:
    title = words.text(group.pillar.title)
    return html.Div(
        [
            html.H3(html.A(title, href=address.to(f"/pillar/{group.pillar.id}"))),
            html.P(words.counted("overview.context_note", len(group.rows))),
            marks([row for row in group.rows if row not in shown], None, address, words),
        ],
        className="ctx-h",
    )


def _strip(rows: list[ScorecardRow]) -> list[ScorecardRow]:
    """The context figures that stand in the strip: those named first, then the others in order."""

    def place(row: ScorecardRow) -> int:
        name = row.indicator.id
        return STRIP.index(name) if name in STRIP else len(STRIP)

    return sorted(rows, key=place)[: len(STRIP)]


def _strip_cell(
    row: ScorecardRow,
    line: SeriesLine,
    signals: Signals,
    years: tuple[int, int],
    address: Address,
    words: Words,
) -> Component:
    catalogue, newest = services().catalogue, line.values[-1]
    observation = newest.observation
    where = labels.place_words(catalogue.places[observation.place], words.language)
    period = labels.period_words(observation.period, words.language)
    unit, firm = unit_under(newest, row.unit, words), firmness(newest, words)
    return html.Div(
        [
            html.A(
                words.text(row.indicator.title), href=address.to(f"/indicator/{row.indicator.id}")
            ),
            counted(row, words),
            html.Span(value(row.latest, row.unit, words, short=True), className="vv"),
            html.Span(
                ", ".join([*unit, period, *firm, where, *embargoed([newest], words)]),
                className="note",
            ),
            line_chance(signals.get(row.indicator.id), line, words),
            sparkline(line, years, words) if row.unit.kind != "level" else None,
        ]
    )
