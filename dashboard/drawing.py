"""Server-made drawings: the component that carries them, and the marks of progress.

The markup of a Drawing may come only from `dashboard.svg` and `dashboard.markup`, which escape
every text.
"""

from typing import Any

from dash.development.base_component import Component

from dashboard.svg import element
from metrics import Assessment, Progress, Reason


class Drawing(Component):
    """Markup put into the page as it is, inside one element of the named kind."""

    markup: str
    tag: str
    attributes: dict[str, Any]  # as React takes them

    _namespace = "pillars_components"
    _type = "Drawing"
    _prop_names = ["id", "markup", "tag", "attributes"]  # noqa: RUF012  a list in Dash's own base
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = []  # noqa: RUF012

    def __init__(
        self, markup: str, tag: str = "span", attributes: dict[str, Any] | None = None
    ) -> None:
        given = {"className": "d"} if attributes is None else attributes
        # Dash's own beginning looks for a package of the namespace at every one, ten times as long
        self.markup, self.tag, self.attributes = markup, tag, given


class Page(Component):
    """A whole page: on arrival it sets the document's title and language and takes the focus."""

    _namespace = "pillars_components"
    _type = "Page"
    _prop_names = ["id", "children", "title", "lang", "address"]  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = []  # noqa: RUF012

    def __init__(self, children: Any, title: str, lang: str, address: str) -> None:  # any layout
        self.children, self.title, self.lang, self.address = children, title, lang, address


class Chart(Component):
    """A chart that plotly draws, fitted to its room; to a screen reader, one image with a name."""

    figure: dict[str, Any]  # plotly's own schema
    config: dict[str, Any]
    label: str

    _namespace = "pillars_components"
    _type = "Chart"
    _prop_names = ["id", "figure", "config", "label"]  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = []  # noqa: RUF012

    def __init__(self, figure: dict[str, Any], config: dict[str, Any], label: str) -> None:
        self.figure, self.config, self.label = figure, config, label


PALE = {"class_": "soft", "stroke": "currentColor", "stroke_width": "1.7"}
SOLID = {"fill": "currentColor"}
OPEN = {"fill": "none", "stroke": "currentColor", "stroke_width": "1.7"}

MARKS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "met": (
        ("circle", {"cx": "8", "cy": "8", "r": "7", **SOLID}),
        (
            "path",
            {
                "d": "M4.6 8.3l2.4 2.4 4.6-5",
                "fill": "none",
                "stroke": "#fff",
                "stroke_width": "1.9",
            },
        ),
    ),
    "on": (("circle", {"cx": "8", "cy": "8", "r": "6.6", **SOLID}),),
    "watch": (("path", {"d": "M8 1.2 15.2 14.4H.8z", **SOLID}),),
    "off": (("path", {"d": "M8 .6 15.4 8 8 15.4.6 8z", **SOLID}),),
    "due": (("circle", {"cx": "8", "cy": "8", "r": "6.2", **OPEN}),),
    "late": (
        ("circle", {"cx": "8", "cy": "8", "r": "6.2", **OPEN}),
        ("path", {"d": "M8 4v4.3l2.9 1.7", **OPEN}),
    ),
    "na": (("path", {"d": "M2 2h12v12H2z", **PALE}),),
    "none": (("path", {"d": "M2 2h12v12H2z", **OPEN, "stroke_dasharray": "2.4 2.4"}),),
    "part": (
        ("path", {"d": "M2 2h12v12H2z", **OPEN, "stroke_dasharray": "2.4 2.4"}),
        ("path", {"d": "M5.6 5.6h4.8v4.8H5.6z", **SOLID}),
    ),
    "nc": (("path", {"d": "M1.6 4.4h5v10h-5zM9.4 1.6h5v10h-5z", **PALE}),),
    "same": (("path", {"d": "M1.6 3h5v10h-5zM9.4 3h5v10h-5z", **SOLID}),),
    "unequal": (
        ("path", {"d": "M1.6 3h5v10h-5z", **SOLID}),
        ("path", {"d": "M9.4 6h5v7h-5z", **PALE}),
    ),
}

KINDS = {
    Progress.MET: "met",
    Progress.ON_TRACK: "on",
    Progress.WATCH: "watch",
    Progress.OFF_TRACK: "off",
    Progress.NOT_YET_DUE: "due",
    Progress.LATE: "late",
    Progress.NOT_ASSESSED: "na",
    Progress.NOT_COMPARABLE: "nc",
}


def mark_kind(assessment: Assessment) -> str:
    """The mark of an assessment: dashed where no value speaks, empty where none is published."""
    if assessment.reason is Reason.NO_RECORD:
        return "part"
    if assessment.reason is Reason.NOTHING_PUBLISHED:
        return "none"
    return KINDS[assessment.progress]


def glyph(kind: str) -> Drawing:
    """A mark of 16 by 16; it always stands beside its word."""
    shapes = "".join(element(name, **attributes) for name, attributes in MARKS[kind])
    return Drawing(
        element(
            "svg", shapes, class_="g", viewBox="0 0 16 16", aria_hidden="true", focusable="false"
        )
    )
