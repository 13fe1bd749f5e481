"""Archives that readers take apart in different ways."""

import zipfile

from tests.ingest import making
from tests.ingest.making import (
    ROWS,
    SHEET,
    book,
    by_hand,
    named,
    overlapping,
    parts,
    raw,
    sheet,
    zeros,
    zeros_crc,
    zipped,
)


def archives():
    """Archives that readers take apart in different ways."""
    link, huge = {"xl/link": 0o120777 << 16}, 3 << 30
    bomb = 64 << 20
    return [
        ("a web page before the archive", "a.xlsx", lambda: b"<html>" + book(), "web-page"),
        ("bytes before the archive", "a.xlsx", lambda: b"\0\0\0\0" + book(), "zip"),
        ("bytes before, and PK first", "a.xlsx", lambda: b"PK\x03\x04" + book(), "zip"),
        ("bytes behind the end", "a.xlsx", lambda: book() + b"\0", "zip"),
        ("a comment", "a.xlsx", lambda: book()[:-2] + b"\x05\x00hello", "zip"),
        ("a second end", "a.xlsx", lambda: book() + book()[-22:], "zip"),
        ("an archive after another", "a.xlsx", lambda: book() + book(), "zip"),
        ("half a file", "a.xlsx", lambda: book()[: len(book()) // 2], "zip"),
        ("no end", "a.xlsx", lambda: book()[:-22], "zip"),
        ("another way to pack", "a.xlsx", lambda: zipped(parts(), method=zipfile.ZIP_BZIP2), "zip"),
        ("yet another", "a.xlsx", lambda: zipped(parts(), method=zipfile.ZIP_LZMA), "zip"),
        (
            "60,000 parts",
            "a.xlsx",
            lambda: zipped({f"x/{one}": b"" for one in range(60_000)}),
            "too-many-parts",
        ),
        (
            "1,001 parts",
            "a.xlsx",
            lambda: zipped({f"x/{one}": b"" for one in range(1_001)}),
            "too-many-parts",
        ),
        (
            "two parts of one name",
            "a.xlsx",
            lambda: zipped([*parts().items(), (SHEET, sheet(""))]),
            "duplicate",
        ),
        ("a name in another case", "a.xlsx", named(SHEET.upper()), "duplicate"),
        ("a name in other letters", "a.xlsx", named(SHEET.replace("s", "\uff53")), "duplicate"),
        ("a name that climbs", "a.xlsx", named("../evil.xml"), "name"),
        ("a name that climbs later", "a.xlsx", named("xl/../../evil.xml"), "name"),
        ("a name from the top", "a.xlsx", named("/etc/evil.xml"), "name"),
        ("a name with a backslash", "a.xlsx", named("xl\\evil.xml"), "name"),
        ("a name with a drive", "a.xlsx", named("C:evil.xml"), "name"),
        ("a name with a control character", "a.xlsx", named("xl/a\x07.xml"), "name"),
        ("a name with an empty step", "a.xlsx", named("xl//evil.xml"), "name"),
        ("a link to a file", "a.xlsx", named("xl/link", b"/etc/passwd", attributes=link), "name"),
        ("200 parts that are one", "a.xlsx", overlapping, "overlap"),
        (
            "another name in the part itself",
            "a.xlsx",
            lambda: by_hand({"local": SHEET.replace("1", "2")}),
            "zip",
        ),
        (
            "another way to pack in the part itself",
            "a.xlsx",
            lambda: by_hand({"local_method": 0}),
            "zip",
        ),
        ("a size that says too little", "a.xlsx", lambda: by_hand({"size": 10}), "damaged"),
        ("a size that says too much", "a.xlsx", lambda: by_hand({"size": 9_999}), "damaged"),
        ("a wrong sum", "a.xlsx", lambda: by_hand({"crc": 1}), "damaged"),
        (
            "bytes behind the packed ones",
            "a.xlsx",
            lambda: by_hand({"packed": making._deflated(sheet(ROWS)) + b"xx"}),
            "damaged",
        ),
        (
            "packed bytes that break off",
            "a.xlsx",
            lambda: by_hand({"packed": making._deflated(sheet(ROWS))[:-9]}),
            "damaged",
        ),
        ("3 GiB, as it says", "a.xlsx", lambda: by_hand({"size": huge}), "too-large-inside"),
        (
            "3 GiB in 50 parts",
            "a.xlsx",
            lambda: raw(
                *(
                    (f"x{one}.xml", b"", {"size": 8 << 20, "packed": bytes(100_000)})
                    for one in range(50)
                )
            ),
            "too-large-inside",
        ),
        (
            "64 MiB of zeros",
            "a.xlsx",
            lambda: by_hand({"size": bomb, "packed": zeros(bomb), "crc": zeros_crc(bomb)}),
            "ratio",
        ),
        (
            "64 MiB that say a few bytes",
            "a.xlsx",
            lambda: by_hand({"packed": zeros(bomb)}),
            "damaged",
        ),
    ]
