"""Every hollow mark of a chart is explained with it: provisional, an estimate, or both."""

import re
from datetime import UTC, datetime

import pytest

from dashboard.briefings.composing.charted import TOLD
from dashboard.briefings.snapshot import frozen
from metrics import Language
from tests.briefings.made import EN, FR, document, outline

ESTIMATED = "tip-convictions"
WHOLE = "ontario-2025"
COLON = {EN: ": ", FR: "\u00a0: "}
BEFORE = 4  # the form of snapshots that explained what is provisional alone


def subtitle(services, name: str, language: Language) -> str:
    (found,) = document(
        services.store, services.catalogue, outline(name, framework=WHOLE), language
    ).exhibits
    assert any(one.hollow for one in found.chart.points)
    return found.chart.subtitle


@pytest.mark.parametrize(
    ("language", "said"),
    [(EN, "Hollow point, with a dotted line to it: an estimate by its publisher."),
     (FR, "Point creux, relié par une ligne pointillée\u00a0: estimation de l'éditeur.")],
)  # fmt: skip
def test_a_hollow_point_of_an_estimate_is_explained(whole, language, said):
    assert said in subtitle(whole, ESTIMATED, language)


@pytest.mark.parametrize("language", Language)
def test_no_hollow_mark_is_without_its_words(whole, language):
    plan = whole.catalogue.framework(WHOLE)
    names = tuple(one for pillar in plan.pillars for one in pillar.indicators)[-60:]
    made = document(whole.store, whole.catalogue, outline(*names, framework=WHOLE), language)
    word = {EN: "Hollow", FR: "creu"}[language]
    charts = [one.chart for one in made.exhibits if one.chart]
    hollow = [one for one in charts if any(point.hollow for point in one.points)]
    assert hollow
    for one in charts:
        assert (word in one.subtitle) is (one in hollow)


@pytest.mark.parametrize("language", Language)
def test_the_alternative_text_names_what_is_not_final_and_where_the_count_changes(whole, language):
    plan = whole.catalogue.framework(WHOLE)
    names = tuple(one for pillar in plan.pillars for one in pillar.indicators)[-60:]
    made = document(whole.store, whole.catalogue, outline(*names, framework=WHOLE), language)
    charts = [one.chart for one in made.exhibits if one.chart]
    firm, cut = (0, 0)
    for one in charts:
        hollow = [point for point in one.points[-TOLD:] if point.hollow]
        for point in hollow:
            said = one.alt.partition(f"{point.label}{COLON[language]}")[2].partition(";")[0]
            assert re.search(r"\((provis|prélim|estim)", said), (point.label, one.alt)
        firm += len(hollow)
        for _, told in one.breaks:
            assert told.rstrip(".") in one.alt
            cut += 1
    assert firm
    assert cut


def test_an_older_snapshot_keeps_its_words(whole):
    chosen = outline(ESTIMATED, framework=WHOLE)
    for made in frozen(whole.store, chosen, datetime.now(UTC), form=BEFORE).documents:
        assert "Hollow" not in made.exhibits[0].chart.subtitle
        assert "creux" not in made.exhibits[0].chart.subtitle
        assert "(estim" not in made.exhibits[0].chart.alt
        words = {EN: "Progress", FR: "Progression"}
        assert made.labels.progress == words[made.language]
