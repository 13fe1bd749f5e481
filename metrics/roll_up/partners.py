"""Roll-up over partners: one period of all of them, by the rule that the indicator has for places.

Unlike places, partners are no partition of anything: what is missing is a matter of who was asked,
which the caller knows. So the whole here is that of the parts given, and no more.
"""

from collections.abc import Iterable, Mapping

from metrics.definitions import Indicator
from metrics.languages import Text
from metrics.periods import Period
from metrics.reasoning import Slot
from metrics.roll_up.refusals import Refusal, Refused, refuse
from metrics.roll_up.rules import never_over_place, rule_of, unknown_of
from metrics.roll_up.wholes import Given, Part, RolledUp, as_part, make_whole

ALL = Text("all partners", "l'ensemble des partenaires")
Titles = Mapping[str, Text]
PEOPLE = ("people_in_period", "people_ever")


def never_over_partners(indicator: Indicator) -> Refusal | None:
    """What the declaration alone refuses: no numbers could change it."""
    refusal = never_over_place(indicator)
    if refusal is not Refusal.NOT_OVER_PLACE:
        return refusal
    counts_people = indicator.count_basis in PEOPLE
    return Refusal.PEOPLE_OF_SEVERAL if counts_people else Refusal.NOT_OVER_PARTNERS


def roll_up_partners(
    indicator: Indicator, given: Iterable[Given], place: str, period: Period, titles: Titles
) -> RolledUp | Refused:
    """Make what partners state of a period one figure; `titles` are those of the partners."""

    def name(part: Part) -> Slot:
        whose = part.line.organization
        return titles.get(whose) or Text(whose, whose)

    parts = sorted((as_part(indicator, one) for one in given), key=_order)
    if not parts:
        return refuse(Refusal.NOTHING_GIVEN, ALL)
    if undeclared := never_over_partners(indicator):
        return refuse(undeclared, ALL)
    rule = rule_of(indicator, indicator.roll_up_place)
    return unknown_of(indicator, rule, parts, ALL, name) or make_whole(
        indicator, rule, parts, place, period, name
    )


def _order(part: Part) -> tuple[str, str]:
    return part.line.organization, part.place
