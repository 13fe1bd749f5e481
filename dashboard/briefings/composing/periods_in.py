"""What in a sentence is a time or a name, and no figure: taken out before numbers are looked for.

Each is put out by spaces of its own length, so that every number keeps its place.
"""

import re
from collections.abc import Iterable

from dashboard.briefings.composing.numbers_in import SPACES
from dashboard.briefings.document import Exhibit
from metrics import Language

MONTHS = {
    Language.EN: "January|February|March|April|May|June|July|August|September|October|November|"
    "December",
    Language.FR: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    "décembre",
}
GAP = rf"[\s{SPACES}]"
DATES = {
    language: [
        re.compile(rf"\b\d{{1,2}}(?:er)?{GAP}(?:{months}){GAP}\d{{4}}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{months}){GAP}\d{{1,2}},{GAP}\d{{4}}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{months}){GAP}\d{{4}}\b", re.IGNORECASE),
        re.compile(rf"\b[QT][1-4]{GAP}\d{{4}}\b"),
        re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
        re.compile(r"\b(?:FY ?)?(?:19|20|21)\d{2}[-–/](?:\d{4}|\d{2})\b"),
        re.compile(rf"\b\d{{1,2}}(?::\d{{2}}|{GAP}?h{GAP}?\d{{2}})\b"),
    ]
    for language, months in MONTHS.items()
}
YEAR = re.compile(r"\b(?:18|19|20|21)\d{2}\b")
WHEN = re.compile(rf"(?i)\b(?:in|since|between|until|during|from|and|en|depuis|entre|et){GAP}+$")
UNIT_HEAD = re.compile(r" \([^()]*\)$")  # of a caption: "Calls, Canada (calls)"
CODE = re.compile(r"\b[A-Z]{2,5}-\d{1,3}\b")


def without_names(text: str, exhibit: Exhibit) -> str:
    """The text without names: of the indicator, place, ages and pillar; "per 100,000"; codes."""
    parts = [exhibit.place, *exhibit.place.split(", "), *units_of(exhibit)]
    names = [*titles_of(exhibit), exhibit.pillar, *filter(_has_digit, parts)]
    return CODE.sub(_blank, _without(text, names))


def titles_of(exhibit: Exhibit) -> list[str]:
    """What the indicator is called, and its series: with place and unit, and without."""
    captions = [exhibit.chart.title] if exhibit.chart else []
    captions += [exhibit.table.caption] if exhibit.table and exhibit.figure else []
    without_unit = [UNIT_HEAD.sub("", one) for one in captions]
    own = [_before_place(one, exhibit.place) for one in without_unit]
    return [exhibit.name, *captions, *without_unit, *own]


def _before_place(title: str, place: str) -> str:
    """A title without the place and breakdown that follow it."""
    for part in reversed(place.split(", ")):
        if title.casefold().endswith(f", {part}".casefold()):
            title = title[: -len(part) - 2]
    return title


def units_of(exhibit: Exhibit) -> list[str]:
    return [exhibit.unit, exhibit.chart.unit if exhibit.chart else ""]


def _has_digit(words: str) -> bool:
    return any(sign.isdigit() for sign in words)


def without_dates(text: str, language: Language) -> str:
    for date in DATES[language]:
        text = date.sub(_blank, text)
    return text


def without_years(text: str, known: frozenset[str], units: Iterable[str]) -> str:
    """The text without the years that the exhibit speaks of, but where one counts units."""
    nouns = "|".join(re.escape(one) for one in units if one)
    counts = re.compile(rf"{GAP}*(?:%|(?:{nouns})\b)" if nouns else r"\s*%", re.IGNORECASE)

    def cut(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        goes_on = re.match(r"[,.]\d", after)
        is_counted = counts.match(after) and not WHEN.search(before)
        is_figure = before.rstrip()[-1:] == "$" or is_counted or goes_on
        return found[0] if is_figure or found[0] not in known else " " * len(found[0])

    return YEAR.sub(cut, text)


def years_of(exhibit: Exhibit) -> frozenset[str]:
    """Every year that is named anywhere on an exhibit, and those that its chart reaches over."""
    said = [exhibit.when, exhibit.finding, exhibit.signal, exhibit.progress.reason, exhibit.name,
            *exhibit.notes, *exhibit.sources]  # fmt: skip
    if exhibit.table:
        said += [row[0].text for row in exhibit.table.rows]
        said += [row[-1].text for row in exhibit.table.rows]
    if exhibit.chart:
        said += [one.label for one in exhibit.chart.points]
        said += [one.words for one in exhibit.chart.events]
        said += [exhibit.chart.aim.goal[2]] if exhibit.chart.aim else []
        ends = [int(one.at) for one in exhibit.chart.points]
        ends += [int(exhibit.chart.aim.goal[0])] if exhibit.chart.aim else []
        said += [str(year) for year in range(min(ends), max(ends) + 1)] if ends else []
    return frozenset(year for one in said for year in YEAR.findall(one))


LASTS = re.compile(r"(years?|months?|weeks?|quarters?|ans?|années?|mois|semaines?|trimestres?)\b")


def is_duration(after: str, exhibit: Exhibit) -> bool:
    """Whether a number is told to last, "four years", where the indicator counts no such thing."""
    found = LASTS.match(after.lstrip(f" -{SPACES}").casefold())
    return found is not None and not any(found[0] in one.casefold() for one in units_of(exhibit))


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        said = f"{GAP}+".join(map(re.escape, name.split()))
        text = re.sub(said, _blank, text, flags=re.IGNORECASE)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
