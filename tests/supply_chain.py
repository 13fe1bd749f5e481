"""What the product is made of: licences and a bill of materials, from the lock and its packages.

Run as `make supply-chain`; writes docs/supply-chain/. The same lock gives the same bytes: no time,
no name of a machine. Stops with every package whose licence cannot be told.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
FOLDER = ROOT / "docs" / "supply-chain"
BILL, LICENCES, BY_HAND = FOLDER / "sbom.cdx.json", FOLDER / "licences.md", FOLDER / "by-hand.toml"
PRODUCT = "strategy-performance"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib", "ZPL-2.1",
})  # fmt: skip
TOLD_AS = {  # what packages write, as the licence's own short name
    "Apache 2": "Apache-2.0", "PSFL": "PSF-2.0", "ZPL 2.1": "ZPL-2.1", "ISC License": "ISC",
    "MIT License": "MIT", "OSI Approved :: MIT License": "MIT",
}  # fmt: skip
PIN = re.compile(
    r"([\w.-]+)==(\S+)(?: ; (.+?))? \\\n((?: {4}--hash=sha256:\w+(?: \\)?\n)+)((?: +#.*\n)*)"
)
ABOUT = """# Licences

Made by `make supply-chain` from `requirements.lock` and the packages' own metadata, not by hand.
{count} packages at run time, and {files} files of others that are served with the pages. Some are
for one system or one Python only. A test allows these licences and no other:
{allowed}.

Compiled packages carry libraries of their own, whose licences stand in their wheels: numpy and
scipy bring OpenBLAS (BSD-3-Clause) and the run-time library of GCC (GPL-3.0 with the exception that
frees what is linked with it); psycopg brings libpq (PostgreSQL).

| Package | Version | Licence | Only where |
| --- | --- | --- | --- |
"""


class Pin(NamedTuple):
    """One package of the lock: where it is wanted, the checksums of its files, who asks for it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.name}=={self.version}"

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def main() -> int:
    pins, known = read_lock(LOCK.read_text(encoding="utf-8")), by_hand()
    told = {one.key: licence_of(one, known["packages"]) for one in pins}
    unknown = [key for key, licence in told.items() if not is_allowed(licence)]
    for key in unknown:
        sys.stderr.write(f"{key}: licence {told[key] or 'unknown'} is not on the list of allowed\n")
    if unknown:
        return 1
    BILL.write_text(bill_text(pins, told, known["files"]), encoding="utf-8")
    LICENCES.write_text(licence_list(pins, told, known["files"]), encoding="utf-8")
    sys.stdout.write(f"supply chain: {len(pins)} packages, {len(known['files'])} files\n")
    return 0


def by_hand() -> dict[str, Any]:
    return tomllib.loads(BY_HAND.read_text(encoding="utf-8"))


def read_lock(text: str) -> list[Pin]:
    return [
        Pin(name, version, marker, tuple(re.findall(r"sha256:(\w+)", hashes)), _asked_by(via))
        for name, version, marker, hashes, via in PIN.findall(text)
    ]


def _asked_by(comment: str) -> tuple[str, ...]:
    words = re.findall(r"#\s+(?:via\s+)?([\w.-]+)(?: \(.+\))?$", comment, re.MULTILINE)
    return tuple(one for one in words if one != "via")


def licence_of(pin: Pin, told: dict[str, str]) -> str:
    """The licence as SPDX writes it, from the package that is here; else as it was read by hand."""
    try:
        found = distribution(pin.name)
    except PackageNotFoundError:
        return told.get(pin.key, "")
    return (found.version == pin.version and _written(found)) or told.get(pin.key, "")


def _written(found: Distribution) -> str:
    about = found.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    kinds = [one.removeprefix("License :: ") for one in about.get_all("Classifier", [])
             if one.startswith("License :: ")]  # fmt: skip
    names = [about.get("License", "").strip(), *kinds]
    known = [TOLD_AS.get(one, one) for one in names if TOLD_AS.get(one, one) in ALLOWED]
    return known[0] if known else _bsd(found, names)


def _bsd(found: Distribution, names: list[str]) -> str:
    """Which of the BSD licences, by its text: only the one of three clauses speaks of names."""
    if not any("BSD" in one for one in names):
        return ""
    files = [one for one in found.files or () if "LICEN" in one.name.upper()]
    text = " ".join([*names, *(one.read_text() for one in files if one.suffix != ".py")])
    plain = " ".join(text.split()).lower()
    if "redistributions of source code" not in plain:
        return ""
    three = "neither the name" in plain or "names of its contributors" in plain
    return "BSD-3-Clause" if three or "names of the contributors" in plain else "BSD-2-Clause"


def is_allowed(expression: str) -> bool:
    """Whether each part that binds is on the list; of alternatives one is enough."""
    parts = expression.replace("(", " ").replace(")", " ").split(" AND ")
    return all(any(one.strip() in ALLOWED for one in part.split(" OR ")) for part in parts)


def bill_text(pins: list[Pin], told: dict[str, str], files: list[dict[str, str]]) -> str:
    """CycloneDX 1.6 as JSON, a component a line, so that a change can be read."""
    digest = sha256(LOCK.read_bytes()).hexdigest()
    product = {"type": "application", "bom-ref": PRODUCT, "name": PRODUCT, "version": _version()}
    head: dict[str, Any] = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {
            "component": product,
            "properties": [{"name": "lock:sha256", "value": digest}],
        },
    }
    lines = [f'"{key}": {json.dumps(value)}' for key, value in head.items()]
    components = [*(_component(one, told[one.key]) for one in pins), *map(_file, files)]
    lines.append(f'"components": [\n{_lines(components)}\n]')
    lines.append(f'"dependencies": [\n{_lines(_dependencies(pins))}\n]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _version() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _lines(items: Iterable[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(one, ensure_ascii=False) for one in items)


def _component(pin: Pin, licence: str) -> dict[str, Any]:
    where = {"properties": [{"name": "lock:marker", "value": pin.marker}]} if pin.marker else {}
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "hashes": [{"alg": "SHA-256", "content": one} for one in pin.hashes],
        "licenses": [{"expression": licence}],
        "purl": pin.purl,
        **where,
    }


def _file(told: dict[str, str]) -> dict[str, Any]:
    digest = sha256((ROOT / told["path"]).read_bytes()).hexdigest()
    version = {"version": told["version"]} if "version" in told else {}
    return {
        "type": "file",
        "bom-ref": told["path"],
        "name": told["name"],
        **version,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"expression": told["licence"]}],
    }


def _dependencies(pins: list[Pin]) -> Iterator[dict[str, Any]]:
    """Who asks for whom, as the lock says it."""
    refs = [(PRODUCT, PRODUCT), *((one.name, one.purl) for one in pins)]
    for name, ref in refs:
        yield {"ref": ref, "dependsOn": [one.purl for one in pins if name in one.via]}


def licence_list(pins: list[Pin], told: dict[str, str], files: list[dict[str, str]]) -> str:
    head = ABOUT.format(count=len(pins), files=len(files), allowed=", ".join(sorted(ALLOWED)))
    rows = [[one.name, one.version, told[one.key], _code(one.marker)] for one in pins]
    rows += [[one["name"], one.get("version", ""), one["licence"], ""] for one in files]
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _code(marker: str) -> str:
    return f"`{marker}`" if marker else ""


if __name__ == "__main__":
    sys.exit(main())
