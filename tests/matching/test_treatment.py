"""Where treatment is done, apart from the first visit; miles; one specialist asked for by name."""

from dataclasses import replace

from advisor_app.domain.people import Licence, Practitioner, Roster, Site
from advisor_app.matching.expertise import Expertise, read_expertise
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import Exclusion, Match, MatchResult
from advisor_app.matching.treatment import treatment_site
from tests.matching.building import NOW, SITES, case, doctor, everybody, knowledge

DOES = {"MAIN": ("consult", "surgery", "infusion"), "NJ-MO": ("consult", "infusion")}
HOUSES = {site.id: replace(site, does=DOES.get(site.id, ())) for site in SITES}
DCIS = {
    "dx.rows/1/kind": "breast_dcis",
    "status.code": "newly_diagnosed_untreated",
    "res.address": {"postal_code": "07701"},
    "res.state": "NJ",
}


def ranked_at(*people: Practitioner) -> MatchResult:
    """The case by these people at the houses above."""
    roster = Roster(practitioners=people, sites=tuple(HOUSES.values()))
    return Matcher(knowledge(), roster).rank(case(DCIS), NOW)


def read(one: Practitioner) -> Expertise:
    """The specialist as the matcher reads them."""
    return read_expertise(one, knowledge())


def test_a_kind_in_other_words_treats_as_its_kind_does() -> None:
    chest = doctor("chest", "thoracic_surgeon", "THORACIC", "lung", sites=("NJ-MO",))
    assert treatment_site(read(chest), ("surgery",), "NJ-MO", HOUSES, "07701") == "MAIN"


def test_an_operation_is_where_there_is_a_theatre() -> None:
    near = doctor("near", "surgeon", "BREAST", "breast", sites=("NJ-MO",),
                  licences=(Licence(state="NJ"),))  # fmt: skip
    match = ranked_at(near).matches[0]
    assert (match.site, match.treatment_site) == ("NJ-MO", "MAIN")
    assert match.miles == 0


def test_a_site_that_does_it_is_the_first_visit_itself_and_nothing_known_says_nothing() -> None:
    drugs = doctor("drugs", "medical_oncologist", "BREAST", "breast", sites=("NJ-MO",))
    assert treatment_site(read(drugs), ("infusion",), "NJ-MO", HOUSES, "07701") == "NJ-MO"
    bare = {"X": Site(id="X", name="X")}
    assert treatment_site(read(drugs), ("infusion",), "X", bare, "") == ""
    gene = doctor("gene", "genetic_counselor", "GENETICS", "*")
    assert treatment_site(read(gene), (), "MAIN", HOUSES, "") == ""


def test_anybody_is_told_of_by_name_as_the_whole_list_would() -> None:
    matcher = Matcher(knowledge(), Roster(practitioners=everybody(), sites=SITES))
    result = matcher.rank(case(DCIS), NOW)
    listed: dict[str, Match | Exclusion] = {one.id: one for one in result.matches}
    listed |= {one.id: one for one in result.excluded}
    assert len(listed) == len(everybody())
    for id_, one in listed.items():
        assert matcher.asked_for(result, id_) == one
    assert matcher.asked_for(result, "nobody") is None
