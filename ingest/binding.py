"""A source's tables against what the catalogue declares: names that nothing carries."""

from collections.abc import Iterator, Mapping
from itertools import chain

from ingest.findings import Finding, Problem, Severity
from ingest.meanings import read_day, read_document, read_period, read_place, read_series
from ingest.parts import dimension_of
from ingest.spec import Column, Role, TableSpec
from ingest.tables import PERIOD_ROLES
from metrics import Catalogue, Source

GROUPS = (*(role.value for role in PERIOD_ROLES), Role.PLACE.value, Role.SERIES.value)


def definition_findings(
    tables: tuple[TableSpec, ...], source: Source, catalogue: Catalogue
) -> Iterator[Finding]:
    """Every name in the tables that the source or the catalogue does not know."""
    for spec in tables:
        place = f"sources/{source.id}/source.toml [tables.{spec.id}]"
        problems = chain(
            _constants(spec, source, catalogue),
            _unsaid(spec, source),
            *(_column_problems(one, source, catalogue) for one in spec.columns),
        )
        for problem in problems:
            yield Finding(Severity.ERROR, "definition", place, "", "", "", problem.message)


def _constants(spec: TableSpec, source: Source, catalogue: Catalogue) -> Iterator[Problem]:
    documents = spec.files.values() if isinstance(spec.files, Mapping) else ()
    read = [
        *(read_document(one, source) for one in (spec.document, *documents) if one),
        *(read_place(one, catalogue) for one in (spec.place,) if one),
        *(read_series(one, source) for one in (spec.series,) if one),
        *(read_period(one, spec.style) for one in (spec.period,) if one),
        *(read_day(one) for one in (spec.known_on,) if one),
    ]
    yield from (one for one in read if isinstance(one, Problem))
    yield from _members(spec.dimensions, catalogue)
    for dimension in (*spec.adds_up, *((spec.numbered,) if spec.numbered else ())):
        if dimension not in catalogue.dimensions:
            yield _undeclared("dimension", dimension, catalogue.dimensions)


def _members(members: Mapping[str, str], catalogue: Catalogue) -> Iterator[Problem]:
    for dimension, member in members.items():
        if dimension not in catalogue.dimensions:
            yield _undeclared("dimension", dimension, catalogue.dimensions)
        elif member not in catalogue.dimensions[dimension].members:
            yield _undeclared(dimension, member, catalogue.dimensions[dimension].members)


def _undeclared(kind: str, name: str, known: Mapping[str, object]) -> Problem:
    names = ", ".join(sorted(known)[:30])
    return Problem.of(
        "definition",
        f"'{name}' is not declared for {kind}; known are {names}",
        f"« {name} » n'est pas déclaré pour {kind}; connus : {names}",
    )


def _column_problems(column: Column, source: Source, catalogue: Catalogue) -> Iterator[Problem]:
    inside = column.parenthesis
    series = (column.series, inside.series if inside else None)
    yield from (
        read for one in series if one and isinstance(read := read_series(one, source), Problem)
    )
    if column.place and isinstance(place := read_place(column.place, catalogue), Problem):
        yield place
    yield from _members({**column.dimensions, **(inside.dimensions if inside else {})}, catalogue)
    if column.dimension and column.dimension not in catalogue.dimensions:
        yield _undeclared("dimension", column.dimension, catalogue.dimensions)
    elif column.dimension:
        yield from (
            problem
            for member in column.members.values()
            for problem in _members({column.dimension: member}, catalogue)
        )
    for group in column.group_names:
        if group not in GROUPS and not dimension_of(group, catalogue.dimensions):
            yield _undeclared("pattern", group, dict.fromkeys((*GROUPS, *catalogue.dimensions)))


def _unsaid(spec: TableSpec, source: Source) -> Iterator[Problem]:
    """Parts of a key that neither a heading, nor a row, nor the table says."""
    if spec.kind == "actions":
        return
    roles = {column.role for column in spec.columns}
    for column in spec.columns:
        if column.role is not Role.VALUE:
            continue
        name = (column.headings or (column.pattern,))[0]
        said = {
            "series": column.series or spec.series or Role.SERIES in roles,
            "place": column.place or spec.place or Role.PLACE in roles,
            "period": column.period or spec.period or roles & set(PERIOD_ROLES)
            or {"period", "year"} & set(column.group_names),
            "document": spec.document or Role.DOCUMENT in roles or len(source.documents) == 1
            or isinstance(spec.files, Mapping),
        }  # fmt: skip
        for part in (one for one, by in said.items() if not by and one not in column.group_names):
            yield Problem.of(
                "definition",
                f"nothing says which {part} the values under '{name}' belong to",
                f"rien ne dit à quoi appartiennent ({part}) les valeurs sous « {name} »",
            )
