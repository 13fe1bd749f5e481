"""A group of findings on the page: what is wrong, where, what would be right, what is asked."""

from collections.abc import Mapping
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, panel
from dashboard.drawing import Drawing, glyph
from dashboard.returns.asking import period_in
from dashboard.returns.cut_outs import Cuts, cut_outs
from dashboard.returns.grouping import Group, places
from dashboard.svg import element
from dashboard.text import Words
from ingest import READINGS, Finding, Severity

MOST_PLACES = 24  # told one by one
MOST_CELLS = 100  # whose own words are listed
LONGEST_REASON = 500
MARKS = {Severity.ERROR: "off", Severity.WARNING: "watch", Severity.INFO: "info"}


def mark(severity: Severity, said: str, chip: bool = False) -> Component:
    """The shape and the word of a severity."""
    kind = MARKS[severity]
    inner = [glyph(kind) if kind != "info" else _ring(), html.Span(said)]
    return html.Span(inner, className=f"st st-{kind}{' chip' if chip else ''}")


def _ring() -> Drawing:
    ring = element("circle", cx=8, cy=8, r=6.2, fill="none", stroke="currentColor",
                   stroke_width=1.7)  # fmt: skip
    inside = element("path", d="M8 7v4.6M8 4.1v1.6", stroke="currentColor", stroke_width=1.9)
    return Drawing(element("svg", ring + inside, class_="g", viewBox="0 0 16 16",
                           aria_hidden="true", focusable="false"))  # fmt: skip


def article(
    group: Group, cuts: Cuts, said: Mapping[str, Mapping[str, str]],
    fault: str, words: Words,
) -> Component:  # fmt: skip
    """One cause; `said` is what the partner has answered and explained so far, and last time.

    `fault` is what is wrong with the reason, if anything is.
    """
    first = group.first
    parts = [
        html.P(mark(group.severity, words(f"returns.mark_{group.severity}"), chip=True)),
        html.H3(words.text(first.message)),
        _seen(group, words),
        _where(group, words),
        _right(first, words),
        _each(group, words),
        _asked(group, said, fault, words),
    ]
    return html.Article(
        [html.Div(parts), html.Div(cut_outs(group, cuts, words))],
        className="find",
        id=group.field,
    )


def _labelled(label: str, *said: Child) -> Component:
    return html.P([html.B(label), " ", *said], className="where")


def _seen(group: Group, words: Words) -> Component | None:
    seen = list(dict.fromkeys(one.words for one in group.findings if one.words))
    if not seen or len(group.findings) == 1:
        return None
    shown = ", ".join(words("returns.quoted", words=one[:80]) for one in seen[:4])
    return _labelled(words("returns.seen"), shown + (" …" if len(seen) > 4 else ""))


def _where(group: Group, words: Words) -> Component:
    told = places(group.findings)
    if not told:
        return _labelled(words("returns.where"), words("returns.whole_file"))
    shown: list[Child] = []
    for one in told[:MOST_PLACES]:
        shown += [html.Span(one, className="cell"), " "]
    if group.first.against and len(group.findings) == 1:
        cell = html.Span(group.first.against, className="cell")
        shown += [words("returns.against"), " ", cell]
    if len(told) > MOST_PLACES:
        shown.append(words.counted("returns.more_cells", len(told) - MOST_PLACES))
    return _labelled(words("returns.where"), *shown)


def _right(one: Finding, words: Words) -> Component | None:
    return _labelled(words("returns.what_to_do"), words.text(one.right)) if one.right else None


def _each(group: Group, words: Words) -> Component | None:
    """What is said of each cell, where the cells differ."""
    if len(group.messages) < 2:
        return None
    items = [
        html.Li([html.Span(_place(one), className="cell"), " ", words.text(one.message)])
        for one in group.findings[:MOST_CELLS]
    ]
    left = len(group.findings) - len(items)
    more = html.P(words.counted("returns.more_cells", left)) if left > 0 else None
    return panel(words.counted("returns.each", len(group.findings)), html.Ul(items), more)


def _place(one: Finding) -> str:
    return "!".join(part for part in (one.sheet, one.cell) if part)


def _asked(
    group: Group, said: Mapping[str, Mapping[str, str]], fault: str, words: Words
) -> Component | None:
    if group.is_question:
        return _question(group, said["answers"].get(group.key, ""), words)
    if group.asks_reason:
        return _reason(group, said, fault, words)
    return None


def _question(group: Group, chosen: str, words: Words) -> Component:
    choices = []
    for number, code in enumerate(group.first.readings):
        id_ = f"{group.field}-{number}"
        more = {"checked": ""} if code == chosen else {}
        button = element("input", type="radio", name=group.field, id=id_, value=str(number), **more)
        choices.append(html.Div([Drawing(button), html.Label(reading(code, words), htmlFor=id_)]))
    legend = html.Legend(words("returns.which_reading"))
    return html.Fieldset([legend, *choices], className="readings")


def reading(code: str, words: Words) -> str:
    """A reading in words; of a kind that has none, as the finding gives it."""
    if code in READINGS:
        return words.text(READINGS[code])
    if period := period_in(code):  # by its days, which no way of counting years changes
        first, last = words.day(period.start), words.day(period.end)
        return words("returns.reading_period", first=first, last=last)
    return words("returns.quoted", words=code)


def _reason(
    group: Group, said: Mapping[str, Mapping[str, str]], fault: str, words: Words
) -> Component:
    reason = said["reasons"].get(group.key, "")
    id_ = f"{group.field}-reason"
    tied = {"aria_invalid": "true", "aria_describedby": f"{id_}-fault"} if fault else {}
    told = html.P(fault, id=f"{id_}-fault", className="fault") if fault else None
    area = f'<textarea name="{group.field}" id="{id_}" maxlength="{LONGEST_REASON}"'
    area += "".join(f' {key.replace("_", "-")}="{value}"' for key, value in tied.items())
    area += f">{escape(reason)}</textarea>"
    label = html.Label(words("returns.reason"), htmlFor=id_)
    kept = _kept(words) if reason and reason == said["kept"].get(group.key) else None
    return html.Div([label, told, kept, Drawing(area)], className="field")


def _kept(words: Words) -> Component:
    return html.P(words("returns.reason_kept"), className="note")
