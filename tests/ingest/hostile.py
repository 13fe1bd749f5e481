"""Hostile files: what the gate must refuse, by rule, and what it must let in."""

from collections.abc import Callable
from typing import NamedTuple

from tests.ingest.clean_files import clean
from tests.ingest.hostile_archives import archives
from tests.ingest.hostile_kinds import kinds, texts
from tests.ingest.hostile_markup import markup
from tests.ingest.hostile_programs import programs


class Hostile(NamedTuple):
    """A file, and the rule by which it is refused; no rule for one that is let in."""

    name: str
    file: str
    make: Callable[[], bytes]
    rule: str


REFUSED = tuple(Hostile(*one) for one in (*kinds(), *texts(), *programs(), *archives(), *markup()))
LET_IN = tuple(Hostile(*one, "") for one in clean())
