"""What stands against issuing an outline: its key lines, as the pages check them."""

from collections.abc import Iterator

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.outline import Line, Outline
from dashboard.briefings.outline_faults import Fault
from dashboard.briefings.snapshot import Snapshot
from dashboard.text import both
from ingest import is_private
from metrics import MetricsError, Text, writable


def refuse_unfit(outline: Outline, snapshot: Snapshot, allowed: frozenset[str]) -> None:
    """MetricsError with every fault, a line each; `allowed` are contacts that are published."""
    found = [*_titles(outline, allowed), *_lines(outline, snapshot, allowed)]
    if not outline.indicators:
        found.append(both("briefing_commands.nothing_chosen"))
    if found:
        raise MetricsError(*("\n".join(one[at] for one in found) for at in (0, 1)))


def _titles(outline: Outline, allowed: frozenset[str]) -> Iterator[Text]:
    if any(is_private(writable(one), allowed) for one in outline.title):
        yield both("review.private")


def _lines(outline: Outline, snapshot: Snapshot, allowed: frozenset[str]) -> Iterator[Text]:
    for line in outline.lines:
        if line.edited:
            yield from (_named(line, one.said) for one in _faults(line, snapshot, allowed))


def _faults(line: Line, snapshot: Snapshot, allowed: frozenset[str]) -> tuple[Fault, ...]:
    shown = {
        document.language: exhibit
        for document in snapshot.documents
        for exhibit in document.exhibits
        if exhibit.indicator == line.indicator
    }
    return faults_of_line(line, shown, allowed)


def _named(line: Line, said: Text) -> Text:
    return Text(f"{line.indicator}: {said.en}", f"{line.indicator}\u00a0: {said.fr}")
