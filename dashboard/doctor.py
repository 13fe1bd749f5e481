"""`pillars doctor`: is this installation sound? Every check runs; no fault hides another."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from ingest import table_faults
from metrics import Catalogue, DefinitionError, MetricsError, MetricsStore, Settings, Text

SECRET_LENGTH = 32


class Check(NamedTuple):
    """One thing looked at: sound or not, and what was seen or what to do."""

    name: str
    ok: bool
    words: Text


def examine(framework: str | None) -> list[Check]:
    """Check settings, data, framework, sources and store, in that order."""
    try:
        settings = Settings()
    except ValidationError as error:
        return [
            Check("settings", False, _same(str(one["msg"]), str(one["loc"][0])))
            for one in error.errors()
        ]
    checks = [*_settings(settings)]
    try:
        catalogue = Catalogue.read(settings.data)
    except DefinitionError as error:
        return checks + [Check("data", False, _same(fault)) for fault in error.faults]
    except MetricsError as error:
        return [*checks, Check("data", False, error.text)]
    checks.append(_data(settings, catalogue))
    checks.append(
        _tried("framework", lambda: _framework(catalogue, framework or settings.framework))
    )
    checks += _sources(settings, catalogue)
    checks.append(_tried("store", lambda: _store(settings, catalogue)))
    return checks


def _same(*parts: str) -> Text:
    return Text(": ".join(reversed(parts)), " : ".join(reversed(parts)))


def _tried(name: str, look: Callable[[], Text]) -> Check:
    try:
        return Check(name, True, look())
    except MetricsError as error:
        return Check(name, False, error.text)


def _settings(settings: Settings) -> Iterator[Check]:
    for name, field in Settings.model_fields.items():
        variable = "PORT" if name == "port" else f"PILLARS_{name.upper()}"
        value = "set" if name == "secret_key" and settings.secret_key else getattr(settings, name)
        yield Check(variable, True, _same(f"{_shown(str(value))} ({field.description})"))
    secret = settings.secret_key.get_secret_value() if settings.secret_key else ""
    if settings.env == "production" and len(secret) < SECRET_LENGTH:
        yield Check(
            "PILLARS_SECRET_KEY",
            False,
            Text(
                f"production needs a secret of at least {SECRET_LENGTH} characters.",
                f"la production exige un secret d'au moins {SECRET_LENGTH} caractères.",
            ),
        )


def _shown(value: str) -> str:
    """A setting's value without the password of a database address."""
    scheme, mark, rest = value.partition("://")
    return f"{scheme}{mark}…@{rest.rpartition('@')[2]}" if "@" in rest else value


def _data(settings: Settings, catalogue: Catalogue) -> Check:
    counts = (len(catalogue.indicators), len(catalogue.frameworks), len(catalogue.sources))
    return Check(
        "data",
        True,
        Text(
            "{}: {} indicators, {} frameworks, {} sources".format(settings.data, *counts),
            "{} : {} indicateurs, {} cadres, {} sources".format(settings.data, *counts),
        ),
    )


def _framework(catalogue: Catalogue, name: str) -> Text:
    return catalogue.framework(name).title


def _sources(settings: Settings, catalogue: Catalogue) -> Iterator[Check]:
    """Whether each source's tables are described rightly and its files are there."""
    for source in catalogue.sources.values():
        faults = table_faults(settings.data / "sources" / source.id, catalogue)
        if not faults:
            words = Text(f"{len(source.series)} series", f"{len(source.series)} séries")
            yield Check(f"source {source.id}", True, words)
        for fault in faults:
            yield Check(f"source {source.id}", False, fault)


def _store(settings: Settings, catalogue: Catalogue) -> Text:
    summaries = MetricsStore.open(settings, catalogue).sources()
    held = sum(one.observations for one in summaries)
    waiting = [one.source.id for one in summaries if one.recorded_at is None]
    if waiting:
        names = ", ".join(waiting)
        raise MetricsError(
            f"{held} observations held; not loaded yet: {names}. Run 'pillars load --all'.",
            f"{held} observations; pas encore chargées : {names}. Lancez « pillars load --all ».",
        )
    return Text(f"{held} observations held", f"{held} observations")
