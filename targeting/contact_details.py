"""Addresses and numbers by which people are reached, in the one form in which they are compared."""

from __future__ import annotations

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

_PHONE: Final = re.compile(r"\+?[0-9]{7,15}")
_SEPARATORS: Final = re.compile(r"[\s()\-./]")


def normalised_email(text: str) -> str:
    """Return the address as RFC 5321 and 6531 have it, in small letters; nobody is asked whether it exists.

    Raises:
        ValueError: it isn't one; the message says why, for people to read.
    """
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None
    return checked.normalized.lower()


def normalised_phone(text: str) -> str:
    """Return the 7 to 15 digits of a number (E.164), after its + if it has one.

    Raises:
        ValueError: it isn't one; the message says what would be.
    """
    digits = _SEPARATORS.sub("", text)
    if not _PHONE.fullmatch(digits):
        raise ValueError(
            "Give 7 to 15 digits, after a + if they begin with the country: +90 212 555 01 01."
        )
    return digits
