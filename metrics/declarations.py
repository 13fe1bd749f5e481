"""Reading the files under data/ into their models, every fault gathered with its file."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from metrics.declared import Declared, fault_words, shortened
from metrics.definitions import Example, Indicator, Source, Unit
from metrics.dimensions import Dimension, DimensionTable, Member, Place, Wording
from metrics.errors import nearest
from metrics.frameworks import Event, Framework
from metrics.languages import Text
from metrics.organizations import Organization
from metrics.partners import Partner
from metrics.programs import Program
from metrics.return_forms import ReturnForm
from metrics.reviews import Review

Model = TypeVar("Model", bound=Declared)
Fields = dict[str, Any]  # a TOML table before its model has checked it
EXAMPLE = "example.toml"
FROM_NAMES = ("id", "events")  # said by the name of a folder, a file or a heading


class Reader:
    """Reads the files of one data folder and gathers their faults and their checksums."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.faults: list[str] = []
        self.checksums: dict[str, str] = {}  # of the bytes that were read, by the file's name

    def indicators(self) -> Iterator[tuple[str, Indicator]]:
        for path in _seen(self.data / "indicators", "*.toml"):
            fields = self._filled(path)
            if fields and (indicator := self._model(Indicator, path, {**fields, "id": path.stem})):
                yield indicator.id, indicator

    def frameworks(self) -> Iterator[tuple[str, Framework]]:
        for path in sorted((self.data / "frameworks").glob("*/framework.toml")):
            own = {"id": path.parent.name, "events": self._events(path.with_name("events.toml"))}
            fields = self._filled(path)
            if fields and (framework := self._model(Framework, path, {**fields, **own})):
                yield framework.id, framework

    def _events(self, path: Path) -> list[Event]:
        fields = self._toml(path) if path.exists() else {}
        rows = fields.get("events", [])
        if set(fields) - {"events"} or not _are_tables(rows):
            self.faults.append(f"{self._name(path)}: write each event below a heading [[events]]")
            return []
        events = (self._model(Event, path, row, str(row.get("id", ""))) for row in rows)
        return [one for one in events if one]

    def example(self) -> Text | None:
        """The notice of a folder of example data; None where the folder makes no such claim."""
        path = self.data / EXAMPLE
        if not path.exists():
            return None
        example = self._model(Example, path, self._filled(path))
        return example.notice if example else None

    def sources(self) -> Iterator[tuple[str, Source]]:
        folders = (one for one in _seen(self.data / "sources", "*") if one.is_dir())
        for path in (folder / "source.toml" for folder in folders):
            if not (fields := self._filled(path)):
                continue
            fields["id"] = path.parent.name
            for kind in ("documents", "series"):
                fields[kind] = _with_ids(fields.get(kind, {}))
            for document in _tables_of(fields["documents"]):
                self._name_in_both(document, path)
            if source := self._model(Source, path, fields):
                yield source.id, source

    def partners(self) -> Iterator[tuple[str, Partner]]:
        """The partners of data/reference; none where nobody's agreement is known."""
        path = self.data / "reference" / "partners.toml"
        for key, fields in self._tables(path, self._toml(path) if path.exists() else {}):
            if partner := self._model(Partner, path, {**fields, "id": key}, key):
                yield key, partner

    def organizations(self) -> Iterator[tuple[str, Organization]]:
        """The organizations of data/reference that awards name together or in several ways."""
        path = self.data / "reference" / "organizations.toml"
        for key, fields in self._tables(path, self._toml(path) if path.exists() else {}):
            if one := self._model(Organization, path, {**fields, "id": key}, key):
                yield key, one

    def programs(self) -> Iterator[tuple[str, Program]]:
        """The programs of data/reference; none where nothing is known of any."""
        path = self.data / "reference" / "programs.toml"
        for key, fields in self._tables(path, self._toml(path) if path.exists() else {}):
            if one := self._model(Program, path, {**fields, "id": key}, key):
                yield key, one

    def reviews(self) -> Iterator[tuple[str, Review]]:
        """Who reviewed the pages' words with survivors, by the file of the words."""
        path = self.data / "reference" / "reviews.toml"
        for key, fields in self._tables(path, self._toml(path) if path.exists() else {}):
            if review := self._model(Review, path, fields, key):
                yield key, review

    def returns(self) -> Iterator[tuple[str, ReturnForm]]:
        folders = (one for one in _seen(self.data / "returns", "*") if one.is_dir())
        for path in (folder / "return.toml" for folder in folders):
            fields = self._filled(path)
            named = {**fields, "id": path.parent.name}
            if fields and (form := self._model(ReturnForm, path, named)):
                yield form.id, form

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, Text]]:
        """Names of publishers and of licences in both languages, by the English one."""
        return {key: self._names(f"{key}s.toml") for key in ("publisher", "licence")}

    def _names(self, file: str) -> dict[str, Text]:
        path = self.data / "reference" / file
        named = self._toml(path) if path.exists() else {}
        if wrong := [one for one, french in named.items() if not isinstance(french, str)]:
            self.faults.append(f'{self._name(path)}: write "{wrong[0]}" = "the French name"')
        return {one: Text(one, str(french)) for one, french in named.items()}

    def _name_in_both(self, document: Fields, path: Path) -> None:
        """Put both languages where a document names its publisher or its licence in one."""
        for key, named in self.names.items():
            if not isinstance(written := document.get(key), str):
                continue
            document[key] = named.get(written, Text(written, written))
            if written not in named:
                near = "".join(f"; nearest there: {one}" for one in nearest(written, named)[:1])
                self.faults.append(
                    f"{self._name(path)} [documents.{document['id']}]: {key} '{written}' is not in "
                    f"reference/{key}s.toml{near}; add it there, or write {{ en = ..., fr = ... }}"
                )

    def units(self) -> Iterator[tuple[str, Unit]]:
        path = self.data / "reference" / "units.toml"
        for key, fields in self._tables(path, self._filled(path)):
            if unit := self._model(Unit, path, {**fields, "id": key}, key):
                yield key, unit

    def places(self) -> Iterator[tuple[str, Place]]:
        path = self.data / "reference" / "places.toml"
        for code, fields in self._tables(path, self._filled(path)):
            if place := self._model(Place, path, {**fields, "code": code}, code):
                yield code, place

    def dimensions(self, sources: Mapping[str, Source]) -> dict[str, Dimension]:
        """The dimensions of data/reference, and what the sources add to them."""
        path = self.data / "reference" / "dimensions.toml"
        titles: dict[str, Text] = {}
        named: set[str] = set()
        members: dict[str, dict[str, Member]] = {}
        for key, fields in self._tables(path, self._toml(path)):
            if table := self._model(DimensionTable, path, fields, key):
                titles[key] = table.title
                named |= {key} if table.named else set()
                self._add_members(members.setdefault(key, {}), table.members, key, path)
        for source in sources.values():
            file = self.data / "sources" / source.id / "source.toml"
            titles |= source.dimensions
            for key, added in source.members.items():
                self._add_members(members.setdefault(key, {}), added, key, file)
        untitled = sorted(members.keys() - titles.keys())
        self.faults += [f"dimension '{key}' has members but no title" for key in untitled]
        return {
            key: Dimension(key, title, members.get(key, {}), key in named)
            for key, title in titles.items()
        }

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

    def _tables(self, path: Path, written: Fields) -> Iterator[tuple[str, Fields]]:
        """The tables of a file by their headings; a fault for whatever stands outside them."""
        for key, fields in written.items():
            if isinstance(fields, dict):
                yield key, fields
            else:
                self.faults.append(
                    f"{self._name(path)}: '{key}' is {shortened(fields)}, and only tables stand "
                    f"here: write its keys below a heading in single brackets, such as [{key}]"
                )

    def _filled(self, path: Path) -> Fields:
        """The tables of a file that must say something."""
        told = len(self.faults)
        fields = self._toml(path)
        if not fields and len(self.faults) == told:
            self.faults.append(f"{self._name(path)}: this file is empty")
        return fields

    def _toml(self, path: Path) -> Fields:
        """The tables of a file; none, and the fault noted, where it cannot be read."""
        name = self._name(path)
        try:
            content = path.read_bytes()
            self.checksums[name] = sha256(content).hexdigest()
            return tomllib.loads(content.decode("utf-8-sig"))
        except FileNotFoundError:
            self.faults.append(f"{name}: this file is missing")
        except OSError as error:
            self.faults.append(f"{name}: not readable: {error.strerror}")
        except RecursionError:
            self.faults.append(f"{name}: not readable as TOML: brackets within too many brackets")
        except ValueError as error:  # not TOML, not UTF-8, or a number of thousands of digits
            self.faults.append(f"{name}: not readable as TOML: {error}")
        return {}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.data).as_posix()

    def _model(self, model: type[Model], path: Path, fields: Fields, at: str = "") -> Model | None:
        """Check one table against its model; None, and the faults noted, where it does not fit."""
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            place = self._name(path) + (f" [{at}]" if at else "")
            told = (fault_words(model, one, FROM_NAMES) for one in error.errors())
            self.faults += [f"{place}: {one}" for one in told]
            return None


def _seen(folder: Path, pattern: str) -> list[Path]:
    """What a person sees in a folder: not the hidden leavings of editors and systems."""
    return sorted(one for one in folder.glob(pattern) if not one.name.startswith((".", "_")))


def _with_ids(tables: Any) -> Any:  # as written, which may be anything
    """Tables by name, each with its name as its id; whatever is no table is left for the model."""
    if not isinstance(tables, dict):
        return tables
    return {
        key: {**table, "id": key} if isinstance(table, dict) else table
        for key, table in tables.items()
    }


def _tables_of(tables: Any) -> list[Fields]:
    return (
        [one for one in tables.values() if isinstance(one, dict)]
        if isinstance(tables, dict)
        else []
    )


def _are_tables(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(one, dict) for one in rows)
