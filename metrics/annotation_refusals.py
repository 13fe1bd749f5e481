"""Why a note of the office is not kept, each in one line that says what to do instead."""

from metrics.errors import MetricsError


def not_of_the_office() -> MetricsError:
    return MetricsError(
        "Notes beside figures are the office's to write.",
        "Les notes en marge des chiffres sont du ressort du bureau.",
    )


def lacks_language() -> MetricsError:
    return MetricsError(
        "Write the note in English and in French: each reader reads it in their own language.",
        "Écrivez la note en anglais et en français\u00a0: chaque personne la lit dans sa langue.",
    )


def lacks_owner() -> MetricsError:
    return MetricsError(
        "Say in both languages whose words these are: a role or a unit, at most 120 characters.",
        "Dites dans les deux langues de qui sont ces mots\u00a0: une fonction ou une unité, au "
        "plus 120 caractères.",
    )


def too_long(most: int) -> MetricsError:
    return MetricsError(
        f"This has more than {most} characters in one language: shorten it.",
        f"Ceci dépasse {most} caractères dans une langue\u00a0: abrégez.",
    )


def changed_meanwhile() -> MetricsError:
    return MetricsError(
        "Somebody has changed or taken back this note since it was shown to you. Nothing was kept. "
        "Open it again and look at it as it stands.",
        "Quelqu'un a modifié ou retiré cette note depuis qu'elle vous a été montrée. Rien n'a été "
        "enregistré. Ouvrez-la de nouveau et voyez-la telle qu'elle est.",
    )
