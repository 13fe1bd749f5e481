"""Settings, each from an environment variable that begins with PILLARS_."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from metrics.errors import MetricsError
from metrics.languages import Text

PROJECT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
SECRET_NEEDED = Text(
    f"PILLARS_SECRET_KEY: production needs a secret of at least {SECRET_LENGTH} characters.",
    f"PILLARS_SECRET_KEY : la production exige un secret d'au moins {SECRET_LENGTH} caractères.",
)
HOSTS_NEEDED = Text(
    "PILLARS_HOSTS: production needs the names that readers reach it by, or * for any name.",
    "PILLARS_HOSTS : la production exige les noms sous lesquels on l'atteint, ou * pour tout nom.",
)
ANY_HOST = "*"

MEANS = {  # what each setting is
    "database_url": Text(
        "the store: sqlite:///path or postgresql://user:password@host/name",
        "l'entrepôt : sqlite:///chemin ou postgresql://utilisateur:mot-de-passe@hôte/nom",
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
    "host": Text(
        "the address that the dashboard listens on",
        "l'adresse où le tableau de bord écoute",
    ),
    "hosts": Text(
        "the names that readers reach it by, besides its own address and localhost, with "
        "commas between; * for any; required in production",
        "les noms sous lesquels on l'atteint, outre sa propre adresse et localhost, séparés "
        "par des virgules; * pour tout nom; exigé en production",
    ),
    "port": Text(
        "the port that the dashboard listens on, 1 to 65535",
        "le port où le tableau de bord écoute, de 1 à 65535",
    ),
}


class Settings(BaseSettings):
    """What an installation may set; a value that does not fit is refused at start."""

    model_config = SettingsConfigDict(env_prefix="PILLARS_", frozen=True, populate_by_name=True)

    database_url: str = f"sqlite:///{PROJECT / 'var' / 'pillars.sqlite'}"
    data: Path = PROJECT / "data"
    framework: str = "ontario-2016"
    env: Literal["development", "test", "production"] = "development"
    secret_key: SecretStr | None = None
    host: str = "127.0.0.1"
    hosts: str = ""
    port: int = Field(8050, ge=1, le=65535, validation_alias="PORT")

    @property
    def has_secret(self) -> bool:
        """True where sessions could be signed with a secret worth the name."""
        given = self.secret_key.get_secret_value() if self.secret_key else ""
        return len(given) >= SECRET_LENGTH

    @property
    def allowed_hosts(self) -> frozenset[str] | None:
        """The names in a request's address that are answered; None where any is."""
        named = self.hosts.replace(",", " ").lower().split()
        own = (self.host.lower(), "localhost", "127.0.0.1", "[::1]")
        return None if ANY_HOST in named else frozenset((*named, *own))

    @property
    def unsafe(self) -> dict[str, Text]:
        """What production may not be started with, by setting; nothing elsewhere."""
        lacking: dict[str, Text] = {}
        if self.env == "production" and not self.has_secret:
            lacking["secret_key"] = SECRET_NEEDED
        if self.env == "production" and not self.hosts.strip():
            lacking["hosts"] = HOSTS_NEEDED
        return lacking


def example_settings() -> Settings:
    """The example data in a store of their own: whatever else is set stays as it is."""
    return Settings(
        data=PROJECT / "data" / "example",
        database_url=f"sqlite:///{PROJECT / 'var' / 'example.sqlite'}",
        framework="example-strategy",
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return "PORT" if name == "port" else f"PILLARS_{name.upper()}"


def setting_fault(error: ErrorDetails) -> MetricsError:
    """What is wrong with one setting, and what it means; a secret is never repeated."""
    name = str(error["loc"][0]).lower()
    given, means = "…" if name == "secret_key" else f"'{error['input']}'", MEANS[name]
    return MetricsError(
        f"The setting {variable(name)} is {given}, which does not fit. ({means.en})",
        f"Le paramètre {variable(name)} vaut {given}, ce qui ne convient pas. ({means.fr})",
    )
