"""The lists of docs/supply-chain say what the lock says: names, versions, checksums, licences."""

import json
import re
from hashlib import sha256

import pytest

from tests import supply_chain
from tests.supply_chain import (
    ALLOWED,
    BILL,
    BY_HAND,
    FOLDER,
    LICENCES,
    LOCK,
    PRODUCT,
    ROOT,
    bill_text,
    by_hand,
    is_allowed,
    licence_list,
    licence_of,
    read_lock,
)

TEXT = LOCK.read_text(encoding="utf-8")
PINS = read_lock(TEXT)
HELD = json.loads(BILL.read_text(encoding="utf-8"))
PACKAGES = [one for one in HELD["components"] if one["type"] == "library"]
AGAIN = "the lock has changed: run make supply-chain"


def test_the_lock_is_read_whole():
    assert len(PINS) == len(re.findall(r"^[\w.-]+==", TEXT, re.MULTILINE))
    assert sum(len(one.hashes) for one in PINS) == TEXT.count("--hash=sha256:")


def test_the_bill_is_that_of_this_lock():
    told = [(one["name"], one["version"], one["purl"]) for one in PACKAGES]
    assert told == [(one.name, one.version, one.purl) for one in PINS], AGAIN
    for pin, held in zip(PINS, PACKAGES, strict=True):
        assert {one["alg"] for one in held["hashes"]} == {"SHA-256"}
        assert tuple(one["content"] for one in held["hashes"]) == pin.hashes, AGAIN
        markers = [one["value"] for one in held.get("properties", [])]
        assert markers == ([pin.marker] if pin.marker else [])


def test_the_bill_is_as_its_format_asks():
    assert (HELD["bomFormat"], HELD["specVersion"], HELD["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", HELD["serialNumber"])
    refs = [PRODUCT, *(one["bom-ref"] for one in HELD["components"])]
    assert len(refs) == len(set(refs))
    for one in HELD["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= set(refs)
    for one in HELD["components"]:
        assert all(re.fullmatch(r"[0-9a-f]{64}", two["content"]) for two in one["hashes"])


def test_what_the_product_asks_for_itself_is_told():
    (product,) = [one for one in HELD["dependencies"] if one["ref"] == PRODUCT]
    names = {one.rpartition("@")[0].removeprefix("pkg:pypi/") for one in product["dependsOn"]}
    assert {"dash", "pandas", "sqlalchemy", "waitress"} <= names
    asked = {ref for one in HELD["dependencies"] for ref in one["dependsOn"]}
    assert {one.purl for one in PINS} == asked


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: pin.key)
def test_each_package_has_a_licence_that_is_allowed(pin):
    (held,) = [one for one in PACKAGES if one["purl"] == pin.purl]
    (licence,) = [one["expression"] for one in held["licenses"]]
    assert is_allowed(licence)
    # Where the package is here, its own metadata says the same; else it was read by hand.
    assert licence_of(pin, by_hand()["packages"]) in ("", licence)


def test_both_lists_are_made_anew_to_the_byte():
    """No time, no order of chance: made again, they are the same."""
    told = {one["purl"]: one["licenses"][0]["expression"] for one in PACKAGES}
    licences = {one.key: told[one.purl] for one in PINS}
    files = by_hand()["files"]
    assert bill_text(PINS, licences, files) == BILL.read_text(encoding="utf-8"), AGAIN
    assert licence_list(PINS, licences, files) == LICENCES.read_text(encoding="utf-8"), AGAIN


def test_the_newest_look_for_known_faults_was_of_this_lock():
    """Its outcome may be that nobody answered: that is said as well."""
    told = (FOLDER / "ADVISORIES.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{4}-\d{2}-\d{2}) \| `(\w{8})…(\w{6})` \|", told, re.MULTILINE)
    digest = sha256(LOCK.read_bytes()).hexdigest()
    assert rows == sorted(rows, key=lambda one: one[0])
    assert rows[-1][1:] == (digest[:8], digest[-6:]), "run make advisories, and write it down"


def test_every_file_of_others_that_is_served_is_listed():
    """Fonts and minified scripts; the components that Dash serves are packages of the lock."""
    folder = ROOT / "dashboard" / "assets"
    fonts = ROOT / "dashboard" / "briefings" / "pdf" / "fonts"
    found = {*folder.rglob("*.woff2"), *folder.rglob("*.min.js"), *fonts.glob("*.ttf")}
    assert {str(one.relative_to(ROOT)) for one in found} == {
        one["path"] for one in by_hand()["files"]
    }
    assert {one["licence"] for one in by_hand()["files"]} <= ALLOWED


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [("MIT", True), ("", False), ("GPL-3.0-only", False), ("MIT AND GPL-3.0-only", False),
     ("GPL-2.0-only OR MIT", True), ("(MIT OR GPL-3.0-only) AND ISC", True), ("Custom", False)],
)  # fmt: skip
def test_what_is_allowed(expression, allowed):
    assert is_allowed(expression) == allowed


def test_a_licence_that_nobody_knows_stops_the_list(monkeypatch, capsys, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"{TEXT}unheard-of==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via dash\n")
    monkeypatch.setattr(supply_chain, "LOCK", lock)
    for name in ("BILL", "LICENCES"):
        monkeypatch.setattr(supply_chain, name, tmp_path / name)
    assert supply_chain.main() == 1
    assert "unheard-of==1.0: licence unknown" in capsys.readouterr().err
    assert not (tmp_path / "BILL").exists()
    assert BY_HAND.exists()
