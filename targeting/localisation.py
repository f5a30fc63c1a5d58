"""Which translation a visitor gets."""

from __future__ import annotations

from collections.abc import Container


def fallback_chain(locale: str | None, default: str) -> tuple[str, ...]:
    """Return the locales to try, best first: `tr-TR` → `tr` → the store's default and its language."""
    chain: dict[str, None] = {}
    for wanted in (locale, default):
        if wanted:
            chain[wanted] = None
            chain[wanted.split("-")[0]] = None
    return tuple(chain)


def choose_locale(locale: str | None, default: str, available: Container[str]) -> str | None:
    """Return the best available locale, `None` when not even the default is there."""
    return next((known for known in fallback_chain(locale, default) if known in available), None)
