"""Records as an Excel workbook: numbers stay numbers, words stay words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.cells import begins_like_a_formula, flat, writable
from dashboard.plain_values import Json, Record
from metrics import MetricsError

SHEET = "observations"


def write_workbook(records: Iterable[Record], path: Path, sheet: str = SHEET) -> int:
    """Write one row a record, provenance as columns of its own; return how many rows.

    Raises MetricsError where the file cannot be written.
    """
    frame = pd.DataFrame([_cells(record) for record in records]).convert_dtypes()
    try:
        with pd.ExcelWriter(path, engine="openpyxl") as writer:
            frame.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
            _keep_words(writer.sheets[sheet])
    except OSError as error:
        raise MetricsError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours.",
            f"Impossible d'écrire {path} ({error.strerror}) : choisissez un autre dossier.",
        ) from None
    return len(frame)


def _cells(record: Record) -> dict[str, Json]:
    return {
        key: writable(one) if isinstance(one, str) else one for key, one in flat(record).items()
    }


def _keep_words(sheet: Any) -> None:  # openpyxl has no types
    """Words are words: not a formula or an error that Excel would run or show, nor when edited."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.quotePrefix = begins_like_a_formula(cell.value)
