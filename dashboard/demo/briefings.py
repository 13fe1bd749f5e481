"""Made-up briefings: one that the official has issued, and the draft of the next."""

from contextlib import closing

from dashboard.access.roles import Role
from dashboard.briefings.outline import Outline
from dashboard.issuing.making import drafted, issue, made
from dashboard.issuing.next_time import said_again, set_forward
from metrics import OFFICIAL, Catalogue, MetricsStore, Settings

CHOSEN = 8  # indicators
TITLE = {
    "title_en": "Example briefing: where things stand",
    "title_fr": "Exemple de note\u00a0: où en sont les choses",
}
NEXT = {
    "title_en": "Example briefing: the next one",
    "title_fr": "Exemple de note\u00a0: la prochaine",
}


def make_briefings(settings: Settings, people: dict[str, str]) -> bool:
    """Issue one and leave one as a draft; False where there are any, or the figures are real."""
    catalogue = Catalogue.read(settings.data)
    actor = people.get(Role.OFFICIAL.value)
    if catalogue.example is None or actor is None:
        return False
    with closing(MetricsStore.open(settings, catalogue)) as opened:
        store = opened.seen_by(OFFICIAL)
        if store.briefings.held():
            return False
        _make(store, _outline(store, settings), actor)
    return True


def _make(store: MetricsStore, outline: Outline, actor: str) -> None:
    first = drafted(store, outline, actor)
    issue(store, first.code, first.version, made(store, outline), actor)
    following = set_forward(outline, first.code).model_copy(update=NEXT)
    drafted(store, said_again(store, following), actor)


def _outline(store: MetricsStore, settings: Settings) -> Outline:
    """The first indicators of the strategy that have a figure, with what is said of them."""
    plan = store.catalogue.framework(settings.framework)
    every = [one for pillar in plan.pillars for one in pillar.indicators]
    whole = Outline(framework=plan.id, indicators=tuple(dict.fromkeys(every))[:60])
    exhibits = made(store, whole).snapshot.documents[0].exhibits
    names = [one.indicator for one in exhibits if one.figure is not None][:CHOSEN]
    return said_again(store, Outline(framework=plan.id, indicators=tuple(names), **TITLE))
