"""What in a sentence is a time or a name, and no figure: taken out before numbers are looked for.

Each is put out by spaces of its own length, so that every number keeps its place.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

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
CODE = re.compile(r"\b[A-Z]{2,5}-\d{1,3}\b")


def without_names(text: str, exhibit: Exhibit) -> str:
    """The text without names: of the indicator, place, ages and pillar; "per 100,000"; codes."""
    parts = [exhibit.place, *exhibit.place.split(", "), *_units(exhibit)]
    names = [exhibit.name, exhibit.pillar, *filter(_has_digit, parts)]
    return CODE.sub(_blank, _without(text, names))


def _units(exhibit: Exhibit) -> list[str]:
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
BESIDE = re.compile(
    rf"{GAP}[^\d.;,()]{{0,40}}?\b(?:in|for|en|pour){GAP}((?:18|19|20|21)\d{{2}})\b(?![-–/]\d)"
)


def is_duration(after: str, exhibit: Exhibit) -> bool:
    """Whether a number is told to last, "four years", where the indicator counts no such thing."""
    found = LASTS.match(after.lstrip(f" -{SPACES}").casefold())
    return found is not None and not any(found[0] in one.casefold() for one in _units(exhibit))


PEOPLE = re.compile(
    r"(?i)(people|persons?|victims?|survivors?|women|girls|children|personnes?|victimes?|"
    r"survivant(?:e?s)?|survivante|femmes|filles|enfants)\b"
)


def people_counted(after: str, exhibit: Exhibit) -> str | None:
    """The people that a number is said to be of, where the indicator counts no people at all."""
    found = PEOPLE.match(after.lstrip(f" {SPACES}"))
    counts = any(PEOPLE.search(one) for one in (exhibit.name, *_units(exhibit)))
    return found[1] if found and not counts else None


def year_beside(after: str) -> str | None:
    """The year of which the number before this text is said to be: "503 incidents in 2024"."""
    found = BESIDE.match(after)
    return found[1] if found else None


def years_by_value(exhibit: Exhibit) -> dict[Decimal, frozenset[str]]:
    """The years of which each value of the chart or the table is the value."""
    held: dict[Decimal, set[str]] = {}
    for number, label in _values(exhibit):
        held.setdefault(number, set()).update(_years_in(label))
    return {number: frozenset(years) for number, years in held.items()}


def _values(exhibit: Exhibit) -> Iterator[tuple[Decimal, str]]:
    """The values that are exactly one number, with their periods as they are said."""
    for point in exhibit.chart.points if exhibit.chart else ():
        if point.number is not None:
            yield point.number, point.label
    for row in exhibit.table.rows if exhibit.table else ():
        if row[1].number is not None:
            yield row[1].number, row[0].text


def _years_in(label: str) -> Iterator[str]:
    """Every year that a period touches: of "2023-24" both, of a span those between as well."""
    years = [int(one) for one in YEAR.findall(label)]
    if short := re.search(r"\b(\d{2})\d{2}-(\d{2})$", label):
        years.append(int(short[1] + short[2]))
    if years:
        yield from (str(one) for one in range(min(years), max(years) + 1))


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        said = f"{GAP}+".join(map(re.escape, name.split()))
        text = re.sub(said, _blank, text, flags=re.IGNORECASE)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
