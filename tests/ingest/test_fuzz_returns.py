"""Hostile, messy and sound files with parts of them changed at random: never a fault of ours.

Whatever is made of a file, a check ends, and ends with an outcome and findings.
"""

import re
import time
import zipfile
from io import BytesIO
from random import Random

from ingest.returns.checking import Outcome, check
from metrics import Language
from tests.ingest import making
from tests.ingest.hostile import LET_IN
from tests.ingest.messy_rows import MESSY
from tests.ingest.return_forms import context
from tests.sweeps import SEED, examples

_SMALL = 100_000  # bytes: of larger files the same parts would be changed, only later
_ROOM = 20  # seconds that one changed file may take
_TOKEN = re.compile(rb'"[^"]{0,40}"|>[^<>]{1,40}<|<[/\w:]{1,20}')
_ODD = (
    b'"-1"', b'"0"', b'"99999999999"', b'""', b'"A0"', b'"XFE1048577"', b'"NaN"', b'"\xff\xfe"',
    b'"../x"', b"><", b">1e400<", b">-0<", b">\xf0\x9f\x98\x80<", b">&#0;<", b">_x0000_<", b"<c",
    b"</row", b"<!--", b"<x:v", b'"' + b"9" * 40 + b'"', b'"=1+1"', b">0x10<", b"><![CDATA[",
)  # fmt: skip


def _cut(content, chance):
    return content[: chance.randrange(len(content) + 1)]


def _flipped(content, chance):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _stretched(content, chance):
    """A piece of the file once more, or left out."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randint(1, 400))
    again = chance.choice((b"", content[start:end] * 2, bytes(end - start)))
    return content[:start] + again + content[end:]


def _inside(change):
    """A change to one part of an archive, which stays a sound archive; to a text as a whole."""

    def make(content, chance):
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                held = [(one, archive.read(one)) for one in dict.fromkeys(archive.namelist())]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
            return change(content, chance) if content else content
        at = chance.randrange(len(held))
        name, part = held[at]
        held[at] = (name, change(part, chance) if part else part)
        return making.zipped(held, stored=("mimetype",))

    return make


def _swapped(content, chance):
    """Two parts under each other's names."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            parts = [archive.read(one) for one in names]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return content[::-1]
    one, other = chance.randrange(len(names)), chance.randrange(len(names))
    parts[one], parts[other] = parts[other], parts[one]
    return making.zipped(list(zip(names, parts, strict=True)), stored=("mimetype",))


def _reworded(content, chance):
    """An attribute, a text or a tag in place of another."""
    found = list(_TOKEN.finditer(content))
    if not found:
        return _flipped(content, chance)
    for one in sorted(chance.sample(found, min(len(found), chance.randint(1, 3))), key=_at)[::-1]:
        fitting = [odd for odd in _ODD if odd[:1] == one[0][:1]]
        content = content[: one.start()] + chance.choice(fitting) + content[one.end() :]
    return content


def _at(one):
    return one.start()


CHANGES = (
    _cut, _flipped, _stretched, _swapped, _inside(_cut), _inside(_flipped), _inside(_stretched),
    _inside(_reworded), _inside(_reworded), _inside(_reworded),
)  # fmt: skip


def _changed(number, files):
    chance = Random(SEED + number)
    name, content = chance.choice(files)
    return name, chance.choice(CHANGES)(content, chance)


def test_a_changed_file_is_checked_to_its_end():
    made = [(one.file, one.make()) for one in (*LET_IN, *MESSY)]
    files = [(name, content) for name, content in made if 0 < len(content) < _SMALL]
    asked, outcomes = context(), set()
    for number in range(examples("changed files, checked", 400, 20_000)):
        name, content = _changed(number, files)
        before = time.monotonic()
        try:
            found = check(content, name, asked)
        except BaseException as fault:  # a panic of the fast reader is not even an Exception
            raise AssertionError(f"changed file {number}, once {name}") from fault
        assert time.monotonic() - before < _ROOM, number
        assert (found.outcome is Outcome.ACCEPT) or found.findings, number
        assert all(one.line(Language.FR) and one.line() for one in found.findings), number
        outcomes.add(found.outcome)
    assert Outcome.REJECT in outcomes
