"""Settings, each from an environment variable that begins with PILLARS_."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from metrics.languages import Text

PROJECT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
SECRET_NEEDED = Text(
    f"PILLARS_SECRET_KEY: production needs a secret of at least {SECRET_LENGTH} characters.",
    f"PILLARS_SECRET_KEY : la production exige un secret d'au moins {SECRET_LENGTH} caractères.",
)


class Settings(BaseSettings):
    """What an installation may set; a value that does not fit is refused at start."""

    model_config = SettingsConfigDict(env_prefix="PILLARS_", frozen=True, populate_by_name=True)

    database_url: str = Field(
        f"sqlite:///{PROJECT / 'var' / 'pillars.sqlite'}",
        description="The store: sqlite:///path or postgresql://user:password@host/name.",
    )
    data: Path = Field(
        PROJECT / "data", description="The folder of indicators, frameworks and sources."
    )
    framework: str = Field(
        "ontario-2016", description="The framework shown when none is asked for."
    )
    env: Literal["development", "test", "production"] = Field(
        "development", description="In production an unsafe setting stops the start."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs sessions; at least 32 characters; required in production."
    )
    host: str = Field("127.0.0.1", description="The address that the dashboard listens on.")
    port: int = Field(
        8050,
        ge=1,
        le=65535,
        validation_alias="PORT",
        description="The port that the dashboard listens on; read from PORT.",
    )

    @property
    def has_secret(self) -> bool:
        """True where sessions could be signed with a secret worth the name."""
        given = self.secret_key.get_secret_value() if self.secret_key else ""
        return len(given) >= SECRET_LENGTH
