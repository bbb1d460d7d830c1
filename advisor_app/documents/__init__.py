"""The papers: drawn from frozen values through a display list; ReportLab lives only here."""

import sys
from types import ModuleType

# ReportLab runs `~/.reportlab_mods` and `~/.reportlab_settings` on import. Empty modules of these
# names keep a file in somebody's home from changing, or reading, a paper.
for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))
