"""The backup of every night, taken by the worker."""

import logging
from datetime import UTC, datetime

from dashboard.backing_up.standing import is_due
from dashboard.backing_up.taking import Taken, take
from metrics import MetricsError, MetricsStore, Settings

_LOG = logging.getLogger(__name__)


def back_up(settings: Settings, _: MetricsStore | None = None) -> Taken | None:
    """Take the backup of this night where it is missing; what goes wrong is told in the log.

    A failure is kept as well: `pillars doctor` tells of it until a backup succeeds.
    """
    folder = settings.backup_folder
    if folder is None or not is_due(settings, datetime.now(UTC)):
        return None
    try:
        return take(settings, folder)
    except MetricsError as error:
        _LOG.error("backup: %s", error)
        return None
