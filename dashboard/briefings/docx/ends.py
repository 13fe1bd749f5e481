"""What stands after the exhibits: where each figure stands, and the sources of them all."""

from dashboard.briefings.docx.fields import referred
from dashboard.briefings.docx.tables import captioned, table
from dashboard.briefings.docx.words import para, run
from dashboard.briefings.docx.writing import WIDTH, Writing
from dashboard.briefings.traced import traced, values_widths


def sources(writing: Writing) -> list[str]:
    """Each source once, with the exhibits that it is one of."""
    lines = [_source(writing, said, numbers) for said, numbers in cited(writing).items()]
    return [writing.heading(1, writing.labels.sources), *lines] if lines else []


def provenance(writing: Writing) -> list[str]:
    """The values with their cells, and the files that these are of."""
    head = writing.heading(1, writing.labels.provenance)
    if not writing.document.trails.rows:
        return [head]
    told = traced(writing.document)
    columns = values_widths(WIDTH)
    return [
        head,
        captioned(writing, told.values.caption), table(told.values, columns=columns),
        captioned(writing, told.files.caption), table(told.files, full=False),
    ]  # fmt: skip


def cited(writing: Writing) -> dict[str, list[int]]:
    """Each source once, with the numbers of the exhibits that it is one of."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(writing.document.exhibits, 1):
        for said in one.sources:
            found.setdefault(said, []).append(number)
    return found


def _source(writing: Writing, said: str, numbers: list[int]) -> str:
    before, _, after = writing.labels.exhibit.partition("{number}")
    last = run(", ", "QuietWords").join(referred(one, "Reference") for one in numbers)
    return para("ListBullet", run(f"{said} ") + run(before, "QuietWords") + last + run(after))
