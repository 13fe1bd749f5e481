"""The money of a pillar: its programs stage by stage, and who received what was awarded last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, Fact, missing, section
from dashboard.drawing import Drawing
from dashboard.funds import Amount, figures
from dashboard.money_rows import MoneyRows, amount_of
from dashboard.programs import awards_of, in_order, of_pillar, program_link
from dashboard.services import Services, services
from dashboard.svg import element
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Period, Pillar, Program, labels

STAGES = ("offered", "awarded", "paid")
FEW = 3  # awards of one program and term, below which they are not set side by side
WIDE, HIGH = 200, 10  # of a bar, in pixels of its own


class Round(NamedTuple):
    """Awards of one program for the same days."""

    program: Program
    period: Period
    awards: Sequence[Amount]


def pillar_money(pillar: Pillar, address: Address, words: Words) -> list[Component]:
    """Both parts, as far as there is anything to say."""
    found = in_order(of_pillar(pillar, services(), address.known_at), words)
    if not found:
        return []
    rounds = _rounds(found, pillar, services())
    return [_stages(found, address, words), *(_recipients(one, address, words) for one in rounds)]


def stage_facts(one: Program, address: Address, words: Words) -> list[Fact]:
    """An amount of each stage, or that none was found.

    Amounts beside each other are of the newest term that they share; where they share none, each
    is the newest of its stage and says that the terms differ.
    """
    held = {stage: _whole(getattr(one, stage)) for stage in STAGES}
    terms = [{_term(each) for each in found} for found in held.values() if found]
    shared = set.intersection(*terms) if len(terms) > 1 else set()
    key = "programs.terms_differ" if len(terms) > 1 and not shared else "programs.term"
    facts = []
    for stage, found in held.items():
        beside = [each for each in found if _term(each) in shared] or found
        facts.append((words(f"programs.fact_{stage}"), *_newest(beside, key, address, words)))
    return facts


def _whole(series: Sequence[str]) -> list[Amount]:
    """The amounts of the series that speaks for a stage; whole ones where there are any."""
    found = figures(series[:1], services())
    whole = [one for one in found if not one.held.observation.disaggregation.members]
    return whole or found


def _term(one: Amount) -> Period:
    return one.held.observation.period


def _newest(
    found: Sequence[Amount], key: str, address: Address, words: Words
) -> tuple[Child, Child]:
    if not found:
        return missing(words("programs.none_found")), None
    newest = max(found, key=_ends)
    period = labels.period_words(_term(newest), words.language)
    return amount_of(newest, address, words), words(key, period=period)


def _ends(one: Amount) -> tuple[date, date]:
    """Of two terms that end alike the one that began later is the newer."""
    period = one.held.observation.period
    return period.end, period.start


def _stages(found: Iterable[Program], address: Address, words: Words) -> Component:
    """A row a program; amounts of different programs and stages are never added."""
    names = ("program", *STAGES)
    columns = [Column(words(f"programs.column_{name}")) for name in names]
    rows = [
        Row([
            html.Span([program_link(one, address, words),
                       html.Small(words.text(one.delivered_by))], className="nm"),
            *(html.Span([amount, html.Small(period) if period else None])
              for _, amount, period in stage_facts(one, address, words)),
        ])
        for one in found
    ]  # fmt: skip
    table = listing(
        words("programs.pillar_caption"), columns, [Group(None, rows)], "programs-list",
        hidden_caption=True,
    )  # fmt: skip
    return section(
        "programs", words("programs.pillar_title"), table, note=words("programs.pillar_note")
    )


def _rounds(found: Iterable[Program], pillar: Pillar, held: Services) -> list[Round]:
    """The newest round of each program whose awards feed an indicator of the pillar itself.

    Awards are set beside each other only where they are for the same days.
    """
    listed, rounds = set(pillar.indicators), []
    for one in found:
        by_period: dict[Period, list[Amount]] = defaultdict(list)
        for award in awards_of(one, held):
            if award.held.observation.indicator in listed:
                by_period[award.held.observation.period].append(award)
        full = [period for period, awards in by_period.items() if len(awards) >= FEW]
        if full:
            newest = max(full, key=lambda period: (period.start, period.end))
            rounds.append(Round(one, newest, by_period[newest]))
    return rounds


def _recipients(one: Round, address: Address, words: Words) -> Component:
    """Each award with a bar, all on one scale from zero, and what was announced in all."""
    money = MoneyRows(address, words, services().catalogue)
    most = max(award.held.observation.value or 0 for award in one.awards)
    columns = [*money.columns("recipient", "amount"), Column(words("programs.column_bar"))]
    rows = [
        Row([money.recipient(award), amount_of(award, address, words), _bar(award, float(most))])
        for award in one.awards
    ]
    rows += [
        Row([words("programs.announced_in_all"), amount_of(total, address, words), ""])
        for total in figures(one.program.awarded, services())
        if total.held.observation.period == one.period
    ]
    name, period = words.text(one.program.title), labels.period_words(one.period, words.language)
    caption = words.counted("programs.round_caption", len(one.awards), name=name, period=period)
    table = listing(caption, columns, [Group(None, rows)], "round")
    title = words("programs.round_title", name=name)
    return section(f"received-{one.program.id}", title, table, note=words("programs.round_note"))


def _bar(award: Amount, most: float) -> Component:
    """As long as the amount; its number stands beside it."""
    long = float(award.held.observation.value or 0) / most * WIDE
    part = element("rect", class_="ptn", x=0, y=0, width=long, height=HIGH)
    return Drawing(
        element(
            "svg", part, class_="amount-bar", viewBox=f"0 0 {WIDE} {HIGH}",
            preserveAspectRatio="none", aria_hidden="true", focusable="false",
        )
    )  # fmt: skip
