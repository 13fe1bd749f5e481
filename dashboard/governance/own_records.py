"""Everything an organization has sent as records, and as a CSV file that no program runs."""

import csv
import io
from collections.abc import Iterable, Iterator

from dashboard.cells import flat, harmless
from dashboard.plain_values import Record
from dashboard.records import observation_record
from metrics import Catalogue, Consents, Language


def records_of(
    held: Consents, organization: str, catalogue: Catalogue, language: Language
) -> Iterator[Record]:
    """Every revision as a record, with the notes that were sent with it, in the key's order."""
    for one in held.own_data(organization):
        if one.observation.series in catalogue.series:
            yield observation_record(one, catalogue, language)


def as_csv(records: Iterable[Record]) -> str:
    """Comma-separated, with headings; no cell is run by the program that opens it."""
    out, writer = io.StringIO(), None
    for one in records:
        row = {key: harmless(cell) for key, cell in flat(one).items()}
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(row)
    return out.getvalue()
