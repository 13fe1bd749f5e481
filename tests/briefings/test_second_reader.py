"""Lines with words that are not understood are frozen once somebody else has read them."""

import json
import re

import pytest

from dashboard.briefings.outline import Line
from dashboard.issuing.making import drafted, issue, made, outline_of
from dashboard.issuing.second_reading import MARK, unread_in, wording_of
from dashboard.issuing.waiting_lines import unread_of
from metrics import MetricsError
from tests.briefings.issuing import official_store, titled
from tests.briefings.test_commands import run  # noqa: F401 a fixture
from tests.briefings.test_pages import begun, draft, hidden, send
from tests.releases.release_desk import page


@pytest.fixture
def house(released_house):
    return released_house


def worded(house, **said):
    """A draft with one line in an official's own words; nothing of it is issued."""
    store = official_store(house)
    exhibit = made(store, titled("people")).snapshot.documents[0].exhibits[0]
    text = f"{exhibit.figure.text} {exhibit.unit}{said.get('more', ', sadly')}."
    line = Line(indicator="people", key="own-1", en=text, fr=text, edited=True)
    chosen = titled("people", lines=(line,))
    kept = drafted(store, chosen, house.people["official"].id, said.get("code"))
    return store, kept


def test_nothing_is_frozen_until_somebody_else_has_read_the_lines(house):
    store, kept = worded(house)
    composed = made(store, outline_of(store, kept.code))
    wording = wording_of(unread_in(composed.snapshot, store.catalogue))
    own, other = house.people["official"].id, house.people["editor"].id
    with pytest.raises(MetricsError, match="words that the check does not understand"):
        issue(store, kept.code, kept.version, composed, own)
    with pytest.raises(MetricsError, match="your own"):
        store.briefings.read_lines(kept.code, kept.version, wording, own)
    store.briefings.read_lines(kept.code, kept.version, wording, other)
    store.briefings.read_lines(kept.code, kept.version, wording, other)
    assert [one.detail["version"] for one in house.entries("briefing-read")] == [kept.version]
    issue(store, kept.code, kept.version, composed, own)
    (held,) = store.briefings.find(kept.code).readings
    assert (held.actor, held.wording, held.issued) == (other, wording, True)


def test_a_changed_line_asks_again_and_one_that_is_understood_asks_nobody(house):
    store, first = worded(house)
    composed = made(store, outline_of(store, first.code))
    wording = wording_of(unread_in(composed.snapshot, store.catalogue))
    own, other = house.people["official"].id, house.people["editor"].id
    store.briefings.read_lines(first.code, first.version, wording, other)
    _, second = worded(house, more=", sadly enough", code=first.code)
    with pytest.raises(MetricsError, match="is not the newest"):
        store.briefings.read_lines(first.code, first.version, wording, other)
    with pytest.raises(MetricsError, match="does not understand"):
        issue(store, first.code, second.version, made(store, outline_of(store, first.code)), own)
    _, third = worded(house, more="", code=first.code)
    plain = made(store, outline_of(store, first.code))
    assert unread_in(plain.snapshot, store.catalogue) == ()
    issue(store, first.code, third.version, plain, own)


def test_a_withdrawn_line_leaves_no_digest_of_it(house):
    store, kept = worded(house)
    store.briefings.read_lines(kept.code, kept.version, "a" * 64, house.people["editor"].id)
    store.briefings.discard(kept.code, house.people["official"].id)
    assert [one.wording for one in store.briefings.find(kept.code).readings] == [""]


def test_on_the_pages_the_words_are_named_and_a_second_person_confirms_the_reading(house):
    client, reader = house.client("official"), house.client("viewer")
    code = begun(client, "empty:plan")
    worded(house, code=code)
    shown = page(client, f"/briefings/{code}")
    assert "not understood: sadly." in shown
    assert "One key line is to be read by somebody else" in shown
    told = page(client, f"/briefings/{code}/freeze")
    assert f"/briefings/{code}/read" in told
    assert 'id="do-issue"' not in told
    assert client.get(f"/briefings/{code}/read").status_code == 404  # its author
    assert house.client("admin").get(f"/briefings/{code}/read").status_code == 404
    lines = page(reader, f"/briefings/{code}/read")
    assert "The figures: " in lines
    assert send(reader, f"/briefings/{code}/read", wording="b" * 64).status_code == 409
    given = send(reader, f"/briefings/{code}/read", **hidden(lines, "wording"))
    assert given.status_code == 302
    assert "Lines read by viewer on" in page(reader, given.location)
    told = page(client, f"/briefings/{code}/freeze")
    given = send(client, f"/briefings/{code}/freeze", **hidden(told, "seen", "version"))
    assert given.status_code == 302, given.get_data(as_text=True)
    issued = page(client, f"/briefings/{code}")
    assert re.search(r"Lines read by.{0,80}viewer", issued, re.DOTALL)
    assert reader.get(f"/briefings/{code}/read").status_code == 404


def test_a_draft_waits_for_its_worded_line_also_beside_proposed_ones_of_others(house):
    store, kept = worded(house)
    (own,) = outline_of(store, kept.code).lines
    every = tuple(store.catalogue.indicators)
    other = next(one for one in every if one != "people")
    beside = Line(indicator=other, key="newest", en="Said of another.", fr="Dit d'un autre.")
    chosen = titled("people", other, lines=(beside, own))
    drafted(store, chosen, house.people["official"].id, kept.code)
    assert [one.line.indicator for one in unread_of(store, kept.code)] == ["people"]


def test_drafts_that_wait_are_listed_for_whoever_may_read_them_until_they_are_read(house, run):  # noqa: F811
    store, kept = worded(house)
    link = f'href="/briefings/{kept.code}/read"'
    assert link in page(house.client("viewer"), "/briefings")
    assert link in page(house.client("editor"), "/briefings")
    assert link not in page(house.client("official"), "/briefings")  # its author
    assert link not in page(house.client("admin"), "/briefings")
    assert "draft, waits for a second reader" in run("list")[1]
    (record,) = json.loads(run("list", "--json")[1])
    assert record["unread"] == 1
    wording = wording_of(unread_of(store, kept.code))
    store.briefings.read_lines(kept.code, kept.version, wording, house.people["viewer"].id)
    assert link not in page(house.client("editor"), "/briefings")
    assert "waits" not in run("list")[1]
    issue(store, kept.code, kept.version, made(store, outline_of(store, kept.code)),
          house.people["official"].id)  # fmt: skip
    assert link not in page(house.client("editor"), "/briefings")


def test_at_the_command_line_the_lines_are_printed_and_confirmed_by_their_mark(house, run):  # noqa: F811
    store, kept = worded(house)
    asked = ("build", kept.code, "--account", "official", "--issue", "--format", "xlsx", "--out")
    code, _, error = run(*asked, "/nowhere")
    assert code == 1
    assert "people: In English: not understood: sadly." in error
    assert f"pillars briefing read {kept.code}" in error
    assert run("read", kept.code, "--account", "official")[0] == 2
    code, said, _ = run("read", kept.code, "--account", "editor")
    wording = wording_of(
        unread_in(made(store, outline_of(store, kept.code)).snapshot, store.catalogue)
    )
    assert (code, f"--confirm {wording[:MARK]}" in said) == (0, True)
    assert "The figures: " in said
    assert run("read", kept.code, "--account", "editor", "--confirm", "0" * MARK)[0] == 1
    confirmed = run("read", kept.code, "--account", "editor", "--confirm", wording[:MARK])
    assert (
        confirmed[1] == f"It is kept that you have read the key lines of {kept.code}, version 1.\n"
    )
    assert draft(house, kept.code).read(wording)
