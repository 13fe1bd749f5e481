"""Reading the files under data/ into their models, every fault gathered with its file."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from metrics.declared import Declared
from metrics.definitions import Event, Framework, Indicator, Source, Unit
from metrics.dimensions import Dimension, DimensionTable, Member, Place, Wording
from metrics.languages import Text

Model = TypeVar("Model", bound=Declared)
Fields = dict[str, Any]  # a TOML table before its model has checked it


class Reader:
    """Reads the files of one data folder and gathers their faults."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.faults: list[str] = []

    def indicators(self) -> Iterator[tuple[str, Indicator]]:
        for path in sorted((self.data / "indicators").glob("*.toml")):
            fields = self._toml(path)
            if fields and (indicator := self._model(Indicator, path, {**fields, "id": path.stem})):
                yield indicator.id, indicator

    def frameworks(self) -> Iterator[tuple[str, Framework]]:
        for path in sorted((self.data / "frameworks").glob("*/framework.toml")):
            events_file = path.with_name("events.toml")
            rows = self._toml(events_file).get("events", []) if events_file.exists() else []
            events = [self._model(Event, events_file, row, row.get("id", "")) for row in rows]
            own = {"id": path.parent.name, "events": [one for one in events if one]}
            fields = self._toml(path)
            if fields and (framework := self._model(Framework, path, {**fields, **own})):
                yield framework.id, framework

    def sources(self) -> Iterator[tuple[str, Source]]:
        folders = sorted(one for one in (self.data / "sources").glob("*") if one.is_dir())
        for path in (folder / "source.toml" for folder in folders):
            if not (fields := self._toml(path)):
                continue
            fields["id"] = path.parent.name
            for kind in ("documents", "series"):
                tables = fields.get(kind, {})
                fields[kind] = {key: {**table, "id": key} for key, table in tables.items()}
            if source := self._model(Source, path, fields):
                yield source.id, source

    def units(self) -> Iterator[tuple[str, Unit]]:
        path = self.data / "reference" / "units.toml"
        for key, fields in self._toml(path).items():
            if unit := self._model(Unit, path, {**fields, "id": key}, key):
                yield key, unit

    def places(self) -> Iterator[tuple[str, Place]]:
        path = self.data / "reference" / "places.toml"
        for code, fields in self._toml(path).items():
            if place := self._model(Place, path, {**fields, "code": code}, code):
                yield code, place

    def dimensions(self, sources: Mapping[str, Source]) -> dict[str, Dimension]:
        """The dimensions of data/reference, and what the sources add to them."""
        path = self.data / "reference" / "dimensions.toml"
        titles: dict[str, Text] = {}
        members: dict[str, dict[str, Member]] = {}
        for key, fields in self._toml(path).items():
            if table := self._model(DimensionTable, path, fields, key):
                titles[key] = table.title
                self._add_members(members.setdefault(key, {}), table.members, key, path)
        for source in sources.values():
            file = self.data / "sources" / source.id / "source.toml"
            titles |= source.dimensions
            for key, added in source.members.items():
                self._add_members(members.setdefault(key, {}), added, key, file)
        untitled = sorted(members.keys() - titles.keys())
        self.faults += [f"dimension '{key}' has members but no title" for key in untitled]
        return {key: Dimension(key, title, members.get(key, {})) for key, title in titles.items()}

    def _add_members(
        self, known: dict[str, Member], added: Mapping[str, Wording], dimension: str, path: Path
    ) -> None:
        for code, wording in added.items():
            member = wording.member(code)
            if known.setdefault(code, member) != member:
                self.faults.append(
                    f"{self._name(path)}: member '{code}' of '{dimension}' is declared elsewhere "
                    f"as '{known[code].title.en}'"
                )

    def _toml(self, path: Path) -> Fields:
        """The tables of a file; none, and the fault noted, where it cannot be read."""
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.faults.append(f"{self._name(path)}: this file is missing")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.faults.append(f"{self._name(path)}: not readable as TOML: {error}")
        return {}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.data).as_posix()

    def _model(self, model: type[Model], path: Path, fields: Fields, at: str = "") -> Model | None:
        """Check one table against its model; None, and the faults noted, where it does not fit."""
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            place = self._name(path) + (f" [{at}]" if at else "")
            self.faults += [f"{place}: {_fault(model, one)}" for one in error.errors()]
            return None


def _fault(model: type[Declared], error: Any) -> str:  # pydantic's ErrorDetails
    """One pydantic error in our words: the key, what is wrong, what would be right."""
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(_keys_at(model, error["loc"][:-1])))
        return f"unknown key '{place}'; known keys are {known}"
    if error["type"] == "missing":
        return f"'{place}' is missing"
    if error["type"] == "value_error":
        return f"'{place}' {error['ctx']['error']}"
    return f"'{place}' is {error['input']!r}: {error['msg'][0].lower()}{error['msg'][1:]}"


def _keys_at(model: type[Declared], location: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place inside a model; follows lists, dictionaries and nested models."""
    fields: Mapping[str, FieldInfo] = model.model_fields
    for part in location:
        if isinstance(part, str) and part in fields:
            nested = _nested(fields[part].annotation)
            fields = nested.model_fields if nested else {}
    return [key for key in fields if key not in ("id", "events")]


def _nested(annotation: Any) -> type[Declared] | None:  # a type form, which typing cannot name
    if isinstance(annotation, type) and issubclass(annotation, Declared):
        return annotation
    found = (_nested(argument) for argument in getattr(annotation, "__args__", ()))
    return next((one for one in found if one), None)
