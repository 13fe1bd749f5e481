"""What is said beside the marks of a native chart, and where it stands."""

from decimal import Decimal

from dashboard.briefings.document import Point
from dashboard.briefings.pptx.axes import SIZE
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.label_places import (
    AFTER,
    OVER,
    UNDER,
    Ground,
    Placed,
    place,
    side_of_baseline,
)
from dashboard.briefings.pptx.plot import Role, Series, scale
from dashboard.briefings.pptx.text import Run, run_xml


def tags(drawn: Drawn, series: Series) -> str:
    """What is said beside the marks, in the words of the document; nothing by itself."""
    if series.said:
        row = next(at for at, one in enumerate(series.numbers) if one is not None)
        if series.said in unplaced(drawn):
            return ""
        is_goal = series.role is Role.GOAL
        sides = OVER if is_goal else side_of_baseline(series, drawn.plot, row)
        at = _beside(drawn, series, row, series.said, sides)
        every = _tag(drawn, row, series.said, at, "tx1")
    else:
        every = "".join(
            _tag(drawn, row, one.beside,
                 _beside(drawn, series, row, one.beside, _sides(drawn, series, row)), "accent1")
            for row, one in _told(drawn, series)
        )  # fmt: skip
    return f"<c:dLbls>{every}{_shown(all_of_it=False)}</c:dLbls>" if every else ""


def _beside(drawn: Drawn, series: Series, row: int, said: str, sides: str) -> Placed:
    """Where words stand: those of a bar on it, of the last point beside it, else by `sides`."""
    number = _number(series, row)
    if drawn.plot.is_bars or number is None:
        return Placed(sides)
    ground = Ground(drawn.plot, drawn.inner, drawn.box)
    return place(ground, (row, float(number)), said, sides)


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


def _tag(drawn: Drawn, row: int, said: str, at: Placed, colour: str) -> str:
    text = run_xml(Run(said, SIZE, colour, bold=True), drawn.language)
    return (
        f'<c:dLbl><c:idx val="{row}"/>{_moved(drawn, at)}<c:tx><c:rich>'
        f'<a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
        f'<a:pPr><a:defRPr sz="{round(SIZE * 100)}" b="1"/></a:pPr>{text}</a:p></c:rich></c:tx>'
        f'<c:dLblPos val="{at.side}"/>{_shown(all_of_it=True)}</c:dLbl>'
    )
