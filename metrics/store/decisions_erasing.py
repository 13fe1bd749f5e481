"""Why something was decided about what an owner erases: these reasons go as well.

The decisions stay, with their days. What was written of them may quote the figures that they were
about; and who reopens a period, or withdraws a consent, may have written of any return, so every
such reason goes. What is written with the erasing itself comes after it, and stays with it.
"""

from sqlalchemy import Connection, update

from metrics.periods import Period
from metrics.store.release_tables import consent_event, erasure
from metrics.store.return_tables import obligation_event, period_event
from metrics.store.returns_kept import Where

DECIDED, TURNED = obligation_event.c, period_event.c


def erase_reasons(
    connection: Connection, form: str, organization: str, period: Period | None
) -> None:
    """Within the transaction that erases the figures; of all periods where none is named."""
    decided: Where = [DECIDED.form == form, DECIDED.organization == organization]
    turned: Where = [TURNED.form == form]
    if period is not None:
        decided = [*decided, DECIDED.period == period.code]
        start = TURNED.period_start == period.start.toordinal()
        turned = [*turned, start, TURNED.period_length == period.days]
    connection.execute(update(obligation_event).where(*decided).values(reason=""))
    connection.execute(update(period_event).where(*turned).values(reason=""))
    for table in (consent_event, erasure):
        own = table.c.organization == organization, table.c.form == form
        connection.execute(update(table).where(*own).values(reason=""))
