"""Figures that a comma cuts in two: `88,5` and `1,052` where commas separate the cells of a file.

The second half lands under the heading of the note, and the row ends where the others do: nothing
but the digits themselves shows it. So a note of digits alone behind a value is asked about.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.book import Value
from ingest.returns.figures import Figure, Question, Read, Refused, Settled
from metrics import Text

APART, JOINED = "apart", "joined"
RULE = "cut-in-two"
_FIRST = re.compile(r".*\d\s*")
# digits alone; three of them may have a unit's words behind them: 1,052 people
_REST = re.compile(r"\s*(?:\d{1,9}(?:\.\d{1,4})?\s?[%$]?|\d{3}(?:\.\d{1,4})?\s[^\d]{1,40})\s*")
_NO_NUMBER = "number"


class Halves(NamedTuple):
    """A figure that may be one number: what is asked, and how many cells its rest takes."""

    question: Question
    cells: int

    def note_at(self, column: int, figure: Figure) -> int:
        """The column of the note: behind the rest of the number, where that is one number."""
        return column if figure is self.question.readings[APART] else column + self.cells


def halves_of(
    cells: Sequence[Value], value_at: int, apart: Read, read: Callable[[str], Read]
) -> Halves | None:
    """What is to be asked of a figure with digits in the cell behind it; None for nothing."""
    value, rest = cells[value_at - 1], _rest(cells[value_at:])
    if not rest or not isinstance(value, str) or not isinstance(apart, Figure):
        return None
    joined = ",".join((value.strip(), *rest))
    one = read(joined) if _FIRST.fullmatch(value) else None
    ways = _ways(one, several=len(rest) > 1)
    if not ways:
        return None
    return Halves(_question(value, ",".join(rest), joined, {APART: apart, **ways}), len(rest))


def _rest(behind: Sequence[Value]) -> list[str]:
    found: list[str] = []
    for one in behind:
        if not isinstance(one, str) or not _REST.fullmatch(one):
            break
        found.append(one.strip())
    return found


def _ways(read: Read, *, several: bool) -> dict[str, Figure | Refused]:
    """How the cells read as one number, also where it is none that the form takes."""
    if isinstance(read, Settled):
        read = read.figure
    if isinstance(read, Question):
        can_be: dict[str, Figure | Refused] = {
            way: one for way, one in read.readings.items() if isinstance(one, Figure)
        }
        return can_be if len(can_be) != 1 else {JOINED: can_be.popitem()[1]}
    is_none = isinstance(read, Refused) and read.rule == _NO_NUMBER
    if read is None or (is_none and not several):  # 129,145,50 was one number, however wrong
        return {}
    return {JOINED: read}


def _question(value: str, rest: str, joined: str, ways: dict[str, Figure | Refused]) -> Question:
    it = _it(ways)
    return Question(
        RULE,
        Text(
            f"Commas separate the cells of this file, and '{joined}' fills two of them: '{value}', "
            f"and '{rest}' where a note belongs. {it.en}: which one is meant?",
            f"Des virgules séparent les cellules de ce fichier, et « {joined} » en occupe deux"
            f"\u00a0: « {value} », puis « {rest} » à la place d'une note. {it.fr}\u00a0: "
            "lequel est voulu?",
        ),
        Text(
            f'Write "{joined}" between quotation marks if it is one number, or take the note out '
            "if it is two.",
            f'Écrivez "{joined}" entre guillemets droits si c\'est un seul nombre, ou retirez la '
            "note s'il y en a deux.",
        ),
        ways,
    )


def _it(ways: dict[str, Figure | Refused]) -> Text:
    """The figures that it can be; where it can be one alone, that this may not be what is meant."""
    can_be = (one.value for one in ways.values() if isinstance(one, Figure))
    numbers = list(dict.fromkeys(f"{one:f}" for one in can_be if one is not None))
    french = [one.replace(".", ",") for one in numbers]
    if len(numbers) == 1:
        return Text(f"It is {numbers[0]}, or a number that does not fit here",
                    f"Cela vaut {french[0]}, ou un nombre qui ne convient pas ici")  # fmt: skip
    return Text(f"It is {' or '.join(numbers)}", f"Cela vaut {' ou '.join(french)}")
