"""The left side of the builder: title, scope, how it goes out, indicators in their order."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.briefings.document import Format
from dashboard.briefings.outline import MOST
from dashboard.briefings.outline_faults import CLASSES
from dashboard.components import Child, attrs
from dashboard.forms import hidden_fields
from dashboard.issuing.controls import Options, boxes, button, select, text, told
from dashboard.issuing.desk import briefings, title_of
from dashboard.issuing.key_lines import lines_of
from dashboard.issuing.looked import Look
from dashboard.services import services
from dashboard.text import Words
from metrics import BriefingState, Catalogue, Framework, Language


def outline_part(look: Look, words: Words, code: str) -> list[Component]:
    """Every field of the outline; what is of the whole stands before the list, which may be long.

    Who goes by the keyboard would else pass every button of every indicator on the way to it.
    """
    written = look.written
    return [
        _group("what", words("briefing.part_title"), *(
            text(words(f"briefing.title_{one}"), f"title_{one}",
                 getattr(written, f"title_{one}"), look, words, lang=one.value, dir="auto")
            for one in Language
        )),
        _group("about", words("briefing.part_scope"), *_scope(look, words)),
        _group("out", words("briefing.part_out"), *_going_out(look, words, code)),
        _chosen(look, words),
    ]  # fmt: skip


def _group(id_: str, title: str, *content: Child) -> Component:
    return html.Fieldset([_headed(title), *content], id=f"part-{id_}", className="part")


def _headed(title: str) -> Component:
    """The legend of a part, a heading too: the page can be walked by its headings."""
    return html.Legend(html.H2(title))


def _scope(look: Look, words: Words) -> Iterator[Component]:
    written, catalogue = look.written, services().catalogue
    plans = [(words.text(one.title), _pillars(one, words)) for one in catalogue.frameworks.values()]
    yield select(words("briefing.scope"), "scope", plans, written.scope, look, words)
    places = [("", words("briefing.own_place"))]
    places += sorted(((id_, words.text(one.title)) for id_, one in catalogue.places.items()),
                     key=lambda one: one[1])  # fmt: skip
    yield select(words("briefing.place"), "place", [("", places)], written.place, look, words)
    yield text(words("briefing.period"), "period", written.period, look, words,
               words("briefing.period_note"), autocomplete="off")  # fmt: skip
    days = [
        text(words(f"briefing.{name}"), name, getattr(written, name), look, words,
             words(f"briefing.{name}_note"), type="date")
        for name in ("as_of", "known_at")
    ]  # fmt: skip
    yield html.Div(days, className="pair")


def _pillars(plan: Framework, words: Words) -> Options:
    whole = [(plan.id, words("briefing.whole", title=words.text(plan.title)))]
    return whole + [(f"{plan.id}/{one.id}", words.text(one.title)) for one in plan.pillars]


def _chosen(look: Look, words: Words) -> Component:
    """The picker, then the indicators in their order, each with its buttons and key lines."""
    chosen = look.written.indicators
    rows = [_row(name, at, look, words) for at, name in enumerate(chosen)]
    count = words.counted("briefing.chosen", len(chosen), most=MOST)
    some = [
        button(words("briefing.take_first"), "first", "do-first")
    ] if any(look.proposals.values()) else []  # fmt: skip
    return html.Fieldset(
        [
            _headed(words("briefing.part_indicators")),
            html.P(count, className="note", id="chosen-count", **attrs(data_part="told")),
            told("indicators", look, words),
            html.Div(_picker(look, words), id="picker", className="picker",
                     **attrs(data_part="picker")),
            html.Div(some, id="take-first", **attrs(data_part="told")),
            html.A(words("briefing.past_list"), href="#preview-title", className="past",
                   id="past-list"),
            html.Ol(rows, id="chosen", className="chosen"),
        ],
        id="indicators",
        className="part",
    )  # fmt: skip


def _row(name: str, at: int, look: Look, words: Words) -> Component:
    title, last = _title(name, words), len(look.written.indicators) - 1
    keys = [key for key, holds in (("up", at > 0), ("down", at < last), ("remove", True)) if holds]
    moves = [
        button(words(f"briefing.{key}"), f"{key}:{name}", f"{key}-{name}",
               words(f"briefing.{key}_named", title=title), kind="btn small-btn")
        for key in keys
    ]  # fmt: skip
    head = html.Div([html.H3(title), html.Div(moves, className="moves")], className="row-head")
    return html.Li(
        [*hidden_fields({"indicator": name}), head, *lines_of(name, title, look, words)],
        id=f"row-{name}",
    )


def _title(name: str, words: Words) -> str:
    """What an indicator is called; one that is declared no more goes by its id."""
    found = services().catalogue.indicators.get(name)
    return words.text(found.title) if found else name


def _picker(look: Look, words: Words) -> list[Component]:
    """What can be added, pillar by pillar: each by itself, or all of a pillar."""
    catalogue, taken = services().catalogue, {*look.written.indicators}
    plan = catalogue.frameworks.get(look.written.framework)
    groups: list[tuple[str, Options]] = [("", [("", words("briefing.pick_one"))])]
    for pillar in plan.pillars if plan else ():
        free = [(f"indicator:{one}", _title(one, words))
                for one in pillar.indicators if one not in taken]  # fmt: skip
        whole = (f"pillar:{pillar.id}", words.counted("briefing.pick_all", len(free)))
        if free:
            groups.append((words.text(pillar.title), [whole, *free] if len(free) > 1 else free))
    listed = {one for pillar in (plan.pillars if plan else ()) for one in pillar.indicators}
    rest = _beyond(catalogue, listed | taken, words)
    if rest:
        groups.append((words("briefing.pick_rest"), rest))
    return [
        select(words("briefing.pick"), "add", groups, look.written.add, look, words),
        button(words("briefing.add"), "add:", "do-add"),
    ]


def _beyond(catalogue: Catalogue, but: set[str], words: Words) -> Options:
    return [(f"indicator:{one}", _title(one, words)) for one in catalogue.indicators
            if one not in but]  # fmt: skip


def _going_out(look: Look, words: Words, code: str) -> Iterator[Component]:
    written = look.written
    classes = [(one, words(f"briefing_words.class_{one}")) for one in CLASSES]
    yield select(words("briefing.classification"), "classification", [("", classes)],
                 written.classification, look, words)  # fmt: skip
    yield html.Div(_forced(look, words), id="forced", **attrs(data_part="told"))
    issued = [one for one in briefings().held(BriefingState.ISSUED) if one.code != code]
    before = [("", words("briefing.no_since"))]
    before += [(one.code, f"{one.code}: {title_of(one, words)}") for one in issued]
    yield select(words("briefing.since"), "since", [("", before)], written.since, look, words)
    tongues = [(one.value, words(f"briefing.lang_{one}")) for one in Language]
    yield boxes(words("briefing.languages"), "languages", tongues, written.languages, look, words)
    formats = [(one.value, words(f"briefing.format_{one}")) for one in Format]
    yield boxes(words("briefing.formats"), "formats", formats, written.formats, look, words)


def _forced(look: Look, words: Words) -> Component | None:
    """Until when it may not be passed on, whatever is chosen, as the documents say it."""
    document = look.made.snapshot.document(words.language) if look.made else None
    if document is None or not document.head.embargo:
        return None
    head = document.head
    return html.P(
        words("briefing.forced", until=head.embargo, word=head.classification),
        className="note heed",
    )
