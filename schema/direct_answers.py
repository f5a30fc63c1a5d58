"""The answer to an operation without an executor: one field, whose selection is plain.

What storefronts send on every page is the same few documents. For such a document it is worked out once that
nothing but reading variables, calling the use-case and writing down is to be done. Whatever is different in a
request (variables that don't fit, a campaign that hasn't been completed yet, a refusal) is left to the executor,
which does it all as ever; what has been found by then is handed to it, so that nothing is asked or done twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    located_error,
)

from schema.direct_arguments import DirectArguments, direct_arguments
from schema.json_inputs import NotPlainError

UseCase: TypeAlias = Callable[..., Awaitable[Any]]
"""Does what the field does, from the context and the field's arguments by name."""

Writer: TypeAlias = Callable[[Any], Any]
"""Writes down as JSON what a use-case has returned; `None` when an executor must."""

_EXTENSION: Final = "segue-direct-answers"


@final
@dataclass(frozen=True, slots=True)
class DirectField:
    """A field, never null, that can be answered directly.

    Attributes:
        use_case: returns what there is to write down, or raises as the field's resolver does.
        writer: how a selection of the field is written down; `None` when an executor must.
    """

    use_case: UseCase
    writer: Callable[[FieldNode], Writer | None]


@final
@dataclass(frozen=True, slots=True)
class Found:
    """What the use-case has returned already: the root value that the executor goes on from."""

    value: Any


@final
@dataclass(frozen=True, slots=True)
class DirectPlan:
    """How to answer a document: its only operation has only this field."""

    operation: OperationDefinitionNode
    node: FieldNode
    field: DirectField
    arguments: DirectArguments
    name: str
    write: Writer

    def is_of(self, operation_name: str | None) -> bool:
        """Say whether a request that names this operation, or none, means the plan's."""
        if operation_name is None:
            return True
        return self.operation.name is not None and self.operation.name.value == operation_name


def allow_direct_answers(field: GraphQLField, direct: DirectField) -> None:
    """Let a field be answered directly where a document allows it."""
    field.extensions[_EXTENSION] = direct


def direct_plan(schema: GraphQLSchema, document: DocumentNode) -> DirectPlan | None:
    """Return the plan for a valid document, `None` when an executor must look at it."""
    operation = document.definitions[0]
    if len(document.definitions) != 1 or not isinstance(operation, OperationDefinitionNode):
        return None
    parts = operation.selection_set.selections
    node, root = parts[0], _ROOTS[operation.operation](schema)
    if operation.directives or len(parts) != 1 or root is None:
        return None
    if not isinstance(node, FieldNode) or node.directives:
        return None
    field = root.fields.get(node.name.value)
    direct: DirectField | None = None if field is None else field.extensions.get(_EXTENSION)
    write = None if direct is None else direct.writer(node)
    if field is None or direct is None or write is None:
        return None
    try:
        arguments = direct_arguments(schema, operation, node, field)
    except NotPlainError:
        return None
    name = node.alias.value if node.alias else node.name.value
    return DirectPlan(operation, node, direct, arguments, name, write)


_ROOTS: Final[Mapping[OperationType, Callable[[GraphQLSchema], GraphQLObjectType | None]]] = {
    OperationType.QUERY: lambda schema: schema.query_type,
    OperationType.MUTATION: lambda schema: schema.mutation_type,
    OperationType.SUBSCRIPTION: lambda _: None,
}


async def direct_answer(
    plan: DirectPlan, variables: Mapping[str, Any], context: Any
) -> ExecutionResult | Found | None:
    """Return the answer; what was found when an executor must write it down; else `None`."""
    try:
        given = plan.arguments.read(variables)
    except NotPlainError:
        return None
    try:
        value = await plan.field.use_case(context, **given)
    except Exception as error:  # noqa: BLE001, as graphql-core does with whatever a resolver raises
        # The field is never null, and so without it there are no data at all.
        return ExecutionResult(None, [located_error(error, [plan.node], [plan.name])])
    written = plan.write(value)
    return Found(value) if written is None else ExecutionResult({plan.name: written})
