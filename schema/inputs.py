"""Turning GraphQL inputs into the plain mappings that the parsers below take."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from pydantic.alias_generators import to_camel
from strawberry.types.base import get_object_definition, has_strawberry_definition
from strawberry.types.field import StrawberryField


def as_mapping(source: Any, *, keep_python_names: bool = False) -> Any:
    """Return an input as nested mappings and lists, without the fields that weren't given.

    Keys are the names of the API, so that problems name what the client sent; with
    `keep_python_names` those of the Python attributes.
    """
    if isinstance(source, list):
        return [as_mapping(item, keep_python_names=keep_python_names) for item in source]
    if isinstance(source, Enum) or not has_strawberry_definition(source):
        return source
    definition = get_object_definition(type(source), strict=True)
    return {
        field.python_name if keep_python_names else _api_name(field): as_mapping(
            value, keep_python_names=keep_python_names
        )
        for field in definition.fields
        if (value := getattr(source, field.python_name)) is not strawberry.UNSET
        and value is not None
    }


def _api_name(field: StrawberryField) -> str:
    return field.graphql_name or to_camel(field.python_name)
