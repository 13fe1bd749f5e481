"""What the figures say beneath a line that an official has worded.

So that a hedge, a period or a name that the words leave out is still read on the same page.
"""

from collections.abc import Sequence

from dashboard.briefings.composing.narrative import CHANGE, NEWEST, PROGRESS
from dashboard.briefings.outline import Line
from dashboard.text import Words


def figures_beside(line: Line, offered: Sequence[Line], finding: str, words: Words) -> str:
    """The sentence that the figures bear now, led by words that say so.

    `offered` are the sentences proposed now. That of progress stands beneath words on progress,
    the fullest of the rest beneath all others; where none is borne, the `finding` says what there
    is. Empty where the line is not edited, or says what is proposed.
    """
    own = [one for one in offered if one.indicator == line.indicator]
    if not line.edited or line.text(words.language) in [one.text(words.language) for one in own]:
        return ""
    keys = (*([PROGRESS] if line.key == PROGRESS else []), CHANGE, NEWEST)
    found = next((one for key in keys for one in own if one.key == key), None)
    said = found.text(words.language) if found else f"{finding}."
    return words("briefing_words.figures_beside", said=said)
