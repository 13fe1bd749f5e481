"""What a check says of itself: its title counts what is to be done."""

from typing import NamedTuple

from dashboard.returns.asking import period_in
from dashboard.returns.drafts_read import Seen
from dashboard.returns.dues import said_period
from dashboard.returns.store import DraftState
from dashboard.services import services
from dashboard.text import Words
from ingest import PERIOD_UNKNOWN


class Said(NamedTuple):
    title: str
    lead: str


def title(held: Seen, words: Words, private: int = 0) -> str:
    """Say "Three things to fix before this return can be sent"; `private` reasons were refused."""
    if private:
        return counted("rewrite", private, words)
    if held.errors:
        return counted("fix", len(held.errors), words)
    if held.unexplained:
        return counted("explain", len(held.unexplained), words)
    return words("returns.title_ready")


def counted(kind: str, count: int, words: Words) -> str:
    """A title with its number in words where it is small."""
    named = words("returns.numbers").split()
    number = named[count - 1] if count <= len(named) else words.number(count)
    ending = "one" if count == 1 else "many"
    said = words(f"returns.title_{kind}_{ending}", number=number)
    return said[:1].upper() + said[1:]


def lead(held: Seen, words: Words) -> str:
    """As which return it was read, how much of it, and how it is told."""
    told = [_which(held, words), _read(held, words)]
    if held.groups:
        told.append(words.counted("returns.causes", len(held.groups)))
    return " ".join(filter(None, told))


def _which(held: Seen, words: Words) -> str:
    """The return and the period that the file was read as, where that is known."""
    draft = held.draft
    form, period = services().catalogue.returns.get(draft.form), period_in(draft.period)
    if form is None or period is None:
        return ""
    shown = said_period(form, period, words.language)
    return words("returns.checked_as", form=words.text(form.title), period=shown)


def _read(held: Seen, words: Words) -> str:
    """What the file states; nothing is counted before its period is known."""
    if any(one.first.rule == PERIOD_UNKNOWN for one in held.groups):
        return words("returns.read_without_period")
    if held.checked is None or not held.checked.rows:
        return words("returns.read_nothing")
    return words.counted("returns.read", len(held.checked.observations))


def counts(held: Seen, words: Words) -> str:
    """The note under the step of the checks."""
    return words("returns.step_counts", fix=len(held.errors), explain=len(held.warnings))


def refused_words(held: Seen, words: Words) -> Said:
    if held.draft.state is DraftState.FAILED:
        why = words.text(held.failed) if held.failed else words("returns.broken")
        return Said(words("returns.failed_title"), why)
    if held.is_private:
        return Said(words("returns.private_title"), words("returns.private_lead"))
    first = held.groups[0].first.message if held.groups else None
    why = words.text(first) if first else words("returns.broken")
    return Said(words("returns.gate_title"), why)
