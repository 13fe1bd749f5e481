"""What a reader sees at this moment: the scope, the day, and what has come out by this minute."""

from datetime import date, datetime

from metrics.moments import Moment
from metrics.scopes import Scope
from metrics.store.names import instant
from metrics.store.seeks import Sight
from metrics.store.turns import Turns


def sight_of(moment: Moment, scope: Scope, today: date, now: datetime, turns: Turns) -> Sight:
    """What is seen today; where a publication has its minute, not before that."""
    sight = Sight.of(moment, scope, today)
    return sight if scope.sees_ahead else sight._replace(until=turns.until(instant(now), today))
