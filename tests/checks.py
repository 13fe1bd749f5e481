"""The checks of `make check` that no linter knows: the lock files, and the words of the project.

The words that people read are looked through by tests.wording.

Run as `python -m tests.checks`; prints each fault with its file and line, exits 1 if there is one.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.wording import wording_faults

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": ["build"], "requirements-dev.lock": ["build", "dev"]}
# Words that speak of how the figures were collected, not of the figures; paths of one machine.
# Written in halves, so that this file does not report itself.
FORBIDDEN = re.compile(
    r"\bse"
    r"ed[-_ ]?0\d\d\b|\baud"
    r"ited\b|\bgath"
    r"erer\b|/wo"
    r"rk/|/ro"
    r"ot/|\.lib"
    r"rary/",
    re.IGNORECASE,
)
# "seed" is a word of tests and of random numbers; in what people read it has no business.
READ_BY_PEOPLE = ("data/", "dashboard/text/", "docs/", "README.md")
BARE_SEED = re.compile(r"\bse" r"eds?\b", re.IGNORECASE)
REGISTRY = re.compile(
    r"https?://[^\s]*(py" r"pi|python" r"hosted|npm" r"js|deb" r"ian\.org)", re.IGNORECASE
)


def main() -> int:
    faults = [*lock_faults(), *text_faults(), *wording_faults(tracked_files())]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"locks and texts: {len(faults)} faults\n")
    return 1 if faults else 0


def lock_faults() -> Iterator[str]:
    """Each lock pins every declared dependency, with hashes and without an address."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name, groups in LOCKS.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        wanted = [*project["project"]["dependencies"]]
        wanted += [one for group in groups for one in project["dependency-groups"][group]]
        for one in wanted:
            package = re.split(r"[\[<>=!~ ]", one)[0].lower()
            if not re.search(rf"^{re.escape(package)}==", text, re.MULTILINE):
                yield f"{name}: {package} is declared but not locked: run make lock"
        pins = re.findall(r"^([\w.-]+)==[^\n]*\n(\s+--hash)?", text, re.MULTILINE)
        yield from (f"{name}: {package} has no hash" for package, digest in pins if not digest)
        if "://" in text:
            yield f"{name}: holds an address; make it again with make lock"


def text_faults() -> Iterator[str]:
    """Words that must not stand in the project, with file and line."""
    for path in tracked_files():
        try:
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for number, line in enumerate(lines, 1):
            yield from (
                f"{path}:{number}: {word!r} must not stand here" for word in _words(path, line)
            )


def _words(path: str, line: str) -> Iterator[str]:
    patterns = [FORBIDDEN, REGISTRY]
    if path.startswith(READ_BY_PEOPLE):
        patterns.append(BARE_SEED)
    for pattern in patterns:
        if found := pattern.search(line):
            yield found.group()


def tracked_files() -> list[str]:
    """The files that git holds or would add."""
    if not (ROOT / ".git").exists():  # an archive of the project
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return [str(one) for one in found if not one.parts[0].startswith((".venv", "var"))]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        one for one in listed.stdout.splitlines() if not one.startswith("dashboard/assets/plotly")
    ]


if __name__ == "__main__":
    sys.exit(main())
