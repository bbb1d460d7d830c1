"""The number that a caller is given instead of an arranged review."""

import pytest

from advisor_app.domain.direct_contact import contact_was_given, direct_contact
from advisor_app.domain.intake import Intake
from advisor_app.exchange.case_file import read_case

NUMBERS = {"pathology_desk": "(212) 555-0104", "radiology_desk": ""}


def wanted(*services: str, route: str = "we_arrange") -> Intake:
    return read_case({"svc": {"types": list(services), "route": route}}).intake


@pytest.mark.parametrize(
    ("services", "line"),
    [
        (("pathology_review",), "Pathology (212) 555-0104"),
        (("radiology_review",), "Radiology number: not set by the centre"),
        (
            ("radiology_review", "pathology_review", "full_consult"),
            "Pathology (212) 555-0104. Radiology number: not set by the centre",
        ),
        (("full_consult",), ""),
    ],
)
def test_each_department_asked_for_has_its_number_or_says_it_has_none(
    services: tuple[str, ...], line: str
) -> None:
    assert direct_contact(wanted(*services), NUMBERS) == line


def test_only_direct_contact_gives_the_number_out() -> None:
    assert contact_was_given(wanted("pathology_review", route="direct_contact"))
    assert not contact_was_given(wanted("pathology_review"))
    assert not contact_was_given(Intake())
