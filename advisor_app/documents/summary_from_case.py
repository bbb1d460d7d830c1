"""Puts a case into the words of its summary."""

from datetime import datetime

from advisor_app.documents.case_background import background
from advisor_app.documents.case_diagnosis import diagnosis
from advisor_app.documents.case_history import history, title
from advisor_app.documents.case_identity import (
    banners,
    identity,
    question,
    story_is_the_question,
    told_by,
)
from advisor_app.documents.case_outcome import checklist, matched, questions, records
from advisor_app.documents.case_reading import Reading, read_case_for_print
from advisor_app.documents.case_results import tables
from advisor_app.documents.case_state import doctors, special, status
from advisor_app.documents.conflict_lines import conflict_lines
from advisor_app.documents.runs import Runs, plain
from advisor_app.documents.summary_content import SummaryContent
from advisor_app.domain.case import Case
from advisor_app.domain.clock import stamp
from advisor_app.domain.people import Roster
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.knowledge import Knowledge


def summary_content(
    case: Case,
    match: MatchResult,
    knowledge: Knowledge,
    roster: Roster,
    *,
    now: datetime,
    prepared_by: str,
) -> SummaryContent:
    """What the summary of a case says at this revision; `match` is its ranking at `now`."""
    reading = read_case_for_print(case, match, knowledge, roster, now)
    return SummaryContent(
        identity=identity(reading),
        banners=banners(reading),
        question=question(reading),
        told_by=told_by(reading),
        diagnosis=diagnosis(reading),
        conflicts=conflict_lines(reading),
        status=tuple(status(reading)),
        special=tuple(special(reading)),
        doctors=doctors(reading),
        matched=tuple(matched(reading)),
        records=tuple(records(reading)),
        questions=questions(reading),
        history_title=title(reading),
        history=history(reading),
        tables=tables(reading),
        checklist=checklist(reading),
        background=tuple(background(reading)),
        prepared=_prepared(reading, prepared_by),
        story=_story(reading),
    )


def _story(reading: Reading) -> Runs:
    told = reading.intake.free_text
    return plain(f"“{told}”") if told and not story_is_the_question(reading) else ()


def _prepared(reading: Reading, prepared_by: str) -> Runs:
    at = reading.case.saved_at or reading.now
    read_back = reading.told.value("out.caller_summary")
    words = {True: "Read back to the caller.", False: "Not read back."}.get(read_back)
    return plain(f"{prepared_by}, {stamp(at)}. {words or 'Reading back is not recorded.'}")
