"""Funding: what was announced, what was awarded and what was spent; never one for another."""

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import funds
from dashboard.addresses import Address
from dashboard.chart_said import said_so
from dashboard.components import (
    Child,
    facts,
    none_held,
    none_of_kind,
    opening,
    panel,
    section,
    unsaid,
)
from dashboard.contents import contents
from dashboard.figures.links import figure_links
from dashboard.figures.of_money import bars_of, drawn_amounts, lines_of
from dashboard.found_awards import found_awards
from dashboard.funds import Amount, amounts
from dashboard.lanes import bars_drawing, spoken
from dashboard.money_rows import MoneyRows, amount_of, breakdown_of
from dashboard.program_lists import programs_section
from dashboard.routes import Route, add_route
from dashboard.services import Services, services
from dashboard.sources_said import source_under
from dashboard.tables import Group
from dashboard.text import Words
from metrics import Framework, labels

SAID = 7  # sentences on what the page does not tell


def register(app: Dash) -> None:
    add_route(app, Route("/funding", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("funding.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    if funds.SOURCE not in held.catalogue.sources:
        return none_of_kind(words("funding.kicker"), words)
    rows = MoneyRows(address, words, held.catalogue)
    parts = [
        _committed(rows, held, words),
        _funds(rows, held, words),
        _partners(rows, held, words),
        _programs(rows, held, words),
        *programs_section(address, held, words),
        _yearly(rows, held, words),
        _accounts(rows, held, words),
        unsaid(words("funding.says_title"), _unsaid(words)),
    ]
    return [_opening(held, address, words), contents(parts, words), *parts]


def _opening(held: Services, address: Address, words: Words) -> Component:
    announced = amounts(funds.STRATEGIES, held)
    spent = amounts(funds.SPENDING, held)
    key = "funding.finding_spent" if spent else "funding.finding"
    finding = words("funding.finding_none")
    if announced:
        said = words.joined([_short(one, words) for one in announced])
        amounts_said = said[:1].upper() + said[1:]
        finding = words.counted(key, len(announced), amounts=amounts_said)
    return opening(
        finding, words("funding.lead"), words("funding.kicker"), (),
        _facts(announced, spent, held, address, words),
    )  # fmt: skip


def _short(amount: Amount, words: Words) -> str:
    return labels.short_value(amount.held, amount.line.unit, words.language)


def _facts(
    announced: list[Amount], spent: list[Amount], held: Services, address: Address, words: Words
) -> Component:
    """The three stages for the strategy that the reader has chosen."""
    framework = held.catalogue.framework(address.framework)
    awarded = amounts(funds.AWARDED[:1], held)
    stages = {"announced": announced, "awarded": awarded, "spent": spent}
    return facts(
        [
            (words("funding.fact_strategy"), words.text(framework.title), None),
            *(
                (words(f"funding.fact_{stage}"), *_fact(stage, found, framework, address, words))
                for stage, found in stages.items()
            ),
        ]
    )


def _fact(
    stage: str, found: list[Amount], framework: Framework, address: Address, words: Words
) -> tuple[Child, Child]:
    one = funds.within(found, framework)
    if one is None:
        return none_held(address, words), words(f"funding.fact_{stage}_none")
    period = labels.period_words(one.held.observation.period, words.language)
    return amount_of(one, address, words), period


def _group(words: Words, name: str, rows: MoneyRows, found: list[Amount]) -> Group:
    return Group(words(f"funding.group_{name}"), rows.of(found))


def _committed(rows: MoneyRows, held: Services, words: Words) -> Component:
    totals = amounts(funds.STRATEGIES, held)
    parts = amounts(funds.STRATEGY_PARTS, held)
    earlier = amounts(funds.EARLIER, held)
    table = rows.table(
        words("funding.committed_caption"),
        rows.columns("what", "period", "amount", "document"),
        [
            _group(words, "totals", rows, totals),
            _group(words, "parts", rows, parts),
            _group(words, "quoted", rows, amounts(funds.QUOTED, held)),
            _group(words, "earlier", rows, earlier),
        ],
    )
    return section(
        "committed", words("funding.committed_title"),
        table, _drawn("committed", rows.address, held, words),
        note=words("funding.committed_note"),
    )  # fmt: skip


def _drawn(part: str, address: Address, held: Services, words: Words) -> Component | None:
    """Under its table: the drawing, what it shows in words, and who published it."""
    drawn = drawn_amounts(part, held)
    if not drawn:
        return None
    bars = bars_of(drawn, held, words)
    label = words("funding.drawing_label", bars=spoken(bars, words))
    title = words(f"figure.{part}")
    shown = [
        bars_drawing(bars, held.catalogue.frameworks.values(), label),
        said_so(f"{spoken(bars, words)}.", words),
        source_under(lines_of(drawn), words),
        figure_links(f"/figure/funding/{part}", title, {}, address, words),
    ]
    return html.Figure(shown, className="fig")


def _funds(rows: MoneyRows, held: Services, words: Words) -> Component:
    stages = {"calls": funds.CALLS, "awarded": funds.AWARDED, "yearly_funds": funds.YEARLY_FUNDS}
    found = {name: amounts(series, held) for name, series in stages.items()}
    table = rows.table(
        words("funding.funds_caption"),
        rows.columns("what", "period", "amount", "document"),
        [_group(words, name, rows, one) for name, one in found.items()],
    )
    return section(
        "funds", words("funding.funds_title"), table,
        html.P(words("funding.funds_caution"), className="note"), *found_awards(held, words),
        _drawn("funds", rows.address, held, words), note=words("funding.funds_note"),
    )  # fmt: skip


def _partners(rows: MoneyRows, held: Services, words: Words) -> Component:
    found = amounts(funds.PARTNERS, held)
    caption = words.counted("funding.partners_caption", len(found))
    return section(
        "partners", words("funding.partners_title"), *rows.awards(found, caption),
        html.P(html.A(words("partners.more"), href=rows.address.to("/partners"))),
        note=words("funding.partners_note"),
    )  # fmt: skip


def _programs(rows: MoneyRows, held: Services, words: Words) -> Component:
    totals = {name: amounts(series, held) for name, series in funds.PROGRAMS.items()}
    awards = amounts(funds.PROGRAM_AWARDS, held)
    table = rows.table(
        words("funding.programs_caption"),
        rows.columns("what", "period", "amount", "document"),
        [_group(words, name, rows, found) for name, found in totals.items()],
    )
    shown = rows.awards(awards, words.counted("funding.program_awards_caption", len(awards)))
    title = words.counted("funding.program_awards_title", len(awards))
    return section(
        "programs", words("funding.programs_title"), table,
        panel(title, *shown) if awards else None,
        note=words("funding.programs_note"),
    )  # fmt: skip


def _yearly(rows: MoneyRows, held: Services, words: Words) -> Component:
    found = amounts(funds.YEARLY, held)
    remarks = rows.remarks(found)
    table = rows.table(
        words("funding.yearly_caption"),
        rows.columns("component", "period", "amount", "document"),
        [Group(None, [rows.narrowed(one, "component", remarks) for one in found])],
    )
    return section(
        "yearly", words("funding.yearly_title"), table, remarks.under(),
        note=words("funding.yearly_note"),
    )  # fmt: skip


def _accounts(rows: MoneyRows, held: Services, words: Words) -> Component:
    groups = []
    for series in funds.ACCOUNTS:
        found = amounts([series], held)
        found.sort(key=lambda one: breakdown_of(one, "line", held.catalogue, words))
        heading = words.text(found[0].line.series.title) if found else None
        lines = [rows.narrowed(one, "line", rows.remarks([])) for one in found]
        groups.append(Group(heading, lines))
    table = rows.table(
        words("funding.accounts_caption"),
        rows.columns("line", "period", "amount", "document"), groups,
    )  # fmt: skip
    return section(
        "accounts", words("funding.accounts_title"),
        html.P(words("funding.accounts_caution"), className="banner"), table,
        note=words("funding.accounts_note"),
    )  # fmt: skip


def _unsaid(words: Words) -> list[str]:
    return [words(f"funding.says_{number}") for number in range(1, SAID + 1)]
