"""Words of a key line that state no claim by themselves, and those that do only in some places.

The lists are closed on purpose: a word that is on none of them, and that nothing printed beside the
line explains, is not understood, and is named (see `understood`). A word that says which way, how
much, how certain, when, where or why is never added here: it is checked, or somebody reads it.
"""

from metrics import Language

EN, FR = Language.EN, Language.FR


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


PLAIN = {  # anywhere
    EN: _of(
        "a an the of in on at to from for by with and than is are was were been has have had it "
        "its this that these those there which who s number numbers figure figures value values "
        "count counts counted recorded reported registered stood stands stand compared comparison "
        "according respectively data"
    ),
    FR: _of(
        "le la les l un une des du de d au aux à en dans par pour avec et ce cet cette ces c s se "
        "il ils elle elles on y est sont a ont été était étaient fut furent soit qui nombre "
        "nombres chiffre chiffres valeur valeurs compte comptait compté comptée comptés comptées "
        "consigné consignée consignés consignées déclaré déclarée déclarés déclarées enregistré "
        "enregistrée enregistrés enregistrées recensé recensée recensés recensées relevé relevée "
        "relevés relevées établi établie établit élève élevait comparativement comparaison "
        "rapport selon respectivement données"
    ),
}  # fmt: skip
WITHIN = {  # only next to a period that is named
    EN: _of("during year years fiscal calendar quarter month months period"),
    FR: _of("durant pendant cours année années exercice exercices financier trimestre mois "
            "période"),
}  # fmt: skip
BETWEEN = {  # what may stand between such a word and the period, or before a number
    EN: _of("the a of in year years fiscal calendar quarter month months period s"),
    FR: _of("le la les l de du des d à au en année années exercice trimestre mois période"),
}  # fmt: skip
SPANNING = {EN: _of("between from over"), FR: _of("entre de sur")}  # before a period of two ends
TOWARDS = {EN: _of("by from to"), FR: _of("par")}  # before one period they say more than "in"
EARLIER = {EN: _of("after"), FR: _of("après")}  # between two values: the second is the earlier
LATER = {EN: _of("then"), FR: _of("puis")}  # ... the later
BESIDE = {EN: _of("against versus"), FR: _of("contre")}  # ... any other
SHARING = {EN: _of("of in for by"), FR: _of("de des du d sur en dans par pour")}  # make a share
BY = {EN: _of("by"), FR: _of("par")}  # only of who reported, or of how much
WITH = {EN: _of("with"), FR: _of("avec")}  # only after a word of comparison
COMPARED = {
    EN: _of("compared comparison"),
    FR: _of("comparativement comparaison comparé comparée comparés comparées"),
}
REPORTING = {  # who reports is said beside one of these
    EN: _of("recorded reported registered counted according"),
    FR: _of("consigné consignée consignés consignées déclaré déclarée déclarés déclarées "
            "enregistré enregistrée enregistrés enregistrées recensé recensée recensés recensées "
            "relevé relevée relevés relevées selon"),
}  # fmt: skip
SUBJECT = {EN: _of("trafficking"), FR: _of("traite")}  # only beside what is counted of it
SUBJECT_WHOLE = {EN: r"human trafficking", FR: r"traite des personnes|traite des êtres humains"}
GOING = {EN: _of("went"), FR: _of("passe passé passée passés passées")}  # from one value to another
DESCRIBING = {  # beside it, and not what is counted
    EN: _of("human criminal code persons of the for by in on and"),
    FR: _of("personnes humains êtres criminel code de des du d la le les l pour par en contre et"),
}
DERIVED = {  # only of what two values come to
    EN: _of("change difference"),
    FR: _of("variation différence écart"),
}
COMPARING = {  # between a difference and the period with which it compares
    EN: _of("fewer less more higher lower in the year fiscal quarter with to per cent percent"),
    FR: _of("de moins plus en à au l année exercice trimestre d pour cent par"),
}
LINKING = {  # ... one of these: which of two periods is the earlier is then said
    EN: _of("than from between compared"),
    FR: _of("qu que entre rapport comparativement"),
}
SINCE = {EN: _of("since"), FR: _of("depuis")}  # only of an extreme, which is checked from then on
HAVING = {FR: {"été": _of("a ont avait avaient pas")}, EN: dict[str, frozenset[str]]()}  # no summer
NEEDS_OTHER = {  # compare with what follows; at the end of a clause they hedge: "142 and more"
    EN: _of("more less fewer greater higher lower up down"),
    FR: _of("plus moins supérieur supérieure supérieurs supérieures inférieur inférieure inférieurs"
            " inférieures"),
}  # fmt: skip
OTHER = {EN: _of("than from by on"), FR: _of("que qu à aux au de d par")}
NOT_YET = {  # a direction of what has not happened
    EN: ("\0",),  # no word ends so
    FR: ("ra", "ront", "rai", "rait", "raient", "rez", "rons"),
}
BY_CHANCE = {  # in a clause that was checked against the test of chance
    EN: _of("chance would explain more than higher lower rise fall change range within usual "
            "significant significantly"),
    FR: _of("hasard expliquerait expliquer ce que qu plus haut haute hautes hauts bas basse basses "
            "hausse baisse fourchette plage variation habituelle habituel habituels habituelles "
            "significatif significative"),
}  # fmt: skip
BY_USE = {  # in a clause that calls a value usual
    EN: _of("within usual range change"),
    FR: _of("fourchette plage variation habituelle habituel habituels habituelles"),
}
THAN = {EN: _of("than"), FR: _of("que qu")}  # "higher than usual" is not usual
SEASONS = {EN: _of("fall"), FR: frozenset[str]()}  # before a period no direction
OPEN = {  # where a value that the line states is not final
    EN: _of("provisional preliminary estimate estimated estimates"),
    FR: _of("provisoire provisoires préliminaire préliminaires estimation estimations estimé "
            "estimée estimés estimées"),
}  # fmt: skip
AIMS = {  # next to the target that the exhibit shows
    EN: _of("target goal objective"),
    FR: _of("cible objectif"),
}
AGENTS = {  # where the exhibit prints them
    EN: _of("police courts court hotline partners"),
    FR: _of("police tribunaux tribunal partenaires"),
}
TURNING = {  # a title with one of these means nothing without the rest of it
    EN: _of("not no non without never except only than more less fewer under over and or from "
            "before after until since first new further other change who whom whose that which"),
    FR: _of("non ne n pas sans jamais sauf seulement que qu plus moins et ou avant après depuis "
            "jusqu premier première nouveau nouveaux nouvelle nouvelles autre autres variation qui "
            "dont"),
}  # fmt: skip
