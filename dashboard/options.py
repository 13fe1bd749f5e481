"""Options that several commands share."""

from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
LangOption = Annotated[str, typer.Option("--lang", help="en or fr.")]
FrameworkOption = Annotated[
    str | None, typer.Option("--framework", help="ontario-2016, ontario-2020 or ontario-2025.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="What existed on this reporting day (YYYY-MM-DD).")
]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="As it was published by this day (YYYY-MM-DD).")
]
HeldAtOption = Annotated[
    str | None, typer.Option("--held-at", help="As this store held it then (a day or an instant).")
]
PlaceOption = Annotated[str | None, typer.Option("--place", help="A place's code or name.")]
PillarOption = Annotated[str | None, typer.Option("--pillar", help="A pillar's id.")]
PERIOD = typer.Option("--period", help="2024, 2024-Q3, 2016-06-30/2020-06-30 …")
PeriodOption = Annotated[str, PERIOD]
AnyPeriodOption = Annotated[str | None, PERIOD]
IndicatorArgument = Annotated[str, typer.Argument(help="An indicator's id or code.")]
FormArgument = Annotated[str, typer.Argument(help="A return form's id.")]
AccountOption = Annotated[
    str, typer.Option("--account", help="Who takes the step: the name of an account that may.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it is kept.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Passwords from standard input, one a line.")
]
