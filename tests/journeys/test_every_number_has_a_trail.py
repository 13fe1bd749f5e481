"""Every number on every page leads back to its file, cell, document, publisher and revision.

The pages are found by following links from the overview, in English and French, over the project's
own data and the example data. A number is a held value whose trail the page leads to (or the page
that stands beside it), a result of arithmetic whose inputs the page leads to, a count that is
counted again, a day, a tick of an axis, or stands in a declared text: `tests.numbers` has the
rules. A full sweep reads every page in both languages and every choice.
"""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from metrics import HeldObservation, Language
from tests.loaded import example_services, loaded_services
from tests.numbers.held import Key, key_in, parts_of
from tests.numbers.left_over import LeftOver
from tests.numbers.printed import Page, Said, read_page
from tests.numbers.site import Site
from tests.numbers.writing import DIGIT, NUMBERS, numbers_in
from tests.sweeps import SEED, SIZES, sample

TODAY = date(2026, 11, 22)
WRONG = {Language.EN: "7,654,321", Language.FR: "7\u00a0654\u00a0321"}  # nobody published it
UNSHEETED = {".csv", ".tsv"}  # files that are one table; of others the cell is not opened here


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with loaded_services(tmp_path_factory.mktemp("project")) as services:
        yield Site("project", services)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with example_services(tmp_path_factory.mktemp("example"), TODAY) as services:
        yield Site("example", services)


@pytest.fixture(params=["project", "example"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def test_every_number_on_every_page_is_accounted_for(site: Site):
    found = [(page.address, *one) for page in site.pages for one in site.left_over(page).numbers()]
    SIZES[f"{site.name}: texts with a number"] = str(sum(len(one.numbers()) for one in site.pages))
    assert found == [], "\n".join(map(str, found))


def test_every_number_in_a_chart_is_accounted_for(site: Site):
    """Labels, hover texts and ticks arrive with the script; here they are read beside the page."""
    found, read = [], 0
    for page in filter(has_charts, site.pages):
        whole, drawn = site.with_charts(page)
        rest = site.left_over(whole)
        found += [(page.address, one.words, left) for one in drawn if (left := rest.of(one))]
        read += len(drawn)
    SIZES[f"{site.name}: texts with a number in charts"] = str(read)
    assert found == [], "\n".join(map(str, found))


def has_charts(page: Page) -> bool:
    """An indicator's own page; its other lines are drawn alike."""
    return page.path[0] == "indicator" and {*page.asked} <= {"lang"}


def test_a_link_to_a_trail_prints_the_very_value_that_the_trail_is_of(site: Site):
    """With its qualifier and its unit; not only one that stands elsewhere on the page."""
    links = [(page, one) for page in site.pages for one in page.numbers() if leads_to_trail(one)]
    wrong = [
        (page.address, str(one.element), one.words)
        for page, one in links
        if not numbers_in(one.words, page.language)
        <= site.held.written(key_in(one.element.attributes["href"]), page.language)
    ]
    SIZES[f"{site.name}: links that print a value"] = str(len(links))
    assert wrong == []


def leads_to_trail(said: Said) -> bool:
    """The text of a link; what a screen reader hears of a level is its title, "Tier 2"."""
    is_link = said.element.tag == "a" and said.words not in said.element.attributes.values()
    return is_link and said.element.attributes.get("href", "").endswith("#trail")


def test_a_value_in_a_column_of_values_is_itself_the_link_to_its_trail(site: Site):
    found = [
        (page.address, str(one.element), one.words)
        for page in site.pages
        for one in page.numbers()
        if is_unlinked_cell(one) and site.left_over(page).figures_in(one)
    ]
    assert found == [], "\n".join(map(str, found))


def is_unlinked_cell(said: Said) -> bool:
    """But for the earlier revisions of the figure whose trail is printed beside them."""
    ids = [one.attributes.get("id") for one in said.element.up()]
    is_cell = said.element.stands_in("td") and said.element.stands_in("r", "vl")
    return is_cell and not said.element.stands_in("a") and "trail" not in ids


def test_every_trail_is_complete(site: Site):
    keys = sample(f"{site.name}: trails", sorted(site.trails), 200)
    faults = {key: missing for key in keys if (missing := missing_in_trail(key, site))}
    assert faults == {}


def missing_in_trail(key: Key, site: Site) -> list[str]:
    """What a figure's trail does not say, of all that it must say in both languages."""
    trails = site.held.trail(key)
    missing = [] if trails else ["a trail"]
    for one in trails:
        said = " | ".join(step.words.en for step in one.steps)
        missing += [part for part in wanted_of(one.held, key, site) if part not in said]
        missing += [step.title.en for step in one.steps if not all(map(str.strip, step.words))]
    return missing


def wanted_of(held: HeldObservation, key: Key, site: Site) -> list[str]:
    """File and checksum as they are on disk, sheet, cell, document, publisher, submission."""
    one, source = held.observation, key.series.partition("/")[0]
    catalogue, at = site.held.catalogue, one.location
    file = site.held.services.settings.data / "sources" / source / at.file
    assert one.value is None or cell_of(file, at.row, at.column), f"{file}: {at.cell} is empty"
    return [
        f"{source}/{at.file}", f"sheet {at.sheet}, " if at.sheet else "", f"cell {at.cell};",
        f"SHA-256 {digest_of(file)}", catalogue.document(source, one.document).title,
        catalogue.series[key.series].publisher.en, f"Submission {held.submission}, ",
        *revisions_of(key, site),
    ]  # fmt: skip


def revisions_of(key: Key, site: Site) -> list[str]:
    """Each statement of a figure that was stated again, by its number."""
    numbers = sorted({one.revision for one in site.held.figures[key]})
    return [f"{one}: " for one in numbers] if len(numbers) > 1 else []


@cache
def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@cache
def table_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def cell_of(file: Path, row: int, column: int) -> str:
    return table_of(file)[row - 1][column - 1] if file.suffix in UNSHEETED else "not opened"


def test_the_page_of_a_figure_prints_its_trail_and_no_number_beside_it(site: Site):
    found = []
    addresses = sorted(site.trails.values())
    for address in sample(f"{site.name}: pages of one figure", addresses, 15):
        page = site.read(address.partition("#")[0])  # read once: all kept would fill the memory
        printed = {one.words for one in page.said if one.element.stands_in("trail")}
        steps = [step for one in site.held.trail(key_in(address))[:3] for step in one.steps]
        for whole, *around in (parts_of(step, page.language) for step in steps):
            parts = {*filter(None, map(str.strip, around))} or {whole}
            found += [(address, whole)] if printed.isdisjoint({whole}) and parts - printed else []
        found += [(address, *one) for one in site.left_over(page).numbers()]
    assert found == [], "\n".join(map(str, found))


def test_a_wrong_number_is_found_wherever_it_stands(site: Site):
    """Any number of any text, exchanged for one that nobody published, is not accounted for."""
    unseen, changed = [], 0
    for page in Random(SEED).sample(site.pages, 25):
        rest = LeftOver(page, site.held, lambda _, here=page: here)  # no other page has it either
        for said in page.numbers():
            wrong = NUMBERS[page.language].sub(WRONG[page.language], said.words, count=1)
            changed += wrong != said.words
            if wrong != said.words and not rest.of(said._replace(words=wrong)):
                unseen.append((page.address, str(said.element), wrong))
    SIZES[f"{site.name}: numbers exchanged for a wrong one"] = str(changed)
    assert unseen == []


def test_a_trail_that_is_missing_is_found(site: Site):
    """Without its links to trails no page passes that shows a figure large."""
    shown = [one for one in site.pages if one.path[0] == "indicator" and shows_a_figure(one.said)]
    chosen = sample(f"{site.name}: pages without their trails", shown, 20)
    without = [
        read_page(one.address, site.markup(one.address).replace("#trail", "#n")) for one in chosen
    ]
    unseen = [one.address for one in without if not any(site.left_over(one).numbers())]
    assert chosen
    assert unseen == []


def shows_a_figure(said: list[Said]) -> bool:
    return any(one.element.stands_in("fig1") and DIGIT.search(one.words) for one in said)
