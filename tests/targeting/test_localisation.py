from __future__ import annotations

import pytest

from targeting.localisation import choose_locale, fallback_chain


@pytest.mark.parametrize(
    ("locale", "default", "expected"),
    [
        pytest.param("tr-TR", "en", ("tr-TR", "tr", "en"), id="region-then-language-then-default"),
        pytest.param("tr", "en", ("tr", "en"), id="language-alone"),
        pytest.param("tr-TR", "en-GB", ("tr-TR", "tr", "en-GB", "en"), id="default-with-region"),
        pytest.param("en-US", "en-GB", ("en-US", "en", "en-GB"), id="shared-language-once"),
        pytest.param("en-GB", "en-GB", ("en-GB", "en"), id="default-itself"),
        pytest.param("zh-Hant-TW", "en", ("zh-Hant-TW", "zh", "en"), id="script-and-region"),
        pytest.param(None, "en-GB", ("en-GB", "en"), id="unknown-locale"),
        pytest.param("", "en-GB", ("en-GB", "en"), id="empty-locale"),
    ],
)
def test_locales_are_tried_from_the_closest_to_the_default(
    locale: str | None, default: str, expected: tuple[str, ...]
) -> None:
    assert fallback_chain(locale, default) == expected


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
    ],
)
def test_best_available_locale_is_chosen(
    locale: str | None, available: set[str], expected: str | None
) -> None:
    assert choose_locale(locale, "en", available) == expected


def test_language_of_the_default_is_the_last_resort() -> None:
    assert choose_locale("tr", "en-GB", {"en", "de"}) == "en"
