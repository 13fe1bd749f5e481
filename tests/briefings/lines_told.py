"""Key lines as an official may have worded or changed them, and what they are told."""

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.known import Known, known_of
from dashboard.briefings.outline import Line
from dashboard.services import Services
from metrics import Language
from tests.briefings.made import FR, exhibit

WHOLE = "ontario-2025"


def known_to(services: Services) -> Known:
    return known_of(frozenset(), services.catalogue)


def faults_told(services: Services, framework: str, name: str, text: str, language: Language):
    """The faults of a line in one language, in the words of that language."""
    shown = exhibit(services.store, services.catalogue, name, language, framework=framework)
    line = Line(indicator=name, en=text, fr=text, edited=True)
    found = faults_of_line(line, {language: shown}, known_to(services))
    return [one.said.fr if language is FR else one.said.en for one in found]


def refused(line, shown, known, change) -> list[tuple[str, str]]:
    """The languages in which a changed line is still taken, of those that the change changes."""
    passed = []
    for language, own in shown.items():
        text = line.text(language)
        other = change(text, own, language)
        if other is None or other == text:
            continue
        changed = Line(indicator=line.indicator, en=other, fr=other, edited=True)
        if not faults_of_line(changed, {language: own}, known):
            passed.append((language.value, other))
    return passed


def passed_by(borne, change) -> list[tuple[str, str]]:
    return [one for line, shown, known in borne
            for one in refused(line, shown, known, change)]  # fmt: skip


def changed_count(borne, change) -> int:
    return sum(
        change(line.text(language), own, language) not in (None, line.text(language))
        for line, shown, _ in borne for language, own in shown.items()
    )  # fmt: skip
