"""How a partner's own layout is read: proposed, corrected, confirmed, and remembered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import CSRF, address_of
from dashboard.access.reader import account, now
from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, scrolls, section, table
from dashboard.drawing import Drawing
from dashboard.forms import hidden_fields
from dashboard.markup import render
from dashboard.returns import frame
from dashboard.returns.checks import LAYOUT
from dashboard.returns.desk import desk
from dashboard.returns.drafts_seen import found
from dashboard.returns.store import Draft, DraftState
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words
from ingest import Meaning, Profile, write_profile
from metrics import FormTable, ReturnForm, labels

SURE = 1.0
MOST = 200  # rows of a table that can be named one by one

Choices: TypeAlias = Sequence[tuple[str, str]]
Chooses: TypeAlias = Callable[[FormTable, ReturnForm, Words], Choices]


class Line(NamedTuple):
    """A heading or a label of the file, what it is taken for, and how sure that is."""

    field: str
    words: str
    chosen: str
    confidence: float


def page(id_: str) -> AnyResponse:
    draft, form, profile = _proposed(id_)
    address = address_of()
    words = Words(address.language)
    if not profile.tables:
        back = html.A(words("returns.back_to_check"), className="btn",
                      href=address.to(f"{frame.HOME}/checks/{id_}"))  # fmt: skip
        return frame.drawn(address, words("returns.layout_title"),
                           lead=words("returns.layout_none"), more=[html.P(back)])  # fmt: skip
    return _drawn(draft, form, profile, address, words)


def _proposed(id_: str) -> tuple[Draft, ReturnForm, Profile]:
    """The draft, its form and what its check has proposed for it; 404 where that is nothing."""
    draft = found(id_, Action.UPDATE)
    if draft.state is not DraftState.CHECKED:
        abort(404)
    result = desk().drafts.result(draft.id)
    form = services().catalogue.returns.get(str(result.get("form", "")))
    if form is None or LAYOUT not in result:
        abort(404)
    return draft, form, Profile.model_validate(result[LAYOUT])


def _drawn(
    draft: Draft, form: ReturnForm, profile: Profile, address: Address, words: Words
) -> Response:
    parts = [_table(one, form, profile, words) for one in _known(form, profile)]
    button = html.Button(words("returns.layout_confirm"), className="btn btn-main", type="submit")
    made = html.Form(
        [*hidden_fields({CSRF: generate_csrf()}), *parts, html.P(button, className="dls")],
        action=address.to(f"{frame.HOME}/profile/{draft.id}"),
        method="post",
    )
    title, lead = words("returns.layout_title"), words("returns.layout_lead")
    return frame.drawn(address, title, made, lead=lead, kicker=words("returns.kicker"))


def _known(form: ReturnForm, profile: Profile) -> Iterator[tuple[int, FormTable]]:
    """The tables that were found, each with its number in the proposal."""
    for number, one in enumerate(profile.tables):
        if declared := form.table(one.id):
            yield number, declared


def _table(
    known: tuple[int, FormTable], form: ReturnForm, profile: Profile, words: Words
) -> Component:
    number, declared = known
    sheet = profile.tables[number].sheet[0]
    title = words("returns.layout_table", title=words.text(declared.title), sheet=sheet)
    columns = _lines(profile, number, "columns")
    rows = _lines(profile, number, "rows")
    return section(
        f"table-{number}", title,
        _choices_table(words("returns.layout_columns"), title, columns,
                       _measures(declared, form, words), words),
        _choices_table(words("returns.layout_rows"), title, rows,
                       _rows(declared, form, words), words) if rows else None,
    )  # fmt: skip


def _lines(profile: Profile, number: int, kind: str) -> list[Line]:
    """What was found of a table: its headings, or the labels of its rows."""
    one = profile.tables[number]
    meant: Mapping[str, Meaning] = one.columns if kind == "columns" else one.rows
    lines = []
    for at, (written, means) in enumerate(list(meant.items())[:MOST]):
        chosen = means.measure if kind == "columns" else f"{means.place}|{means.member}"
        sure = profile.confidence.get(f"{one.id}/{kind[:-1]}/{written}", 0.0)
        lines.append(Line(f"{kind[0]}{number}-{at}", written, chosen, sure))
    return lines


def _measures(declared: FormTable, form: ReturnForm, words: Words) -> Choices:
    series = services().catalogue.series_of
    return [
        (one.series, words.text(one.heading or series(f"{form.source}/{one.series}").title))
        for one in declared.measures
    ]


def _rows(declared: FormTable, form: ReturnForm, words: Words) -> Choices:
    """Every row of a table of the form: place and member, as a profile names them."""
    catalogue, choices = services().catalogue, []
    for place, member in declared.rows(form.place):
        said = [labels.place_words(catalogue.places[place], words.language)]
        if member and declared.dimension:
            title = catalogue.dimensions[declared.dimension].members[member].title
            said.append(words.text(title))
        choices.append((f"{place}|{member}", ", ".join(said)))
        if place == form.place:
            choices.append((f"|{member}", ", ".join(said)))
    return choices


def _choices_table(
    caption: str, title: str, lines: Sequence[Line], choices: Choices, words: Words
) -> Component:
    columns = [Column(words(f"returns.column_{one}")) for one in ("written", "stands_for", "sure")]
    rows: list[list[Child]] = []
    for one in lines:
        sure = "layout_sure" if one.confidence >= SURE else "layout_likely"
        rows.append([one.words[:200], _select(one, choices, words), words(f"returns.{sure}")])
    named = f"{caption}, {title}"
    return html.Div(scrolls(named, table(caption, columns, rows)))


def _select(one: Line, choices: Choices, words: Words) -> Drawing:
    """A choice beside a heading of the file, named by it."""
    shown = [("", words("returns.layout_skip"))]
    shown += [pair for pair in choices if not pair[0].startswith("|") or pair[0] == one.chosen]
    options = "".join(
        element("option", render(said), value=value, selected="" if value == one.chosen else None)
        for value, said in shown
    )
    name = attrs(aria_label=one.words[:200])["aria-label"]
    return Drawing(element("select", options, name=one.field, aria_label=name))


def confirmed(id_: str) -> AnyResponse:
    """Remember how the layout is read, as a new version, and check the file by it."""
    draft, form, profile = _proposed(id_)
    tables = []
    for number, one in enumerate(profile.tables):
        declared = form.table(one.id)
        if declared is None:
            continue
        columns = _chosen(profile, number, "columns", _values(_measures, declared, form))
        rows = _chosen(profile, number, "rows", _values(_rows, declared, form))
        if columns:
            tables.append(one.model_copy(update={
                "columns": {name: Meaning(measure=value) for name, value in columns.items()},
                "rows": {name: _row_meaning(value) for name, value in rows.items()},
            }))  # fmt: skip
    who = account()
    if tables and who is not None:
        own = profile.model_copy(update={
            "tables": tuple(tables), "partner": draft.organization, "form": form.id,
            "confidence": {},
        })  # fmt: skip
        drafts = desk().drafts
        drafts.keep_profile(draft.organization, form.id, write_profile(own), who.id, now())
        drafts.wait_again(draft.id)
        desk().jobs.ask_check(draft.id)
    return redirect(address_of().to(f"{frame.HOME}/checks/{id_}"), 303)


def _values(choices: Chooses, declared: FormTable, form: ReturnForm) -> set[str]:
    words = Words(address_of().language)
    made = choices(declared, form, words)
    return {value for value, _ in made}


def _chosen(profile: Profile, number: int, kind: str, allowed: set[str]) -> dict[str, str]:
    """What was chosen for each heading or label, where it is one of the form's."""
    sent = {one.words: request.form.get(one.field, "") for one in _lines(profile, number, kind)}
    return {words: value for words, value in sent.items() if value in allowed}


def _row_meaning(value: str) -> Meaning:
    place, _, member = value.partition("|")
    given = {key: said for key, said in (("place", place), ("member", member)) if said}
    return Meaning(**given)
