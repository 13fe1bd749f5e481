"""Names of places and of organizations within a text: they are nobody's, and are left out of it.

`Moose Factory`, `Fred Victor` and `St. James Town` look like a name and are none. Where somebody
does something, "Fred Victor cried", the words are left as they stand.
"""

import re
from collections.abc import Iterator

from ingest.personal_data.given_names import EVERY, OF_PLACES
from ingest.personal_data.listed import listed
from ingest.personal_data.normal import folded
from ingest.personal_data.ontario_places import NAMES
from ingest.personal_data.said_of_people import ACTS

# Organizations and programmes that are called as a person may be, or after one.
_ORGANIZATIONS = """
Fred Victor; Rose of Sharon; Anishnawbe Mushkiki; Anishnawbe Health; Cornerstone Landing; Amber
Alert; Alerte Amber; Elizabeth Fry; Barbra Schlifer; Jean Tweed; Jean Augustine; Catherine
Donnelly; Rosalie Hall; Margaret Frazer; Faye Peterson; Carol Anne's Place; Julian of Norwich; St
Vincent de Paul; Saint Vincent de Paul; Red Door; Blue Door; Yellow Brick; Three Oaks; Nova Vita;
Victim Services; Lise Watier; Jean Coutu; Bell Let's Talk; Loran Scholars; St Leonard's; St
Joseph's; Saint Elizabeth; St Michael's; St John Ambulance; Mary Centre; Homewood Health; Scott
Mission; Anova London; Ontario Works; Bethany Hope; Good Shepherd; Holy Cross; Sacred Heart;
Bridge North; Street Haven; Dixon Hall; Massey Centre; Evangel Hall; Woodgreen; Davenport Perth;
Tim Hortons; Shoppers Drug Mart; Harry Rosen; Jane Goodall; Terry Fox; Orange Shirt; Moose Hide;
Red Dress; Big Sister; Big Sisters; Big Brother; Big Brothers
"""
# Behind a name they say what is called so; those that are surnames too, only behind no given name.
_KINDS = frozenset(
    listed(
        """
gate landing haven door doors alert alerte corners narrows mines village inn nest heights creek
town factory island valley harbour harbor falls springs crossing junction plaza tower towers centre
center services house place program programme project clinic clinique shelter lodge foundation
society network
"""
    )
)
_KINDS_AND_SURNAMES = frozenset(listed("park hill court lake ridge point bay station mills square"))
_SHORT = {"mt": "mount", "ft": "fort", "saint": "st", "sainte": "ste"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_BETWEEN = frozenset((" ", "-", "/", "–", " - ", " / "))
_LONGEST = 7  # words of a name
_ACTS = re.compile(rf"[ ,]*(?:{ACTS})\b")


def _compared(words: str) -> tuple[str, ...]:
    return tuple(_SHORT.get(one, one) for one in words.split())


_KNOWN = frozenset(_compared(one) for one in NAMES) | frozenset(
    _compared(folded(one)) for one in listed(_ORGANIZATIONS)
)
_BEGIN = frozenset(one[0] for one in _KNOWN)


def without_places(text: str) -> str:
    """The same without what is the name of a place or an organization."""
    kept, at = [], 0
    for start, end in _named(text):
        kept += [text[at:start], "·"]
        at = end
    return "".join((*kept, text[at:])) if kept else text


def _named(text: str) -> Iterator[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        count = _words_of_name(text, words[at : at + _LONGEST]) if words[at][0][0].isupper() else 0
        if count:
            yield words[at].start(), words[at + count - 1].end()
        at += count or 1


def _words_of_name(text: str, words: list[re.Match[str]]) -> int:
    """How many of the words, from the first, are a name; the longest there is."""
    said: list[str] = []
    longest = 0
    for number, one in enumerate(words):
        if number and not _goes_on(text, words[number - 1], one):
            break
        said.append(_plain(one[0]))
        if number == 0 and said[0] not in _BEGIN:
            break
        if tuple(said) in _KNOWN and not _does(text, said, one.end()):
            longest = number + 1
    return longest


def _plain(word: str) -> str:
    """Without the sign of what belongs to it, unless the name itself has it: Barry's Bay."""
    plain = folded(word)
    return _SHORT.get(plain, plain)


def _goes_on(text: str, before: re.Match[str], one: re.Match[str]) -> bool:
    """Whether a word belongs to the one before it; behind a full stop only after St. and Mt."""
    if before[0].endswith(".") and len(before[0]) > 4:
        return False
    return text[before.end() : one.start()] in _BETWEEN or (
        before[0].endswith(".") and before.end() == one.start()
    )


def _does(text: str, said: list[str], end: int) -> bool:
    """Whether it is said of it what is said of people: only of what could be one."""
    if said[0] not in EVERY or said[-1] in OF_PLACES:
        return False
    return _ACTS.match(text, end) is not None


def is_of_kind(run: re.Match[str]) -> bool:
    """Whether a run of capitals ends by what places and programmes are: `Deborah's Gate`."""
    first, *_, last = folded(run[0].replace("-", " ")).split()
    if _ACTS.match(run.string, run.end()) or run[0] == run.string:
        return last in _KINDS and run[0] == run.string
    return last in _KINDS or (last in _KINDS_AND_SURNAMES and first not in EVERY)
