"""QR codes as they are drawn: read back here by the rules of ISO/IEC 18004, module by module."""

import re
from hashlib import sha256

import pytest

from dashboard.markup import render
from dashboard.qr import MASKS, _Frame, alignment_places, qr_drawing, qr_grid
from dashboard.qr_words import BLOCKS, CORRECTING, _room, _times, smallest_version

ADDRESS = "otpauth://totp/Pillars:marie%40example.ca?secret=VEHYIW446F2PK5RQEDJBX23R7CBZKAE3"


def words_of(grid):
    """The codewords behind the mask that the format names."""
    version = (len(grid) - 17) // 4
    frame = _Frame(version)
    mask = (grid[8][2] * 4 + grid[8][3] * 2 + grid[8][4]) ^ 0b101  # what the format is turned by
    bits = [grid[y][x] ^ (MASKS[mask](x, y) == 0)
            for x, y in frame._zigzag() if (x, y) not in frame._known]  # fmt: skip
    return [int("".join(map(str, map(int, bits[at : at + 8]))), 2)
            for at in range(0, len(bits) - 7, 8)]  # fmt: skip


def blocks_of(words, version):
    """Each block with what corrects it."""
    count, correcting, room = BLOCKS[version - 1], CORRECTING[version - 1], _room(version)
    short = room // count
    found = [words[at : short * count : count] for at in range(count)]
    for at, word in enumerate(words[short * count : room]):
        found[at - room % count].append(word)
    return [one + words[room + at :: count][:correcting] for at, one in enumerate(found)]


def value_at(block, x):
    total = 0
    for word in block:
        total = _times(total, x) ^ word
    return total


def said_by(blocks, version):
    data = b"".join(bytes(one[: -CORRECTING[version - 1]]) for one in blocks)
    plain, head = int.from_bytes(data), 4 + (8 if version < 10 else 16)
    bits = f"{plain:0{8 * len(data)}b}"
    assert bits[:4] == "0100"
    length = int(bits[4:head], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(head, head + 8 * length, 8))


@pytest.mark.parametrize("length", [1, 14, 15, 60, 84, 122, 152, 181, 213, 214, 412, 666])
def test_what_is_written_is_read_and_every_block_can_be_corrected(length):
    data = (ADDRESS * 9)[:length].encode()
    grid = qr_grid(data)
    version = smallest_version(length)
    assert len(grid) == 17 + 4 * version
    blocks = blocks_of(words_of(grid), version)
    for block in blocks:
        root = 1
        for _ in range(CORRECTING[version - 1]):
            assert value_at(block, root) == 0
            root = _times(root, 2)
    assert said_by(blocks, version) == data


def test_the_alignment_squares_stand_where_the_standard_puts_them():
    assert [alignment_places(one) for one in (1, 2, 7, 14, 20)] == [
        [], [6, 18], [6, 22, 38], [6, 26, 46, 66], [6, 34, 62, 90],
    ]  # fmt: skip


def test_a_code_is_the_one_that_other_programs_draw():
    """The checksum of a code that an independent program has drawn alike and a camera has read."""
    grid = qr_grid(b"otpauth://totp")
    text = "\n".join("".join(map(str, row)) for row in grid)
    assert sha256(text.encode()).hexdigest() == "f45a4d73c34279a2e48188c6281effcad304a071489d3eea63d02b1578706e3c"


def test_a_drawing_is_an_image_with_a_name_and_white_around_it():
    markup = render(qr_drawing(ADDRESS, "The <key>"))
    assert 'role="img" aria-label="The &lt;key&gt;"' in markup
    side = int(re.search(r'viewBox="0 0 (\d+) ', markup)[1])
    assert side == len(qr_grid(ADDRESS.encode())) + 8
    assert "M4 4h7v1h-7z" in markup
    assert ADDRESS not in markup


def test_what_is_too_long_is_not_drawn():
    assert qr_drawing("x" * 666, "") is not None
    assert qr_drawing("x" * 667, "") is None
