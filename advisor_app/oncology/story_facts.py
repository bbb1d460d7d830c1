"""Facts that a story states in fixed forms: age, sex, stage, side, results of markers."""

import re
from collections.abc import Iterator
from typing import Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.search import Reading
from advisor_app.oncology.words import PhraseTable, phrases_in

_OLDEST: Final = 110
_SHORT_MARKER: Final = 4
_SEXES: Final = {"f": "female", "female": "female", "woman": "female", "w": "female",
                 "m": "male", "male": "male", "man": "male"}  # fmt: skip
_KIN: Final = (
    r"mom|mother|mum|mama|dad|father|papa|wife|husband|sister|brother|son|daughter|aunt|uncle"
    r"|patient|friend|cousin|grandmother|grandfather|grandma|grandpa|boyfriend|girlfriend"
    r"|madre|padre"
)
_NOT_YEARS: Final = (
    r"\b(?!\s*(?:weeks?|months?|days?|times|percent|%|cm|mm|\d|ago|cycles|out\s+of))"
)
_AGES: Final = tuple(
    re.compile(pattern, re.IGNORECASE if small else 0)
    for small, pattern in (
        (True, r"\b(?P<age>\d{1,3})\s*-?\s*(?:years?|yrs?|yr)\s*-?\s*(?:old|young)\b"),
        (
            False,
            r"\b(?P<age>\d{1,3})\s*-?\s*(?:y/?o|y\.o\.?|yo)(?=\W|$|[MFmf]\b)"
            r"(?:\s*(?P<sex>[MFmf])\b)?",
        ),
        (False, r"\b(?P<age>\d{1,3})\s?(?P<sex>[MF])\b|\b(?P<sex2>[MF])\s?(?P<age2>\d{2})\b"),
        (True, r"\b(?P<age>\d{2,3})\s+(?:year\s+)?(?P<sex>female|male|woman|man)\b"),
        (True, r"\b(?:age|aged|edad)\s*:?\s*(?P<age>\d{1,3})\b"),
        (True, r"\b(?P<age>\d{1,3})\s+(?:años|anos)\b"),
        (True, r"\b(?:mr|mrs|ms|sr|sra)\.?\s+\w+\.?,\s+(?P<age>\d{2,3})\b(?=\s*[,.;]|\s+with)"),
        (True, r"\b(?:hombre|mujer|paciente|se[ñn]ora?|ni[ñn][oa])\s+de\s+(?P<age>\d{1,3})\b"),
        (
            True,
            rf"\b(?:{_KIN})(?:[ -]in[ -]law)?"
            r"(?:,|\s+is|\s+aged|'s|\s+just turned|\s+turned|\s+who is)?"
            rf"\s+(?P<age>\d{{1,3}}){_NOT_YEARS}",
        ),
        (
            True,
            r"\b(?:i am|i'm|she is|she's|he is|he's|turned|just turned)\s+(?P<age>\d{1,3})"
            + _NOT_YEARS,
        ),
    )
)
_STAGE: Final = re.compile(
    r"\b(?:stages?|stg|st|etapa|estadio)\.?\s*-?\s*"
    r"(?P<stage>zero|one|two|three|four|cero|uno|dos|tres|cuatro|IV|III|II|I|[0-4])"
    r"(?:\s?-?\s?(?P<letter>[ABCabc]\d?))?(?!\w)(?:\s+or\s+(?:[0-4]?[ABCabc]|[IV]+|[0-4])\b)?"
    r"|\b(?:extensive|limited)[ -]stage\b",
    re.IGNORECASE,
)
_BARE_STAGE: Final = re.compile(r"\b(?:III|IV|II|I)[ABC][1-3]?\b")
_SIDE: Final = re.compile(
    r"\b(?P<side>left|right|both|izquierd[oa]|derech[oa]|bilateral)\b[\s-]*(?:side\s+)?(?:of\s+)?"
    r"(?:her\s+|his\s+|my\s+|the\s+)?(?:upper\s+|lower\s+)?"
    r"(?:breasts?|boob|lungs?|kidneys?|ovary|ovaries|testicles?|testis|ball|eye|adrenal|ureter"
    r"|tonsil|parotid|side|seno|mama|pulm[oó]n|riñ[oó]n|ear|thigh|leg|arm|lobe|femur|tibia|calf"
    r"|knee|hip|shoulder|foot|hand|neck|groin|armpit|jaw|cheek|flank|shin|forearm|buttock|heel"
    r"|mastectom\w+|lumpectom\w+|nephrectom\w+|orchiectom\w+|oophorectom\w+|adrenalectom\w+"
    r"|lobectom\w+|hemicolectom\w+|axilla|vocal cord"
    r"|ureter|renal|testicular|adnexa\w*|pierna|brazo|ojo|ovario|test[ií]culo)\b"
    r"|\b(?:breast|lung|kidney|ovary|testicle|eye|seno|mama|pecho|pulm[oó]n|riñ[oó]n|ovario|ojo"
    r"|test[ií]culo|tiroides|pierna|brazo)\s+(?P<side2>left|right|izquierd[oa]|derech[oa])\b"
    r"|\bon the (?P<side3>left|right)(?: side)?\b",
    re.IGNORECASE,
)
_SHORT_SIDE: Final = re.compile(
    r"\b(?P<before>[LR])\.?\s+(?:(?:distal|proximal|upper|lower)\s+)?(?:breast|lung|kidney|ovary|testicle|testis|eye|adrenal|thigh|leg|arm"
    r"|calf|knee|hip|shoulder|neck|tonsil|parotid|femur|upper lobe|lower lobe)\b"
    r"|\b(?:breast|lung|kidney|ovary|testicle|testis|eye|adrenal)\s+(?P<after>[LR])\b"
)
_SIDES: Final = {
    "left": "left", "right": "right", "both": "both", "bilateral": "both", "izquierdo": "left",
    "izquierda": "left", "derecho": "right", "derecha": "right", "l": "left", "r": "right",
}  # fmt: skip
_NO_ORGAN: Final = frozenset({"side", "of", "on", "the", "her", "his", "my", "upper", "lower", "."})
_SAME_ORGAN: Final = {
    "boob": "breast", "seno": "breast", "mama": "breast", "pecho": "breast", "mastectomy": "breast",
    "lumpectomy": "breast", "renal": "kidney", "nephrectomy": "kidney", "riñón": "kidney",
    "testicle": "testi", "testicular": "testi", "ball": "testi", "ovarie": "ovary",
    "pulmón": "lung", "lobectomy": "lung", "lobe": "lung",
}  # fmt: skip
_VALUE: Final = re.compile(
    r"\s*(?:gene|status|score|level|is|was|of|:|=|came back|test(?:ed)?|mutation status|expression"
    r"|antigen|at|went up to|went to|jumped to|up to|\s)*\s*"
    r"(?P<value>positive|negative|pos\b|neg\b|\+{1,3}|-(?=[\s,;.]|$)|[0-3]\+|mutat\w*"
    r"|wild[ -]?type|wt\b|amp(?:l|lified)?\b|overexpressed|equivocal|pending|deficient|intact"
    r"|stable|high|low|(?:un)?meth(?:ylated)?\b"
    r"|rearrang\w*|fusion|carrier|ex(?:on)? ?\d+(?: ?(?:del(?:etion)?|ins(?:ertion)?|mutation"
    r"|positive|skip(?:ping)?)\w*)?"
    r"|G1[23]\w|V600\w?|L858R|[<>]?\s?\d[\d,]*(?:\.\d+)?\s?%?)",
    re.IGNORECASE,
)
_PSA: Final = re.compile(r"\bPSA\b[^.\d]{0,25}?(?P<number>\d+(?:\.\d+)?)", re.IGNORECASE)
_SHORT_STAGE: Final = re.compile(r"st(?:g)?\.?\s*-?\s*(?=[\dIV])", re.IGNORECASE)
_RESULTS: Final = {"+": "positive", "pos": "positive", "-": "negative", "neg": "negative",
                   "carrier": "positive"}  # fmt: skip


def ages(text: str) -> Iterator[Chip]:
    """Age in years, with the sex where both stand together ("62F")."""
    for pattern in _AGES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            age = int(parts.get("age") or parts.get("age2") or 0)
            sex = _SEXES.get((parts.get("sex") or parts.get("sex2") or "").casefold())
            if 0 < age <= _OLDEST:
                yield chip("patient.age", age, text, found.start(), found.end())
                if sex:
                    yield chip("patient.sex_at_birth", sex, text, found.start(), found.end())


def stages(text: str) -> Iterator[Chip]:
    """The stage in the words told; it is never turned into a code."""
    for found in _STAGE.finditer(text):
        words = found.group()
        short = _SHORT_STAGE.match(words)
        value = "stage " + words[short.end() :] if short else words
        yield chip("dx.rows/*/stage_stated", value, text, found.start(), found.end())
    for found in _BARE_STAGE.finditer("" if text.isupper() else text):
        value = f"stage {found.group()}"
        yield chip("dx.rows/*/stage_stated", value, text, found.start(), found.end())


def sides(text: str) -> Iterator[Chip]:
    """Right, left or both, of an organ or "on the left"; another side only of the same organ."""
    first = ""
    for found in sorted((*_SIDE.finditer(text), *_SHORT_SIDE.finditer(text)), key=_start):
        parts = found.groupdict()
        told = next(part for part in parts.values() if part)
        organ = _organ_beside(found.group(), told)
        first = first or organ
        if not organ or organ == first:
            value = _SIDES[told.casefold()]
            yield chip("dx.rows/*/laterality", value, text, found.start(), found.end())


def _organ_beside(words: str, side: str) -> str:
    """The organ told with a side: "breast" of "my left breasts"; nothing for "on the left"."""
    told = words.casefold().replace(side.casefold(), " ").split()
    organs = [word.removesuffix("s") for word in told if word not in _NO_ORGAN]
    return _SAME_ORGAN.get(organs[-1], organs[-1]) if organs else ""


def _start(found: re.Match[str]) -> int:
    return found.start()


def markers(reading: Reading, names: PhraseTable[str]) -> Iterator[Chip]:
    """A marker, and its result where one follows; a short name needs capitals or a result."""
    text = reading.text
    for first, last, key in phrases_in(reading.words, names):
        start, end = reading.words[first].start, reading.words[last - 1].end
        value = _VALUE.match(text, end)
        short = len("".join(key)) < _SHORT_MARKER
        if value is None and (short or not text[start:end].isupper()):
            continue
        stop = value.end() if value else end
        yield chip("bio.rows/*/marker", names[key], text, start, stop)
        if value:
            yield chip("bio.rows/*/value", _result(value["value"]), text, start, stop)
    for found in _PSA.finditer(text):
        value_told = [f"PSA {found['number']}"]
        yield chip("dx.rows/*/psa_series", value_told, text, found.start(), found.end())


def _result(told: str) -> str:
    told = told.strip(" ,")
    return _RESULTS.get(told.casefold(), told)
