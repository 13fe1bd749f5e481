"""Key lines as an official may have worded or changed them, and what they are told."""

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.known import Known, known_of
from dashboard.briefings.document import Exhibit
from dashboard.briefings.outline import Line
from dashboard.services import Services
from metrics import Language
from tests.briefings.made import FR, exhibit

WHOLE = "ontario-2025"


SHOWN: dict[tuple[object, ...], Exhibit] = {}  # by store, strategy, indicator and language
KNOWN: dict[int, Known] = {}  # by store


def known_to(services: Services) -> Known:
    """Read once of stores that last for all tests of a process."""
    key = id(services.store)
    if key not in KNOWN:
        KNOWN[key] = known_of(frozenset(), services.catalogue)
    return KNOWN[key]


def exhibit_of(services: Services, framework: str, name: str, language: Language) -> Exhibit:
    """Composed once of stores that last for all tests of a process."""
    key = id(services.store), framework, name, language
    if key not in SHOWN:
        SHOWN[key] = exhibit(services.store, services.catalogue, name, language,
                             framework=framework)  # fmt: skip
    return SHOWN[key]


def faults_told(services: Services, framework: str, name: str, text: str, language: Language):
    """The faults of a line in one language, in the words of that language."""
    shown = exhibit_of(services, framework, name, language)
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
