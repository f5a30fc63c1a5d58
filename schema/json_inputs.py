"""Readers that turn a request's variables straight into what resolvers take.

graphql-core checks a value, Strawberry then makes an input of it, and both look every field of every type up
anew. Where a page view waits for it, the way from JSON to input is worked out once. A reader answers only where
those two would answer the same beyond doubt; of everything else (a number sent as a text, an unknown field) it
says that it isn't plain, and they say what is right or wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final, TypeAlias, final

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    is_required_input_field,
)
from pydantic.alias_generators import to_camel

Reader: TypeAlias = Callable[[Any], Any]
"""Turns a JSON value that isn't null into what a resolver takes, or raises `NotPlainError`."""

_LARGEST_INT: Final = (1 << 31) - 1


@final
class NotPlainError(Exception):
    """A value that the libraries must look at."""


def json_reader(kind: GraphQLInputType) -> Reader:
    """Return the reader for values of a type, which may be non-null."""
    if isinstance(kind, GraphQLNonNull):
        return json_reader(kind.of_type)
    if isinstance(kind, GraphQLList):
        return _list_reader(kind)
    if isinstance(kind, GraphQLEnumType):
        return _enum_reader(kind)
    if isinstance(kind, GraphQLInputObjectType):
        return _input_reader(kind)
    return _SCALARS.get(kind.name) or _scalar_reader(kind)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise NotPlainError
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int or not -_LARGEST_INT <= value <= _LARGEST_INT:
        raise NotPlainError
    return value


def _number(value: Any) -> float:
    if type(value) is not float or not isfinite(value):
        return float(_whole_number(value))
    return value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise NotPlainError
    return value


_SCALARS: Final[Mapping[str, Reader]] = {
    "ID": _text,
    "String": _text,
    "Int": _whole_number,
    "Float": _number,
    "Boolean": _boolean,
}


def _scalar_reader(kind: GraphQLScalarType) -> Reader:
    parse = kind.parse_value

    def read(value: Any) -> Any:
        try:
            return parse(value)
        except GraphQLError:
            raise NotPlainError from None

    return read


def _enum_reader(kind: GraphQLEnumType) -> Reader:
    members = {name: kind.parse_value(name) for name in kind.values}

    def read(value: Any) -> Any:
        if type(value) is not str or value not in members:
            raise NotPlainError
        return members[value]

    return read


def _list_reader(kind: GraphQLList[Any]) -> Reader:
    read_item = json_reader(kind.of_type)
    takes_null = not isinstance(kind.of_type, GraphQLNonNull)

    def read(value: Any) -> list[Any]:
        if type(value) is not list:
            raise NotPlainError
        return [_read_or_null(item, read_item, takes_null=takes_null) for item in value]

    return read


def _read_or_null(value: Any, read: Reader, *, takes_null: bool) -> Any:
    if value is not None:
        return read(value)
    if not takes_null:
        raise NotPlainError
    return None


def _input_reader(kind: GraphQLInputObjectType) -> Reader:
    definition = kind.extensions.get("strawberry-definition")
    if definition is None:
        return _never_plain
    python_names = {
        field.graphql_name or to_camel(field.python_name): field.python_name
        for field in definition.fields
    }
    fields = {
        name: (python_names[name], json_reader(field.type)) for name, field in kind.fields.items()
    }
    non_null = {n for n, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)}
    required = {name for name, field in kind.fields.items() if is_required_input_field(field)}
    make: Callable[..., Any] = definition.origin
    is_one_of = kind.is_one_of or definition.is_one_of

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise NotPlainError
        if is_one_of and (len(value) != 1 or None in value.values()):
            raise NotPlainError
        given = {}
        for name, item in value.items():
            found = fields.get(name)
            if found is None or (item is None and name in non_null):
                raise NotPlainError
            given[found[0]] = None if item is None else found[1](item)
        if not required <= value.keys():
            raise NotPlainError
        return make(**given)

    return read


def _never_plain(_: Any) -> Any:
    raise NotPlainError
