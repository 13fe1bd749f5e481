"""What a partner finds of its own on its first page: what the office asks, and its own figures."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, items, scrolls, section, table
from dashboard.returns.dues import said_period, sent_of
from dashboard.returns.frame import HOME
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.text import Words
from dashboard.timeline import sparkline
from dashboard.values_said import value_said
from metrics import HeldReturn, ReturnForm, ReturnState, SeriesLine

MOST = 12  # figures that stand on the first page, in the order of the form
LEAST = 2  # values of a line that has a past to show


def to_answer(organization: str, address: Address, words: Words) -> Component | None:
    """The returns that the office sent back or undid: what it wrote, and where to answer."""
    back = _waiting(sent_of(services().store, organization))
    if not back:
        return None
    listed = items([(words(f"returns.answer_{_how(one)}"), _shown(one, address, words),
                     _written(one, words)) for one in back])  # fmt: skip
    return section("answer", words.counted("returns.answer_title", len(back)), listed,
                   note=words("returns.answer_note"))  # fmt: skip


def _waiting(sent: Iterable[HeldReturn]) -> list[HeldReturn]:
    """Of each form and period the one that was sent last, where it is to be sent again."""
    last: dict[tuple[str, str], HeldReturn] = {}
    for one in sorted(sent, key=lambda held: held.events[0].at):
        last[one.receipt.form, one.receipt.period.code] = one
    return [one for one in last.values() if _how(one)]


def _how(one: HeldReturn) -> str:
    if one.receipt.state is ReturnState.RETURNED:
        return "sent_back"
    return "undone" if is_undone(one) else ""


def is_undone(held: HeldReturn) -> bool:
    """Whether the office took its approval back, so that its figures no longer count."""
    return held.receipt.state is ReturnState.WITHDRAWN and held.events[-1].undone


def _shown(one: HeldReturn, address: Address, words: Words) -> Component:
    return html.A(_named(one, words), href=address.to(f"{HOME}/sent/{one.receipt.code}"))


def _named(one: HeldReturn, words: Words) -> str:
    form = services().catalogue.returns.get(one.receipt.form)
    if form is None:
        return f"{one.receipt.form}, {one.receipt.period.code}"
    return f"{words.text(form.title)}, {said_period(form, one.receipt.period, words.language)}"


def _written(one: HeldReturn, words: Words) -> str:
    """What the office wrote of the whole return, and at how many cells besides."""
    at_cells = words.counted("returns.answer_cells", len(one.comments)) if one.comments else ""
    return " ".join(filter(None, [one.events[-1].reason, at_cells]))


def own_figures(organization: str, address: Address, words: Words) -> Component | None:
    """The newest totals of each form with the years before them, as this partner has sent them."""
    forms = services().catalogue.returns.values()
    held = [(form, one) for form in forms for one in _lines(form, organization)]
    years = years_of([one for _, one in held])
    if years is None:
        return None
    columns = [Column(words(f"returns.column_{one}"), right=one == "newest")
               for one in ("figure", "course", "newest", "period")]  # fmt: skip
    rows = [_row(*one, years, address, words) for one in held[:MOST]]
    caption = words("returns.own_caption")
    shown = scrolls(
        caption, table(caption, columns, rows, "tnum stacks queue", hidden_caption=True)
    )
    more = len(held) - MOST
    rest = html.P(words.counted("returns.own_more", more)) if more > 0 else None
    return section("own", words("returns.own_title"), shown, rest, note=words("returns.own_note"))


def _lines(form: ReturnForm, organization: str) -> list[SeriesLine]:
    """Its own totals of the form's place, with a past of more than one value."""
    source = services().catalogue.sources.get(form.source)
    keys = [f"{form.source}/{one}" for one in source.series] if source else []
    return [
        one
        for one in services().store.lines(keys, form.place)
        if one.organization == organization
        and not one.disaggregation
        and sum(held.observation.value is not None for held in one.values) >= LEAST
    ]


def _row(
    form: ReturnForm, line: SeriesLine, years: tuple[int, int], address: Address, words: Words
) -> Sequence[Child]:
    """By the name of its series alone: whose it is, and that it is not released, need no saying."""
    newest, series = line.values[-1], services().catalogue.series_of(line.key)
    there = address.to(f"/indicator/{series.indicator}", series=line.key, place=line.place,
                       partner=line.organization)  # fmt: skip
    return [
        html.A(words.text(series.title), href=there),
        sparkline(line, years, words),
        value_said(newest, line.unit, words),
        said_period(form, newest.observation.period, words.language),
    ]
