"""How fast one keystroke is ranked, beside a plain Python pass and SQL over the same roster.

`python -m tests.benchmarks.matcher [--rounds 15]` invents rosters of 1,000 and 10,000 specialists,
and cases of two mixes: selective (few fit) and permissive (many fit). All three give the same
specialists, which is checked. The console gives the full order with every criterion of everybody
and whom one change would let in, and puts the first ten into words; the plain pass gives the failed
criteria as bits and eleven shares a specialist; SQL gives the first twenty and no reason. Times are
of the processor, so that other work of the machine does not count.
"""

import argparse
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from random import Random
from statistics import median
from time import process_time

from advisor_app.domain.people import Licence, Practitioner, Roster, VisitMode
from advisor_app.matching.candidates import ranked_at
from advisor_app.matching.closeness import also_families
from advisor_app.matching.expertise import read_expertise
from advisor_app.matching.phrases import matched
from advisor_app.matching.ranking import RankedRoster
from advisor_app.matching.wishes import Wishes
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.routes import route
from tests.benchmarks.figures import FRAME_MS, Figure
from tests.matching.building import NOW, SITES, knowledge
from tests.matching.labelled import demonstration

SIZES = (1000, 10_000)
KINDS = ("breast_dcis", "lung_nsclc_adeno", "colon", "pancreas_pdac", "prostate", "endometrium")
FAMILIES = ("breast", "lung", "colorectal", "pancreas", "prostate", "uterus")
FIRST_KINDS = ("surgeon", "medical_oncologist", "urologic_surgeon", "gyn_oncologist",
               "radiation_oncologist", "pulmonologist")  # fmt: skip
PLANS = ("commercial_ppo", "medicare_ffs", "medicaid", "hmo_epo")
STATES = ("NY", "NJ", "CT", "FL", "PA")
MODES = (VisitMode.IN_PERSON, VisitMode.VIDEO)
LATEST = 12
"""Days to the next place: nobody is so late that equals would shut them out."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One mix on one roster: how many fit and milliseconds of each way, medians."""

    count: int
    mix: str
    fits: float
    console: float
    plain: float
    sql: float


def figures(quick: bool) -> Iterator[Figure]:
    """Both mixes at both sizes, beside the plain pass and beside their time."""
    for one in _measured(6 if quick else 15):
        yield Figure(
            what=f"{one.count:,} specialists ranked, {one.mix}", beside="plain Python pass",
            limit=one.plain, ours=one.console, unit="ms cpu", times=2.5,
        )  # fmt: skip
        limit = 2.0 if one.count == SIZES[0] else FRAME_MS
        yield Figure(
            what=f"{one.count:,} specialists ranked, {one.mix}", limit=limit, ours=one.console,
            beside="2 ms" if one.count == SIZES[0] else "a frame", unit="ms cpu",
        )  # fmt: skip


def main() -> None:
    """Measure both mixes at both sizes, and print a line each."""
    print("specialists  mix         fit (median)  console ms   plain ms  ratio   SQL ms")
    for one in _measured(_options().rounds):
        line = f"{one.count:11,}  {one.mix:10}  {one.fits:12.0f}  {one.console:10.2f}"
        print(f"{line} {one.plain:10.2f} {one.console / one.plain:6.2f} {one.sql:8.2f}")


def _measured(rounds: int) -> Iterator[Ranked]:
    for count in SIZES:
        people = invented(count, Random(1))
        roster = Roster(practitioners=people, sites=SITES, version="invented")
        ranked, plain, sql = RankedRoster(knowledge(), roster), Plain(people), Sql(people)
        for mix in ("selective", "permissive"):
            told = [_case(mix, number) for number in range(rounds)]
            fits = [_checked(ranked, plain, sql, *one) for one in told]
            times = [_timed(way, told) for way in (_console(ranked), plain.rank, sql.rank)]
            yield Ranked(count, mix, median(fits), *(1000 * median(one) for one in times))


def invented(count: int, chance: Random) -> tuple[Practitioner, ...]:
    """Specialists with everything drawn by lot; the same for the same seed."""
    given = [one for one in demonstration().practitioners if "*" not in one.families]
    found = []
    for number in range(count):
        focus = chance.sample(chance.choice(given).focus, 2)
        found.append(
            Practitioner(
                id=f"role-{number:05d}",
                name=f"Dr Role{number:05d}",
                kind=chance.choice(FIRST_KINDS),
                team="BREAST",
                families=tuple(chance.sample(FAMILIES, chance.choice((1, 2, 3)))),
                focus=tuple(focus),
                setting=chance.choice(("any", "localized", "advanced")),
                new_patients_per_year_in_focus=chance.randrange(400),
                sites=tuple(chance.sample([site.id for site in SITES], chance.choice((1, 2)))),
                licences=tuple(
                    Licence(state=s)
                    for s in ("NY", *chance.sample(STATES[1:], chance.choice((1, 2, 3))))
                ),
                visit_modes=MODES if chance.random() < 0.7 else MODES[:1],
                languages=("en", *chance.sample(("es", "zh", "ru"), 1)),
                gender=chance.choice(("woman", "man")),
                payers=tuple(chance.sample(PLANS, chance.choice((2, 3)))),
                min_age=chance.choice((None, 18)),
                next_available_days=chance.randrange(LATEST + 1),
                panel_load=chance.random(),
                accepting=chance.random() < 0.9,
            )
        )
    return tuple(found)


def _case(mix: str, number: int) -> tuple[Facts, Wishes]:
    """One case: facts that differ each time, as a new answer makes them."""
    kind, chance = KINDS[number % len(KINDS)], Random(number)
    told = knowledge().catalogue.kinds[kind]
    facts = Facts(
        today=NOW.date(),
        family=told.family,
        families=(told.family,),
        team=told.team,
        kind=kind,
        kind_name=told.name,
        nodes=frozenset((kind, *knowledge().catalogue.ancestors(kind))),
        status="newly_diagnosed_untreated",
        tissue="taken",
        age=40 + number,
        services=("full_consult",),
        words=f" told {number} ",
    )
    if mix == "permissive":
        return facts, Wishes(plan=PLANS[number % 4], payers=frozenset({PLANS[number % 4]}))
    return facts, Wishes(
        plan="hmo_epo",
        payers=frozenset({"hmo_epo"}),
        gender="woman",
        gender_required=True,
        travel=frozenset({chance.choice(("nj", "westchester"))}),
        mode="video",
        place=f"US-{chance.choice(('CT', 'PA'))}",
        language="es",
    )


Rank = Callable[[Facts, Wishes], Sequence[str]]


def _console(ranked: RankedRoster) -> Rank:
    def rank(facts: Facts, wishes: Wishes) -> Sequence[str]:
        ranking = ranked.rank(facts, wishes, NOW)
        first = [ranked_at(ranking, place) for place in range(min(10, len(ranking.order)))]
        for one in first:
            matched(one, one.case.offer.site if one.case.offer else "", first[0])
        assert len(ranking.judgement.alone) > 8
        return ranking.ids(len(ranking.order))

    return rank


class Plain:
    """One pass over everybody: every criterion as a bit, and the shares of who fails none."""

    def __init__(self, people: Sequence[Practitioner]) -> None:
        self._people = [
            (
                one,
                set(one.families),
                set(one.payers),
                {own.state for own in one.licences},
                set(one.sites),
                _named(one),
            )
            for one in people
        ]
        self._sites = {site.id: site for site in SITES}

    def rank(self, facts: Facts, wishes: Wishes) -> Sequence[str]:
        """The ids of who fits, best first."""
        routing = route(facts, knowledge().routes)
        families = {facts.family} | also_families(facts, knowledge())
        around = _around(facts.kind)
        state, fitting, alone = wishes.place[3:], [], {}
        for one, own, payers, states, sites, named in self._people:
            in_person = any(self._can_come(site, states, wishes) for site in sites)
            video = VisitMode.VIDEO in one.visit_modes and (not state or state in states)
            failed = (
                (not one.accepting)
                | (not (own & families or named & around)) << 1
                | (one.kind not in routing.kinds) << 2
                | (one.min_age is not None and facts.age is not None and facts.age < one.min_age)
                << 3
                | (not in_person and not video) << 4
                | (not payers & wishes.payers) << 5
                | (wishes.gender_required and one.gender != wishes.gender) << 6
            )
            if failed:
                if not failed & (failed - 1):
                    alone[one.id] = failed
                continue
            volume, days = one.new_patients_per_year_in_focus or 0, one.next_available_days or 0
            shares = (
                34.0 if facts.kind_name in one.focus else 16.0,
                12.0 if one.setting == "any" else 8.0,
                min(14.0, 14 * log(1 + volume) / log(390)),
                16 * (1 - days / 28),
                8.0 if in_person else 4.0,
                5.0 if one.name in wishes.known_doctors else 0.0,
                3.0 if wishes.language in one.languages else 0.0,
                4.0 if one.gender == wishes.gender else 0.0,
                15.0 if wishes.named and wishes.named in one.name else 0.0,
                -8.0 * max(0.0, (one.panel_load or 0.0) - 0.85) / 0.15,
                0.0 if one.kind in routing.first else -10.0,
            )
            fitting.append((-sum(shares), days, one.id))
        fitting.sort()
        return [id_ for _, _, id_ in fitting]

    def _can_come(self, site_id: str, states: set[str], wishes: Wishes) -> bool:
        site = self._sites[site_id]
        if site.state not in states:
            return False
        region = {"NJ-MO": "nj", "LI-CO": "long_island", "WC": "westchester"}.get(site_id, "main")
        return wishes.travel is None or region in wishes.travel


class Sql:
    """The same over tables with indexes in SQLite: the first twenty, and no reason."""

    def __init__(self, people: Sequence[Practitioner]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.executescript(
            "create table role (id text primary key, kind, accepting, min_age, gender, days,"
            " volume, load, video); create table has (role, what, value);"
            "create index by_value on has (what, value, role);"
            "create index by_role on has (role, what);"
        )
        for one in people:
            self._base.execute(
                "insert into role values (?,?,?,?,?,?,?,?,?)",
                (one.id, one.kind, one.accepting, one.min_age, one.gender, one.next_available_days,
                 one.new_patients_per_year_in_focus, one.panel_load,
                 VisitMode.VIDEO in one.visit_modes),
            )  # fmt: skip
            for what, values in (("family", one.families), ("node", _named(one)),
                                 ("payer", one.payers),
                                 ("state", [own.state for own in one.licences]),
                                 ("site", one.sites)):  # fmt: skip
                rows = [(one.id, what, value) for value in values]
                self._base.executemany("insert into has values (?,?,?)", rows)
        self._base.execute("analyze")

    def rank(self, facts: Facts, wishes: Wishes) -> Sequence[str]:
        """The ids of the first twenty."""
        return self._ask(facts, wishes, "limit 20")

    def fitting(self, facts: Facts, wishes: Wishes) -> Sequence[str]:
        """The ids of everybody who fits."""
        return self._ask(facts, wishes, "")

    def _ask(self, facts: Facts, wishes: Wishes, limit: str) -> Sequence[str]:
        kinds = sorted(route(facts, knowledge().routes).kinds)
        families = sorted({facts.family} | also_families(facts, knowledge()))
        nodes = sorted(_around(facts.kind))
        regions = {"nj": "NJ-MO", "westchester": "WC", "long_island": "LI-CO", "main": "MAIN"}
        sites = [regions[one] for one in wishes.travel or regions]
        states = {"NJ-MO": "NJ"}
        in_person = " or ".join(
            f"(has.value = '{site}' and exists (select 1 from has h where h.role = role.id"
            f" and h.what = 'state' and h.value = '{states.get(site, 'NY')}'))"
            for site in sites
        )
        licensed = "exists (select 1 from has h where h.role = role.id and h.what = 'state'"
        video = f"{licensed} and h.value = '{wishes.place[3:]}')" if wishes.place else "1"
        asked = (
            "select role.id from role where accepting and kind in (%s) and id in"
            " (select role from has where what = 'family' and value in (%s) union"
            " select role from has where what = 'node' and value in (%s)) and exists"
            " (select 1 from has where role = role.id and what = 'payer' and value = ?)"
            " and (min_age is null or min_age <= ?) and (? = '' or gender = ?)"
            " and ((video and %s) or exists (select 1 from has where has.role = role.id"
            " and has.what = 'site' and (%s))) order by 14.0 * ln(1 + volume) / 6"
            " + 16 * (1 - days / 28.0) - 8 * max(0, load - 0.85) / 0.15 desc, days, id " + limit
        ) % (_listed(kinds), _listed(families), _listed(nodes), video, in_person)
        wanted = wishes.gender if wishes.gender_required else ""
        given = (next(iter(wishes.payers)), facts.age, wanted, wanted)
        return [row[0] for row in self._base.execute(asked, given)]


@cache
def _named(one: Practitioner) -> frozenset[str]:
    """The kinds that a specialist names: seen whatever the families."""
    return frozenset(node for node, _ in read_expertise(one, knowledge()).nodes)


@cache
def _around(kind: str) -> frozenset[str]:
    """The kind of a case, what it stands under, and what stands under it; no root above it."""
    tree = knowledge().catalogue
    below = {one for one in tree.kinds if kind in tree.ancestors(one)}
    above = set(tree.ancestors(kind)) - {tree.family_of(kind)}
    return frozenset({kind} | above | below)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _checked(ranked: RankedRoster, plain: Plain, sql: Sql, facts: Facts, wishes: Wishes) -> int:
    """How many fit, where all three agree who does."""
    ours = set(_console(ranked)(facts, wishes))
    assert ours == set(plain.rank(facts, wishes)) == set(sql.fitting(facts, wishes))
    return len(ours)


def _timed(rank: Rank, told: Sequence[tuple[Facts, Wishes]]) -> list[float]:
    """The time of each case, whose words no earlier question has told."""
    times = []
    for number, (facts, wishes) in enumerate(told):
        fresh = replace(facts, words=f" {id(rank)} {number} ", age=(facts.age or 0) + 30)
        began = process_time()
        rank(fresh, wishes)
        times.append(process_time() - began)
    return times


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="how fast one keystroke is ranked")
    parser.add_argument("--rounds", type=int, default=30, help="cases of each mix")
    return parser.parse_args()


if __name__ == "__main__":
    main()
