"""What was backed up, proven, put back or would be lost, in words and line by line."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dashboard.backing_up.bundle import Kept
from dashboard.backing_up.losses import Head, Losses
from dashboard.backing_up.parts import Sort
from dashboard.backing_up.proving import Proof
from dashboard.backing_up.restoring import Restored
from dashboard.backing_up.spans import span_words
from dashboard.backing_up.store.log import Entry
from dashboard.backing_up.taking import Taken
from dashboard.byte_sizes import size_words
from dashboard.text import Words
from metrics import labels

SHORT = 12  # characters of a digest that people compare
MOST = 200  # entries told one by one; --json tells all


def taken_said(taken: Taken, words: Words) -> list[str]:
    size, seconds = size_words(taken.size, words), _seconds(taken.seconds, words)
    whole = size_words(taken.proof.manifest.size, words)
    return [
        words("backup.taken", file=str(taken.path)),
        words("backup.measured", size=size, seconds=seconds, whole=whole),
        *proof_said(taken.proof, words),
        _since(taken, words),
        *(words("backup.removed", file=one.name) for one in taken.removed),
    ]


def proof_said(proof: Proof, words: Words) -> list[str]:
    """Each part, and the state of the log."""
    made = labels.instant_words(proof.manifest.made_at, words.language)
    log = words(f"audit.state_{proof.log.state}")
    return [
        words("backup.of", at=made),
        *(_part(one, words) for one in proof.manifest.parts),
        log,
        *_head("backup.head_backup", _backup_head(proof), words),
    ]


def restored_said(done: Restored, words: Words) -> list[str]:
    made = labels.instant_words(done.proof.manifest.made_at, words.language)
    lines = [words("backup.restored", at=made, seconds=_seconds(done.seconds, words))]
    lines += [f"  {one}" for one in done.places]
    if done.aside:
        lines += [words("backup.aside"), *(f"  {one}" for one in done.aside)]
    if done.losses is None:
        return [*lines, words("backup.look_at_it")]
    lines.append(words("backup.signed_out"))
    if done.is_other_secret:
        lines.append(words("backup.other_secret"))
    return [*lines, *(losses_said(done.losses, words) if done.losses.is_newer else [])]


def losses_said(lost: Losses, words: Words) -> list[str]:
    """Both heads, and what has to be done again; what was taken away comes first."""
    key = "fork" if lost.is_fork else "newer"
    lines = [words("backup.unreadable")] if not lost.is_readable else [
        words(f"backup.{key}", common=lost.common)
    ]  # fmt: skip
    lines += [*_head("backup.head_backup", lost.backup, words)]
    lines += [*_head("backup.head_here", lost.here, words)]
    for name, found in (
        ("taken_away", lost.taken_away), ("sent", lost.sent), ("done", lost.done)
    ):  # fmt: skip
        lines += _listed(words.counted(f"backup.{name}", len(found)) if found else "", found, words)
    return lines


def _listed(heading: str, found: list[Entry], words: Words) -> Iterator[str]:
    if not found:
        return
    yield heading
    for one in found[:MOST]:
        yield f"  {_entry(one, words)}"
    if len(found) > MOST:
        yield words("backup.more", more=len(found) - MOST)


def _entry(one: Entry, words: Words) -> str:
    """When, by whom, what and which: the step in words, the rest in codes, as the log has it."""
    did = words(f"sign_in.did_{one.action.replace('-', '_')}")
    at = labels.instant_words(one.at, words.language)
    told = "; ".join(f"{key}={value}" for key, value in one.detail.items() if _is_telling(value))
    return f"{one.position}. {at}: {one.actor} {did} ({one.object}{'; ' if told else ''}{told})"


def _is_telling(value: str | int) -> bool:
    """A checksum tells nobody what to send."""
    return not (isinstance(value, str) and len(value) == 64)


def _part(one: Kept, words: Words) -> str:
    name, size = words(f"backup.part_{one.name.replace('-', '_')}"), size_words(one.size, words)
    if one.sort is Sort.FILE:
        return f"  {name}"
    rows = words.counted("backup.rows", sum(one.rows.values()), tables=len(one.rows))
    return f"  {words('backup.part_kept', part=name, size=size, rows=rows)}"


def _head(key: str, head: Head | None, words: Words) -> Iterable[str]:
    if head is not None and head.position:
        yield words(key, position=str(head.position), digest=head.digest[:SHORT])


def _backup_head(proof: Proof) -> Head:
    return Head(proof.manifest.entries, proof.manifest.digest)


def _since(taken: Taken, words: Words) -> str:
    if taken.since is None:
        return words("backup.first")
    return words("backup.loss_until", span=span_words(taken.since, words))


def _seconds(seconds: float, words: Words) -> str:
    """To a tenth, in the digits of the language."""
    return words.number(Decimal(f"{seconds:.1f}"))
