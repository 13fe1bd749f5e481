"""Roll-up: a longer period from shorter ones, a larger place from smaller ones, or why not.

An indicator declares its rule. What the rule cannot give is refused with its reason: a whole is
made of all its parts, each known, counted once and in one way. Values must have passed disclosure
control before: a part that is hidden then makes a whole that is refused, never one from which the
part could be worked out.
"""

from metrics.roll_up.lines import roll_up_line, rollable_periods
from metrics.roll_up.partners import never_over_partners, roll_up_partners
from metrics.roll_up.quantities import Quantity, Ratio
from metrics.roll_up.refusals import Refusal, Refused
from metrics.roll_up.rules import roll_up_place, roll_up_time
from metrics.roll_up.wholes import Given, RolledUp

__all__ = [
    "Given", "Quantity", "Ratio", "Refusal", "Refused", "RolledUp", "never_over_partners",
    "roll_up_line", "roll_up_partners", "roll_up_place", "roll_up_time", "rollable_periods",
]  # fmt: skip
