"""What a sender has confirmed of its own layout before, taken over into a new proposal."""

from collections.abc import Mapping

from ingest import Meaning, Profile, ProfileTable

SURE = 1.0
NOT_READ = Meaning(skip=True)


def remembered(proposed: Profile, kept: Profile) -> Profile:
    """The proposal with what was confirmed before of the same tables of the same sheets.

    Of a table whose headings have changed since, it is what was said of words that are still there.
    """
    known = {(one.id, *_place(one)): one for one in kept.tables}
    places = {_place(one) for one in kept.tables}
    here = {(one.id, *_place(one)) for one in proposed.tables}
    changed = {
        (one.id, one.sheet): one for one in kept.tables if (one.id, *_place(one)) not in here
    }
    sure = dict(proposed.confidence)
    tables = []
    for one in proposed.tables:
        if before := known.get((one.id, *_place(one))):
            tables.append(_taken_over(one, before, dict.fromkeys(one.columns, NOT_READ), sure))
        elif _place(one) in places:  # confirmed as another table of the form
            tables.append(_unread(one))
        elif before := changed.get((one.id, one.sheet)):
            tables.append(_taken_over(one, before, one.columns, sure))
        else:
            tables.append(one)
    return proposed.model_copy(update={"tables": tuple(tables), "confidence": sure})


def _taken_over(
    one: ProfileTable, before: ProfileTable, others: Mapping[str, Meaning], sure: dict[str, float]
) -> ProfileTable:
    """With what was said of each word; `others` is what columns mean of which nothing was."""
    columns, rows = (_same(*pair) for pair in ((before.columns, one.columns),
                                               (before.rows, one.rows)))  # fmt: skip
    sure |= dict.fromkeys((f"{one.id}/column/{name}" for name in columns), SURE)
    sure |= dict.fromkeys((f"{one.id}/row/{name}" for name in rows), SURE)
    return one.model_copy(update={
        "columns": {**others, **columns}, "rows": {**one.rows, **rows},
    })  # fmt: skip


def _same(kept: Mapping[str, Meaning], named: Mapping[str, Meaning]) -> dict[str, Meaning]:
    return {name: means for name, means in kept.items() if name in named}


def _place(one: ProfileTable) -> tuple[object, ...]:
    """Where a table of the file stands, as it is found again."""
    return one.sheet, one.title, one.heading


def _unread(one: ProfileTable) -> ProfileTable:
    return one.model_copy(update={
        "columns": dict.fromkeys(one.columns, NOT_READ), "rows": dict.fromkeys(one.rows, NOT_READ),
    })  # fmt: skip
