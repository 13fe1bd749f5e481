"""How an indicator was described before: what changed from one kept declaration to the next."""

import json
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from metrics.languages import Text

NONE = Text("–", "–")
KINDS = {
    "exact": Text("exactly", "exactement"),
    "at_least": Text("at least", "au moins"),
    "at_most": Text("at most", "au plus"),
    "range": Text("between", "entre"),
}
Files = Mapping[str, str]  # the declarations of one time: path and words


class Amendment(NamedTuple):
    """One thing that was declared otherwise before; the instant is ISO 8601, UTC."""

    at: str
    what: str  # definition, series_definition, unit, target
    before: Text
    after: Text


def amendments(kept: Iterable[tuple[str, bytes]], indicator: str) -> tuple[Amendment, ...]:
    """What changed in an indicator, newest first; `kept` are instants and archives, oldest first.

    What was first declared, or is declared no more, is no change of it.
    """
    said = ((at, _said(_files(content), indicator)) for at, content in kept)
    found = [change for before, after in pairwise(said) for change in _changes(before, after)]
    return tuple(reversed(found))


def _changes(
    before: tuple[str, dict[str, Text]], after: tuple[str, dict[str, Text]]
) -> Iterator[Amendment]:
    (_, old), (at, new) = before, after
    for what in sorted(old.keys() & new.keys()):
        if old[what] != new[what]:
            yield Amendment(at, what, old[what], new[what])


def _files(content: bytes) -> Files:
    files: Files = json.loads(zlib.decompress(content))
    return files


def _said(files: Files, indicator: str) -> dict[str, Text]:
    """What an indicator says of itself, in words; nothing where it was not declared."""
    written = files.get(f"indicators/{indicator}.toml")
    if written is None:
        return {}
    declared = tomllib.loads(written)
    said = {"definition": _text(declared.get("definition"))}
    unit = str(declared.get("unit", ""))
    said["unit"] = Text(unit, unit)
    said["target"] = _target(declared)
    record = declared.get("record", {}).get("series", "")
    if series := _series(files, record):
        said["series_definition"] = _text(series.get("definition"))
    return said


def _series(files: Files, key: str) -> Mapping[str, Any]:
    source, _, name = key.partition("/")
    declared = tomllib.loads(files.get(f"sources/{source}/source.toml", ""))
    found: Mapping[str, Any] = declared.get("series", {}).get(name, {})
    return found


def _target(declared: Mapping[str, Any]) -> Text:
    """The newest target as it is written: kind, amount and day; a dash where there was none."""
    targets = [*declared.get("targets", ()), *filter(None, [declared.get("target")])]
    if not targets:
        return NONE
    newest = targets[-1]
    kind = KINDS.get(str(newest.get("kind")), NONE)
    amount = "–".join(str(newest[one]) for one in ("value", "upper") if one in newest)
    return Text(*(f"{one} {amount}, {newest.get('by', '')}" for one in kind))


def _text(written: Any) -> Text:
    if isinstance(written, Mapping):
        return Text(str(written.get("en", "")), str(written.get("fr", "")))
    return Text(str(written or ""), str(written or ""))
