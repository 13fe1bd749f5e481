"""Embargo in words: the mark of a figure that comes out after a minute that is given."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from dashboard.text import Words
from metrics import Language


class Released(Protocol):
    """A figure that says at which minute it is public; empty where it has none."""

    @property
    def released_at(self) -> str: ...


def comes_out_after(held: Released, now: datetime) -> datetime | None:
    """The minute at which a figure becomes public; None where it is by `now`, or has no minute."""
    if not held.released_at:
        return None
    at = datetime.fromisoformat(held.released_at)
    return at if at > now else None


def mark_at(held: Released, now: datetime, words: Words) -> str:
    """The mark "embargoed until ..."; empty for what is public by then."""
    at = comes_out_after(held, now)
    return words("protection.embargoed", when=minute_words(at, words)) if at else ""


def marks_at(values: Iterable[Released], now: datetime, words: Words) -> list[str]:
    """The marks of these values, each once, in the order of the values."""
    return [*dict.fromkeys(filter(None, (mark_at(one, now, words) for one in values)))]


def minute_words(moment: datetime, words: Words) -> str:
    """A minute with the zone that it is meant in: where the server's clock stands."""
    local = moment.astimezone()
    hour = f"{local:%H}" if words.language is Language.EN else str(local.hour)
    parts = {"hour": hour, "minute": f"{local:%M}", "zone": local.tzname() or ""}
    return words("release.at", day=words.day(local.date()), **parts)
