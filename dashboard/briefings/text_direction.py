"""In which direction a text is set: that of the document, which runs from the left.

Arabic or Hebrew inside keeps its own order there, even where a text begins with it. Only a text
that has no other letters stands from the right as a whole.
"""

import unicodedata

FROM_RIGHT = frozenset(("R", "AL"))


def is_from_the_right(text: str) -> bool:
    """Whether the letters of a text run from right to left, all of them."""
    found = {unicodedata.bidirectional(one) for one in text} & (FROM_RIGHT | {"L"})
    return bool(found) and found <= FROM_RIGHT
