"""Turning what a page builds from `dash.html` into markup.

A page is built from Dash's own elements. What needs no callback travels as one string, which is
smaller and quicker than a component an element, and which the first response can already hold.
Every text and attribute is escaped here; an address may only lead to a page, a telephone, a
mailbox, a place on the page or, with the key of a second step, an authentication app.
"""

import re
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Drawing
from metrics import writable

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NAMES = {  # Dash knows no element that waits until it is scrolled to
    "className": "class", "htmlFor": "for", "data-loading": "loading",
}  # fmt: skip
UNWRITTEN = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}
# Browsers read "//" and "/\" as the beginning of another site's name, and skip control characters.
SAFE_ADDRESS = re.compile(
    r"(https?://|tel:|mailto:|otpauth://totp/|/(?!/)|[#?])[^\s\\\x00-\x1f\x7f-\x9f]*", re.IGNORECASE
)
ADDRESSES = {"href", "action", "src"}
FREE = ("data-", "aria-")  # any name that begins so is an attribute
# A reader takes "2023-24" as one word; a browser would end a line behind its hyphen.
YEARS = re.compile(r"(?<![\w/.-])(?:19|20)\d{2}[-–]\d{2}(?:\d{2})?(?![\w/-]|\.\w)")
TEXT_ONLY = {"option", "title", "textarea", "script", "style"}  # these can hold no element

Node = Any  # what Dash accepts as children: a component, text, number, None, or a list of them


def render(node: Node) -> str:
    """A tree as markup. Interactive components are left out: they come with the script."""
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(render(child) for child in node)
    if isinstance(node, Drawing):
        return _drawing(node)
    if isinstance(node, Component):
        return _element(node) if _is_html(node) else render(getattr(node, "children", None))
    return _unbroken(_written(node))


def freeze(node: Node) -> Node:
    """The same tree with each part that needs no callback turned into one Drawing."""
    if isinstance(node, list | tuple):
        return [freeze(child) for child in node if child is not None]
    if isinstance(node, Drawing) or not isinstance(node, Component):
        return node
    children = getattr(node, "children", None)
    if _is_html(node) and _is_static(children):
        attributes = {key: value for key, value in _props(node).items() if value is not None}
        return Drawing(_content(node), _tag(node), attributes)
    if _is_html(node):
        _make_safe(node)
    if children is not None:
        node.children = freeze(children)
    return node


def _make_safe(node: Component) -> None:
    """What travels as a component keeps only addresses that would stand in markup."""
    for key in ADDRESSES:
        if (given := getattr(node, key, None)) is not None and _safe(key, given) is None:
            delattr(node, key)


def _is_html(node: Component) -> bool:
    return getattr(html, node._type, None) is type(node)


def _is_static(node: Node) -> bool:
    if isinstance(node, list | tuple):
        return all(_is_static(child) for child in node)
    if isinstance(node, Component) and not isinstance(node, Drawing):
        return _is_html(node) and _is_static(getattr(node, "children", None))
    return True


def _tag(node: Component) -> str:
    return str(node._type).lower()


def _props(node: Component) -> dict[str, Any]:
    return {key: _safe(key, value) for key, value in _given(node).items() if key not in UNWRITTEN}


def _given(node: Component) -> dict[str, Any]:
    """What a component was given, in Dash's own order, which would ask it for every known name."""
    given = vars(node)
    known = {name: given[name] for name in node._prop_names if name in given}
    more = {name: value for name, value in given.items() if name.startswith(FREE)}
    return {**known, **more}


def _safe(key: str, value: Any) -> Any:
    if key in ADDRESSES and not SAFE_ADDRESS.fullmatch(str(value)):
        return None
    return value


def _drawing(node: Drawing) -> str:
    if node.attributes == {"className": "d"}:
        return str(node.markup)
    return f"<{node.tag}{_attributes(node.attributes)}>{node.markup}</{node.tag}>"


def _element(node: Component) -> str:
    tag = _tag(node)
    start = f"<{tag}{_attributes(_props(node))}>"
    if tag in VOID:
        return start
    return f"{start}{_content(node)}</{tag}>"


def _content(node: Component) -> str:
    children = getattr(node, "children", None)
    if _tag(node) in TEXT_ONLY and isinstance(children, str):
        return _written(children)
    return render(children)


def _written(text: Node) -> str:
    return escape(_plain(str(text)), quote=False)


def _unbroken(written: str) -> str:
    return YEARS.sub(r'<span class="whole">\g<0></span>', written)


def _attributes(props: dict[str, Any]) -> str:
    return "".join(_attribute(NAMES.get(key, key.lower()), value) for key, value in props.items())


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{_kebab(key)}:{one}" for key, one in value.items())
    return f' {name}="{escape(_plain(str(value)))}"'


def _plain(text: str) -> str:
    """Words of a data file may hold what turns those beside them around; plain letters do not."""
    return text if text.isascii() else writable(text)


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
