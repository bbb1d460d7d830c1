"""A reprint shows what changed since the copy that this receiver holds, not since any other."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from advisor_app.bootstrap.demonstration import act_of, demonstration_start, desk_advisor
from advisor_app.bootstrap.house import House, demonstration_house
from advisor_app.bootstrap.papers import HousePapers
from advisor_app.domain.answers import Source, Statement
from advisor_app.domain.case import Case, Edit
from advisor_app.domain.values import parts
from advisor_app.exchange.case_file import read_case
from advisor_app.services.summaries import receiver_of
from tests.documents.conftest import CASES, NOW


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """The invented centre."""
    made = demonstration_house(demonstration_start(NOW))
    yield made
    made.close()


def page_one(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_the_bars_compare_with_the_copy_of_the_one_who_gets_it(house: House) -> None:
    me = desk_advisor(house)
    act = replace(act_of(me, house.now), reason="for the receiving physician")
    papers = HousePapers(house, me)
    first, other = house.roster.practitioners[:2]
    intake = read_case((CASES / "dcis-new-jersey.json").read_text(encoding="utf-8")).intake
    number = house.cases.create(act, intake, owner=me.id).number

    def tell(path: str, value: object) -> Case:
        statement = Statement(value=value, source=Source.PATIENT_STATED)
        case = house.cases.open(act, number)
        edit = Edit(
            id=f"{path} {case.revision}",
            path=path,
            statements=(statement,),
            base=case.revision,
        )
        house.cases.save(act, number, (edit,))
        return house.cases.open(act, number)

    def goes_out(to: str) -> str:
        case = tell("out.match", parts(id=to))
        match = house.matcher.rank(case.intake, house.now)
        paper = papers.summary(act, case, match, size="letter")
        house.summaries.issue(
            act,
            number,
            case.revision,
            paper.digest,
            pdf=paper.pdf,
            recipient=receiver_of(case.intake),
        )
        return page_one(paper.pdf)

    assert "left bar" not in goes_out(first.id)
    assert "left bar" not in goes_out(other.id)  # they hold no copy yet
    tell("med.anticoagulant", parts(code="warfarin"))
    again = goes_out(first.id)
    assert "left bar new or changed since v1 of" in again
    assert f"which {first.name} holds" in again
    assert "v3 of" in again
    assert "replaces v2" in again
    assert "since v2 of" in goes_out(other.id)
    assert "since v3 of" in goes_out(first.id)
