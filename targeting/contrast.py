"""How well a text can be told from its background, as accessibility rules measure it.

WCAG 2.2: "relative luminance" and "contrast ratio" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from __future__ import annotations

import re
from typing import Final

MINIMUM_RATIO: Final = 4.5
"""What success criterion 1.4.3, level AA, wants of text of normal size."""

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
_LINEAR_UP_TO: Final = 0.04045
_FLARE: Final = 0.05
"""Light that falls on every screen, so that even black isn't without any."""


def contrast_ratio(foreground: str, background: str) -> float:
    """Return the contrast of two `#rrggbb` colours: from 1, the same, to 21, black on white.

    It is the same whichever of them is the text. Compare it as it is: WCAG doesn't allow a ratio to
    be rounded up to the minimum.

    Raises:
        ValueError: one of them is no `#rrggbb` colour.
    """
    darker, lighter = sorted((_luminance(foreground), _luminance(background)))
    return (lighter + _FLARE) / (darker + _FLARE)


def _luminance(colour: str) -> float:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"Give a colour as #rrggbb, not {colour!r}.")
    channels = bytes.fromhex(colour[1:])
    return sum(weight * _linear(c / 255) for weight, c in zip(_WEIGHTS, channels, strict=True))


def _linear(channel: float) -> float:
    """Return how much light an sRGB channel stands for."""
    return channel / 12.92 if channel <= _LINEAR_UP_TO else ((channel + 0.055) / 1.055) ** 2.4
