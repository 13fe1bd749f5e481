"""How often organizations are named, counted again from the figures and from what is declared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from metrics import FUND, RECIPIENT, Disaggregation, Period, labels
from tests.numbers.asked import Asked, Count
from tests.numbers.held import Key


def of_partners(asked: Asked) -> Iterator[Count]:
    """The list: who is named by an award, and how often."""
    named = Counter(name for key in asked.held.figures for name in _named(key, asked))
    yield asked.counted("partners.finding", len(named))
    for name, number in named.items():
        yield asked.cell(number, f"/partner/{name}")


def of_a_partner(asked: Asked) -> Iterator[Count]:
    name = asked.page.path[1]
    awards = [key for key in asked.held.figures if name in _named(key, asked)]
    yield asked.counted("partners.awards_caption", len(awards))
    for title in _titles(name, asked):
        yield asked.counted("partners.finding_awards", len(awards), name=title)
    for number in (len(awards), _actions(name, asked)):
        yield asked.cell(number, "dd")
    yield from _elapsed(awards, asked)


def of_a_program(asked: Asked) -> Iterator[Count]:
    """Its amounts and awards, and how much of each agreement's time has passed."""
    one = asked.held.catalogue.programs[asked.page.path[1]]
    awards = [
        key for key in asked.held.figures
        if key.series in one.awards and _members(key).get(FUND) in (None, *one.funds)
    ]  # fmt: skip
    money = [key for key in asked.held.figures if key.series in one.money]
    yield asked.counted("partners.awards_caption", len(awards))
    for title in one.title:
        yield asked.counted("programs.finding", len(money) + len(awards), name=title)
    yield from _elapsed(awards, asked)


def of_rounds(asked: Asked) -> Iterator[Count]:
    """On a pillar: how many awards of a program, for the same days, are set beside each other."""
    for one in asked.held.catalogue.programs.values():
        counted = Counter(
            key.period for key in asked.held.figures
            if key.series in one.awards and _members(key).get(FUND) in (None, *one.funds)
        )  # fmt: skip
        for code, count in counted.items():
            period = labels.period_words(Period.parse(code), asked.page.language)
            for name in one.title:
                yield asked.counted("programs.round_caption", count, name=name, period=period)


def _elapsed(awards: Iterable[Key], asked: Asked) -> Iterator[Count]:
    """The months of each agreement, and how many of them have passed."""
    for period in {Period.parse(key.period) for key in awards}:
        passed, every = (
            relativedelta(day + timedelta(days=1), period.start)
            for day in (asked.held.store.today() - timedelta(days=1), period.end)
        )
        whole = every.years * 12 + every.months
        months = passed.years * 12 + passed.months
        yield asked.counted("shared.elapsed_all", whole)
        yield asked.counted("shared.elapsed", whole, passed=months)


def _actions(name: str, asked: Asked) -> int:
    """Of how many actions it is the body, or is declared to take part."""
    declared = asked.held.catalogue.organizations.get(name)
    wanted = declared.actions if declared else ()
    every = asked.held.store.actions()
    titles = set(_titles(name, asked))
    return sum(
        one.action.body in titles or f"{one.source.id}/{one.action.id}" in wanted for one in every
    )


def _titles(name: str, asked: Asked) -> Iterator[str]:
    """The names of an organization, as it is declared or as an award names it."""
    organizations, dimensions = asked.held.catalogue.organizations, asked.held.catalogue.dimensions
    one = organizations.get(name) or dimensions[RECIPIENT].members[name]
    yield from one.title


def of_contributions(asked: Asked) -> Iterator[Count]:
    """The figures of an indicator that name who they went to."""
    series = asked.held.catalogue.series
    own = [
        key
        for key in asked.held.figures
        if series[key.series].indicator == asked.page.path[1] and _member(key)
    ]
    yield asked.counted("partners.contribution_caption", len(own))


def _named(key: Key, asked: Asked) -> list[str]:
    """The organizations that a figure names: those declared for its recipient, else itself."""
    member, organizations = _member(key), asked.held.catalogue.organizations
    declared = [name for name, one in organizations.items() if member in one.recipients]
    return declared or [member] if member else []


def _member(key: Key) -> str:
    return _members(key).get(RECIPIENT, "")


def _members(key: Key) -> dict[str, str]:
    return dict(Disaggregation.parse(key.breakdown).members)
