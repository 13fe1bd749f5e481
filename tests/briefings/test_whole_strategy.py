"""The builder of a whole strategy: as the command line begins, and short for the keyboard."""

import re

import pytest

from dashboard.issuing.making import outline_of
from dashboard.issuing.next_time import said_again
from tests.briefings.issuing import official_store
from tests.briefings.test_pages import begun
from tests.releases.release_desk import page


@pytest.fixture
def released(released_house):
    return released_house


@pytest.mark.parametrize("start", ["whole:plan", "pillar:plan/support"])
def test_a_page_begins_with_the_lines_with_which_the_command_line_does(released, start):
    code = begun(released.client("official"), start)
    store = official_store(released)
    kept = outline_of(store, code)
    assert kept.lines
    assert kept.lines == said_again(store, kept.model_copy(update={"lines": ()})).lines


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_of_the_whole_stands_before_the_list(released, lang):
    client = released.client("official")
    shown = page(client, f"/briefings/{begun(client)}?lang={lang}")
    wanted = ("languages-en", "formats-pdf", "add", "do-add", "do-first", "chosen")
    places = [shown.index(f'id="{one}"') for one in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Past the indicators"), ("fr", "Passer les indicateurs")]
)
def test_a_link_leads_past_the_list(released, lang, said):
    client = released.client("official")
    shown = page(client, f"/briefings/{begun(client)}?lang={lang}")
    (link,) = re.findall(r'<a [^>]*id="past-list"[^>]*>([^<]*)', shown)
    assert link.startswith(said)
    order = [shown.index(one) for one in ('class="past"', 'id="chosen"', 'id="preview-title"')]
    assert order == sorted(order)


def test_the_fields_of_a_line_that_nobody_has_worded_are_closed(released):
    client = released.client("official")
    shown = page(client, f"/briefings/{begun(client)}")
    found = re.findall(r"<details([^>]*)><summary[^>]*id=\"word\|", shown)
    assert found
    assert not any("open" in one for one in found)
