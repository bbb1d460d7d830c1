"""What must be there and work on this machine, one function a thing; each says what it saw."""

import tempfile
import tomllib
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.case_source import NamedCase, with_known_kinds
from advisor_app.bootstrap.case_work import CaseWork
from advisor_app.bootstrap.clocks import StartedClock
from advisor_app.bootstrap.files_house import demonstration_roster, files_house, shipped_knowledge
from advisor_app.bootstrap.opening import keys_of
from advisor_app.bootstrap.summary_paper import drawn_summary
from advisor_app.bootstrap.surroundings import data_folder, passphrase, throwaway_now
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.documents.preview import page_images
from advisor_app.domain.answers import say
from advisor_app.domain.case import Act, Case, Purpose, Session
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.resources import RESOURCES
from advisor_app.exchange.case_file import read_case
from advisor_app.line.calendar import read_line_hours
from advisor_app.line.entries import load_entries
from advisor_app.line.groups import load_groups
from advisor_app.line.staff import load_advisors
from advisor_app.oncology.talktrack import load_talk_track
from advisor_app.services.accounts import OPERATOR
from advisor_app.services.cases import Cases
from advisor_app.services.centre_table import load_centre
from advisor_app.services.failures import StoreDamaged
from advisor_app.storage.store import STORE_FILE, check_store, create_store, new_key, open_store
from advisor_app.telephony.demonstration import demonstration_work

_WORD: Final = "Zaubernuss"
_LOOK_DPI: Final = 24.0
_FACE_MARKS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_LEAST_FACES: Final = {"screen": 6, "paper": 7}


def cancers() -> str:
    """The cancers and the clinical rules."""
    knowledge = shipped_knowledge()
    tree = knowledge.catalogue
    approved = "approved" if knowledge.approved else "not approved by a clinician"
    return f"{len(tree.kinds)} kinds, {len(tree.findings)} findings, rules {approved}"


def centre() -> str:
    """The tables of the demonstration centre."""
    roster = demonstration_roster()
    load_centre()
    load_entries(load_groups())
    read_line_hours()
    return f"{len(roster.practitioners)} specialists, {len(load_advisors())} advisors"


def talk_track() -> str:
    """What advisors speak from."""
    return f"{len(load_talk_track().topics)} topics"


def demonstration_cases() -> str:
    """The cases that a demonstration begins with."""
    work = demonstration_work(throwaway_now())
    for one in work:
        with_known_kinds(read_case(one.data).intake, shipped_knowledge().catalogue)
    return f"{len(work)} cases"


def looks() -> str:
    """Themes, icons and faces of the window and the papers."""
    themes = sorted((RESOURCES / "themes").glob("*.toml"))
    for theme in themes:
        tomllib.loads(theme.read_text(encoding="utf-8"))
    icons = len(list((RESOURCES / "icons").glob("*.svg")))
    faces = [face for kind in _LEAST_FACES for face in _faces(kind)]
    if len(themes) < 3 or not icons:
        raise Refused(Code.INTEGRITY_FAILED, "themes or icons are missing")
    return f"{len(themes)} themes, {icons} icons, {len(faces)} faces"


def store() -> str:
    """An encrypted store is made, written, closed, opened and read; a wrong key opens nothing."""
    key, clock = new_key(), StartedClock(throwaway_now())
    act = Act(session=_session(clock), purpose=Purpose.OPERATIONS, reason="selfcheck")
    with tempfile.TemporaryDirectory(prefix="selfcheck-") as folder:
        path = Path(folder) / STORE_FILE
        made = create_store(path, key, clock)
        try:
            cases = Cases(made, clock, emergency_open=lambda _intake: False)
            intake = with_answer(Intake(), "patient.family_name", say(_WORD))
            number = cases.create(act, intake).number
        finally:
            made.close()
        if any(_WORD.encode() in file.read_bytes() for file in Path(folder).iterdir()):
            raise Refused(Code.INTEGRITY_FAILED, "the store is not encrypted")
        opened = open_store(path, key, clock)
        try:
            cases = Cases(opened, clock, emergency_open=lambda _intake: False)
            read = cases.open(act, number).intake.patient.family_name.value
        finally:
            opened.close()
        if read != _WORD:
            raise Refused(Code.INTEGRITY_FAILED, "the store does not give back what was put in")
        try:
            open_store(path, new_key(), clock).close()
        except StoreDamaged:
            return "written, closed, read again; unreadable without its key"
    raise Refused(Code.INTEGRITY_FAILED, "the store opens with a wrong key")


def centres_store() -> str:
    """The store of the centre: every page of it bears its seal, its tables hold together."""
    folder = data_folder()
    if not (folder / STORE_FILE).is_file():
        return "none here"
    key = keys_of(folder).unlock(OPERATOR, passphrase("Passphrase of the operator account"))
    check_store(folder / STORE_FILE, key)
    return "every page bears its seal"


def papers() -> str:
    """A case summary is drawn from a case of the demonstration, and can be read back."""
    files = files_house()
    intake = read_case(demonstration_work(files.now)[0].data).intake
    work = CaseWork(
        case=NamedCase(name="selfcheck", intake=intake),
        knowledge=files.knowledge,
        matcher=files.matcher,
        now=files.now,
        settings=files.centre,
    )
    match = files.matcher.rank(intake, files.now)
    drawn = drawn_summary(work, match, Case(number="selfcheck", intake=intake))
    if len(page_images(drawn.pdf, _LOOK_DPI)) != drawn.pages:
        raise Refused(Code.INTEGRITY_FAILED, "a paper cannot be read back")
    return f"a summary of {drawn.pages} pages"


def _faces(kind: str) -> list[Path]:
    faces = sorted((RESOURCES / "fonts" / kind).glob("*.ttf"))
    for face in faces:
        with face.open("rb") as file:
            if file.read(4) not in _FACE_MARKS:
                raise Refused(Code.INTEGRITY_FAILED, f"the face {face.name} is damaged")
    if len(faces) < _LEAST_FACES[kind]:
        raise Refused(Code.INTEGRITY_FAILED, f"faces for {kind} are missing")
    return faces


def _session(clock: StartedClock) -> Session:
    return Session(
        account="selfcheck",
        name="Selfcheck",
        role="operator",
        workstation="here",
        started_at=clock.now(),
    )
