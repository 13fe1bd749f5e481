"""What is said beside the marks of a native chart, and where it stands."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.document import Point
from dashboard.briefings.pptx.axes import SIZE
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.flags import flags
from dashboard.briefings.pptx.label_places import (
    AFTER,
    OVER,
    UNDER,
    Ground,
    Placed,
    covered,
    place,
    side_of_baseline,
)
from dashboard.briefings.pptx.plot import Role, Series, scale
from dashboard.briefings.pptx.text import Run, run_xml


class Tag(NamedTuple):
    """Words beside a mark: of which series and row, on which sides they may stand."""

    series: int
    row: int
    said: str
    sides: str
    colour: str
    at: Placed = Placed(OVER)


def tags(drawn: Drawn) -> tuple[str, ...]:
    """What is said beside the marks of each series, in the words of the document; else nothing."""
    placed = placed_tags(drawn)
    return tuple(
        f"<c:dLbls>{''.join(own)}{_shown(all_of_it=False)}</c:dLbls>" if own else ""
        for at in range(len(drawn.plot.series))
        for own in [[_tag(drawn, one) for one in placed if one.series == at]]
    )


def placed_tags(drawn: Drawn) -> list[Tag]:
    """Each where it lies on nothing, the words before it neither; those of a bar stand on it."""
    if drawn.plot.is_bars:
        return [one._replace(at=Placed(one.sides)) for one in _wanted(drawn)]
    ground, found = Ground(drawn.plot, drawn.inner, drawn.box), []
    taken = [one.box for one in flags(drawn)]
    for one in _wanted(drawn):
        mark = one.row, float(drawn.plot.series[one.series].numbers[one.row] or 0)
        at = place(ground, mark, one.said, one.sides, taken)
        taken.append(covered(ground, mark, one.said, at))
        found.append(one._replace(at=at))
    return found


def _wanted(drawn: Drawn) -> list[Tag]:
    """The newest value first, for it is looked for most; a target and a baseline after values."""
    every = [*enumerate(drawn.plot.series)]
    values = [one for pair in every for one in _of_values(drawn, *pair)]
    aims = [one for pair in every if pair[1].said for one in _of_aim(drawn, *pair)]
    return [*sorted(values, key=lambda one: -one.row), *aims]


def _of_values(drawn: Drawn, at: int, series: Series) -> Iterator[Tag]:
    for row, one in _told(drawn, series):
        yield Tag(at, row, one.beside, _sides(drawn, series, row), "accent1")


def _of_aim(drawn: Drawn, at: int, series: Series) -> Iterator[Tag]:
    if series.said in unplaced(drawn):
        return
    row = next(at for at, one in enumerate(series.numbers) if one is not None)
    is_goal = series.role is Role.GOAL
    first = OVER if is_goal else side_of_baseline(series, drawn.plot, row)
    sides = first + (UNDER if first == OVER else OVER)
    yield Tag(at, row, series.said, sides, "tx1")


def _told(drawn: Drawn, series: Series) -> list[tuple[int, Point]]:
    """The points that are labelled; every one where they are few or open to one side."""
    room = drawn.inner.wide / len(drawn.plot.categories)
    is_open = room > 40 or sum(one.side != 0 for _, one in series.marks) <= 4
    return [
        (row, one) for row, one in series.marks
        if one.number is not None
        and (one.is_labelled or (one.side and is_open) or (drawn.plot.is_bars and room > 30))
    ]  # fmt: skip


def _sides(drawn: Drawn, series: Series, row: int) -> str:
    """Over or under a mark, the better one first; beside the last; not where the baseline is."""
    if drawn.plot.is_bars:
        return "outEnd"
    if row == max(at for one in drawn.plot.series for at, _ in one.marks):
        return AFTER + OVER + UNDER
    opens = next((one.side for at, one in series.marks if at == row), 0)
    if opens:  # an arrow leads from it to that side
        return UNDER if opens > 0 and _above_axis(drawn, series, row) else OVER
    for one in drawn.plot.series:
        if one.role is Role.BASELINE and _number(one, row) is not None:
            return UNDER if side_of_baseline(one, drawn.plot, row) == OVER else OVER
    return OVER + UNDER if _above_axis(drawn, series, row) else OVER


def unplaced(drawn: Drawn) -> list[str]:
    """A baseline so low that its words have no room beneath it: they stand under the chart."""
    return [
        one.said for one in drawn.plot.series if one.role is Role.BASELINE
        for row, number in enumerate(one.numbers)
        if number is not None and not _above_axis(drawn, one, row)
    ]  # fmt: skip


def _above_axis(drawn: Drawn, series: Series, row: int) -> bool:
    """Whether there is room for words between a mark and the axis."""
    shown, here = scale(drawn.plot), _number(series, row)
    return here is not None and here - shown.low > (shown.high - shown.low) * Decimal("0.16")


def _number(series: Series, row: int) -> Decimal | None:
    return series.numbers[row] if 0 <= row < len(series.numbers) else None


def _shown(*, all_of_it: bool) -> str:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{one} val="{int(all_of_it and one == "Val")}"/>' for one in names)


def _moved(drawn: Drawn, at: Placed) -> str:
    """How far words are moved from where a program puts them: over no axis, on no line, whole."""
    if not (at.right or at.down):
        return ""
    return (
        f'<c:layout><c:manualLayout><c:x val="{at.right / drawn.box.wide:.5f}"/>'
        f'<c:y val="{at.down / drawn.box.high:.5f}"/></c:manualLayout></c:layout>'
    )


def _tag(drawn: Drawn, tag: Tag) -> str:
    text = run_xml(Run(tag.said, SIZE, tag.colour, bold=True), drawn.language)
    return (
        f'<c:dLbl><c:idx val="{tag.row}"/>{_moved(drawn, tag.at)}<c:tx><c:rich>'
        f'<a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
        f'<a:pPr><a:defRPr sz="{round(SIZE * 100)}" b="1"/></a:pPr>{text}</a:p></c:rich></c:tx>'
        f'<c:dLblPos val="{tag.at.side}"/>{_shown(all_of_it=True)}</c:dLbl>'
    )
