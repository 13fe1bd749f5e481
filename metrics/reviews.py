"""Who has gone over our words with survivors, and when; nothing where nobody has.

A review is of the words as they stood: `mark_of` is their short mark, and a review that gives it
says of itself whether they have changed since.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated

from pydantic import Field, model_validator

from metrics.declared import Declared
from metrics.languages import Text
from metrics.targets import Day

MARK = 12  # hexadecimal digits: enough to tell one version of a text from the next
BETWEEN = "\x1f"  # stands in no text, so that no two lists of texts run together alike


class Review(Declared):
    """`by` is a body, never a person; `of` is the mark of the words that it went over."""

    by: Text
    on: Day
    of: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{MARK}}}$")] | None = None

    @model_validator(mode="after")
    def _says_who(self) -> "Review":
        empty = [code for code, said in self.by._asdict().items() if not said.strip()]
        if empty:
            raise ValueError(f"has nothing in by.{empty[0]}: write who, in both languages")
        return self

    def covers(self, mark: str) -> bool:
        """Whether the words are those that were reviewed, as far as the review tells."""
        return self.of is None or self.of == mark


def mark_of(texts: Iterable[str]) -> str:
    """The mark of some words: another one as soon as any of them changes."""
    return sha256(BETWEEN.join(texts).encode()).hexdigest()[:MARK]
