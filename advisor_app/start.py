"""The start of the program: a console that runs comes to the front, else the words are read.

The words are read by name, as most second starts end before: nothing but that one question is
asked then.
"""

import sys
from importlib import import_module

from advisor_app.bootstrap.running import brought_to_front


def main() -> int:
    """Do what the words after the program's name say, and return the exit code."""
    if len(sys.argv) == 1 and brought_to_front():
        return 0
    code: int = import_module("advisor_app.cli").main()
    return code
