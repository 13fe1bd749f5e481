"""`python -m ingest [SOURCE...|--all] [--dry-run] [--check] [--json] [--lang en|fr]`."""

import sys

from ingest.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
