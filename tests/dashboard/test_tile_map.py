"""The map of squares: nothing by colour or size alone, nothing judged that no target is for."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dashboard.app import create_app
from dashboard.services import Services
from metrics import Catalogue, Period, Place, Record, Settings, Submission, Target
from metrics.observations import ObservationStatus
from tests.factories import FILE, indicator, observation, words
from tests.loaded import EXAMPLE, small_services

PAGE = "/indicator/calls"
SQUARES = {"CA-ON": (1, 0), "CA-QC": (2, 0), "CA-NS": (2, 1)}
TARGET = Target(kind="at_least", value="40", by=date(2023, 1, 1), basis="office",
                set_on=date(2018, 1, 1), approved_by="The office")  # fmt: skip


@pytest.fixture
def drawn(tmp_path):
    """The page of calls with figures of squares: place, value and how it was sent."""
    with small_services(tmp_path) as services:

        def draw(*rows, target=None, place="CA-ON", path=PAGE):
            held = services.catalogue
            places = {
                code: Place(code=code, title=words(code), kind="province", parent="CA", tile=tile)
                for code, tile in SQUARES.items()
            }
            own = indicator(
                "calls", record=Record(series="hotlines/calls", place=place), target=target
            )
            held = replace(
                held, places={**held.places, **places}, indicators={**held.indicators, "calls": own}
            )
            store = services.store
            store.catalogue = held
            sent = [
                observation(value, "2021", row=40 + at)._replace(
                    series="hotlines/calls", place=where, **more
                )
                for at, (where, value, more) in enumerate(rows)
            ]
            store.record(Submission("hotlines", (FILE,)), sent)
            app = create_app(Services(services.settings, held, store))
            return unescape(app.server.test_client().get(path).get_data(as_text=True))

        yield draw


def section(page: str) -> str:
    return re.search(r'<section[^>]*id="places".*?</section>', page, re.DOTALL).group()


def svg(page: str, kind: str = "wide") -> str:
    return re.search(rf'<svg class="c {kind}".*?</svg>(?=<svg class="c|</span>)', section(page),
                     re.DOTALL).group()  # fmt: skip


def square(page: str, letters: str) -> str:
    every = re.findall(r"<g transform.*?(?=<g transform|</svg>(?:<svg|$))", svg(page), re.DOTALL)
    return next(one for one in every if f">{letters}</text>" in one)


ON, QC = ("CA-ON", "30", {}), ("CA-QC", "60", {})
HIDDEN = ("CA-NS", None, {"status": ObservationStatus.SUPPRESSED})


def test_places_beside_each_other_stand_in_a_table_and_on_the_map(drawn):
    page = drawn(ON, QC)
    said = re.sub(r"<[^>]+>", " ", section(page))
    assert "Series of calls, place by place, 2021" in said
    assert section(page).index("<table") < section(page).index("<svg")
    assert "none published" in said
    assert ">30</text>" in square(page, "ON")
    assert "stroke-dasharray" in square(page, "NS"), "nothing is published of it"
    assert "stroke-dasharray" not in square(page, "QC")


def test_bars_begin_at_zero_and_have_one_scale(drawn):
    page = drawn(ON, QC)
    widths = [
        float(re.search(r'class="ptn"[^>]*width="([\d.]+)"', square(page, one)).group(1))
        for one in ("ON", "QC")
    ]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)


def test_a_hidden_figure_is_hatched_and_said_and_has_no_bar(drawn):
    page = drawn(ON, QC, HIDDEN)
    hidden = square(page, "NS")
    assert 'class="rev"' in hidden
    assert ">hidden</text>" in hidden
    assert 'class="ptn"' not in hidden
    assert "hidden to protect people" in section(page)


def test_under_five_is_a_box_and_no_length(drawn):
    less = type(observation().qualifier)("less_than")
    page = drawn(ON, ("CA-QC", "5", {"qualifier": less}))
    assert 'class="lt"' in square(page, "QC")
    assert 'class="ptn"' not in square(page, "QC")
    assert "under 5" in square(page, "QC") or ">under<" in square(page, "QC")


def test_one_place_alone_has_no_map(drawn):
    assert 'id="places"' not in drawn(ON)


def test_the_text_for_who_does_not_see_the_map_names_every_place(drawn):
    label = re.search(r'aria-label="([^"]+)"', svg(drawn(ON, QC))).group(1)
    assert label == (
        "Map of squares, one a place: Series of calls, 2021. CA-ON: 30; CA-QC: 60. "
        "Nothing is published for CA-NS."
    )


def test_without_a_target_nothing_is_judged_and_that_is_said(drawn):
    page = drawn(ON, QC)
    assert "No target is set" in section(page)
    assert 'class="tgt"' not in section(page)


def test_a_target_is_drawn_in_the_square_of_its_own_place_alone(drawn):
    page = drawn(ON, QC, target=TARGET)
    assert 'class="tgt"' in square(page, "ON")
    assert "viewBox" in square(page, "ON"), "with the mark of progress"
    assert 'class="tgt"' not in square(page, "QC")
    assert "no other place is judged by it" in section(page)


def test_the_target_of_a_whole_is_not_that_of_its_parts(drawn):
    page = drawn(ON, QC, target=TARGET, place="CA", path=f"{PAGE}?place=CA-ON")
    assert "The target is for CA alone; no square here is judged by it." in section(page)
    assert 'class="tgt"' not in section(page)


def test_the_map_speaks_french(drawn):
    page = drawn(ON, QC, HIDDEN, path=f"{PAGE}?lang=fr")
    assert "masqué" in section(page)
    assert "lieu par lieu" in section(page)


@pytest.mark.parametrize("data", [Settings().data, EXAMPLE])
def test_no_two_squares_of_the_project_stand_on_one_another(data):
    placed = [one for one in Catalogue.read(data).places.values() if one.tile]
    assert len({(one.parent, one.tile) for one in placed}) == len(placed) > 2


def test_every_province_and_territory_has_a_square():
    every = [one for one in Catalogue.read(Settings().data).places.values() if one.parent == "CA"]
    assert [one.code for one in every if one.kind == "province" and not one.tile] == []
    assert sum(bool(one.tile) for one in every) == 13


def test_the_source_line_counts_the_documents_of_the_squares_alone(drawn):
    before = ("CA-ON", "20", {"period": Period.parse("2020"), "document": "second"})
    assert "other document" not in section(drawn(ON, QC, before))
    beside = ("CA-NS", "70", {"document": "second"})
    assert "and another document" in section(drawn(ON, beside))
