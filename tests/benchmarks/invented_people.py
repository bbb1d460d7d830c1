"""Invented people by the hundred thousand, and the slips with which they are told again.

The slips are those of typing and of the telephone, drawn by chance; they know nothing of how the
console looks for people.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

_COMMON: Final = """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez
    gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white
    harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres
    nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts
    gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales
    murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos
    kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes
    price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry
    russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons
    romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west
    cole hayes bryant herrera gibson ellis tran medina cohen goldberg kowalski novak ivanov
    chen wang zhang li liu singh kaur khan ahmed hussein ali rossi esposito silva santos
    fernandes park choi tanaka
""".split()  # noqa: SIM905
_GIVEN: Final = """
    james mary robert patricia john jennifer michael linda david elizabeth william barbara
    richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy
    matthew betty anthony margaret mark sandra donald ashley steven kimberly paul emily andrew
    donna joshua michelle kenneth carol kevin amanda brian dorothy george melissa timothy
    deborah ronald stephanie edward rebecca jason sharon jeffrey laura ryan cynthia jacob
    kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela
    justin emma scott nicole brandon helen benjamin samantha samuel katherine gregory
    christine alexander debra frank rachel patrick carolyn raymond janet jack catherine dennis
    maria jerry heather tyler diane aaron ruth jose julie adam olivia nathan joyce henry
    virginia douglas victoria zachary juan luis carlos miguel francisco rosa carmen teresa
    guadalupe elena olga irina dmitri sergei mohammed fatima ahmed wei ming xin jun hiroshi
    yuki priya anil sunita rajesh giovanni lucia
""".split()  # noqa: SIM905
_CALLED: Final = {
    "william": "bill", "robert": "bob", "richard": "dick", "elizabeth": "betty", "james": "jim",
    "margaret": "peggy", "john": "jack", "michael": "mike", "patricia": "pat", "jose": "pepe",
    "francisco": "paco", "thomas": "tom", "katherine": "kate", "catherine": "cathy",
    "joseph": "joe", "charles": "chuck", "edward": "ted", "susan": "sue", "barbara": "barb",
    "deborah": "debbie", "dmitri": "dima", "olga": "olya", "alexander": "sasha",
    "dorothy": "dot", "nicholas": "nick", "guadalupe": "lupe", "andrew": "andy",
}  # fmt: skip
_SYLLABLES: Final = """
    ba be bo bra ca co cre da del di do fa fer fi ga go gra ha hel ho ja ka kar ki ko kra la
    le lin lo lu ma mer mi mo na ne no o pa per po ra ri ro sa schi se so ste ta te tor tu va
    ver vi wa wen
""".split()  # noqa: SIM905
_ENDS: Final = """
    n r s nd rt ski son man berg ez ini ova off ell ley ck tz
""".split()  # noqa: SIM905
_BESIDE: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
_FIRST_DAY: Final = date(1926, 1, 1)
_DAYS: Final = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented person as told: names, day of birth and phone, each perhaps not told ("")."""

    family: str
    given: str
    born: date | None
    phone: str


def people(count: int, chance: Random) -> list[Invented]:
    """So many people; names are as uneven as in life, one phone in seven is shared."""
    rare = sorted({_made_up(chance) for _ in range(max(200, count // 4))})
    common_weights = list(accumulate(1 / (rank + 3) for rank in range(len(_COMMON))))
    given_weights = list(accumulate(1 / (rank + 10) for rank in range(len(_GIVEN))))
    phones = _phones(count, chance)
    made: list[Invented] = []
    for number in range(count):
        if chance.random() < 0.55:
            family = chance.choices(_COMMON, cum_weights=common_weights)[0]
        else:
            family = chance.choice(rare)
        given = chance.choices(_GIVEN, cum_weights=given_weights)[0]
        if chance.random() < 0.2:
            given += " " + chance.choice(_GIVEN)
        shared = made and chance.random() < 1 / 7
        phone = chance.choice(made).phone if shared else phones[number % len(phones)]
        born = _FIRST_DAY + timedelta(days=int(chance.triangular(0, _DAYS, _DAYS * 0.35)))
        made.append(Invented(family=family, given=given, born=born, phone=phone))
    return made


def told_again(person: Invented, chance: Random) -> Invented:
    """The same person as somebody types them on another day: at least one slip, often several."""
    told = person
    while told == person:
        told = _phone_told(_born_told(_name_told(person, chance), chance), chance)
    return told


def _name_told(person: Invented, chance: Random) -> Invented:
    if chance.random() > 0.8:
        return person
    kind = chance.choices(("slip", "two", "called", "crossed", "initial"), (58, 14, 14, 10, 4))[0]
    first = person.given.split()[0]
    if kind == "called":
        return replace(person, given=_CALLED.get(first, first))
    if kind == "crossed":
        return replace(person, given=person.family, family=first)
    if kind == "initial":
        return replace(person, given=first[0])
    if kind == "two":
        return replace(person, family=_slip(person.family, chance), given=_slip(first, chance))
    if chance.random() < 0.6:
        return replace(person, family=_slip(person.family, chance))
    return replace(person, given=_slip(first, chance))


def _slip(word: str, chance: Random) -> str:
    place = chance.randrange(len(word))
    letter = word[place]
    kind = chance.choice(("drop", "double", "swap", "beside", "vowel"))
    if kind == "drop" and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + letter + word[place:]
    if kind == "swap" and place:
        return word[: place - 1] + letter + word[place - 1] + word[place + 1 :]
    if kind == "vowel" and letter in "aeiou":
        return word[:place] + chance.choice("aeiou") + word[place + 1 :]
    return word[:place] + chance.choice(_BESIDE.get(letter, "e")) + word[place + 1 :]


def _born_told(person: Invented, chance: Random) -> Invented:
    born = person.born
    if born is None or chance.random() > 0.5:
        return person
    kind = chance.choices(
        ("none", "crossed", "digit", "year", "near", "two"), (18, 26, 26, 16, 8, 6)
    )
    parts = [born.year, born.month, born.day]
    match kind[0]:
        case "none":
            return replace(person, born=None)
        case "crossed":
            parts = [born.year, born.day, born.month]
        case "digit":
            place = chance.randrange(3)
            text = list(f"{parts[place]:02d}")
            text[-1 - chance.randrange(min(2, len(text)))] = str(chance.randrange(10))
            parts[place] = int("".join(text))
        case "year":
            parts[0] += chance.choice((-10, -1, 1, 10))
        case "near":
            parts[1 + chance.randrange(2)] += chance.choice((-1, 1))
        case _:
            parts[1], parts[2] = chance.randint(1, 12), chance.randint(1, 28)
    try:
        return replace(person, born=date(*parts))
    except ValueError:
        return person


def _phone_told(person: Invented, chance: Random) -> Invented:
    kind = chance.choices(("same", "slip", "other", "none"), (40, 12, 28, 20))[0]
    if kind == "slip":
        place = chance.randrange(5, 12)
        phone = person.phone[:place] + str(chance.randrange(10)) + person.phone[place + 1 :]
        return replace(person, phone=phone)
    if kind == "other":
        return replace(person, phone=_phones(1, chance)[0])
    return replace(person, phone="") if kind == "none" else person


def _phones(count: int, chance: Random) -> list[str]:
    """Numbers of the range kept for invented people, under every area code."""
    every = [f"+1{area}55501{line:02d}" for area in range(201, 990) for line in range(100)]
    return chance.sample(every, min(count, len(every)))


def _made_up(chance: Random) -> str:
    body = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((1, 2, 2, 3))))
    return body + chance.choice(_ENDS)
