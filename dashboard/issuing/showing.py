"""How far a command has come, on a terminal; a file or a program sees none of it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic

from rich.console import Console
from rich.progress import Progress

from dashboard.issuing.making import File
from dashboard.text import Words

SOON = 1.0  # seconds, after which it is shown


@contextmanager
def waiting(words: Words) -> Iterator[None]:
    """A line on the terminal while something is composed; a file or a program sees none."""
    console = Console(stderr=True)
    said = words("briefing_commands.composing")
    with console.status(said) if console.is_terminal else nullcontext():
        yield


def shown(found: Iterator[File], total: int, words: Words) -> Iterator[File]:
    """The files one by one; from the first second on it is shown how many are done."""
    console, begun = Console(stderr=True), monotonic()
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(words("briefing_commands.rendering"), total=total)
    try:
        for one in found:
            bar.advance(task)
            if monotonic() - begun > SOON:
                bar.start()
            yield one
    finally:
        bar.stop()
