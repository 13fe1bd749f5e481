"""The arithmetic of a roll-up in words: a step for each part, then what they make."""

from collections.abc import Sequence, Set
from decimal import Decimal

from metrics.languages import Text
from metrics.observations import ObservationStatus, Qualifier
from metrics.reasoning import Lower, Plain, Slot, Step
from metrics.roll_up.quantities import Quantity, Ratio, added, said

BOUND = {
    Qualifier.UP_TO: Text("up to {}", "jusqu'à {}"),
    Qualifier.LESS_THAN: Text("under {}", "moins de {}"),
    Qualifier.MORE_THAN: Text("more than {}", "plus de {}"),
}
CAVEATS = {
    ObservationStatus.PROVISIONAL: Text(
        "A part is provisional: the whole may still change.",
        "Une partie est provisoire : le total peut encore changer.",
    ),
    ObservationStatus.ESTIMATED: Text("A part is estimated.", "Une partie est estimée."),
    ObservationStatus.LOW_RELIABILITY: Text(
        "The publisher considers a part less reliable.",
        "L'organisme diffuseur juge une partie moins fiable.",
    ),
    ObservationStatus.DEFINITION_DIFFERS: Text(
        "The parts follow a definition of their own: do not compare the whole with other values.",
        "Les parties suivent une définition qui leur est propre : ne comparez pas le total à "
        "d'autres valeurs.",
    ),
    ObservationStatus.BREAK: Text(
        "The publisher marks a break here: do not compare the whole with what came before.",
        "L'organisme diffuseur signale ici une rupture : ne comparez pas le total à ce qui "
        "précède.",
    ),
}
RANGE = Text(
    "A part is stated as a bound, so the whole is a range.",
    "Une partie est énoncée comme une borne : le total est donc un intervalle.",
)
ABOUT = Text(
    "A part is approximate, so the whole is.", "Une partie est approximative, donc le total aussi."
)
TWICE = Text(
    "A person counted in two of the places is counted twice.",
    "Une personne comptée dans deux des lieux est comptée deux fois.",
)
TWICE_BY_PARTNERS = Text(
    "A person counted by two of the partners is counted twice.",
    "Une personne comptée par deux des partenaires est comptée deux fois.",
)
NEWEST = Text("The newest stands for the whole: ", "La plus récente vaut pour le tout : ")
HIGHEST = Text("The highest of them: ", "La plus élevée : ")
TOGETHER = Text("Together: ", "Ensemble : ")
LOWEST_SUM = Text("At the lowest: ", "Au plus bas : ")
HIGHEST_SUM = Text("At the highest: ", "Au plus haut : ")


def caveats(
    quantity: Quantity, statuses: Set[ObservationStatus], *, twice: bool
) -> tuple[Text, ...]:
    """What to bear in mind with a whole whose parts are not all firm and exact."""
    inexact = (
        *((ABOUT,) if quantity.approximate else ()),
        *((RANGE,) if not quantity.single else ()),
    )
    unfirm = tuple(words for status, words in CAVEATS.items() if status in statuses)
    return inexact + unfirm + ((TWICE,) if twice else ())


def part_step(name: Slot, quantity: Quantity, qualifier: Qualifier, value: Decimal | None) -> Step:
    """One part: "Q1 2024: 12", "Q1 2024: under 5, that is 0 to 4"."""
    words, ends = _said_once(quantity)
    bound = BOUND.get(qualifier)
    if value is None or bound is None or bound == words:
        return Step(Text(f"{{}}: {words.en}", f"{{}} : {words.fr}"), (name, *ends))
    told = Text(
        f"{{}}: {bound.en}, that is {words.en}", f"{{}} : {bound.fr}, c'est-à-dire {words.fr}"
    )
    return Step(told, (name, value, *ends))


def ratio_part_step(name: Slot, ratio: Ratio) -> Step:
    words = Text("{}: {} ÷ {}", "{} : {} ÷ {}")
    return Step(words, (name, _plain(ratio.numerator), _plain(ratio.denominator)))


def result_step(before: Text, quantity: Quantity) -> Step:
    words, ends = _said_once(quantity)
    return Step(Text(before.en + words.en, before.fr + words.fr), ends)


def _said_once(quantity: Quantity) -> tuple[Text, tuple[Slot, ...]]:
    """The words of a quantity; where it has two ends, its unit stands behind the second alone."""
    words, ends = said(quantity)
    return words, ((Lower(ends[0]), ends[1]) if len(ends) == 2 else ends)


def sum_steps(quantities: Sequence[Quantity]) -> tuple[Step, ...]:
    """The addition; of a range both its ends, as far as it has them."""
    whole = added(quantities)
    if whole.single:
        return (_addition(Text("", ""), [one.low for one in quantities], whole),)
    ends = (
        (LOWEST_SUM, [one.low for one in quantities], whole.low),
        (HIGHEST_SUM, [one.high for one in quantities], whole.high),
    )
    lines = (
        _addition(words, terms, Quantity(end, end)) for words, terms, end in ends if end is not None
    )
    return (*lines, result_step(TOGETHER, whole))


def _addition(before: Text, terms: Sequence[Decimal | None], result: Quantity) -> Step:
    """Write out "12 + 4 = 16"."""
    known = tuple(term for term in terms if term is not None)
    made = result_step(Text("= ", "= "), result)
    adding = " + ".join("{}" for _ in known)
    words = Text(f"{before.en}{adding} {made.words.en}", f"{before.fr}{adding} {made.words.fr}")
    return Step(words, (*known, *made.slots))


def ratio_step(
    ratios: Sequence[Ratio], whole: Ratio, scale: int, share: Quantity, shown: Decimal
) -> Step:
    """Write out "(1 + 5 + 4) ÷ (10 + 10 + 80) = 10 ÷ 100 = 10 %"."""
    adding = " + ".join("{}" for _ in ratios)
    factor = "" if scale in (1, 100) else " × {}"  # a percentage says its own scale
    equals = "=" if shown == share.low else "≈"
    made = result_step(
        Text(f"{equals} ", f"{equals} "), Quantity(shown, shown, approximate=share.approximate)
    )
    start = f"({adding}) ÷ ({adding}) = {{}} ÷ {{}}{factor} "
    numbers = [ratio.numerator for ratio in ratios] + [ratio.denominator for ratio in ratios]
    slots = [_plain(number) for number in (*numbers, *whole, *((scale,) if factor else ()))]
    return Step(Text(start + made.words.en, start + made.words.fr), (*slots, *made.slots))


def _plain(number: int) -> Plain:
    return Plain(Decimal(number))
