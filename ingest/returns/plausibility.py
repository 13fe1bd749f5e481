"""What is unlike the partner's own past: a warning that asks a reason, never a refusal.

At least four earlier exact values make a past. A value is unusual where it lies beyond the median
by more than three times their usual spread: the median absolute deviation (times 1.4826, so that it
is a standard deviation for a normal spread; Hampel, JASA 69, 1974, 383-393), and for counts never
less than chance alone makes, the root of the median (Poisson). So a line of 3, 4, 3, 5 is not
startled by a 6, nor one that was always 20 by a 21.
"""

from collections.abc import Mapping
from decimal import Decimal
from math import sqrt
from statistics import median

from ingest.findings import Severity
from ingest.returns.ledger import At, Key, Ledger
from ingest.returns.period_names import named
from metrics import Language, Observation, Period, Qualifier, Text, Unit, extent_of, labels

History = Mapping[Key, tuple[tuple[Period, Observation], ...]]
FEWEST, SHOWN = 4, 4
TIMES, NORMAL = 3.0, 1.4826
ALIKE = 5  # values that must be the same as the last period's, at least, for a copy to be suspected
_LEAST_SPREAD = {"money": 0.05, "rate": 0.05}  # of the median
_POINTS = 2.0  # of percentages


def check_past(ledger: Ledger, history: History) -> None:
    if not history:
        return
    for key, item in ledger.held.items():
        past = _past(history.get(key, ()), ledger.period)
        if past and (value := _plain(item)) is not None:
            _check(ledger, ledger.slots.columns[key[0]].unit, item, value, past)
    _check_copy(ledger, history)


Past = list[tuple[Period, Decimal]]


def _past(held: tuple[tuple[Period, Observation], ...], period: Period) -> Past:
    """The exact values of earlier periods, oldest first."""
    earlier = sorted((one for one in held if one[0].end < period.start), key=lambda one: one[0])
    return [(when, value) for when, one in earlier if (value := _plain(one)) is not None]


def _plain(one: Observation) -> Decimal | None:
    return one.value if one.qualifier is Qualifier.EXACT else None


def _check(ledger: Ledger, unit: Unit, item: Observation, value: Decimal, past: Past) -> None:
    at = _at(item)
    if len(past) >= FEWEST:
        low, high = usual(unit, [one for _, one in past])
        if not low <= value <= high:
            _tell_unusual(ledger, at, unit, (value, low, high), past)
            return
    _check_half(ledger, at, unit, value, past[-1])


def usual(unit: Unit, values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """The range in which a value is like those before it, cut where the unit ends."""
    floats = [float(one) for one in values]
    middle = median(floats)
    spread = NORMAL * median(abs(one - middle) for one in floats)
    if unit.kind in ("count", "days"):
        least = max(1.0, sqrt(middle))
    elif unit.kind == "percent":
        least = _POINTS
    else:
        least = abs(middle) * _LEAST_SPREAD.get(unit.kind, 0.05)
    reach = TIMES * max(spread, least)
    places = Decimal(1) if unit.kind in ("count", "days") else Decimal("0.01")
    low, high = (Decimal(one).quantize(places) + 0 for one in (middle - reach, middle + reach))
    return extent_of(unit, values).within(low, high)


def _tell_unusual(
    ledger: Ledger, at: At, unit: Unit, found: tuple[Decimal, Decimal, Decimal], past: Past
) -> None:
    last = [(named(when, ledger.layout.form), one) for when, one in past[-SHOWN:]]
    told = {one: _unusual(unit, found, last, one) for one in Language}
    ledger.tell(
        Severity.WARNING, "unusual", at, Text(told[Language.EN], told[Language.FR]), _REASON,
        cause=f"{at.sheet}!{at.letters}:unusual",
    )  # fmt: skip


def _unusual(
    unit: Unit,
    found: tuple[Decimal, Decimal, Decimal],
    last: list[tuple[Text, Decimal]],
    language: Language,
) -> str:
    """What lies outside which range, and the last figures, as this language writes them."""
    value, low, high = (labels.number(one, unit, language) for one in found)
    colon = "\u00a0: " if language is Language.FR else ": "
    shown = "; ".join(
        f"{when.in_(language)}{colon}{labels.number(one, unit, language)}" for when, one in last
    )
    if language is Language.FR:
        return (f"{value} est hors de {low} à {high}, l'étendue habituelle de vos chiffres. Les "
                f"derniers\u00a0: {shown}.")  # fmt: skip
    return (f"{value} is outside {low} to {high}, the usual range of your earlier figures. The "
            f"last: {shown}.")  # fmt: skip


def _check_half(
    ledger: Ledger, at: At, unit: Unit, value: Decimal, last: tuple[Period, Decimal]
) -> None:
    """A fall to half or less, a rise by half or more, and more of it than chance makes."""
    when, before = last
    much = abs(value - before) > 2 * Decimal(sqrt(abs(before) + abs(value)))
    fell, rose = value * 2 <= before, value * 2 >= before * 3
    if before <= 0 or not much or not (fell or rose):
        return
    ledger.tell(
        Severity.WARNING, "halved" if fell else "risen", at,
        _changed(unit, (value, before), named(when, ledger.layout.form), fell=fell), _REASON,
        cause=f"{at.sheet}!{at.letters}:halved",
    )  # fmt: skip


def _changed(unit: Unit, both: tuple[Decimal, Decimal], when: Text, *, fell: bool) -> Text:
    en, fr = ("fell by half or more", "baissé de moitié ou plus") if fell else (
        "rose by half or more", "augmenté de moitié ou plus")  # fmt: skip
    (now, before), (maintenant, avant) = (
        [labels.number(one, unit, language) for one in both] for language in Language
    )
    return Text(
        f"This {en} since the last figure: {now} against {before} in {when.en}.",
        f"Ce chiffre a {fr} depuis le dernier\u00a0: {maintenant} contre {avant} en {when.fr}.",
    )


_REASON = Text(
    "It may be right: correct it, or say what happened, so that nobody asks twice.",
    "Il est peut-être juste\u00a0: corrigez-le, ou dites ce qui s'est passé, pour qu'on ne vous "
    "le demande pas deux fois.",
)


def _check_copy(ledger: Ledger, history: History) -> None:
    """The same figures as last time throughout: a template sent back with what it showed."""
    compared = [
        (value, past[-1])
        for key, item in ledger.held.items()
        if (value := _plain(item)) is not None
        and (past := _past(history.get(key, ()), ledger.period))
    ]
    before = {when for _, (when, _) in compared}
    same = all(value == last for value, (_, last) in compared)
    if len(compared) < ALIKE or not same or len(before) != 1 or not any(v for v, _ in compared):
        return
    last = named(before.pop(), ledger.layout.form)
    ledger.tell(
        Severity.WARNING, "copied", At("", 0, 0),
        Text(f"All {len(compared)} figures are the same as those of {last.en}.",
             f"Les {len(compared)} chiffres sont tous les mêmes que ceux de {last.fr}."),
        Text("Check that the new period's figures were filled in; if they are right, say why.",
             "Vérifiez que les chiffres de la nouvelle période ont été inscrits; s'ils sont "
             "justes, dites pourquoi."),
        cause="copied",
    )  # fmt: skip


def _at(one: Observation) -> At:
    where = one.location
    return At(where.sheet, where.row, where.column, _number(one.value or Decimal(0)))


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
