"""The audit log tells who saw, took away or asked in vain for what, whichever way it was asked."""

import pytest

from metrics import Confidentiality, StoreError, Submission
from tests.access.house import asked
from tests.factories import FILE, observation

SERIES = "series:hotlines/calls"


def told(house, action):
    return [(one.object, one.detail.get("organization")) for one in house.entries(action)]


@pytest.mark.parametrize(
    "path", ["/indicator/calls", "//indicator/calls", "indicator/calls", "/indicator/calls/"]
)
def test_a_page_asked_for_by_a_callback_is_noted_however_it_is_spelled(house, path):
    assert asked(house.client("viewer"), path).status_code == 200
    assert ("indicator:calls", None) in told(house, "viewed")
    assert (SERIES, "partner-a") in told(house, "viewed")


def test_a_page_from_memory_is_noted_like_one_that_is_drawn(house):
    for who in ("viewer", "editor", "admin"):  # the same page, kept for their scope
        asked(house.client(who), "/indicator/calls")
    seen = {one.actor for one in house.entries("viewed") if one.object == SERIES}
    assert seen == {house.people[who].id for who in ("viewer", "editor", "admin")}


def test_each_series_that_is_not_public_is_noted_with_whose_it_is(house):
    house.client("viewer").get("/indicator/calls")
    assert {(SERIES, "partner-a"), (SERIES, "partner-b")} <= set(told(house, "viewed"))
    house.client("partner a").get("/hotlines")
    own = [one for one in house.entries("viewed") if one.actor == house.people["partner a"].id]
    assert {one.detail.get("organization") for one in own} <= {None, "partner-a"}


def test_what_one_page_shows_is_written_at_once_or_not_at_all(house, monkeypatch):
    commits = []
    whole = house.services.store.audit.note_many
    monkeypatch.setattr(house.services.store.audit, "note_many",
                        lambda actor, deeds: commits.append(1) or whole(actor, deeds))  # fmt: skip
    house.client("viewer").get("/indicator/calls")
    assert len(commits) == 1
    assert len(house.entries("viewed")) >= 3  # the page, and two partners' series


def test_a_page_that_draws_no_partners_line_tells_of_none(house):
    house.client("viewer").get("/")
    assert ("page:overview", None) in told(house, "viewed")
    assert not {whose for _, whose in told(house, "viewed")} & {"partner-a", "partner-b"}


def test_a_file_taken_away_is_noted_with_each_series_in_it(house):
    house.client("viewer").get("/download/calls.csv")
    assert ("indicator:calls", None) in told(house, "exported")
    assert {(SERIES, "partner-a"), (SERIES, "partner-b")} <= set(told(house, "exported"))


@pytest.mark.parametrize(
    ("path", "thing"),
    [("/data.csv", "page:data"), ("/figure/calls.svg", "indicator:calls"),
     ("/figure/calls.csv?series=hotlines/calls&place=CA&partner=partner-a", "indicator:calls")],
)  # fmt: skip
def test_files_of_data_and_of_figures_are_noted(house, path, thing):
    """Also whose values are in them, before the file has gone out."""
    assert house.client("viewer").get(path).status_code == 200
    assert (thing, None) in told(house, "exported")
    is_own = "partner" in path or "data" in path
    assert ((SERIES, "partner-a") in told(house, "exported")) or not is_own


def test_what_is_seen_twice_in_a_minute_is_noted_once(house):
    client = house.client("viewer")
    for _ in range(3):
        client.get("/indicator/calls")
    assert told(house, "viewed").count(("indicator:calls", None)) == 1
    house.wait(minutes=2)
    client.get("/indicator/calls")
    assert told(house, "viewed").count(("indicator:calls", None)) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/indicator/calls?period=2023&place=CA&series=partner-b%2Fcalls",
        "/indicator/other",
        "/download/other.csv",
        "/sources/hotlines/files/partner-b.csv",
    ],
)
def test_asking_in_vain_is_noted_for_whoever_has_signed_in(house, address):
    assert house.client("partner a").get(address).status_code == 404
    (entry,) = house.entries("refused")
    assert entry.actor == house.people["partner a"].id
    assert "partner-b" not in repr(entry)
    house.client().get(address)
    assert len(house.entries("refused")) == 1


def test_a_reading_command_notes_what_is_not_public(house, monkeypatch, capsys):
    from dashboard import command

    settings = house.services.settings
    monkeypatch.setenv("PILLARS_DATABASE_URL", settings.database_url)
    monkeypatch.setattr("dashboard.printing.Catalogue.read", lambda _: house.services.catalogue)
    monkeypatch.setenv("PILLARS_FRAMEWORK", "plan")
    for arguments in (["series", "calls"], ["scorecard"]):
        monkeypatch.setattr("sys.argv", ["pillars", *arguments])
        with pytest.raises(SystemExit):
            command.main()
    assert "73,193" in capsys.readouterr().out
    found = {(one.actor, one.object, one.detail["organization"], one.detail["command"])
             for one in house.entries("viewed")}  # fmt: skip
    assert found == {("command line", SERIES, f"partner-{name}", "series") for name in "ab"}


@pytest.fixture
def commits(house, monkeypatch, capsys):
    """Run a reading command of this installation: how many entries each commit wrote, what came."""
    from dashboard import command

    settings, store = house.services.settings, house.services.store
    monkeypatch.setenv("PILLARS_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("PILLARS_FRAMEWORK", "plan")
    monkeypatch.setattr("dashboard.printing.Catalogue.read", lambda _: house.services.catalogue)
    monkeypatch.setattr("dashboard.printing.MetricsStore.open", lambda *_, **__: store)
    whole = store.audit.note_many

    def ran(*arguments, fails=False):
        made = []

        def note_many(actor, deeds):
            if fails:
                raise StoreError("closed", "fermé")
            deeds = [*deeds]
            made.append(len(deeds))
            return whole(actor, deeds)

        monkeypatch.setattr(store.audit, "note_many", note_many)
        monkeypatch.setattr("sys.argv", ["pillars", *arguments])
        with pytest.raises(SystemExit):
            command.main()
        return made, capsys.readouterr().out

    return ran


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("name", ["series", "explain"])
def test_one_answer_of_a_command_is_noted_once_and_in_one_transaction(house, commits, name, more):
    made, told = commits(name, "calls", *more)
    noted = [(one.object, one.detail.get("organization")) for one in house.entries("viewed")]
    assert told
    assert len(noted) == len(set(noted)) == sum(made)
    assert len(made) == (1 if name == "series" else 0)


def test_a_file_of_values_notes_each_series_once_before_its_first_value(house, commits):
    made, told = commits("observations", "--indicator", "calls")
    noted = [(one.object, one.detail["organization"]) for one in house.entries("viewed")]
    assert sorted(noted) == [(SERIES, "partner-a"), (SERIES, "partner-b")]
    assert sum(made) == 2
    assert "73193" in told


@pytest.mark.parametrize("arguments", [("series", "calls"), ("series", "calls", "--json"),
                                       ("observations", "--json")])  # fmt: skip
def test_where_the_log_is_closed_a_command_shows_nothing_that_is_not_public(commits, arguments):
    made, told = commits(*arguments, fails=True)
    assert made == []
    assert "73193" not in told.replace(",", "")


@pytest.fixture
def ahead(house):
    """A publisher's values that not everybody may read yet: under embargo, and before its day."""
    early = observation("91117", "2024", known="2027-02-19", row=11)
    kept = observation("94447", "2025", row=12)._replace(confidentiality=Confidentiality.EMBARGO)
    sent_now = [one._replace(series="hotlines/calls") for one in (early, kept)]
    house.services.store.record(Submission("hotlines", (FILE,)), sent_now)
    return house


def test_a_publishers_value_before_its_day_is_noted_by_its_series(ahead):
    official = ahead.client("official")
    assert "94447" in official.get("/download/calls.csv").get_data(as_text=True)
    assert (SERIES, None) in told(ahead, "exported")
    official.get("/indicator/calls")
    assert (SERIES, None) in told(ahead, "viewed")


def test_what_is_public_is_not_noted_by_its_series(house):
    house.client("official").get("/indicator/calls")
    assert (SERIES, None) not in told(house, "viewed")
