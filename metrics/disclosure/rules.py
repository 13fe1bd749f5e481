"""The published rules of disclosure control: floors, rounding base, contributors, dominance.

They follow requirements P-02 to P-08: people 1 to 9 hidden below the province, 1 to 4 anywhere;
rounding to base 5 as Statistics Canada does for every count of a census; contributors and
dominance as the Australian Bureau of Statistics asks of magnitudes (DataLab output clearance: at
least 10 contributors there; 3 here, the least frequency of the Handbook on Statistical Disclosure
Control, 2nd edition 2024, section 4.2; shares of 50 % and 67 % as there).

Areas (P-10): 5,000 people is our own choice. No published rule fits rounded counts of a service.
It is the least population of a middle layer super output area, by which the Office for National
Statistics puts out what it holds too small for finer areas in England and Wales; for records of
single people 20,000 is asked (HIPAA Privacy Rule, 45 CFR 164.514(b)(2)(i)(B)). The 40 people of
Statistics Canada's area suppression are for tables of a whole census and far too few here.
"""

from typing import NamedTuple

from metrics.disclosure.tables import Cell
from metrics.errors import MetricsError

LEAST_FLOOR = 5


class Rules(NamedTuple):
    """How a release is protected. Floors and contributors are counts, shares are percentages."""

    floor_below_province: int = 10
    floor: int = LEAST_FLOOR
    base: int = 5
    contributors: int = 3
    first: int = 50
    two: int = 67
    unreliable: int = 20  # events under which a share is marked as not reliable
    whole_percent_under: int = 100  # the denominator under which shares are whole percentages
    least_range: int = 10  # percent of its upper end that the range of a hidden amount spans
    least_population: int = 5000  # of an area of which figures of people are shown

    @classmethod
    def checked(cls, **changes: int) -> "Rules":
        """The rules with changes; a floor is never below 5, nor lower below the province."""
        rules = cls(**changes)
        if rules.floor < LEAST_FLOOR or rules.floor_below_province < rules.floor:
            raise MetricsError(
                f"The floor for people is at least {LEAST_FLOOR}, and not lower below the province",
                f"Le seuil pour les personnes est d’au moins {LEAST_FLOOR}, et n’est pas plus bas "
                "sous la province",
            )
        return rules

    def floor_of(self, cell: Cell) -> int:
        """The least number of people that may be shown in the cell; a steward may raise it."""
        floor = self.floor_below_province if cell.below_province else self.floor
        return max(floor, cell.floor or 0)


RULES = Rules()
