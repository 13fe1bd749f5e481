"""From an outline to files: composed, frozen, issued, rendered, and composed again to be checked.

Pages, commands and schedules make briefings by this alone. The store is any of a reader who sees
ahead: what is composed is always what officials see.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from dashboard.briefings.composing.material import FORM
from dashboard.briefings.document import Change, Document, Format, Issue
from dashboard.briefings.outline import Outline
from dashboard.briefings.snapshot import (
    Difference,
    Reworded,
    Since,
    Snapshot,
    compare,
    content_hash,
    frozen,
    outline_in,
    outline_text,
    read,
    reworded,
    same_figures,
    text_of,
)
from dashboard.text import Words
from metrics import Briefing, Draft, Figure, Issued, Language, MetricsStore

DRAFT = "draft"  # how the files of a briefing without a code are called
MIMES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Made(NamedTuple):
    """A composed outline: what would be frozen, and of which state of the store.

    `before` are the figures of the briefing that it is compared with: the words of the changes
    hold them.
    """

    snapshot: Snapshot
    text: str  # canonical JSON: what is kept
    content: str  # its sha256
    data_version: int
    before: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in it, also those that only its changes tell of."""
        own = (one.key for one in self.snapshot.figures.values)
        return tuple(dict.fromkeys([*own, *self.before]))

    @property
    def embargoed(self) -> tuple[Figure, ...]:
        """Those that are not public at the instant of freezing."""
        at = self.snapshot.held_at
        return tuple(
            one.key
            for one in self.snapshot.figures.values
            if one.released_at and datetime.fromisoformat(one.released_at) > at
        )


class File(NamedTuple):
    """A rendered file; `name` says the code, the language and the format."""

    name: str
    format: Format
    language: Language
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def mime(self) -> str:
        return MIMES[self.format]


class Rebuilt(NamedTuple):
    """What came of composing an issued briefing again: the same, or what differs.

    `is_kept` says whether the snapshot that was kept still has its hash. Where `differences` are
    none and `content` is another, only words have changed: `reworded` names them.
    """

    code: str
    issued: str  # the hash on record
    content: str  # of what was composed now
    is_kept: bool
    differences: tuple[Difference, ...]
    reworded: tuple[Reworded, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether what is composed now is the same to the letter."""
        return self.is_kept and self.content == self.issued

    @property
    def holds(self) -> bool:
        """Whether the briefing still says what is held: its figures, whatever words are now."""
        return self.is_kept and not self.differences


def made(
    store: MetricsStore, outline: Outline, held_at: datetime | None = None, form: int = FORM
) -> Made:
    """Compose an outline of what is held at an instant: now, unless one is given.

    `form` is that of an older snapshot, where it is composed again.

    MetricsError names every fault of the outline, or why the briefing before cannot be read.
    Hand the result to `issue`, which refuses it where the figures have changed meanwhile.
    """
    version = store.data_version()
    at = (held_at or store.now()).astimezone(UTC)
    since = since_of(store, outline.since) if outline.since else None
    snapshot = frozen(store, outline, at, since, form)
    text = text_of(snapshot)
    before = tuple(one.key for one in since.figures.values) if since else ()
    return Made(snapshot, text, content_hash(text), version, before)


def since_of(store: MetricsStore, code: str) -> Since:
    """An issued briefing as the one before: its figures, and its name in both languages."""
    kept, figures = store.briefings.find(code), kept_snapshot(store, code).figures
    day = _day(kept.issue.at if kept.issue else kept.created)
    named = {
        language: words("briefing_file.since", code=code, day=words.day(day.date()))
        for language in Language
        if (words := Words(language))
    }
    return Since(figures, named)


def drafted(
    store: MetricsStore,
    outline: Outline,
    actor: str,
    code: str | None = None,
    base_version: int | None = None,
    *,
    read_at: datetime | None = None,
    copied_from: str | None = None,
) -> Draft:
    """Keep an outline as a draft; the figures of every indicator in its lines are told with it."""
    figures = figures_of_lines(store, outline)
    return store.briefings.draft(
        outline_text(outline), outline.title, figures, actor, code, base_version,
        read_at=read_at, copied_from=copied_from,
    )  # fmt: skip


def figures_of_lines(store: MetricsStore, outline: Outline) -> tuple[Figure, ...]:
    """Every figure that may stand in the key lines: all that are shown of their indicators."""
    said = {one.indicator for one in outline.lines if one.en.strip() or one.fr.strip()}
    wanted = tuple(one for one in outline.indicators if one in said)
    if not wanted:
        return ()
    narrowed = outline.model_copy(update={"indicators": wanted, "lines": (), "since": None})
    return made(store, narrowed).figures


def issue(store: MetricsStore, code: str, version: int, of: Made, actor: str) -> Issued:
    """Freeze what was composed, once and for good.

    Refused where somebody else has to read a line first, and has not.
    """
    from dashboard.issuing.second_reading import unread_in, wording_of  # what renders needs it not

    return store.briefings.issue(
        code, version, of.text, of.content, of.figures, of.snapshot.held_at, of.data_version,
        actor, of.embargoed, wording_of(unread_in(of.snapshot, store.catalogue)),
    )  # fmt: skip


def outline_of(store: MetricsStore, code: str, version: int | None = None) -> Outline:
    """The outline that is kept of a briefing, its newest version unless one is asked for."""
    return Outline.model_validate_json(store.briefings.outline(code, version))


def kept_snapshot(store: MetricsStore, code: str) -> Snapshot:
    """What was frozen; MetricsError tells why where it can no longer be read."""
    return read(store.briefings.snapshot(code))


def printed(briefing: Briefing, language: Language, public_url: str = "") -> Issue:
    """What the files of an issued briefing are found and checked by, in words of a language."""
    if briefing.issue is None:
        return printed_draft(language, briefing.created)
    words, at = Words(language), _day(briefing.issue.at)
    return Issue(
        briefing.code,
        briefing.issue.content,
        link_to(briefing.code, public_url),
        words("briefing_commands.status_issued", day=words.day(at.date())),
        at.date().isoformat(),
    )


def printed_draft(language: Language, at: datetime) -> Issue:
    """The same of what is not issued: it has no code, and says that it is a draft."""
    status = Words(language)("briefing_commands.status_draft")
    return Issue("", "", "", status, _day(at).date().isoformat())


def link_to(code: str, public_url: str = "") -> str:
    """Where a briefing is found; without the address of the installation its path alone."""
    return f"{public_url.rstrip('/')}/briefings/{code}"


def file_name(code: str, language: Language, format_: Format) -> str:
    return f"{code or DRAFT}-{language.value}.{format_.value}"


def files(
    snapshot: Snapshot,
    printed_in: dict[Language, Issue],
    formats: Iterable[Format] = tuple(Format),
) -> Iterator[File]:
    """Render a snapshot, a file at a time, so that progress can be told between them.

    Format by format: what one takes most memory for is over before the next is read.
    """
    for format_ in formats:
        for language, told in printed_in.items():
            if document := snapshot.document(language):
                yield file_of(document, told, format_)


def file_of(document: Document | None, told: Issue, format_: Format) -> File:
    """One file of one document."""
    if document is None:
        raise ValueError("a snapshot holds a document in each language")
    data = _rendered(document, told, format_)
    return File(file_name(told.code, document.language, format_), format_, document.language, data)


def _rendered(document: Document, told: Issue, format_: Format) -> bytes:
    """Each renderer is read when its format is asked for: a page needs none of the others."""
    match format_:
        case Format.PDF:
            from dashboard.briefings.pdf.font_cover import spelled
            from dashboard.briefings.pdf.render import render_pdf

            return render_pdf(spelled(document), told)  # others take the fonts of their reader
        case Format.DOCX:
            from dashboard.briefings.docx.render import render_docx

            return render_docx(document, told)
        case Format.PPTX:
            from dashboard.briefings.pptx.render import render_pptx

            return render_pptx(document, told)
        case Format.XLSX:
            from dashboard.briefings.xlsx.render import render_xlsx

            return render_xlsx(document, told)


def rebuilt(store: MetricsStore, code: str) -> Rebuilt:
    """Compose an issued briefing again, of the frozen instant; MetricsError tells why it cannot be.

    Nothing is kept of it, and nothing that was issued is changed by it.
    """
    kept = store.briefings.snapshot(code)
    snapshot, found = read(kept), store.briefings.find(code)
    issued = found.issue.content if found.issue else ""
    again = made(store, outline_in(snapshot), snapshot.held_at, snapshot.form)
    is_kept = content_hash(kept) == issued
    if again.content == issued:
        return Rebuilt(code, issued, again.content, is_kept, ())
    words = reworded(snapshot, again.snapshot)
    return Rebuilt(code, issued, again.content, is_kept, same_figures(snapshot, store), words)


def compared(
    store: MetricsStore, before: str, after: str, language: Language
) -> tuple[Change, ...]:
    """What differs between two issued briefings, in the words in which the second would tell it."""
    first, second = kept_snapshot(store, before), kept_snapshot(store, after)
    return compare(first, second, store.catalogue, language)


def _day(at: datetime) -> datetime:
    """An instant by the clock of this server: on which day something was issued."""
    return at.astimezone()
