"""What a summary of a case says, by label."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from advisor_app.documents.display import Drawn
from advisor_app.exchange.case_file import read_case
from tests.documents.conftest import Told

SELF = {"caller": {"is_patient": True}, "patient": {"family_name": "Doe", "dob": "1961-03-04"}}


def content(content_of: Told, **case: Any) -> Any:
    return content_of(read_case({**SELF, **case}).intake)


def value(cells: Any, key: str) -> Any:
    return next(cell.value for cell in cells if cell.key == key)


def read_in_file(drawn: Drawn) -> str:
    """The text that a reader of the file finds, on one line."""
    pages = PdfReader(BytesIO(drawn.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
