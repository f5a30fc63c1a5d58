"""Inputs made once and for all into what turns a request's values into them.

Strawberry looks every field of every input up anew for each request. Where a page view waits for it, the way
from values to input is worked out when the schema is built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import strawberry
from pydantic.alias_generators import to_camel
from strawberry.types.base import (
    StrawberryList,
    StrawberryOptional,
    get_object_definition,
    has_strawberry_definition,
)

Converter = Callable[[Any], Any]
"""Turns a value that graphql-core has checked into what a resolver takes."""


def compiled_input(kind: type[Any]) -> Callable[[Mapping[str, Any]], Any]:
    """Return the function that makes the input `kind` of its fields' values by their names in the API."""
    definition = get_object_definition(kind, strict=True)
    fields = [
        (field.graphql_name or to_camel(field.python_name), field.python_name, _of(field.type))
        for field in definition.fields
    ]

    def make(values: Mapping[str, Any]) -> Any:
        given = {
            python_name: value if convert is None or value is None else convert(value)
            for name, python_name, convert in fields
            if (value := values.get(name, strawberry.UNSET)) is not strawberry.UNSET
        }
        return kind(**given)

    return make


def _of(kind: Any) -> Converter | None:
    """Return how values of a type are turned, `None` for those that are right as they are."""
    if isinstance(kind, StrawberryOptional):
        return _of(kind.of_type)
    if isinstance(kind, StrawberryList):
        item = _of(kind.of_type)
        return None if item is None else lambda values: [item(value) for value in values]
    return compiled_input(kind) if has_strawberry_definition(kind) and _is_input(kind) else None


def _is_input(kind: Any) -> bool:
    definition = getattr(kind, "__strawberry_definition__", None)
    return bool(getattr(definition, "is_input", False))
