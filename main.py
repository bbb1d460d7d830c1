"""Starts the care-advisor console."""

import sys

from advisor_app.start import main

if __name__ == "__main__":
    sys.exit(main())
