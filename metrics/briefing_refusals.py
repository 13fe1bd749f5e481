"""Why a step with a briefing is not taken, each in one line that says what to do instead."""

from datetime import date, datetime

from metrics.briefing_values import BriefingState
from metrics.errors import MetricsError
from metrics.languages import Text

BRIEFING = Text("briefing", "Note d'information")
SCHEDULE = Text("schedule", "Échéancier")
STATES = {
    BriefingState.DRAFT: Text("a draft", "un brouillon"),
    BriefingState.ISSUED: Text("issued", "émise"),
    BriefingState.DISCARDED: Text("discarded", "abandonnée"),
}


class NewerVersionError(MetricsError):
    """Somebody else has kept a version of the same outline; `version` is its number."""

    def __init__(self, en: str, fr: str, version: int) -> None:
        super().__init__(en, fr)
        self.version = version


def not_yours() -> MetricsError:
    return MetricsError(
        "This step with a briefing is not yours: officials and the office make briefings.",
        "Cette étape d'une note d'information n'est pas la vôtre\u00a0: les responsables et le "
        "bureau font les notes.",
    )


def no_outline() -> MetricsError:
    return MetricsError(
        "The outline of a briefing is a JSON object, with its key lines in a list named 'lines'.",
        "Le plan d'une note d'information est un objet JSON, dont les messages clés forment une "
        "liste nommée «\u00a0lines\u00a0».",
    )


def too_large(most: int) -> MetricsError:
    return MetricsError(
        f"The outline of a briefing has at most {most} characters: shorten its key lines.",
        f"Le plan d'une note d'information a au plus {most} caractères\u00a0: abrégez ses messages "
        "clés.",
    )


def no_title(most: int) -> MetricsError:
    return MetricsError(
        f"The title of a briefing has at most {most} characters in each language.",
        f"Le titre d'une note d'information a au plus {most} caractères dans chaque langue.",
    )


def untitled(code: str) -> MetricsError:
    return MetricsError(
        f"The briefing {code} has no title: give it one before it is issued.",
        f"La note d'information {code} n'a pas de titre\u00a0: donnez-lui-en un avant de "
        "l'émettre.",
    )


def newer_version(code: str, version: int, actor: str, at: datetime) -> NewerVersionError:
    return NewerVersionError(
        f"Nothing was kept: account {actor} kept version {version} of {code} at {_at(at)}, after "
        "the one that you began from. Look at it first.",
        f"Rien n'a été gardé\u00a0: le compte {actor} a gardé la version {version} de {code} le "
        f"{_at(at)} après celle de votre point de départ. Regardez-la d'abord.",
        version,
    )


def withdrawn_meanwhile() -> MetricsError:
    return MetricsError(
        "Nothing was kept: the owner of a figure in these key lines has withdrawn it meanwhile. "
        "Load the briefing again.",
        "Rien n'a été gardé\u00a0: le propriétaire d'un chiffre de ces messages clés l'a retiré "
        "entre-temps. Rechargez la note.",
    )


def no_draft(code: str, state: BriefingState) -> MetricsError:
    return MetricsError(
        f"The briefing {code} is {STATES[state].en}, and no longer a draft: begin a new one from "
        "its outline.",
        f"La note d'information {code} est {STATES[state].fr} et n'est plus un brouillon\u00a0: "
        "commencez-en une autre à partir de son plan.",
    )


def not_newest(code: str, version: int, newest: int) -> MetricsError:
    return MetricsError(
        f"Version {version} of {code} is not the newest: look at version {newest}, then issue "
        "that.",
        f"La version {version} de {code} n'est pas la dernière\u00a0: regardez la version "
        f"{newest}, puis émettez celle-là.",
    )


def other_content(code: str) -> MetricsError:
    return MetricsError(
        f"The checksum given for {code} is not that of its snapshot: nothing was issued. Look at "
        "the preview again.",
        f"La somme de contrôle donnée pour {code} n'est pas celle de son instantané\u00a0: rien "
        "n'a été émis. Regardez de nouveau l'aperçu.",
    )


def not_read(code: str) -> MetricsError:
    return MetricsError(
        f"Nothing was issued: {code} has key lines with words that the check does not understand. "
        "Somebody else who makes briefings has to read them first, as they stand.",
        f"Rien n'a été émis\u00a0: {code} a des messages clés avec des mots que la vérification "
        "ne comprend pas. Quelqu'un d'autre qui fait des notes doit d'abord les lire, tels quels.",
    )


def own_reading(code: str) -> MetricsError:
    return MetricsError(
        f"The key lines of {code} are your own: somebody else has to read them.",
        f"Les messages clés de {code} sont les vôtres\u00a0: quelqu'un d'autre doit les lire.",
    )


def changed_since_preview(code: str) -> MetricsError:
    return MetricsError(
        f"The figures have changed since the preview of {code}: nothing was issued. Look at the "
        "preview again, then issue it.",
        f"Les chiffres ont changé depuis l'aperçu de {code}\u00a0: rien n'a été émis. Regardez "
        "de nouveau l'aperçu, puis émettez la note.",
    )


def no_instant(code: str) -> MetricsError:
    return MetricsError(
        f"Say as of which instant {code} is frozen: one that has passed, with its time zone.",
        f"Dites à quel instant {code} est figée\u00a0: un instant passé, avec son fuseau horaire.",
    )


def not_issued(code: str) -> MetricsError:
    return MetricsError(
        f"The briefing {code} was not issued: there is no snapshot of it.",
        f"La note d'information {code} n'a pas été émise\u00a0: il n'y en a pas d'instantané.",
    )


def owner_withdrew(code: str, at: datetime) -> MetricsError:
    day = at.date().isoformat()
    return MetricsError(
        f"The owner of a figure in {code} withdrew it on {day}: the briefing can no longer be "
        "built. Its checksum stays on record.",
        f"Le propriétaire d'un chiffre de {code} l'a retiré le {day}\u00a0: la note ne peut plus "
        "être produite. Sa somme de contrôle reste au registre.",
    )


def release_cancelled(code: str, at: datetime) -> MetricsError:
    day = at.date().isoformat()
    return MetricsError(
        f"{code} holds figures of a release that was cancelled on {day}: do not use it, nor the "
        "files of it that were taken. Begin a new briefing from its outline.",
        f"{code} contient des chiffres d'une diffusion annulée le {day}\u00a0: ne l'utilisez pas, "
        "ni les fichiers qui en ont été pris. Commencez une nouvelle note à partir de son plan.",
    )


def owner_keeps_back(code: str) -> MetricsError:
    return MetricsError(
        f"The owner of a figure in {code} does not consent to show it at present: the briefing "
        "cannot be built until they do.",
        f"Le propriétaire d'un chiffre de {code} ne consent pas à le montrer actuellement\u00a0: "
        "la note ne peut pas être produite tant qu'il n'y consent pas.",
    )


def no_consent(code: str, indicator: Text) -> MetricsError:
    return MetricsError(
        f"Nothing was issued: {indicator.en} holds a figure in {code} that is not public yet, and "
        "one of its owners does not consent to show it in briefings. Leave it out until it is out.",
        f"Rien n'a été émis\u00a0: {indicator.fr} contient dans {code} un chiffre qui n'est pas "
        "encore public, et l'un de ses propriétaires ne consent pas à le montrer dans des notes "
        "d'information. Laissez-le de côté d'ici à sa diffusion.",
    )


def is_scheduled(code: str, schedule: str) -> MetricsError:
    return MetricsError(
        f"The outline of {code} is scheduled: cancel {schedule} first.",
        f"Le plan de {code} est à l'échéancier\u00a0: annulez d'abord {schedule}.",
    )


def cancelled_already(schedule: str, on: date) -> MetricsError:
    return MetricsError(
        f"The schedule {schedule} was cancelled on {on.isoformat()}.",
        f"L'échéancier {schedule} a été annulé le {on.isoformat()}.",
    )


def no_rule(most: int) -> MetricsError:
    return MetricsError(
        f"Say when the schedule comes due, in at most {most} characters.",
        f"Dites quand l'échéance arrive, en au plus {most} caractères.",
    )


def no_recipients(most: int) -> MetricsError:
    return MetricsError(
        f"Give between 1 and {most} addresses to deliver to, each as name@host.",
        f"Donnez de 1 à {most} adresses de livraison, chacune sous la forme nom@hôte.",
    )


def no_formats() -> MetricsError:
    return MetricsError(
        "Choose at least one format and one language to deliver.",
        "Choisissez au moins un format et une langue à livrer.",
    )


def no_run(schedule: str, key: str) -> MetricsError:
    return MetricsError(
        f"{schedule} has no run for '{key}' that goes on: begin it first.",
        f"{schedule} n'a pas d'exécution en cours pour «\u00a0{key}\u00a0»\u00a0: commencez-la "
        "d'abord.",
    )


def no_key() -> MetricsError:
    return MetricsError(
        "A run of a schedule is for a period, as 2026-Q2, and ends with a code, as delivered.",
        "Une exécution d'échéancier vaut pour une période, comme 2026-Q2, et finit par un code, "
        "comme delivered.",
    )


def _at(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
