"""What `make help` prints: each target, and beside it in one column what it does."""

import re
import subprocess

from metrics.settings import PROJECT


def test_what_targets_do_stands_in_one_column():
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    begins = [re.match(r" +make [a-z-]+ +", line).end() for line in shown.splitlines()]
    assert len(begins) > 10
    assert len(set(begins)) == 1
