"""`pillars briefing` reads no other command, and nothing that pages or tables of others need."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "dash", "plotly", "zxcvbn")
RUN = """
import atexit, sys
atexit.register(lambda: print("read:", *[one for one in {heavy} if one in sys.modules]))
sys.argv = ["pillars", *{asked}]
from dashboard.entry import main
main()
"""


def told(*asked: str) -> str:
    run = [sys.executable, "-c", RUN.format(heavy=HEAVY, asked=asked)]
    return subprocess.run(run, capture_output=True, text=True, timeout=120, check=False).stdout


@pytest.mark.parametrize("asked", [("briefing", "--help"), ("briefing", "build", "--help")])
def test_a_command_of_briefings_reads_none_of_the_others(asked):
    said = told(*asked)
    assert "briefing" in said
    assert said.splitlines()[-1].split() == ["read:"]


def test_every_other_command_is_there_as_before():
    said = told("--help")
    assert all(f"  {one} " in said for one in ("load", "check", "release", "briefing", "doctor"))
    assert "read: " in said
    assert "dash" in said.splitlines()[-1]


def test_french_help_of_briefings_is_french():
    assert "Utilisation" in told("briefing", "list", "--help", "--lang", "fr")
