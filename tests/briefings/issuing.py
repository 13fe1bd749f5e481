"""Briefings on the desk of a release: drafted and issued by its people."""

from datetime import date

from dashboard.briefings.outline import Outline
from dashboard.issuing.making import drafted, issue, made
from metrics import OFFICIAL, Issued
from tests.briefings.made import outline
from tests.releases.release_desk import Desk


def official_store(house: Desk):
    return house.services.store.seen_by(OFFICIAL)


def titled(*indicators: str, **chosen) -> Outline:
    return outline(*indicators, title_en="In brief", title_fr="En bref", **chosen)


def issued(house: Desk, chosen: Outline, who: str = "official") -> tuple[str, Issued]:
    """The code of a briefing, and how it was issued."""
    store, actor = official_store(house), house.people[who].id
    draft = drafted(store, chosen, actor)
    return draft.code, issue(store, draft.code, draft.version, made(store, chosen), actor)


def day(written: str) -> date:
    return date.fromisoformat(written)
