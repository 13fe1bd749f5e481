"""How to read a chart of a workbook: it has no hatching, arrows, cells or hollow bars."""

from collections.abc import Iterator

from dashboard.briefings.composing.hollow_said import hollow_said
from dashboard.findings import is_hidden
from dashboard.text import Words
from metrics import SeriesLine, labels


def sheet_said(subtitle: str, line: SeriesLine, words: Words) -> str:
    """The words of a chart for a workbook; empty where they are the same."""
    said = subtitle
    for drawn, plain in _marks(line, words):
        said = said.replace(drawn, plain)
    return said if said != subtitle else ""


def _marks(line: SeriesLine, words: Words) -> Iterator[tuple[str, str]]:
    """Each sentence about a mark that a workbook draws otherwise, with its own."""
    for name in ("levels", "bounds"):
        yield words(f"indicator.read_{name}"), words(f"briefing_words.sheet_{name}")
    for why in {labels.value_words(one, line.unit, words.language)
                for one in line.values if is_hidden(one)}:  # fmt: skip
        drawn = words("indicator.read_hidden", said=why)
        yield drawn, words("briefing_words.sheet_hidden", said=why)
    if hollow := hollow_said(line, words):
        yield hollow, hollow_said(line, words, "sheet")
