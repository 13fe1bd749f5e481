"""What was asked for in vain, as the log tells of it: which thing, and whose where that was asked.

One place for every address and method: whatever is answered as if it did not exist is noted, so
that nobody can try the codes of others unseen.
"""

import re
from typing import NamedTuple

from flask import Response, g, request

from dashboard.access.walls import OF_EVERYBODY
from dashboard.services import Shown, services

NOT_FOUND = 404
# Codes as this program draws them; other words that somebody has typed stay out of the log.
CODE = re.compile(r"[a-z0-9]{22}|[0-9a-f]{32}|B-\d{4}-\d{3,6}")
NOWHERE = "page", "unknown"
THINGS = (  # where an address begins, the kind of thing there, the part that names it, or its name
    ("/admin/accounts", "account", "code"),
    ("/admin", "page", "admin"),
    ("/annotations", "annotation", "code"),
    ("/briefings", "briefing", "code"),
    ("/consent", "consent", "form"),
    ("/data.", "page", "data"),
    ("/download", "indicator", "indicator"),
    ("/figure/funding", "page", "funding"),
    ("/figure", "indicator", "indicator"),
    ("/releases/asked", "release", "id_"),  # what was asked of one, by the number of that
    ("/releases", "release", "code"),
    ("/returns/calendar", "obligation", "calendar"),  # never by its token, which is a secret
    ("/returns/checks", "draft", "id_"),
    ("/returns/profile", "draft", "id_"),
    ("/returns/obligations", "obligation", "decide"),
    ("/returns/periods", "period", "list"),
    ("/returns", "return", "code"),
    ("/sources/<source>/files", "source", "source"),
)


class Asked(NamedTuple):
    """The thing that was asked for; of which organization, where one that is known was named."""

    kind: str
    name: str
    whose: str = ""


def refused(kind: str, name: str) -> None:
    """Say what is being refused; it is noted with the answer to this request."""
    g.refused = kind, name


def asked_in_vain(response: Response) -> Asked | None:
    """What this answer says is not there; None for every other answer."""
    shown = g.get("shown")
    status = shown.status if shown else response.status_code
    if "refused" not in g and (status != NOT_FOUND or request.path.startswith(OF_EVERYBODY)):
        return None
    kind, name = g.get("refused") or _by_address() or (_shown(shown) if shown else NOWHERE)
    whose = shown.asked if shown else request.values.get("partner", "")
    return Asked(kind, _nameable(name), whose if whose in services().catalogue.partners else "")


def _shown(page: Shown) -> tuple[str, str]:
    """A page is named by its route; anything else by what was typed."""
    is_named = page.kind == "page" or _is_known(page.name)
    return page.kind, page.name if is_named else ""


def _by_address() -> tuple[str, str] | None:
    """The thing that stands at this address, by its kind and the part that names it."""
    rule = request.url_rule.rule if request.url_rule else ""
    for begins, kind, part in THINGS:
        if rule.startswith(begins):
            return kind, str((request.view_args or {}).get(part, part))
    return None


def _nameable(name: str) -> str:
    """A code or the id of something known; of what was typed otherwise nothing is kept."""
    typed = {*(request.view_args or {}).values(), *request.values.values()}
    return name if name not in typed or CODE.fullmatch(name) or _is_known(name) else ""


def _is_known(name: str) -> bool:
    known = services().catalogue
    pillars = (one.id for framework in known.frameworks.values() for one in framework.pillars)
    ids = (known.indicators, known.sources, known.partners, known.returns, pillars)
    return any(name in each for each in ids)
