"""Starts the care-advisor console."""

import sys

from advisor_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
