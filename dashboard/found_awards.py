"""What of a total that was announced is found again in awards: never more than both of them say.

Awards to partners contain one another nowhere: they alone may be added. That each of them is part
of a total of the same years is not published, and so it is not said here.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child
from dashboard.funds import Amount, amounts
from dashboard.services import Services
from dashboard.text import Words
from metrics import Qualifier, Unit, labels

TOTALS = ("both-funds-awards",)  # of both funds: an award may not say from which of them it is
AWARDS = ("partner-awards",)
FLOORS = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}


def found_awards(held: Services, words: Words) -> list[Child]:
    """A line for each total of the two funds; nothing where none is held."""
    awards = amounts(AWARDS, held)
    lines = [_line(total, _of_its_years(total, awards), words) for total in amounts(TOTALS, held)]
    if not lines:
        return []
    return [
        html.H3(words("funding.found_title"), className="gap"),
        html.Ul(lines, className="notes"),
    ]


def _of_its_years(total: Amount, awards: Iterable[Amount]) -> list[Amount]:
    """The awards whose years lie within those of the total."""
    whole = total.held.observation.period
    return [
        one
        for one in awards
        if whole.start <= one.held.observation.period.start
        and one.held.observation.period.end <= whole.end
        and one.held.observation.value is not None
    ]


def _line(total: Amount, found: Sequence[Amount], words: Words) -> Component:
    unit = total.line.unit
    said = {
        "total": labels.short_value(total.held, unit, words.language),
        "period": labels.period_words(total.held.observation.period, words.language),
    }
    if not found:
        return html.Li(words("funding.found_none", **said))
    together = together_said(found, unit, words)
    return html.Li(words.counted("funding.found", len(found), together=together, **said))


def together_said(found: Sequence[Amount], unit: Unit, words: Words) -> str:
    """Their sum, as exactly as all of them are stated: "more than" where one of them is a floor."""
    total = sum((one.held.observation.value or Decimal(0) for one in found), Decimal(0))
    stated = {one.held.observation.qualifier for one in found}
    kind = "about" if Qualifier.APPROXIMATE in stated else "exactly"
    near = labels.roughly(total, unit) if kind == "about" else total
    number = labels.number(near, unit, words.language)
    if stated & FLOORS:
        kind += "_or_more"
    return words(f"funding.sum_{kind}", amount=number)
