"""What stands against issuing an outline: its titles and key lines, as the pages check them."""

from collections.abc import Iterator

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.known import Known
from dashboard.briefings.composing.title_claims import title_faults
from dashboard.briefings.outline import Line, Outline
from dashboard.briefings.outline_faults import Fault
from dashboard.briefings.snapshot import Snapshot
from dashboard.text import both
from ingest import is_private
from metrics import Language, MetricsError, Text, writable


def refuse_unfit(outline: Outline, snapshot: Snapshot, known: Known) -> None:
    """MetricsError with every fault, a line each."""
    found = [*faults_of_titles(outline.title, known), *_lines(outline, snapshot, known)]
    if not outline.indicators:
        found.append(both("briefing_commands.nothing_chosen"))
    if found:
        raise MetricsError(*("\n".join(one[at] for one in found) for at in (0, 1)))


def faults_of_titles(titles: Text, known: Known) -> Iterator[Text]:
    """What is wrong with the title in either language."""
    for language, title in zip(Language, titles, strict=True):
        yield from faults_of_title(title, language, known)


def faults_of_title(title: str, language: Language, known: Known) -> tuple[Text, ...]:
    """What is wrong with a title: of what is private in it nothing more is told."""
    if is_private(writable(title), known.contacts):
        return (both("briefing.private"),)
    return title_faults(title, language)


def _lines(outline: Outline, snapshot: Snapshot, known: Known) -> Iterator[Text]:
    for line in outline.lines:
        if line.edited:
            yield from (_named(line, one.said) for one in _faults(line, snapshot, known))


def _faults(line: Line, snapshot: Snapshot, known: Known) -> tuple[Fault, ...]:
    shown = {
        document.language: exhibit
        for document in snapshot.documents
        for exhibit in document.exhibits
        if exhibit.indicator == line.indicator
    }
    return faults_of_line(line, shown, known)


def _named(line: Line, said: Text) -> Text:
    return Text(f"{line.indicator}: {said.en}", f"{line.indicator}\u00a0: {said.fr}")
