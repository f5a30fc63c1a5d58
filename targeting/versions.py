"""Versions as Semantic Versioning 2.0.0 orders them, and ranges of them.

Leading `v` and missing minor and patch numbers are allowed (`v2`, `2.1`); what follows `+` plays no
part. A text that isn't a version has no order: every comparison with it is false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, final

VERSION_PATTERN: Final = (
    r"^\s*v?(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?(?:\.(0|[1-9][0-9]{0,8}))?"
    r"(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?\s*$"
)
"""Without look-around or backtracking traps, so that it means the same in every engine."""

_VERSION: Final = re.compile(VERSION_PATTERN, re.ASCII)
NUMERIC_IDENTIFIER_PATTERN: Final = r"^[0-9]{1,15}$"
_NUMERIC: Final = re.compile(NUMERIC_IDENTIFIER_PATTERN)
_WILDCARD: Final = re.compile(r"v?(\d{1,9})(?:\.(\d{1,9}))?\.[xX*]")

Identifier: TypeAlias = tuple[int, int, str]
"""Of a pre-release: `(0, number, "")` or `(1, 0, text)`, since numbers come before texts."""

VersionKey: TypeAlias = tuple[int, int, int, int, tuple[Identifier, ...]]
"""Major, minor, patch, 0 for a pre-release and 1 for a release, and the pre-release's parts."""


@lru_cache(maxsize=4_096)
def parse_version(text: str) -> VersionKey | None:
    """Return what the version is ordered by, `None` when the text isn't one.

    Remembered: a store's visitors have few versions of its app between them.
    """
    found = _VERSION.match(text)
    if found is None:
        return None
    major, minor, patch, pre_release = found.groups()
    parts = tuple(_identifier(part) for part in pre_release.split(".")) if pre_release else ()
    return int(major), int(minor or 0), int(patch or 0), 0 if parts else 1, parts


def _identifier(part: str) -> Identifier:
    return (0, int(part), "") if _NUMERIC.fullmatch(part) else (1, 0, part)


@final
@dataclass(frozen=True, slots=True)
class VersionRange:
    """From `low` (included) to `high` (excluded)."""

    low: VersionKey
    high: VersionKey

    def includes(self, version: VersionKey) -> bool:
        """Say whether the version lies in the range."""
        return self.low <= version < self.high


def parse_version_range(text: str) -> VersionRange | None:
    """Return the range that `^1.2.3`, `~1.2.3` or `1.2.*` stands for, `None` for any other text.

    `^` goes up to the next change of the first number that isn't 0, `~` to the next minor version,
    a wildcard over what it stands for; as npm has them.
    """
    stripped = text.strip()
    wildcard = _WILDCARD.fullmatch(stripped)
    if wildcard is not None:
        major, minor = int(wildcard[1]), wildcard[2]
        return _range((major, int(minor or 0), 0), 0 if minor is None else 1)
    if stripped[:1] not in {"^", "~"}:
        return None
    low = parse_version(stripped[1:])
    if low is None:
        return None
    fixed = _fixed_by_caret(low, stripped) if stripped[0] == "^" else _fixed_by_tilde(stripped)
    return VersionRange(low, _next(low[:3], fixed))


def _fixed_by_caret(low: VersionKey, text: str) -> int:
    given = text.split("-", maxsplit=1)[0].count(".")
    leading = next((position for position in range(3) if low[position]), 3)
    return min(leading, given) if leading == 3 else leading  # noqa: PLR2004, a version has three


def _fixed_by_tilde(text: str) -> int:
    return 1 if "." in text.split("-", maxsplit=1)[0] else 0


def _range(low: tuple[int, int, int], fixed: int) -> VersionRange:
    return VersionRange((*low, 0, ()), _next(low, fixed))


def _next(low: tuple[int, ...], fixed: int) -> VersionKey:
    """Return the lowest version whose number at position `fixed` is one higher."""
    numbers = [*low[:fixed], low[fixed] + 1, 0, 0][:3]
    # Below every pre-release of that version: `^1.2.3` doesn't include 2.0.0-beta.
    return numbers[0], numbers[1], numbers[2], 0, ()
