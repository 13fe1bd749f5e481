"""Changes that turn a proposed line into one that misleads; None where a line gives no hold."""

import re

from dashboard.briefings.composing.shown_values import shown_numbers
from tests.briefings.made import EN, FR

SAID = {
    EN: re.compile(r": (.+?)( (?:in|on|for) .+?)( \(.+?\))?, after (.+?)( (?:in|on|for) .+?)\."),
    FR: re.compile("\u00a0: (.+?)( (?:en|le) .+?)( \\(.+?\\))?, après (.+?)( (?:en|le) .+?)\\."),
}


def swapped(text, own, language):
    """The two values of a line in each other's place."""
    found = SAID[language].search(text)
    if found is None or found[1] == found[4]:
        return None
    start, end = found.span()
    marks = found[3] or ""
    middle = text[start : found.start(1)] + found[4] + found[2] + marks
    after = text[found.end(3) if found[3] else found.end(2) : found.start(4)]
    return text[:start] + middle + after + found[1] + found[5] + "." + text[end:]


def moved(text, own, language):
    """The newest value beside the period of another one, of which it is not the value."""
    chart = own.chart
    if chart is None or len(chart.points) < 2 or own.figure is None or own.figure.number is None:
        return None
    newest = own.when.partition(",")[0]
    held = shown_numbers(own, language)
    of = {one.when for one in held if one.number == abs(own.figure.number)}
    other = next((one.label for one in chart.points if one.label not in of), None)
    return text.replace(newest, other, 1) if other and newest in text else None


def firmer(text, own, language):
    """The same without the word that says how firm the newest value is."""
    return text.replace(" (provisional)", "").replace(" (provisoire)", "")


def turned(text, own, language):
    """The same with the contrary of what it says of chance."""
    pairs = {"higher": "lower", "lower": "higher", "rise": "fall", "plus haut": "plus bas",
             "plus bas": "plus haut", "hautes": "basses", "basses": "hautes"}  # fmt: skip
    word = next((one for one in pairs if f" {one} " in text), None)
    if word is None or not re.search("chance would|hasard expliquerait", text):
        return None
    return text.replace(f" {word} ", f" {pairs[word]} ")


def instead(en, fr):
    """The newest value of a line with another unit than its own behind it."""

    def change(text, own, language):
        word, value = (fr if language is FR else en), own.figure.text
        named = " ".join([own.unit, own.chart.unit if own.chart else "", own.name, text]).casefold()
        is_own = any(len(part) > 3 and part in named for part in word.split())
        is_level = own.chart is not None and own.chart.is_levels
        if is_own or is_level or (en in ("%", "per cent") and "%" in value):
            return None
        bare = re.sub(r"[\s\u00a0]?[%$]", "", value)
        return text.replace(f": {value}", f": {bare} {word}", 1)

    return change


def claiming(added, language):
    """One more claim, but for what the figures bear: a target that is met, two values that rise."""

    def change(text, own, of):
        rises = "rose" in added or "hausse" in added
        met = "surpassed" in added and own.progress.shape.value == "met"
        compares = rises and re.search(", (after|après) ", text)
        return f"{text}{added}" if of is language and not met and not compares else None

    return change


UNITS = [
    ("%", "%"), ("per cent", "pour cent"), ("dollars", "dollars"), ("hours", "heures"),
    ("a day", "par jour"), ("convictions", "condamnations"), ("visas", "visas"),
    ("offenders", "contrevenants"), ("crimes", "crimes"),
    ("police services", "services de police"),
]  # fmt: skip
CLAIMS = [
    (" It rose.", EN), (" This is because of the strategy.", EN), (" A record.", EN),
    (" It was surpassed.", EN), (" En hausse.", FR), (" C'est grâce à la stratégie.", FR),
    (" Un sommet.", FR),
]  # fmt: skip
MISLEADING = [  # with how many lines at least it changes
    (swapped, 40), (moved, 60), (firmer, 12), (turned, 6),
    *((instead(*words), 101) for words in UNITS), *((claiming(*more), 101) for more in CLAIMS),
]  # fmt: skip
