"""Who reviewed our words with survivors: said at the foot of every page, and on the command line.

A file of words, text/<language>/<name>.toml, is what is reviewed; `data/reference/reviews.toml`
says which were. A page shows the review of its own file.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.text import Words, messages
from metrics import Catalogue, DefinitionError, Framework, Language, Review, mark_of, nearest

FRAME = "shell"  # the words of every page, and of those that have no file of their own
OVERVIEW = "overview"
# Pages whose words stand in another page's file, by the first part of their address.
ELSEWHERE = {
    "": OVERVIEW, "account": "sign_in", "annotations": "annotation", "choose-password": "sign_in",
    "second-step": "sign_in",
    "welcome": "sign_in", "consent": "governance", "data": "explore", "partner": "partners",
    "program": "programs", "releases": "release",
}  # fmt: skip


class Reviewed(NamedTuple):
    """Words that are reviewed as one, their mark as they stand, and their review, if there is one.

    `kind` is "framework" or "words", `name` the framework's id or the name of the file.
    """

    kind: str
    name: str
    mark: str
    review: Review | None

    @property
    def has_changed(self) -> bool:
        """Whether the words are known to be others than those that were reviewed."""
        return self.review is not None and not self.review.covers(self.mark)


@cache
def files() -> tuple[str, ...]:
    """The files of words, by name."""
    return tuple(sorted({key.partition(".")[0] for key in messages(Language.EN)}))


def file_of(path: str) -> str:
    """The file that holds the words of the page at this path."""
    first = path.split("/")[1] if path.startswith("/") else ""
    name = ELSEWHERE.get(first, first.replace("-", "_"))
    return name if name in files() else FRAME


def words_reviewed(name: str, catalogue: Catalogue) -> Reviewed:
    return Reviewed("words", name, _mark(name), catalogue.reviews.get(name))


def framework_reviewed(framework: Framework) -> Reviewed:
    return Reviewed("framework", framework.id, framework.mark, framework.reviewed)


def every_reviewed(catalogue: Catalogue) -> Iterator[Reviewed]:
    """All that can be reviewed: the frameworks, oldest first, then the files of words."""
    oldest_first = sorted(catalogue.frameworks.values(), key=lambda one: one.starts_on)
    yield from map(framework_reviewed, oldest_first)
    yield from (words_reviewed(one, catalogue) for one in files())


def refuse_unknown(catalogue: Catalogue) -> None:
    """DefinitionError where a review is declared of words that are none of the product's."""
    if unknown := sorted(catalogue.reviews.keys() - {*files()}):
        raise DefinitionError(
            f"reference/reviews.toml [{one}]: there is no such file of words"
            + "".join(f"; nearest: {near}" for near in nearest(one, files())[:1])
            for one in unknown
        )


def said(one: Reviewed, words: Words) -> str:
    """Who reviewed it with survivors and when, or that nobody has yet."""
    if one.review is None:
        return words("reviewed.not_yet")
    key = "reviewed.changed" if one.has_changed else "reviewed.by"
    return words(key, by=words.text(one.review.by), on=words.day(one.review.on))


def sentence(label: str, one: Reviewed, words: Words) -> str:
    return f"{label}{words('shared.colon')}{said(one, words)}."


def of_page(address: Address, catalogue: Catalogue, words: Words) -> Iterator[str]:
    """What the foot of a page says: of its own words, and of the strategy that it shows."""
    own = words_reviewed(file_of(address.path), catalogue)
    yield sentence(words("reviewed.page"), own, words)
    if framework := catalogue.frameworks.get(address.framework):
        label = words("reviewed.framework", title=words.text(framework.title))
        yield sentence(label, framework_reviewed(framework), words)


def of_strategy(framework: Framework, words: Words) -> str:
    """The same of a strategy that is named already."""
    return sentence(words("reviewed.strategy"), framework_reviewed(framework), words)


@cache
def _mark(name: str) -> str:
    """The mark of a file of words in both languages."""
    held = (messages(language) for language in Language)
    return mark_of(
        part
        for one in held
        for key in sorted(one)
        if key.startswith(f"{name}.")
        for part in (key, one[key])
    )
