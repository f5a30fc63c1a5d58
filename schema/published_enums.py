"""How an enum of a layer below becomes one of the API."""

from __future__ import annotations

from enum import EnumMeta
from typing import Any

import strawberry


def publish(enum: EnumMeta, description: str, **values: str) -> None:
    """Make `enum` a GraphQL enum under its own name.

    Raises:
        KeyError: a value has no description, so that none is ever published without one.
    """
    strawberry.enum(enum, description=description)
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
