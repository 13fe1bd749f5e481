"""Rows of a table as actions: things done, each state with its date as precisely as published."""

from collections.abc import Iterable, Iterator

from ingest.findings import Finding, Problem
from ingest.headings import Found, Numbered
from ingest.meanings import read_day, read_document, read_place, unknown, worded
from ingest.origins import both, one_language
from ingest.repeats import Repeats
from ingest.spec import Role
from ingest.tables import Table
from metrics import Action, Text

_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_TEXTS = ((Role.TITLE_EN, Role.TITLE_FR), (Role.NOTE_EN, Role.NOTE_FR))


def read_actions(
    rows: Iterable[Numbered], table: Table, repeats: Repeats
) -> Iterator[Action | Finding]:
    """One action a row that has an id or a title."""
    columns = {one.column.role: one for one in table.layout.found}
    words = {role: worded(one.column.values) for role, one in columns.items()}
    for number, row in rows:
        said = {
            role: words[role](row[one.at] if one.at < len(row) else "")
            for role, one in columns.items()
        }
        if not (said[Role.ACTION] or said[Role.TITLE_EN] or said[Role.TITLE_FR]):
            continue
        place, document = _place(said, table), _document(said, table)
        problems = [
            *_problems(said, table),
            *((Role.PLACE, one) for one in (place,) if isinstance(one, Problem)),
            *((Role.DOCUMENT, one) for one in (document,) if isinstance(one, Problem)),
        ]
        if problems or isinstance(place, Problem) or isinstance(document, Problem):
            yield from (_finding(number, role, said, columns, one, table) for role, one in problems)
            continue
        yield repeats.action(_action(number, said, place, document, columns[Role.ACTION], table))


def _action(
    number: int, said: dict[Role, str], place: str, document: str, at: Found, table: Table
) -> Action:
    spec = table.spec
    return Action(
        said[Role.ACTION],
        Text(said[Role.TITLE_EN], said[Role.TITLE_FR]),
        said.get(Role.STATE) or spec.state,
        said.get(Role.ON, ""),
        place,
        document,
        table.location(number, at.at, said.get(Role.IN_DOCUMENT) or spec.in_document),
        said.get(Role.PILLAR) or spec.pillar,
        said.get(Role.FRAMEWORK) or spec.framework,
        said.get(Role.BODY) or spec.body,
        both(said.get(Role.NOTE_EN, ""), said.get(Role.NOTE_FR, "")),
    )


def _place(said: dict[Role, str], table: Table) -> str | Problem:
    return read_place(said.get(Role.PLACE) or table.spec.place or "", table.catalogue)


def _document(said: dict[Role, str], table: Table) -> str | Problem:
    return read_document(said.get(Role.DOCUMENT) or table.document, table.source)


def _problems(said: dict[Role, str], table: Table) -> Iterator[tuple[Role, Problem]]:
    if not said[Role.ACTION] or not set(said[Role.ACTION]) <= _SLUG:
        yield Role.ACTION, _no_slug(said[Role.ACTION])
    yield from one_language(said, _TEXTS)
    if not said.get(Role.TITLE_EN) and not said.get(Role.TITLE_FR):
        yield Role.TITLE_EN, _empty(Text("title", "titre"))
    if not (said.get(Role.STATE) or table.spec.state):
        yield Role.STATE, _empty(Text("state", "état"))
    if said.get(Role.ON) and isinstance(day := read_day(said[Role.ON]), Problem):
        yield Role.ON, day
    yield from _unknown_framework(said, table)


def _unknown_framework(said: dict[Role, str], table: Table) -> Iterator[tuple[Role, Problem]]:
    """A framework, or a pillar of it, that nothing declares."""
    frameworks = table.catalogue.frameworks
    name = said.get(Role.FRAMEWORK) or table.spec.framework
    pillar = said.get(Role.PILLAR) or table.spec.pillar
    if name and name not in frameworks:
        yield (
            Role.FRAMEWORK,
            unknown("framework", Text("framework", "cadre"), name, frameworks, Text("", "")),
        )
        return
    among = [frameworks[name]] if name else frameworks.values()
    pillars = [one.id for framework in among for one in framework.pillars]
    if pillar and pillar not in pillars:
        yield (
            Role.PILLAR,
            unknown("pillar", Text("pillar", "pilier"), pillar, pillars, Text("", "")),
        )


def _no_slug(words: str) -> Problem:
    return Problem.of(
        "action",
        f"'{words}' cannot be an action's id: use lower-case letters, digits and hyphens.",
        f"« {words} » ne peut être l'identifiant d'une action : employez des minuscules, des "
        "chiffres et des traits d'union.",
    )


def _empty(what: Text) -> Problem:
    return Problem.of(
        "blank", f"This action has no {what.en}.", f"Cette action n'a pas de {what.fr}."
    )


def _finding(
    number: int, role: Role, said: dict[Role, str], columns: dict[Role, Found], problem: Problem,
    table: Table,
) -> Finding:  # fmt: skip
    at = columns.get(role) or columns[Role.ACTION]
    return Finding.at(table.location(number, at.at), said.get(role, ""), problem)
