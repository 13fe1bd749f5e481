"""What the independent attacker finds in a release: for those who prepare and approve it."""

from dash import html
from dash.development.base_component import Component
from flask import current_app

from dashboard.components import section
from dashboard.releases.desk import view_of
from dashboard.services import services
from dashboard.text import Words
from metrics import Attacked, Memo, Release, ReleaseState

KEPT = 16  # findings: each is of one release at one version of the figures
WAITS = (ReleaseState.PROPOSED, ReleaseState.APPROVED)


def attack_section(one: Release, words: Words) -> list[Component]:
    """Of a release that is to come; of one that is out `pillars attack` tells."""
    if one.state not in WAITS:
        return []
    found = _found(one.code)
    leaks = len(found.leaks)
    said = words.counted("release.attack_leaks", leaks) if leaks else words("release.attack_none")
    tried = words.counted("release.attack_tried", found.hidden, cells=found.cells)
    shown = html.P(said, className="note" if not leaks else "fault")
    return [section("attack", words("release.attack"), html.P(tried), shown,
                    note=words("release.attack_note"))]  # fmt: skip


def _found(code: str) -> Attacked:
    """Reckoned once for the same figures: a page that is read again costs nothing."""
    memo: Memo | None = current_app.extensions.get("attacked", None)
    memo = _memory() if memo is None else memo
    version = services().store.data_version()
    return memo.answer((code, version), lambda: view_of(code).attacked(code))


def _memory() -> Memo:
    """Emptied when values are erased: what was found of them is not kept either."""
    made = Memo(KEPT)
    services().store.when_erased(made.forget)
    current_app.extensions["attacked"] = made
    return made
