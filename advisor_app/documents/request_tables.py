"""The tables of a request: what is wanted of a house, and the slip for what it sends."""

from collections.abc import Sequence
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.forms import Form, Place, Tick
from advisor_app.documents.grid import KEY_X, LEFT, RIGHT
from advisor_app.documents.runs import joined, plain, strong
from advisor_app.documents.told import NOT_ASKED
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path

_BLOCK: Final = "PATH_BLOCKS"
_LEAST_ROW, _MOST_ROW = 12.0, 26.0
_AFTER_SLIP: Final = 150.0
_MOST_LINES: Final = 7


def specimens(form: Form, reading: Reading, rows: Sequence[Member]) -> None:
    """Each specimen: its number, what it is, and what of it is wanted."""
    told = reading.told
    wants_block = any(need.code == _BLOCK for need in reading.match.records.required)
    form.heading("Material requested", "tick = wanted; open = not wanted")
    places = (
        Place("Specimen number", LEFT, 92.0),
        Place("Taken", LEFT + 92.0, 76.0),
        Place("What, from where", LEFT + 168.0, 148.0),
        Place("H&E", LEFT + 316.0, 42.0),
        Place("Stained", LEFT + 358.0, 52.0),
        Place("Block, or unstained", LEFT + 410.0, 101.0),
    )
    table = []
    for row in rows:
        number = told.words(member_path("path", row.id, "accession"))
        taken = told.words(member_path("path", row.id, "date")) or NOT_ASKED
        table.append(
            (
                strong(number) if number else plain("not known"),
                plain(taken),
                plain(several(reading, "path", row, ("specimen_type", "site_side"))),
                Tick(True),
                Tick(True),
                plain("one block, or 15 unstained" if wants_block else "if asked for later"),
            )
        )
    form.table(places, table)
    form.gap(3.0)
    form.ticks(
        (
            ("Final reports", True),
            ("Addenda, also pending", True),
            ("Digital slides accepted", True),
            ("Fax the report first", True),
        )
    )


def studies(form: Form, reading: Reading, rows: Sequence[Member]) -> None:
    """Each study: when, which, and what of it is wanted."""
    told = reading.told
    form.heading("Pictures requested", "tick = wanted; open = not wanted")
    places = (
        Place("Date", LEFT, 92.0),
        Place("Study, region", LEFT + 92.0, 200.0),
        Place("Pictures (DICOM)", LEFT + 292.0, 110.0),
        Place("Report", LEFT + 402.0, 109.0),
    )
    table = [
        (
            strong(told.words(member_path("img", row.id, "date")) or "not known"),
            plain(several(reading, "img", row, ("type", "region", "laterality"))),
            Tick(True),
            Tick(told.value(member_path("img", row.id, "report_status")) != "have"),
        )
        for row in rows
    ]
    form.table(places, table)
    form.gap(3.0)
    form.ticks(
        (
            ("Share link or exchange, best", True),
            ("CD or DVD by courier", True),
            ("Earlier studies to compare", True),
        ),
        width=170.0,
    )


def several(reading: Reading, group: str, row: Member, names: Sequence[str]) -> str:
    """The known answers of one row in words, without a mark; two hyphens for none."""
    found = reading.told.group_of_runs(group, row.id, tuple(names))
    words = joined((plain(run.text) for runs in found for run in runs if not run.mark), ", ")
    return "".join(run.text for run in words) or NOT_ASKED


def sending_slip(form: Form, title: str, heads: Sequence[str], names: Sequence[str]) -> None:
    """What was sent, by piece, and what could not be sent, for a pen: down to the signatures."""
    form.heading(title, "please return a copy of this page with the parcel")
    edges = (LEFT, KEY_X + 8.0, LEFT + 204.0, LEFT + 296.0, LEFT + 376.0, RIGHT)
    places = [
        Place(head, edges[place], edges[place + 1] - edges[place])
        for place, head in enumerate(heads)
    ]
    room = (form.room_to_signatures - _AFTER_SLIP) / max(1, len(names)) - 20.0
    tall = min(_MOST_ROW, max(_LEAST_ROW, room))
    form.table(places, [(plain(words), *(((),) * 4)) for words in names], tall=tall)
    form.heading("If something is not sent", "tick why, and say which below")
    form.ticks(
        (
            ("not found here", False),
            ("lent to another house", False),
            ("used up or destroyed", False),
            ("sent before", False),
        )
    )
    form.write_to_signatures(_MOST_LINES)
