"""The codewords of a QR code: its bytes in blocks, each with what corrects its errors."""

from functools import reduce
from itertools import chain, pairwise, zip_longest

# Of level M, by version from 1 to 20: how many codewords correct a block, and how many blocks.
CORRECTING = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26)
BLOCKS = (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16)
BYTES = 0b0100  # the mode: bytes as they are
PADS = (0xEC, 0x11)
FIELD = 0x11D  # the polynomial by which bytes are multiplied


def smallest_version(length: int) -> int | None:
    """The smallest version that holds so many bytes; None where none does."""
    versions = range(1, len(BLOCKS) + 1)
    return next((one for one in versions if length <= _room(one) - _head(one)), None)


def codewords(data: bytes, version: int) -> bytes:
    """All codewords in their order: the blocks' data in turn, then what corrects them in turn."""
    blocks = _blocks(_padded(data, version), BLOCKS[version - 1])
    divisor = _divisor(CORRECTING[version - 1])
    return bytes([*_in_turn(blocks), *_in_turn([_correction(one, divisor) for one in blocks])])


def _head(version: int) -> int:
    """How many bytes the mode and the length take, with the half byte that ends the data."""
    return 2 if version < 10 else 3


def _room(version: int) -> int:
    """How many codewords of data there are."""
    return _whole(version) // 8 - CORRECTING[version - 1] * BLOCKS[version - 1]


def _whole(version: int) -> int:
    """How many modules are left free for data and correction."""
    free = (16 * version + 128) * version + 64
    if version >= 2:
        count = version // 7 + 2
        free -= (25 * count - 10) * count - 55
    return free - (36 if version >= 7 else 0)


def _padded(data: bytes, version: int) -> bytes:
    """Mode, length and data, ended by four zeros and filled up."""
    digits = 8 if version < 10 else 16
    head = BYTES << digits | len(data)
    written = (head << 8 * len(data) | int.from_bytes(data)) << 4
    held = written.to_bytes(len(data) + _head(version))
    return held + bytes(PADS[at % 2] for at in range(_room(version) - len(held)))


def _blocks(data: bytes, count: int) -> list[bytes]:
    """As equal as can be; the longer ones come last."""
    short, longer = divmod(len(data), count)
    ends = [short * at + max(0, at - count + longer) for at in range(count + 1)]
    return [data[begin:end] for begin, end in pairwise(ends)]


def _in_turn(blocks: list[bytes]) -> list[int]:
    return [one for one in chain.from_iterable(zip_longest(*blocks)) if one is not None]


def _times(first: int, second: int) -> int:
    """The product of two bytes in the field of 256."""
    found = 0
    for at in range(7, -1, -1):
        found = found << 1 ^ (found >> 7) * FIELD ^ (second >> at & 1) * first
    return found


def _divisor(degree: int) -> list[int]:
    """The polynomial with the first powers of two as its roots, without its leading one."""
    found, root = [0] * (degree - 1) + [1], 1
    for _ in range(degree):
        following = [*found[1:], 0]
        found = [_times(one, root) ^ after for one, after in zip(found, following, strict=True)]
        root = _times(root, 2)
    return found


def _correction(data: bytes, divisor: list[int]) -> bytes:
    """The remainder of the data by the divisor (Reed-Solomon)."""

    def step(left: list[int], byte: int) -> list[int]:
        factor = byte ^ left[0]
        return [one ^ _times(by, factor) for one, by in zip([*left[1:], 0], divisor, strict=True)]

    return bytes(reduce(step, data, [0] * len(divisor)))
