"""Words for extremes: refused, but for "the highest since 2019" where the joined values bear it."""

import re
from collections.abc import Iterator, Sequence

from dashboard.briefings.composing.directions import At, at_of
from dashboard.briefings.composing.periods_named import Named, period_of
from dashboard.briefings.composing.periods_stated import Placed
from dashboard.briefings.document import Exhibit, Point
from dashboard.text import both
from metrics import Language, Text

EN, FR = Language.EN, Language.FR
HIGH = {
    EN: r"highest|largest|greatest|biggest",
    FR: r"(?:le|la|les|au|aux|du|des|son|sa|ses|leurs?) plus "
        r"(?:haut|élevé|grand|important|nombreu)\w*",
}  # fmt: skip
LOW = {
    EN: r"lowest|smallest|fewest",
    FR: r"(?:le|la|les|au|aux|du|des|son|sa|ses|leurs?) plus (?:bas|faible|petit|rare)\w*",
}
BEYOND = {
    EN: r"record|records?[- ](?:high|low)s?|record-\w+|all-time|peak\w*|unprecedented|n?ever|"
        r"unmatched|first time",
    FR: r"records?|sommets?|pics?|inégalé\w*|sans précédent|jamais|culmin\w*|planchers?|"
        r"inédite?s?|première fois",
}  # fmt: skip
EXTREMES = {
    language: re.compile(
        rf"(?<!\w)(?:(?P<high>{HIGH[language]})|(?P<low>{LOW[language]})|{BEYOND[language]})(?!\w)",
        re.IGNORECASE,
    )
    for language in Language
}
SINCE = {
    EN: re.compile(r"[^.;!?\d]{0,40}?\bsince (?:the year )?$", re.IGNORECASE),
    FR: re.compile(r"[^.;!?\d]{0,40}?\bdepuis (?:l['’]année |l['’]exercice )?$", re.IGNORECASE),
}


def faults_of_extremes(
    text: str, numbers: Sequence[Placed], named: Sequence[Named], exhibit: Exhibit,
    language: Language,
) -> Iterator[Text]:  # fmt: skip
    stated = [at for one in numbers for at in at_of(one, exhibit, language)]
    for found in EXTREMES[language].finditer(text):
        since = _since(found, text, named, language)
        at = _of_which(found, stated)
        if since is None or at is None or not (found["high"] or found["low"]):
            yield both("briefing_words.fault_extreme", said=found[0])
        elif (fault := _untrue(found, since, at, exhibit, language)) is not None:
            yield fault


def _since(
    found: re.Match[str], text: str, named: Sequence[Named], language: Language
) -> Named | None:
    """The period from which on it is said to be the extreme: "the highest since 2019"."""
    return next(
        (one for one in named if one.start >= found.end()
         and SINCE[language].fullmatch(text[found.end() : one.start])), None,
    )  # fmt: skip


def _of_which(found: re.Match[str], stated: Sequence[At]) -> At | None:
    """The value that is called so: the last before the word, else the first after it."""
    before = [one for one in stated if one.number.stated.end <= found.start()]
    after = [one for one in stated if one.number.stated.start >= found.end()]
    return before[-1] if before else after[0] if after else None


def _untrue(
    found: re.Match[str], since: Named, at: At, exhibit: Exhibit, language: Language
) -> Text | None:
    """A fault where a joined value after that period is as high, or nothing stands for it."""
    points: Sequence[Point] = exhibit.chart.points if exhibit.chart else ()
    run = [points[one] for one in at.run if one < at.point]
    first = next((n for n, one in enumerate(run)
                  if period_of(one.label, language) == since.spans[0]), None)  # fmt: skip
    if first is None:
        return both("briefing_words.fault_since_none", said=found[0], year=since.written)
    own = at.number.stated.number
    for one in run[first + 1 :]:
        if one.number is not None and (one.number >= own if found["high"] else one.number <= own):
            said = {"said": found[0], "shown": one.said, "when": one.label}
            return both("briefing_words.fault_since", **said)
    return None
