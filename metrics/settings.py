"""Settings, each from an environment variable that begins with PILLARS_."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from metrics.errors import MetricsError
from metrics.setting_means import MEANS

PROJECT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
ANY_HOST = "*"


class Settings(BaseSettings):
    """What an installation may set; a value that does not fit is refused at start."""

    model_config = SettingsConfigDict(env_prefix="PILLARS_", frozen=True, populate_by_name=True)

    database_url: str = f"sqlite:///{PROJECT / 'var' / 'pillars.sqlite'}"
    database_read_url: str = ""
    accounts_url: str = f"sqlite:///{PROJECT / 'var' / 'accounts.sqlite'}"
    returns_url: str = f"sqlite:///{PROJECT / 'var' / 'returns.sqlite'}"
    audit_anchor: Path | None = None
    rounding_key_file: Path | None = None
    data: Path = PROJECT / "data"
    framework: str = "ontario-2016"
    env: Literal["development", "test", "production"] = "development"
    secret_key: SecretStr | None = None
    secret_key_before: SecretStr | None = None
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_second_factor: str = ""
    steward_wait_hours: int = Field(72, ge=24, le=720)
    host: str = "127.0.0.1"
    hosts: str = ""
    proxies: str = ""
    port: int = Field(8050, ge=1, le=65535, validation_alias="PORT")
    files: int = Field(1000, ge=1, le=100_000)
    return_draft_days: int = Field(7, ge=1, le=90)
    return_file_days: int = Field(90, ge=1, le=3650)
    record_days: int = Field(400, ge=92, le=3650)
    return_uploads: int = Field(30, ge=1, le=10_000)
    return_bytes: int = Field(20 << 20, ge=10_000, le=100 << 20)
    return_rows: int = Field(200_000, ge=100, le=1_048_576)
    return_columns: int = Field(500, ge=10, le=16_384)
    return_sheets: int = Field(60, ge=1, le=1_000)
    log: Literal["json", "text", "off"] = "off"
    slow_query_ms: int = Field(0, ge=0, le=600_000)
    statement_seconds: int = Field(300, ge=0, le=86_400)
    telemetry_url: str = Field("", pattern=r"^(https?://[\w.:\[\]-]+(/[\w./~-]*)?)?$")
    metrics_token: SecretStr | None = Field(None, min_length=16)
    public_url: str = Field("", pattern=r"^(https?://[\w.:\[\]-]+(/[\w./~-]*)?)?$")
    contact: str = Field(
        "", pattern=r"^([^\s@<>?]+@[\w.-]+|https?://[\w.:\[\]-]+(/[\w./~?=&%-]*)?)?$"
    )
    smtp_host: str = ""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""
    backup_folder: Path | None = None
    backup_key_file: Path | None = None
    backup_daily: int = Field(7, ge=1, le=366)
    backup_weekly: int = Field(5, ge=0, le=520)
    backup_monthly: int = Field(6, ge=0, le=600)

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
        database_read_url="",
        audit_anchor=None,  # beside it: an anchor speaks of one store
        rounding_key_file=None,  # likewise
        accounts_url=f"sqlite:///{PROJECT / 'var' / 'example-accounts.sqlite'}",
        returns_url=f"sqlite:///{PROJECT / 'var' / 'example-returns.sqlite'}",
        backup_folder=None,  # the folder of an installation holds backups of no other
        framework="example-strategy",
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return "PORT" if name == "port" else f"PILLARS_{name.upper()}"


def setting_fault(error: ErrorDetails) -> MetricsError:
    """What is wrong with one setting, and what it means; a secret is never repeated."""
    name = str(error["loc"][0]).lower()
    hidden = any(one in name for one in ("secret", "password", "token"))
    given, means = "…" if hidden else f"'{error['input']}'", MEANS[name]
    return MetricsError(
        f"The setting {variable(name)} is {given}, which does not fit. ({means.en})",
        f"Le paramètre {variable(name)} vaut {given}, ce qui ne convient pas. ({means.fr})",
    )
