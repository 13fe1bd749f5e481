"""What every slide carries: its source, what the briefing covers, how it is found and checked."""

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.pptx.parts import Holder, text_xml
from dashboard.briefings.pptx.text import Para, Run, fitted, height, words
from dashboard.briefings.pptx.theme import DATES, FOOTER, IDENT, KICKER, NUMBER, SOURCE, Box
from metrics import Language

APART = "\u00a0\u00a0·  "
LEAST = 0.87  # of 10.5 points, the size of the sources: no less than 9
SHORT = 16  # signs of the content hash on every slide; the whole stands on the first
COLON = {Language.EN: ":", Language.FR: "\u00a0:"}


def said(document: Document, label: str, value: str) -> str:
    """A label with what it labels, with the colon of the language."""
    return f"{label}{COLON[document.language]} {value}" if value else ""


def joined(*parts: str) -> str:
    return APART.join(one for one in parts if one)


def scope_line(document: Document) -> str:
    head, labels = document.head, document.labels
    return joined(
        head.organization,
        said(document, labels.scope, head.scope),
        said(document, labels.framework, head.framework),
        said(document, labels.coverage, head.coverage),
        head.marks,
    )  # fmt: skip


def flags(document: Document) -> str:
    """What must not be overlooked: over the title of every slide."""
    return joined(document.head.example, document.head.embargo)


def identity(document: Document, issue: Issue) -> str:
    return joined(
        document.head.classification, issue.status, issue.code, issue.content[:SHORT], issue.link
    )


def dates(document: Document) -> str:
    head, labels = document.head, document.labels
    return joined(f"{labels.as_of} {head.as_of}", f"{labels.known_at} {head.known_at}")


def source_line(document: Document, sources: tuple[str, ...]) -> str:
    return said(document, document.labels.sources, "; ".join(dict.fromkeys(sources)))


def foot_xml(
    document: Document, issue: Issue, page: tuple[int, int], sources: tuple[str, ...]
) -> list[str]:
    """The foot of one slide, part by part."""
    language = document.language
    parts = [
        ("source", SOURCE, _source(document, sources), Holder("body", 16)),
        ("dates", DATES, _small(dates(document), DATES), Holder("dt", 10)),
        ("identity", IDENT, _small(identity(document, issue), IDENT), Holder("body", 17)),
        ("scope", FOOTER, _small(scope_line(document), FOOTER), Holder("ftr", 11)),
        ("page", NUMBER, _page(document, *page), Holder("sldNum", 12)),
    ]
    return [
        text_xml(0, name, box, paras, language, holder)
        for name, box, paras, holder in parts if "".join(one.text for one in paras)
    ]  # fmt: skip


def _small(text: str, box: Box) -> tuple[Para, ...]:
    return fitted((words(text, 9.5, "tx2"),), box.wide, box.high)


def _source(document: Document, sources: tuple[str, ...]) -> tuple[Para, ...]:
    """The sources, smaller where they are many; of too many the notes have the rest."""
    for count in range(len(sources), 0, -1):
        rest = "" if count == len(sources) else f" … ({document.labels.notes})"
        line = source_line(document, sources[:count]) + rest
        found = fitted((words(line, 10.5, "tx2"),), SOURCE.wide, SOURCE.high, LEAST)
        if height(found, SOURCE.wide) <= SOURCE.high:
            return found
    return fitted((words(source_line(document, sources[:1]), 10.5, "tx2"),), *SOURCE[2:])


def _page(document: Document, page: int, pages: int) -> tuple[Para, ...]:
    before, after = document.labels.page.replace("{pages}", str(pages)).split("{page}")
    number = Run(str(page), 9.5, "tx2", field="slidenum")
    return (Para((Run(before, 9.5, "tx2"), number, Run(after, 9.5, "tx2")), align="r"),)


def kicker_xml(document: Document, text: str) -> str:
    """The line above the title: what the slide is of, and what must not be overlooked."""
    head, office = document.head, document.head.organization
    text = text or (head.title if width(head.title, 12) < KICKER.wide * 0.7 else office)
    flag = flags(document)
    runs = (Run(text, 12, "tx2"), Run(f"{APART}{flag}" if flag else "", 12, "accent4", bold=True))
    paras = fitted((Para(tuple(one for one in runs if one.text)),), KICKER.wide, KICKER.high)
    return text_xml(0, "kicker", KICKER, paras, document.language, Holder("body", 13))
