"""Phone numbers as people say them anywhere in the world."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def read_phone(text: str, country: str = "US") -> str | None:
    """The number in E.164, read as typed in `country`; None where it is no number."""
    try:
        number = phonenumbers.parse(text, country or "US")
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_dialled(text: str, country: str = "US") -> bool:
    """Whether the numbering plan of its country knows the number, typed as in `country`.

    The numbers set aside for stories (555-01xx) count, since demonstrations use no others.
    """
    try:
        number = phonenumbers.parse(text, country or "US")
    except NumberParseException:
        return False
    invented = re.search(r"55501\d\d$", "".join(sign for sign in text if sign.isdecimal()))
    return phonenumbers.is_valid_number(number) or (
        invented is not None and phonenumbers.is_possible_number(number)
    )


def shown_phone(text: str, country: str = "US") -> str:
    """The number in the national form of its country; what is no number of it stays as typed."""
    try:
        number = phonenumbers.parse(text, country or "US")
    except NumberParseException:
        return text
    if not is_dialled(text, country):
        return text
    home = phonenumbers.parse("+12125550100").country_code
    form = (
        PhoneNumberFormat.NATIONAL
        if number.country_code == home
        else PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)


def tail(text: str) -> str:
    """The last seven digits: what two spellings of one number share."""
    return "".join(sign for sign in text if sign.isdigit())[-7:]
