"""The arguments of one field of one document, as far as they are known before a request comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    type_from_ast,
    value_from_ast_untyped,
)

from schema.json_inputs import NotPlainError, Reader, json_reader

_MISSING: Final[Any] = object()


@final
@dataclass(frozen=True, slots=True)
class _FromVariable:
    """An argument whose value is a variable's.

    Attributes:
        is_required: a request without it must be refused.
        default: the variable's own, or else the argument's; `Undefined` without either.
    """

    argument: str
    variable: str
    read: Reader
    takes_null: bool
    is_required: bool
    default: Any


@final
@dataclass(frozen=True, slots=True)
class DirectArguments:
    """The arguments that are the same in each request, and how the others are read."""

    constant: Mapping[str, Any]
    variable: tuple[_FromVariable, ...]

    def read(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments by name, as the schema has it; those that weren't given are missing.

        Raises:
            NotPlainError: graphql-core must look at them.
        """
        given = dict(self.constant)
        for part in self.variable:
            value = variables.get(part.variable, _MISSING)
            if value is _MISSING:
                if part.is_required:
                    raise NotPlainError
                if part.default is not Undefined:
                    given[part.argument] = part.default
            elif value is not None:
                given[part.argument] = part.read(value)
            elif part.takes_null:
                given[part.argument] = None
            else:
                raise NotPlainError
        return given


def direct_arguments(
    schema: GraphQLSchema, operation: OperationDefinitionNode, node: FieldNode, field: GraphQLField
) -> DirectArguments:
    """Return how the arguments of a valid document are read.

    Raises:
        NotPlainError: graphql-core must look at them each time.
    """
    definitions = {d.variable.name.value: d for d in operation.variable_definitions or ()}
    written = {argument.name.value: argument.value for argument in node.arguments or ()}
    constant: dict[str, Any] = {}
    variable: list[_FromVariable] = []
    for name, argument in field.args.items():
        value = written.get(name)
        if value is None and argument.default_value is not Undefined:
            constant[name] = argument.default_value
        elif isinstance(value, VariableNode):
            definition = definitions.pop(value.name.value, None)
            if definition is None:  # it is the value of another argument, too
                raise NotPlainError
            variable.append(_from_variable(schema, name, argument, definition))
        elif value is not None:
            constant[name] = _read_literal(value, argument.type)
    if definitions:  # what is selected, or a part of an argument, differs from request to request
        raise NotPlainError
    return DirectArguments(constant, tuple(variable))


def _from_variable(
    schema: GraphQLSchema, name: str, argument: GraphQLArgument, definition: VariableDefinitionNode
) -> _FromVariable:
    kind: Any = type_from_ast(schema, definition.type)
    is_non_null = isinstance(kind, GraphQLNonNull)
    takes_null = not is_non_null and not isinstance(argument.type, GraphQLNonNull)
    default = argument.default_value
    if definition.default_value is not None:
        default = _read_literal(definition.default_value, kind)
        if default is None and not takes_null:
            raise NotPlainError
    return _FromVariable(
        argument=name,
        variable=definition.variable.name.value,
        read=json_reader(kind),
        takes_null=takes_null,
        is_required=is_non_null and definition.default_value is None,
        default=default,
    )


def _read_literal(node: ValueNode, kind: GraphQLInputType) -> Any:
    """Return what a value that is written in the document comes to.

    Raises:
        NotPlainError: graphql-core must look at it.
    """
    value = value_from_ast_untyped(node)
    if value is not None:
        return json_reader(kind)(value)
    if isinstance(kind, GraphQLNonNull):
        raise NotPlainError
    return None
