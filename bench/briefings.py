"""A briefing of twelve indicators: each format, and all eight files, beside the bare renderers.

Targets: one file within 2 s, all eight within 10 s, at most 300 MB. Each is made in a process of
its own, so that its peak of memory is its own. The bare renderer gets the same text, as many tables
and as many charts, and does nothing else.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bench.timing import Measured
from dashboard.briefings.document import Document, Format
from dashboard.briefings.outline import Outline
from dashboard.briefings.snapshot import Snapshot, outline_in, read
from dashboard.issuing.making import file_of, files, made, printed_draft
from dashboard.issuing.next_time import said_again
from dashboard.memory import share_heap
from metrics import OFFICIAL, Language, MetricsStore, Settings

CHOSEN = 12  # indicators
ONE, ALL, MEMORY = 2.0, 10.0, 300.0  # seconds, seconds, MB
WHOLE = "all"
PASSWORD = "made up for one measurement"  # of an account in a store that is thrown away


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """Lines for the report; the limit of a target is what the issue asks, in its own units."""
    text = folder / "snapshot.json"
    composing = _composed(folder, text)
    yield Measured("compose", "12 indicators, both languages: s of 2", ONE, composing, 1)
    for name in (*Format, WHOLE):
        seconds, peak = _apart("ours", name, text)
        bare, held = _apart("bare", name, text)
        most = ALL if name == WHOLE else ONE
        yield Measured(f"{name}", f"ours beside bare, s ({held:.0f} MB bare)", bare, seconds)
        yield Measured(f"{name} time", f"s of {most:.0f}", most, seconds, 1)
        yield Measured(f"{name} memory", f"{peak:.0f} MB of {MEMORY:.0f}", MEMORY, peak, 1)
    for asked, peak in _by_command(folder, outline_in(read(text.read_text())).indicators):
        yield Measured(f"pillars briefing {asked}", f"{peak:.0f} MB in all", MEMORY, peak)


def _composed(folder: Path, text: Path) -> float:
    """A snapshot of everything under data/; how long it took to compose."""
    from ingest import run_load  # what renders reads no sources

    settings = Settings(database_url=f"sqlite:///{folder / 'briefings.sqlite'}")
    run_load(settings=settings)
    store = MetricsStore.open(settings).seen_by(OFFICIAL)
    outline = Outline(framework=settings.framework, indicators=_charted(store, settings.framework))
    outline = said_again(store, outline)
    begun = perf_counter()
    composed = made(store, outline)
    taken = perf_counter() - begun
    text.write_text(composed.text)
    store.close()
    return taken


def _charted(store: MetricsStore, framework: str) -> tuple[str, ...]:
    """The indicators with the longest charts: none is made easier than it can be."""
    every = [one for pillar in store.catalogue.framework(framework).pillars
             for one in pillar.indicators]  # fmt: skip
    found = made(store, Outline(framework=framework, indicators=tuple(every[:60])))
    exhibits = found.snapshot.documents[0].exhibits
    longest = sorted(exhibits, key=lambda one: -len(one.chart.points) if one.chart else 0)
    return tuple(one.indicator for one in longest[:CHOSEN])


def _apart(who: str, name: str, text: Path) -> tuple[float, float]:
    """Seconds and the peak in MB, of a process that does this alone, its imports before it."""
    asked = [sys.executable, "-m", "bench.briefings", who, str(name), str(text)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)
    seconds, peak = json.loads(said.stdout.splitlines()[-1])
    return seconds, peak


def _by_command(folder: Path, chosen: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """The peaks of whole commands in MB: one that refuses, and one that builds all eight files."""
    given = {
        name: f"sqlite:///{folder / file}.sqlite"
        for name, file in (
            ("PILLARS_DATABASE_URL", "briefings"), ("PILLARS_ACCOUNTS_URL", "accounts"),
            ("PILLARS_RETURNS_URL", "returns"),
        )
    }  # fmt: skip
    _command(given, "user", "add", "bench", "--role", "official")
    titled = ("--title-en", "In brief", "--title-fr", "En bref", "--account", "bench")
    yield "new, refused", _command(given, "briefing", "new", "--pillar", "none", *titled)
    each = (part for one in chosen for part in ("--indicator", one))
    _command(given, "briefing", "new", *titled, *each)
    code = f"B-{datetime.now().astimezone().year}-001"
    built = ("briefing", "build", code, "--account", "bench", "--out", str(folder / "files"))
    yield "build", _command(given, *built)


def _command(given: dict[str, str], *asked: str) -> float:
    """The peak of a command in a process of its own, whatever it answers."""
    whole = [sys.executable, "-m", "dashboard.entry", *asked, "--password-stdin"]
    with subprocess.Popen(
        whole, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | given,
    ) as started:  # fmt: skip
        if started.stdin:
            started.stdin.write(f"{PASSWORD}\n".encode())
            started.stdin.close()
        _, _, used = os.wait4(started.pid, 0)
        started.returncode = 0  # it was waited for here
    return used.ru_maxrss / 1024


def _warm(who: str, name: str, snapshot: Snapshot) -> None:
    """Read what is needed into memory, by an empty briefing: a server has done so long before."""
    empty = tuple(_emptied(one) for one in snapshot.documents)
    _work(who)(name, snapshot._replace(documents=empty))


def _emptied(one: Document) -> Document:
    return one._replace(
        exhibits=(), lines=(), changes=(), chips=(), scorecard=one.scorecard._replace(rows=()),
        trails=one.trails._replace(rows=()),
    )  # fmt: skip


def _work(who: str) -> Callable[[str, Snapshot], None]:
    return _ours if who == "ours" else _bare


def _ours(name: str, snapshot: Snapshot) -> None:
    told = {one: printed_draft(one, snapshot.held_at) for one in Language}
    if name == WHOLE:
        for _ in files(snapshot, told):
            pass
        return
    file_of(snapshot.document(Language.EN), told[Language.EN], Format(name))


def _bare(name: str, snapshot: Snapshot) -> None:
    from bench.briefing_limits import LIMITS

    chosen: tuple[Document, ...] = snapshot.documents if name == WHOLE else snapshot.documents[:1]
    for document in chosen:
        for format_ in Format if name == WHOLE else (Format(name),):
            LIMITS[format_](document)


def main(who: str, name: str, text: str) -> None:
    share_heap()  # as the server and every command do
    snapshot = read(Path(text).read_text())
    _warm(who, name, snapshot)
    begun = perf_counter()
    _work(who)(name, snapshot)
    taken = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([taken, peak]))


if __name__ == "__main__":
    main(*sys.argv[1:])
