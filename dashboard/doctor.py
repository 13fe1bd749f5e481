"""`pillars doctor`: is this installation sound? Every check runs; no fault hides another."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import ValidationError

from dashboard.access.first_admin import lacks_admin
from dashboard.backing_up.standing import examined as backups_examined
from dashboard.backing_up.swapping import put_aside
from dashboard.gaps import gaps
from dashboard.held_otherwise import baselines, frequencies
from dashboard.plain_values import Record
from dashboard.production import Check, file_checks, production_checks
from dashboard.returns.health import kept_and_waiting
from dashboard.roles import roles_found
from dashboard.text import both
from ingest import Severity, check_source
from metrics import (
    MEANS,
    OFFICE,
    Catalogue,
    DefinitionError,
    Language,
    MetricsError,
    MetricsStore,
    Settings,
    Source,
    Text,
    UnknownError,
    setting_fault,
    variable,
)

SETTING = Text("setting", "Paramètre")
TESTS = ("PILLARS_EVIDENCE",)  # read by the tests only
GAP = "gap"
MOST = 5  # faults of one source told one by one


def examine(framework: str | None = None, *, every: bool = False) -> list[Check]:
    """Check settings, data, framework, sources and store, in that order; name `every` gap."""
    settings, checks = _settings()
    checks += _unsafe(settings)
    catalogue, faults = _catalogue(settings)
    checks += faults
    if catalogue is None:
        nothing = Catalogue({}, {}, {}, {}, {}, {})
        return [*checks, _tried("store", lambda: _store(settings, nothing))]
    known = catalogue
    checks.append(_data(settings, known))
    asked = framework or settings.framework
    checks.append(_tried("framework", lambda: known.framework(asked).title))
    found = gaps(known, every=every)
    checks += [Check(f"{GAP} {name}", True, words) for name, words in found]
    for source in known.sources.values():
        checks += _source(settings, source, known)
    beside = [_returns(settings, known), _backups(settings)]
    return [*checks, *_of_store(settings, known), *beside, *_roles(settings)]


def examine_production() -> list[Check]:
    """What would stop a start in production, whatever PILLARS_ENV says now."""
    settings, checks = _settings()
    unsound = [one for one in checks if not one.ok]
    asked = {one.name for one in unsound}
    found = production_checks(settings, partial(lacks_admin, settings))
    return [*unsound, *(one for one in found if one.name not in asked)]


def mark_of(check: Check) -> str:
    """Sound, a fault, or a note: of what the framework lacks, of what should be read."""
    if check.note or check.name.startswith(GAP):
        return "note"
    return "sound" if check.ok else "fault"


def check_record(check: Check, language: Language) -> Record:
    return {"check": check.name, "ok": check.ok, "words": check.words.in_(language)}


def _settings() -> tuple[Settings, list[Check]]:
    """The settings, each with its value; one that cannot be read counts as its default."""
    try:
        settings, wrong = Settings(), {}
    except ValidationError as error:
        faults = {str(one["loc"][0]).lower(): one for one in error.errors()}
        wrong = {name: setting_fault(one).text for name, one in faults.items()}
        settings = _without(wrong)
    checks = [_setting(name, settings, wrong.get(name)) for name in Settings.model_fields]
    return settings, [*checks, *_misnamed()]


def _misnamed() -> Iterator[Check]:
    """Variables that look like settings and are none, such as PILLARS_DATABSE_URL."""
    known = [*map(variable, Settings.model_fields), *TESTS]
    for name in sorted(os.environ):
        if name.startswith("PILLARS_") and name not in known:
            yield Check(name, False, UnknownError(SETTING, name, known).text)


def _without(wrong: Mapping[str, object]) -> Settings:
    defaults: dict[str, Any] = {}  # each setting has a type of its own
    for name in wrong:
        defaults[name] = Settings.model_fields[name].get_default()
    return Settings(**defaults)


def _setting(name: str, settings: Settings, fault: Text | None) -> Check:
    if fault:
        return Check(variable(name), False, fault)
    value, means = getattr(settings, name), MEANS[name]
    shown = Text(*[without_password(str(value))] * 2)
    if value in (None, ""):
        shown = Text("not set", "non donné")
    elif name == "secret_key":
        shown = Text("set", "donné")
    words = Text(f"{shown.en} ({means.en})", f"{shown.fr} ({means.fr})")
    return Check(variable(name), True, words)


def without_password(value: str) -> str:
    """A database address without the name and password in it."""
    scheme, mark, rest = value.partition("://")
    return f"{scheme}{mark}…@{rest.rpartition('@')[2]}" if mark and "@" in rest else value


def _unsafe(settings: Settings) -> list[Check]:
    """In production its faults and notes; elsewhere a note of the files that others may read."""
    if settings.env == "production":
        checks = production_checks(settings, partial(lacks_admin, settings))
        return [*(one for one in checks if one.note or not one.ok), *_copies(settings)]
    readable = [one._replace(ok=True, note=True) for one in file_checks(settings) if not one.ok]
    return [*readable, *_copies(settings)]


def _copies(settings: Settings) -> Iterator[Check]:
    """What a restore has put aside holds, readable, what its owner may have withdrawn since."""
    if found := put_aside(settings):
        names = ", ".join(map(str, found))
        yield Check("copies", True, Text(
            f"a restore has left these beside the stores: {names}. They hold what stood there, "
            "readable, also what was withdrawn since: remove them when you no longer need them.",
            f"une restauration a laissé ceci à côté des entrepôts\u00a0: {names}. On y lit ce qui "
            "s'y trouvait, même ce qui fut retiré depuis; supprimez-les dès que possible.",
        ), note=True)  # fmt: skip


def _catalogue(settings: Settings) -> tuple[Catalogue | None, list[Check]]:
    try:
        return Catalogue.read(settings.data), []
    except DefinitionError as error:
        return None, [Check("data", False, Text(fault, fault)) for fault in error.faults]
    except MetricsError as error:
        return None, [Check("data", False, error.text)]


def _tried(name: str, look: Callable[[], Text]) -> Check:
    try:
        return Check(name, True, look())
    except MetricsError as error:
        return Check(name, False, error.text)


def _data(settings: Settings, catalogue: Catalogue) -> Check:
    counts = (len(catalogue.indicators), len(catalogue.frameworks), len(catalogue.sources))
    en = "{}: {} indicators, {} frameworks, {} sources".format(settings.data, *counts)
    fr = "{} : {} indicateurs, {} cadres, {} sources".format(settings.data, *counts)
    return Check("data", True, Text(en, fr))


def _source(settings: Settings, source: Source, catalogue: Catalogue) -> Iterator[Check]:
    """Whether the tables of a source can be read as its description says."""
    name = f"source {source.id}"
    report = check_source(settings.data / "sources" / source.id, catalogue)
    told = [one for one in report.findings if one.severity is Severity.ERROR][:MOST]
    if not report.errors:
        read = (report.observations, report.actions)
        # every statement is read; `pillars sources` counts the values that stand
        en, fr = "{} statements and {} actions read", "{} énoncés et {} actions lus"
        yield Check(name, True, Text(en.format(*read), fr.format(*read)))
    for one in told:
        yield Check(name, False, Text(one.line(Language.EN), one.line(Language.FR)))
    if more := report.errors - len(told):
        command = f"pillars load {source.id} --dry-run"
        words = Text(f"and {more} more: run '{command}'.", f"et {more} de plus : {command}")
        yield Check(name, False, words)


def _store(settings: Settings, catalogue: Catalogue) -> Text:
    summaries = MetricsStore.open(settings, catalogue, make=False).seen_by(OFFICE).sources()
    held = sum(one.values for one in summaries)
    if waiting := ", ".join(one.source.id for one in summaries if one.recorded_at is None):
        raise MetricsError(
            f"{held} observations held; not loaded yet: {waiting}. Run 'pillars load --all'.",
            f"{held} observations; pas encore chargées : {waiting}. Lancez « pillars load --all ».",
        )
    return Text(f"{held} observations held", f"{held} observations")


def _of_store(settings: Settings, catalogue: Catalogue) -> list[Check]:
    """What the store holds; where there is none, that alone, once."""
    checks = [_tried("store", lambda: _store(settings, catalogue))]
    try:
        MetricsStore.open(settings, catalogue, make=False).close()
    except MetricsError:
        return checks
    checks.append(_tried("series", lambda: _undeclared(settings, catalogue)))
    return [*checks, *_as_declared(MetricsStore.open(settings, catalogue, make=False), catalogue)]


def _as_declared(store: MetricsStore, catalogue: Catalogue) -> Iterator[Check]:
    """Whether what is held has the frequencies and the baselines that data/ declares."""
    seen = store.seen_by(OFFICE)
    yield _tried("frequency", lambda: frequencies(catalogue, seen))
    if missing := baselines(catalogue, seen):
        yield Check(f"{GAP} baselines", True, missing)


def _returns(settings: Settings, catalogue: Catalogue) -> Check:
    """What partners have sent to be checked, and what waits for the worker."""
    if not catalogue.returns:
        return Check("returns", True, both("returns.doctor_none"), note=True)
    return _tried("returns", lambda: kept_and_waiting(settings))


def _backups(settings: Settings) -> Check:
    """Whether the last night has its backup; where none is asked for, a note."""
    check = _tried("backups", lambda: backups_examined(settings))
    return check._replace(note=settings.backup_folder is None)


def _roles(settings: Settings) -> Iterator[Check]:
    """As whom each database on a server is opened; that an owner does so is a note."""
    for one in roles_found(settings):
        sound = not one.held.lacks
        yield Check(f"role {one.database}", sound, one.words, note=one.held.owns)


def _undeclared(settings: Settings, catalogue: Catalogue) -> Text:
    """Values that stand in the store although no source declares their series any more."""
    left = MetricsStore.open(settings, catalogue, make=False).seen_by(OFFICE).undeclared()
    if left:
        names = ", ".join(left)
        raise MetricsError(
            f"Held but declared by no source, and shown nowhere: {names}. Declare the series "
            "again under that name, or put its source's folder back and load it.",
            f"Séries détenues qu'aucune source ne déclare, et affichées nulle part : {names}. "
            "Déclarez-les de nouveau sous ce nom, ou remettez le dossier de leur source et "
            "chargez-le.",
        )
    return Text("every series held is declared", "chaque série détenue est déclarée")
