"""Sizes of files in words."""

from dashboard.text import Words

KILOBYTE, MEGABYTE = 1 << 10, 1 << 20


def size_words(size: int, words: Words) -> str:
    """A size as people say it: "20 MB", or "200 kB" where it is less than one of those."""
    if size < MEGABYTE:
        return words("returns.size_kilo", count=size // KILOBYTE)
    return words("returns.size_mega", count=size // MEGABYTE)
