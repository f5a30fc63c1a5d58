from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.localisation import (
    LONGEST_REMEMBERED,
    MAXIMUM_SUBTAGS,
    choose_locale,
    decimal_separator,
    fallback_chain,
)
from tests.targeting.strategies import unhurried

TAGS = st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}", fullmatch=True)


@pytest.mark.parametrize(
    ("locale", "default", "expected"),
    [
        pytest.param("tr-TR", "en", ("tr-TR", "tr", "en"), id="region-then-language-then-default"),
        pytest.param("tr", "en", ("tr", "en"), id="language-alone"),
        pytest.param("tr-TR", "en-GB", ("tr-TR", "tr", "en-GB", "en"), id="default-with-region"),
        pytest.param("en-US", "en-GB", ("en-US", "en", "en-GB"), id="shared-language-once"),
        pytest.param("en-GB", "en-GB", ("en-GB", "en"), id="default-itself"),
        pytest.param(
            "zh-Hant-TW",
            "en-GB",
            ("zh-Hant-TW", "zh-Hant", "zh", "en-GB", "en"),
            id="script-and-region",
        ),
        pytest.param(
            "zh-Hant-CN-x-private1-private2",
            "en",
            (
                "zh-Hant-CN-x-private1-private2",
                "zh-Hant-CN-x-private1",
                "zh-Hant-CN",
                "zh-Hant",
                "zh",
                "en",
            ),
            id="example-of-rfc-4647",
        ),
        pytest.param(
            "de-a-b-value", "en", ("de-a-b-value", "de", "en"), id="two-single-letters-in-a-row"
        ),
        pytest.param("de-1-x1", "en", ("de-1-x1", "de", "en"), id="single-digit"),
        pytest.param("x-shop", "en", ("x-shop", "en"), id="nothing-but-private"),
        pytest.param("tr_TR", "en_GB", ("tr-TR", "tr", "en-GB", "en"), id="underscores"),
        pytest.param("EN-gb", "en-GB", ("EN-gb", "EN"), id="case-is-no-difference"),
        pytest.param("tr--TR", "en", ("tr--TR", "tr", "en"), id="empty-subtag"),
        pytest.param("tr-", "en", ("tr-", "tr", "en"), id="nothing-after-the-hyphen"),
        pytest.param("-", "en", ("-", "en"), id="hyphen-alone"),
        pytest.param(None, "en-GB", ("en-GB", "en"), id="unknown-locale"),
        pytest.param("", "en-GB", ("en-GB", "en"), id="empty-locale"),
    ],
)
def test_locales_are_tried_from_the_closest_to_the_default(
    locale: str | None, default: str, expected: tuple[str, ...]
) -> None:
    assert fallback_chain(locale, default) == expected


def test_chain_is_short_however_long_a_locale_is() -> None:
    longest = "-".join(["aa"] * MAXIMUM_SUBTAGS)
    chain = fallback_chain(longest + "-bb" * 100_000, "en")
    assert chain[0] == longest
    assert len(chain) == MAXIMUM_SUBTAGS + 1


@unhurried
@given(locale=TAGS, default=TAGS)
def test_each_step_is_a_beginning_of_the_one_before(locale: str, default: str) -> None:
    chain = fallback_chain(locale, default)
    assert len({tag.lower() for tag in chain}) == len(chain)
    for tag in chain:
        assert any(
            wanted.replace("_", "-").startswith(tag) and not tag.endswith("-")
            for wanted in (locale, default)
        )


@pytest.mark.parametrize(
    ("locale", "available", "expected"),
    [
        pytest.param("tr-TR", {"tr-TR", "tr", "en"}, "tr-TR", id="exact"),
        pytest.param("tr-TR", {"tr", "en"}, "tr", id="language-of-it"),
        pytest.param("tr", {"tr-TR", "en"}, "en", id="never-a-more-special-one"),
        pytest.param("de-AT", {"tr", "en"}, "en", id="default"),
        pytest.param(None, {"tr", "en"}, "en", id="default-when-unknown"),
        pytest.param("tr-TR", {"de"}, None, id="not-even-the-default"),
        pytest.param("tr-TR", set[str](), None, id="nothing-there"),
        pytest.param("zh-Hant-TW", {"zh-Hant", "zh", "en"}, "zh-Hant", id="script-before-language"),
        pytest.param("zh-Hant-TW", {"zh-TW", "zh", "en"}, "zh", id="script-is-never-skipped"),
        pytest.param("TR-tr", {"tr-TR", "en"}, "tr-TR", id="as-it-is-written-there"),
        pytest.param("tr-TR", {"TR-tr", "en"}, "TR-tr", id="odd-case-there"),
        pytest.param("ZH_HANT_TW", {"zh-Hant", "en"}, "zh-Hant", id="underscores"),
        pytest.param("tr-TR", {"tr_TR", "en"}, "tr_TR", id="underscores-there"),
        pytest.param("de", {"EN"}, "EN", id="default-in-another-case"),
    ],
)
def test_best_available_locale_is_chosen(
    locale: str | None, available: set[str], expected: str | None
) -> None:
    assert choose_locale(locale, "en", tuple(available)) == expected


def test_language_of_the_default_is_the_last_resort() -> None:
    assert choose_locale("tr", "en-GB", ("en", "de")) == "en"


def test_what_is_too_long_to_be_a_locale_is_looked_up_all_the_same() -> None:
    assert choose_locale(f"tr-{'x' * LONGEST_REMEMBERED}", "en", ("tr", "en")) == "tr"


@pytest.mark.parametrize(
    ("wanted", "expected"), [("tr-TR", "tr-TR"), ("tr-tr", "tr-tr"), ("TR-TR", "tr-tr")]
)
def test_exact_spelling_is_best_then_the_first(wanted: str, expected: str) -> None:
    assert choose_locale(wanted, "en", ("tr-tr", "tr-TR", "en")) == expected


@unhurried
@given(locale=TAGS | st.none(), available=st.sets(TAGS, max_size=5), data=st.data())
def test_chosen_locale_is_always_an_available_one(
    locale: str | None, available: set[str], data: st.DataObject
) -> None:
    default = data.draw(st.sampled_from(sorted(available))) if available else "en"
    chosen = choose_locale(locale, default, tuple(available))
    assert (chosen in available) if available else chosen is None


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "."),
        ("en-GB", "."),
        ("tr", ","),
        ("tr-TR", ","),
        ("TR_tr", ","),
        ("de-AT", ","),
        ("de-CH", "."),
        ("de_CH", "."),
        ("es-ES", ","),
        ("es-MX", "."),
        ("pt-BR", ","),
        ("sr-Latn-RS", ","),
        ("zh-Hant-TW", "."),
        ("en-ZA", ","),
        ("ar", "."),
        ("ar-MA", ","),
        ("xx", "."),
        ("", "."),
    ],
)
def test_decimals_are_set_off_as_the_locale_does(locale: str, expected: str) -> None:
    assert decimal_separator(locale) == expected
