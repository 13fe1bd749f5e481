"""Why a step with a return is not taken, each in one line that says what to do instead."""

from metrics import labels
from metrics.errors import MetricsError
from metrics.languages import Language, Text
from metrics.period_names import period_in_full as named
from metrics.periods import Period
from metrics.return_values import ReturnState

STATES = {
    ReturnState.SUBMITTED: Text("submitted", "envoyé"),
    ReturnState.RETURNED: Text("sent back", "renvoyé"),
    ReturnState.APPROVED: Text("approved", "approuvé"),
    ReturnState.WITHDRAWN: Text("withdrawn", "retiré"),
}


def closed_period(period: Period, *, fiscal: bool) -> MetricsError:
    said = named(period, fiscal=fiscal)
    return MetricsError(
        f"The period {said.en} is closed: ask the office to open it again.",
        f"La période {said.fr} est fermée\u00a0: demandez au bureau de la rouvrir.",
    )


def not_closed(period: Period, *, fiscal: bool) -> MetricsError:
    said = named(period, fiscal=fiscal)
    return MetricsError(
        f"The period {said.en} is not closed: there is nothing to open.",
        f"La période {said.fr} n'est pas fermée\u00a0: il n'y a rien à rouvrir.",
    )


def no_period_of(period: Period, form: str) -> MetricsError:
    return MetricsError(
        f"{period.code} is not a period for which '{form}' is sent.",
        f"{period.code} n'est pas une période pour laquelle « {form} » est envoyé.",
    )


def not_over(period: Period, *, fiscal: bool) -> MetricsError:
    said = named(period, fiscal=fiscal)
    en, fr = (labels.day_words(period.end, one) for one in Language)
    return MetricsError(
        f"{said.en} ends on {en}: it can be closed once it is over.",
        f"{said.fr} finit le {fr}\u00a0: la période peut être fermée une fois terminée.",
    )


def nothing_stated() -> MetricsError:
    return MetricsError(
        "This return states nothing: to take back what was sent before, withdraw it.",
        "Ce rapport n'indique rien : pour reprendre ce qui a été envoyé, retirez-le.",
    )


class UnfitWordsError(MetricsError):
    """Words that were written with a step, or are missing, and can be written otherwise."""


class ChangedSinceError(MetricsError):
    """What would be recorded is not what was shown before."""


def changed_since() -> ChangedSinceError:
    return ChangedSinceError(
        "Something has changed since the changes were shown: another return of this period was "
        "sent or decided on, or a reason was changed. Nothing was sent. Look at the changes again "
        "first.",
        "Quelque chose a changé depuis l'affichage des changements\u00a0: un autre rapport de "
        "cette période a été envoyé ou tranché, ou une raison a été modifiée. Rien n'a été "
        "envoyé. Regardez d'abord de nouveau les changements.",
    )


def other_content() -> MetricsError:
    return MetricsError(
        "This check was sent already, with other figures: check the file again, then send it.",
        "Cette vérification a déjà été envoyée, avec d'autres chiffres : vérifiez le fichier de "
        "nouveau, puis envoyez-le.",
    )


def not_waiting(code: str, state: ReturnState) -> MetricsError:
    return MetricsError(
        f"The return {code} is {STATES[state].en}: only one that was submitted and waits can be "
        "approved or sent back.",
        f"Le rapport {code} est {STATES[state].fr} : seul un rapport envoyé et en attente peut "
        "être approuvé ou renvoyé.",
    )


def own_return(code: str) -> MetricsError:
    return MetricsError(
        f"The return {code} was sent by this account: somebody else has to approve it.",
        f"Le rapport {code} a été envoyé par ce compte : une autre personne doit l'approuver.",
    )


def replaced(code: str, by: str) -> MetricsError:
    return MetricsError(
        f"The return {code} no longer counts: {by} was sent for the same period after it.",
        f"Le rapport {code} ne compte plus : {by} a été envoyé après lui pour la même période.",
    )


def withdrawn_already(code: str) -> MetricsError:
    return MetricsError(
        f"The return {code} is withdrawn already.", f"Le rapport {code} est déjà retiré."
    )


def done_since(code: str) -> MetricsError:
    return MetricsError(
        f"Something was done with the period of {code} since: send the return again instead.",
        f"Quelque chose a été fait depuis avec la période de {code}\u00a0: envoyez plutôt "
        "le rapport de nouveau.",
    )


def no_reason() -> UnfitWordsError:
    return UnfitWordsError(
        "Say why: a reason is kept with this step.",
        "Dites pourquoi : une raison est gardée avec cette étape.",
    )


def too_long(most: int) -> UnfitWordsError:
    return UnfitWordsError(
        f"These words are too long: write at most {most} characters, and nothing about a person.",
        f"Ce texte est trop long : écrivez au plus {most} caractères, et rien sur une personne.",
    )
