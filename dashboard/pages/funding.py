"""Funding: what was announced, what was awarded and what was spent; never one for another."""

from collections.abc import Iterable

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import funds
from dashboard.addresses import Address
from dashboard.components import (
    Child,
    Column,
    attrs,
    facts,
    none_held,
    opening,
    panel,
    says,
    section,
)
from dashboard.contents import contents
from dashboard.funds import Amount, amounts
from dashboard.lanes import Bar, bars_drawing, spoken
from dashboard.money_rows import MoneyRows, amount_of, breakdown_of
from dashboard.routes import Route, add_route
from dashboard.services import Services, services
from dashboard.tables import Group, listing
from dashboard.text import Words
from metrics import Framework, labels

SAID = 7  # sentences on what the page does not tell


def register(app: Dash) -> None:
    add_route(app, Route("/funding", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("funding.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    rows = MoneyRows(address, words, held.catalogue)
    parts = [
        _committed(rows, held, words),
        _funds(rows, held, words),
        _partners(rows, held, words),
        _programs(rows, held, words),
        _yearly(rows, held, words),
        _accounts(rows, held, words),
        html.Section(
            says(words("funding.says_title"), _unsaid(words)),
            className="sec",
            **attrs(aria_labelledby="does-not-tell"),
        ),
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


def _columns(words: Words, *names: str) -> list[Column]:
    """A table's columns by their keys; amounts stand right."""
    return [Column(words(f"funding.column_{name}"), right=name == "amount") for name in names]


def _group(words: Words, name: str, rows: MoneyRows, found: list[Amount]) -> Group:
    return Group(words(f"funding.group_{name}"), rows.of(found))


def _committed(rows: MoneyRows, held: Services, words: Words) -> Component:
    totals = amounts(funds.STRATEGIES, held)
    parts = amounts(funds.STRATEGY_PARTS, held)
    earlier = amounts(funds.EARLIER, held)
    bars = [*_bars(totals, held, words), *_bars(parts, held, words, part=True)]
    bars.sort(key=lambda one: (one.period.start, one.part))
    table = listing(
        words("funding.committed_caption"),
        _columns(words, "what", "period", "amount", "document"),
        [
            _group(words, "totals", rows, totals),
            _group(words, "parts", rows, parts),
            _group(words, "quoted", rows, amounts(funds.QUOTED, held)),
            _group(words, "earlier", rows, earlier),
        ],
    )
    return section(
        "committed", words("funding.committed_title"), _drawn(bars, held, words), table,
        note=words("funding.committed_note"),
    )  # fmt: skip


def _drawn(bars: list[Bar], held: Services, words: Words) -> Component | None:
    if not bars:
        return None
    label = words("funding.drawing_label", bars=spoken(bars, words))
    return html.Figure(
        bars_drawing(bars, held.catalogue.frameworks.values(), label), className="fig"
    )


def _bars(found: Iterable[Amount], held: Services, words: Words, part: bool = False) -> list[Bar]:
    """Bars named by the strategy that the amount is for, else by their series."""
    return [
        Bar(
            words.text((funds.strategy_of(one, held.catalogue) or one.line.series).title),
            one.held.observation.period,
            _short(one, words),
            part,
        )
        for one in found
    ]


def _funds(rows: MoneyRows, held: Services, words: Words) -> Component:
    stages = {"calls": funds.CALLS, "awarded": funds.AWARDED, "yearly_funds": funds.YEARLY_FUNDS}
    found = {name: amounts(series, held) for name, series in stages.items()}
    drawn = [*_bars(found["calls"], held, words, part=True), *_bars(found["awarded"], held, words)]
    table = listing(
        words("funding.funds_caption"),
        _columns(words, "what", "period", "amount", "document"),
        [_group(words, name, rows, one) for name, one in found.items()],
    )
    return section(
        "funds", words("funding.funds_title"), _drawn(drawn, held, words), table,
        html.P(words("funding.funds_caution"), className="note"), note=words("funding.funds_note"),
    )  # fmt: skip


def _partners(rows: MoneyRows, held: Services, words: Words) -> Component:
    found = amounts(funds.PARTNERS, held)
    remarks = rows.remarks(found)
    table = listing(
        words.counted("funding.partners_caption", len(found)),
        _columns(words, "recipient", "region", "fund", "period", "amount", "document"),
        [Group(None, [rows.award(one, remarks) for one in found])],
        "wide-records",
    )
    return section(
        "partners", words("funding.partners_title"), table, remarks.under(),
        note=words("funding.partners_note"),
    )  # fmt: skip


def _programs(rows: MoneyRows, held: Services, words: Words) -> Component:
    totals = {name: amounts(series, held) for name, series in funds.PROGRAMS.items()}
    awards = amounts(funds.PROGRAM_AWARDS, held)
    remarks = rows.remarks(awards)
    table = listing(
        words("funding.programs_caption"),
        _columns(words, "what", "period", "amount", "document"),
        [_group(words, name, rows, found) for name, found in totals.items()],
    )
    found = listing(
        words.counted("funding.program_awards_caption", len(awards)),
        _columns(words, "recipient", "region", "fund", "period", "amount", "document"),
        [Group(None, [rows.award(one, remarks) for one in awards])],
        "wide-records",
    )
    return section(
        "programs", words("funding.programs_title"), table,
        panel(words.counted("funding.program_awards_title", len(awards)), found, remarks.under()),
        note=words("funding.programs_note"),
    )  # fmt: skip


def _yearly(rows: MoneyRows, held: Services, words: Words) -> Component:
    found = amounts(funds.YEARLY, held)
    remarks = rows.remarks(found)
    table = listing(
        words("funding.yearly_caption"),
        _columns(words, "component", "period", "amount", "document"),
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
    table = listing(
        words("funding.accounts_caption"),
        _columns(words, "line", "period", "amount", "document"), groups,
    )  # fmt: skip
    return section(
        "accounts", words("funding.accounts_title"),
        html.P(words("funding.accounts_caution"), className="banner"), table,
        note=words("funding.accounts_note"),
    )  # fmt: skip


def _unsaid(words: Words) -> list[str]:
    return [words(f"funding.says_{number}") for number in range(1, SAID + 1)]
