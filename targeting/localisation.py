"""Which translation a visitor gets, and how its language writes numbers.

The lookup is that of RFC 4647, section 3.4 (https://www.rfc-editor.org/rfc/rfc4647#section-3.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

MAXIMUM_SUBTAGS: Final = 12
"""More of them no real locale has; the chain of a longer one would grow with its square."""


LONGEST_REMEMBERED: Final = 64
"""Characters; real locales are shorter."""

_COMMA_NAMES: Final = (
    "af az be bg br bs ca cs da de el es et eu fi fo fr fy gl hr hu hy id is it jv ka kk kl ky lb lt "
    "lv mk nb nl nn no pl pt ro ru rw sk sl sq sr su sv tg tk tr tt uk uz vi wo "
    "ar-dz ar-lb ar-ly ar-ma ar-mr ar-tn en-za ms-bn ms-id qu-bo sw-cd"
)
_POINT_NAMES: Final = (
    "az-arab az-cyrl de-ch de-li en es-419 es-br es-bz es-cu es-do es-gt es-hn es-mx es-ni es-pa "
    "es-pe es-pr es-sv es-us it-ch kk-arab"
)
"""As in Unicode's CLDR, `symbols/decimal` of Latin digits: only where one differs from its language
is a region named."""
_WITH_COMMA: Final = frozenset(_COMMA_NAMES.split())
_WITH_POINT: Final = frozenset(_POINT_NAMES.split())


def fallback_chain(locale: str | None, default: str) -> tuple[str, ...]:
    """Return the locales to try, best first, each once whatever its case.

    `zh-Hant-TW` → `zh-Hant` → `zh`, then the store's default and what it falls back to. As RFC 4647
    has it, a subtag of one letter goes together with what follows it. `tr_TR`, as some clients write
    it, is `tr-TR`. Subtags beyond `MAXIMUM_SUBTAGS` are left out.
    """
    chain: dict[str, str] = {}
    for wanted in (locale, default):
        for tag in _ever_shorter(wanted or ""):
            chain.setdefault(tag.lower(), tag)
    return tuple(chain.values())


def choose_locale(locale: str | None, default: str, available: tuple[str, ...]) -> str | None:
    """Return the best available locale as it is written there, `None` without even the default.

    Case is no difference (RFC 5646, section 2.1.1): `TR-tr` finds `tr-TR`.
    """
    # What clients send may be of any length; only what may be a locale is remembered.
    if locale is not None and len(locale) > LONGEST_REMEMBERED:
        return _chosen(locale, default, available)
    return _remembered(locale, default, available)


def _chosen(locale: str | None, default: str, available: tuple[str, ...]) -> str | None:
    spellings: dict[str, str] = {}
    for known in available:
        spellings.setdefault(_hyphenated(known).lower(), known)
    for wanted in fallback_chain(locale, default):
        if wanted in available:
            return wanted
        if wanted.lower() in spellings:
            return spellings[wanted.lower()]
    return None


_remembered: Final = lru_cache(maxsize=4096)(_chosen)


def decimal_separator(locale: str) -> str:
    """Return what a locale sets before decimals: a comma, or a point, as also for unknown ones."""
    tags = (tag.lower() for tag in fallback_chain(locale, "en"))
    known = next(tag for tag in tags if tag in _WITH_COMMA or tag in _WITH_POINT)
    return "," if known in _WITH_COMMA else "."


def _ever_shorter(locale: str) -> Iterator[str]:
    """Yield the locale, then without its last subtag, and so on."""
    subtags = _hyphenated(locale).split("-", MAXIMUM_SUBTAGS)[:MAXIMUM_SUBTAGS] if locale else []
    while subtags:
        yield "-".join(subtags)
        subtags.pop()
        while subtags and len(subtags[-1]) <= 1:
            subtags.pop()


def _hyphenated(locale: str) -> str:
    return locale.replace("_", "-")
