"""A year of loads, month by month: what was shown then can be shown again, byte for byte.

The figures are the example data, changed here as an office would change its own over a year:
values corrected and restated, a definition reworded, a target raised, a source that ends.
"""

import re
import shutil
import sys
from datetime import UTC, datetime

import pytest

from dashboard import command
from dashboard.app import create_app
from dashboard.services import Services
from ingest import run_load
from metrics import Catalogue, MetricsStore, Settings, StoreError, pack
from metrics.settings import PROJECT
from tests.factories import catalogue, observation, submission
from tests.sweeps import sample

TRAINING = "example-training-places"
PAGES = ("/", "/pillar/{pillar}", f"/indicator/{TRAINING}", "/sources", "/sources/example-yearly")
ASKED = (
    ("scorecard", "--json"),
    ("scorecard", "--lang", "fr"),
    ("series", "example-incidents-reported", "--json"),
    ("explain", TRAINING, "--json"),
    ("sources", "--json"),
    ("initiatives", "--json"),
)
YEARLY = "sources/example-yearly/example-yearly-2025-10.csv"
INDICATOR = f"indicators/{TRAINING}.toml"

# Of each month: the file that changes, what stood there, what stands there after.
MONTHS = (
    None,
    (YEARLY, "2017,Example Province,58,", "2017,Example Province,59,"),
    (INDICATOR, "Training places filled", "Places filled in training"),
    (INDICATOR, 'value = "12000"', 'value = "15000"'),
    (YEARLY, "2018,Example Province,63,", "2018,Example Province,630,"),
    (YEARLY, "2018,Example Province,630,", "2018,Example Province,63,"),
    ("frameworks/example-strategy/framework.toml", "Example strategy", "The example strategy"),
    (YEARLY, "incidents-reported,2019,Example Province,55,,,,,,,,\n", ""),
    None,
    ("reference/units.toml", None, "\n"),
    (INDICATOR, 'direction = "up"', 'direction = "none"'),
    (YEARLY, "2017,Example Province,59,", "2017,Example Province,58,"),
)


@pytest.fixture
def data(tmp_path):
    shutil.copytree(PROJECT / "data" / "example", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def settings(data, tmp_path):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    return Settings(data=data, database_url=address, framework="example-strategy")


@pytest.fixture
def asked(settings, monkeypatch, capsys):
    """What a command answers, on the store and the data as they are now."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("PILLARS_DATA", str(settings.data))
    monkeypatch.setenv("PILLARS_FRAMEWORK", settings.framework)
    monkeypatch.setenv("COLUMNS", "100")

    def ask(*arguments):
        capsys.readouterr()  # what a load has said before
        monkeypatch.setattr(sys, "argv", ["pillars", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        assert ((ended.value.code or 0), said.err.rstrip("\n")) in [(0, one) for one in NOTICE]
        return said.out if "--json" in arguments else below_its_head(said.out, arguments)

    return ask


def below_its_head(answer, arguments):
    """An answer in words without the notice and the banner that it begins with."""
    head, lines = 1 + ("--held-at" in arguments), answer.splitlines(keepends=True)
    assert lines[0].rstrip("\n") in list(NOTICE)
    assert ("--held-at" in arguments) == lines[1].startswith(("You see", "Vous voyez"))
    return "".join(lines[head:])


NOTICE = Catalogue.read(PROJECT / "data" / "example").example  # said beside every answer


def change(data, month):
    if month is None:
        return
    file, before, after = month
    text = (data / file).read_text(encoding="utf-8")
    assert before is None or before in text
    (data / file).write_text(
        text + after if before is None else text.replace(before, after, 1), encoding="utf-8"
    )


def pages(settings, held_at=None):
    """What the pages say at an instant, or now."""
    known = Catalogue.read(settings.data)
    store = MetricsStore.open(settings, known)
    client = create_app(Services(settings, known, store)).server.test_client()
    pillar = known.frameworks["example-strategy"].pillars[0].id
    query = {"held_at": held_at} if held_at else {}
    found = [client.get(one.format(pillar=pillar), query_string=query) for one in PAGES]
    store.close()
    assert [one.status_code for one in found] == [200] * len(PAGES)
    return [content(one.get_data(as_text=True)) for one in found]


def content(page):
    """Between header and footer, without the banner and the links that carry the instant."""
    main = re.search(r"<main\b.*?</main>", page, re.S)[0]
    main = re.sub(r'<div class="banner" role="status">You see what.*?</div>', "", main)
    main = re.sub(r'<section id="cite".*?</section>', "", main)  # says at which instant it is read
    main = re.sub(r'<input[^>]*name="held_at"[^>]*>', "", main)
    main = re.sub(r'held_at=[^"&#]*', "", main)
    main = main.replace("?&amp;", "?").replace("&amp;&amp;", "&amp;")
    return re.sub(r'(?:\?|&amp;)(?=[#"])', "", main)


def test_what_was_shown_in_each_month_is_shown_again_byte_for_byte(data, settings, asked):
    shown = []
    for month in MONTHS:
        change(data, month)
        assert run_load(settings=settings) == 0
        moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        shown.append((moment, [asked(*one) for one in ASKED], pages(settings)))
    for moment, answers, drawn in sample("months shown again", shown, 4):
        again = [asked(*one, "--held-at", moment) for one in ASKED]
        again = [one.replace(f'"held_at": "{moment}"', '"held_at": null') for one in again]
        assert again == answers
        for before, after in zip(drawn, pages(settings, moment), strict=True):
            assert after == before
    assert len({tuple(answers) for _, answers, _ in shown}) > 8  # the year did change something


def test_a_restated_value_a_definition_and_a_target_are_those_of_the_time(data, settings, asked):
    assert run_load(settings=settings) == 0
    before = datetime.now(UTC).isoformat()
    change(data, MONTHS[1])
    change(data, MONTHS[2])
    change(data, MONTHS[3])
    assert run_load(settings=settings) == 0
    now, then = (
        asked("explain", TRAINING, "--json", *more) for more in ((), ("--held-at", before))
    )
    assert ("Places filled in training" in now, "Places filled in training" in then) == (
        True,
        False,
    )
    assert ('"value": "15000"' in now, '"value": "15000"' in then) == (True, False)
    assert '"value": "12000"' in then


def test_declarations_are_kept_once_for_each_change(data, settings):
    known = Catalogue.read(data)
    store = MetricsStore.open(settings, known)
    assert store.remember(pack(data))
    assert not store.remember(pack(data))
    change(data, MONTHS[2])
    assert store.remember(pack(data))
    store.close()


def test_example_data_and_real_figures_never_enter_the_same_store(database_url, data):
    real = Settings(database_url=database_url, framework="plan")
    store = MetricsStore.open(real, catalogue())
    store.record(submission(), [observation("10")])
    store.close()
    example = Settings(data=data, database_url=database_url, framework="example-strategy")
    assert run_load(settings=example) == 1
    assert run_load(settings=example, dry_run=True) == 1
    opened = MetricsStore.open(example, Catalogue.read(data))
    with pytest.raises(StoreError, match="Example data cannot enter a store of real figures"):
        opened.remember(pack(data))
    assert opened.sources()[0].observations == 0
    opened.close()


def test_real_figures_never_enter_a_store_of_example_data(settings, data):
    assert run_load(settings=settings) == 0
    store = MetricsStore.open(Settings(database_url=settings.database_url), catalogue())
    with pytest.raises(StoreError, match="Real figures cannot enter a store of example data"):
        store.record(submission(), [observation("10")])
    store.close()
