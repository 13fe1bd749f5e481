"""The process beside the server: checks of returns, reminders, briefings, and nightly backups."""

from dashboard.backing_up.locks import in_use
from dashboard.backing_up.nightly import back_up
from dashboard.issuing.scheduled import look
from dashboard.returns.worker import work
from dashboard.watching.logs import set_up_logs
from metrics import Settings, slow_statements_told

if __name__ == "__main__":
    settings = Settings()
    set_up_logs(settings)
    with in_use(settings), slow_statements_told(settings.slow_query_ms):
        work(settings, [look, back_up])
