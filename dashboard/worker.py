"""The process beside the server: checks of returns, reminders, and briefings that come due."""

from dashboard.issuing.scheduled import look
from dashboard.returns.worker import work
from metrics import Settings

if __name__ == "__main__":
    work(Settings(), [look])
