"""Settings, each from an environment variable that begins with PILLARS_."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from metrics.errors import MetricsError
from metrics.languages import Text

PROJECT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
ANY_HOST = "*"

MEANS = {  # what each setting is
    "database_url": Text(
        "the store: sqlite:///path or postgresql://user:password@host/name",
        "l'entrepôt : sqlite:///chemin ou postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "accounts_url": Text(
        "the accounts, apart from the store: sqlite:///path or postgresql://user:password@host/name",
        "les comptes, hors de l'entrepôt : sqlite:///chemin ou "
        "postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "returns_url": Text(
        "what partners have sent to be checked, apart from the figures: sqlite:///path or "
        "postgresql://user:password@host/name",
        "ce que les partenaires ont envoyé à vérifier, hors des chiffres : sqlite:///chemin ou "
        "postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "audit_anchor": Text(
        "the file, outside the database, that the newest entry of the audit log is told to; beside "
        "an SQLite store unless set, var/audit.anchors for PostgreSQL",
        "le fichier, hors de la base de données, où est consignée la dernière inscription du "
        "journal; à côté d'un entrepôt SQLite sauf indication, var/audit.anchors pour PostgreSQL",
    ),
    "rounding_key_file": Text(
        "the file of the key by which released numbers are rounded; beside an SQLite store unless "
        "set, var/rounding.key for PostgreSQL; in production it must be there, and never be lost",
        "le fichier de la clé selon laquelle les nombres diffusés sont arrondis; à côté d'un "
        "entrepôt SQLite sauf indication, var/rounding.key pour PostgreSQL; en production il doit "
        "exister et ne jamais se perdre",
    ),
    "data": Text(
        "the folder of indicators, frameworks and sources",
        "le dossier des indicateurs, des cadres et des sources",
    ),
    "framework": Text(
        "the framework shown when none is asked for",
        "le cadre montré quand aucun n'est demandé",
    ),
    "env": Text(
        "development, test or production; in production an unsafe setting stops the start",
        "development, test ou production; en production, un paramètre peu sûr empêche le démarrage",
    ),
    "secret_key": Text(
        "signs sessions; at least 32 characters; required in production",
        "signe les sessions; au moins 32 caractères; exigé en production",
    ),
    "oidc_issuer": Text(
        "the address of the identity provider whose accounts may sign in; none when empty",
        "l'adresse du fournisseur d'identité dont les comptes peuvent se connecter; aucun si vide",
    ),
    "oidc_client_id": Text(
        "the name under which this installation is known to the identity provider",
        "le nom sous lequel cette installation est connue du fournisseur d'identité",
    ),
    "oidc_client_secret": Text(
        "the secret that the identity provider has given this installation",
        "le secret que le fournisseur d'identité a donné à cette installation",
    ),
    "oidc_second_factor": Text(
        "the values of amr or acr by which the identity provider says that it has asked for a "
        "second factor, with commas between; without them the office and stewards are asked for a "
        "code here",
        "les valeurs d'amr ou d'acr par lesquelles le fournisseur d'identité dit avoir demandé un "
        "deuxième facteur, séparées par des virgules; sans elles, un code est demandé ici au "
        "bureau et aux personnes gardiennes",
    ),
    "host": Text(
        "the address that the dashboard listens on",
        "l'adresse où le tableau de bord écoute",
    ),
    "hosts": Text(
        "the names that readers reach it by, besides its own address and localhost, with "
        "commas between; required in production; elsewhere * for any",
        "les noms sous lesquels on l'atteint, outre sa propre adresse et localhost, séparés "
        "par des virgules; exigé en production; ailleurs, * pour tout nom",
    ),
    "proxies": Text(
        "the addresses of the proxies in front, which end TLS and are believed about who asks "
        "and how, with commas between",
        "les adresses des mandataires placés devant, qui terminent TLS et qu'on croit sur qui "
        "demande et comment, séparées par des virgules",
    ),
    "port": Text(
        "the port that the dashboard listens on, 1 to 65535",
        "le port où le tableau de bord écoute, de 1 à 65535",
    ),
    "files": Text(
        "how many files an account, or an address without one, may take away within an hour",
        "combien de fichiers un compte, ou une adresse sans compte, peut emporter en une heure",
    ),
    "return_draft_days": Text(
        "for how many days a checked file is kept that is not sent",
        "pendant combien de jours un fichier vérifié et non envoyé est conservé",
    ),
    "return_file_days": Text(
        "for how many days the file of a return is kept once that has been approved",
        "pendant combien de jours le fichier d'un rapport est conservé après son approbation",
    ),
    "return_uploads": Text(
        "how many files an account may send to be checked within an hour",
        "combien de fichiers un compte peut envoyer à vérifier en une heure",
    ),
    "return_bytes": Text(
        "the most bytes that a partner's file may have",
        "le plus grand nombre d'octets que peut avoir le fichier d'un partenaire",
    ),
    "return_rows": Text(
        "the most rows that a sheet of a partner's file may have",
        "le plus grand nombre de lignes que peut avoir une feuille du fichier d'un partenaire",
    ),
    "return_columns": Text(
        "the most columns that a sheet of a partner's file may have",
        "le plus grand nombre de colonnes que peut avoir une feuille du fichier d'un partenaire",
    ),
    "return_sheets": Text(
        "the most sheets that a partner's file may have",
        "le plus grand nombre de feuilles que peut avoir le fichier d'un partenaire",
    ),
    "public_url": Text(
        "the address under which people reach the pages, for links in messages and in the files "
        "of briefings: https://returns.example.ca; without it messages have no link, and those "
        "in files have no host",
        "l'adresse des pages pour le public, pour les liens dans les messages et dans les "
        "fichiers des notes d'information : https://rapports.example.ca; sans elle, les "
        "messages n'ont pas de lien, et ceux des fichiers n'ont pas d'hôte",
    ),
    "smtp_host": Text(
        "the server that sends messages; nothing is sent while it is not set",
        "le serveur qui envoie les messages; rien n'est envoyé tant qu'il n'est pas donné",
    ),
    "smtp_port": Text(
        "its port: 587 (STARTTLS), 465 (TLS), or 25 on this machine",
        "son port : 587 (STARTTLS), 465 (TLS) ou 25 sur cette machine",
    ),
    "smtp_user": Text(
        "the name to sign in with at that server, where it asks for one",
        "le nom pour se connecter à ce serveur, s'il en demande un",
    ),
    "smtp_password": Text("the password that goes with it", "le mot de passe qui va avec ce nom"),
    "smtp_from": Text(
        "the address that messages are sent from", "l'adresse d'où partent les messages"
    ),
}


class Settings(BaseSettings):
    """What an installation may set; a value that does not fit is refused at start."""

    model_config = SettingsConfigDict(env_prefix="PILLARS_", frozen=True, populate_by_name=True)

    database_url: str = f"sqlite:///{PROJECT / 'var' / 'pillars.sqlite'}"
    accounts_url: str = f"sqlite:///{PROJECT / 'var' / 'accounts.sqlite'}"
    returns_url: str = f"sqlite:///{PROJECT / 'var' / 'returns.sqlite'}"
    audit_anchor: Path | None = None
    rounding_key_file: Path | None = None
    data: Path = PROJECT / "data"
    framework: str = "ontario-2016"
    env: Literal["development", "test", "production"] = "development"
    secret_key: SecretStr | None = None
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_second_factor: str = ""
    host: str = "127.0.0.1"
    hosts: str = ""
    proxies: str = ""
    port: int = Field(8050, ge=1, le=65535, validation_alias="PORT")
    files: int = Field(1000, ge=1, le=100_000)
    return_draft_days: int = Field(7, ge=1, le=90)
    return_file_days: int = Field(90, ge=1, le=3650)
    return_uploads: int = Field(30, ge=1, le=10_000)
    return_bytes: int = Field(20 << 20, ge=10_000, le=100 << 20)
    return_rows: int = Field(200_000, ge=100, le=1_048_576)
    return_columns: int = Field(500, ge=10, le=16_384)
    return_sheets: int = Field(60, ge=1, le=1_000)
    public_url: str = Field("", pattern=r"^(https?://[\w.:\[\]-]+(/[\w./~-]*)?)?$")
    smtp_host: str = ""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""

    @field_validator("proxies")
    @classmethod
    def _are_addresses(cls, written: str) -> str:
        """ValueError for a name, a network or *: who is believed is told one by one."""
        for one in _listed(written):
            ip_address(one)
        return written

    @property
    def trusted_proxies(self) -> frozenset[str]:
        """The peers whose word is taken for where a request comes from."""
        return frozenset(str(ip_address(one)) for one in _listed(self.proxies))

    @property
    def second_factor_words(self) -> frozenset[str]:
        """What the identity provider says of whoever has signed in there with two factors."""
        return frozenset(_listed(self.oidc_second_factor))

    @property
    def has_secret(self) -> bool:
        """True where sessions could be signed with a secret worth the name."""
        given = self.secret_key.get_secret_value() if self.secret_key else ""
        return len(given) >= SECRET_LENGTH

    @property
    def secret_file(self) -> Path:
        """Where a secret is kept while none is set: beside the accounts; never in production."""
        scheme, _, path = self.accounts_url.partition("///")
        beside = Path(path) if scheme == "sqlite:" else PROJECT / "var" / "accounts"
        return beside.with_suffix(".secret")

    @property
    def allowed_hosts(self) -> frozenset[str] | None:
        """The names in a request's address that are answered; None where any is."""
        named = _listed(self.hosts.lower())
        own = (self.host.lower(), "localhost", "127.0.0.1", "[::1]")
        return None if ANY_HOST in named else frozenset((*named, *own))


def _listed(written: str) -> list[str]:
    """What stands between commas or spaces."""
    return written.replace(",", " ").split()


def example_settings() -> Settings:
    """The example data in a store of their own: whatever else is set stays as it is."""
    return Settings(
        data=PROJECT / "data" / "example",
        database_url=f"sqlite:///{PROJECT / 'var' / 'example.sqlite'}",
        audit_anchor=None,  # beside it: an anchor speaks of one store
        rounding_key_file=None,  # likewise
        accounts_url=f"sqlite:///{PROJECT / 'var' / 'example-accounts.sqlite'}",
        returns_url=f"sqlite:///{PROJECT / 'var' / 'example-returns.sqlite'}",
        framework="example-strategy",
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return "PORT" if name == "port" else f"PILLARS_{name.upper()}"


def setting_fault(error: ErrorDetails) -> MetricsError:
    """What is wrong with one setting, and what it means; a secret is never repeated."""
    name = str(error["loc"][0]).lower()
    hidden = any(one in name for one in ("secret", "password"))
    given, means = "…" if hidden else f"'{error['input']}'", MEANS[name]
    return MetricsError(
        f"The setting {variable(name)} is {given}, which does not fit. ({means.en})",
        f"Le paramètre {variable(name)} vaut {given}, ce qui ne convient pas. ({means.fr})",
    )
