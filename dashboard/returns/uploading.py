"""The form by which a file is sent to be checked: a plain file button, whole without a script."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component
from flask_wtf.csrf import generate_csrf

from dashboard.access.plain_pages import CSRF
from dashboard.addresses import Address
from dashboard.byte_sizes import size_words
from dashboard.components import attrs, section
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns import frame
from dashboard.returns.desk import desk
from dashboard.returns.dues import Due, behind, said_period
from dashboard.svg import element
from dashboard.text import Words
from metrics import Partner

CHECK = f"{frame.HOME}/check"
ENDINGS = ".xlsx,.csv,.tsv,.txt,.ods"
FROM_FILE = "file"  # the choice that lets the file say what it is for
LED_HERE = "given"  # the return whose link led to the form: chosen before anybody chose


def section_of(
    owed: Sequence[Due], partner: Partner | None, address: Address, words: Words,
    told: Mapping[str, str],
) -> Component:  # fmt: skip
    """The form by which a file is sent to be checked; `partner` is named where the office does.

    The file says itself what it is for, unless a link of one return led here: a period that was
    guessed would tell off a template of another.
    """
    chosen = next((one for one in owed if one.value == address.asked("for")), None)
    most = size_words(desk().settings.return_bytes, words)
    fields = [
        *hidden_fields(_hidden(partner, chosen)),
        field(
            words("returns.which"),
            "for",
            _choices(owed, chosen, words),
            *_also(owed, chosen, words),
        ),
        _file_field(words, told, most),
    ]
    button = html.Button(words("returns.check_button"), className="btn btn-main", type="submit")
    made = html.Form(
        [*fields, html.P(button)],
        action=address.to(CHECK),
        method="post",
        encType="multipart/form-data",
        className="form upload",
        **attrs(data_most=str(desk().settings.return_bytes), data_too_large=too_large_words(words)),
    )
    return section("upload", words("returns.upload"), made, note=_note(words))


def _hidden(partner: Partner | None, chosen: Due | None) -> dict[str, str]:
    named = {"partner": partner.id if partner else "", LED_HERE: chosen.value if chosen else ""}
    return {CSRF: generate_csrf(), **{name: value for name, value in named.items() if value}}


def _note(words: Words) -> str:
    return words.counted("returns.upload_note", desk().settings.return_uploads)


def _choices(owed: Sequence[Due], chosen: Due | None, words: Words) -> Drawing:
    options = [(FROM_FILE, words("returns.from_file"))]
    options += [(one.value, _named(one, words)) for one in owed]
    return choice("for", "for", options, chosen.value if chosen else FROM_FILE)


def _named(one: Due, words: Words) -> str:
    period = said_period(one.form, one.period, words.language)
    return f"{words.text(one.form.title)}, {period}"


def _also(owed: Sequence[Due], chosen: Due | None, words: Words) -> list[Component]:
    """Beside the choice, what should have come already: no period is passed over unsaid."""
    others = [one for one in behind(owed) if one != chosen]
    if not others:
        return []
    said = [f"{_named(one, words)} ({words(f'returns.due_{one.state}')})" for one in others]
    key = "returns.also_owed" if chosen else "returns.still_owed"
    return [html.P(words(key, which="; ".join(said)), className="note")]


def _file_field(words: Words, told: Mapping[str, str], most: str) -> Component:
    """The browser's own file button; a script adds that a file may be dropped on it."""
    fault = told.get("file", "")
    tied = {"aria_describedby": "file-hint file-fault" if fault else "file-hint"}
    if fault:
        tied["aria_invalid"] = "true"
    control = element(
        "input", type="file", name="file", id="file", accept=ENDINGS, required="", **tied
    )
    said = [html.P(fault, id="file-fault", className="fault")] if fault else []
    hint = html.P(words("returns.file_hint", most=most), id="file-hint", className="note")
    return html.Div(
        [html.Label(words("returns.file"), htmlFor="file"), *said, Drawing(control), hint],
        className="field drop",
        **attrs(data_drop=words("returns.drop")),
    )


def faults(told: Mapping[str, str], words: Words) -> list[Component]:
    """What has to be put right, leading to its field."""
    if not told:
        return []
    items = [html.Li(html.A(said, href=f"#{name}")) for name, said in told.items()]
    return [
        html.Div(
            [html.H2(words("sign_in.faults"), id="faults-title"), html.Ul(items)],
            className="banner faults",
            role="alert",
            **attrs(aria_labelledby="faults-title"),
        )
    ]


def too_large_words(words: Words) -> str:
    most = size_words(desk().settings.return_bytes, words)
    return words("returns.too_large", most=most)
