"""`python -m ingest [SOURCE...|--all] [--dry-run] [--check] [--json] [--lang en|fr]`."""

import sys

INTERRUPTED = 130  # as shells say of a command that was stopped with Ctrl-C

if __name__ == "__main__":
    try:
        from ingest.command import main  # inside, because the import can be interrupted too

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
