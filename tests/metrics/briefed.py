"""Briefings to test on: outlines, figures and snapshots as they are handed over."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from metrics import (
    OFFICIAL,
    Briefing,
    Briefings,
    Catalogue,
    Detail,
    Draft,
    Figure,
    Governance,
    Issued,
    MetricsStore,
    Period,
    Purpose,
    Terms,
    Text,
    of_partner,
)
from tests.metrics.released import (
    APPROVER,
    FORM,
    PROPOSER,
    Q1,
    VISITS,
    Clock,
    filled,
    houses,
    office,
    official,
    proposal,
)

MAKER, EDITOR, STEWARD = "maker-a1", "editor-b2", "steward-e5"
OWNER = "house-f"
NAMED = Text("Third quarter", "Troisième trimestre")
GOVERNED = Governance(principles=Text("Our own principles", "Nos propres principes"))
LINE = "canary line of the office"


def briefings(store: MetricsStore) -> Briefings:
    """As an official reaches them."""
    return store.seen_by(OFFICIAL).briefings


def figure(series: str = VISITS, period: str = "2025-Q1", **changes: str) -> Figure:
    name = series.partition("/")[2]
    return Figure(name, series, "ON", "", period, "Q")._replace(**changes)


def outline(*lines: str, **more: object) -> str:
    said = [{"indicator": "visits", "en": one, "fr": one} for one in lines]
    return json.dumps({"framework": "plan", "indicators": ["visits"], "lines": said, **more})


def drafted(store: MetricsStore, *lines: str, **more) -> Draft:
    figures = more.pop("figures", (figure(),))
    return briefings(store).draft(outline(*lines), NAMED, figures, MAKER, **more)


def snapshot(*words: str) -> tuple[str, str]:
    """What is frozen, and its checksum."""
    said = json.dumps({"documents": [*words]}, sort_keys=True)
    return said, sha256(said.encode()).hexdigest()


def issued(store: MetricsStore, draft: Draft, *words: str, **changes) -> Issued:
    said, content = snapshot(*words)
    fields = {
        "code": draft.code, "version": draft.version, "snapshot": said, "content": content,
        "figures": (figure(),), "held_at": datetime.now(UTC),
        "data_version": store.seen_by(OFFICIAL).data_version(), "actor": MAKER,
    }  # fmt: skip
    return briefings(store).issue(**{**fields, **changes})


def lines_of(store: MetricsStore, code: str, version: int | None = None) -> list[object]:
    return json.loads(briefings(store).outline(code, version))["lines"]


def codes(found: tuple[Briefing, ...]) -> list[str]:
    return [one.code for one in found]


def owned_houses() -> Catalogue:
    """House F governs its own figures."""
    held = houses()
    own = held.partners[OWNER].model_copy(update={"governance": GOVERNED})
    return replace(held, partners={**held.partners, OWNER: own})


def give(store: MetricsStore, *purposes: Purpose, detail: Detail = Detail.OWN) -> None:
    terms = Terms(frozenset(purposes), detail, None, "The council", 20, 2)
    store.seen_by(of_partner(OWNER)).consents.give(OWNER, FORM, terms, STEWARD)


def withdraw(store: MetricsStore) -> None:
    asked = store.seen_by(of_partner(OWNER)).consents
    asked.withdraw(OWNER, FORM, STEWARD, "Our council has decided.")


def come_out(
    store: MetricsStore, clock: Clock, *periods: Period, by_partner: bool = False, **changed: tuple
) -> None:
    """What the houses reported of these quarters, released with the owner's agreement."""
    give(store, Purpose.INTERNAL, Purpose.PUBLIC)
    asked = periods or (Q1,)
    filled(store, *asked, **changed)
    chosen = proposal(periods=asked, by_partner=by_partner)
    found = office(store).propose(chosen, PROPOSER)
    store.seen_by(of_partner(OWNER)).releases.steward_approve(found.code, OWNER, STEWARD)
    official(store).approve(found.code, APPROVER)
    clock.move(found.lifts_at)
