"""What goes to standard error: nothing but faults, lines for people, or one JSON object a line.

A line of JSON holds no value that somebody typed: of a fault it has the kind, the place in the
program and the message without what was put into it.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from dashboard.peers import request_number
from dashboard.printing import plain
from metrics import Settings, StoreError

OWN = "dashboard.watching.following"  # what tells of each request


def set_up_logs(settings: Settings) -> None:
    """Write as the settings say; `off` leaves everything as it is."""
    if settings.log == "off":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if settings.log == "json" else AsText())
    logging.getLogger().addHandler(handler)
    logging.getLogger(OWN).setLevel(logging.INFO)


class AsJson(logging.Formatter):
    """One line, one object."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {  # what JSON can say
            "time": _instant(record),
            "level": record.levelname.lower(),
            "request_id": request_number() or None,
        }
        line |= getattr(record, "told", None) or {"kind": "message", **_message(record)}
        return json.dumps(line, default=str)  # in ASCII: nothing in it ends a line


class AsText(logging.Formatter):
    """The same for people: a fault with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        number = request_number()
        said = " ".join(plain(record.getMessage()).splitlines())
        line = f"{_instant(record)} {record.levelname} {number or '-'} {said}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _instant(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = {"logger": record.name, "message": str(record.msg)}
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        told |= {"error": type(error).__name__, "at": _places(error)}
    faults = (one for one in (error, *_arguments(record)) if isinstance(one, StoreError))
    if fault := next(faults, None):
        told["why"] = str(fault)  # written for people: it names files and remedies, no values
    return told


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _places(error: BaseException) -> list[str]:
    """Where it happened, outermost first, without a line of code or a value."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames]


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:])
