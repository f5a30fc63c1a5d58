"""How an enum of a layer below becomes one of the API."""

from __future__ import annotations

from collections.abc import Mapping
from enum import EnumMeta
from typing import Any

import strawberry


def publish(
    enum: EnumMeta, description: str, *, deprecated: Mapping[str, str] | None = None, **values: str
) -> None:
    """Make `enum` a GraphQL enum under its own name; `deprecated` says of values what to use instead.

    Raises:
        KeyError: a value has no description, so that none is ever published without one.
    """
    strawberry.enum(enum, description=description)
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
        value.deprecation_reason = deprecated.get(value.name) if deprecated else None
