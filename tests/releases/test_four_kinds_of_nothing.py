"""Nothing is of several kinds, and none is taken for another on any way out.

A zero, "not applicable", "not available", "not yet", hidden and erased: told apart in the store,
in JSON, CSV and XLSX and on the page, in English and in French.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import openpyxl
import pytest

from dashboard.text import Words
from dashboard.timeline import sparkline
from ingest.returns.notation import read_value
from metrics import (
    PUBLIC,
    HeldObservation,
    Language,
    ObservationStatus,
    labels,
    of_partner,
)
from tests.metrics.released import REPORTED, report, stated
from tests.releases.release_desk import OWNER, STEWARD, Desk, desk, page

EN, FR = Language.EN, Language.FR
WRITTEN = {  # in a partner's file
    "house-a": "0", "house-b": "n/a", "house-c": "not available", "house-d": "not yet",
}  # fmt: skip
STATUSES = {
    "house-a": ObservationStatus.NORMAL,
    "house-b": ObservationStatus.MISSING,
    "house-c": ObservationStatus.NOT_COLLECTED,
    "house-d": ObservationStatus.NOT_YET,
    "house-e": ObservationStatus.SUPPRESSED,
    OWNER: ObservationStatus.ERASED,
}
WORDS = {
    "house-b": ("not applicable", "sans objet"),
    "house-c": ("not available", "non disponible"),
    "house-d": ("not yet", "pas encore"),
    "house-e": ("hidden to protect people", "masqué pour protéger les personnes"),
    OWNER: ("withdrawn by its owner", "retiré par son propriétaire"),
}


def sent_by(house: Desk, partner: str, written: str) -> None:
    """A return whose visits in the second region are as they were written."""
    figure = read_value(written, house.services.catalogue.unit_of("hotline/visits"))
    people, visits, paid = REPORTED[partner][:2], REPORTED[partner][2], REPORTED[partner][3]
    report(house.services.store, partner, [
        one if (one.indicator, one.place) != ("visits", "R2")
        else one._replace(value=figure.value, status=figure.status)
        for one in stated(*people, visits, paid)
    ])  # fmt: skip


@pytest.fixture
def out(tmp_path) -> Iterator[Desk]:
    with desk(tmp_path, come_out) as found:
        yield found


def come_out(house: Desk) -> None:
    """By partner, and out; since then one owner has erased what it had sent."""
    for partner, written in WRITTEN.items():
        sent_by(house, partner, written)
    house.released(by_partner=True)
    mine = house.services.store.seen_by(of_partner(OWNER))
    (sent,) = mine.returns.held()
    mine.consents.purge(sent.receipt.code, house.people[STEWARD].id, "It should not be here.")


def visits_of(store) -> dict[str, HeldObservation]:
    """The visits in the second region as the public reads them, by whose they are."""
    found = {}
    for held in store.seen_by(PUBLIC).observations(indicator="visits", place="R2"):
        found[dict(held.observation.disaggregation.members).get("partner", "")] = held
    return found


def told(records: list[dict]) -> dict[str, tuple[str, str, str]]:
    """By whose they are: number, status and words, as a file has them."""
    found = {}
    for one in records:
        if one["place"] == "R2" and "partner=" in (one["disaggregation"] or ""):
            whose = one["disaggregation"].removeprefix("partner=")
            said = (one["value"], one["obs_status"], one["words"])
            found[whose] = tuple("" if part is None else str(part) for part in said)
    return found


def as_file(language: int) -> dict[str, tuple[str, str, str]]:
    """What a file has to say of each: by a status, and in words."""
    words = {name: one[language] for name, one in WORDS.items()}
    return {
        name: ("0" if name == "house-a" else "", STATUSES[name].value, words.get(name, ""))
        for name in STATUSES
    }


def test_the_store_tells_them_apart(out):
    held = {name: one for name, one in visits_of(out.services.store).items() if name}
    assert {name: one.observation.status for name, one in held.items()} == STATUSES
    assert {name for name, one in held.items() if one.observation.value is not None} == {"house-a"}
    unit = out.services.catalogue.unit_of("hotline/visits")
    for language, at in ((EN, 0), (FR, 1)):
        said = {name: labels.value_words(one, unit, language) for name, one in held.items()}
        assert {name: said[name] for name in WORDS} == {n: one[at] for n, one in WORDS.items()}
        assert len(set(said.values())) == len(STATUSES)


@pytest.mark.parametrize(("language", "at"), [("en", 0), ("fr", 1)])
def test_files_tell_them_apart(out, reader, tmp_path, language, at):
    client, asked = out.client(), f"place=R2&lang={language}"
    given = client.get(f"/download/visits.json?{asked}")
    assert told(json.loads(given.get_data())) == as_file(at)
    given = client.get(f"/download/visits.csv?{asked}").get_data(as_text=True)
    assert told(list(csv.DictReader(io.StringIO(given.removeprefix("\ufeff"))))) == as_file(at)
    book = tmp_path / "out.xlsx"
    assert reader(out, "observations", "--lang", language, "--out", str(book))[0] == 0
    assert told(rows_of(book)) == as_file(at)


def rows_of(path) -> list[dict]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        if "obs_status" in head:
            return [dict(zip(head, row, strict=True)) for row in rows]
    raise AssertionError("no sheet of observations")


@pytest.mark.parametrize(("language", "at"), [("en", 0), ("fr", 1)])
@pytest.mark.parametrize("name", sorted(WORDS))
def test_pages_tell_them_apart(out, name, language, at):
    """On the page of the line, and on that of the value."""
    chosen = f"place=R2&disaggregation=partner%3D{name}&lang={language}"
    drawn = page(out.client(), f"/indicator/visits?{chosen}")
    assert WORDS[name][at] in drawn
    of_value = page(out.client(), f"/indicator/visits?{chosen}&period=2025-Q1")
    assert WORDS[name][at] in of_value


def line_of(store, place, name):
    """The line that the public reads of one partner."""
    code = f"partner={name}"
    found = store.seen_by(PUBLIC).series("visits", place=place).lines
    return next(one for one in found if one.disaggregation == code)


@pytest.mark.parametrize(("language", "at"), [(EN, 0), (FR, 1)])
def test_small_drawings_and_what_is_said_of_them_tell_them_apart(out, language, at):
    """A zero is a point at nought; of every other kind nothing is drawn, and all say it."""
    words, said = Words(language), {}
    with out.app.server.test_request_context():
        for name in STATUSES:
            line = line_of(out.services.store, "R2", name)
            drawn = sparkline(line, (2024, 2026), words).markup
            label = unescape(re.search(r'aria-label="([^"]*)"', drawn)[1])
            said[name] = label.partition(words("shared.colon"))[2]
            assert ("<circle" in drawn) == (name == "house-a"), name
    assert {name: said[name] for name in WORDS} == {n: one[at] for n, one in WORDS.items()}
    assert said["house-a"] == "0"
    assert len(set(said.values())) == len(STATUSES)


@pytest.mark.parametrize(("lang", "at"), [("en", 0), ("fr", 1)])
@pytest.mark.parametrize("name", sorted(STATUSES))
def test_the_words_of_a_chart_tell_them_apart(out, name, lang, at):
    """What a chart says to whoever does not see it; where nothing is drawn, what stands instead."""
    path = f"/indicator/visits?place=R2&disaggregation=partner%3D{name}&lang={lang}"
    figure = unescape(page(out.client(), path)).partition('class="chartcol"')[2]
    figure = figure.partition("</section>")[0]
    every = {one[at] for one in WORDS.values()}
    own = {WORDS[name][at]} if name in WORDS else set()
    assert {one for one in every if one in figure} <= own
    assert "<figure" in figure
