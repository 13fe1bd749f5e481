"""What stops a start in production: every fault at once, and the same list for `doctor`."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.readable import readable_by_others
from dashboard.secret_strength import weakness
from metrics import MetricsError, Settings, Text, rounding_key, rounding_key_file

FILES = "files"
NO = ("", "0", "false", "no", "off", "n", "f", "none")
DEBUG = (
    "DASH_DEBUG", "DASH_UI", "DASH_PROPS_CHECK", "DASH_SERVE_DEV_BUNDLES", "DASH_HOT_RELOAD",
    "DASH_MCP_ENABLED", "FLASK_DEBUG", "WERKZEUG_RUN_MAIN", "PYTHONINSPECT",
)  # fmt: skip
# The name that a request comes by, as browsers send it: letters, digits, or a number in brackets.
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
# zipfile takes no overlapping parts from these on (CVE-2024-0450); later branches always had it.
SOUND_PYTHON = {(3, 11): 8, (3, 12): 2}

NoAdmin = Callable[[], bool]


def nobody() -> bool:
    """The answer of an installation whose accounts nobody asks: there is no administrator."""
    return True


class Check(NamedTuple):
    """One thing looked at: sound or not, and what was seen or what to do.

    A note stops nothing, but should be read.
    """

    name: str
    ok: bool
    words: Text
    note: bool = False


def refuse_unsafe(settings: Settings, no_admin: NoAdmin) -> None:
    """Raise MetricsError with every fault, a line each, where production would not be safe."""
    if settings.env != "production":
        return
    faults = [one for one in production_checks(settings, no_admin) if not one.ok]
    if faults:
        raise MetricsError(*_block(faults))


def production_checks(
    settings: Settings, no_admin: NoAdmin, environ: Mapping[str, str] = os.environ
) -> list[Check]:
    """Everything that production needs, whatever PILLARS_ENV says; all of it is looked at."""
    found = [
        *_debug(environ),
        *_secret(settings),
        _admin(no_admin),
        *_network(settings),
        *_hosts(settings),
        *_provider(settings),
        _rounding(settings),
        *file_checks(settings),
    ]
    return [*found, python_check(sys.version_info[:3])]


def _block(faults: list[Check]) -> Text:
    en = "".join(f"\n  {one.name}: {one.words.en}" for one in faults)
    fr = "".join(f"\n  {one.name} : {one.words.fr}" for one in faults)
    return Text(
        f"Not started: production would not be safe. Faults: {len(faults)}.{en}\n"
        "Put these right; 'pillars doctor --production' looks again.",
        f"Non démarré : la production ne serait pas sûre. Défauts : {len(faults)}.{fr}\n"
        "Corrigez-les; « pillars doctor --production » vérifie de nouveau.",
    )


def _debug(environ: Mapping[str, str]) -> Iterator[Check]:
    """Tools for developers show the program's inside, and some let a reader run code."""
    on = [name for name in DEBUG if environ.get(name, "").strip().lower() not in NO]
    for name in on:
        yield Check(name, False, Text(
            "a tool for developers is switched on: remove this variable.",
            "un outil de développement est activé : retirez cette variable.",
        ))  # fmt: skip
    if not on:
        yield Check("debug", True, Text("no tool for developers is switched on",
                                        "aucun outil de développement n'est activé"))  # fmt: skip


def _secret(settings: Settings) -> Iterator[Check]:
    given = settings.secret_key.get_secret_value() if settings.secret_key else ""
    fault = weakness(given)
    sound = Text("long, and of no known sample", "long, et d'aucun exemple connu")
    yield Check("PILLARS_SECRET_KEY", fault is None, fault or sound)
    if settings.secret_key_before:
        yield Check("PILLARS_SECRET_KEY_BEFORE", True, Text(
            "the secret before this one is still set: run 'pillars reseal', and remove it 8 hours "
            "later.",
            "le secret d'avant est encore donné : lancez « pillars reseal », et retirez-le "
            "8 heures plus tard.",
        ), note=True)  # fmt: skip


def _admin(no_admin: NoAdmin) -> Check:
    """Whether somebody may administer; accounts that cannot be read are a fault like others."""
    try:
        if not no_admin():
            return Check("accounts", True, Text("an administrator is there",
                                                "un administrateur est là"))  # fmt: skip
    except MetricsError as error:
        return Check("accounts", False, error.text)
    return Check("accounts", False, Text(
        "there is no administrator: add one with 'pillars user add'.",
        "il n'y a pas d'administrateur : ajoutez-en un avec « pillars user add ».",
    ))  # fmt: skip


def _network(settings: Settings) -> Iterator[Check]:
    """Who can reach the port, and whether what they send is encrypted on its way."""
    proxies = ", ".join(sorted(settings.trusted_proxies))
    if proxies:
        yield Check("PILLARS_PROXIES", True, Text(
            f"believed about who asks: {proxies}", f"crus sur qui demande : {proxies}"
        ))  # fmt: skip
    elif is_loopback(settings.host):
        yield Check("PILLARS_PROXIES", True, Text(
            "no proxy is named: only this machine can ask, and a proxy on it would be taken for "
            "the reader. Name it, for example PILLARS_PROXIES=127.0.0.1.",
            "aucun mandataire n'est nommé : seule cette machine peut demander, et un mandataire "
            "placé sur elle passerait pour le lecteur. Nommez-le, p. ex. "
            "PILLARS_PROXIES=127.0.0.1.",
        ), note=True)  # fmt: skip
    else:
        yield Check("PILLARS_HOST", False, Text(
            f"{settings.host} is open to other machines and nothing encrypts the way: TLS ends at "
            "a proxy in front, never here. Name its address in PILLARS_PROXIES, or listen on "
            "127.0.0.1.",
            f"{settings.host} est ouvert à d'autres machines et rien ne chiffre le trajet : TLS se "
            "termine à un mandataire placé devant, jamais ici. Donnez son adresse dans "
            "PILLARS_PROXIES, ou écoutez sur 127.0.0.1.",
        ))  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _hosts(settings: Settings) -> Iterator[Check]:
    if not _hosts_named(settings):
        yield Check("PILLARS_HOSTS", False, Text(
            "production needs the names that readers reach it by.",
            "la production exige les noms sous lesquels on l'atteint.",
        ))  # fmt: skip
    elif settings.allowed_hosts is None:
        yield Check("PILLARS_HOSTS", False, Text(
            "* answers under any name, so that a page elsewhere could read this service through "
            "a reader's browser: write the names.",
            "* répond sous tout nom, si bien qu'une page d'ailleurs pourrait lire ce service à "
            "travers le navigateur d'un lecteur : écrivez les noms.",
        ))  # fmt: skip
    elif unmatched := ", ".join(one for one in _hosts_named(settings) if not HOST.fullmatch(one)):
        yield Check("PILLARS_HOSTS", False, Text(
            f"{unmatched}: no reader comes by such a name. Write each name whole, as it stands in "
            "the address: without https://, a port, a * or a dot before it.",
            f"{unmatched} : personne n'arrive sous un tel nom. Écrivez chaque nom en entier, comme "
            "il figure dans l'adresse : sans https://, port, * ni point devant.",
        ))  # fmt: skip
    else:
        yield Check("PILLARS_HOSTS", True, Text(settings.hosts, settings.hosts))


def _hosts_named(settings: Settings) -> list[str]:
    return settings.hosts.lower().replace(",", " ").split()


def _provider(settings: Settings) -> Iterator[Check]:
    if settings.oidc_issuer and not settings.oidc_client_id:
        yield Check("PILLARS_OIDC_CLIENT_ID", False, Text(
            "an identity provider is set, and not the name under which it knows this service.",
            "un fournisseur d'identité est donné, mais non le nom sous lequel il connaît ce "
            "service.",
        ))  # fmt: skip
    issuer = urlsplit(settings.oidc_issuer)
    if settings.oidc_issuer and (issuer.scheme != "https" or not issuer.hostname):
        yield Check("PILLARS_OIDC_ISSUER", False, Text(
            "the identity provider must be asked over https: write https:// and its address.",
            "le fournisseur d'identité doit être interrogé par https : écrivez https:// et son "
            "adresse.",
        ))  # fmt: skip
    if settings.oidc_issuer:
        yield _provider_factor(settings)


def _provider_factor(settings: Settings) -> Check:
    """A note, no fault: without these words a code of ours is asked for, which is safe."""
    name, words = "PILLARS_OIDC_SECOND_FACTOR", ", ".join(sorted(settings.second_factor_words))
    if words:
        return Check(name, True, Text(
            f"taken for proof of a second factor, where the provider says it: {words}",
            f"tenu pour preuve d'un deuxième facteur, si le fournisseur le dit : {words}",
        ))  # fmt: skip
    return Check(name, True, Text(
        "no word of the provider is taken for proof of a second factor: the office and stewards "
        "give a code of their own application here as well.",
        "aucun mot du fournisseur n'est tenu pour preuve d'un deuxième facteur : le bureau et les "
        "personnes gardiennes donnent ici aussi un code de leur propre application.",
    ), note=True)  # fmt: skip


def _rounding(settings: Settings) -> Check:
    """Whether released numbers can be rounded as before: the key is made here, never at a start."""
    name, path = "PILLARS_ROUNDING_KEY_FILE", rounding_key_file(settings)
    try:
        rounding_key(path, make=False)
    except MetricsError:
        return Check(name, False, Text(
            f"there is no key of 32 bytes in {path}: put back the one that was there; for a new "
            f"installation run 'umask 077; head -c 32 /dev/urandom >> {path}' and keep a copy.",
            f"il n'y a pas de clé de 32 octets dans {path} : remettez celle qui y était; pour une "
            f"nouvelle installation, lancez « umask 077; head -c 32 /dev/urandom >> {path} » et "
            "gardez-en une copie.",
        ))  # fmt: skip
    return Check(name, True, Text(str(path), str(path)))


def file_checks(settings: Settings) -> Iterator[Check]:
    """Each file or folder that is not for this account only."""
    found = readable_by_others(settings)
    for path in found:
        mode = "700" if path.is_dir() else "600"
        yield Check(FILES, False, Text(
            f"others on this machine have rights to {path}: run 'chmod {mode} {path}'.",
            f"d'autres sur cette machine ont des droits sur {path} : lancez "
            f"« chmod {mode} {path} ».",
        ))  # fmt: skip
    if not found:
        yield Check(FILES, True, Text(
            "stores, secrets and anchors are for this account only",
            "entrepôts, secrets et ancres sont à ce seul compte",
        ))  # fmt: skip


def python_check(version: tuple[int, ...]) -> Check:
    """A note and no fault: who may install a newer Python is seldom who starts this."""
    written = ".".join(map(str, version))
    least = SOUND_PYTHON.get((version[0], version[1]), 0)
    if version[2] >= least:
        return Check("Python", True, Text(written, written))
    wanted = f"{version[0]}.{version[1]}.{least}"
    return Check("Python", True, Text(
        f"{written} reads archives whose parts overlap (CVE-2024-0450): use {wanted} or newer.",
        f"{written} lit des archives dont les parties se chevauchent (CVE-2024-0450) : prenez "
        f"{wanted} ou plus récent.",
    ), note=True)  # fmt: skip
