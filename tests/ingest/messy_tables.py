"""Returns as text and as .ods, in the long format: their outcomes, rules and cells."""

from tests.ingest import making
from tests.ingest.messy import SECRET
from tests.ingest.messy_row import ASKED, NO, OK, Messy

_HEAD = ["Indicator", "Period", "Place", "Age", "Value", "Note"]
_QUARTER = "2025-26 Q3"
LONG = [
    [series, _QUARTER, place, age, value, ""]
    for place in ("ON-N", "ON-S")
    for series in ("people-served", "new-people")
    for age, value in (("under-25", 3), ("25-and-over", 4), ("_T", 7))
] + [
    ["contacts", _QUARTER, "ON", "", 310, ""],
    ["spent", _QUARTER, "ON", "", "1234.5", ""],
    ["satisfied", _QUARTER, "ON", "", "88", ""],
]


def text(rows, separator=","):
    return "".join(separator.join(map(str, row)) + "\n" for row in [_HEAD, *rows])


def table(rows, more=""):
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    inside = f'<table:table table:name="Data">{lines}{more}</table:table>'
    return making.ods(content=making.content_of_ods(inside))


def _cell(value):
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'
    )


def _last(at, words):
    return [*LONG[:-1], [*LONG[-1][:at], words, *LONG[-1][at + 1 :]]]


def _repeated(rows, inside=""):
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="16384"{inside}/></table:table-row>'
    )


_CSV, _ODS = "return.csv", "return.ods"
_ALL = [_HEAD, *LONG]
_ONE = ' office:value-type="float" office:value="1"'
OTHER_KINDS = (
    Messy("text in UTF-8", lambda: text(LONG).encode(), OK, file=_CSV),
    Messy("text with semicolons", lambda: text(LONG, ";").encode("utf-8-sig"), OK, file=_CSV),
    Messy(
        "UTF-16 without its mark",
        lambda: text(LONG, ";").encode("utf-16-le"),
        OK,
        "encoding",
        "",
        _CSV,
    ),
    Messy(
        "UTF-16 of the other end", lambda: text(LONG).encode("utf-16-be"), OK, "encoding", "", _CSV
    ),
    Messy("text with tabs in UTF-16", lambda: text(LONG, "\t").encode("utf-16"), OK, file=_CSV),
    Messy(
        "text of Windows", lambda: text(_last(5, "é")).encode("cp1252"), OK, "encoding", "", _CSV
    ),
    Messy(
        "the same row again",
        lambda: text([*LONG, LONG[-1]]).encode(),
        ASKED,
        "duplicate",
        "!E17",
        _CSV,
    ),
    Messy(
        "the same row otherwise",
        lambda: text([*LONG, _last(4, "89")[-1]]).encode(),
        NO,
        "duplicate-differs",
        "!E17",
        _CSV,
    ),
    Messy(
        "a period to come",
        lambda: text(_last(1, "2031-32 Q3")).encode(),
        NO,
        "other-period",
        "!B16",
        _CSV,
    ),
    Messy(
        "two lines in a field",
        lambda: text(_last(4, '"8\n8"')).encode(),
        NO,
        "several-lines",
        "!E16",
        _CSV,
    ),
    Messy(
        "the word of its unit in a field",
        lambda: text(
            [[*one[:4], f"{one[4]} clients", ""] if one[0] == "new-people" else one for one in LONG]
        ).encode(),
        OK,
        file=_CSV,
    ),
    Messy(
        "a quotation without an end", lambda: (text(LONG) + '"open').encode(), NO, "csv", "", _CSV
    ),
    Messy(
        "600 columns of text",
        lambda: (text(LONG) + ",".join("x" * 600)).encode(),
        NO,
        "too-large",
        "",
        _CSV,
    ),
    Messy(
        "200,001 rows of text",
        lambda: (text(LONG) + "satisfied,,,,,\n" * 200_001).encode(),
        NO,
        "too-large",
        "",
        _CSV,
    ),
    Messy(
        "an address in text",
        lambda: text(_last(5, SECRET)).encode(),
        NO,
        "personal-data:e-mail",
        "!F16",
        _CSV,
    ),
    Messy("an .ods without a fault", lambda: table(_ALL), OK, file=_ODS),
    Messy(
        "an .ods with empty cells repeated",
        lambda: table(_ALL, _repeated(1_048_000)),
        OK,
        file=_ODS,
    ),
    Messy(
        "an .ods of 16 billion cells",
        lambda: table(_ALL, _repeated(1_048_576, _ONE)),
        NO,
        "too-large",
        "",
        _ODS,
    ),
    Messy(
        "an address in an .ods",
        lambda: table([_HEAD, *_last(5, SECRET)]),
        NO,
        "personal-data:e-mail",
        "Data!F16",
        _ODS,
    ),
    Messy(
        "two paragraphs in a cell of an .ods",
        lambda: table([_HEAD, *_last(4, "8</text:p><text:p>8")]),
        NO,
        "several-lines",
        "Data!E16",
        _ODS,
    ),
    Messy(
        "a line break in a cell of an .ods",
        lambda: table([_HEAD, *_last(4, "8<text:line-break/>8")]),
        NO,
        "several-lines",
        "Data!E16",
        _ODS,
    ),
)
