"""Everything that data/ declares, held together and asked by name."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from metrics.declarations import Reader
from metrics.definitions import Document, Indicator, Series, Source, Unit
from metrics.dimensions import PARTNER, Dimension, Member, Place
from metrics.errors import DefinitionError, MetricsError, UnknownError, dangling
from metrics.frameworks import Framework
from metrics.languages import Text
from metrics.meanings import in_all
from metrics.organizations import RECIPIENT, Organization, recipient_faults
from metrics.partners import Partner
from metrics.programs import Program, program_faults
from metrics.return_faults import Declarations, return_faults
from metrics.return_forms import ReturnForm
from metrics.reviews import Review

Known = TypeVar("Known")

KINDS = {
    "indicator": Text("indicator", "Indicateur"),
    "framework": Text("framework", "Cadre"),
    "pillar": Text("pillar", "Pilier"),
    "source": Text("source", "Source"),
    "place": Text("place", "Lieu"),
    "series": Text("series", "Série"),
    "document": Text("document", "Document"),
    "unit": Text("unit", "Unité"),
    "period": Text("period", "Période"),
    "form": Text("return form", "Formulaire de rapport"),
    "partner": Text("organization", "Organisme"),
    "program": Text("program", "Programme"),
    "release": Text("release", "Diffusion"),
}


@dataclass(frozen=True)
class Catalogue:
    """All that data/ declares, by id; `series` by "<source>/<series>"."""

    indicators: Mapping[str, Indicator]
    frameworks: Mapping[str, Framework]
    sources: Mapping[str, Source]
    units: Mapping[str, Unit]
    dimensions: Mapping[str, Dimension]
    places: Mapping[str, Place]
    example: Text | None = None  # what to say beside made-up figures; None for real ones
    publishers: Mapping[str, Text] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)  # of the files read, by name
    partners: Mapping[str, Partner] = field(default_factory=dict)
    returns: Mapping[str, ReturnForm] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)  # by the file of the pages' words
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    programs: Mapping[str, Program] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Path, *, as_kept: bool = False) -> "Catalogue":
        """Read a data folder; raise DefinitionError with every fault in it.

        What a store has kept was sound by the rules of its day: it is read without those on
        meaning, which came later and may come again.
        """
        if not data.is_dir():
            raise _no_folder(data)
        reader = Reader(data)
        sources = dict(reader.sources())
        catalogue = cls(
            indicators=dict(reader.indicators()),
            frameworks=dict(reader.frameworks()),
            sources=sources,
            units=dict(reader.units()),
            dimensions=reader.dimensions(sources),
            places=dict(reader.places()),
            example=reader.example(),
            publishers=reader.names["publisher"],
            checksums=reader.checksums,
            partners=dict(reader.partners()),
            returns=dict(reader.returns()),
            reviews=dict(reader.reviews()),
            organizations=dict(reader.organizations()),
            programs=dict(reader.programs()),
        )
        # what one file lacks, others miss: the cause is told, not what follows from it
        meant = [] if as_kept else [*catalogue._contradictory()]
        if faults := reader.faults or [*catalogue._dangling(), *meant]:
            raise DefinitionError(faults)
        return catalogue

    def __post_init__(self) -> None:
        """What is released of a partner by its name is a breakdown: each is a member of that."""
        if self.partners:
            held = self.dimensions.get(PARTNER)
            title = held.title if held else Text("Partner", "Partenaire")
            members = {name: Member(name, one.title) for name, one in self.partners.items()}
            own = Dimension(PARTNER, title, {**(held.members if held else {}), **members})
            object.__setattr__(self, "dimensions", {**self.dimensions, PARTNER: own})

    @cached_property
    def series(self) -> dict[str, Series]:
        return {
            f"{source.id}/{one.id}": one
            for source in self.sources.values()
            for one in source.series.values()
        }

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.indicators.values() if one.code}

    def indicator(self, name: str) -> Indicator:
        """The indicator with this id or catalogue code (PCS-01)."""
        found = self.indicators.get(name) or self._by_code.get(name.upper())
        if not found:
            raise UnknownError(KINDS["indicator"], name, [*self.indicators, *self._by_code])
        return found

    def framework(self, name: str) -> Framework:
        return _known("framework", name, self.frameworks)

    def source(self, name: str) -> Source:
        return _known("source", name, self.sources)

    def form(self, name: str) -> ReturnForm:
        return _known("form", name, self.returns)

    def partner(self, name: str) -> Partner:
        return _known("partner", name, self.partners)

    def place(self, code: str) -> Place:
        """The place with this code, or with this name in either language."""
        if found := self.places.get(code) or self._places_by_name.get(code.casefold()):
            return found
        titles = dict.fromkeys(one.title for one in self.places.values())
        raise UnknownError(KINDS["place"], code, [*self.places, *titles])

    def body(self, name: str) -> Text:
        """Who does an action, in both languages; as written where data/reference has no such."""
        return self.publishers.get(name, Text(name, name))

    @cached_property
    def _places_by_name(self) -> dict[str, Place]:
        return {
            name.casefold(): place
            for place in self.places.values()
            for name in (*place.names, place.title.fr, place.title.en)
        }

    def document(self, source: str, document: str) -> Document:
        return _known("document", document, self.source(source).documents)

    def series_of(self, key: str) -> Series:
        """A series by "<source>/<series>"; UnknownError with the nearest keys."""
        return _known("series", key, self.series)

    def unit_of(self, series_key: str) -> Unit:
        """The unit of a series: its own where it differs, else its indicator's."""
        series = self.series_of(series_key)
        return self.units[series.unit or self.indicators[series.indicator].unit]

    def _dangling(self) -> Iterator[str]:
        """References from one file to something that no file declares; one code for two."""
        codes = Counter(one.code for one in self.indicators.values() if one.code)
        yield from (f"indicators: code '{code}' is used twice" for code in codes if codes[code] > 1)
        for indicator in self.indicators.values():
            file = f"indicators/{indicator.id}.toml"
            yield from dangling(file, "unit", [indicator.unit], self.units)
            records = [indicator.record.series] if indicator.record else []
            yield from dangling(file, "series", records, self.series)
            yield from self._dangling_targets(file, indicator)
        for key, series in self.series.items():
            source, _, name = key.partition("/")
            place = f"sources/{source}/source.toml [series.{name}]"
            yield from dangling(place, "indicator", [series.indicator], self.indicators)
            units = [series.unit] if series.unit else []
            yield from dangling(place, "unit", units, self.units)
            cut = [code for one in series.breaks for code in one.places]
            yield from dangling(place, "place", cut, self.places)
            yield from self._other_statement(place, key, series)
            documents = self.sources[source].documents
            yield from dangling(place, "document", series.assumed_periods, documents)
        yield from self._dangling_frameworks()
        yield from self._dangling_lists()
        yield from return_faults(self.returns, self.partners, self.sources, self._declared)

    def _dangling_frameworks(self) -> Iterator[str]:
        for framework in self.frameworks.values():
            folder = f"frameworks/{framework.id}"
            for pillar in framework.pillars:
                yield from dangling(
                    f"{folder}/framework.toml", "indicator", pillar.indicators, self.indicators
                )
            said = [("framework.toml", framework.source)]
            said += [("events.toml", event.source) for event in framework.events]
            for file, document in said:
                yield from dangling(f"{folder}/{file}", "document", [document], self._documents)

    def _dangling_lists(self) -> Iterator[str]:
        """Organizations and programs of reference that name what nothing declares."""
        held = self.dimensions.get(RECIPIENT)
        yield from recipient_faults(self.organizations, held.members if held else {})
        yield from program_faults(self.programs, self.sources, self.series, self._documents)

    @property
    def _declared(self) -> Declarations:
        return Declarations(self.dimensions, self.places, self.units, self.indicators)

    def _contradictory(self) -> Iterator[str]:
        """What is declared, but cannot mean what it says."""
        yield from self._half_example()
        today = datetime.now().astimezone().date()
        yield from self._read_ahead(today)
        yield from self._reviewed_ahead(today)
        yield from in_all(self.indicators, self.units, self.series)

    def _read_ahead(self, today: date) -> Iterator[str]:
        """Documents that nobody can have read yet: their files would be offered too early."""
        for source in self.sources.values():
            for one in source.documents.values():
                if one.read_on > today:
                    yield (
                        f"sources/{source.id}/source.toml [documents.{one.id}]: read_on "
                        f"'{one.read_on}' is a day to come: a document is declared once it is read"
                    )

    def _reviewed_ahead(self, today: date) -> Iterator[str]:
        """Reviews that nobody can have held yet."""
        dated = {f"reference/reviews.toml [{key}]": one.on for key, one in self.reviews.items()}
        dated |= {
            f"frameworks/{one.id}/framework.toml [reviewed]": one.reviewed.on
            for one in self.frameworks.values()
            if one.reviewed
        }
        for place, on in dated.items():
            if on > today:
                yield f"{place}: on '{on}' is a day to come: a review is declared once it was held"

    def _half_example(self) -> Iterator[str]:
        """Example data say so in every source and framework, and never stand among real ones."""
        parts = {f"sources/{one.id}/source.toml": one.example for one in self.sources.values()}
        parts |= {
            f"frameworks/{one.id}/framework.toml": one.example for one in self.frameworks.values()
        }
        for file, made_up in parts.items():
            if made_up and not self.example:
                yield (
                    f"{file}: says `example = true`: made-up figures stand in a data folder of "
                    "their own, whose example.toml says so"
                )
            elif self.example and not made_up:
                yield f"{file}: lies in a folder of example data: say `example = true` in it"

    def _other_statement(self, place: str, key: str, series: Series) -> Iterator[str]:
        """The first statement of what a series states again: another series of its indicator."""
        first = self.series.get(series.same_as) if series.same_as else None
        yield from dangling(place, "series", filter(None, [series.same_as]), self.series)
        if first and (series.same_as == key or first.indicator != series.indicator):
            yield f"{place}: same_as must name another series of the same indicator"
        elif first and first.same_as:
            yield f"{place}: same_as names a series that itself has same_as: name the first one"

    def _dangling_targets(self, file: str, indicator: Indicator) -> Iterator[str]:
        for target in indicator.targets:
            sources = [target.source] if target.source else []
            yield from dangling(file, "document", sources, self._documents)
            if base := target.baseline:
                yield from dangling(file, "series", filter(None, [base.series]), self.series)
                yield from dangling(file, "place", filter(None, [base.place]), self.places)

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(
            f"{source.id}/{document}"
            for source in self.sources.values()
            for document in source.documents
        )


def _known(kind: str, name: str, among: Mapping[str, Known]) -> Known:
    if name not in among:
        raise UnknownError(KINDS[kind], name, among)
    return among[name]


def _no_folder(data: Path) -> MetricsError:
    return MetricsError(
        f"The data folder {data} is missing: set PILLARS_DATA to the folder that holds "
        "indicators, frameworks, reference and sources.",
        f"Le dossier de données {data} est introuvable : donnez à PILLARS_DATA le dossier "
        "qui contient indicators, frameworks, reference et sources.",
    )
