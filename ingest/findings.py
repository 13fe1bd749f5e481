"""Findings: what is wrong in a file, at which cell, and what would be right."""

from enum import StrEnum
from typing import NamedTuple

from metrics import Language, Location, MetricsError, Text, place_in


class Severity(StrEnum):
    ERROR = "error"  # the whole source is refused
    WARNING = "warning"  # kept, and told; of a partner's file a reason is asked
    INFO = "info"  # kept; told to those who want to know


class Problem(NamedTuple):
    """What is wrong with one cell's words, before anyone says where the cell stands."""

    rule: str
    message: Text
    severity: Severity = Severity.ERROR

    @classmethod
    def of(cls, rule: str, en: str, fr: str, severity: Severity = Severity.ERROR) -> "Problem":
        return cls(rule, Text(en, fr), severity)


class Finding(NamedTuple):
    severity: Severity
    rule: str
    file: str
    sheet: str
    cell: str
    words: str
    message: Text
    right: Text | None = None  # what would be right
    against: str = ""  # another cell that contradicts this one
    readings: tuple[str, ...] = ()  # of a question: the readings among which its sender chooses
    shadow: bool = False  # of a rule that is not in force yet: counted, told to the office alone
    cause: str = ""  # what several findings have in common, and what is answered once for all

    @property
    def key(self) -> str:
        """`Sheet!C7:rule`: the same for the same finding in a file that is checked again."""
        inside = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{inside}:{self.rule}"

    @classmethod
    def at(cls, place: Location, words: object, problem: Problem) -> "Finding":
        """A problem at its cell; row 0 stands for the file or sheet as a whole."""
        cell = place.cell if place.row else ""
        seen = "" if words is None else str(words)[:200]
        return cls(
            problem.severity, problem.rule, place.file, place.sheet, cell, seen, problem.message
        )

    @property
    def place(self) -> str:
        return place_in(self.file, self.sheet, self.cell)

    def line(self, language: Language = Language.EN) -> str:
        colon = " : " if language is Language.FR else ": "
        return f"{self.place}{colon}{self.message.in_(language)}"


class ReadError(MetricsError):
    """A file that cannot be read as the table it is said to be."""

    def __init__(self, en: str, fr: str, rule: str = "file") -> None:
        super().__init__(en, fr)
        self.rule = rule
        self.sheet, self.cell = "", ""  # where it is, as far as that is known

    def finding(self, file: str, sheet: str = "") -> Finding:
        problem = Problem(self.rule, self.text)
        place = Location(file, sheet or self.sheet, 0, 0)
        return Finding.at(place, "", problem)._replace(cell=self.cell)
