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
from dashboard.components import Child, Column, attrs, panel, scrolls, section, table
from dashboard.drawing import Drawing
from dashboard.forms import hidden_fields
from dashboard.markup import render
from dashboard.returns import frame
from dashboard.returns.checks import LAYOUT
from dashboard.returns.desk import desk
from dashboard.returns.drafts_seen import found
from dashboard.returns.remembering import NOT_READ, SURE, remembered
from dashboard.returns.store import Draft, DraftState
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words
from ingest import (
    Meaning,
    Profile,
    read_profile,
    spoken_heading,
    write_profile,
)
from metrics import FormTable, ReturnForm, labels

MOST = 200  # rows of a table that can be named one by one

Choices: TypeAlias = Sequence[tuple[str, str]]
Chooses: TypeAlias = Callable[[FormTable, ReturnForm, Words], Choices]


class Line(NamedTuple):
    """A heading or a label of the file, what it is taken for, and how sure that is."""

    field: str
    words: str
    chosen: str
    confidence: float
    place: str  # letter of its column or number of its row
    samples: str  # some of what stands there

    @property
    def said(self) -> str:
        """The same as its sender sees it: "B: Clients / all"."""
        words = spoken_heading(self.words)[:200]
        return f"{self.place}: {words}" if self.place else words


def page(id_: str) -> AnyResponse:
    draft, form, profile = _proposed(id_)
    address = address_of()
    words = Words(address.language)
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
    proposed = Profile.model_validate(result[LAYOUT])
    kept = desk().drafts.profiles(draft.organization, form.id)[:1]
    return draft, form, remembered(proposed, read_profile(kept[0].content)) if kept else proposed


def _drawn(
    draft: Draft, form: ReturnForm, profile: Profile, address: Address, words: Words,
    told: str = "",
) -> Response:  # fmt: skip
    known = sorted(_known(form, profile), key=lambda one: not _is_recognized(profile, one[0]))
    parts = [_table(one, form, profile, words) for one in known]
    button = html.Button(words("returns.layout_confirm"), className="btn btn-main", type="submit")
    made = html.Form(
        [*hidden_fields({CSRF: generate_csrf()}), *parts, html.P(button, className="dls")],
        action=address.to(f"{frame.HOME}/profile/{draft.id}"),
        method="post",
    )
    title, lead = words("returns.layout_title"), words("returns.layout_lead")
    fault = html.P(told, className="banner faults", role="alert") if told else None
    return frame.drawn(address, title, made, lead=lead, kicker=words("returns.kicker"),
                       more=[fault], status=422 if told else 200)  # fmt: skip


def _known(form: ReturnForm, profile: Profile) -> Iterator[tuple[int, FormTable]]:
    """The tables that were found, each with its number in the proposal."""
    for number, one in enumerate(profile.tables):
        if declared := form.table(one.id):
            yield number, declared


def _is_recognized(profile: Profile, number: int) -> bool:
    """Whether anything of a table is taken for something of the form."""
    one = profile.tables[number]
    return any(not means.skip for means in (*one.columns.values(), *one.rows.values()))


def _table(
    known: tuple[int, FormTable], form: ReturnForm, profile: Profile, words: Words
) -> Component:
    """What a table of the form is read from; folded up where nothing of it was recognized."""
    number, declared = known
    one = profile.tables[number]
    title = words("returns.layout_table", title=words.text(declared.title), sheet=one.sheet[0],
                  row="".join(one.seen.get("table", ())))  # fmt: skip
    columns = _lines(profile, number, "columns")
    rows = _lines(profile, number, "rows")
    parts = [
        _absent(number, words),
        _choices_table(words("returns.layout_columns"), title, columns,
                       _measures(declared, form, words), words),
        _choices_table(words("returns.layout_rows"), title, rows,
                       _rows(declared, form, words), words) if rows else None,
    ]  # fmt: skip
    if _is_recognized(profile, number):
        return section(f"table-{number}", title, *parts)
    return panel(words("returns.layout_unknown", table=title), *parts)


def _absent(number: int, words: Words) -> Component:
    """A box to tick where the file does not have the table."""
    id_ = f"none{number}"
    box = Drawing(element("input", type="checkbox", name=id_, id=id_, value="1"))
    return html.P([box, html.Label([" ", words("returns.layout_absent")], htmlFor=id_)])


def _lines(profile: Profile, number: int, kind: str) -> list[Line]:
    """What was found of a table: its headings, or the labels of its rows."""
    one = profile.tables[number]
    meant: Mapping[str, Meaning] = one.columns if kind == "columns" else one.rows
    lines = []
    for at, (written, means) in enumerate(list(meant.items())[:MOST]):
        chosen = means.measure if kind == "columns" else f"{means.place}|{means.member}"
        key = f"{kind[:-1]}/{written}"
        place, *samples = one.seen.get(key) or ("",)
        lines.append(Line(
            f"{kind[0]}{number}-{at}", written, "" if means.skip else chosen,
            profile.confidence.get(f"{one.id}/{key}", 0.0), place, ", ".join(samples),
        ))  # fmt: skip
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
    columns = [Column(words(f"returns.column_{one}"))
               for one in ("written", "samples", "stands_for", "sure")]  # fmt: skip
    rows: list[list[Child]] = []
    for one in lines:
        sure = "layout_sure" if one.confidence >= SURE else "layout_likely"
        sure = sure if one.chosen else "layout_open"
        rows.append([one.said, one.samples, _select(one, choices, words), words(f"returns.{sure}")])
    named = f"{caption}, {title}"
    return html.Div(scrolls(named, table(caption, columns, rows, "tnum stacks")))


def _select(one: Line, choices: Choices, words: Words) -> Drawing:
    """A choice beside a heading of the file, named by it."""
    shown = [("", words("returns.layout_skip")), *_offered(choices, one.chosen)]
    options = "".join(
        element("option", render(said), value=value, selected="" if value == one.chosen else None)
        for value, said in shown
    )
    name = attrs(aria_label=one.said)["aria-label"]
    return Drawing(element("select", options, name=one.field, aria_label=name))


def _offered(choices: Choices, chosen: str) -> Choices:
    """Each row once: with its place, or without one where that is what was chosen."""
    meant = dict(choices).get(chosen) if chosen.startswith("|") else None
    return [
        (value, said)
        for value, said in choices
        if value == chosen or not (value.startswith("|") or said == meant)
    ]


def confirmed(id_: str) -> AnyResponse:
    """Remember how the layout is read, as a new version, and check the file by it."""
    draft, form, profile = _proposed(id_)
    tables = []
    for number, declared in _known(form, profile):
        one = profile.tables[number]
        columns = _chosen(profile, number, "columns", _values(_measures, declared, form))
        rows = _chosen(profile, number, "rows", _values(_rows, declared, form))
        if columns and not request.form.get(f"none{number}"):
            tables.append(one.model_copy(update={
                "columns": {name: Meaning(measure=columns[name]) if name in columns else NOT_READ
                            for name in one.columns},
                "rows": {name: _row_meaning(rows[name]) if name in rows else NOT_READ
                         for name in list(one.rows)[:MOST]},
                "seen": {},
            }))  # fmt: skip
    who = account()
    if not tables:
        words = Words(address_of().language)
        return _drawn(draft, form, profile, address_of(), words, words("returns.layout_nothing"))
    if who is not None:
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
