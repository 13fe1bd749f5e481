"""`pillars template`, `check` and `submit`: the way of a return without a browser."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard.access.keys import new_id
from dashboard.options import JsonOption, LangOption
from dashboard.printing import WrongOptionError, language_of, plain, print_json, write_line
from dashboard.returns import asking, files
from dashboard.returns.checks import Checks, check_with_past, note_personal_data
from dashboard.returns.drafts_seen import Seen, read
from dashboard.returns.dues import dues, open_first, said_period
from dashboard.returns.naming import Names
from dashboard.returns.receipt_page import record
from dashboard.returns.sending import own_returns, preview, send, sent_return
from dashboard.returns.store.drafts import NewDraft
from dashboard.text import Words, both
from ingest import (
    PERSONAL_DATA,
    Checked,
    Finding,
    Limits,
    Outcome,
    annotate_in_child,
    check_in_child,
)
from metrics import (
    COMMAND_LINE,
    KINDS,
    Catalogue,
    Difference,
    DifferenceKind,
    Language,
    MetricsError,
    MetricsStore,
    Period,
    Preview,
    ReturnForm,
    Settings,
    StoreError,
    UnknownError,
)
