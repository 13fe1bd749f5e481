"""The buttons of the builder: each gives the form as it stands after it, and what it has done."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.issuing.written import OWN, Said, Written
from metrics import Catalogue, Text

NOTHING = Text("", "")
Step = Callable[[Written, str, Catalogue], Written]


def after(written: Written, does: str, catalogue: Catalogue) -> Written:
    """The form after a button, "up:<indicator>"; what is none of these changes nothing."""
    kind, _, what = does.partition(":")
    step = STEPS.get(kind)
    return replace(step(written, what, catalogue) if step else written, add="")


def _up(written: Written, indicator: str, _: Catalogue) -> Written:
    return _moved(written, indicator, -1)


def _down(written: Written, indicator: str, _: Catalogue) -> Written:
    return _moved(written, indicator, 1)


def _moved(written: Written, indicator: str, by: int) -> Written:
    order = [*written.indicators]
    if indicator not in order:
        return written
    at = order.index(indicator)
    to = at + by
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return replace(written, indicators=tuple(order))


def _remove(written: Written, indicator: str, _: Catalogue) -> Written:
    kept = tuple(one for one in written.indicators if one != indicator)
    lines = tuple(one for one in written.lines if one.indicator != indicator)
    return replace(written, indicators=kept, lines=lines)


def _add(written: Written, _: str, catalogue: Catalogue) -> Written:
    """What the picker names: one indicator, or all that a pillar lists."""
    found = chosen_in(written.add, written.framework, catalogue)
    return replace(written, indicators=tuple(dict.fromkeys([*written.indicators, *found])))


def chosen_in(picked: str, framework: str, catalogue: Catalogue) -> tuple[str, ...]:
    kind, _, name = picked.partition(":")
    plan = catalogue.frameworks.get(framework)
    if kind == "pillar" and plan is not None:
        return next((one.indicators for one in plan.pillars if one.id == name), ())
    return (name,) if kind == "indicator" and name in catalogue.indicators else ()


def _back(written: Written, name: str, _: Catalogue) -> Written:
    """A key line in the words that are proposed: its own are let go."""
    return written.with_lines(
        one._replace(en="", fr="", was="") if one.name == name and not one.is_own else one
        for one in written.lines
    )


def _own(written: Written, indicator: str, _: Catalogue) -> Written:
    """One more line, for words of the official's own."""
    if indicator not in written.indicators:
        return written
    taken = {one.key for one in written.lines if one.indicator == indicator}
    key = next(name for at in range(1, 99) if (name := f"{OWN}-{at}") not in taken)
    return written.with_lines([*written.lines, Said(indicator, key)])


STEPS: dict[str, Step] = {
    "up": _up, "down": _down, "remove": _remove, "add": _add, "back": _back, "own": _own,
}  # fmt: skip
