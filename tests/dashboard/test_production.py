"""What stops a start in production: every fault at once, in both languages, and no secret told."""

import json
import os
import random
import re
import secrets
import socket
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

import pytest

from dashboard.access import Accounts, Role
from dashboard.access.first_admin import lacks_admin
from dashboard.doctor import examine_production
from dashboard.production import DEBUG, production_checks, python_check, refuse_unsafe
from dashboard.proxies import behind
from dashboard.readable import file_of
from dashboard.secret_strength import PUBLISHED, weakness
from dashboard.serve import prepare
from metrics import MetricsError, MetricsStore, Settings
from tests.checks import ROOT, tracked_files
from tests.factories import catalogue
from tests.sweeps import examples

SECRET = random.Random(3).randbytes(32).hex()
BAD_SECRETS = [
    "", "   ", "changeme", "secret", "x" * 64, "ab" * 32, "secret" * 8, "0123456789" * 4,
    "abcdefghijklmnopqrstuvwxyz0123456789", SECRET[:31], SECRET[:20] * 3, "change-me-" * 5,
    "please-change-this-secret-key-please!!", "this is a very long secret key for production",
    "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET!", "django-insecure-default-secret-key-1234567",
    "zyxwvutsrqponmlkjihgfedcba98765432", "qxqqxxqzqxxzqqzxxqzqzzxqxzqxxqzz",
    "votre-cle-secrete-a-changer-en-production", *PUBLISHED, "ChangeMe-Secret-Key-0000000000000000",
]  # fmt: skip


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    """No switch of a developer's own machine."""
    for name in (*DEBUG, "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "installation"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def sound(folder):
    """Settings with which production starts."""
    key = folder / "store.sqlite.rounding"
    key.write_bytes(b"k" * 32)
    key.chmod(0o600)

    def settings(**changed):
        given = {
            "env": "production", "secret_key": SECRET, "hosts": "figures.example",
            "proxies": "10.0.0.5", "host": "0.0.0.0",
            "database_url": f"sqlite:///{folder / 'store.sqlite'}",
            "accounts_url": f"sqlite:///{folder / 'accounts.sqlite'}", **changed,
        }  # fmt: skip
        return Settings(**given)

    return settings


def one_there():
    return False


def nobody():
    return True


def faults(settings, no_admin=one_there, environ=None):
    checks = production_checks(settings, no_admin, environ or {})
    return [one.name for one in checks if not one.ok]


def test_a_sound_installation_starts(sound):
    assert faults(sound()) == []
    refuse_unsafe(sound(), one_there)
    assert prepare(sound(), one_there).frameworks


@pytest.mark.parametrize("name", DEBUG)
@pytest.mark.parametrize("value", ["1", "true", "True", "on", "yes", "anything"])
def test_a_tool_for_developers_is_a_fault(sound, name, value):
    assert faults(sound(), environ={name: value}) == [name]


@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "off"])
def test_a_tool_that_is_switched_off_is_none(sound, value):
    assert faults(sound(), environ=dict.fromkeys(DEBUG, value)) == []


@pytest.mark.parametrize("secret", BAD_SECRETS)
def test_a_secret_that_can_be_known_is_a_fault_and_never_told(sound, secret):
    settings = sound(secret_key=secret)
    assert faults(settings) == ["PILLARS_SECRET_KEY"]
    with pytest.raises(MetricsError) as refused:
        refuse_unsafe(settings, one_there)
    if len(secret.strip()) > 10:
        assert secret not in f"{refused.value.text}"


def test_no_secret_is_a_fault(sound):
    assert faults(sound(secret_key=None)) == ["PILLARS_SECRET_KEY"]


def test_what_is_made_at_random_is_a_secret():
    many = examples("secrets made at random", 40, 2000)
    for make in (secrets.token_hex, secrets.token_urlsafe):
        assert [one for one in (make(32) for _ in range(many)) if weakness(one)] == []
    assert [one for one in (secrets.token_hex(16) for _ in range(many)) if weakness(one)] == []


def test_nobody_to_administer_is_a_fault(sound):
    assert faults(sound(), nobody) == ["accounts"]
    with pytest.raises(MetricsError, match="no administrator"):
        prepare(sound())


def with_accounts(settings, *people):
    """Accounts with a password each, in a file for this account only."""
    accounts = Accounts.open(settings)
    for name, role, organization in people:
        accounts.add(name, role, now=datetime.now(UTC), organization=organization,
                     password="kettle umbrella violin harbour")  # fmt: skip
    return accounts


OF_THE_DEMO = ("example-partner-a", Role.PARTNER, "example-partner-a"), ("admin", Role.ADMIN, None)


@pytest.mark.parametrize("own_admin", [False, True])
def test_made_up_people_of_the_demo_stop_the_start_and_administer_nothing(sound, own_admin):
    people = (*OF_THE_DEMO, *([("chief", Role.ADMIN, None)] if own_admin else []))
    accounts = with_accounts(sound(), *people)
    asked = partial(lacks_admin, sound())
    assert faults(sound(), asked) == ["accounts"]
    with pytest.raises(MetricsError, match="2 made-up people of the demo") as refused:
        refuse_unsafe(sound(), asked)
    assert "inventées" in refused.value.text.fr
    if own_admin:
        for name, *_ in OF_THE_DEMO:
            accounts.disable(accounts.find(name).id)
        assert faults(sound(), asked) == []
    accounts.close()


def test_an_administrator_called_admin_is_somebody(sound):
    with_accounts(sound(), ("admin", Role.ADMIN, None)).close()
    assert faults(sound(), partial(lacks_admin, sound())) == []


def test_accounts_that_cannot_be_read_are_a_fault_among_others(sound):
    def unreadable():
        raise MetricsError("The accounts cannot be opened.", "Comptes illisibles.")

    assert faults(sound(hosts=""), unreadable) == ["accounts", "PILLARS_HOSTS"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "figures.example", "192.168.0.1"])
def test_a_port_open_to_others_needs_a_proxy_that_ends_tls(sound, host):
    assert faults(sound(host=host, proxies="")) == ["PILLARS_HOST"]
    assert faults(sound(host=host)) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_a_port_of_this_machine_needs_none_but_a_note_says_what_is_lost(sound, host):
    checks = production_checks(sound(host=host, proxies=""), one_there, {})
    assert all(one.ok for one in checks)
    assert "PILLARS_PROXIES" in [one.name for one in checks if one.note]


@pytest.mark.parametrize("written", ["*", "10.0.0.0/8", "proxy.example", "10.0.0.1;10.0.0.2"])
def test_a_proxy_is_named_by_its_address(written):
    with pytest.raises(ValueError, match="proxies"):
        Settings(proxies=written)


@pytest.mark.parametrize("hosts", [
    "", " ", ",", "*", "figures.example, *", ".figures.example", "figures.example *.example",
    "https://figures.example", "figures.example:443", "chiffres.é", "figures..example",
])  # fmt: skip
def test_the_names_of_its_hosts_are_written(sound, hosts):
    assert faults(sound(hosts=hosts)) == ["PILLARS_HOSTS"]


@pytest.mark.parametrize(
    "host", ["figures.example", "FIGURES.example", "10.0.0.7", "[2001:db8::7]"]
)
def test_a_name_that_is_taken_is_one_that_is_answered(sound, host):
    assert faults(sound(hosts=f"{host} other.example")) == []


def test_an_identity_provider_is_asked_over_https(sound):
    for wrong in ("http://provider.example", "https://", "nonsense"):
        named = sound(oidc_issuer=wrong, oidc_client_id="pillars")
        assert faults(named) == ["PILLARS_OIDC_ISSUER"]
    assert faults(sound(oidc_issuer="https://provider.example", oidc_client_id="pillars")) == []
    assert faults(sound(oidc_issuer="https://provider.example")) == ["PILLARS_OIDC_CLIENT_ID"]


@pytest.mark.parametrize(("words", "says"), [("", "a code of their own"), ("mfa", "says it: mfa")])
def test_it_is_said_whether_the_provider_proves_a_second_factor(sound, words, says):
    named = sound(oidc_issuer="https://provider.example", oidc_client_id="pillars",
                  oidc_second_factor=words)  # fmt: skip
    (told,) = [one for one in production_checks(named, lambda: False, {})
               if one.name == "PILLARS_OIDC_SECOND_FACTOR"]  # fmt: skip
    assert (told.ok, told.note) == (True, not words)
    assert says in told.words.en


@pytest.mark.parametrize(
    "secret",
    ["qwertyuiopasdfghjklzxcvbnm1234567890", "correct horse battery staple correct horse battery "
     "staple", "correcthorsebatterystaplecorrecthorsebatterystaple"],
)  # fmt: skip
def test_a_secret_made_of_known_words_or_rows_of_keys_is_none(secret):
    assert weakness(secret) is not None


PRIVATE = ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.sqlite.anchors",
           "accounts.sqlite", "accounts.sqlite-wal", "accounts.secret"]  # fmt: skip


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
@pytest.mark.parametrize("name", PRIVATE)
def test_a_file_that_others_may_read_is_a_fault(sound, folder, name, mode):
    path = folder / name
    path.touch(mode=0o600)
    assert faults(sound()) == []
    path.chmod(mode)
    assert faults(sound()) == ["files"]
    with pytest.raises(MetricsError, match=re.escape(f"chmod 600 {path}")):
        refuse_unsafe(sound(), one_there)


def test_a_folder_that_others_may_list_is_a_fault(sound, folder):
    folder.chmod(0o755)
    assert faults(sound()) == ["files"]


def test_an_anchor_elsewhere_is_looked_at(sound, tmp_path):
    anchor = tmp_path / "anchors"
    anchor.touch(mode=0o644)
    assert faults(sound(audit_anchor=anchor)) == ["files"]


@pytest.mark.parametrize(
    ("address", "file"),
    [("sqlite:////a/b", "/a/b"), ("sqlite:///b?mode=rw", "b"), ("sqlite://", None),
     ("sqlite:///:memory:", None), ("postgresql://r:s@h/n", None), ("postgresql:///n", None)],
)  # fmt: skip
def test_the_file_of_a_store(address, file):
    found = file_of(address)
    assert (str(found) if found else None) == file


def test_a_new_store_and_what_lies_beside_it_are_for_this_account_only(tmp_path):
    folder, before = tmp_path / "new", os.umask(0o000)
    address = f"sqlite:///{folder / 'store.sqlite'}"
    try:
        with (
            closing(MetricsStore.open(Settings(database_url=address), catalogue())),
            closing(sqlite3.connect(folder / "store.sqlite")) as held,
        ):
            held.execute("CREATE TABLE kept_open (x)")
            modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    finally:
        os.umask(before)
    assert {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_older_store_opens_as_it_is(tmp_path):
    path = tmp_path / "store.sqlite"
    path.touch()
    path.chmod(0o644)
    MetricsStore.open(Settings(database_url=f"sqlite:///{path}"), catalogue()).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("version", "note"),
    [((3, 11, 7), True), ((3, 11, 8), False), ((3, 12, 1), True), ((3, 12, 2), False),
     ((3, 13, 0), False), ((3, 14, 0), False)],
)  # fmt: skip
def test_a_python_that_reads_overlapping_archives_is_noted(version, note):
    check = python_check(version)
    assert check.ok
    assert check.note == note


EVERYTHING = {
    "PILLARS_ENV": "production", "PILLARS_HOST": "0.0.0.0", "PILLARS_HOSTS": "*",
    "PILLARS_SECRET_KEY": "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET", "DASH_DEBUG": "true",
}  # fmt: skip
NAMES = {
    "DASH_DEBUG", "PILLARS_SECRET_KEY", "accounts", "PILLARS_HOST", "PILLARS_HOSTS",
    "PILLARS_ROUNDING_KEY_FILE", "files",
}  # fmt: skip


@pytest.fixture
def pillars(monkeypatch, tmp_path, run_pillars):
    """Run `pillars` in an installation with every fault; exit code and what it said."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setenv("PILLARS_ACCOUNTS_URL", f"sqlite:///{tmp_path / 'accounts.sqlite'}")
    (tmp_path / "store.sqlite").touch(mode=0o644)
    for name, value in EVERYTHING.items():
        monkeypatch.setenv(name, value)
    return run_pillars


@pytest.mark.parametrize(
    ("language", "first"),
    [("en_CA.UTF-8", "Not started: production would not be safe."),
     ("fr_CA.UTF-8", "Non démarré\u00a0: la production ne serait pas sûre.")],
)  # fmt: skip
def test_serve_names_every_fault_at_once_and_does_not_start(pillars, monkeypatch, language, first):
    monkeypatch.setenv("LANG", language)
    code, out, said = pillars("serve")
    assert code == 1
    assert out == ""
    assert said.startswith(first)
    colon = "\u00a0:" if language.startswith("fr") else ":"
    told = {line.split(colon)[0].strip() for line in said.splitlines() if line.startswith("  ")}
    assert told == NAMES
    assert EVERYTHING["PILLARS_SECRET_KEY"] not in said


@pytest.mark.parametrize("content", [None, b"short"])
def test_production_needs_the_key_by_which_numbers_were_rounded(sound, folder, content):
    key = folder / "store.sqlite.rounding"
    key.unlink() if content is None else key.write_bytes(content)
    assert faults(sound()) == ["PILLARS_ROUNDING_KEY_FILE"]
    assert not key.exists() or key.read_bytes() == content


@pytest.mark.parametrize("env", ["production", "development"])
def test_doctor_lists_the_same_checks_whatever_the_environment(pillars, monkeypatch, env):
    monkeypatch.setenv("PILLARS_ENV", env)
    code, out, _ = pillars("doctor", "--production", "--json")
    assert code == 1
    checks = json.loads(out)
    assert {one["check"] for one in checks if not one["ok"]} == NAMES
    assert {"Python"} <= {one["check"] for one in checks if one["ok"]}
    code, out, _ = pillars("doctor", "--production", "--lang", "fr")
    assert code == 1
    assert "DÉFAUT PILLARS_HOSTS" in out


def test_doctor_is_content_with_a_sound_installation(sound, monkeypatch, folder):
    settings = sound()
    for name in ("database_url", "accounts_url", "hosts", "host", "proxies"):
        monkeypatch.setenv(f"PILLARS_{name.upper()}", getattr(settings, name))
    monkeypatch.setenv("PILLARS_SECRET_KEY", SECRET)
    assert [one.name for one in examine_production() if not one.ok] == ["accounts"]
    accounts = Accounts.open(settings)
    invited = accounts.add("director", Role.ADMIN, now=datetime.now(UTC))
    assert [one.name for one in examine_production() if not one.ok] == ["accounts"]
    accounts.set_password(invited.id, "seven quiet lanterns by water", datetime.now(UTC))
    accounts.close()
    assert [one.name for one in examine_production() if not one.ok] == []


def test_doctor_makes_no_accounts_where_there_are_none(sound, monkeypatch, folder):
    settings = sound(accounts_url=f"sqlite:///{folder / 'mistyped' / 'accounts.sqlite'}")
    monkeypatch.setenv("PILLARS_ACCOUNTS_URL", settings.accounts_url)
    assert "accounts" in [one.name for one in examine_production() if not one.ok]
    assert not (folder / "mistyped").exists()


def test_a_setting_that_cannot_be_read_is_among_the_faults(pillars, monkeypatch):
    monkeypatch.setenv("PILLARS_PROXIES", "*")
    _, out, _ = pillars("doctor", "--production", "--json")
    assert "PILLARS_PROXIES" in {one["check"] for one in json.loads(out) if not one["ok"]}


def test_outside_production_open_files_are_a_note(pillars, monkeypatch, tmp_path):
    monkeypatch.setenv("PILLARS_ENV", "development")
    _, out, _ = pillars("doctor")
    assert f"note files: others on this machine have rights to {tmp_path / 'store.sqlite'}" in out


def test_copies_that_a_restore_has_left_are_named(pillars, tmp_path):
    """They hold what was withdrawn since, and nothing else would remind of them."""
    assert "note copies" not in pillars("doctor")[1]
    aside = tmp_path / "store.sqlite.before-20260501T210000Z"
    for one in (aside, tmp_path / "store.sqlite.anchors.before-20260501T210000Z"):
        one.write_bytes(b"what stood there")
        one.chmod(0o600)
    _, out, _ = pillars("doctor", "--json")
    (found,) = [one for one in json.loads(out) if one["check"] == "copies"]
    assert str(aside) in found["words"]
    assert "anchors" not in found["words"]
    assert "also what was withdrawn since" in found["words"]


def told(peer, headers, proxies=frozenset({"10.0.0.5"})):
    """Scheme, address and host that the application is told for a request from a peer."""
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        start_response("200 OK", [])
        return []

    environ = {
        "REMOTE_ADDR": peer, "REMOTE_HOST": peer, "wsgi.url_scheme": "http", "SERVER_PORT": "80",
        "HTTP_HOST": "figures.example", "REQUEST_METHOD": "GET", "PATH_INFO": "/",
        "SERVER_PROTOCOL": "HTTP/1.1", **headers,
    }  # fmt: skip
    list(behind(application, proxies)(environ, lambda *_: None))
    return seen


SPOOFED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PORT": "1",
    "HTTP_FORWARDED": "for=203.0.113.9;host=evil.example;proto=https",
}  # fmt: skip


@pytest.mark.parametrize("peer", ["10.0.0.6", "203.0.113.1", "127.0.0.1", "::1", "", "unix:"])
def test_a_peer_that_is_no_proxy_is_not_believed(peer):
    seen = told(peer, SPOOFED)
    assert (seen["wsgi.url_scheme"], seen["REMOTE_ADDR"]) == ("http", peer)
    assert seen["HTTP_HOST"] == "figures.example"
    assert not [name for name in seen if "FORWARDED" in name]


@pytest.mark.parametrize("peer", ["10.0.0.5", "::ffff:10.0.0.5"])
def test_a_proxy_tells_scheme_and_address_and_nothing_else(peer):
    seen = told(peer, SPOOFED)
    assert (seen["wsgi.url_scheme"], seen["REMOTE_ADDR"]) == ("https", "203.0.113.9")
    assert seen["HTTP_HOST"] == "figures.example"
    assert "HTTP_X_FORWARDED_HOST" not in seen
    assert "HTTP_FORWARDED" not in seen


def test_only_what_the_nearest_proxy_added_is_taken():
    seen = told("10.0.0.5", {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 127.0.0.1, 203.0.113.9"})
    assert seen["REMOTE_ADDR"] == "203.0.113.9"


def test_a_proxy_that_says_nothing_changes_nothing():
    seen = told("10.0.0.5", {})
    assert (seen["wsgi.url_scheme"], seen["REMOTE_ADDR"]) == ("http", "10.0.0.5")


@pytest.mark.parametrize("proto", ["gopher", "https,http", "https://evil.example"])
def test_a_scheme_that_is_none_reaches_no_page(proto):
    assert told("10.0.0.5", {"HTTP_X_FORWARDED_PROTO": proto}) == {}


@pytest.mark.parametrize(("proxies", "expected"), [("", "http"), ("127.0.0.1", "https")])
def test_the_server_believes_named_peers_only(monkeypatch, proxies, expected):
    """Through waitress itself, over a socket of this machine."""
    from threading import Thread
    from urllib.request import Request, urlopen

    from dashboard.serve import _server

    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{environ['wsgi.url_scheme']} {environ['REMOTE_ADDR']}".encode()]

    server = _server(application, Settings(proxies=proxies))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    with urlopen(Request(f"http://127.0.0.1:{port}/", headers=headers), timeout=10) as answer:
        said = answer.read().decode()
    server.close()
    thread.join(timeout=10)
    assert said == f"{expected} {'203.0.113.9' if proxies else '127.0.0.1'}"


KEYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE" r" KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}"
)
ASSIGNED = re.compile(
    r"""(?:secret(?:_key)?|passw(?:or)?d|token|api_?key)["']?\s*[:=]\s*["']?(?P<value>[^\s"'`|,)]{6,})""",
    re.IGNORECASE,
)
SHOWN = re.compile(r"…|\.\.\.|\$|<|\{|^\(|\(|\.|^(?:str|None|True|False|SecretStr)\b|-")
# Code and texts in which such a word stands before something that is no secret.
NO_SECRETS = (".py", ".toml", ".lock", ".csv", ".js", ".css")


def test_no_secret_stands_in_the_project():
    found = []
    for name in tracked_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [name for _ in KEYS.finditer(text)]
        if not name.startswith("tests/") and not name.endswith(NO_SECRETS):
            values = [one["value"] for one in ASSIGNED.finditer(text)]
            found += [f"{name}: {one}" for one in values if not SHOWN.search(one)]
    assert found == []


def test_no_setting_has_a_secret_by_default():
    defaults = {name: one.get_default() for name, one in Settings.model_fields.items()}
    assert [name for name, one in defaults.items() if "secret" in name and one] == []
    assert "://" not in defaults["database_url"].replace("sqlite://", "")
    assert Settings().secret_key is None or "PILLARS_SECRET_KEY" in os.environ
