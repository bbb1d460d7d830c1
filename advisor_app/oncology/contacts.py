"""What the talk track may name of the centre that speaks it."""

from typing import Final

CONTACTS: Final = {
    "centre": "name of the centre",
    "line_number": "number of the line",
    "physician_line": "number of the physician line",
    "international_line": "number of the international desk",
    "pathology_desk": "number of the pathology desk",
    "radiology_desk": "number of the radiology desk",
    "records_fax": "fax for records",
}
"""What a line may name in braces: a setting of the centre, and its words where nobody set it."""
