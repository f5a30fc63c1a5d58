"""The answer to a page view without an executor: one field, whose selection is plain.

What storefronts ask on every page is one query with the same document. For such a document it is worked out once
that nothing but coercing variables, calling the resolver and writing down is to be done. Whenever anything is
different (other selections, variables that don't fit, a campaign that hasn't been completed yet), nobody answers
here, and the executor does it all as ever: asking for eligible campaigns changes nothing, so it can be asked twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final, final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_argument_values,
    get_variable_values,
    located_error,
)

from schema.executor import PlainSelection, plain_selection, written

DIRECT_FIELD: Final = "eligibleCampaigns"


@final
@dataclass(frozen=True, slots=True)
class DirectPlan:
    """How to answer a document: its only operation has only this field."""

    operation: OperationDefinitionNode
    node: FieldNode
    field: GraphQLField
    name: str
    selection: PlainSelection


def direct_plan(schema: GraphQLSchema, document: DocumentNode) -> DirectPlan | None:
    """Return the plan for a valid document, `None` when an executor must look at it."""
    query = schema.query_type
    field = query.fields.get(DIRECT_FIELD) if query is not None else None
    operation = document.definitions[0]
    if field is None or not isinstance(operation, OperationDefinitionNode):
        return None
    parts = operation.selection_set.selections
    is_one = len(document.definitions) == 1 and len(parts) == 1 and not operation.directives
    node = parts[0]
    if not is_one or operation.operation is not OperationType.QUERY:
        return None
    if not isinstance(node, FieldNode) or node.name.value != DIRECT_FIELD or node.directives:
        return None
    selection = plain_selection(node)
    if selection is None:
        return None
    name = node.alias.value if node.alias else node.name.value
    return DirectPlan(operation, node, field, name, selection)


async def direct_answer(
    schema: GraphQLSchema, plan: DirectPlan, variables: Mapping[str, Any], context: Any
) -> ExecutionResult | None:
    """Return the answer, `None` when an executor must find out what there is to say."""
    values = get_variable_values(
        schema, plan.operation.variable_definitions or (), dict(variables), max_errors=1
    )
    if isinstance(values, list) or plan.field.resolve is None:
        return None
    try:
        given = get_argument_values(plan.field, plan.node, values)
    except GraphQLError:
        return None
    try:
        found = await plan.field.resolve(None, _info(context), **given)
    except Exception as error:  # noqa: BLE001, as graphql-core does with whatever a resolver raises
        # The field is never null, and so without it there are no data at all.
        return ExecutionResult(None, [located_error(error, [plan.node], [plan.name])])
    items = [written(plan.selection, offer) for offer in found]
    return None if None in items else ExecutionResult({plan.name: items})


def _info(context: Any) -> Any:
    """Return as much of graphql-core's `info` as the resolver of this field reads."""
    return SimpleNamespace(context=context)
