"""Why a step with a release is not taken, each in one line that says what to do instead."""

from collections.abc import Iterable
from datetime import date

from metrics.errors import MetricsError
from metrics.languages import Text
from metrics.release_values import ReleaseState

STATES = {
    ReleaseState.PROPOSED: Text("proposed", "proposée"),
    ReleaseState.APPROVED: Text("approved", "approuvée"),
    ReleaseState.LIFTED: Text("published", "publiée"),
    ReleaseState.CANCELLED: Text("cancelled", "annulée"),
}


def not_yours() -> MetricsError:
    return MetricsError(
        "This step with a release is not yours: the office proposes and cancels, the office or an "
        "official approves.",
        "Cette étape d'une diffusion n'est pas la vôtre\u00a0: le bureau propose et annule, le "
        "bureau ou une personne autorisée approuve.",
    )


def no_title() -> MetricsError:
    return MetricsError(
        "A release has a title in English and in French, of at most 200 characters each.",
        "Une diffusion a un titre en anglais et en français, d'au plus 200 caractères chacun.",
    )


def no_minute() -> MetricsError:
    return MetricsError(
        "Say when the release comes out: a whole minute, with its time zone.",
        "Dites quand la diffusion a lieu\u00a0: une minute entière, avec son fuseau horaire.",
    )


def in_the_past() -> MetricsError:
    return MetricsError(
        "The minute at which this release would come out has passed: propose it with a later one.",
        "La minute prévue pour cette diffusion est passée\u00a0: proposez-la avec une autre, à "
        "venir.",
    )


def nothing_chosen() -> MetricsError:
    return MetricsError(
        "Choose at least one series and one period of the form.",
        "Choisissez au moins une série et une période du formulaire.",
    )


def no_series_of(series: str, form: str) -> MetricsError:
    return MetricsError(
        f"'{series}' is not a series for which '{form}' asks.",
        f"« {series} » n'est pas une série que « {form} » demande.",
    )


def part_of_a_sum(titles: Iterable[Text]) -> MetricsError:
    lacking = list(titles)
    return MetricsError(
        "A rule of the form adds these series up with others, and whoever reads some of a sum can "
        f"work out the rest. Choose as well: {', '.join(one.en for one in lacking)}.",
        "Une règle du formulaire additionne ces séries avec d'autres, et quiconque lit une partie "
        "d'une somme peut en déduire le reste. Choisissez aussi\u00a0: "
        f"{', '.join(one.fr for one in lacking)}.",
    )


def cumulated(titles: Iterable[Text]) -> MetricsError:
    told = list(titles)
    return MetricsError(
        "Each figure of these series holds those of the periods before it, so that one less the "
        "other tells what is hidden of the period between. Release what was counted in each period "
        f"instead: {', '.join(one.en for one in told)}.",
        "Chaque chiffre de ces séries contient ceux des périodes précédentes, de sorte que l'un "
        "moins l'autre révèle ce qui est masqué de la période entre les deux. Diffusez plutôt ce "
        f"qui a été compté dans chaque période\u00a0: {', '.join(one.fr for one in told)}.",
    )


def nothing_approved() -> MetricsError:
    return MetricsError(
        "Nothing of these series and periods is approved and may be released.",
        "Rien de ces séries et périodes n'est approuvé et ne peut être diffusé.",
    )


def after_withdrawal() -> MetricsError:
    return MetricsError(
        "Of these indicators and periods a figure that stands in what was released was taken back: "
        "nothing is released of them that was not released before, for it would tell that figure. "
        "Choose other periods.",
        "De ces indicateurs et périodes, un chiffre compris dans ce qui a été diffusé a été "
        "repris\u00a0: rien n'en est diffusé qui ne l'ait déjà été, car cela révélerait ce "
        "chiffre. Choisissez d'autres périodes.",
    )


def another_comes_later(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} of the same figures comes out at the same minute or later: choose a "
        "minute after it, or cancel it.",
        f"La diffusion {code} des mêmes chiffres a lieu à la même minute ou plus tard\u00a0: "
        "choisissez une minute après elle, ou annulez-la.",
    )


def not_proposed(code: str, state: ReleaseState) -> MetricsError:
    return MetricsError(
        f"The release {code} is {STATES[state].en}: only one that is proposed waits for this step.",
        f"La diffusion {code} est {STATES[state].fr}\u00a0: seule une diffusion proposée attend "
        "cette étape.",
    )


def own_proposal(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} was proposed by this account: somebody else has to approve it.",
        f"La diffusion {code} a été proposée par ce compte\u00a0: une autre personne doit "
        "l'approuver.",
    )


def lacks_stewards(code: str, titles: Iterable[Text]) -> MetricsError:
    names = list(titles)
    return MetricsError(
        f"The release {code} waits for the stewards of: {', '.join(one.en for one in names)}. "
        "Silence is no approval.",
        f"La diffusion {code} attend l'accord des personnes gardiennes des données de\u00a0: "
        f"{', '.join(one.fr for one in names)}. Le silence n'est pas un accord.",
    )


def ends_before(code: str, title: Text, until: date) -> MetricsError:
    return MetricsError(
        f"The consent of {title.en} ends on {until}, before the release {code} comes out: propose "
        "it with an earlier minute, or ask its steward for a longer consent.",
        f"Le consentement de {title.fr} prend fin le {until}, avant la diffusion {code}\u00a0: "
        "proposez-la à une heure antérieure, ou demandez un consentement plus long à la personne "
        "gardienne de ses données.",
    )


def no_part(code: str, organization: str) -> MetricsError:
    return MetricsError(
        f"No steward of {organization} is asked about the release {code}.",
        f"Aucune personne gardienne des données de {organization} n'est consultée sur la "
        f"diffusion {code}.",
    )


def changed_since(code: str) -> MetricsError:
    return MetricsError(
        f"The figures behind the release {code} have changed since it was proposed, or who may see "
        "them: cancel it and propose it again.",
        f"Les chiffres derrière la diffusion {code}, ou qui peut les voir, ont changé depuis "
        "qu'elle a été proposée\u00a0: annulez-la et proposez-la de nouveau.",
    )


def cannot_be_protected() -> MetricsError:
    return MetricsError(
        "These figures cannot be released together: something hidden could be worked out from what "
        "was released before. Choose fewer series or periods, or not by partner.",
        "Ces chiffres ne peuvent être diffusés ensemble\u00a0: ce qui a déjà été diffusé "
        "permettrait de déduire des chiffres masqués. Choisissez moins de séries ou de périodes, "
        "ou sans les partenaires.",
    )


def leaks(code: str, count: int) -> MetricsError:
    return MetricsError(
        f"The release {code} would let {count} hidden figure(s) be worked out: it is not approved. "
        "Tell whoever maintains this installation; 'pillars attack' names the cells.",
        f"La diffusion {code} laisserait déduire {count} chiffre(s) masqué(s)\u00a0: elle n'est "
        "pas approuvée. Avisez les responsables de cette installation; « pillars attack » nomme "
        "les cellules.",
    )


def out_already(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} has come out: what was published cannot be called back. Correct the "
        "figures and release them again.",
        f"La diffusion {code} a eu lieu\u00a0: ce qui a été publié ne se rappelle pas. Corrigez "
        "les chiffres et diffusez-les de nouveau.",
    )


def cancelled_already(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} is cancelled already.", f"La diffusion {code} est déjà annulée."
    )


def not_approved(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} is not approved and still to come: only such a one is announced.",
        f"La diffusion {code} n'est pas approuvée et encore à venir\u00a0: seule une telle "
        "diffusion s'annonce.",
    )


def announced_already(code: str) -> MetricsError:
    return MetricsError(
        f"The release {code} is announced already.", f"La diffusion {code} est déjà annoncée."
    )
