"""The people and places of the centre: specialists, sites, licences, and the staff of the line."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final


class VisitMode(StrEnum):
    """How patient and specialist meet."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    REMOTE_WRITTEN = "remote_written"
    PATHOLOGY_REVIEW = "pathology_review"
    RADIOLOGY_REVIEW = "radiology_review"
    PHYSICIAN_TO_PHYSICIAN = "physician_to_physician"
    INPATIENT_TRANSFER = "inpatient_transfer"


class Role(StrEnum):
    """What a member of the staff may do on the line."""

    ADVISOR = "advisor"
    NURSE = "nurse"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place of the centre; `does` names what is done there (consult, infusion, surgery...)."""

    id: str
    name: str
    county: str = ""
    state: str = ""
    postal_code: str = ""
    does: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The right to practise in one state; `valid_until` None means that no end is known."""

    state: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """An absence, both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One new-patient appointment that is free; `at` carries its zone."""

    at: datetime
    site: str
    mode: VisitMode = VisitMode.IN_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicHours:
    """New-patient places of every week: from `begins` on (Eastern), so many of so many minutes.

    `weekday` is 0 for Monday.
    """

    weekday: int
    begins: time
    places: int
    minutes: int
    site: str
    mode: VisitMode = VisitMode.IN_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """One specialist as the centre's directory describes them; None means unknown.

    `focus` holds free words ("Whipple", "EGFR"); `families` may hold `*`, any family.
    `next_available_days` are days from now to the next new-patient place, `weekly` is the template
    that `slots` are made from, `panel_load` the share of the panel that is taken (1.0 = full).
    """

    id: str
    name: str
    kind: str
    team: str
    families: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    setting: str = "any"
    new_patients_per_year_in_focus: int | None = None
    sites: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    visit_modes: tuple[VisitMode, ...] = ()
    languages: tuple[str, ...] = ()
    gender: str = ""
    payers: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    leave: tuple[Leave, ...] = ()
    wants_before_visit: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    next_available_days: int | None = None
    slots: tuple[Slot, ...] = ()
    weekly: tuple[ClinicHours, ...] = ()
    panel_load: float | None = None
    accepting: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The specialists and the sites of one centre."""

    practitioners: tuple[Practitioner, ...] = ()
    sites: tuple[Site, ...] = ()
    version: str = ""
    demonstration: bool = False

    def practitioner(self, id_: str) -> Practitioner | None:
        """The specialist of that id."""
        return next((one for one in self.practitioners if one.id == id_), None)

    def site(self, id_: str) -> Site | None:
        """The site of that id."""
        return next((one for one in self.sites if one.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What an advisor knows: a node of the cancer tree (family or kind) and a level from 1 to 5."""

    node: str
    level: int


OPERATOR: Final = "operator"
"""The account of the verbs: of whoever runs the machine, and of nobody on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """A member of the staff who can sign in."""

    id: str
    name: str
    initials: str
    role: Role
    title: str = ""
    group: str = ""
    direct_line: str = ""
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ("en",)
    disabled: bool = False
