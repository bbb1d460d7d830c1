"""Names of patients and of the staff, as lists show them."""

from advisor_app.domain.case import CaseCard


def name_of(card: CaseCard) -> str:
    """The patient as lists show them: `DOE, Jane`; the number where no name is known."""
    family = card.family_name.upper()
    if family and card.given_names:
        return f"{family}, {card.given_names}"
    return family or card.given_names or card.number


def short_name(name: str) -> str:
    """An advisor's name without the letters after it: `D. Vance`."""
    return name.partition(",")[0]
