"""A QR code as a drawing (ISO/IEC 18004): bytes, error correction of level M, versions 1 to 20.

It is drawn here so that a secret goes to no other service and no other program to be drawn.
"""

from itertools import pairwise

from dashboard.drawing import Drawing
from dashboard.qr_words import codewords, smallest_version
from dashboard.svg import element

QUIET = 4  # modules of white around the code, which cameras need
LEVEL_M = 0  # as it stands in the format
MASKS = (
    lambda x, y: (x + y) % 2,
    lambda _, y: y % 2,
    lambda x, _: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (x // 3 + y // 2) % 2,
    lambda x, y: x * y % 2 + x * y % 3,
    lambda x, y: (x * y % 2 + x * y % 3) % 2,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2,
)
FINDER_LIKE = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))
Grid = list[list[int]]  # rows of modules: 1 is dark


def qr_drawing(said: str, label: str) -> Drawing | None:
    """The drawing, under the name that stands for it; None for what is too long to be drawn."""
    grid = qr_grid(said.encode())
    if grid is None:
        return None
    side = len(grid) + 2 * QUIET
    parts = [
        element("rect", width=side, height=side, fill="#fff"),
        element("path", d=_runs(grid), fill="#000"),
    ]
    return Drawing(
        element("svg", "".join(parts), viewBox=f"0 0 {side} {side}", role="img", aria_label=label,
                shape_rendering="crispEdges")
    )  # fmt: skip


def _runs(grid: Grid) -> str:
    """Dark modules that stand side by side, as one rectangle each."""
    found = []
    for y, row in enumerate(grid):
        begun = [x for x, dark in enumerate(row) if dark and not (x and row[x - 1])]
        ended = [x for x, dark in enumerate(row) if dark and not (row[x + 1 :] or [0])[0]]
        for first, last in zip(begun, ended, strict=True):
            wide = last - first + 1
            found.append(f"M{first + QUIET} {y + QUIET}h{wide}v1h-{wide}z")
    return "".join(found)


def qr_grid(data: bytes) -> Grid | None:
    """The modules of the smallest code that holds these bytes, under the mask that reads best."""
    version = smallest_version(len(data))
    if version is None:
        return None
    frame = _Frame(version)
    bits = [byte >> at & 1 for byte in codewords(data, version) for at in range(7, -1, -1)]
    return min((frame.filled(bits, mask) for mask in range(len(MASKS))), key=penalty)


class _Frame:
    """What each code of a version has in common: finders, timing, alignment; and what is free."""

    def __init__(self, version: int) -> None:
        self.version, self.size = version, 17 + 4 * version
        self._known: dict[tuple[int, int], int] = {}
        last = self.size - 7
        for x, y in ((0, 0), (last, 0), (0, last)):
            self._finder(x, y)
        for at in range(8, self.size - 8):
            self._known[at, 6] = self._known[6, at] = 1 - at % 2
        self._alignment()
        self._write_version()
        self._write_format(0)

    def filled(self, bits: list[int], mask: int) -> Grid:
        """The whole code: the bits in their zigzag, turned where the mask says so."""
        self._write_format(mask)
        free = [place for place in self._zigzag() if place not in self._known]
        padded = bits + [0] * (len(free) - len(bits))
        turned = {
            (x, y): bit ^ (MASKS[mask](x, y) == 0) for (x, y), bit in zip(free, padded, strict=True)
        }
        whole = {**self._known, **turned}
        return [[int(whole[x, y]) for x in range(self.size)] for y in range(self.size)]

    def _finder(self, left: int, top: int) -> None:
        for x in range(left - 1, left + 8):
            for y in range(top - 1, top + 8):
                if 0 <= x < self.size and 0 <= y < self.size:
                    ring = max(abs(x - left - 3), abs(y - top - 3))
                    self._known[x, y] = int(ring not in (2, 4))

    def _alignment(self) -> None:
        places = alignment_places(self.version)
        corners = {(6, 6), (6, self.size - 7), (self.size - 7, 6)}
        for centre in ((x, y) for x in places for y in places if (x, y) not in corners):
            for dx in range(-2, 3):
                for dy in range(-2, 3):
                    ring = max(abs(dx), abs(dy))
                    self._known[centre[0] + dx, centre[1] + dy] = int(ring != 1)

    def _write_version(self) -> None:
        if self.version < 7:
            return
        bits = self.version << 12 | _remainder(self.version, 0x1F25, 12)
        for at in range(18):
            x, y = self.size - 11 + at % 3, at // 3
            self._known[x, y] = self._known[y, x] = bits >> at & 1

    def _write_format(self, mask: int) -> None:
        told = LEVEL_M << 3 | mask
        bits = (told << 10 | _remainder(told, 0x537, 10)) ^ 0x5412
        beside = [(8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)]
        beside += [(x, 8) for x in (7, 5, 4, 3, 2, 1, 0)]
        again = [(self.size - 1 - at, 8) for at in range(8)]
        again += [(8, self.size - 7 + at) for at in range(7)]
        for places in (beside, again):
            self._known |= {place: bits >> at & 1 for at, place in enumerate(places)}
        self._known[8, self.size - 8] = 1

    def _zigzag(self) -> list[tuple[int, int]]:
        """All places in the order of the bits: pairs of columns from the right, up and down."""
        columns = [*range(self.size - 1, 6, -2), 5, 3, 1]
        rows = range(self.size)
        return [
            (x, y)
            for at, right in enumerate(columns)
            for y in (rows if at % 2 else reversed(rows))
            for x in (right, right - 1)
        ]


def alignment_places(version: int) -> list[int]:
    """Where the small squares stand, in each direction; none in the first version."""
    if version == 1:
        return []
    count = version // 7 + 2
    last = 10 + 4 * version
    step = 2 * -(-(last - 6) // (2 * (count - 1)))
    return [6, *reversed([last - step * at for at in range(count - 1)])]


def _remainder(value: int, divisor: int, bits: int) -> int:
    """What is left of a division of polynomials over two elements."""
    left = value << bits
    for at in range(left.bit_length() - 1, bits - 1, -1):
        if left >> at & 1:
            left ^= divisor << (at - bits)
    return left


def penalty(grid: Grid) -> int:
    """How hard a code is to read: long runs, blocks, what looks like a finder, too much of one."""
    lines = [*grid, *([*column] for column in zip(*grid, strict=True))]
    dark = sum(map(sum, grid)) * 20 / len(grid) ** 2
    return sum(map(_of_line, lines)) + 3 * _blocks(grid) + 10 * int(abs(dark - 10))


def _of_line(line: list[int]) -> int:
    changes = [at for at in range(1, len(line)) if line[at] != line[at - 1]]
    runs = [end - begin for begin, end in zip([0, *changes], [*changes, len(line)], strict=True)]
    alike = sum(tuple(line[at : at + 11]) in FINDER_LIKE for at in range(len(line) - 10))
    return sum(run - 2 for run in runs if run >= 5) + 40 * alike


def _blocks(grid: Grid) -> int:
    """Squares of two by two that are of one colour."""
    return sum(
        above[x] == above[x - 1] == below[x] == below[x - 1]
        for above, below in pairwise(grid)
        for x in range(1, len(grid))
    )
