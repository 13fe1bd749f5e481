"""Valid, consistent and stable: what the publishers themselves say of their figures, and again."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dashboard.news import Cell, said_unlike
from dashboard.quality.verdicts import Verdict, Weak, of_value, told
from metrics import ObservationStatus, Restated, SeriesLine, Source, restated

MARKED = {
    ObservationStatus.ESTIMATED: "estimated",
    ObservationStatus.DEFINITION_DIFFERS: "defined_otherwise",
    ObservationStatus.LOW_RELIABILITY: "unreliable",
}


def valid(lines: Sequence[SeriesLine]) -> Verdict:
    """What is held has passed the checks of its reading; some of it its publisher marks itself."""
    weak = [
        of_value(
            MARKED[one.observation.status], line, one, period=one.observation.period, value=one
        )
        for line in lines
        for one in line.values
        if one.observation.status in MARKED
    ]
    return told(weak, of=sum(len(one.values) for one in lines))


def consistent(source: Source, cells: Iterable[Cell]) -> Verdict:
    """Of what two series state, and this source is one of them, how much they state unlike."""
    own = [cell for cell in cells if any(line.source.id == source.id for line, _ in cell)]
    return told((differing(cell, source.id) for cell in own if said_unlike(cell)), of=len(own))


def differing(cell: Cell, source: str = "") -> Weak:
    """The statements of a cell, under the name of that of the source."""
    line, held = next((one for one in cell if one[0].source.id == source), cell[0])
    return of_value("differs", line, held)._replace(cell=cell)


def stable(lines: Sequence[SeriesLine]) -> Verdict:
    """Of the periods that were stated again, how many got another value, and by how much."""
    again = sum(len(one.earlier) for one in lines)
    weak = [changed(one) for one in restated(lines)]
    most = max((Decimal(one.size) for one in weak), default=Decimal(0))
    return told(weak, of=again, most=rounded(most))


def changed(one: Restated) -> Weak:
    """A restated value with its first, and the change as a share of the first where it has one."""
    line, first, now = one
    before, after = first.observation.value, now.observation.value
    weak = of_value("restated", line, now, first=first, now=now, period=now.observation.period)
    if before is None or after is None or not before:
        return weak
    share = 100 * (after - before) / abs(before)
    said = {**weak.said, "sign": "+" if share > 0 else "\u2212", "share": rounded(abs(share))}
    return weak._replace(kind="restated_by", said=said, size=abs(share))


def rounded(share: Decimal) -> Decimal:
    """A share of a hundred with one decimal, a smaller one with two."""
    return share.quantize(Decimal("0.1" if share >= 1 else "0.01"))
