"""How the last try ended, kept beside the figures: a failure is told until one succeeds."""

import json
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from dashboard.backing_up.parts import beside
from metrics import Settings, Text

NAME = ".backup.json"


class Outcome(NamedTuple):
    """When the last try was, and what went wrong."""

    at: datetime
    fault: Text | None


def remember(settings: Settings, at: datetime, fault: Text | None) -> None:
    """Keep how a try ended; where even that cannot be written, its own message is all there is."""
    path = beside(settings, NAME)
    said = {"at": at.isoformat(), "fault": list(fault) if fault else None}
    draft = path.with_name(f"{path.name}.new")
    with suppress(OSError):
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def last(settings: Settings) -> Outcome | None:
    """How the last try ended; None where none was made, or what is kept of it cannot be read."""
    try:
        said = json.loads(beside(settings, NAME).read_text(encoding="utf-8"))
        fault = Text(*said["fault"]) if said["fault"] else None
        return Outcome(datetime.fromisoformat(said["at"]), fault)
    except (OSError, ValueError, KeyError, TypeError):
        return None
