"""What the rooms below the window say in English, in the language of the window.

Matcher, line and services speak English: their sentences go to the command line as well. The
window tells them again by their pattern: each pattern is one sentence of the catalogue, what fills
its places is told again in turn, and what no pattern knows stands as it was said.
"""

import re
from functools import lru_cache
from typing import Final

from advisor_app.domain.words import ENGLISH, Words
from advisor_app.ui.wording import DATES, DAYS, MONTHS, later, window_words

SENTENCES: Final = (
    # why this one
    later("{reason} (route {rule})."),
    later("{finding}, no diagnosis yet"),
    later("Treats exactly this: {focus}."),
    later("Treats exactly this."),
    later("Treats the group of this cancer: {focus}."),
    later("Treats the group of this cancer."),
    later("Treats this family of cancers: {focus}."),
    later("Treats this family of cancers."),
    later("Sees this family of cancers, known for another branch: {focus}."),
    later("known for another branch of this family"),
    later("In the team for this cancer: {focus}."),
    later("In the team for this cancer."),
    later("Sees patients with any cancer."),
    later("gyn oncologist"),
    later("orthopaedic oncologist"),
    later("{place}, date not known."),
    later("{place}, {day}, today."),
    later("{place}, {day}, in 1 day."),
    later("{place}, {day}, in {days} days."),
    later("{place}, {day}, in {days} days, later than the aim."),
    later("{count} new patients a year."),
    later("No video: {reason}."),
    later("Booked beside the first visit."),
    later("Runs trials."),
    later("treats exactly this kind"),
    later("treats the group this kind belongs to"),
    later("treats this family of cancers"),
    later("in the team for this cancer"),
    later("sees any cancer"),
    later("{days} days sooner, {site}; {mine} such patients a year against {theirs}"),
    later("{days} days sooner; {mine} such patients a year against {theirs}"),
    later("{days} days sooner, {site}"),
    # what it hangs on
    later("if {day} is early enough"),
    later("if the stage told is confirmed"),
    later("if the insurance is accepted"),
    later("the insurance is accepted"),
    later("if the patient is {age}"),
    later("the patient is {age}"),
    later("{lowest} or older"),
    later("{highest} or younger"),
    later("{lowest} to {highest}"),
    later("if this specialist is a woman"),
    later("if this specialist is a man"),
    later("if it is {kind}"),
    later("if licensed in {state}"),
    later("if the patient can travel here"),
    later("if the patient can come to {site}"),
    later("the patient can come to {site}"),
    later("if a site is told for this specialist"),
    later("a site is told for this specialist"),
    later("if the fee for a written opinion is accepted"),
    later("the fee for a written opinion is accepted"),
    later("if tissue was taken"),
    later("if there are images to read"),
    later("if a doctor at home may be contacted"),
    later("a doctor at home may be contacted"),
    later("if the patient is in {states} on the day"),
    later("the patient is in {states} on the day"),
    # why not this one, and what would change it
    later("{reason}. Changes if: {change}."),
    later("Changes if: {change}."),
    later("first free in {count} days; others as near are free within {limit}"),
    later("an earlier slot"),
    later("first day {day}, after the next treatment on {planned}"),
    later("the next treatment moves past {day}"),
    later("first day {day}, after the planned biopsy on {planned}"),
    later("the planned biopsy moves past {day}"),
    later("if a date can be found"),
    later("a date can be found"),
    later("takes no new patients now"),
    later("new patients are taken again"),
    later("away until {day}"),
    later("a visit from {day} on is in time"),
    later("a {kind} is not the first visit here but {first} (route {rule})"),
    later("an {kind} is not the first visit here but {first} (route {rule})"),
    later("another status, stage, age, service or question"),
    later("sees patients who are {age}"),
    later("another age"),
    later("does not take {payer}"),
    later("the patient pays, or another insurance"),
    later("nobody was named"),
    later("the patient does not want this specialist"),
    later("the patient changes that"),
    later("the patient wants a woman only"),
    later("the patient wants a man only"),
    later("is in the {team} team and does not see {cancer}"),
    later("does not see {cancer}"),
    later("another diagnosis"),
    later("Fits, ranked {place}; the first {count} are shown"),
    later("ranked {place}, the first {count} are shown"),
    later("a longer list"),
    later("a longer list is asked for"),
    later("{site} is not among the places the patient can travel to"),
    later("no licence for {site} ({state}) on that day"),
    later("a licence in {state}"),
    later("discharge"),
    later("this specialist offers a visit in person"),
    later("a rule of the centre calls for a {kind}"),
    later("a rule of the centre calls for an {kind}"),
    later("no licence that is valid on that day"),
    later("a licence is renewed"),
    later("a licence in {state} is recorded"),
    later("no licence in {state} on {day}"),
    later("no licence in {state}"),
    later("the patient is in a state where a specialist is licensed on the day"),
    later("the first visit was in person"),
    later("no camera or internet for a video visit"),
    later("a device is at hand"),
    later("two places are told for the day of the visit"),
    later("one place is settled"),
    later("no rule allows a video visit into {place}"),
    later("unknown where the patient will be on the day of the visit"),
    later("the place on the day is told"),
    later("the fee for a written opinion is not accepted"),
    later("no tissue was taken yet"),
    later("the doctor at home is not to be contacted"),
    later("the patient is not in a hospital now"),
    later("that changes"),
    later("no specialist for this at {site}"),
    later("no specialist who fits offers this"),
    later("accepting"),
    later("family"),
    later("kind"),
    later("age"),
    later("licence"),
    later("site and mode"),
    later("payer"),
    later("in time"),
    later("refusal"),
    later("patient's must"),
    # what to ask next
    later("If {said}: nobody on the list could be offered"),
    later("If {said}: {who}, {degree}, {kind}, would be first"),
    later("If {said}: the order below the first would change"),
    later("it began in the breast"),
    later("it began in the lung"),
    later("it is a blood cancer"),
    later("no biopsy was taken"),
    later("the biopsy is read"),
    later("it has spread"),
    later("it has not spread"),
    later("it is stage {stage}"),
    later("the patient is a child"),
    later("the patient is an adult"),
    later("treatment begins in 5 days"),
    later("surgery was done"),
    later("in {state} on the day"),
    later("the plan is {plan}"),
    later("only New Jersey is possible"),
    later("only Long Island is possible"),
    later("travel is not possible"),
    later("the patient lives in {state}"),
    later("there is no diagnosis yet"),
    later("it is newly diagnosed"),
    later("it came back"),
    # the dated step
    later("Book {who}, {degree}, {place}, {day}"),
    later("Ask the office of {who} for a date by {day}, {place}"),
    later("Request slides or images by {day} for {who}; no visit"),
    later("Transfer desk calls the ward today, {day}: {who}"),
    later("Transfer desk calls the ward today, {day}"),
    later("Express sympathy and close the case, {day}"),
    later("A nurse joins this call now; then: {step}"),
    later("Ask where the patient will be on the day; then: {step}"),
    later("Nurse of the {team} team reviews and calls back on {day}"),
    later("Medical director reviews; a nurse calls back on {day}"),
    later("if the team has no place, a cancer centre near home is named"),
    later("{who}, {degree}, {kind}, would be possible: {change}"),
    # how a promise stands
    later("Overdue {minutes} min"),
    later("Overdue {hours} h"),
    later("In {minutes} min"),
    later("Quiet hours there"),
    later("lives in {place}"),
    later("emergency department today"),
    # what if there were more advisors
    later("Calls came: {calls}, {seconds} s each. At work: {advisors}."),
    later("Calls expected: {calls}, {seconds} s each. At work: {advisors}."),
    later("1 advisor"),
    later("{count} advisors"),
    later("{advisors}: too few, the queue would grow without end."),
    later("{advisors}: {share} % within {seconds} s, mean wait {wait} s, busy {busy} %."),
    later("One more advisor would not be enough."),
    later("One more advisor would bring {level}, mean wait {wait} s."),
    later("{share} within {seconds} s needs {advisors}."),
    # how the line stands
    later("line closes {time}"),
    later("line closes in {minutes} min"),
    later("line opens in {minutes} min"),
    later("line opens {time}"),
    later("line closed, opens {weekday} {day} {month} {time}"),
    later("line closed"),
    later("line hours not set"),
    later("weekend"),
    # why something cannot wait
    later("said: “{words}”"),
    later("noted on this case"),
    # how a colleague is there
    later("{now}, then {next}"),
    # what comes next in a case
    later("Booked {at}"),
    later("Call back {at}"),
    # what may not be done now
    later("The patient has died"),
    later("Authority is recorded"),
    later("The patient is calling"),
    later("awaited"),
    later("known"),
    later("It is not known yet whether the caller is the patient"),
    later("Ask: are you calling for yourself?"),
    later("The caller is not the patient and no authority is recorded"),
    later("Ask whether the patient knows and agrees"),
    later("The caller has no authority from the patient yet"),
    later("Take the patient's permission, or a proxy paper"),
    later("{act}; then: {step}"),
    later("an emergency is open: no visit is booked before it is settled"),
    later("the patient is in a hospital now: the transfer desk arranges it"),
    later("children are examined at the first visit"),
    later(
        "acute leukemia is examined in person at once; "
        "a written opinion on the papers stays possible"
    ),
    later("a lump that may be a sarcoma is examined before biopsy or surgery"),
    later("mouth, throat and neck are examined first"),
    later("skin is looked at in the clinic; a photo can be sent before"),
    later("a breast finding is examined first"),
    later("this organ is examined first"),
    # why a call rings here
    later("you know this case"),
    later("first call"),
    later("the cancer is not known yet"),
    later("{group} is your group, level 5"),
    later("{group} level {level}"),
    later("you can help with {group}"),
    later("others of the group are on calls"),
    later("you speak {language}"),
    later("interpreter for {language}"),
    later("urgent"),
    later("waited {time}"),
    later("yours"),
    later("anyone"),
    later("your group"),
    later("level {level}"),
    later("can help"),
    later("interpreter"),
)
"""Every pattern as the catalogue has it; the more exact one of two stands first."""

_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")
_DAY: Final = re.compile(
    r"(\b\d{2} |\b(?=[A-Z]{3} \d{4}\b))(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b"
)
_LIST: Final = " · "
_PARTS: Final = (". ", "; ", later(" or "), ", ")
_KEPT: Final = 4096
_OWN_STEPS: Final = ("Booked ", "Call back ")


def retold(said: str) -> str:
    """An English sentence of the rooms below as the window says it; English stays as it is."""
    words = window_words()
    if words.language == ENGLISH or not said:
        return said
    return _kept(words, said)


def step_words(step: str) -> str:
    """The next step of a case: what was booked or promised is told again, typed words are not."""
    return retold(step) if step.startswith(_OWN_STEPS) else step


@lru_cache(maxsize=_KEPT)
def _kept(words: Words, said: str) -> str:
    if _LIST in said:
        return _LIST.join(_kept(words, part) for part in said.split(_LIST))
    found = _known(words, said) or _by_pattern(words, said) or _in_parts(words, said)
    if not found:
        bare = said.removesuffix(".")
        found = said if bare == said else f"{_kept(words, bare)}."
    return _DAY.sub(lambda day: f"{day[1]}{_month(words, day[2])}", found)


def _known(words: Words, said: str) -> str:
    """Words that the catalogue has as they stand, whatever the case of their first letter."""
    if said in (*DAYS, *MONTHS):
        return words.text(said, DATES)
    bare = said.removesuffix(".")
    for form in (said, bare, bare[:1].lower() + bare[1:], bare[:1].upper() + bare[1:]):
        found = words.text(form)
        if found != form:
            capital = said[:1].isupper()
            found = (found[:1].upper() if capital else found[:1].lower()) + found[1:]
            return found + "." * (said.endswith(".") and not found.endswith("."))
    return ""


def _by_pattern(words: Words, said: str) -> str:
    for text, pattern in _patterns():
        found = pattern.fullmatch(said)
        if found is None or not found.groupdict():
            continue
        filled = {name: _kept(words, value) for name, value in found.groupdict().items()}
        told = words.text(text).format_map(filled)
        return told[:1].upper() + told[1:] if said[:1].isupper() else told
    return ""


def _in_parts(words: Words, said: str) -> str:
    """Sentences one after the other, each told by itself; nothing where none of them is known."""
    for between in _PARTS:
        parts = said.split(between)
        if len(parts) > 1:
            ends = ["." if between == ". " and part != parts[-1] else "" for part in parts]
            told = [_kept(words, part + end) for part, end in zip(parts, ends, strict=True)]
            return (" " if between == ". " else words.text(between)).join(told)
    return ""


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((text, _pattern(text)) for text in SENTENCES)


def _pattern(text: str) -> re.Pattern[str]:
    """The sentence with its places open; its first letter may be a capital."""
    exact = _PLACE.sub(r"(?P<\1>.+?)", re.escape(text))
    return re.compile(f"(?i:{exact[0]}){exact[1:]}" if text[0].isalpha() else exact)


def _month(words: Words, name: str) -> str:
    month = next((one for one in MONTHS if one.upper() == name), name)
    return words.text(month, DATES).upper()
