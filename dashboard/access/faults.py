"""What goes wrong with accounts, each told in both languages from the message catalogues."""

from collections.abc import Iterable

from dashboard.text import both
from metrics import MetricsError, Text


class AccessError(MetricsError):
    """What may not be done with an account; `key` names the message."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(*both(key, **values))
        self.key = key


class FaultyPasswordError(MetricsError):
    """A password that may not be chosen; holds every fault found."""

    def __init__(self, faults: Iterable[Text]) -> None:
        self.faults = tuple(faults)
        super().__init__(*(" ".join(one) for one in zip(*self.faults, strict=True)))
