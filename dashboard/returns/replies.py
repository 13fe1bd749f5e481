"""What a partner answers to the office's comments when it sends a return again.

An answer is kept with the reasons for warnings, and goes with the return as they do. So figures
that are right can be sent once more, with what the office asked about said beside them.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Drawing
from dashboard.text import Words
from metrics import Remark

RULE = "answer"  # under which it stands among a return's reasons
LONGEST = 500


class Asked(NamedTuple):
    """One comment of the office; `key` is what its answer is kept under."""

    remark: Remark

    @property
    def key(self) -> str:
        return f"{self.remark.sheet}!{self.remark.cell}:{RULE}"

    @property
    def place(self) -> str:
        """Where it was written, "Services!C7"; empty where it is said of the whole return."""
        return "!".join(part for part in (self.remark.sheet, self.remark.cell) if part)

    @property
    def field(self) -> str:
        """A name for its form field that holds nothing of the file."""
        return "a" + sha256(self.key.encode("utf-8", "replace")).hexdigest()[:16]


def answers(reasons: Mapping[str, str]) -> list[Remark]:
    """The answers among what is kept of a draft, at the cells of their comments."""
    return [
        Remark(*_place(key), RULE, words)
        for key, words in reasons.items()
        if key.endswith(f":{RULE}") and "!" in key
    ]


def _place(key: str) -> tuple[str, str]:
    sheet, _, cell = key.removesuffix(f":{RULE}").rpartition("!")
    return sheet, cell


def reply_fields(
    asked: Sequence[Asked], said: Mapping[str, str], wrong: Mapping[str, str], words: Words
) -> Component | None:
    """A field for each comment; none has to be filled in."""
    if not asked:
        return None
    legend = html.Legend(words("returns.replies"))
    note = html.P(words("returns.replies_note"), className="note")
    return html.Fieldset(
        [legend, note, *(_field(one, said.get(one.key, ""), wrong.get(one.key, ""), words)
                         for one in asked)],
        id="replies",
    )  # fmt: skip


def _field(one: Asked, written: str, fault: str, words: Words) -> Component:
    id_ = f"{one.field}-reason"
    tied = f' aria-invalid="true" aria-describedby="{id_}-fault"' if fault else ""
    area = f'<textarea name="{one.field}" id="{id_}" maxlength="{LONGEST}" rows="3"{tied}>'
    said = words("returns.reply_to", place=one.place or words("returns.whole_file"),
                 words=one.remark.words)  # fmt: skip
    label = html.Label(said, htmlFor=id_)
    told = html.P(fault, id=f"{id_}-fault", className="fault") if fault else None
    drawn = Drawing(area + f"{escape(written)}</textarea>")
    return html.Div([label, told, drawn], className="field")
