"""Findings: what is wrong in a file, at which cell, and what would be right."""

from enum import StrEnum
from typing import NamedTuple

from metrics import Language, Location, MetricsError, Text, place_in


class Severity(StrEnum):
    ERROR = "error"  # the whole source is refused
    WARNING = "warning"  # kept, and told


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

    def finding(self, file: str, sheet: str = "") -> Finding:
        problem = Problem(self.rule, self.text)
        return Finding.at(Location(file, sheet, 0, 0), "", problem)
