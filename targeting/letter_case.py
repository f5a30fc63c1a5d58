"""Comparing texts whatever their case, in the way that MongoDB's regular expressions do too.

Unicode's *simple* case folding: one character folds to one, so `ß` isn't `ss` and `İ` stays itself.
Full folding, Python's `str.casefold`, has no counterpart inside MongoDB, and the live query and the
audience must agree.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_LAST_WITH_CASE: Final = 0x1E943
"""The last code point that has a case in any alphabet (Adlam's)."""


def _simple_fold(character: str) -> str:
    folded = character.casefold()
    if len(folded) == 1:
        return folded
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@cache
def _folds() -> dict[int, str]:
    return {
        code: folded
        for code in range(_LAST_WITH_CASE + 1)
        if (folded := _simple_fold(character := chr(code))) != character
    }


def fold_case(text: str) -> str:
    """Return the text with every character in its folded form; it stays as long as it is."""
    return text.lower() if text.isascii() else text.translate(_folds())
