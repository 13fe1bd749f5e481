"""The one way in which the gate says no."""

from typing import NoReturn

from ingest.findings import ReadError
from ingest.gate_words import REFUSALS


class GateError(ReadError):
    """A file that is not let in; the message says how to save it so that it is."""


def refuse(rule: str, **words: object) -> NoReturn:
    """Raise the GateError of a rule; its message never repeats what is in the file."""
    said = REFUSALS[rule]
    raise GateError(said.en.format(**words), said.fr.format(**words), rule)
