"""The process beside the server: checks of returns, releases, reminders, briefings, backups."""

from contextlib import closing

from dashboard.access.store import Accounts
from dashboard.backing_up.locks import in_use
from dashboard.backing_up.nightly import back_up
from dashboard.issuing.scheduled import look
from dashboard.releases.protecting import PROTECT, give_up, protect
from dashboard.retention import purge_now_and_then
from dashboard.returns.crew import nobody
from dashboard.returns.worker import Asked, Look, work
from dashboard.same_key import refuse_other_key
from dashboard.watching.logs import set_up_logs
from dashboard.watching.tracing import traces_of
from metrics import Settings, slow_statements_told

BRIEF, BACK_UP, PURGE = "brief", "back-up", "purge"
ASKED = {PROTECT: Asked(protect, give_up)}


def run(settings: Settings, *, follows: bool = False) -> None:
    """Work until a signal to stop; one that follows ends with whoever has started it, too."""
    set_up_logs(settings)
    with closing(Accounts.open(settings)) as accounts:
        refuse_other_key(settings, accounts)  # it protects releases
    with in_use(settings), slow_statements_told(settings.slow_query_ms):
        traces = traces_of(settings)
        ran = traces.tell_job if traces else nobody
        work(settings, looks_of(settings), ASKED, follows=follows, ran=ran)


def looks_of(settings: Settings) -> dict[str, Look]:
    """What this worker looks at besides: only what it has a mail server or a folder for."""
    found: dict[str, Look] = {PURGE: purge_now_and_then}
    found |= {BRIEF: look} if settings.smtp_host else {}
    return {**found, BACK_UP: back_up} if settings.backup_folder else found


if __name__ == "__main__":
    run(Settings(), follows=True)
