"""The notes of a sheet: ours added below the partner's words, and taken away again."""

from collections.abc import Iterable, Mapping

from ingest.annotated.addresses import Spot, spot
from ingest.annotated.nodes import (
    Edit,
    Node,
    as_cell_words,
    as_utf8,
    escaped,
    grown,
    joined,
    opened_up,
    prefix_at,
    read,
)
from ingest.annotated.styles import MAIN

EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="{MAIN}">'
    "<authors/><commentList/></comments>"
).encode()


class Notes:
    """A comments part; `save` gives it with our notes as they are now to be."""

    def __init__(self, part: bytes, authors: Iterable[str]) -> None:
        self._part = as_utf8(part)
        self._root = read(self._part)
        self._prefix = prefix_at(self._part, self._root.start)
        self._names = frozenset(authors)
        self._authors = [one.words for one in self._writers()]
        self.removed: set[Spot] = set()  # cells whose note was ours alone
        self.theirs: dict[Spot, Node] = {}
        self._edits: list[Edit] = []
        self._sort_out()

    def _writers(self) -> list[Node]:
        held = self._root.first("authors")
        return list(held.named("author")) if held else []

    def _sort_out(self) -> None:
        for node in self._comments():
            here = spot(node.attributes.get("ref", ""))
            if here is None:
                continue
            if self._author(node) in self._names:
                self.removed.add(here)
                self._edits.append(Edit(node.start, node.end, b""))
            else:
                self.theirs.setdefault(here, node)

    def _comments(self) -> list[Node]:
        held = self._root.first("commentList")
        return list(held.named("comment")) if held else []

    def _author(self, node: Node) -> str:
        number = node.attributes.get("authorId", "")
        at = int(number) if number.isascii() and number.isdigit() else len(self._authors)
        return self._authors[at] if at < len(self._authors) else ""

    def write(self, words: Mapping[Spot, str], author: str) -> bytes:
        """The part with these notes, and none of ours of before."""
        edits = list(self._edits)
        for here, node in self.theirs.items():
            edits += self._below(node, words.get(here, ""), author)
        fresh = [
            self._comment(here, words[here], author)
            for here in sorted(words)
            if here not in self.theirs
        ]
        return joined(self._part, [*edits, *self._added(b"".join(fresh), author)])

    def _added(self, fresh: bytes, author: str) -> list[Edit]:
        if not fresh:
            return []
        edits: list[Edit] = []
        authors, list_ = self._root.first("authors"), self._root.first("commentList")
        if author not in self._authors:
            edits += self._into(authors, "authors", self._tagged("author", escaped(author)))
        return edits + self._into(list_, "commentList", fresh)

    def _into(self, node: Node | None, name: str, added: bytes) -> list[Edit]:
        if node:
            return grown(self._part, node, added)
        place = self._root.opened if name == "authors" else self._root.closing
        return [Edit(place, place, self._tagged(name, added))]

    def _comment(self, here: Spot, words: str, author: str) -> bytes:
        at = self._authors.index(author) if author in self._authors else len(self._authors)
        told = (self._prefix, here.address.encode(), at)
        text = self._tagged("text", self._runs(words))
        return (
            b'<%bcomment ref="%b" authorId="%d" shapeId="0">' % told
            + text
            + (b"</%bcomment>" % self._prefix)
        )

    def _tagged(self, name: str, content: bytes, about: bytes = b"") -> bytes:
        tag = self._prefix + name.encode()
        return b"<%b%b>%b</%b>" % (tag, about, content, tag)

    def _runs(self, words: str) -> bytes:
        """A note's first line in bold, as its heading."""
        first, line_end, rest = words.partition("\n")
        runs = self._run(first + line_end, bold=True)
        return runs + self._run(rest) if rest else runs

    def _run(self, words: str, *, bold: bool = False) -> bytes:
        prefix = self._prefix
        face = b'<%bsz val="9"/><%bcolor indexed="81"/><%brFont val="Tahoma"/><%bfamily val="2"/>'
        about = (b"<%bb/>" % prefix if bold else b"") + face % (prefix, prefix, prefix, prefix)
        text = self._tagged("t", as_cell_words(words), b' xml:space="preserve"')
        return self._tagged("r", self._tagged("rPr", about) + text)

    def _below(self, node: Node, words: str, author: str) -> list[Edit]:
        """Our words below a note that is the partner's own, in place of those of before."""
        text = node.first("text")
        if text is None:
            return self._text_for(node, words, author) if words else []
        edits, last = self._without_ours(text)
        if words:
            new = self._run(f"\n{heading(author)}\n", bold=True) + self._run(words)
            edits += self._after(text, last, new)
        return edits

    def _text_for(self, node: Node, words: str, author: str) -> list[Edit]:
        text = self._tagged("text", self._run(f"{heading(author)}\n", bold=True) + self._run(words))
        tag, close = opened_up(self._part, node)
        return [Edit(node.start, node.opened, tag + text + close)]

    def _after(self, text: Node, last: Node | None, new: bytes) -> list[Edit]:
        if last:
            return [Edit(last.end, last.end, new)]
        if any(text.children):  # only what tells how words are spoken, which comes last
            return [Edit(text.opened, text.opened, new)]
        return grown(self._part, text, new)

    def _without_ours(self, text: Node) -> tuple[list[Edit], Node | None]:
        """Edits that take our words away, from our heading on; and the last run that stays."""
        headings = tuple(f"\n{heading(one)}\n" for one in self._names)
        edits: list[Edit] = []
        last: Node | None = None
        ours = False
        for run in text.named("t", "r"):
            inner = run if run.local == "t" else run.first("t")
            words = inner.words if inner else ""
            at = min((words.find(one) for one in headings if one in words), default=-1)
            if inner and not ours and at > 0:
                kept = as_cell_words(words[:at])
                edits.append(Edit(inner.opened, inner.closing, kept))
                last, ours = run, True
            elif ours or at == 0:
                edits.append(Edit(run.start, run.end, b""))
                ours = True
            else:
                last = run
        return edits, last


def heading(author: str) -> str:
    """The line that parts a partner's own words from ours in one note."""
    return f"—— {author} ——"
