"""The way into `pillars`: commands of briefings are read without the others.

They take memory enough for what they draw; all commands together take 25 MB more than these need.
"""

import sys
from typing import NoReturn

import typer

ALONE = "briefing"


def main() -> NoReturn:
    if sys.argv[1:2] == [ALONE]:
        _briefings()
    from dashboard.command import main as every_command

    every_command()


def _briefings() -> NoReturn:
    from dashboard.issuing.commands import add_commands
    from dashboard.running import PLAINLY, run

    app = typer.Typer(**PLAINLY)
    add_commands(app)
    run(app)


if __name__ == "__main__":
    main()
