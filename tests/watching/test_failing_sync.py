"""F12: the disk takes what is written and then says that it could not keep it.

What was sent has an unknown end: it is not acknowledged, it stands whole or not at all, and sent
again it stands once.
"""

import ctypes
import platform
import sqlite3
import struct
from contextlib import closing

import pytest

from metrics import AuditAction
from tests.watching.test_faults import REFUSED, at, folder, in_child, opened, record, value_of

__all__ = ["folder"]
_NO_NEW_RIGHTS, _FILTER, _MODE = 38, 22, 2  # of prctl
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _INPUT_OUTPUT_ERROR = 0x7FFF0000, 0x00050005
SYNCS = {"x86_64": (74, 75), "aarch64": (82, 83)}.get(platform.machine())  # fsync, fdatasync
pytestmark = pytest.mark.skipif(SYNCS is None, reason="the numbers of its calls are not known")


def fail_every_sync() -> None:
    """From now on the kernel answers each of this process with an input/output error."""
    steps = [
        (_LOAD, 0, 0, 0), (_EQUAL, 1, 0, SYNCS[0]), (_EQUAL, 0, 1, SYNCS[1]),
        (_RETURN, 0, 0, _INPUT_OUTPUT_ERROR), (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in steps))
    told = struct.pack("HP", len(steps), ctypes.addressof(program))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    assert library.prctl(_FILTER, _MODE, ctypes.create_string_buffer(told), 0, 0) == 0


@pytest.mark.usefixtures("durable")
def test_a_sync_that_fails_is_not_acknowledged_and_what_was_sent_stands_whole_or_not(folder):
    def work() -> None:
        store = opened(at(folder))
        fail_every_sync()
        store.note("somebody", AuditAction.SIGNED_IN, "account:somebody")

    def sent() -> None:
        store = opened(at(folder))
        fail_every_sync()
        record(store, "11")

    assert in_child(work) == REFUSED
    in_child(sent)
    with closing(opened(at(folder))) as store:
        assert value_of(store) in ("10", "11")
        assert store.verify_audit().state == "sound"
        record(store, "11")
        assert value_of(store) == "11"
        revisions = [one.observation.value for one in store.series("calls").lines[0].values]
        assert revisions.count(11) == 1
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
