"""Embargo: the mark of a figure that comes out later, wherever who sees it early is shown it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from flask import has_request_context

from dashboard.services import services
from dashboard.text import Words
from metrics import HeldObservation


def comes_out(held: HeldObservation) -> datetime | None:
    """The minute at which a figure becomes public; None where it is, or has no minute."""
    if not held.released_at:
        return None
    at = datetime.fromisoformat(held.released_at)
    return at if at > _now() else None


def embargo_words(held: HeldObservation, words: Words) -> str:
    """The mark "embargoed until ..."; empty for what is public."""
    at = comes_out(held)
    return words("protection.embargoed", when=minute_words(at, words)) if at else ""


def embargoed(values: Iterable[HeldObservation], words: Words) -> list[str]:
    """The marks of these values, each once, in the order of the values."""
    said = (embargo_words(one, words) for one in values)
    return [*dict.fromkeys(filter(None, said))]


def minute_words(moment: datetime, words: Words) -> str:
    """A minute with the zone that it is meant in: where the server's clock stands."""
    local = moment.astimezone()
    parts = {"hour": f"{local:%H}", "minute": f"{local:%M}", "zone": local.tzname() or ""}
    return words("release.at", day=words.day(local.date()), **parts)


def _now() -> datetime:
    """By the clock of the figures that are shown; a command has this machine's."""
    return services().store.now() if has_request_context() else datetime.now(UTC)
