"""Why a roll-up is refused, in words, and what could be done instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from metrics.languages import Text
from metrics.reasoning import Plain, Slot, Step

NAMED = 4  # so many missing periods or places are named, the rest are counted


class Refusal(StrEnum):
    NOTHING_GIVEN = "nothing_given"
    NOT_OVER_TIME = "not_over_time"
    NOT_OVER_PLACE = "not_over_place"
    NOT_OVER_PARTNERS = "not_over_partners"
    PEOPLE_OF_SEVERAL = "people_of_several"
    NOT_A_QUANTITY = "not_a_quantity"
    UNIQUE_PEOPLE = "unique_people"
    BASIS_NOT_DECLARED = "basis_not_declared"
    PEAKS = "peaks"
    DIFFERENT_LINES = "different_lines"
    OUTSIDE = "outside"
    OVERLAP = "overlap"
    NOT_COVERED = "not_covered"
    BREAK = "break"
    UNKNOWN_PART = "unknown_part"
    AVERAGE = "average"
    RATIO_DISAGREES = "ratio_disagrees"
    NOTHING_TO_SHARE = "nothing_to_share"


@dataclass(frozen=True)
class Refused:
    """No value: the reason, its words, what could be done instead.

    `whole` is the period or the place's title that was asked for, `about` the periods or places
    at fault, all of them.
    """

    reason: Refusal
    whole: Slot
    why: Step
    instead: Text | None = None
    about: tuple[Slot, ...] = ()


def refuse(reason: Refusal, whole: Slot, about: Sequence[Slot] = ()) -> Refused:
    """The refusal of this whole because of these periods, places or days."""
    words, instead = WORDS[reason]
    some, rest = tuple(about[:NAMED]), len(about) - NAMED
    names = _listed(len(some), more=rest > 0)
    why = Text(words.en.replace("[]", names.en), words.fr.replace("[]", names.fr))
    slots = (some + ((Plain(Decimal(rest)),) if rest > 0 else ())) if "[]" in words.en else ()
    # The whole, where it is named, comes first in the sentence in both languages.
    first = (whole,) if why.en.count("{}") > len(slots) else ()
    return Refused(reason, whole, Step(why, first + slots), instead, tuple(about))


def _listed(count: int, *, more: bool) -> Text:
    """A slot for each name: "{}", "{} and {}", "{}, {} and {} more"."""
    slots = ["{}"] * count + (["{} more"] if more else [])
    *firsts, last = slots or ["{}"]
    if not firsts:
        return Text(last, last)
    before = ", ".join(firsts)
    return Text(f"{before} and {last}", f"{before} et {last.replace('more', 'de plus')}")


_EACH_PERIOD = Text("Read each period by itself.", "Lisez chaque période pour elle-même.")
_EACH_PARTNER = Text("Read each partner by itself.", "Lisez chaque partenaire pour lui-même.")
_EACH_PLACE = Text("Read each place by itself.", "Lisez chaque lieu pour lui-même.")

# Why, and what instead. {} is the whole, [] the periods, places or days at fault.
WORDS: dict[Refusal, tuple[Text, Text | None]] = {
    Refusal.NOTHING_GIVEN: (
        Text("No value is held within {}.", "Aucune valeur n'est détenue pour {}."),
        None,
    ),
    Refusal.NOT_OVER_TIME: (
        Text(
            "By its definition, the periods of this indicator do not make a longer one.",
            "Selon sa définition, les périodes de cet indicateur n'en forment pas une plus longue.",
        ),
        _EACH_PERIOD,
    ),
    Refusal.NOT_OVER_PLACE: (
        Text(
            "By its definition, the places of this indicator do not make a larger one.",
            "Selon sa définition, les lieux de cet indicateur n'en forment pas un plus grand.",
        ),
        _EACH_PLACE,
    ),
    Refusal.NOT_OVER_PARTNERS: (
        Text(
            "By its definition, what partners report of this indicator makes no total.",
            "Selon sa définition, ce que les partenaires déclarent de cet indicateur ne forme pas "
            "un total.",
        ),
        _EACH_PARTNER,
    ),
    Refusal.PEOPLE_OF_SEVERAL: (
        Text(
            "One person may be counted by several partners, so their numbers are not added.",
            "Une même personne peut être comptée par plusieurs partenaires : leurs nombres ne "
            "s'additionnent pas.",
        ),
        _EACH_PARTNER,
    ),
    Refusal.NOT_A_QUANTITY: (
        Text(
            "Levels and milestones are not quantities: they are neither added nor averaged.",
            "Les niveaux et les jalons ne sont pas des quantités : ils ne s'additionnent pas et "
            "n'ont pas de moyenne.",
        ),
        Text("Read each one by itself.", "Lisez chacun pour lui-même."),
    ),
    Refusal.UNIQUE_PEOPLE: (
        Text(
            "These are numbers of different people in each period. One person may be counted in "
            "several periods, so the periods cannot be added.",
            "Ces nombres comptent les personnes distinctes de chaque période. Une même personne "
            "peut être comptée dans plusieurs périodes : elles ne peuvent pas être additionnées.",
        ),
        Text(
            "Ask whoever reports it for the number of different people over the whole period.",
            "Demandez à l'organisme déclarant le nombre de personnes distinctes pour toute la "
            "période.",
        ),
    ),
    Refusal.BASIS_NOT_DECLARED: (
        Text(
            "The definition does not say what is counted: people, services, contacts, cases, "
            "charges or things. Added, one person could be counted several times.",
            "La définition ne dit pas ce qui est compté : personnes, services, contacts, dossiers, "
            "accusations ou choses. Une même personne pourrait être comptée plusieurs fois.",
        ),
        Text(
            "Declare the count basis of the indicator.",
            "Déclarez la base de comptage de l'indicateur.",
        ),
    ),
    Refusal.PEAKS: (
        Text(
            "The highest values of several places need not fall at the same time: their sum may "
            "never have been reached.",
            "Les valeurs les plus élevées de plusieurs lieux peuvent survenir à des moments "
            "différents : leur somme n'a peut-être jamais été atteinte.",
        ),
        Text(
            "Add the places of each period first, then take the highest period.",
            "Additionnez d'abord les lieux de chaque période, puis prenez la plus élevée.",
        ),
    ),
    Refusal.DIFFERENT_LINES: (
        Text(
            "The values are not of one line: they differ in []. They are not parts of one whole.",
            "Les valeurs ne sont pas d'une même ligne : elles diffèrent par []. Elles ne sont pas "
            "les parties d'un même tout.",
        ),
        None,
    ),
    Refusal.OUTSIDE: (
        Text("Not a part of {}: [].", "Ne fait pas partie de {} : []."),
        None,
    ),
    Refusal.OVERLAP: (
        Text(
            "Within {}, the same would be counted twice: [].",
            "Pour {}, la même chose serait comptée deux fois : [].",
        ),
        Text(
            "Choose values that share no day and no place.",
            "Choisissez des valeurs qui n'ont en commun ni jour ni lieu.",
        ),
    ),
    Refusal.NOT_COVERED: (
        Text(
            "{} is not fully covered. Nothing is held for [].",
            "{} : la couverture est incomplète. Rien n'est détenu pour [].",
        ),
        Text(
            "Wait for what is missing, or choose a whole that is covered.",
            "Attendez ce qui manque, ou choisissez un tout qui est couvert.",
        ),
    ),
    Refusal.BREAK: (
        Text(
            "The way of counting changed within {}: []. Values before and after are not added.",
            "La façon de compter a changé au cours de {} : []. Les valeurs d'avant et d'après ne "
            "s'additionnent pas.",
        ),
        Text(
            "Choose a whole that lies before or after the change.",
            "Choisissez un tout situé avant ou après le changement.",
        ),
    ),
    Refusal.UNKNOWN_PART: (
        Text(
            "The whole of {} is unknown, because no number is known for []. What is unknown is "
            "not zero.",
            "Le total pour {} est inconnu, car aucun nombre n'est connu pour []. Ce qui est "
            "inconnu n'est pas zéro.",
        ),
        None,
    ),
    Refusal.AVERAGE: (
        Text(
            "A percentage or rate of a whole is not the average of its parts, and what it is made "
            "of is not known exactly for [].",
            "Le pourcentage ou le taux d'un tout n'est pas la moyenne de ses parties, et ses "
            "composantes ne sont pas connues exactement pour [].",
        ),
        Text(
            "Ask for the numerator and the denominator of every part.",
            "Demandez le numérateur et le dénominateur de chaque partie.",
        ),
    ),
    Refusal.RATIO_DISAGREES: (
        Text(
            "Numerator and denominator do not give the published value for [].",
            "Le numérateur et le dénominateur ne donnent pas la valeur publiée pour [].",
        ),
        Text(
            "Ask whoever reports it which of them is right.",
            "Demandez à l'organisme déclarant lequel est exact.",
        ),
    ),
    Refusal.NOTHING_TO_SHARE: (
        Text(
            "The denominators of {} add up to zero: there is nothing to take a share of.",
            "Les dénominateurs de {} totalisent zéro : il n'y a rien dont prendre une part.",
        ),
        None,
    ),
}
