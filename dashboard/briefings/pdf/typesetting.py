"""Typst, as documents use it: our own fonts alone, no network, no file of the machine."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from dashboard.memory import trim

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "template"
STANDARDS = ["ua-1", "a-2a"]
KEPT, LARGE = 10, 30_000  # runs; bytes of data: a document of more than one or two pages


@cache
def fonts() -> typst.Fonts:
    """Read once: every document of the process is set in them."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


def templates(main: str) -> dict[str, bytes]:
    """The files of the layout, with the one that begins."""
    return _templates() | {"main.typ": _templates()[f"{main}.typ"]}


def pdf(files: Mapping[str, bytes], moment: datetime) -> bytes:
    made = _set(
        files, format="pdf", pdf_standards=STANDARDS, timestamp=int(moment.timestamp()),
    )  # fmt: skip
    # a stream whose last byte is a carriage return: with the line feed after it some readers take
    # both for one end of line, and the length for wrong; a return after it is one as well
    return bytes(made).replace(b"\r\nendstream", b"\r\rendstream")


def _set(files: Mapping[str, bytes], **how: Any) -> Any:
    """What is set; the work of a long document is let go."""
    made = _compiled(dict(files), **how)
    if len(files.get("data.json", b"")) > LARGE:
        let_go()
    return made


def _compiled(files: dict[str, bytes] | bytes, **how: Any) -> Any:
    compiled: Any = typst.compile  # its types know of one file, not of several held in memory
    return compiled(files, font_paths=fonts(), ignore_system_fonts=True, **how)


def let_go() -> None:
    """Typst keeps the work of its last runs: after a document or many pictures none is wanted."""
    for _ in range(KEPT + 1):
        _compiled(b"", format="svg")
    trim()


def pictures(
    files: Mapping[str, bytes], form: Literal["svg", "png"], ppi: float = 144.0
) -> list[bytes]:
    """The pages of what is set, one picture each."""
    made = _set(files, format=form, ppi=ppi)
    return made if isinstance(made, list) else [made]
