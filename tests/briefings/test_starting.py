"""What a briefing begins with: one rule for pages and command line, and what it leaves out."""

from dashboard.briefings.outline import Outline
from dashboard.issuing import starting
from dashboard.issuing.starting import chosen, left_out

PLAN = "plan"


def test_of_a_whole_strategy_what_has_a_figure_and_of_a_pillar_all(small):
    plan = small.catalogue.framework(PLAN)
    assert chosen(small.store, plan) == ("calls",)
    assert chosen(small.store, plan, "support") == ("calls", "silent")


def test_what_is_left_out_is_counted_by_its_reason(small):
    plan = small.catalogue.framework(PLAN)
    told = left_out(small.store, plan, Outline(framework=PLAN, indicators=("calls",)))
    rest = len(next(one for one in plan.pillars if one.context).indicators)
    assert told.en == (
        "Chosen: 1 of the strategy's 2 indicators. Left out: 1 without a figure. Of its context: "
        f"0 of {rest}, as what was reported or detected is no result of the strategy."
    )
    assert told.fr.startswith("Indicateurs de la stratégie choisis\u00a0: 1 sur 2. Laissés de")
    assert f" 1 sans chiffre. De son contexte\u00a0: 0 sur {rest}, car" in told.fr


def test_of_what_a_briefing_does_not_hold_the_first_are_chosen(small, monkeypatch):
    monkeypatch.setattr(starting, "MOST", 1)
    plan = small.catalogue.framework(PLAN)
    found = chosen(small.store, plan, "support")
    assert found == ("calls",)
    told = left_out(small.store, plan, Outline(framework=PLAN, pillar="support", indicators=found))
    assert told.en.endswith("Left out: 1 beyond the 1 that a briefing holds.")


def test_where_all_are_chosen_nothing_is_told(small):
    plan = small.catalogue.framework(PLAN)
    whole = Outline(framework=PLAN, pillar="support", indicators=("calls", "silent"))
    assert left_out(small.store, plan, whole) is None
