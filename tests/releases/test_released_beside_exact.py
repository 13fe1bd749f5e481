"""Beside the exact total that the office sees stands what the public sees, and leads to it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from dashboard.accounts import trace
from metrics import OFFICE, PUBLIC
from tests.metrics.released import LIFTS, TITLE
from tests.releases.release_desk import page

TRAIL = "/indicator/visits?period=2025-Q1&place=ON&series=hotline%2Fvisits"


@pytest.fixture
def out(released_house):
    released_house.code = released_house.begun
    return released_house


def main(drawn: str) -> str:
    return unescape(drawn.partition("<main")[2].partition("<footer")[0])


def section(drawn: str, name: str) -> str:
    return main(drawn).partition(f'id="{name}"')[2].partition("</section>")[0]


def values(house, scope):
    return {one.observation.value for line in house.services.store.seen_by(scope)
            .series("visits").lines for one in line.values if one.coverage}  # fmt: skip


@pytest.mark.parametrize(("lang", "said"), [("en", "the public reads"), ("fr", "le public lit")])
def test_the_trail_of_an_exact_total_tells_what_is_public_and_since_when(out, lang, said):
    drawn = section(page(out.client("editor"), f"{TRAIL}&lang={lang}"), "trail")
    assert said in drawn
    assert out.code in drawn
    assert TITLE[lang == "fr"] in drawn
    assert f"{LIFTS.astimezone():%H}" in drawn
    (link,) = re.findall(r'href="([^"]*released=yes[^"]*)"', drawn)
    own = page(out.client("editor"), link.partition("#")[0])
    assert out.code in section(own, "trail")
    assert "the public reads" not in section(own, "trail")


def test_the_command_tells_the_same(out, monkeypatch, capsys):
    monkeypatch.setattr("dashboard.printing.Catalogue.read", lambda _: out.services.catalogue)
    monkeypatch.setattr("dashboard.printing.MetricsStore.open",
                        lambda *_, **__: out.services.store)  # fmt: skip
    monkeypatch.setattr("dashboard.printing.Settings", lambda: out.services.settings)
    trace("visits", period="2025-Q1", place="ON")
    told = capsys.readouterr().out
    assert "the public reads" in told
    assert out.code in told


def test_the_released_total_is_listed_beside_the_exact_one(out):
    shown = page(out.client("editor"), "/indicator/visits")
    listed = section(shown, "neighbours")
    assert "(released)" in listed
    assert "released=yes" in listed
    back = section(page(out.client("editor"), "/indicator/visits?released=yes"), "neighbours")
    assert "not released" in back


def test_a_line_of_released_figures_tells_of_how_many_partners_in_the_table(out):
    table = main(page(out.client(), "/indicator/visits")).partition("<table")[2]
    assert "Partners" in table.partition("</thead>")[0]
    assert "6 of 6 partners" in table.partition("</table>")[0]


@pytest.mark.parametrize(
    ("lang", "partners", "release"),
    [("en", "6 of 6 partners", "Release"), ("fr", "6 partenaires sur 6", "Diffusion")],
)
def test_how_a_released_total_is_judged_names_its_release_and_apart_its_partners(
    out, lang, partners, release
):
    table = section(page(out.client(), f"/indicator/visits?lang={lang}"), "explain")
    (row,) = re.findall(r"<tr[^>]*>(.*?)</tr>", table.partition("<tbody")[2], re.S)
    cells = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
    assert [partners in one for one in cells] == [False, False, True, False]
    assert cells[-1].strip() == f"{release} {out.code}"
    assert f"/releases/{out.code}" in row


def test_before_any_release_no_trail_speaks_of_one(house):
    drawn = section(page(house.client("editor"), TRAIL), "trail")
    assert "the public reads" not in drawn
    assert "released=yes" not in main(page(house.client("editor"), "/indicator/visits"))


def test_the_public_is_told_nothing_of_the_exact_total(out):
    for path in ("/indicator/visits", TRAIL, "/indicator/visits?released=yes"):
        shown = main(page(out.client(), path))
        assert "the public reads" not in shown
        assert "not released" not in shown
    out.move(LIFTS + timedelta(days=1))
    assert values(out, PUBLIC) < values(out, OFFICE)
