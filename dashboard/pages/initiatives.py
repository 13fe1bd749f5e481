"""Initiatives: what was said and done under each pillar, with its date where one is published."""

from collections.abc import Iterable, Sequence
from itertools import count

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.chart_said import said_so
from dashboard.components import Column, missing, none_of_kind, opening, section, unsaid
from dashboard.contents import contents
from dashboard.deeds import (
    OPEN,
    STATE,
    asked_states,
    period_of,
    pillars_of,
    row_id,
    state_words,
    when,
)
from dashboard.forms import choice, hidden_fields
from dashboard.known_then import action_known
from dashboard.lanes import Flag, Lane, lanes_drawing
from dashboard.money_rows import document_link
from dashboard.programs import of_action, program_link
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Framework, HeldAction, Period, Pillar, Text, UnknownError, labels

PILLAR = Text("pillar", "Pilier")
SAID = 4  # sentences on what the page does not tell

Numbered = tuple[int, HeldAction]
Part = tuple[Framework, Pillar, list[Numbered]]  # the actions of one pillar of one strategy


def register(app: Dash) -> None:
    add_route(app, Route("/initiatives", title, layout, ("pillar", "state")))


def title(address: Address) -> str:
    _check(address)
    return Words(address.language)("initiatives.kicker")


def _check(address: Address) -> None:
    """Refuse a pillar or a state that nothing here carries."""
    frameworks = services().catalogue.frameworks.values()
    pillars = {pillar.id for framework in frameworks for pillar in framework.pillars}
    states = {one.action.state for one in services().store.actions()}
    for kind, known in ((PILLAR, pillars), (STATE, states)):
        asked = address.asked(kind.en)
        if asked and asked not in known:
            raise UnknownError(kind, asked, sorted(known))


def layout(address: Address) -> list[Component]:
    _check(address)
    words = Words(address.language)
    every = services().store.actions()
    if not every:
        return none_of_kind(words("initiatives.kicker"), words)
    shown = [one for one in every if _fits(one, address)]
    ours = _by_pillar([one for one in shown if one.action.framework])
    elsewhere = [one for one in shown if not one.action.framework]
    parts = [
        *([_ours(ours, address, words)] if ours else []),
        *([_elsewhere(elsewhere, address, words)] if elsewhere else []),
        unsaid(
            words("initiatives.says_title"),
            [words(f"initiatives.says_{number}") for number in range(1, SAID + 1)],
        ),
    ]
    return [
        opening(
            _finding(shown, words), words("initiatives.lead"), words("initiatives.kicker"), (),
            _filter(every, address, words),
        ),
        contents(parts, words),
        *parts,
    ]  # fmt: skip


def _fits(held: HeldAction, address: Address) -> bool:
    """Under the asked pillar, in the asked state, and known on the asked day."""
    wanted = (address.asked("pillar"), address.asked("state"))
    return action_known(held, services(), address.known_at) and all(
        asked in (None, has)
        for asked, has in zip(wanted, (held.action.pillar, held.action.state), strict=True)
    )


def _finding(shown: Sequence[HeldAction], words: Words) -> str:
    if not shown:
        return words("initiatives.finding_none")
    undated = sum(not one.action.on for one in shown)
    key = "initiatives.finding_dated" if not undated else "initiatives.finding"
    return words.counted(key, len(shown), undated=undated)


def _filter(every: Sequence[HeldAction], address: Address, words: Words) -> Component:
    """A plain form, so that it works without a script and the address says what is shown."""
    catalogue = services().catalogue
    any_pillar, any_state = words("initiatives.any_pillar"), words("initiatives.any_state")
    pillars = [("", any_pillar), *pillars_of(every, catalogue, words)]
    states = [("", any_state), *asked_states(every, words)]
    fields = [
        _field("pillar", words("shared.pillar"), pillars, address),
        _field("state", words("initiatives.column_state"), states, address),
    ]
    narrowed = address.asked("pillar") or address.asked("state")
    return html.Form(
        [
            *hidden_fields(address.state),
            *fields,
            html.Button(words("initiatives.show"), className="btn"),
            html.A(words("initiatives.show_all"), href=address.to("/initiatives"))
            if narrowed else None,
        ],
        className="filters", action="/initiatives", method="get",
    )  # fmt: skip


def _field(name: str, label: str, options: list[tuple[str, str]], address: Address) -> Component:
    id_ = f"initiatives-{name}"
    return html.Div(
        [html.Label(label, htmlFor=id_), choice(name, id_, options, address.asked(name) or "")],
        className="field",
    )


def _ours(ours: list[Part], address: Address, words: Words) -> Component:
    total = sum(len(part) for _, _, part in ours)
    columns = _columns(words, "number", "action", "date", "state", "body", "document")
    table = listing(
        words.counted("initiatives.caption", total), columns,
        [
            Group(
                f"{words.text(pillar.title)}, {words.text(framework.title)}",
                [_row(number, one, address, words) for number, one in part],
            )
            for framework, pillar, part in ours
        ],
        "deeds",
    )  # fmt: skip
    return section(
        "strategy", words("initiatives.strategy_title"), _timeline(ours, words), table,
        note=words("initiatives.strategy_note"),
    )  # fmt: skip


def _by_pillar(ours: list[HeldAction]) -> list[Part]:
    """The actions of each pillar, strategy by strategy, oldest first, numbered in this order."""
    frameworks = sorted(services().catalogue.frameworks.values(), key=lambda one: one.starts_on)
    number, parts = count(1), []
    for framework in frameworks:
        for pillar in framework.pillars:
            held = [(next(number), one) for one in ours if _under(one, framework, pillar)]
            parts += [(framework, pillar, held)] if held else []
    return parts


def _under(held: HeldAction, framework: Framework, pillar: Pillar) -> bool:
    return (held.action.framework, held.action.pillar) == (framework.id, pillar.id)


def _timeline(ours: list[Part], words: Words) -> Component | None:
    lanes, strategies = [], services().catalogue.frameworks.values()
    for framework, pillar, part in ours:
        flags = [
            _flag(number, one, period, words)
            for number, one in part
            if (period := period_of(one.action))
        ]
        years = f"{framework.starts_on.year}-{framework.ends_on.year}"
        if flags:
            lanes.append(Lane(f"{words.text(pillar.title)}, {years}", flags))
    if not lanes:
        return None
    dated = sum(len(lane.flags) for lane in lanes)
    label = words.counted("initiatives.drawing_label", dated)
    return html.Figure(
        [
            lanes_drawing(lanes, strategies, label),
            said_so(_drawn_said(lanes, words), words),
            html.Figcaption(words("initiatives.drawing_note"), className="fig-n"),
        ],
        className="fig",
    )


def _drawn_said(lanes: Sequence[Lane], words: Words) -> str:
    """How many of each lane, and the first and the last of all."""
    colon, periods = words("shared.colon"), [one.period for lane in lanes for one in lane.flags]
    first, last = min(periods), max(periods, key=lambda one: (one.end, one.start))
    return words(
        "initiatives.drawing_said",
        lanes="; ".join(f"{one.name}{colon}{words.number(len(one.flags))}" for one in lanes),
        first=labels.period_words(first, words.language),
        last=labels.period_words(last, words.language),
    )


def _flag(number: int, held: HeldAction, period: Period, words: Words) -> Flag:
    name = f"{words.held(held.action.title)}, {when(held.action, words)}"
    return Flag(number, period, held.action.state in OPEN, row_id(held), name)


def _columns(words: Words, *names: str) -> list[Column]:
    return [Column(words(f"initiatives.column_{name}")) for name in names]


def _row(number: int, held: HeldAction, address: Address, words: Words) -> Row:
    action = held.action
    document = services().catalogue.document(held.source.id, action.document)
    return Row(
        [
            str(number), _named(held, address, words), _when(held, words),
            state_words(action.state, words),
            words.text(services().catalogue.body(action.body)),
            document_link(held.source.id, document, address, words),
        ],
        row_id(held),
    )  # fmt: skip


def _named(held: HeldAction, address: Address, words: Words) -> Component:
    note, found = held.action.note, of_action(held, services(), address.known_at)
    ways = [part for one in found for part in (" ", program_link(one, address, words), ",")][:-1]
    return html.Span([
        html.Span(words.held(held.action.title), className="nm"),
        html.Small(words.held(note)) if note else None,
        html.Small([words("programs.of_action"), *ways]) if ways else None,
    ])  # fmt: skip


def _when(held: HeldAction, words: Words) -> Component | str:
    return when(held.action, words) or missing(words("initiatives.undated"))


def _elsewhere(shown: Iterable[HeldAction], address: Address, words: Words) -> Component:
    held = list(shown)
    groups = {
        "elsewhere_dated": [one for one in held if one.action.on],
        "elsewhere_undated": [one for one in held if not one.action.on],
    }
    table = listing(
        words.counted("initiatives.elsewhere_caption", len(held)),
        _columns(words, "action", "date", "state", "body", "place", "document"),
        [
            Group(
                words(f"initiatives.{name}"),
                [_row_elsewhere(one, address, words) for one in part],
            )
            for name, part in groups.items()
        ],
        "deeds-elsewhere",
    )  # fmt: skip
    return section(
        "elsewhere", words("initiatives.elsewhere_title"), table,
        note=words("initiatives.elsewhere_note"),
    )  # fmt: skip


def _row_elsewhere(held: HeldAction, address: Address, words: Words) -> Row:
    _, named, *rest, document = _row(0, held, address, words).cells
    place = services().catalogue.place(held.action.place)
    where = labels.place_words(place, words.language)
    return Row([named, *rest, where, document], row_id(held))
