"""What a target asks for, in words: what was due of the value that is judged, or the target."""

from decimal import Decimal

from dashboard.target_marks import TargetMarks
from dashboard.text import Words
from metrics import Assessment, Change, Step, Text, Unit, labels, step_words

AMOUNT = Text("{}", "{}")


def due_note(said: Assessment, unit: Unit, words: Words) -> str | None:
    """Beside the progress word: the amount that was due, else the target itself."""
    if said.target is None:
        return None
    if said.expected is not None:
        amount = due_said(said.expected, unit, words)
        if said.target.due == "each_period" or said.expected_on is None:
            return words("indicator.due_period", amount=amount)
        return words("indicator.due_on", day=words.day(said.expected_on), amount=amount)
    amounts = dict.fromkeys((said.target.amount, said.target.top))
    written = [labels.number(one, unit, words.language) for one in amounts]
    return words("indicator.target_note", amount=" – ".join(written))


def due_said(value: Decimal, unit: Unit, words: Words) -> str:
    """What was due, no more precisely than anybody could have meant it."""
    near = labels.roughly(value, unit)
    said = amount_said(near, unit, words)
    return said if near == value else words("explain.about_so_much", amount=said)


def amount_said(value: Decimal | Change, unit: Unit, words: Words) -> str:
    return step_words(Step(AMOUNT, (value,)), unit, words.language)


def goal_said(aim: TargetMarks, unit: Unit, words: Words) -> str:
    """Say "target at least 40, 2029-30"; of a range both its ends, of a season its year as well."""
    low, high = (labels.number(one, unit, words.language) for one in (aim.goal.low, aim.goal.high))
    period = labels.period_words(aim.goal.period, words.language)
    if aim.is_part:
        year = labels.number(aim.target.amount, unit, words.language)
        low = words("explain.mark_part", part=low, year=year)
    return words(f"explain.mark_{aim.target.kind}", low=low, high=high, period=period)


def goal_in_brief(aim: TargetMarks, unit: Unit, words: Words) -> str:
    """Say "target 1,000", where there is no room for more; of a range both its ends."""
    ends = dict.fromkeys((aim.goal.low, aim.goal.high))
    amount = " – ".join(labels.number(one, unit, words.language, short=True) for one in ends)
    return words("explain.mark_brief", amount=amount)
