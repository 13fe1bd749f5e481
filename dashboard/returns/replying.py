"""What `pillars submit` tells of a return that was sent back, and what is replied to it there."""

from collections.abc import Iterable, Mapping

from dashboard.printing import WrongOptionError, plain, write_line
from dashboard.returns.drafts_read import Seen
from dashboard.returns.replies import Asked
from dashboard.text import Words, both

WHOLE = "return"  # in the place of a cell: what the office said of all of it


def replied(asked: Iterable[Asked], written: Mapping[str, str]) -> dict[str, str]:
    """The replies under the keys of their comments; WrongOptionError where there is no comment."""
    known = {one.place or WHOLE: one.key for one in asked}
    for place in written:
        if place not in known and known:
            raise WrongOptionError(*both("returns.no_such_comment", places=", ".join(known)))
        if place not in known:
            raise WrongOptionError(*both("returns.no_comments"))
    return {known[place]: words for place, words in written.items()}


def tell_asked(asked: Iterable[Asked], written: Mapping[str, str], words: Words) -> None:
    """Each comment of the office, with its reply or the option by which it is given."""
    for one in asked:
        place = one.place or words("returns.whole_file")
        write_line(plain(words("returns.office_asks", place=place, words=one.remark.words)))
        reply = written.get(one.place or WHOLE)
        key = "replied" if reply else "give_reply"
        said = words(f"returns.{key}", place=one.place or WHOLE, words=reply or "")
        write_line(plain(f"  {said}"))


def tell_kept(held: Seen, reasons: Mapping[str, str], words: Words) -> None:
    """Which reasons go on holding, so that nobody sends one again without having read it."""
    for one in held.groups:
        kept = held.kept_reasons.get(one.key)
        if kept and reasons.get(one.key) == kept:
            write_line(plain(words("returns.reason_goes_on", finding=one.first.key, words=kept)))
