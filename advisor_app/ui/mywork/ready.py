"""What to have ready before a call back: the date, the records, what nobody asked yet."""

from collections.abc import Callable
from datetime import date, datetime

from advisor_app.domain.asking import still_to_ask
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.questions import Stage
from advisor_app.ui.mywork.items import Ready
from advisor_app.ui.wording import dated, phrase, window_words

_IN_HAND = frozenset({"received", "reviewed"})
_AWAY = frozenset({"to_request", "release_out", "requested", "partial"})
_MOST_RECORDS = 3
_MOST_QUESTIONS = 3


def ready_of(intake: Intake, today: date, record_name: Callable[[str], str]) -> tuple[Ready, ...]:
    """The list beside a promise; what is done stands first."""
    lines = [*_date(intake), *_records(intake, record_name), *_questions(intake, today)]
    return tuple(sorted(lines, key=lambda line: not line.done))


def _date(intake: Intake) -> list[Ready]:
    booked = intake.out.booked.value
    told = booked.text("at") if booked is not None else ""
    if not told:
        return [Ready(text=phrase("No date is held yet"), done=False)]
    try:
        at = datetime.fromisoformat(told).astimezone(EASTERN)
    except ValueError:
        return [Ready(text=phrase("Date held"), done=True)]
    return [
        Ready(
            text=phrase(
                "Date held: {at:%a} {at2} {at:%H:%M}", at=at, at2=dated(at, "%d %b").upper()
            ),
            done=True,
        )
    ]


def _records(intake: Intake, record_name: Callable[[str], str]) -> list[Ready]:
    here, away = [], []
    for row in intake.rec.rows:
        name = record_name(row.code.value or "")
        if row.removed or not name:
            continue
        if row.state.value in _IN_HAND:
            here.append(name)
        elif row.state.value in _AWAY:
            away.append(name)
    lines = [
        Ready(text=phrase("{name}: not here yet", name=name), done=False)
        for name in away[:_MOST_RECORDS]
    ]
    if len(away) > _MOST_RECORDS:
        lines.append(
            Ready(
                text=phrase("{count} more records away", count=len(away) - _MOST_RECORDS),
                done=False,
            )
        )
    if here:
        word = phrase("record is") if len(here) == 1 else phrase("records are")
        lines.append(
            Ready(text=phrase("{count} {word} here", count=len(here), word=word), done=True)
        )
    return lines


def _questions(intake: Intake, today: date) -> list[Ready]:
    missing = still_to_ask(intake, Stage.BOOKING, today)
    lines = [
        Ready(
            text=phrase("{short}: not asked", short=window_words().short(one.question)), done=False
        )
        for one in missing[:_MOST_QUESTIONS]
    ]
    rest = len(missing) - _MOST_QUESTIONS
    if rest > 0:
        lines.append(Ready(text=phrase("{rest} more to ask for booking", rest=rest), done=False))
    return lines
