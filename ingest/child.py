"""The child process of `ingest.sandbox`: one task on one file, then it ends.

Run by its path, so that nothing of the project is loaded before the process is confined. What it
is asked comes in by its input, what it found goes out by its output: a header in JSON, and bytes.
"""

import ast
import importlib
import json
import os
import struct
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, TypeAlias

Task: TypeAlias = Callable[[bytes, Mapping[str, Any]], tuple[dict[str, Any], bytes]]

TASKS = {  # what may be asked for, and the function that does it
    "check": "ingest.returns.checking:run",
    "annotate": "ingest.annotate:run",
    "suggest": "ingest.returns.suggesting:run",
}
FRONT_DOORS = ("metrics", "ingest")  # which load the store and all else when they are opened
FRAME = struct.Struct(">cIQ")  # kind, then how many bytes of JSON and of content follow
ASKED, TOLD, FOUND, FAILED = b"a", b"t", b"r", b"e"


def frame(kind: bytes, said: Mapping[str, Any], content: bytes = b"") -> bytes:
    """A message without its content, which is written after it."""
    header = json.dumps(said).encode()
    return FRAME.pack(kind, len(header), len(content)) + header


def _main(project: str, function: str, seconds: int, memory: int, parent: int) -> None:
    sys.path.insert(0, project)
    for package in FRONT_DOORS:
        _open_lazily(project, package)
    # By path, not by package: the package would load the whole project first.
    confinement = _module_at(os.path.join(project, "ingest", "confinement.py"))  # noqa: PTH118
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed is no answer
    guards = confinement.confine(seconds, parent)
    try:
        task = _task(function)
        guards += confinement.hold_files(project)
        confinement.hold_memory(memory)
    except Exception as fault:  # ours: no file has been read yet, so it may be told in full
        answers.write(frame(FAILED, {"rule": "unreadable", "where": repr(fault)}))
    else:
        _answer(answers, task, guards)
    answers.flush()
    os._exit(0)  # nothing is left to tidy up, and threads may hang


def _open_lazily(project: str, package: str) -> None:
    """Let a front door load each name when it is asked for: a check needs a part of the project.

    Where each name comes from is read from the front door itself.
    """
    folder = os.path.join(project, package)  # noqa: PTH118
    with open(os.path.join(folder, "__init__.py"), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        imports = [one for one in ast.parse(file.read()).body if isinstance(one, ast.ImportFrom)]
    owners = {one.asname or one.name: (said.module, one.name)
              for said in imports for one in said.names}  # fmt: skip

    def load(asked: str) -> Any:
        if asked not in owners:
            raise AttributeError(asked)
        module, name = owners[asked]
        if module == package:
            return importlib.import_module(f"{module}.{name}")
        return getattr(importlib.import_module(str(module)), name)

    door: Any = types.ModuleType(package)
    door.__path__, door.__getattr__ = [folder], load
    sys.modules[package] = door


def _module_at(path: str) -> Any:
    spec = importlib.util.spec_from_file_location("confinement", path)
    if not spec or not spec.loader:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _task(function: str) -> Task:
    module, _, name = function.partition(":")
    found: Task = getattr(importlib.import_module(module), name)
    return found


def _answer(answers: BinaryIO, task: Task, guards: tuple[str, ...]) -> None:
    from ingest.progress import listen
    from metrics import MetricsError

    def told(share: float, stage: str) -> None:
        answers.write(frame(TOLD, {"share": share, "stage": stage}))
        answers.flush()

    listen(told)
    try:
        asked, content = _asked(sys.stdin.buffer)
        found, made = task(content, asked)
        answers.write(frame(FOUND, {"found": found, "guards": guards}, made))
        answers.write(made)
    except MetricsError as fault:
        rule = getattr(fault, "rule", "file")
        said = {"rule": rule, "en": fault.text.en, "fr": fault.text.fr}
        answers.write(frame(FAILED, said))
    except MemoryError:
        answers.write(frame(FAILED, {"rule": "memory"}))
    except Exception as fault:  # of whatever kind: a stranger's file may cause any
        answers.write(frame(FAILED, {"rule": "unreadable", "where": _where(fault)}))


def _where(fault: BaseException) -> str:
    """The kind of fault and the line it came from, for the log: never its words, nor the file's."""
    at = fault.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    place = f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else ""  # noqa: PTH119
    return f"{type(fault).__name__} {place}"


def _asked(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    _, header, content = FRAME.unpack(stream.read(FRAME.size))
    said: dict[str, Any] = json.loads(stream.read(header))
    return said, stream.read(content)


if __name__ == "__main__":
    import importlib.util

    _main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
