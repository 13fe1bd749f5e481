"""What a child process may be asked to do in tests: each goes wrong in its own way."""

import contextlib
import importlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from ingest.findings import ReadError
from ingest.progress import tell

_HELD = []


def echo(content, asked):
    return {"bytes": len(content), "asked": dict(asked)}, content


def loaded(content, asked):
    """What a task has loaded once it is there."""
    importlib.import_module(asked["module"])
    return {"modules": [name.partition(".")[0] for name in sys.modules]}, b""


def surroundings(content, asked):
    """What the process sees of the machine it runs on."""
    limits = ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_AS")
    return {
        "environment": dict(os.environ),
        "folder": str(Path.cwd()),
        "session": os.getsid(0) == os.getpid(),
        "limits": {name: resource.getrlimit(getattr(resource, name)) for name in limits},
    }, b""


def _open_socket(asked):
    socket.socket().connect(("127.0.0.1", asked["port"]))


def _raw_socket(asked):
    """Round Python's own hook: the call itself."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if library.socket(2, 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "")


def _opened(asked):
    return os.open(Path(asked["folder"], "there"), os.O_WRONLY | os.O_APPEND)


ATTEMPTS = {
    "connect": _open_socket,
    "raw-socket": _raw_socket,
    "look-up": lambda asked: socket.getaddrinfo("example.org", 80),
    "program": lambda asked: subprocess.run(["/bin/true"], check=True),
    "shell": lambda asked: os.system("true") and 1 / 0,
    "fork": lambda asked: os.fork() or os._exit(0),
    "write": lambda asked: Path(asked["folder"], "made").write_text("x"),
    "append": lambda asked: os.write(_opened(asked), b"x"),
    "read": lambda asked: Path(asked["folder"], "there").read_text(),
    "read-secret": lambda asked: Path("/etc/passwd").read_text(),
    "remove": lambda asked: Path(asked["folder"], "there").unlink(),
    "make-folder": lambda asked: Path(asked["folder"], "made").mkdir(),
    "kill-parent": lambda asked: os.kill(os.getppid(), signal.SIGTERM),
    "more-files": lambda asked: resource.setrlimit(resource.RLIMIT_NOFILE, (900, 900)),
    "grow-core": lambda asked: resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20)),
}


def attempt(content, asked):
    try:
        ATTEMPTS[asked["what"]](asked)
    except (OSError, ValueError, RuntimeError) as error:
        return {"stopped": type(error).__name__}, b""
    return {"stopped": ""}, b""


def many_threads(content, asked):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as beside:
        return {"sum": sum(beside.map(len, [content] * 8))}, b""


def large(content, asked):
    """More than a pipe holds, before the input has been taken to its end."""
    return {}, bytes(asked["size"])


def steps(content, asked):
    for number in range(asked["steps"]):
        tell(number / asked["steps"], f"step {number}")
    return {}, b""


def hang(content, asked):
    while True:
        time.sleep(1)


def spin(content, asked):
    while True:
        pass


def fall_silent(content, asked):
    os.closerange(0, 64)
    hang(content, asked)


def hungry(content, asked):
    while True:
        _HELD.append(bytearray(1 << 20))


def crash(content, asked):
    signal.raise_signal(getattr(signal, asked["signal"]))


def leave(content, asked):
    os._exit(asked["code"])


def shout(content, asked):
    sys.stdout.write("not an answer" * 10_000)
    sys.stderr.write("nor this" * 10_000)
    return {"shouted": True}, b""


def fail(content, asked):
    raise KeyError(content.decode())


def deep(content, asked):
    return deep(content, asked)


def refuse(content, asked):
    raise ReadError("Not this one.", "Pas celui-ci.", "a-rule")


def no_dictionary(content, asked):
    return [], b""


def not_json(content, asked):
    return {"one": object()}, b""


def garbage(content, asked):
    """Something else than a message, where the answers go."""
    for descriptor in range(3, 20):
        with contextlib.suppress(OSError):
            os.write(descriptor, bytes.fromhex(asked["bytes"]))
    os._exit(0)


def memory_of(content, asked):
    """How much the process held at most, in bytes."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in told.splitlines() if one.startswith("VmHWM"))
    return {"peak": int(line.split()[1]) << 10}, b""
