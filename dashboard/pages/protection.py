"""Protection: what is hidden, rounded or kept back in figures of partners, and why."""

from collections.abc import Iterable, Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, opening, section
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import DISCLOSURE_RULES, ObservationStatus, labels

SECTIONS = {  # each with the number of its paragraphs
    "hidden": 2, "floors": 1, "rounding": 3, "besides": 4, "nothing": 1, "releases": 4,
    "governance": 4,
}  # fmt: skip
KINDS = ("people", "activity", "money", "shares", "published")
MISSING = ObservationStatus.MISSING
NOT_SAID = (ObservationStatus.NOT_COLLECTED, ObservationStatus.NOT_YET)


def register(app: Dash) -> None:
    add_route(app, Route("/protection", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("protection.kicker")


def layout(address: Address) -> list[Component]:
    words = Words(address.language)
    shown = {"floors": [_floors(words)], "nothing": [_nothing(words)], "releases": _ways(address)}
    head = opening(words("protection.title"), words("protection.lead"),
                   words("protection.kicker"), (), _contents(words))  # fmt: skip
    return [head, *(_part(name, words, shown.get(name, ())) for name in SECTIONS)]


def _contents(words: Words) -> Component:
    links = [
        html.Li(html.A(words(f"protection.{name}_title"), href=f"#{name}")) for name in SECTIONS
    ]
    named = attrs(aria_label=words("protection.contents"))
    return html.Nav(html.Ul(links), className="contents", **named)


def _part(name: str, words: Words, content: Iterable[Child] = ()) -> Component:
    """A section: its paragraphs, with the numbers of the rules in force, then what shows them."""
    rules = DISCLOSURE_RULES._asdict()
    said = [words(f"protection.{name}_{number + 1}", **rules) for number in range(SECTIONS[name])]
    prose = html.Div([html.P(one) for one in said], className="prose")
    return section(name, words(f"protection.{name}_title"), prose, *content)


def _floors(words: Words) -> Component:
    """By kind of figure: what is never shown, and what becomes of the rest."""
    columns = ("kind", "not_shown", "shown")
    rules = DISCLOSURE_RULES._asdict()
    under = {f"{name}_less_one": rules[name] - 1 for name in ("floor", "floor_below_province")}
    rows = [
        [words(f"protection.{kind}{part}", **rules, **under)
         for part in ("", "_not_shown", "_shown")]
        for kind in KINDS
    ]  # fmt: skip
    return _table("floors", columns, rows, words)


def _nothing(words: Words) -> Component:
    """The words that stand where no number does, as every page and file has them."""
    language = words.language
    missing = (labels.NONE_PUBLISHED, *(labels.NOTHING_SENT[one] for one in NOT_SAID))
    said = {
        "zero": words.number(0),
        "missing": "; ".join(one.in_(language) for one in missing),
        "not_applicable": labels.NOTHING_SENT[MISSING].in_(language),
        "masked": labels.HIDDEN.in_(language),
        "erased": labels.ERASED.in_(language),
    }
    rows = [[words(f"protection.{name}"), written, words(f"protection.{name}_means")]
            for name, written in said.items()]  # fmt: skip
    return _table("nothing", ("kind", "written", "means"), rows, words)


def _table(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Child]], words: Words
) -> Component:
    return listing(
        words(f"protection.{name}_caption"),
        [Column(words(f"protection.column_{one}")) for one in columns],
        [Group(None, [Row(row) for row in rows])],
        "meanings",
    )


def _ways(address: Address) -> list[Child]:
    """To what has come out; nobody can be told of it where nobody can sign in."""
    if not services().takes_sign_in:
        return []
    words = Words(address.language)
    return [html.P(html.A(words("protection.see_releases"), href=address.to("/releases")))]
