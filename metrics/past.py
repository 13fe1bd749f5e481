"""What data/ declared at an instant, read again from what the store kept of it."""

from metrics.amendments import Amendment, amendments
from metrics.archive import unpacked
from metrics.catalogue import Catalogue
from metrics.memo import Memo
from metrics.store.repository import Repository
from metrics.store.seeks import Sight


def declared_at(repository: Repository, sight: Sight, memo: Memo) -> Catalogue | None:
    """The catalogue of an instant, the first kept for any before it; None where none was kept."""
    number = repository.declared_at(sight.held_at or 0)
    if number is None:
        return None
    return memo.answer(("declared", number), lambda: _read(repository.declared(number)))


def amended(repository: Repository, sight: Sight, indicator: str) -> tuple[Amendment, ...]:
    """What has changed in how an indicator is described, newest first."""
    return amendments(repository.kept(sight.held_at), indicator)


def _read(content: bytes) -> Catalogue:
    with unpacked(content) as folder:
        return Catalogue.read(folder, as_kept=True)
