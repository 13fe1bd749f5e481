"""The base of everything that is read from data/."""

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """Unknown keys are refused; nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
