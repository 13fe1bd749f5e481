"""Places as disclosure control takes them: the province, regions, areas that are too small.

P-10: of an area below a region no figure of people is shown unless its population is declared and
large enough; a region, too, whose declared population is not.
"""

from metrics.dimensions import Place
from metrics.disclosure.rules import RULES, Rules

WHOLE_KINDS = frozenset({"country", "province", "territory"})
LARGE_KINDS = WHOLE_KINDS | {"region", "state", "nation", "union", "world"}


def is_below_province(place: Place) -> bool:
    return place.kind not in WHOLE_KINDS


def is_small_area(place: Place, rules: Rules = RULES) -> bool:
    """Whether so few live in a place that it shows no figure of people.

    Where nobody has declared how many do, only what is no smaller than a region is large enough.
    """
    if place.kind in WHOLE_KINDS:
        return False
    if place.population is None:
        return place.kind not in LARGE_KINDS
    return place.population < rules.least_population
