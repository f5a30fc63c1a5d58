"""The answer to a page view without an executor: one field, whose selection is plain.

What storefronts ask on every page is one query with the same document. For such a document it is worked out once
that nothing but reading variables, calling the use-case and writing down is to be done. Whatever is different in a
request (variables that don't fit, a campaign that hasn't been completed yet) is left to the executor, which does it
all as ever; what has been found by then is handed to it, so that nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    located_error,
)

from schema.direct_arguments import DirectArguments, direct_arguments
from schema.executor import KeptAnswers, PlainSelection, plain_selection, written
from schema.json_inputs import NotPlainError

UseCase: TypeAlias = Callable[..., Awaitable[Sequence[Any]]]
"""Returns offers, from the context and the field's arguments by name."""

_EXTENSION: Final = "segue-direct-answers"


@final
@dataclass(frozen=True, slots=True)
class DirectField:
    """A field that is a list of offers, and can be answered directly.

    Attributes:
        use_case: finds the offers.
        kept_answers: says what the campaign of an offer has been completed to before.
    """

    use_case: UseCase
    kept_answers: Callable[[Any], KeptAnswers | None]


@final
@dataclass(frozen=True, slots=True)
class Found:
    """What the use-case has returned already: the root value that the executor goes on from."""

    offers: Sequence[Any]


@final
@dataclass(frozen=True, slots=True)
class DirectPlan:
    """How to answer a document: its only operation has only this field."""

    operation: OperationDefinitionNode
    node: FieldNode
    field: DirectField
    arguments: DirectArguments
    name: str
    selection: PlainSelection

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
    node = parts[0]
    if operation.operation is not OperationType.QUERY or operation.directives or len(parts) != 1:
        return None
    if not isinstance(node, FieldNode) or node.directives or schema.query_type is None:
        return None
    field = schema.query_type.fields.get(node.name.value)
    direct = None if field is None else field.extensions.get(_EXTENSION)
    selection = plain_selection(node)
    if field is None or direct is None or selection is None:
        return None
    try:
        arguments = direct_arguments(schema, operation, node, field)
    except NotPlainError:
        return None
    name = node.alias.value if node.alias else node.name.value
    return DirectPlan(operation, node, direct, arguments, name, selection)


async def direct_answer(
    plan: DirectPlan, variables: Mapping[str, Any], context: Any
) -> ExecutionResult | Found | None:
    """Return the answer; what was found when an executor must write it down; else `None`."""
    try:
        given = plan.arguments.read(variables)
    except NotPlainError:
        return None
    try:
        offers = await plan.field.use_case(context, **given)
    except Exception as error:  # noqa: BLE001, as graphql-core does with whatever a resolver raises
        # The field is never null, and so without it there are no data at all.
        return ExecutionResult(None, [located_error(error, [plan.node], [plan.name])])
    kept_answers = plan.field.kept_answers
    items = [written(plan.selection, offer, kept_answers(offer)) for offer in offers]
    return Found(offers) if None in items else ExecutionResult({plan.name: items})
