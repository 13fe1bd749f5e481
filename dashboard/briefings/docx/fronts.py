"""What stands before the exhibits: title, contents, key lines, scorecard, changes, read me."""

from collections.abc import Iterator, Sequence

from dashboard.briefings.document import Cell, Change, Chip, KeyLine, Table
from dashboard.briefings.docx.fields import NUMBER, referred, see
from dashboard.briefings.docx.marks import chip
from dashboard.briefings.docx.tables import SIZE, captioned, in_words, table
from dashboard.briefings.docx.words import TAB, joined, para, run, tell
from dashboard.briefings.docx.writing import Writing
from dashboard.briefings.drawing.chart_ink import wide
from dashboard.briefings.pdf.data import scorecard as arranged
from dashboard.briefings.text_direction import is_from_the_right

LARGE = ((70, 56), (140, 44), (260, 34))  # letters of a title up to which it has half-points
SMALLEST = 28
FEW = 16  # lines at most of a scorecard that is kept on one page
MARK, REASON, BOLD = 16.0, 24.0, 1.08  # points; how much wider letters in bold are


def opening(writing: Writing) -> list[str]:
    """The title, and by what the briefing is called."""
    issue = writing.issue
    code = f"{writing.labels.code} {issue.code}" if issue.code else ""
    return [_title(writing.document.head.title), tell("Subtitle", joined(code, issue.status))]


def front(writing: Writing) -> list[str]:
    """What comes before the exhibits, after the contents."""
    document = writing.document
    return [
        *_key_lines(writing, document.lines),
        *_scorecard(writing),
        *_changes(writing, document.changes),
    ]


def _title(text: str) -> str:
    """The title, smaller where it is long."""
    size = next((size for most, size in LARGE if len(text) <= most), SMALLEST)
    small = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    look = run(text).replace("<w:r><w:t", "<w:r><w:rPr></w:rPr><w:t")
    if size != LARGE[0][1]:
        look = look.replace("<w:rPr>", f"<w:rPr>{small}")
    return para("Title", look, rtl=is_from_the_right(text))


def _key_lines(writing: Writing, lines: tuple[KeyLine, ...]) -> list[str]:
    if not lines:
        return []
    head = writing.heading(1, writing.labels.key_lines)
    return [head, *(para for one in lines for para in _key_line(writing, one))]


def _key_line(writing: Writing, one: KeyLine) -> Iterator[str]:
    """The line, and beneath words of an official what the figures say."""
    number = writing.number_of(one.indicator)
    where = see(writing.labels.see, number) if number else ""
    rtl, keep = is_from_the_right(one.text), bool(one.figures)
    yield para("KeyLine", run(one.text) + where, keep=keep, rtl=rtl)
    if one.figures:
        yield tell("KeyLineFigures", one.figures)


def _scorecard(writing: Writing) -> list[str]:
    told = writing.document.scorecard
    head = writing.heading(1, writing.labels.scorecard)
    return [head, captioned(writing, told.caption), _rows(writing)]


def _rows(writing: Writing) -> str:
    """The scorecard; where its rows are the exhibits, a last column leads to them."""
    document = writing.document
    found = arranged(document)
    chips, is_linked = int(found["chip"]), bool(found["is_linked"])
    told = _with_numbers(writing) if is_linked else document.scorecard

    def shown(row: int, column: int, cell: Cell) -> str:
        if is_linked and column == len(told.head) - 1:
            return referred(row + 1, "Reference")
        if column != chips:
            return in_words(row, column, cell)
        mark = document.chips[row]
        reason = run(f", {mark.reason}", "QuietWords") if mark.reason else ""
        return chip(writing, mark) + reason

    room = [(chips, _chips_width(document.chips))] if chips >= 0 else []
    return table(told, shown, added=room, whole=FEW)


def _chips_width(chips: Sequence[Chip]) -> float:
    """A mark, its word, and something of the reason, which may take lines of its own."""
    words = max(wide(one.word, SIZE) for one in chips)
    return MARK + words * BOLD + min(max(wide(one.reason, SIZE) for one in chips), REASON)


def _with_numbers(writing: Writing) -> Table:
    """The scorecard with the numbers of the exhibits after it."""
    told, word = writing.document.scorecard, writing.labels.exhibit.replace(NUMBER, "").strip()
    rows = tuple((*row, Cell(str(number))) for number, row in enumerate(told.rows, 1))
    return told._replace(head=(*told.head, word), rows=rows, right=(*told.right, len(told.head)))


def _changes(writing: Writing, changes: tuple[Change, ...]) -> list[str]:
    labels = writing.labels
    if not labels.since:
        return []
    head = [writing.heading(1, labels.changes), tell("Note", labels.since, keep=True)]
    if not changes:
        return [*head, tell("BodyText", labels.no_changes)]
    return [*head, *(_change(writing, one) for one in changes)]


def _change(writing: Writing, one: Change) -> str:
    number = writing.number_of(one.indicator)
    where = see(writing.labels.see, number) if number else ""
    words = writing.linked(one.path, one.words)
    return para("ListBullet", words + where, rtl=is_from_the_right(one.words))


def read_me(writing: Writing) -> list[str]:
    """What the file is, and by what it is found and checked: the whole hash stands here."""
    labels, head, issue = writing.labels, writing.document.head, writing.issue
    facts = (
        (labels.code, issue.code), (labels.content, issue.content), (labels.scope, head.scope),
        (labels.as_of, head.as_of), (labels.known_at, head.known_at),
        (labels.framework, head.framework), (labels.coverage, head.coverage),
        (labels.marks, head.marks), (labels.classification, head.classification),
    )  # fmt: skip
    link = run(labels.link, "QuietWords") + TAB + writing.linked("", issue.link)
    return [
        writing.heading(1, labels.read_me),
        *(tell("BodyText", one, keep=True) for one in labels.about),
        *(_fact(name, said) for name, said in facts if said),
        para("Fact", link),
    ]


def _fact(name: str, said: str) -> str:
    return para("Fact", run(name, "QuietWords") + TAB + run(said), keep=True)
