"""Work whose result is the same in each of ten thousand tests is done once in each process.

A test builds an application, with all its routes, and opens stores, with all their statements.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from dashboard.store import files as beside
from metrics.store import engine

COMPILED = Rule._compile_builder
BUILDERS: dict[object, Callable[..., tuple[str, str]]] = {}
STATEMENTS: LRUCache[Any, Any] = LRUCache(5000)
UNCARING = "PRAGMA synchronous = OFF"  # what tests leave behind need not survive a power cut


@contextmanager
def done_once() -> Iterator[None]:
    """While this lasts routes and statements are compiled once, and no disk is waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", _builder)
        patch.setattr(Engine, "_compiled_cache", property(_statements, _passed), raising=False)
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        for module in (engine, beside):
            patch.setattr(module, "PRAGMAS", (*module.PRAGMAS, UNCARING))
        patch.setattr(engine, "SYNCHRONOUS", {True: "OFF", False: "OFF"})
        yield


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """What werkzeug writes and compiles to make an address of a route, by all it depends on."""
    key = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
    if key not in BUILDERS:
        BUILDERS[key] = COMPILED(rule, append_unknown)
    return BUILDERS[key]


def _statements(_: Engine) -> LRUCache[Any, Any]:
    """One memory of compiled statements for all engines, each of which has a dialect alike."""
    return STATEMENTS


def _passed(_: Engine, own: object) -> None:
    """The memory that an engine would have had to itself."""
