"""A short name for the device of a session, so that its owner knows it again."""

from flask import Request

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request: Request) -> str:
    """Browser and system, as "Firefox, Windows", and never more of what the browser says."""
    told = request.headers.get("User-Agent", "")
    parts = [_first(told, names) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(one for one in parts if one)


def _first(told: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in told), "")
