"""What a process that reads a stranger's file may still do: read, reckon and answer.

Imports nothing of the project, since it stands before everything else that the child runs. What
the kernel refuses (a filter of its calls) no code in the process can take back; where there is no
such filter, an empty network and Python's own hook, which nothing removes either, stand in.
Where the kernel knows Landlock, no file can be opened but those of Python and of the reader.
"""

import ctypes
import os
import resource
import struct
import sys
from typing import Any

_PARENT_GONE, _DUMPABLE, _NO_NEW_RIGHTS, _FILTER = 1, 4, 38, 22  # of prctl
_KILL = 9
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_RIGHTS_VERSION, _READ_ANY = 0x20080522, 1 << 2
_MAKE_RULES, _ADD_RULE, _KEEP_RULES = 444, 445, 446  # Landlock: the same numbers everywhere
_ALL_FILES, _READ_FILE, _LIST = 0x1FFF, 0x5, 0x8
_READ_TREE = _READ_FILE | _LIST
_ARENAS = -8  # of mallopt
_FILES = 64  # open at once
_ALLOW, _REFUSE, _UNKNOWN, _END = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENT = 0, 4, 16  # where the kernel puts them; each argument takes 8 bytes
_WRITING = 0x1 | 0x2 | 0x40  # open for writing, for both, or to make a file
_THREAD = 0x10000  # of clone

# Calls by number: network, other processes, other programs, changes to files, to limits and rights.
_REFUSED = {
    "x86_64": (
        41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91,
        92, 93, 94, 101, 105, 106, 113, 114, 116, 117, 119, 129, 132, 133, 155, 161, 165, 166,
        175, 188, 189, 190, 200, 235, 246, 248, 249, 250, 258, 259, 260, 261, 263, 264, 265, 266,
        268, 272, 280, 288, 297, 298, 303, 304, 307, 308, 310, 311, 313, 316, 317, 319, 320, 321,
        322, 323, 424, 425, 426, 427, 428, 429, 430, 431, 432, 434, 438, 441, 442, 452,
    ),
    "aarch64": (
        5, 6, 7, 33, 34, 35, 36, 37, 38, 39, 40, 41, 45, 46, 51, 52, 53, 54, 55, 88, 97, 104, 105,
        106, 117, 129, 130, 138, 143, 144, 145, 146, 147, 149, 198, 199, 200, 201, 202, 203,
        206, 211, 217, 218, 219, 221, 240, 241, 242, 264, 265, 268, 269, 270, 271, 273, 276, 277,
        279, 280, 281, 282, 294, 424, 425, 426, 427, 428, 429, 430, 431, 432, 434, 438, 441, 442,
        452,
    ),
}  # fmt: skip
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE, _OPEN_AT = {"x86_64": 56, "aarch64": 220}, {"x86_64": 257, "aarch64": 56}
_OPEN = 2  # x86_64 only
_NOT_THERE = (435, 437)  # clone3 and openat2 hide what they are asked; their forerunners do not

_GUARDED = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.kill", "pty.", "ftplib.", "http.", "smtplib.", "urllib.", "shutil.",
    "webbrowser.", "sqlite3.connect",
)  # fmt: skip


def confine(seconds: int, parent: int) -> tuple[str, ...]:
    """Take from this process all but reading; the names of what now holds it."""
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PARENT_GONE, _KILL, 0, 0, 0)
    if os.getppid() != parent:  # it was gone before that call
        os._exit(1)
    library.prctl(_DUMPABLE, 0, 0, 0, 0)
    library.mallopt(_ARENAS, 1)  # an arena for each thread reserves room that the limit counts
    _limit(seconds)
    held = ("filter",) if _filtered(library) else (("network",) if _alone(library) else ())
    _drop_rights(library)
    sys.addaudithook(_guard)
    return (*held, "hook")


def hold_memory(most: int) -> None:
    """From now on this process may hold so many bytes in all, with what it holds already."""
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - pathlib is not loaded
        mapped, resident = (int(one) * resource.getpagesize() for one in told.read().split()[:2])
    room = mapped + max(most - resident, 0)
    resource.setrlimit(resource.RLIMIT_AS, (room, room))


def hold_files(project: str) -> tuple[str, ...]:
    """From now on this process may read code and nothing else, where the kernel sees to that.

    After the code has been loaded: a library may look into a settings file of the machine then.
    """
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    return ("files",) if _reads_only(library, _readable(project)) else ()


def _limit(seconds: int) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CPU, seconds),
    ):
        resource.setrlimit(what, (most, most))


def _readable(project: str) -> dict[str, int]:
    """What a reader needs: Python, its libraries, ours, and of the folder around ours the names.

    So neither the store nor the accounts nor a secret that lies beside them.
    """
    own = (f"{project}/{one}" for one in ("ingest", "metrics", "tests"))
    places = (sys.prefix, sys.base_prefix, *sys.path, "/usr", "/lib", "/lib64", "/proc/self", *own)
    files = ("/etc/ld.so.cache", "/etc/mime.types", "/etc/localtime", "/dev/urandom", "/dev/null")
    allowed = dict.fromkeys((one for one in places if one and one != project), _READ_TREE)
    return {project: _LIST, **allowed, **dict.fromkeys(files, _READ_FILE)}


def _reads_only(library: Any, readable: dict[str, int]) -> bool:
    """Whether the kernel now refuses every file but these."""
    rules = library.syscall(_MAKE_RULES, struct.pack("@Q", _ALL_FILES), ctypes.c_size_t(8), 0)
    if rules < 0:
        return False
    for path, allowed in readable.items():
        if not os.path.exists(path):  # noqa: PTH110 - pathlib is not loaded
            continue
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        library.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", allowed, place), 0)
        os.close(place)
    held = library.syscall(_KEEP_RULES, rules, 0) == 0
    os.close(rules)
    return bool(held)


def _drop_rights(library: Any) -> None:
    """Of what root may do, leave only to read: a limit once lowered stays so."""
    head = struct.pack("@Ii", _RIGHTS_VERSION, 0)
    for kept in (_READ_ANY, 0):
        rights = struct.pack("@6I", kept, kept, 0, 0, 0, 0)
        if library.capset(ctypes.c_char_p(head), ctypes.c_char_p(rights)) == 0:
            return


def _alone(library: Any) -> bool:
    """A network of its own with nothing in it."""
    plain = library.unshare(_NEW_NETWORK) == 0
    return plain or bool(library.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        writes = len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if writes:
            raise PermissionError("this process writes nothing")
    elif event.startswith(_GUARDED):
        raise PermissionError("this process only reads")


def _filtered(library: Any) -> bool:
    """Whether the kernel now refuses what is listed above, to this process and all its threads."""
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in _MACHINES:
        return False
    written = b"".join(_program(machine))
    code = ctypes.create_string_buffer(written, len(written))
    head = struct.pack("@HP", len(written) // 8, ctypes.addressof(code))
    if library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_FILTER, 2, ctypes.c_char_p(head), 0, 0) == 0)


def _program(machine: str) -> list[bytes]:
    """The filter: which machine, then which call, then for two calls what is asked of them."""
    program = [
        _step(_LOAD, _MACHINE),
        _step(_EQUAL, _MACHINES[machine], yes=1),
        _step(_RETURN, _END),
        _step(_LOAD, _NUMBER),
    ]
    for number in _NOT_THERE:
        program += [_step(_EQUAL, number, no=1), _step(_RETURN, _UNKNOWN)]
    for number in _REFUSED[machine]:
        program += [_step(_EQUAL, number, no=1), _step(_RETURN, _REFUSE)]
    if machine == "x86_64":  # the same calls under other numbers
        program += [_step(_ANY_BIT, 0x40000000, no=1), _step(_RETURN, _REFUSE)]
        program += _asked(_OPEN, 1, _WRITING, refused_if_set=True)
    program += _asked(_OPEN_AT[machine], 2, _WRITING, refused_if_set=True)
    program += _asked(_CLONE[machine], 0, _THREAD, refused_if_set=False)
    return [*program, _step(_RETURN, _ALLOW)]


def _asked(number: int, argument: int, bits: int, *, refused_if_set: bool) -> list[bytes]:
    """Refuse a call by the bits of one of its arguments."""
    return [
        _step(_EQUAL, number, no=4),
        _step(_LOAD, _ARGUMENT + 8 * argument),
        _step(_ANY_BIT, bits, yes=0 if refused_if_set else 1, no=1 if refused_if_set else 0),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("@HBBI", code, yes, no, value)
