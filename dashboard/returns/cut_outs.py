"""The cells around a finding, drawn as the sheet they stand on."""

from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.returns.grouping import Group
from dashboard.text import Words
from ingest import Severity
from metrics import Language

Cutout = tuple[tuple[str, ...], ...]
MOST = 3  # of one cause
HITS = {Severity.ERROR: "hit", Severity.WARNING: "hitw", Severity.INFO: "hit"}


def cut_outs(group: Group, cutouts: Mapping[str, Cutout], words: Words) -> list[Component]:
    """The sheets of a cause with its cells marked; a few of them where there are many."""
    by_sheet: dict[tuple[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = {}
    hits = {(one.sheet, one.cell) for one in group.findings} | set(_against(group))
    for one in group.findings:
        rows = cutouts.get(f"{one.sheet}!{one.cell}", ())
        if len(rows) > 1 and (len(by_sheet) < MOST or (one.sheet, rows[0]) in by_sheet):
            by_sheet.setdefault((one.sheet, rows[0]), {}).update({row[0]: row for row in rows[1:]})
    hit = HITS[group.severity]
    return [
        _sheet(sheet, head, sorted(rows.values(), key=lambda row: int(row[0])), hits, hit, words)
        for (sheet, head), rows in by_sheet.items()
    ]


def _against(group: Group) -> Iterable[tuple[str, str]]:
    for one in group.findings:
        sheet, mark, cell = one.against.rpartition("!")
        if one.against:
            yield (sheet if mark else one.sheet, cell.partition(":")[0])


def _sheet(
    sheet: str, head: tuple[str, ...], rows: list[tuple[str, ...]],
    hits: set[tuple[str, str]], hit: str, words: Words,
) -> Component:  # fmt: skip
    caption = words("returns.cut_out", sheet=sheet, rows=_numbers([row[0] for row in rows], words))
    heads = [html.Th(html.Span(words("returns.row"), className="vh"), scope="col")]
    heads += [html.Th(letter, scope="col") for letter in head[1:]]
    body = [
        html.Tr(
            [
                html.Th(row[0], scope="row"),
                *(
                    html.Td(said, className=hit if (sheet, f"{letter}{row[0]}") in hits else None)
                    for letter, said in zip(head[1:], row[1:], strict=False)
                ),
            ]
        )
        for row in rows
    ]
    table = html.Table(
        [html.Caption(caption, className="vh"), html.Thead(html.Tr(heads)), html.Tbody(body)],
        className="sheet",
    )
    return html.Div([html.P(caption, className="sheet-cap"), table])


def _numbers(rows: list[str], words: Words) -> str:
    """Row numbers as one reads them: "4 to 7", or "4, 10 and 11"."""
    numbers = [int(one) for one in rows]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        to = "to" if words.language is Language.EN else "à"
        return f"{numbers[0]} {to} {numbers[-1]}"
    return words.joined(rows)
