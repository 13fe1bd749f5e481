"""A briefing of several places names each place wherever a sentence states a figure."""

from datetime import UTC, datetime

import pytest

from dashboard.briefings.snapshot import frozen
from metrics import Language
from tests.briefings.made import EN, FR, document, lines_of, outline

RATE = "police-reported-trafficking-rate"
THREE = ("police-reported-trafficking-incidents", RATE, "criminal-code-trafficking-incidents")
WHOLE = "ontario-2025"
BEFORE = 4  # the form of snapshots that named no place that is the strategy's own


def mixed():
    return outline(*THREE, framework=WHOLE)


@pytest.mark.parametrize(
    ("language", "said"),
    [(EN, "Police-reported trafficking rate, Ontario: "), (FR, ", Ontario\u00a0: ")],
)
def test_the_strategys_own_place_is_named_where_other_lines_name_theirs(whole, language, said):
    made = document(whole.store, whole.catalogue, mixed(), language)
    assert {one.place for one in made.exhibits} == {"Canada", "Ontario"}
    assert said in next(one.finding for one in made.exhibits if one.indicator == RATE)
    lines = [
        one for one in lines_of(whole.store, whole.catalogue, mixed()) if one.indicator == RATE
    ]
    assert lines
    assert all(said in getattr(one, language.value) for one in lines)


def test_of_one_place_nothing_more_is_said(whole):
    for chosen in (outline(RATE, framework=WHOLE), outline(*THREE, framework=WHOLE, place="CA-ON")):
        made = document(whole.store, whole.catalogue, chosen, EN)
        assert "Ontario:" not in next(one.finding for one in made.exhibits if one.indicator == RATE)


def test_an_older_snapshot_is_rebuilt_as_it_was_issued(whole):
    now = datetime.now(UTC)
    made = frozen(whole.store, mixed(), now, form=BEFORE).documents[0]
    assert made.exhibits[1].finding.startswith("Police-reported trafficking rate: ")
    assert made.head.scope.startswith("All pillars")


def scopes(whole, *names):
    return [document(whole.store, whole.catalogue, outline(*names, framework=WHOLE), one).head.scope
            for one in Language]  # fmt: skip


def test_the_scope_says_of_how_many_pillars_the_indicators_are(whole):
    plan = whole.catalogue.framework(WHOLE)
    own = [one.indicators[0] for one in plan.pillars if not one.context]
    beside = [one.indicators[0] for one in plan.pillars if one.context]
    assert scopes(whole, *own) == [
        "All pillars; each indicator at its own place",
        "Tous les piliers; chaque indicateur pour son propre lieu",
    ]
    assert scopes(whole, own[0])[0].startswith(f"1 of the strategy's {len(own)} pillars; ")
    assert scopes(whole, own[0])[1].startswith(f"1 des {len(own)} piliers de la stratégie; ")
    assert scopes(whole, *beside)[0].startswith("The strategy's context; ")
    assert scopes(whole, *beside)[1].startswith("Contexte de la stratégie; ")


def test_of_indicators_outside_the_strategy_it_does_not_say_that_they_are_of_its_pillars(whole):
    plan = whole.catalogue.framework(WHOLE)
    known = {name for one in plan.pillars for name in one.indicators}
    outside = next(name for name in whole.catalogue.indicators if name not in known)
    en, fr = scopes(whole, outside)
    assert en.startswith("Chosen indicators, of none of the strategy's pillars; ")
    assert fr.startswith("Indicateurs choisis, d'aucun pilier de la stratégie; ")
