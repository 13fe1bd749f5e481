"""Records as an Excel workbook: numbers stay numbers, words stay words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.records import Record
from metrics import MetricsError

SHEET = "observations"


def write_workbook(records: Iterable[Record], path: Path) -> int:
    """Write one row a record, provenance as columns of its own; return how many rows.

    Raises MetricsError where the file cannot be written.
    """
    frame = pd.DataFrame([_flat(record) for record in records]).convert_dtypes()
    try:
        with pd.ExcelWriter(path, engine="openpyxl") as writer:
            frame.to_excel(writer, sheet_name=SHEET, index=False, freeze_panes=(1, 0))
            _keep_words(writer.sheets[SHEET])
    except OSError as error:
        raise MetricsError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours.",
            f"Impossible d'écrire {path} ({error.strerror}) : choisissez un autre dossier.",
        ) from None
    return len(frame)


def _flat(record: Record) -> Record:
    provenance: Any = record["provenance"]
    return {**{key: one for key, one in record.items() if key != "provenance"}, **provenance}


def _keep_words(sheet: Any) -> None:  # openpyxl has no types
    """A publisher's words that begin with "=" are words, never a formula that Excel would run."""
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
