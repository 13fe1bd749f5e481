"""A briefing as the data that the template sets: plain text, widths of columns, drawings.

Nothing of it is markup: the template shows every text as it is.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin, urlsplit

from dashboard.briefings.document import Chart, Chip, Document, Exhibit, Issue, Table
from dashboard.briefings.drawing.chart_ink import wide
from dashboard.briefings.drawing.chart_svg import HEIGHT, break_key, chart_svg
from dashboard.briefings.pdf.column_widths import beside, is_crowded, widths
from dashboard.briefings.pdf.font_cover import drawable
from dashboard.briefings.traced import traced, values_widths
from dashboard.text import Words
from metrics import Language

TEXT_WIDTH, SMALL, SMALLEST = 481.0, 8.5, 8.0  # points
MARK, REASON, BOLD = 18.0, 170.0, 1.08
LOW = 200.0  # of a chart 640 wide: where an exhibit would else run over by a few lines
OPEN = ("http", "https")
BOUND = re.compile(r"([<>≤≥≈]) (?=\d)")  # the sign and its number stay on one line


def data_of(document: Document, issue: Issue) -> bytes:
    """The whole briefing as canonical JSON."""
    told = fields(document)
    told["see_many"] = Words(document.language)("briefing_file.see_many", numbers="{numbers}")
    told["colon"] = Words(document.language)("shared.colon")
    told["issue"] = fields(issue) | {"url": address(issue.link, "")}
    told["scorecard"] = scorecard(document)
    told["trails"] = trails(document)
    told["changes"] = [
        fields(one) | {"url": address(issue.link, one.path)} for one in document.changes
    ]
    told["exhibits"] = [
        exhibit(one, number, document.language, issue)
        for number, one in enumerate(document.exhibits, 1)
    ]
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def fields(value: Any) -> dict[str, Any]:
    """A named tuple as an object."""
    return {key: plain(one) for key, one in value._asdict().items()}


def plain(value: Any) -> Any:
    """Named tuples as objects; every text as it can be set."""
    if hasattr(value, "_asdict"):
        return fields(value)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return BOUND.sub("\\1\u00a0", drawable(value)) if isinstance(value, str) else value


def address(base: str, path: str) -> str:
    """Where a path of the pages is on the network; empty where that is no address of a page."""
    whole = urljoin(base, path) if path else base
    return whole if urlsplit(whole).scheme in OPEN else ""


def scorecard(document: Document) -> Mapping[str, Any]:
    """Which column holds the chips, and whether each row is the exhibit of the same place."""
    table = document.scorecard
    words = [one.word for one in document.chips]
    column = next(
        (at for at in reversed(range(len(table.head)))
         if [row[at].text for row in table.rows] == words and words), -1,
    )  # fmt: skip
    linked = len(table.rows) == len(document.exhibits)
    wanted = [] if column < 0 else [(column, chips_width(document.chips))]
    across = widths(table, TEXT_WIDTH, SMALL, added=wanted)
    found = table_data(table, SMALL) | {"wide": across}
    return found | {"chip": column, "is_linked": linked}


def chips_width(chips: Sequence[Chip]) -> float:
    """A mark, its word and the reason after it; a long reason takes lines of its own."""
    words = max(wide(f"{one.word} {one.reason}", SMALL) for one in chips)
    return MARK + min(words * BOLD, REASON)


def table_data(table: Table, size: float, *, full: bool = True) -> dict[str, Any]:
    told = fields(table) | {"is_crowded": is_crowded(table, TEXT_WIDTH, size)}
    return told | {"wide": widths(table, TEXT_WIDTH, size, full=full)}


def trails(document: Document) -> dict[str, Any]:
    """The values with their cells, and the files that these are of."""
    told = traced(document)
    values = table_data(told.values, SMALLEST) | {"wide": values_widths(TEXT_WIDTH)}
    return {"values": values, "files": table_data(told.files, SMALLEST, full=False)}


def exhibit(one: Exhibit, number: int, language: Language, issue: Issue) -> dict[str, Any]:
    told = fields(one) | {"number": number, "url": address(issue.link, one.path)}
    told["lines"] = plain(one.lines_told)
    if one.table:
        narrow = beside(one.table, TEXT_WIDTH, SMALL)
        told["table"] = table_data(one.table, SMALL, full=False) | {"narrow": narrow}
    if one.chart:
        told["chart"] = chart_data(one.chart, language)
    return told


def chart_data(chart: Chart, language: Language) -> dict[str, Any]:
    breaks = [
        {"key": break_key(at), "words": drawable(words)}
        for at, (_, words) in enumerate(chart.breaks)
    ]
    svg, low = (drawable(chart_svg(chart, language, height=one)) for one in (HEIGHT, LOW))
    return fields(chart) | {"breaks": breaks, "svg": svg, "low": low}
