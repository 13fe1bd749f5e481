"""Findings by their cause: each told once, with every cell that it touches."""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from ingest import Finding, Severity
from metrics import Text

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Group(NamedTuple):
    """What is wrong for one reason; never empty."""

    key: str  # what is said to it is kept under this
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def severity(self) -> Severity:
        return self.first.severity

    @property
    def field(self) -> str:
        """A name for its form field that holds nothing of the file."""
        return "g" + sha256(self.key.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def messages(self) -> tuple[Text, ...]:
        return tuple(dict.fromkeys(one.message for one in self.findings))

    @property
    def is_question(self) -> bool:
        return bool(self.first.readings)

    @property
    def asks_reason(self) -> bool:
        return self.severity is Severity.WARNING and not self.is_question


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Errors first, then what is to be explained; rules in shadow are the office's alone."""
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for one in findings:
        if not one.shadow:
            found.setdefault((one.severity, one.cause or one.key), []).append(one)
    groups = [Group(key, tuple(held)) for (_, key), held in found.items()]
    return tuple(sorted(groups, key=lambda one: ORDER.index(one.severity)))


def of_severity(groups: Iterable[Group], severity: Severity) -> tuple[Group, ...]:
    return tuple(one for one in groups if one.severity is severity)


def unexplained(groups: Iterable[Group], reasons: Mapping[str, str]) -> tuple[Group, ...]:
    """What still needs a reason before the return can be sent."""
    return tuple(one for one in groups if one.asks_reason and not reasons.get(one.key))


def places(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Where they stand: neighbours in one column as one span, "Services!B5:B16"."""
    runs: list[list[tuple[str, str, int]]] = []
    for sheet, cell in dict.fromkeys((one.sheet, one.cell) for one in findings):
        match = _CELL.fullmatch(cell)
        here = (sheet, match[1], int(match[2])) if match else (sheet, cell, 0)
        if runs and match and _follows(runs[-1][-1], here):
            runs[-1].append(here)
        else:
            runs.append([here])
    return tuple(filter(None, map(_span, runs)))


def _follows(before: tuple[str, str, int], here: tuple[str, str, int]) -> bool:
    return before[:2] == here[:2] and before[2] > 0 and here[2] == before[2] + 1


def _span(run: Sequence[tuple[str, str, int]]) -> str:
    sheet, column, row = run[0]
    cell = f"{column}{row}" if row else column
    if len(run) > 1:
        cell = f"{cell}:{column}{run[-1][2]}"
    return "!".join(part for part in (sheet, cell) if part)
