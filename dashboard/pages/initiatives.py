"""Initiatives: what was said and done under each pillar, with its date where one is published.

The tables stand first, as everywhere; the drawing after them leads back to their lines.
"""

from collections.abc import Iterable, Sequence
from itertools import count

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Column, missing, none_of_kind, opening, section, unsaid
from dashboard.contents import contents
from dashboard.deeds import (
    STATE,
    asked_states,
    pillars_of,
    row_id,
    state_words,
    when,
)
from dashboard.deeds_in_time import Part, in_time
from dashboard.forms import choice, hidden_fields
from dashboard.known_then import action_known
from dashboard.money_rows import document_link
from dashboard.programs import of_action, program_link
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Framework, HeldAction, Pillar, Text, UnknownError, labels

PILLAR = Text("pillar", "Pilier")
SAID = 4  # sentences on what the page does not tell

Act = tuple[str, str]  # an action by its source
Also = dict[Act, dict[str, Component]]  # of each action, row by row, a way to each of its states


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
    also = _other_states(every, address, words)
    ours = _by_pillar([one for one in shown if one.action.framework])
    elsewhere = [one for one in shown if not one.action.framework]
    parts = [
        *([_ours(ours, also, address, words), *in_time(ours, words)] if ours else []),
        *([_elsewhere(elsewhere, also, address, words)] if elsewhere else []),
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
    undated = len(_acts(shown) - _acts(one for one in shown if one.action.on))
    key = "initiatives.finding_dated" if not undated else "initiatives.finding"
    return words.counted(key, len(_acts(shown)), undated=undated)


def _acts(held: Iterable[HeldAction]) -> set[Act]:
    """The actions, each once: an act has a line for being introduced, and one for being passed."""
    return set(map(_act, held))


def _act(held: HeldAction) -> Act:
    return held.source.id, held.action.id


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


def _ours(ours: list[Part], also: Also, address: Address, words: Words) -> Component:
    acts = _acts(one for _, _, part in ours for _, one in part)
    columns = _columns(words, "number", "action", "state", "date", "body", "document")
    table = listing(
        words.counted("initiatives.caption", len(acts)), columns,
        [
            Group(
                f"{words.text(pillar.title)}, {words.text(framework.title)}",
                [_row(number, one, also, address, words) for number, one in part],
            )
            for framework, pillar, part in ours
        ],
        "deeds",
    )  # fmt: skip
    return section(
        "strategy", words("initiatives.strategy_title"), table,
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


def _columns(words: Words, *names: str) -> list[Column]:
    return [Column(words(f"initiatives.column_{name}")) for name in names]


def _row(number: int, held: HeldAction, also: Also, address: Address, words: Words) -> Row:
    action = held.action
    document = services().catalogue.document(held.source.id, action.document)
    return Row(
        [
            str(number), _named(held, address, words), _state(held, also, words),
            _when(held, words),
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


def _other_states(every: Iterable[HeldAction], address: Address, words: Words) -> Also:
    """Of each action with several lines, a way to each of them; those not yet known left out."""
    found: Also = {}
    for one in every:
        if action_known(one, services(), address.known_at):
            said = filter(None, [state_words(one.action.state, words), when(one.action, words)])
            way = html.A(", ".join(said), href=address.to(f"/initiatives#{row_id(one)}"))
            found.setdefault(_act(one), {})[row_id(one)] = way
    return found


def _state(held: HeldAction, also: Also, words: Words) -> Component:
    """The state of this line, and the ways to the lines of the action's other states."""
    others = [way for name, way in also[_act(held)].items() if name != row_id(held)]
    ways = [html.Small([words("initiatives.also"), one]) for one in others]
    return html.Span([state_words(held.action.state, words), *ways])


def _when(held: HeldAction, words: Words) -> Component | str:
    """When it came to this state; where nobody has said so, from when the document is."""
    if said := when(held.action, words):
        return said
    on = services().catalogue.document(held.source.id, held.action.document).published_on
    day = labels.known_words(on, words.language) if on else ""
    known = html.Small(words("initiatives.undated_known", day=day)) if day else None
    return html.Span([missing(words("initiatives.undated")), known])


def _elsewhere(
    shown: Iterable[HeldAction], also: Also, address: Address, words: Words
) -> Component:
    held = list(shown)
    groups = {
        "elsewhere_dated": [one for one in held if one.action.on],
        "elsewhere_undated": [one for one in held if not one.action.on],
    }
    table = listing(
        words.counted("initiatives.elsewhere_caption", len(_acts(held))),
        _columns(words, "action", "state", "date", "body", "place", "document"),
        [
            Group(
                words(f"initiatives.{name}"),
                [_row_elsewhere(one, also, address, words) for one in part],
            )
            for name, part in groups.items()
        ],
        "deeds-elsewhere",
    )  # fmt: skip
    return section(
        "elsewhere", words("initiatives.elsewhere_title"), table,
        note=words("initiatives.elsewhere_note"),
    )  # fmt: skip


def _row_elsewhere(held: HeldAction, also: Also, address: Address, words: Words) -> Row:
    _, named, *rest, document = _row(0, held, also, address, words).cells
    place = services().catalogue.place(held.action.place)
    where = labels.place_words(place, words.language)
    return Row([named, *rest, where, document], row_id(held))
