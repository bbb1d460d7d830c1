"""The table of everything that can be done: words, key, icon and place; what each calls is given.

Earlier rows win a key that two of them share where both can be done: an offer before My work.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtGui import QKeySequence

from advisor_app.domain.questions import Page
from advisor_app.ui.actions import EVERYWHERE, ActionRow, Shortcut
from advisor_app.ui.summary.kinds import PaperKind
from advisor_app.ui.table_columns import AS_THEY_WERE, NARROWER, WIDER
from advisor_app.ui.wording import phrase

_STANDARD: Final = QKeySequence.StandardKey
TABS: Final = ("Match", "Say", "Records", "Ask")

ROWS: Final[tuple[tuple[str, str, Shortcut, str, str], ...]] = (
    ("accept", "Accept the offered call", "F2", "phone", "offer"),
    ("decline", "Decline the offered call", "F3", "close", "offer"),
    ("hold", "Hold the caller, or talk on", "F4", "hold", "call"),
    ("hand_on", "Hand the call on, or take it back", "F7", "swap", "call"),
    ("end", "End the call", "F8", "end", "call"),
    ("park", "Park the case and its call", "F6", "park", "case"),
    ("ask_nurse", "Ask a nurse, or answer", "F5", "nurse", "case"),
    ("consults", "Open the first question to the nurses", "Ctrl+F5", "nurse", EVERYWHERE),
    ("emergency", "Emergency card", "Ctrl+E", "urgent", EVERYWHERE),
    ("lock", "Lock this desk", "Ctrl+Alt+L", "lock", EVERYWHERE),
    ("log_off", "Log off: hand over what is open", "Ctrl+Shift+Q", "swap", EVERYWHERE),
    ("palette", "Find or do anything", "Ctrl+K", "search", EVERYWHERE),
    ("help", "Help for this page", "F1", "help", EVERYWHERE),
    ("keys", "All keys", "Ctrl+/", "keyboard", EVERYWHERE),
    ("new_case", "New case", _STANDARD.New, "plus", EVERYWHERE),
    ("undo", "Undo", _STANDARD.Undo, "undo", EVERYWHERE),
    ("queue", "Go to the queue", "F9", "queue", EVERYWHERE),
    ("intake", "Go to the intake", "Ctrl+I", "intake", EVERYWHERE),
    ("mywork", "Go to My work", "Ctrl+Shift+W", "mywork", EVERYWHERE),
    ("cases", "Find a case", _STANDARD.Find, "cases", EVERYWHERE),
    ("summary", "Print summary", _STANDARD.Print, "print", EVERYWHERE),
    ("board", "Go to the board", "Ctrl+Shift+B", "board", EVERYWHERE),
    ("directory", "Find a specialist", "Ctrl+D", "directory", EVERYWHERE),
    ("knowledge", "What to say: the nine topics", "Ctrl+Alt+F", "knowledge", EVERYWHERE),
    ("look_up", "Look up a kind of cancer", "Ctrl+Shift+L", "search", EVERYWHERE),
    ("rules", "The rules and who approved them", "Ctrl+Shift+R", "summary", EVERYWHERE),
    ("admin", "Settings", "Ctrl+,", "admin", EVERYWHERE),
    ("theme", "Next look: light, dark, high contrast", "Ctrl+Shift+T", "sun", EVERYWHERE),
    ("density", "Next spacing: comfortable, compact", "Ctrl+Alt+M", "swap", EVERYWHERE),
    ("wider", "Wider column in the list", WIDER, "arrow-right", EVERYWHERE),
    ("narrower", "Narrower column in the list", NARROWER, "arrow-left", EVERYWHERE),
    ("reset_columns", "Columns of the list as they were", AS_THEY_WERE, "undo", EVERYWHERE),
    ("stop_waiting", "Wait no more for what lasts", "Ctrl+.", "close", EVERYWHERE),
    ("window_language", "The window in the other language", "Ctrl+Alt+I", "swap", EVERYWHERE),
    ("import_requests", "Import online requests", "Ctrl+Shift+I", "online", EVERYWHERE),
    ("import_case", "Import a case file (ours, or FHIR)", "Ctrl+Shift+C", "upload", EVERYWHERE),
    ("ask_next", "Go to the question that matters next", "Ctrl+J", "swap", "intake"),
    ("language", "Ask in the other language", "Ctrl+L", "swap", "intake"),
    ("choose", "Choose the selected specialist, or book what is held", "Ctrl+B", "check", "intake"),
    ("give_back", "Give the held or booked place back", "Ctrl+Alt+B", "undo", "intake"),
    ("why_not", "Why not? Ask about a specialist by name", "Alt+W", "help", "intake"),
    ("next_specialist", "The next specialist of the order", "Alt+Down", "down", "intake"),
    ("last_specialist", "The specialist before", "Alt+Up", "up", "intake"),
    ("confirm_route", "Confirm the route (nurse), or ask a nurse to", "Ctrl+Alt+N", "nurse",
     "intake"),
    ("same_person", "The person on record is this patient", "Alt+S", "link", "intake"),
    ("not_same_person", "The person on record is somebody else", "Alt+N", "close", "intake"),
    ("open_person", "Open the case on record", "Alt+O", "cases", "intake"),
    ("conflict", "Settle the conflict on this page", "Alt+C", "conflict", "intake"),
    ("unknown", "The caller does not know", "Ctrl+U", "info", "intake"),
    ("refused", "The caller would rather not say", "Ctrl+Shift+U", "info", "intake"),
    ("not_asked", "Not asked after all", "Ctrl+Backspace", "undo", "intake"),
    ("source", "Somebody else says so", "Ctrl+M", "person", "intake"),
    ("verified", "A document confirms it", "Ctrl+Shift+D", "ok", "intake"),
    ("print", "Print the summary on a printer", "Ctrl+Return", "print", "summary"),
    ("save_pdf", "Save the summary as a file", _STANDARD.Save, "summary", "summary"),
    ("save_table", "Save the table as a new revision", _STANDARD.Save, "check", "knowledge"),
    ("print_today", "Print all summaries of today as one job", "Ctrl+Shift+P", "print", EVERYWHERE),
    ("sign_summary", "Sign the summary (nurse)", "Ctrl+Shift+G", "edit", "summary"),
    ("zoom_in", "Show the paper larger", _STANDARD.ZoomIn, "plus", "summary"),
    ("zoom_out", "Show the paper smaller", _STANDARD.ZoomOut, "minus", "summary"),
    ("zoom_fit", "Show the paper as wide as the page", "Ctrl+0", "swap", "summary"),
    ("acknowledge", "The office confirmed this summary", "Ctrl+Shift+K", "ok", "summary"),
    ("board_export", "Export the figures of the board", "Ctrl+Shift+E", "download", "board"),
    ("supervise", "Advisors: give calls back, set away", "Ctrl+Shift+A", "users", "board"),
    ("say_to_all", "Write a line to all desks", "Ctrl+M", "mail", "board"),
    ("put_away", "Put the line to all away", "Ctrl+Shift+Y", "check", EVERYWHERE),
    ("team_help", "When other teams help", "Ctrl+Shift+H", "swap", "board"),
    ("what_if", "What if: more advisors, another goal", "Ctrl+Shift+F", "help", "board"),
    ("service_formula", "Service level by the next formula", "Ctrl+Shift+S", "swap", "board"),
    ("edit_person", "Edit the specialist", "Ctrl+Return", "edit", "directory"),
    ("edit_places", "The places of the specialist", "Ctrl+Alt+P", "calendar", "directory"),
    ("new_person", "Add a specialist", "Ctrl+Alt+A", "plus", "directory"),
    ("remove_person", "Remove the specialist", "Ctrl+Alt+X", "trash", "directory"),
    ("import_roster", "Import a roster", "Ctrl+Shift+O", "upload", "directory"),
    ("call_next", "Call whoever was promised first", "F2", "phone", "mywork"),
    *(
        (f"section_{page.value}", f"Section: {page.value.capitalize()}", f"Alt+{number % 10}",
         "intake", "intake")
        for number, page in enumerate(Page, start=1)
    ),
    *(
        (f"topic_{number}", f"Say: topic {number} of the nine", f"Shift+F{number}", "heart",
         "intake")
        for number in range(1, 10)
    ),
    *(
        (f"tab_{tab.lower()}", f"Right panel: {tab}", f"Ctrl+{number}", "info", "intake")
        for number, tab in enumerate(TABS, start=1)
    ),
)  # fmt: skip
"""Name, words, key, icon, and the page or state of the desk in which it can be done."""


def paper_words(kind: PaperKind) -> str:
    """How the action is called that shows a paper, in English."""
    return f"Paper: {kind.name}"


def action_rows(
    calls: Mapping[str, Callable[[], object]], papers: Iterable[PaperKind]
) -> tuple[ActionRow, ...]:
    """The rows with what they call, and one for each paper that has a key of its own.

    Raises KeyError for a row that calls nothing.
    """
    of_papers = (
        (f"paper_{one.key}", paper_words(one), one.shortcut, "print", EVERYWHERE)
        for one in papers
        if one.shortcut
    )
    return tuple(
        ActionRow(
            name=name,
            text=phrase(text),
            call=_plain(calls[name]),
            shortcut=key,
            icon=icon,
            context=context,
        )
        for name, text, key, icon, context in (*ROWS, *of_papers)
    )


def _plain(call: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        call()

    return run
