"""Numbers and addresses that the office itself publishes, and columns it has looked at."""

import tomllib
from pathlib import Path

from ingest.personal_data.normal import folded, normal
from metrics import DefinitionError

FILE = "public-contacts.toml"


def public_contacts(data: Path) -> frozenset[str]:
    """What may stand in a return, as `scan` takes it; nothing where the office keeps no list.

    A number is its ten digits, an address is in lower case, and an exception is
    "kind@heading": a kind that the office lets pass under one heading.
    """
    path = _list_of(data)
    if path is None:
        return frozenset()
    try:
        declared = tomllib.loads(path.read_text("utf-8"))
        contacts = {contact_key(one["contact"]) for one in declared.get("contacts", [])}
        excepted = {
            f"{one['kind']}@{folded(one['heading'])}" for one in declared.get("exceptions", [])
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise DefinitionError((f"reference/{FILE}: {error!r}",)) from error
    return frozenset(contacts | excepted)


def _list_of(data: Path) -> Path | None:
    """The list of a data folder, or of the project's own data around it, as with the example's."""
    paths = (one / "reference" / FILE for one in (data, data.absolute().parent))
    return next(filter(Path.exists, paths), None)


def contact_key(contact: str) -> str:
    """One form for every way to write a number or an address."""
    plain = normal(contact)
    if "@" in plain:
        return plain.casefold().strip()
    digits = "".join(one for one in plain if one.isdigit())
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
