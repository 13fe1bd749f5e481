"""What a reading command gives out that is not public: noted once, together, before it is shown."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from metrics import COMMAND_LINE, AuditAction, Deed, MetricsStore, code_of, object_of

One = TypeVar("One")
Whose = tuple[str, str]  # a series, and the organization whose values they are


class Notes:
    """What this command has given out so far: one answer leaves one entry of each series.

    The pages do the same for a request (dashboard/access/journal.py).
    """

    def __init__(self) -> None:
        self._write: Callable[[Iterable[Deed]], object] = list
        self._command = ""
        self._given: dict[Whose, int] = {}
        self._noted: set[Whose] = set()

    def begin(self, store: MetricsStore, command: str) -> None:
        """Note what this store gives out; what an earlier answer has left is forgotten."""
        self._command, self._given, self._noted = command, {}, set()
        self._write = lambda deeds: store.note_many(COMMAND_LINE, deeds)
        store.gave = self._gave

    def _gave(self, series: str, organization: str, partners: int = 0, /) -> None:
        whose = series, organization
        if whose not in self._noted:
            self._given[whose] = max(partners, self._given.get(whose, 0))

    def write(self) -> None:
        """Write what waits, in one transaction; with a StoreError nothing is written or shown."""
        if self._given:
            self._write([self._deed(*one) for one in self._given.items()])
            self._noted |= self._given.keys()
            self._given = {}

    def _deed(self, whose: Whose, partners: int) -> Deed:
        series, organization = whose
        detail: dict[str, str | int] = {"command": code_of(self._command)}
        if organization:
            detail["organization"] = code_of(organization)
        if partners:
            detail["organizations"] = partners
        return Deed(AuditAction.VIEWED, object_of("series", series), detail)

    def before(self, values: Iterable[One]) -> Iterator[One]:
        """The same values, each after it is noted: for an answer that is never held whole."""
        for one in values:
            self.write()
            yield one


NOTES = Notes()  # a process answers one command
