"""Tells a disease that came back from a result that did: "the biopsy came back as DCIS"."""

import re
from typing import Final

RECURRENCE: Final = "recurrence_or_progression"
"""The status of a patient whose cancer returned or grew."""

_RESULT: Final = re.compile(
    r"\b(?:biops\w+|results?|tests?|testing|scans?|mris?|cts?|pet|x ?rays?|mammograms?|ultrasound"
    r"|patholog\w+|path|reports?|labs?|lab ?work|blood ?work|blood|counts?|psa|pap|smears?"
    r"|markers?|ca \d+(?:[ -]\d+)?|cea|afp|calcium|cytology|cultures?|margins?|slides?|box|fit"
    r"|colonoscopy|endoscopy|genetics?|biopsia|resultados?|prueba)"
    r"(?:\W+(?:it|they|that|which|and|has|have|had|just|all|also|finally|only)\b)*\W*$",
    re.IGNORECASE,
)
_READ_AS: Final = re.compile(
    r"\W*(?:all\s+|both\s+|as\b|positiv|negativ|benign|malignan|abnormal|normal|clean\b|clear\b"
    r"|fine\b|ok\b|okay\b|good\b|bad\b|inconclusive|suspicious|atypical|equivocal|high\b|low\b"
    r"|elevated|bi ?-?rads|at \d|\d|today\b|yesterday\b|and (?:it|they)\b)",
    re.IGNORECASE,
)
_REACH: Final = 160
"""Signs before "came back" in which the test is looked for; a long story is read once, not for
each of its returns."""
_NEVER: Final = re.compile(r"\b(?:never|not|hasn'?t|didn'?t|nunca|no)\W+$", re.IGNORECASE)
_CAME: Final = re.compile(r"\b(?:c[ao]me|is|are) back\b|\bvolvi[oó]\b", re.IGNORECASE)


def is_a_result(text: str, start: int, end: int) -> bool:
    """Whether the words "came back" at `start` to `end` are told of a test, not of a disease."""
    return bool(_RESULT.search(text[max(0, start - _REACH) : start]) or _READ_AS.match(text, end))


def is_a_return(text: str, start: int, end: int) -> bool:
    """Whether words that say "came back" tell that the disease did: no test, and not "never"."""
    return not is_a_result(text, start, end) and not _NEVER.search(text[:start][-_REACH:])


def without_results(words: str) -> str:
    """The words without each "came back" of a test."""
    kept, until = [], 0
    for found in _CAME.finditer(words):
        if is_a_result(words, found.start(), found.end()):
            kept.append(words[until : found.start()])
            until = found.end()
    return "".join((*kept, words[until:]))
