"""A briefing is composed of whatever is held of an indicator, and of nothing that is not."""

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice

import pytest

from dashboard.briefings.composing.exhibits import ROWS
from dashboard.briefings.document import Shape
from dashboard.briefings.outline import context, results
from dashboard.briefings.outline_faults import checked
from dashboard.briefings.snapshot import frozen
from dashboard.findings import tally
from metrics import Language, MetricsError, Moment
from tests.briefings.made import AT, EN, FR, document, exhibit, outline
from tests.metrics.released import LIFTS

MOST = 60


def composed(services, framework, language, **chosen):
    names = iter(services.catalogue.indicators)
    while batch := tuple(islice(names, MOST)):
        made = outline(*batch, framework=framework, **chosen)
        yield document(services.store, services.catalogue, made, language)


def test_an_assumed_period_is_said_to_be_and_a_place_keeps_its_capital(whole):
    made = [exhibit(whole.store, whole.catalogue, "care-unit-funding", language,
                    framework="ontario-2016") for language in Language]  # fmt: skip
    for one, said in zip(made, ("period assumed", "période présumée"), strict=True):
        assert one.finding.endswith(f"({said})")
        assert one.when.endswith(f", {said}")
        assert "Ontario, Kenora (" in one.table.caption
    stated = exhibit(whole.store, whole.catalogue, "care-units-operating", framework="ontario-2016")
    assert "assumed" not in stated.finding


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("chosen", [{}, {"place": "CA-ON"}, {"period": "2019"}])
def test_every_indicator_of_the_data_is_composed_in_both_languages(whole, language, chosen):
    for found in composed(whole, "ontario-2025", language, **chosen):
        for one in found.exhibits:
            assert one.finding
            assert (one.chart is None) is bool(one.no_chart)
            assert one.figure is None or (one.table and one.sources and one.when)
            assert one.table is None or 0 < len(one.table.rows) <= ROWS
        assert len(found.scorecard.rows) == len(found.chips) == len(found.exhibits)


@pytest.mark.parametrize("language", Language)
def test_every_indicator_of_the_example_data_is_composed(example, language):
    framework = example.settings.framework
    for found in composed(example, framework, language):
        assert found.head.example
        assert {one.progress.shape for one in found.exhibits} == set(Shape)


def test_an_exhibit_has_the_newest_value_with_how_firm_it_is(small):
    found = exhibit(small.store, small.catalogue, "calls")
    assert found.finding == "Series of calls, CA: 570 in 2020, 608 in 2021 (provisional)"
    assert found.figure is not None
    assert found.figure.number == Decimal(608)
    assert found.when == "2021, provisional"
    assert "One value is provisional: it may still be revised." in found.notes


def test_a_restated_value_stands_beside_what_was_first_published(small):
    found = exhibit(small.store, small.catalogue, "calls")
    assert found.table is not None
    row = next(row for row in found.table.rows if row[0].text == "2019")
    assert [cell.text for cell in row] == ["2019", "597", "first published: 528"]


def test_a_bound_is_no_number_in_a_table_and_a_gap_in_a_chart(small):
    found = exhibit(small.store, small.catalogue, "calls")
    row = next(row for row in found.table.rows if row[0].text == "2018")
    assert (row[1].text, row[1].number) == ("under 3", None)
    point = next(one for one in found.chart.points if one.label == "2018")
    assert (point.number, point.said) == (None, "under 3")


def test_lines_join_only_what_may_be_compared(small):
    chart = exhibit(small.store, small.catalogue, "calls").chart
    labels = [[chart.points[at].label for at in run] for run in chart.runs]
    assert labels == [["2019", "2020", "2021"]]


def test_a_period_of_several_years_is_as_wide_as_it_is(whole):
    chart = exhibit(whole.store, whole.catalogue, "strategy-funding-committed",
                    framework="ontario-2025").chart  # fmt: skip
    assert [round(one.span) for one in chart.points] == [4, 5, 5]
    assert chart.runs == ()
    assert [one.side for one in chart.points] == [-1, 0, 1]


def test_levels_are_named_and_are_no_numbers(small):
    found = exhibit(small.store, small.catalogue, "tier")
    assert found.figure == ("Tier 1", None, 0, False, None)
    assert found.chart.is_levels
    assert found.chart.levels == ("Tier 1", "Tier 2", "Tier 2 Watch List")


def test_an_indicator_without_figures_says_so_and_has_no_number(small):
    found = exhibit(small.store, small.catalogue, "silent")
    assert found.finding == "silent: nothing is published"
    assert (found.figure, found.chart, found.table) == (None, None, None)


def test_a_place_without_figures_says_so(small):
    found = exhibit(small.store, small.catalogue, "calls", place="US")
    assert found.finding == "calls: no figure is held for this place (US)"
    assert (found.figure, found.table) == (None, None)


def test_nothing_later_than_the_period_is_shown_or_judged(small):
    found = exhibit(small.store, small.catalogue, "calls", period="2020")
    assert found.figure.number == Decimal(570)
    assert "2021" not in [row[0].text for row in found.table.rows]
    assert all(one.label != "2021" for one in found.chart.points)


def test_a_period_before_every_figure_says_that_there_is_none_until_then(small):
    found = exhibit(small.store, small.catalogue, "calls", period="2010")
    assert found.finding == "calls: no figure is held to the end of 2010"
    assert found.table is None


def test_what_was_not_known_on_a_day_is_said_not_to_have_been(small):
    found = exhibit(small.store, small.catalogue, "calls", known_at="2015-01-01")
    assert found.finding == "calls: nothing that is held was known by then"


def test_more_values_than_a_table_holds_are_counted(whole):
    found = exhibit(whole.store, whole.catalogue, "criminal-code-trafficking-incidents",
                    framework="ontario-2025")  # fmt: skip
    assert len(found.table.rows) == ROWS
    assert found.notes[0].startswith("5 earlier values are not in the table")


def test_related_figures_are_named_so_where_no_line_stands_for_an_indicator(whole):
    found = exhibit(whole.store, whole.catalogue, "victim-services-expenditure",
                    framework="ontario-2025")  # fmt: skip
    assert found.figure is None
    assert found.table.caption == "Related figures: near this indicator, and not it"


def test_the_trails_lead_every_value_to_its_file_and_cell(small):
    found = document(small.store, small.catalogue, outline("calls", "tier"))
    calls = [row for row in found.trails.rows if row[0].text == "HOT-01"]
    assert [row[4].text for row in calls][:2] == ["2021", "2020"]
    assert [row[8].text for row in calls] == ["calls.csv"] * 4
    assert all(row[10].text for row in calls)


def test_a_path_leads_to_the_indicator_at_the_same_moment(small):
    found = exhibit(small.store, small.catalogue, "calls", FR, known_at="2024-05-01")
    assert found.path == "/indicator/calls?lang=fr&framework=plan&known_at=2024-05-01"


def test_the_head_counts_what_has_a_figure_and_names_its_marks(small):
    head = document(small.store, small.catalogue, outline("calls", "silent")).head
    assert head.coverage == "2 of the strategy's 2 indicators chosen; 1 of 2 with a figure"
    assert head.marks.startswith("Holds provisional figures")
    assert head.scope == "All pillars; each indicator at its own place"


@pytest.mark.parametrize("which", ["whole", "example"])
def test_a_strategy_has_as_many_indicators_in_a_briefing_as_on_its_overview(which, request):
    """Also on a past reporting day, on which it listed fewer."""
    services = request.getfixturevalue(which)
    for plan in services.catalogue.frameworks.values():
        for day in (None, plan.starts_on):
            card = services.store.at(Moment(as_of=day)).scorecard(plan.id)
            assert len(results(plan, day)) == tally(card)["total"], plan.id
            assert set(context(plan, day)).isdisjoint(results(plan, day))
            counted = len(results(plan, day)) + len(context(plan, day))
            assert counted == sum(len(one.rows) for one in card.pillars)


def test_what_is_chosen_of_the_context_is_counted_apart(small):
    plan = small.catalogue.framework("plan")
    apart = context(plan)
    made = outline("calls", *apart[:1])
    heads = [document(small.store, small.catalogue, made, one).head for one in Language]
    assert heads[0].coverage == (
        f"1 of the strategy's 2 indicators chosen, and 1 of the {len(apart)} of its context; "
        "2 of 2 with a figure"
    )
    assert heads[1].coverage.startswith(
        f"Indicateurs de la stratégie choisis\u00a0: 1 sur 2, et 1 sur les {len(apart)} de son"
    )


def test_a_snapshot_of_form_two_counts_the_context_with_the_rest(small):
    plan, now = small.catalogue.framework("plan"), datetime.now(UTC)
    every = len(results(plan)) + len(context(plan))
    made = outline("calls", *context(plan)[:1])
    older, newer = (frozen(small.store, made, now, form=one).documents[0].head for one in (2, 3))
    said = f"2 of the strategy's {every} indicators chosen; 2 of 2 with a figure"
    assert older.coverage == said
    assert newer.coverage.startswith("1 of the strategy's 2 indicators chosen, and 1 of the")


def test_of_a_pillar_it_counts_what_is_chosen_of_it_and_what_is_besides(small):
    chosen = outline("calls", "tier", pillar="support")
    heads = [document(small.store, small.catalogue, chosen, one).head for one in Language]
    assert heads[0].coverage == (
        "1 of the pillar's 2 indicators chosen, and 1 besides; 2 of 2 with a figure"
    )
    assert heads[1].coverage == (
        "Indicateurs du pilier choisis\u00a0: 1 sur 2, et 1 en plus; avec un chiffre\u00a0: 2 sur 2"
    )


@pytest.mark.parametrize(
    ("field", "chosen", "said"),
    [
        ("indicators", {"indicators": ("cals",)}, "Unknown indicator 'cals'"),
        ("place", {"place": "Atlantis"}, "Unknown place 'Atlantis'"),
        ("period", {"period": "soon"}, "'soon' is not a period: write 2024"),
        ("framework", {"framework": "plane"}, "Unknown framework 'plane'"),
        ("pillar", {"pillar": "suport"}, "Unknown pillar 'suport'"),
        ("classification", {"classification": "secret"}, "Unknown classification 'secret'"),
        ("formats", {"formats": ()}, "No format is chosen"),
        ("lines", {"lines": ({"indicator": "texts"},)}, "A key line is about “texts”"),
    ],
)
def test_a_fault_of_an_outline_names_its_field_and_what_would_be_right(small, field, chosen, said):
    made = outline("calls").model_validate({"framework": "plan", **chosen})
    (fault,) = checked(made, small.catalogue)
    assert fault.field == field
    assert fault.said.en.startswith(said)
    assert fault.said.fr != fault.said.en


def test_a_faulty_outline_is_refused_with_every_fault(small):
    with pytest.raises(MetricsError) as refused:
        document(small.store, small.catalogue, outline("cals", place="Atlantis"))
    assert len(refused.value.text.en.splitlines()) == 2


def test_partners_figures_are_those_that_were_released(house):
    kept = exhibit(house.services.store, house.services.catalogue, "people", now=house.at)
    assert kept.figure is None
    assert kept.finding == "people: nothing is published"
    house.released()
    found = exhibit(house.services.store, house.services.catalogue, "people", now=house.at)
    assert found.figure is not None
    assert "release “Figures of partners”" in found.sources[0]
    assert "house-" not in repr(found)


def test_an_embargoed_figure_is_marked_in_figure_note_and_head(house):
    house.scheduled()
    held, now = house.services, house.at
    found = document(held.store, held.catalogue, outline("people"), now=now)
    (one,) = found.exhibits
    for said in (one.when, one.finding, one.notes[0], found.head.embargo):
        assert "embargoed until" in said
    assert found.head.classification == "Not public before the embargo ends; public then"
    later = document(held.store, held.catalogue, outline("people"), now=LIFTS)
    assert later.head.embargo == ""


def test_the_instant_and_not_a_clock_decides_of_an_embargo(house):
    house.scheduled()
    held, before = house.services, house.at
    first = document(held.store, held.catalogue, outline("people"), now=before).head.embargo
    house.move(LIFTS)
    assert document(held.store, held.catalogue, outline("people"), now=before).head.embargo == first


def test_nothing_of_a_briefing_loads_the_web():
    """The import contract says so too; this says it of what is loaded at once."""
    asked = (
        "import dashboard.briefings.snapshot, dashboard.briefings.composing.checking, sys;"
        "sys.exit(bool({'dash', 'flask', 'plotly'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_moment_is_that_of_the_composition(small):
    assert document(small.store, small.catalogue, outline("calls")).head.as_of == "22 November 2026"
    assert AT.year == 2026
    assert EN is not FR
