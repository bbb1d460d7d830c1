"""One specialist as lines that are typed, and back: what the card of the directory edits."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from advisor_app.domain.dates import parse_date
from advisor_app.domain.people import Leave, Licence, Practitioner, VisitMode
from advisor_app.domain.places import language_code, language_name, state_code
from advisor_app.ui.matcher.specialist_words import MODE_WORDS
from advisor_app.ui.wording import dated, later, phrase

ACCEPTS: Final = "accepting"
_TO: Final = re.compile(r"\s+(?:to|until|a|al|hasta)\s+")


@dataclass(frozen=True, slots=True)
class Unreadable(ValueError):
    """What was typed into a line cannot be taken; one sentence says why."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the card: its attribute, its label, how it is written and read."""

    key: str
    label: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    hint: str = ""


def lines_of(one: Practitioner) -> dict[str, str]:
    """The lines of a specialist as they are written."""
    return {line.key: line.write(getattr(one, line.key)) for line in LINES}


def with_lines(one: Practitioner, typed: Mapping[str, str], *, accepting: bool) -> Practitioner:
    """The specialist as typed. Raises Unreadable with one sentence for the first bad line."""
    found: dict[str, Any] = {ACCEPTS: accepting}
    for line in LINES:
        text = typed[line.key].strip()
        if text != line.write(getattr(one, line.key)):
            found[line.key] = line.read(text)
    return replace(one, **found)


def _words(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def _as_words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _needed(label: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:
            raise Unreadable(phrase("{label} must not be empty.", label=label))
        return text

    return read


def _number(label: str) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        if text and not text.isdecimal():
            raise Unreadable(
                phrase("{label} is a whole number, or empty where it is not known.", label=label)
            )
        return int(text) if text else None

    return read


def _share(text: str) -> float | None:
    try:
        return int(text.rstrip("% ")) / 100 if text else None
    except ValueError:
        raise Unreadable(phrase("The panel load is a share in percent, such as 85.")) from None


def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language_code(word) for word in _as_words(text)))


def _modes(text: str) -> tuple[VisitMode, ...]:
    by_words = {words.casefold(): mode for mode, words in MODE_WORDS.items()}
    found = []
    for word in _as_words(text):
        mode = by_words.get(word.casefold(), word)
        if mode not in set(VisitMode):
            raise Unreadable(
                phrase(
                    "“{word}” is no way to meet; there are {by_words}.",
                    word=word,
                    by_words=", ".join(by_words),
                )
            )
        found.append(VisitMode(mode))
    return tuple(dict.fromkeys(found))


def licence_words(one: Licence) -> str:
    """A licence as it is written: the state, and the last day where one is known."""
    return (
        one.state
        if one.valid_until is None
        else phrase(
            "{state} to {valid_until}", state=one.state, valid_until=day_words(one.valid_until)
        )
    )


def _licences(text: str) -> tuple[Licence, ...]:
    found = []
    for word in _as_words(text):
        name, until = _span(word)
        state = state_code(name)
        if state is None:
            raise Unreadable(
                phrase("“{name}” is no state that a licence can be of.", name=name.strip())
            )
        found.append(Licence(state=state, valid_until=_day(until) if until else None))
    return tuple(found)


def leave_words(one: Leave) -> str:
    """An absence as it is written: first and last day."""
    first, last = day_words(one.first), day_words(one.last)
    return first if first == last else phrase("{first} to {last}", first=first, last=last)


def day_words(day: date) -> str:
    """A day as it is written and read here, its month named: `24 DEC 2026`."""
    return dated(day, "%d %b %Y").upper()


def read_leave(text: str) -> Leave:
    """An absence of one day or of several. Raises Unreadable."""
    first, last = _span(text.strip())
    begins = _day(first)
    ends = _day(last) if last else begins
    if ends < begins:
        raise Unreadable(phrase("The absence from {begins} ends before it begins.", begins=begins))
    return Leave(first=begins, last=ends)


def _leave(text: str) -> tuple[Leave, ...]:
    return tuple(read_leave(word) for word in _as_words(text))


def _span(text: str) -> tuple[str, str]:
    """What stands before and after the "to" of either language; nothing after, where none is."""
    before, *after = _TO.split(text, maxsplit=1)
    return before, after[0] if after else ""


def _day(text: str) -> date:
    told = parse_date(text)
    if told is None or told.exact is None:
        raise Unreadable(phrase("“{text}” is no day; write it as 24 DEC 2026.", text=text.strip()))
    return told.exact


def _plain(value: object) -> str:
    return "" if value is None else str(value)


LINES: Final = (
    Line(key="name", label=later("Name"), write=str, read=_needed(later("The name"))),
    Line(
        key="kind",
        label=later("Kind"),
        write=str,
        read=_needed(later("The kind")),
        hint="medical_oncologist",
    ),
    Line(
        key="team", label=later("Team"), write=str, read=_needed(later("The team")), hint="BREAST"
    ),
    Line(
        key="families",
        label=later("Families of cancers"),
        write=_words,
        read=_as_words,
        hint=later("breast, or * for any"),
    ),
    Line(
        key="focus", label=later("Focus"), write=_words, read=_as_words, hint=later("DCIS, Whipple")
    ),
    Line(
        key="setting",
        label=later("Setting"),
        write=str,
        read=lambda text: text or "any",
        hint=later("localized, advanced, diagnostic, any"),
    ),
    Line(
        key="sites", label=later("Sites"), write=_words, read=_as_words, hint=later("MAIN, NJ-BR")
    ),
    Line(
        key="visit_modes",
        label=later("Meets patients"),
        read=_modes,
        write=lambda modes: _words(tuple(MODE_WORDS.get(mode, mode) for mode in modes)),
    ),
    Line(
        key="licences",
        label=later("Licences"),
        hint=later("NY, NJ to 31 MAR 2027"),
        read=_licences,
        write=lambda all_: _words(tuple(map(licence_words, all_))),
    ),
    Line(
        key="languages",
        label=later("Languages"),
        read=_languages,
        write=lambda codes: _words(tuple(map(language_name, codes))),
    ),
    Line(key="payers", label=later("Insurance"), write=_words, read=_as_words),
    Line(
        key="leave",
        label=later("Away"),
        hint=later("24 DEC 2026 to 03 JAN 2027"),
        read=_leave,
        write=lambda all_: _words(tuple(map(leave_words, all_))),
    ),
    Line(
        key="new_patients_per_year_in_focus",
        label=later("New patients a year"),
        write=_plain,
        read=_number(later("The number of new patients")),
    ),
    Line(
        key="next_available_days",
        label=later("Days to the next place"),
        write=_plain,
        read=_number(later("The days to the next place")),
        hint=later("where no places are listed"),
    ),
    Line(
        key="panel_load",
        label=later("Panel taken, percent"),
        read=_share,
        write=lambda load: "" if load is None else str(round(load * 100)),
    ),
    Line(
        key="min_age",
        label=later("Youngest patient"),
        write=_plain,
        read=_number(later("The youngest age")),
    ),
    Line(
        key="max_age",
        label=later("Oldest patient"),
        write=_plain,
        read=_number(later("The oldest age")),
    ),
    Line(key="trials", label=later("Trials"), write=_words, read=_as_words),
    Line(
        key="wants_before_visit",
        label=later("Wants before a visit"),
        write=_words,
        read=_as_words,
        hint=later("PATH_SLIDES, IMG_CT"),
    ),
    Line(key="gender", label=later("Gender"), write=str, read=str, hint=later("woman, man")),
    Line(key="note", label=later("Note"), write=str, read=str),
)
"""Every fact of a specialist that is edited in the window, in the order of the card."""
