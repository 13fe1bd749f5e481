"""What files and JSON carry: plain values, and records of them by stable keys."""

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Mapping[str, Json] | list[Json] | None"
Record = dict[str, Json]
