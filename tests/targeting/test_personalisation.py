"""Placeholders: what is one, what is refused, and what a visitor's values may do to a text."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.personalisation import (
    MAXIMUM_VALUE_LENGTH,
    PLACEHOLDERS,
    Placeholder,
    Slot,
    Template,
    filled,
    filled_url,
    parse_text,
    partly_filled,
    text_problems,
    visitor_values,
)
from targeting.values import Point
from tests.targeting.factories import days_ago, make_evaluation, make_orders
from tests.targeting.strategies import NOW, unhurried

TEXTS = st.lists(
    st.sampled_from(["{", "}", "{{", "}}", "|", " ", "firstName", "couponCode", "trait.x", "a"]),
    max_size=12,
).map("".join)
NAME = Slot("firstName", "friend")


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in text_problems(text, ("texts", 0))]


def message_of(text: str) -> str:
    (problem,) = text_problems(text, ())
    return problem.message


def shown(value: str) -> str:
    """A value as a text shows it."""
    return filled(parse_text("{{firstName|friend}}"), {"firstName": value})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("Hello", ("Hello",), id="nothing-to-fill-in"),
        pytest.param("{{storeName}}", (Slot("storeName"),), id="without-fall-back"),
        pytest.param("Hi {{firstName|friend}}!", ("Hi ", NAME, "!"), id="within-a-text"),
        pytest.param("{{ firstName | friend }}", (NAME,), id="spaces-around"),
        pytest.param("{{\n\u00a0firstName|friend}}", (NAME,), id="odd-spaces-around"),
        pytest.param("{{firstName|}}", (Slot("firstName", ""),), id="empty-fall-back"),
        pytest.param("{{city|a | b}}", (Slot("city", "a | b"),), id="bar-in-a-fall-back"),
        pytest.param("{{city|a\nb}}", (Slot("city", "a\nb"),), id="line-break-in-a-fall-back"),
        pytest.param(
            "{{city|x}}{{storeName}}", (Slot("city", "x"), Slot("storeName")), id="side-by-side"
        ),
        pytest.param("{{trait.Size_2|M}}", (Slot("trait.Size_2", "M"),), id="trait"),
        pytest.param("a { b } {c} }{", ("a { b } {c} }{",), id="single-braces-are-text"),
        pytest.param("{{colour|x}}", ("{{colour|x}}",), id="unknown-name-is-text"),
        pytest.param("{{}}", ("{{}}",), id="no-name-is-text"),
        pytest.param("{{city|x} }", ("{{city|x} }",), id="unfinished-is-text"),
        pytest.param("{{ no {{city|x}}", ("{{ no ", Slot("city", "x")), id="after-an-unfinished"),
    ],
)
def test_text_is_taken_apart_at_its_placeholders(text: str, parts: tuple[str | Slot, ...]) -> None:
    template = parse_text(text)
    assert template == Template(parts)
    assert template.has_slots is any(isinstance(part, Slot) for part in parts)


@pytest.mark.parametrize("name", [*PLACEHOLDERS, "trait.a", "trait." + "x" * 64])
def test_known_placeholder_is_fine_with_a_fall_back(name: str) -> None:
    assert parse_text(f"{{{{{name}|x}}}}").has_slots
    assert codes_of(f"{{{{{name}|x}}}} and {{{{{name}|}}}}") == []


def test_every_placeholder_is_described() -> None:
    assert set(PLACEHOLDERS) == {placeholder.value for placeholder in Placeholder}
    assert all(facts.description.endswith(".") for facts in PLACEHOLDERS.values())


@pytest.mark.parametrize("name", [*PLACEHOLDERS, "trait.a"])
def test_fall_back_may_be_left_out_only_where_one_isnt_needed(name: str) -> None:
    expected = [] if name in {"storeName", "orderCount", "couponCode"} else ["FALLBACK_REQUIRED"]
    assert codes_of(f"{{{{{name}}}}}") == expected


def test_names_without_a_fall_back_are_exactly_those_that_say_why() -> None:
    assert {n for n, facts in PLACEHOLDERS.items() if facts.is_always_known} == {
        "storeName",
        "orderCount",
    }
    assert {n for n, facts in PLACEHOLDERS.items() if facts.is_filled_later} == {"couponCode"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Hello { you }", [], id="single-braces"),
        pytest.param("{{storeName}}{{city|x}}", [], id="side-by-side"),
        pytest.param("{{firstName", ["BAD_PLACEHOLDER"], id="unfinished"),
        pytest.param("{{firstName|x}", ["BAD_PLACEHOLDER"], id="one-brace-short"),
        pytest.param("{firstName}}", ["BAD_PLACEHOLDER"], id="one-brace-short-before"),
        pytest.param("firstName}}", ["BAD_PLACEHOLDER"], id="closed-only"),
        pytest.param("{{{storeName}}}", ["BAD_PLACEHOLDER"], id="three-braces"),
        pytest.param("{{{storeName}}", ["BAD_PLACEHOLDER"], id="three-braces-before"),
        pytest.param("{{city|x}}}", ["BAD_PLACEHOLDER"], id="brace-after-a-fall-back"),
        pytest.param("{{city|{{region|x}}}}", ["BAD_PLACEHOLDER"], id="nested"),
        pytest.param("{{city|a {b} c}}", ["BAD_PLACEHOLDER"], id="braces-in-a-fall-back"),
        pytest.param("{{}}", ["BAD_PLACEHOLDER"], id="no-name"),
        pytest.param("{{ | x }}", ["BAD_PLACEHOLDER"], id="fall-back-alone"),
        pytest.param("{{ {{}}", ["BAD_PLACEHOLDER"], id="each-problem-once"),
        pytest.param("{{colour}}", ["UNKNOWN_PLACEHOLDER"], id="unknown"),
        pytest.param("{{colour|x}}", ["UNKNOWN_PLACEHOLDER"], id="unknown-with-fall-back"),
        pytest.param("{{FirstName|x}}", ["UNKNOWN_PLACEHOLDER"], id="another-case"),
        pytest.param("{{first name|x}}", ["UNKNOWN_PLACEHOLDER"], id="space-within-a-name"),
        pytest.param("{{trait.|x}}", ["UNKNOWN_PLACEHOLDER"], id="trait-without-name"),
        pytest.param("{{trait.a-b|x}}", ["UNKNOWN_PLACEHOLDER"], id="trait-with-a-hyphen"),
        pytest.param("{{trait.é|x}}", ["UNKNOWN_PLACEHOLDER"], id="trait-beyond-ascii"),
        pytest.param(f"{{{{trait.{'x' * 65}|x}}}}", ["UNKNOWN_PLACEHOLDER"], id="trait-too-long"),
        pytest.param("{{a}} {{a}} {{b}}", ["UNKNOWN_PLACEHOLDER"] * 2, id="once-by-name"),
        pytest.param(
            "{{a}} {{city}} }}",
            ["BAD_PLACEHOLDER", "UNKNOWN_PLACEHOLDER", "FALLBACK_REQUIRED"],
            id="all-at-once",
        ),
    ],
)
def test_problems_of_a_text_are_all_said(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


def test_problem_stands_at_the_path_given() -> None:
    assert [p.path for p in text_problems("{{a}}{{city}}}}", ("texts", 2))] == [("texts", 2)] * 3


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("fristName", "firstName"),
        ("FIRST_NAME", "firstName"),
        ("first name", "firstName"),
        ("towns.city", None),
        ("coupon", "couponCode"),
        ("zzz", None),
    ],
)
def test_unknown_name_is_answered_with_the_nearest_and_all(name: str, nearest: str | None) -> None:
    message = message_of(f"{{{{{name}|x}}}}")
    assert f"'{name}'" in message
    assert ("Did you mean" in message) is (nearest is not None)
    assert f"Did you mean '{nearest}'?" in message or nearest is None
    assert all(known in message for known in (*PLACEHOLDERS, "trait.<name>"))


def test_messages_say_what_would_be_right() -> None:
    assert "{{firstName|fall-back}}" in message_of("{{firstName}}")
    assert "{{name|fall-back}}" in message_of("{{")
    assert message_of("{{trait.a b|x}}") == (
        "'trait.a b' names no trait: after 'trait.' come 1 to 64 letters, digits or underscores."
    )
    assert message_of("{{coupon}}") == (
        "There is no placeholder 'coupon'. Did you mean 'couponCode'? Known are firstName, lastName, "
        "city, region, country, orderCount, daysSinceLastOrder, basketTotal, basketItems, currency, "
        "storeName, couponCode, trait.<name>."
    )


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        pytest.param("Hi {{firstName|you}}!", {"firstName": "Ann"}, "Hi Ann!", id="known"),
        pytest.param("Hi {{firstName|you}}!", {}, "Hi you!", id="unknown"),
        pytest.param("Hi {{firstName|you}}!", {"firstName": " \n "}, "Hi you!", id="blank"),
        pytest.param("Hi {{firstName|you}}!", {"firstName": "\u202e"}, "Hi you!", id="invisible"),
        pytest.param("Hi{{firstName|}}!", {}, "Hi!", id="empty-fall-back"),
        pytest.param("Hi {{firstName}}!", {}, "Hi !", id="no-fall-back"),
        pytest.param("{{trait.size|M}}", {"trait.size": "XL"}, "XL", id="trait"),
        pytest.param("{{trait.size|M}}", {"size": "XL"}, "M", id="trait-by-its-whole-name"),
        pytest.param("{{city|}}{{city|}}", {"city": "Ulm"}, "UlmUlm", id="twice"),
        pytest.param("{{colour|x}}", {"colour": "red"}, "{{colour|x}}", id="closed-set"),
        pytest.param("{{couponCode}}!", {}, "{{couponCode}}!", id="coupon-is-left"),
        pytest.param("{{ couponCode | X }}", {}, "{{couponCode|X}}", id="coupon-with-fall-back"),
        pytest.param("{{couponCode}}!", {"couponCode": "A-1"}, "A-1!", id="coupon-at-last"),
    ],
)
def test_values_and_fall_backs_fill_a_text(
    text: str, values: dict[str, str], expected: str
) -> None:
    assert filled(parse_text(text), values) == expected


def test_values_are_never_searched_for_placeholders() -> None:
    values = {"firstName": "{{lastName|x}}", "lastName": "{{couponCode}}", "city": "|{{"}
    text = "{{firstName|a}} {{lastName|b}} {{city|c}}"
    assert filled(parse_text(text), values) == "{{lastName|x}} {{couponCode}} |{{"


def test_coupon_is_filled_in_where_the_text_has_it_and_not_where_a_value_does() -> None:
    template = parse_text("{{firstName|you}}: {{couponCode}}")
    waiting = partly_filled(template, {"firstName": "{{couponCode}}"})
    assert waiting == Template(("{{couponCode}}", ": ", Slot("couponCode")))
    assert filled(waiting, {"couponCode": "A-1"}) == "{{couponCode}}: A-1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("  Ann \t\n Lee\u00a0\u2003X ", "Ann Lee X", id="white-space"),
        pytest.param("a\x00b\x07c\x7fd\x9fe", "abcde", id="control-characters"),
        pytest.param("a\x1cb\x85c", "a b c", id="control-characters-that-are-white-space"),
        pytest.param("a \x00 b", "a b", id="white-space-around-what-is-removed"),
        pytest.param("\u202aa\u202bb\u202cc\u202dd\u202ee", "abcde", id="embeddings-and-overrides"),
        pytest.param("\u2066a\u2067b\u2068c\u2069d", "abcd", id="isolates"),
        pytest.param("\u200ea\u200fb\u061cc", "abc", id="marks-of-direction"),
        pytest.param("a\ud800b\udfffc", "abc", id="halves-of-characters"),
        pytest.param("שלום", "שלום", id="other-alphabets-stay"),
        pytest.param("<b>&amp;", "<b>&amp;", id="markup-is-text"),
        pytest.param("👩\u200d🚀", "👩\u200d🚀", id="joined-emoji-stay"),
    ],
)
def test_value_is_shown_without_what_disturbs_a_text(value: str, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("value", "length"),
    [
        pytest.param("x" * 100, 100, id="just-fits"),
        pytest.param("x" * 101, 100, id="too-long"),
        pytest.param("x" * 99 + " yy", 99, id="no-space-at-the-end"),
        pytest.param("x" * 99 + "e\u0301", 99, id="accent-stays-with-its-letter"),
        pytest.param("x" * 98 + "e\u0323\u0301", 98, id="several-accents"),
        pytest.param("x" * 99 + "ก\u0e31", 99, id="mark-without-a-combining-class"),
        pytest.param("x" * 99 + "❤\ufe0f", 99, id="variation"),
        pytest.param("x" * 98 + "👩\u200d🚀", 98, id="joined-emoji"),
        pytest.param("x" * 99 + "👩\u200d🚀", 99, id="before-the-joiner"),
        pytest.param("x" * 99 + "👍\U0001f3fb", 99, id="lightest-skin"),
        pytest.param("x" * 99 + "👍\U0001f3ff", 99, id="darkest-skin"),
        pytest.param("👍" * 101, 100, id="beyond-the-basic-plane"),
        pytest.param("ae" + "\u0301" * 200, 1, id="one-letter-before-accents"),
        pytest.param("e" + "\u0301" * 200, 100, id="nothing-but-accents"),
    ],
)
def test_long_value_is_cut_between_characters(value: str, length: int) -> None:
    assert shown(value) == value[:length]


def test_fall_backs_are_never_cut() -> None:
    assert filled(parse_text(f"{{{{city|{'x' * 300}}}}}"), {}) == "x" * 300


@unhurried
@given(value=st.text(max_size=300))
def test_shown_value_is_short_tidy_and_stable(value: str) -> None:
    result = shown(value)
    assert len(result) <= MAXIMUM_VALUE_LENGTH
    assert result == " ".join(result.split())
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in result)
    assert not any(
        unicodedata.bidirectional(c)
        in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for c in result
    )
    assert shown(result) == result


@unhurried
@given(text=TEXTS)
def test_text_without_problems_means_the_same_when_written_out(text: str) -> None:
    template = parse_text(text)
    if not text_problems(text, ()):
        assert parse_text(template.source) == template


@unhurried
@given(text=TEXTS)
def test_text_that_is_not_understood_is_never_lost(text: str) -> None:
    literal = "".join(part for part in parse_text(text).parts if isinstance(part, str))
    assert parse_text(text).has_slots or literal == text
    assert text_problems(text, ()) or "{{" not in literal


@unhurried
@given(first=TEXTS, last=TEXTS)
def test_whatever_values_hold_goes_into_their_own_slots(first: str, last: str) -> None:
    text = filled(
        parse_text("[{{firstName|-}}][{{lastName|-}}]"), {"firstName": first, "lastName": last}
    )
    assert text == f"[{' '.join(first.split()) or '-'}][{' '.join(last.split()) or '-'}]"


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        pytest.param("/c/{{city|x}}?a=1", {"city": "Ulm"}, "/c/Ulm?a=1", id="plain"),
        pytest.param(
            "/{{city|x}}",
            {"city": "a/b?c=d&e#f:g%"},
            "/a%2Fb%3Fc%3Dd%26e%23f%3Ag%25",
            id="reserved",
        ),
        pytest.param("/{{city|x}}", {"city": "  São  Paulo"}, "/S%C3%A3o%20Paulo", id="utf-8"),
        pytest.param("/{{city|new york}}", {}, "/new%20york", id="fall-back"),
        pytest.param("/{{city|a\ud800}}", {}, "/a%3F", id="fall-back-with-half-a-character"),
        pytest.param("/{{city}}/", {}, "/", id="no-fall-back"),
        pytest.param("/{{city|}}/offers", {}, "/offers", id="no-other-host"),
        pytest.param("/é?q={{city|x}}", {"city": "y"}, "/é?q=y", id="rest-stays-as-written"),
        pytest.param("/?c={{couponCode}}", {}, "/?c={{couponCode}}", id="coupon-is-left"),
        pytest.param("/?c={{couponCode}}", {"couponCode": "A&B"}, "/?c=A%26B", id="coupon-at-last"),
        pytest.param("{{trait.to|/}}", {"trait.to": "javascript:x"}, "javascript%3Ax", id="scheme"),
    ],
)
def test_values_in_addresses_are_percent_encoded(
    text: str, values: dict[str, str], expected: str
) -> None:
    assert filled_url(parse_text(text), values) == expected


@unhurried
@given(value=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_address_holds_what_the_text_shows(value: str) -> None:
    address = filled_url(parse_text("{{firstName|friend}}"), {"firstName": value})
    assert unquote(address) == shown(value)
    assert not set(address) & set("/?#&=:{}<>\"' ")


def values_of(locale: str = "en", store_name: str = "Shop", **known: Any) -> dict[str, str]:
    return visitor_values(make_evaluation(**known), store_name=store_name, locale=locale)


def test_of_a_stranger_only_what_is_always_known_is_known() -> None:
    values = values_of()
    assert values == {"orderCount": "0", "storeName": "Shop"}
    assert set(values) == {n for n, facts in PLACEHOLDERS.items() if facts.is_always_known}


def test_all_that_is_known_of_a_visitor_has_its_name() -> None:
    values = values_of(
        traits={"firstName": "Ann", "lastName": "Lee", "size": "M"},
        declared={"CITY": "Ulm", "REGION": "BW", "COUNTRY": "DE", "GENDER": "FEMALE"},
        orders=make_orders(3, days_since_last=2.9),
        page={"BASKET_TOTAL": 12.5, "BASKET_ITEMS": 2, "CURRENCY": "EUR", "PATH": "/"},
    )
    assert values == {
        "firstName": "Ann",
        "lastName": "Lee",
        "city": "Ulm",
        "region": "BW",
        "country": "DE",
        "orderCount": "3",
        "daysSinceLastOrder": "2",
        "basketTotal": "12.50",
        "basketItems": "2",
        "currency": "EUR",
        "storeName": "Shop",
        "trait.firstName": "Ann",
        "trait.lastName": "Lee",
        "trait.size": "M",
    }
    assert set(PLACEHOLDERS) - set(values) == {"couponCode"}


@pytest.mark.parametrize(
    ("last_at", "expected"),
    [
        (NOW, "0"),
        (days_ago(0.99), "0"),
        (days_ago(1), "1"),
        (days_ago(400.5), "400"),
        (days_ago(-0.5), "0"),
    ],
)
def test_days_since_an_order_are_whole_and_never_negative(last_at: datetime, expected: str) -> None:
    assert values_of(orders=make_orders(1, last_at=last_at))["daysSinceLastOrder"] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("M", "M", id="text"),
        pytest.param("", None, id="empty-text"),
        pytest.param(" \n", None, id="blank-text"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-7, "-7", id="negative"),
        pytest.param(2**62 + 1, "4611686018427387905", id="large-whole-number"),
        pytest.param(3.0, "3", id="whole"),
        pytest.param(100.0, "100", id="whole-with-zeros"),
        pytest.param(1e21, "1000000000000000000000", id="no-exponent"),
        pytest.param(0.1 + 0.2, "0.3", id="fraction"),
        pytest.param(1234.56789, "1234.56789", id="no-grouping"),
        pytest.param(-0.5, "-0.5", id="negative-fraction"),
        pytest.param(-1e-9, "0", id="no-negative-zero"),
        pytest.param(float("nan"), None, id="not-a-number"),
        pytest.param(float("inf"), None, id="infinity"),
        pytest.param(True, None, id="flag"),
        pytest.param(NOW, None, id="moment"),
        pytest.param(("a", "b"), None, id="texts"),
        pytest.param(Point(1, 2), None, id="place"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_traits_that_are_texts_or_numbers_are_there(value: Any, expected: str | None) -> None:
    assert values_of(traits={"x": value}).get("trait.x") == expected


@pytest.mark.parametrize("name", ["", "a-b", "a.b", "é", "x" * 65])
def test_trait_that_no_placeholder_can_name_is_left_out(name: str) -> None:
    assert set(values_of(traits={name: "x"})) == {"orderCount", "storeName"}


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0, "0.00"),
        (12, "12.00"),
        (12.345678, "12.35"),
        (1234.5, "1234.50"),
        (-0.001, "0.00"),
        (True, None),
        (float("nan"), None),
        ("12", None),
        (None, None),
    ],
)
def test_money_has_two_decimals(total: Any, expected: str | None) -> None:
    assert values_of(page={"BASKET_TOTAL": total}).get("basketTotal") == expected


def test_decimals_are_set_off_as_the_locale_does() -> None:
    known: dict[str, Any] = {"traits": {"x": 1.5, "v": "1.5"}, "page": {"BASKET_TOTAL": 1234.5}}
    values = values_of("tr-TR", **known)
    assert (values["trait.x"], values["basketTotal"]) == ("1,5", "1234,50")
    assert values["trait.v"] == "1.5"
    assert values_of("de-CH", **known)["basketTotal"] == "1234.50"


def test_every_value_is_of_a_name_that_texts_can_use() -> None:
    traits = {"firstName": "Ann", "size": "M", "a b": "x"}
    for name, value in values_of(traits=traits).items():
        assert filled(parse_text(f"{{{{{name}|?}}}}"), {name: value}) == value
