"""Addresses and numbers in the one form in which they are compared."""

from __future__ import annotations

import pytest

from targeting.contact_details import normalised_email, normalised_phone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0800 123 4567", "08001234567"),
        ("+90.532.000.00.00", "+905320000000"),
        ("(+49) 30/1234567", "+49301234567"),
    ],
)
def test_phone_number_is_its_digits(text: str, expected: str) -> None:
    assert normalised_phone(text) == expected


@pytest.mark.parametrize("text", ["", "()-./", "12345678901234567", "1234567 ext 8", "123456"])
def test_what_is_no_phone_number(text: str) -> None:
    with pytest.raises(ValueError, match="Give 7 to 15 digits"):
        normalised_phone(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Ada@Example.COM ", "ada@example.com"),
        ("ada+news@example.com", "ada+news@example.com"),
        ("ÖMER@BÜCHER.example.com", "ömer@bücher.example.com"),
    ],
)
def test_address_has_one_form(text: str, expected: str) -> None:
    assert normalised_email(text) == expected


@pytest.mark.parametrize("text", ["", "ada", "ada@", "@example.com", "a b@example.com"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normalised_email(text)
