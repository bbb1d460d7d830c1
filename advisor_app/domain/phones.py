"""Phone numbers as people say them anywhere in the world."""

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


def shown_phone(text: str, country: str = "US") -> str:
    """The number in the national form of its country; words that are no number stay."""
    try:
        number = phonenumbers.parse(text, country or "US")
    except NumberParseException:
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
