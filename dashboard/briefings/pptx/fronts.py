"""The slides before the exhibits: cover, key lines, scorecard, what has changed."""

from collections.abc import Callable, Iterator

from dashboard.briefings.document import Document, Issue, KeyLine
from dashboard.briefings.pptx.canvas import Canvas, Page, numbered
from dashboard.briefings.pptx.foot import (
    COLON,
    dates,
    flags,
    identity,
    said,
    scope_line,
    source_line,
)
from dashboard.briefings.pptx.parts import Holder, Sheet, sheet_xml
from dashboard.briefings.pptx.sheets import is_level, sheets_of
from dashboard.briefings.pptx.text import (
    STEPS,
    Para,
    Run,
    clean,
    fitted,
    height,
    paged,
    scaled,
    words,
)
from dashboard.briefings.pptx.theme import BODY, COVER, FACTS, FULL, Box

MEASURE = BODY.wide  # points: how long a line of text is at the most
SIZES = (26.0, 23.0, 20.0)  # of key lines: the largest in which one slide holds them all
CHANGE = 17.0
FIGURES = 13.0  # of what the figures say beneath a line, at least
Paras = tuple[Para, ...]


def _front_notes(document: Document, issue: Issue) -> tuple[str, ...]:
    """What every slide's notes end with: by what the figures are found and checked."""
    labels = document.labels
    every = (
        dates(document), flags(document), scope_line(document), identity(document, issue),
        source_line(document, sources(document)), said(document, labels.content, issue.content),
        said(document, labels.link, issue.link),
    )  # fmt: skip
    return tuple(one for one in every if one)


def sources(document: Document) -> tuple[str, ...]:
    """The sources of everything: what the slides before the exhibits stand on."""
    return tuple(dict.fromkeys(source for one in document.exhibits for source in one.sources))


def cover_page(document: Document, issue: Issue) -> Page:
    notes = (*document.labels.about, document.footer, *_front_notes(document, issue))
    return Page("cover", document.head.title, _cover, notes,
                sources=sources(document))  # fmt: skip


def _cover(canvas: Canvas) -> None:
    document, issue = canvas.deck.document, canvas.deck.issue
    heading = (words(document.head.title, 44, bold=True, serif=True),)
    canvas.text("title", COVER, fitted(heading, COVER.wide, COVER.high), Holder("ctrTitle"))
    told = tuple(filter(None, (document.head.embargo, document.head.example)))
    above = [words(document.head.organization, 15, "tx2")]
    above += [words(one, 15, "accent4", bold=True, before=2) for one in told]
    canvas.text(
        "organization", Box(COVER.x, 44, FULL, 64), fitted(above, FULL, 64), Holder("body", 13)
    )
    half = FACTS.wide / 2 - 15
    left, right = _facts(document, issue)
    left, right = _alike(left, right, half)
    canvas.text("facts", FACTS._replace(wide=half), left, Holder("subTitle", 1))
    canvas.text("issue", Box(FACTS.x + half + 30, FACTS.y, half, FACTS.high), right)


def _alike(left: Paras, right: Paras, wide: float) -> tuple[Paras, Paras]:
    """Both columns in one size, the largest in which both fit."""
    found = left, right
    for step in STEPS:
        found = scaled(left, step), scaled(right, step)
        if max(height(one, wide) for one in found) <= FACTS.high:
            break
    return found


def _facts(document: Document, issue: Issue) -> tuple[Paras, Paras]:
    head, labels = document.head, document.labels
    left = ((labels.classification, head.classification), (labels.as_of, head.as_of),
            (labels.known_at, head.known_at), (labels.scope, head.scope),
            (labels.framework, head.framework), (labels.coverage, head.coverage),
            (labels.marks, head.marks))  # fmt: skip
    right = ((labels.code, joined_code(issue)), (labels.link, issue.link),
             (labels.content, issue.content))  # fmt: skip
    told = [_fact(document, *one) for one in left if one[1]]
    held = [_fact(document, *one) for one in right if one[1]]
    return tuple(told), (*held, words(document.footer, 13, "tx2", before=8))


def joined_code(issue: Issue) -> str:
    return ", ".join(filter(None, (issue.code, issue.status)))


def _fact(document: Document, label: str, value: str) -> Para:
    runs = Run(f"{label}{COLON[document.language]} ", 13, "tx2"), Run(clean(value), 13)
    return Para(runs, 2)


def line_pages(document: Document, issue: Issue) -> list[Page]:
    """The key lines in large type, each with its way to the exhibit; as many slides as needed."""
    labels, notes = document.labels, _front_notes(document, issue)
    for size in SIZES:
        every = (para for one in document.lines for para in _line(one, document, size))
        parts = paged(every, MEASURE, BODY.high)
        if len(parts) < 2:
            break
    texts = tuple(said for one in document.lines for said in (one.text, one.figures) if said)
    return [
        Page("lines", numbered(labels.key_lines, at, len(parts)), _linked(part), (*texts, *notes),
             sources=sources(document))
        for at, part in enumerate(parts, 1)
    ]  # fmt: skip


def _line(line: KeyLine, document: Document, size: float) -> Iterator[Para]:
    """A key line, and beneath words of an official what the figures say."""
    yield _text_of(line, document, size)
    if line.figures:
        yield Para((Run(clean(line.figures), max(FIGURES, size * 0.6), "tx2"),), 2, under=True)


def _text_of(line: KeyLine, document: Document, size: float) -> Para:
    """The line alone; one higher than a slide is left as one piece of text, to be parted."""
    text = Run(f"{clean(line.text)} ", size)
    whole = Para((text,), size * 0.6, bullet=True)
    at = next(
        (n for n, one in enumerate(document.exhibits, 1) if one.indicator == line.indicator), 0
    )
    if not at or height((whole,), MEASURE) > BODY.high - 40:
        return whole
    see = Run(document.labels.see.replace("{number}", str(at)), 13, link=line.indicator, jump=True)
    return whole._replace(runs=(text, see))


def _linked(part: tuple[Para, ...]) -> Callable[[Canvas], None]:
    """Draws paragraphs; their links name an indicator, or a path, until the slide is there."""

    def draw(canvas: Canvas) -> None:
        paras = [
            one._replace(runs=tuple(_resolved(canvas, run) for run in one.runs)) for one in part
        ]
        canvas.text("text", BODY._replace(wide=MEASURE), paras, Holder("body", 1))

    return draw


def _resolved(canvas: Canvas, run: Run) -> Run:
    if not run.link:
        return run
    relation = canvas.jump(run.link) if run.jump else canvas.link(run.link)
    return run._replace(link=relation, jump=run.jump and bool(relation))


def score_pages(document: Document, issue: Issue) -> list[Page]:
    labels, notes = document.labels, _front_notes(document, issue)
    parts = _score_sheets(document, None)
    reasons = tuple(
        f"{row[0].text}{COLON[document.language]} {chip.word}, {chip.reason}"
        for row, chip in zip(document.scorecard.rows, document.chips, strict=False) if chip.reason
    )  # fmt: skip
    return [
        Page("scorecard", numbered(labels.scorecard, at, len(parts)), _scored(at - 1),
             (document.scorecard.caption, *reasons, *notes), sources=sources(document))
        for at, _ in enumerate(parts, 1)
    ]  # fmt: skip


def _scored(part: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        sheet = _score_sheets(canvas.deck.document, canvas)[part]
        canvas.put(sheet_xml(0, sheet, BODY, canvas.deck.document.language, Holder("tbl", 14)))

    return draw


def _score_sheets(document: Document, canvas: Canvas | None) -> list[Sheet]:
    """The scorecard in parts; with a canvas, each row leads to the slide of its indicator."""

    def linked(row: int) -> str:
        named = document.scorecard.rows[row][0].text
        found = (one for one in document.exhibits if named.startswith(one.code) and one.code)
        return next((canvas.jump(one.indicator) for one in found if canvas), "")

    for size in (16.0, 14.5, 13.0):
        found = sheets_of(document.scorecard, FULL, BODY.high, document.chips, linked, size)
        if len(found) < 2 and is_level(found[0]):
            break
    return found


def change_pages(document: Document, issue: Issue) -> list[Page]:
    """What has changed since the briefing before; no slide where there is none before."""
    labels, notes = document.labels, _front_notes(document, issue)
    if not (labels.since or document.changes):
        return []
    every = [words(labels.since, 15, "tx2")] if labels.since else []
    every += [
        Para((Run(clean(one.words), CHANGE, link=one.path),), 9, bullet=True)
        for one in document.changes
    ] or [words(labels.no_changes, CHANGE, before=9)]
    parts = paged(every, MEASURE, BODY.high)
    told = tuple(one.words for one in document.changes)
    return [
        Page("changes", numbered(labels.changes, at, len(parts)), _linked(part), (*told, *notes),
             sources=sources(document))
        for at, part in enumerate(parts, 1)
    ]  # fmt: skip
