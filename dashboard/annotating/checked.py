"""What stands against the words of a note: people, figures that are not shown, and causes.

A note travels into files that nobody calls back, so it is looked at before it is kept.
"""

from collections.abc import Iterator
from decimal import Decimal

from dashboard.annotating.desk import subject
from dashboard.briefings.composing.claims import CAUSES
from dashboard.briefings.composing.figures_stated import figures_of
from dashboard.briefings.composing.numbers_in import SHARES
from dashboard.services import services
from dashboard.text import Words, both
from ingest import is_private
from metrics import PUBLIC, About, AnnotationKind, HeldObservation, Language, Said, Text, writable


def faults_of(about: About, said: Said, allowed: frozenset[str]) -> dict[str, Text]:
    """What is wrong, by the field in which it stands; nothing private is repeated.

    `allowed` are the contacts that the office publishes, as for reasons of releases.
    """
    shown = _numbers(about)
    found: dict[str, Text] = {}
    for field, texts in (("text", said.text), ("owner", said.owner)):
        for language, text in zip(Language, texts, strict=True):
            if faults := [*_of_text(about, text, language, shown, allowed)]:
                found[f"{field}_{language}"] = faults[0]
    return found


def _of_text(
    about: About, text: str, language: Language, shown: set[Decimal], allowed: frozenset[str]
) -> Iterator[Text]:
    if is_private(writable(text), allowed):
        yield both("annotation.private")
    if cause := CAUSES[language].search(text):
        yield both("annotation.cause", said=cause[0])
    if share := SHARES[language].search(text):
        yield both("annotation.figure", number=share[0])
    named = subject(about, Words(language))
    for one in figures_of(text.replace(named, " " * len(named)), language):
        if one.number not in shown:
            yield both("annotation.figure", number=one.written.strip())


def _numbers(about: About) -> set[Decimal]:
    """The numbers that everybody is shown: of the same line, or of the pillar's newest figures.

    None that was released of partners' figures: its owners may still withdraw it.
    """
    store = services().store.seen_by(PUBLIC)
    held: list[HeldObservation | None] = []
    if about.kind is AnnotationKind.VALUE:
        lines = store.series(about.indicator).lines
        own = (one for one in lines if (one.key, one.place, one.disaggregation) == about.line)
        held = [one for line in own for one in line.values]
    elif about.kind is AnnotationKind.NARRATIVE:
        (card,) = store.scorecard(about.framework, pillar=about.pillar).pillars
        held = [one for row in card.rows for one in (row.latest, row.previous)]
    values = (one.observation.value for one in held if one and not one.released_at)
    return {one for one in values if one is not None}
