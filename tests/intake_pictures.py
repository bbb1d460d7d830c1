"""Takes the pictures of the intake's states that stand in `resources/screenshots`.

`python -m tests.intake_pictures DIR [--look light] [--size 1280x800]` works each state through the
real window of the demonstration and leaves one picture of each in DIR.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from advisor_app.domain.answers import Source
from advisor_app.domain.questions import Page
from advisor_app.ui.shell import make_application
from advisor_app.ui.theme import THEME_NAMES, apply_theme
from tests.advisor import AGREED, Advisor, demonstration_desk

STORY: Final = (
    "mom 62, islet cell of the pancreas since may, stage two, on FOLFIRINOX, "
    "lives in NJ but florida in december"
)


def empty(desk: Advisor) -> None:
    """A call was just taken: nothing is known yet."""
    desk.hands.goes_to(Page.STORY)


def half(desk: Advisor) -> None:
    """The story is told, its facts are kept, and the caller may hear about her mother."""
    desk.hands.tells(STORY)
    desk.hands.keeps_chips()
    desk.answers(AGREED)
    desk.hands.asks_the_six()
    desk.sees("dx.rows/1/kind")


def conflict(desk: Advisor) -> None:
    """The report says another stage than the caller."""
    half(desk)
    presenter = desk.window.intake_controller.presenter
    presenter.contradict("dx.rows/1/stage_stated", "stage IV, liver", Source.READ_FROM_REPORT)
    desk.sees("dx.rows/1/stage_stated")


def emergency(desk: Advisor) -> None:
    """Her eyes are yellow and she has a fever."""
    half(desk)
    desk.hands.answers("urg.fever", "Yes")
    desk.hands.settle()
    if not desk.window.desk.emergency.card.is_open:
        desk.window.desk.emergency.show()


def abroad(desk: Advisor) -> None:
    """A patient in Spain, asked in Spanish."""
    desk.answers(
        {"caller.is_patient": "Yes", "patient.family_name": "García", "lang.spoken": "Spanish"}
    )
    desk.answers({"patient.given_names": "Lucía", "res.country": "Spain"})
    desk.hands.goes_to(Page.WHERE)


def pathology(desk: Advisor) -> None:
    """A doctor's office wants slides read again and nothing else."""
    desk.answers(
        {
            "caller.is_patient": "No",
            "caller.relationship": "clinician_office_staff",
            "caller.authority": "treating_clinician_TPO",
            "patient.family_name": "Achterhuis",
            "svc.types": "pathology slides read again",
        }
    )
    desk.hands.goes_to(Page.DIAGNOSIS)


def readings(desk: Advisor) -> None:
    """The caller says words that can mean several kinds, too near to tell apart."""
    desk.hands.types_kind("neuroendocrine tumor")


STATES: Final[tuple[Callable[[Advisor], None], ...]] = (
    empty, half, conflict, abroad, pathology, readings, emergency,
)  # fmt: skip


def main() -> None:
    """One picture a state."""
    options = _options()
    width, _, height = options.size.partition("x")
    app = make_application([])
    apply_theme(app, options.look)
    options.folder.mkdir(parents=True, exist_ok=True)
    desk = Advisor(demonstration_desk())
    desk.window.window.resize(int(width), int(height))
    desk.starts()
    desk.hears_ringing()
    desk.takes_call()
    for number, state in enumerate(STATES):
        if number:
            desk.hands.opens_new_case()
        state(desk)
        desk.hands.settle()
        desk.hands.picture().save(str(options.folder / f"intake-{state.__name__}.png"))
    desk.stops()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=THEME_NAMES, default="light")
    parser.add_argument("--size", default="1280x800")
    return parser.parse_args()


if __name__ == "__main__":
    main()
