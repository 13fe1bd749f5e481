"""What may be wrong with the audit log, each told in words of its own."""

from enum import StrEnum
from typing import NamedTuple

from metrics.anchors import Anchor
from metrics.languages import Text

SHORT = 12  # characters of a digest that people compare


class BreakKind(StrEnum):
    """How the log departs from what was written."""

    EDITED = "edited"
    MISSING = "missing"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    UNLINKED = "unlinked"
    EXCHANGED = "exchanged"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    FORKED = "forked"


class Break(NamedTuple):
    """One departure: at which position, and what it means."""

    kind: BreakKind
    position: int
    words: Text


def edited(position: int) -> Break:
    return Break(BreakKind.EDITED, position, Text(
        f"Entry {position} is not as it was written: a field of it was changed, or the whole entry "
        "was put in its place.",
        f"L'inscription {position} n'est pas telle qu'elle a été écrite : un de ses champs a été "
        "modifié, ou l'inscription entière a été mise à sa place.",
    ))  # fmt: skip


def missing(position: int, after: int) -> Break:
    if after - position == 1:
        return Break(BreakKind.MISSING, position, Text(
            f"Entry {position} is missing: it was deleted. Entry {after} stands there.",
            f"L'inscription {position} manque : elle a été supprimée. L'inscription {after} est "
            "là.",
        ))  # fmt: skip
    return Break(BreakKind.MISSING, position, Text(
        f"Entries {position} to {after - 1} are missing: they were deleted. Entry {after} stands "
        "there.",
        f"Les inscriptions {position} à {after - 1} manquent : elles ont été supprimées. "
        f"L'inscription {after} est là.",
    ))  # fmt: skip


def beyond(expected: int, position: int) -> Break:
    """An entry far behind the end, where no anchor tells that there was anything between."""
    return Break(BreakKind.INSERTED, expected, Text(
        f"An entry of position {position} stands beyond the end of the log, where entry {expected} "
        "would come next: it was put in, or those between were deleted. No anchor speaks of them.",
        f"Une inscription de position {position} se trouve au-delà de la fin du journal, là où "
        f"viendrait l'inscription {expected} : elle a été ajoutée, ou celles d'entre deux ont été "
        "supprimées. Aucune ancre ne parle d'elles.",
    ))  # fmt: skip


def removed(position: int, written_as: int) -> Break:
    return Break(BreakKind.REMOVED, position, Text(
        f"Entry {position} was written as entry {written_as}: what stood before it was deleted, "
        "and the rest was numbered anew.",
        f"L'inscription {position} a été écrite comme inscription {written_as} : ce qui la "
        "précédait a été supprimé, et la suite a été renumérotée.",
    ))  # fmt: skip


def inserted(position: int, written_as: int) -> Break:
    return Break(BreakKind.INSERTED, position, Text(
        f"An entry was put in at position {position} or just before it, and the rest was numbered "
        f"anew: what was written as entry {written_as} now comes later.",
        f"Une inscription a été ajoutée à la position {position} ou juste avant, et la suite a été "
        f"renumérotée : ce qui a été écrit comme inscription {written_as} vient maintenant plus "
        "loin.",
    ))  # fmt: skip


def misplaced(expected: int, position: int) -> Break:
    return Break(BreakKind.INSERTED, expected, Text(
        f"An entry of position {position} was put in where entry {expected} belongs.",
        f"Une inscription de position {position} a été ajoutée là où devrait être l'inscription "
        f"{expected}.",
    ))  # fmt: skip


def reordered(position: int, written_as: int) -> Break:
    return Break(BreakKind.REORDERED, position, Text(
        f"Entry {position} was written as entry {written_as}: entries were put in another order.",
        f"L'inscription {position} a été écrite comme inscription {written_as} : des inscriptions "
        "ont été mises dans un autre ordre.",
    ))  # fmt: skip


def unlinked(position: int) -> Break:
    if position == 1:
        return Break(BreakKind.UNLINKED, 1, Text(
            "Entry 1 is not the beginning of a log: another stood before it.",
            "L'inscription 1 n'est pas le début d'un journal : une autre la précédait.",
        ))  # fmt: skip
    return Break(BreakKind.UNLINKED, position, Text(
        f"Entry {position} does not follow from entry {position - 1}: entry {position - 1} was "
        "exchanged, with its digest.",
        f"L'inscription {position} ne découle pas de l'inscription {position - 1} : "
        f"l'inscription {position - 1} a été échangée, avec son empreinte.",
    ))  # fmt: skip


def exchanged(anchor: Anchor) -> Break:
    return Break(BreakKind.EXCHANGED, anchor.position, Text(
        f"Entry {anchor.position} is not the one that was anchored at {anchor.at}: it was "
        "exchanged, with its digest.",
        f"L'inscription {anchor.position} n'est pas celle qui a été ancrée le {anchor.at} : elle a "
        "été échangée, avec son empreinte.",
    ))  # fmt: skip


def truncated(last: int, anchor: Anchor) -> Break:
    return Break(BreakKind.TRUNCATED, last + 1, Text(
        f"The log ends at entry {last}, but {_head(anchor).en}: the entries after {last} were "
        "deleted, or an older copy of the store was put back.",
        f"Le journal se termine à l'inscription {last}, mais {_head(anchor).fr} : les inscriptions "
        f"après {last} ont été supprimées, ou une copie plus ancienne de l'entrepôt a été remise.",
    ))  # fmt: skip


def rewritten(common: int, anchored: Anchor, head: Anchor) -> Break:
    after = _after(common)
    return Break(BreakKind.REWRITTEN, common + 1, Text(
        f"The log was written anew {after.en}: {_head(anchored).en}, and is not in the log as it "
        f"stands, which ends at {_present(head).en}.",
        f"Le journal a été réécrit {after.fr} : {_head(anchored).fr}, et elle n'est pas dans le "
        f"journal tel qu'il est, qui se termine à {_present(head).fr}.",
    ))  # fmt: skip


def forked(common: int, anchored: Anchor, head: Anchor) -> Break:
    after = _after(common)
    return Break(BreakKind.FORKED, common + 1, Text(
        f"There are two logs {after.en}: in one {_head(anchored).en}; the other, which stands "
        f"here, ends at {_present(head).en}. An older copy of the store was put back and "
        "continued, or the log was written anew.",
        f"Il y a deux journaux {after.fr} : dans l'un, {_head(anchored).fr}; l'autre, celui d'ici, "
        f"se termine à {_present(head).fr}. Une copie plus ancienne de l'entrepôt a été remise et "
        "continuée, ou le journal a été réécrit.",
    ))  # fmt: skip


def _after(common: int) -> Text:
    if common:
        return Text(f"after entry {common}", f"après l'inscription {common}")
    return Text("from its beginning", "dès le début")


def _head(anchor: Anchor) -> Text:
    digest = anchor.digest[:SHORT]
    return Text(
        f"entry {anchor.position} (digest {digest}…) was anchored at {anchor.at}",
        f"l'inscription {anchor.position} (empreinte {digest}…) a été ancrée le {anchor.at}",
    )


def _present(head: Anchor) -> Text:
    digest = head.digest[:SHORT]
    return Text(
        f"entry {head.position} (digest {digest}…)",
        f"l'inscription {head.position} (empreinte {digest}…)",
    )
