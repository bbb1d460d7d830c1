"""A spooler of a few lines in place of CUPS: it keeps what it is given, and how it was asked."""

import os
from pathlib import Path

import pytest

PRINTER = "Front_desk"
_LP = """#!/bin/sh
printf '%s\\n' "$*" > "{folder}/asked"
cat > "{folder}/job.pdf"
echo "request id is {printer}-7 (1 file(s))"
"""
_LPSTAT = "#!/bin/sh\necho {printer}\n"


def in_place_of_cups(folder: Path, patched: pytest.MonkeyPatch) -> None:
    """Puts the spooler first on the path."""
    for name, text in (("lp", _LP), ("lpstat", _LPSTAT)):
        script = folder / name
        script.write_text(text.replace("{folder}", str(folder)).replace("{printer}", PRINTER))
        script.chmod(0o755)
    patched.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
