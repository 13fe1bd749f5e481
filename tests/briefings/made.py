"""Briefings made for tests: their outlines, their material, and stores whose figures change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.briefings.composing.compose import compose
from dashboard.briefings.composing.material import Asked, gathered
from dashboard.briefings.composing.narrative import proposed
from dashboard.briefings.document import Document, Exhibit
from dashboard.briefings.outline import Line, Outline
from metrics import OFFICIAL, Catalogue, Language, MetricsStore, Settings, dated_back
from tests.factories import catalogue, observation, submission

EN, FR = Language
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def outline(*indicators: str, framework: str = "plan", **chosen: Any) -> Outline:
    return Outline(framework=framework, indicators=indicators, **chosen)


def asked(store: MetricsStore, catalogue: Catalogue, chosen: Outline, now: datetime = AT) -> Asked:
    seen = store.seen_by(OFFICIAL).at(chosen.moment)
    return Asked(seen, catalogue, chosen, now)


def document(
    store: MetricsStore, catalogue: Catalogue, chosen: Outline, language: Language = EN,
    now: datetime = AT,
) -> Document:  # fmt: skip
    seen = store.seen_by(OFFICIAL).at(chosen.moment)
    return compose(seen, catalogue, chosen, language, now)


def exhibit(
    store: MetricsStore, catalogue: Catalogue, name: str, language: Language = EN,
    now: datetime = AT, framework: str = "plan", **chosen: Any,
) -> Exhibit:  # fmt: skip
    made = outline(name, framework=framework, **chosen)
    (found,) = document(store, catalogue, made, language, now).exhibits
    return found


def lines_of(
    store: MetricsStore, catalogue: Catalogue, chosen: Outline, now: datetime = AT
) -> tuple[Line, ...]:
    question = asked(store, catalogue, chosen, now)
    return proposed(question, gathered(question))


def by_indicator(exhibits: Iterable[Exhibit]) -> dict[str, Exhibit]:
    return {one.indicator: one for one in exhibits}


FIRST, SECOND = datetime(2024, 1, 10, 12, 0, tzinfo=UTC), datetime(2024, 6, 10, 12, 0, tzinfo=UTC)
BETWEEN = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


@contextmanager
def restating(folder: Path) -> Iterator[MetricsStore]:
    """Calls that are recorded, and restated half a year later; `BETWEEN` lies between the two."""
    address = f"sqlite:///{folder / 'restating.sqlite'}"
    held = catalogue()
    store = MetricsStore.open(Settings(database_url=address, framework="plan"), held)
    rows = [observation("528", "2019"), observation("570", "2020", row=3)]
    with dated_back(FIRST):
        store.record(submission(), rows)
    yield store
    store.close()


def restate(store: MetricsStore) -> None:
    """528 becomes 597, 2021 is new; and the day of the store moves on."""
    rows = [
        observation("597", "2019", document="second", known="2024-05-31"),
        observation("570", "2020", row=3),
        observation("608", "2021", document="second", known="2024-05-31", row=4),
    ]
    with dated_back(SECOND):
        store.record(submission(sha256="b2" * 32), rows)
