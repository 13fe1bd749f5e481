"""A briefing in one language: every word, number and mark of it, and nothing of any format.

What is here is finished: renderers lay it out, and word, count or round nothing. Of one snapshot
there is a document in English and one in French; all formats of a language are drawn from the one.
"""

from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from metrics import Language


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"


class Shape(StrEnum):
    """The mark that goes before a word of progress: told apart without colour."""

    MET = "met"  # a filled disc with a tick
    ON_TRACK = "on"  # a filled disc
    WATCH = "watch"  # a triangle
    OFF_TRACK = "off"  # a filled square with a cross
    NOT_YET_DUE = "due"  # an open ring
    LATE = "late"  # a clock
    NOT_COMPARABLE = "na"  # a broken line
    NOT_ASSESSED = "none"  # an open, dashed ring


class Chip(NamedTuple):
    """A word of progress with its mark, and why it is so where that is said."""

    shape: Shape
    word: str
    reason: str = ""


class Cell(NamedTuple):
    """One cell of a table: what is read, and the number where there is exactly one behind it.

    A number is None for words, for what is hidden and for a bound (`<5` is not 5): a workbook
    writes `text` then. `places` are the decimals that `text` shows.
    """

    text: str
    number: Decimal | None = None
    places: int = 0
    percent: bool = False  # the number is a percentage: 38 stands for "38 %"
    lang: Language | None = None  # of a title quoted in the other language


class Table(NamedTuple):
    """`right` are the columns that hold figures; the first column heads its row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()


class Point(NamedTuple):
    """A value of a chart. `at` is the middle of its period as a year with its part: 2020.5.

    `span` is how long it is in years, for a bar over several years. `number` is None where the
    value is hidden or withheld: the chart then shows a gap with `said`.
    """

    label: str  # the period as an axis says it
    at: float
    number: Decimal | None
    said: str  # the value in words, as beside the point: "503", "< 5", "hidden to protect people"
    span: float = 1.0
    hollow: bool = False  # provisional or estimated
    side: int = 0  # 1 where it may be any higher number, -1 any lower
    is_labelled: bool = False  # told beside the point: first, last, highest, lowest
    is_box: bool = False  # published as "under 5": no number, an open box on the axis, not hidden
    noted: str = ""  # the numbers of the office's notes at it: "N1", "N1, N2"

    @property
    def beside(self) -> str:
        """What stands beside the point: its value, and by which notes it is explained."""
        return f"{self.said}\u00a0{self.noted}" if self.noted else self.said


class Aim(NamedTuple):
    """What a chart shows of a target: the way there as corners, the target, the baseline."""

    way: tuple[tuple[float, Decimal], ...]
    high: tuple[tuple[float, Decimal], ...]  # the upper edge where it is a band, else empty
    goal: tuple[float, Decimal, str]  # where, how much, and how it is called beside the mark
    baseline: tuple[float, Decimal, str] | None = None
    top: Decimal | None = None  # the upper end of a range, of which the goal is the lower

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The target: one amount, or both ends of a range."""
        return (self.goal[1],) if self.top is None else (self.goal[1], self.top)


class Event(NamedTuple):
    """Something that happened, as a mark above the time axis; `key` numbers it in the list."""

    at: float
    key: str
    words: str


class Chart(NamedTuple):
    """A line over time. `runs` are the positions of points that may be joined, in order.

    `breaks` are where a line is cut because what is counted has changed, with the words of it.
    `is_levels` marks a row of levels ("Tier 1"), named from the lowest in `levels`.
    """

    title: str
    subtitle: str  # unit, place, how to read the marks
    points: tuple[Point, ...]
    runs: tuple[tuple[int, ...], ...]
    unit: str
    alt: str  # what the chart shows in words, generated from what is drawn
    value_name: str = ""  # what the values are, as the series of a native chart is called
    aim: Aim | None = None
    breaks: tuple[tuple[float, str], ...] = ()
    events: tuple[Event, ...] = ()
    percent: bool = False
    is_levels: bool = False
    levels: tuple[str, ...] = ()
    in_workbook: str = ""  # `subtitle` of a chart of a workbook, which has fewer kinds of marks

    @property
    def sheet_subtitle(self) -> str:
        return self.in_workbook or self.subtitle


class Exhibit(NamedTuple):
    """One indicator: its finding, its chart and table, and all that a reader must know of it."""

    indicator: str  # its id: an anchor, and the name of a sheet
    code: str
    name: str  # the indicator's title
    pillar: str
    finding: str  # the title of the exhibit: a sentence with the newest figure
    figure: Cell | None  # that figure; None where there is none
    when: str  # its period and how firm it is: "2024, provisional"
    unit: str
    place: str
    progress: Chip
    signal: str  # whether the change is more than chance, in words; empty where not judged
    lines: tuple[str, ...]  # key lines of this indicator
    chart: Chart | None
    no_chart: str  # why there is none; empty where there is one
    table: Table | None
    notes: tuple[str, ...]  # of marks, rounding, protection, embargo, what partners say of it
    unsaid: tuple[str, ...]  # what this does not tell
    definition: str
    coverage: str  # "11 of 12 partners"; empty for what is not made of partners' figures
    sources: tuple[str, ...]
    path: str  # of its page, with the moment asked of: "/indicator/...?as_of=..."
    beside: tuple[str, ...] = ()  # the `figures` of its lines; empty where none is edited

    @property
    def lines_told(self) -> tuple[tuple[str, str], ...]:
        """Each line with what the figures say beneath it."""
        return tuple(zip_longest(self.lines, self.beside, fillvalue=""))


class KeyLine(NamedTuple):
    """A sentence with at least one number behind it; `indicator` is whose number that is."""

    indicator: str
    text: str
    is_edited: bool = False  # worded by the official; its numbers are checked all the same
    figures: str = ""  # what the figures say, beneath words of the official; else empty


class Change(NamedTuple):
    """Something that differs from the briefing before."""

    kind: str  # "new", "restated", "progress", "late", "added", "left-out"
    indicator: str
    words: str  # "2022 was restated from 528 to 597", with both numbers where there are two
    path: str


class Head(NamedTuple):
    """What every page and every sheet carries."""

    title: str
    organization: str
    classification: str
    scope: str  # pillars, place and period, in words
    as_of: str
    known_at: str
    framework: str  # with its version
    coverage: str
    marks: str  # "holds provisional and hidden figures"; empty where none
    example: str  # "Example data"; empty for real data
    embargo: str  # "embargoed until ..."; empty where all is public


class Labels(NamedTuple):
    """The fixed words of a document, so that a renderer has none of its own."""

    contents: str
    key_lines: str
    scorecard: str
    changes: str
    since: str  # "Since briefing B-2026-004 of 3 May 2026"; empty where there is none before
    no_changes: str
    exhibit: str  # "Exhibit {number}"
    table: str  # "Table {number}"
    see: str  # "See exhibit {number}."
    unsaid: str
    notes: str
    definition: str
    sources: str
    coverage: str
    progress: str
    signal: str
    page: str  # "Page {page} of {pages}"
    code: str
    content: str  # of the content hash
    link: str
    events: str
    breaks: str
    read_me: str
    about: tuple[str, ...]  # what this file is and how to read it, paragraph by paragraph
    indicator: str
    value: str
    period: str
    definitions: str
    footnotes: str
    provenance: str
    key: str
    unit: str
    place: str
    classification: str
    as_of: str
    known_at: str
    framework: str
    scope: str
    chart_data: str
    baseline: str
    way: str
    target: str
    marks: str


class Document(NamedTuple):
    """`trails` are the rows of the provenance sheet: each figure with its file and cell."""

    language: Language
    head: Head
    labels: Labels
    lines: tuple[KeyLine, ...]
    scorecard: Table
    chips: tuple[Chip, ...]  # of the rows of the scorecard, in their order
    changes: tuple[Change, ...]
    exhibits: tuple[Exhibit, ...]
    trails: Table
    footer: str  # the support line, in the words of the pages


class Issue(NamedTuple):
    """By what a briefing is found and checked: printed on every page, outside of what is hashed.

    Of a draft `code` and `content` are empty and `status` says that it is one.
    """

    code: str
    content: str  # sha256 of the snapshot, hexadecimal
    link: str
    status: str  # "Draft, not issued", "Issued 3 May 2026"
    day: str  # ISO 8601, of the freezing: the date in the properties of the files
