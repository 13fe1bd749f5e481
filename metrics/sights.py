"""What a reader sees at this moment: the scope, the day, and what has come out by this minute."""

from datetime import date, datetime

from metrics.catalogue import Catalogue
from metrics.consent_judging import bare, consented
from metrics.memo import Memo
from metrics.moments import Moment
from metrics.scopes import Scope
from metrics.store.consents_kept import Said
from metrics.store.names import instant
from metrics.store.seeks import Sight
from metrics.store.turns import Turns
from metrics.store.withholding import Bare

SIGHTS_KEPT = 64


def sight_of(moment: Moment, scope: Scope, today: date, now: datetime, turns: Turns) -> Sight:
    """What is seen today; where a publication has its minute, not before that."""
    sight = Sight.of(moment, scope, today)
    return sight if scope.sees_ahead else sight._replace(until=turns.until(instant(now), today))


class Consented:
    """Sights without what owners keep to themselves, judged once for each day and reader.

    They are judged anew when anything is said of a consent, or other owners are declared.
    """

    def __init__(self) -> None:
        self._judged: tuple[Catalogue, Said, frozenset[Bare], Memo] | None = None

    def of(self, sight: Sight, catalogue: Catalogue, said: Said) -> Sight:
        judged = self._judged
        if judged is None or judged[0] is not catalogue or judged[1] is not said:
            self._judged = judged = catalogue, said, bare(catalogue, said), Memo(SIGHTS_KEPT)
        _, _, alone, kept = judged
        return kept.answer(sight, lambda: consented(sight, catalogue, said, alone))
