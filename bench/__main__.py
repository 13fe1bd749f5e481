"""Run every measurement and print its ratio: python -m bench [--full] [store|ingest|web ...].

A module of this package joins by having `measure(folder, full)`, which yields `Measured`.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import Measured, report

MODULES = ("store", "ingest", "returns", "protection", "reading", "web", "painted", "briefings",
           "backup", "load", "soak")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--full", action="store_true", help="also with ten million rows")
    asked = parser.parse_args()
    modules = [one for one in asked.modules or MODULES if find_spec(f"bench.{one}")]
    with TemporaryDirectory(prefix="bench") as folder:
        # what is measured is never anchored beside this installation's own log
        os.environ["PILLARS_AUDIT_ANCHOR"] = f"{folder}/audit.anchors"
        return 0 if report(_measured(modules, Path(folder), asked.full)) else 1


def _measured(modules: list[str], folder: Path, full: bool) -> Iterator[Measured]:
    for name in modules:
        yield from import_module(f"bench.{name}").measure(folder, full)


if __name__ == "__main__":
    sys.exit(main())
