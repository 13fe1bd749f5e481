"""A break can lie in one place only: elsewhere the line goes on."""

from datetime import date

import pytest

from ingest import load_source
from metrics import Catalogue, MetricsStore, Settings


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "pillars.sqlite"
    settings = Settings(database_url=f"sqlite:///{path}")
    catalogue = Catalogue.read(settings.data)
    opened = MetricsStore.open(settings, catalogue)
    for name in ("unodc-glotip", "canada-police-and-courts", "ontario-funding"):
        load_source(settings.data / "sources" / name, catalogue, opened)
    yield opened
    opened.close()


def line(store, indicator, series, place):
    lines = store.series(indicator, place=place, disaggregation="").lines
    return next(one for one in lines if one.series.id == series and one.frequency == "A")


def starts(found):
    """The first period of each piece of a line."""
    return [piece[0].observation.period.code for piece in found.segments]


def test_no_line_crosses_the_jump_of_canadas_offences(store):
    canada = line(store, "unodc-offences", "offences", "CA")
    assert starts(canada) == ["2010", "2016"]
    assert [one.on for one in canada.series.breaks] == [date(2016, 1, 1)]
    assert starts(line(store, "unodc-offences", "offences", "DE")) == ["2010"]


def test_a_rate_from_before_a_restatement_is_not_joined(store):
    name = "police-reported-trafficking-rate"
    assert starts(line(store, name, "rate-all-acts", "CA-ON")) == ["2022", "2023"]
    assert starts(line(store, name, "rate-all-acts", "CA")) == ["2021", "2022"]


def test_a_series_has_the_breaks_of_its_place():
    series = Catalogue.read(Settings().data).series["unodc-glotip/offences"]
    assert series.at("CA").breaks != series.at("DE").breaks == ()
    assert series.at("FR").breaks[0].on == date(2017, 1, 1)


@pytest.mark.parametrize(
    ("indicator", "series", "publisher"),
    [
        ("strategy-funding-committed", "strategy-commitments", "Ontario Newsroom"),
        ("victim-crisis-assistance-funding", "victim-crisis-assistance-2020", "Government of"),
    ],
)
def test_ontarios_own_announcement_is_cited_to_ontario(store, indicator, series, publisher):
    found = store.series(indicator, place="CA-ON", disaggregation="").lines
    documents = store.catalogue.sources["ontario-funding"].documents
    own = [one for line in found if line.series.id == series for one in line.values]
    assert documents[own[0].observation.document].publisher.en.startswith(publisher)
    quoted = [one for one in found if one.series.id == f"{series}-as-quoted"]
    assert quoted[0].series.same_as == f"ontario-funding/{series}"


def test_figures_that_may_still_change_are_provisional(store):
    newest = line(store, "police-reported-trafficking-rate", "rate-all-acts", "CA-ON").values[-1]
    assert (newest.observation.period.code, newest.observation.status) == ("2024", "P")


def test_the_trail_of_a_series_leads_on_where_a_break_lies_elsewhere(store):
    for place, period in (("CA", "2022"), ("DE", "2019")):
        asked = {"place": place, "series": "unodc-glotip/offences"}
        assert store.trail("unodc-offences", period, **asked)
