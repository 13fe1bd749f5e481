"""What the page of funding counts and adds, again from the awards that are held."""

from collections import Counter
from collections.abc import Iterator

from metrics import Period
from tests.numbers.asked import Asked, Count
from tests.numbers.documents import of_drawing

PARTNERS = ("partner-awards", "housing-support-awards")
DRAWN_MONEY = (
    ("strategy-commitments", "strategy-new-money"),
    ("indigenous-led-fund-call", "both-funds-call", "both-funds-five-year-total",
     "both-funds-awards", "community-supports-fund-awards", "indigenous-led-fund-awards",
     "regional-awards-total"),
)  # fmt: skip
PROGRAMS = ("victim-support-grant-by-service", "civil-remedies-awards")


def of_funding(asked: Asked) -> Iterator[Count]:
    """The awards listed, each a figure of its own."""
    held = Counter(key.series for key in asked.held.figures)
    partners, programs = (
        sum(held[f"ontario-funding/{one}"] for one in names) for names in (PARTNERS, PROGRAMS)
    )
    yield asked.counted("funding.partners_caption", partners)
    yield asked.counted("funding.program_awards_caption", programs)
    yield asked.counted("funding.program_awards_title", programs)
    yield from _found_of_totals(asked)
    for names in DRAWN_MONEY:
        yield from of_drawing({f"ontario-funding/{one}" for one in names}, asked)


def _found_of_totals(asked: Asked) -> Iterator[Count]:
    """Of each total of both funds: how many awards lie in its years, and their sum."""
    own = {name: [key for key in asked.held.figures if key.series == f"ontario-funding/{name}"]
           for name in ("both-funds-awards", "partner-awards")}  # fmt: skip
    for total in own["both-funds-awards"]:
        start, end = Period.parse(total.period)
        inside = [asked.held.figures[key][-1].observation for key in own["partner-awards"]
                  if start <= Period.parse(key.period).start and Period.parse(key.period).end <= end
                  ]  # fmt: skip
        amount = sum(int(one.value or 0) for one in inside)
        written = asked.words.number(amount)
        sign = f"{written}\u00a0$" if asked.page.language == "fr" else f"${written}"
        kinds = {str(one.qualifier) for one in inside}
        kind = "about" if "approximate" in kinds else "exactly"
        together = asked.words(
            f"funding.sum_{kind}{'_or_more' * ('more_than' in kinds)}", amount=sign
        )
        yield Count(asked.counted("funding.found", len(inside), together=together, total="|",
                                  period="|").words.rpartition("|. ")[2])  # fmt: skip
