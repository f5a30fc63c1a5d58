"""What both schemas have in common: limits, caches, and how errors are logged."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, final

import strawberry
from graphql import DocumentNode, GraphQLError, GraphQLSchema, get_operation_ast
from graphql import execute as graphql_execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.extensions import AddValidationRules
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType
from typing_extensions import override

from schema.direct_answers import direct_answer, direct_plan
from schema.document_cache import (
    UNPLANNED,
    DocumentCache,
    new_document_cache,
    valid_document,
)
from schema.errors import log_error
from schema.executor import RenditionExecutor
from schema.operation_choice import OperationChoice
from schema.query_limits import QueryLimits


def _limits() -> AddValidationRules:
    # The same class each time: the validation cache is keyed by it.
    return AddValidationRules([QueryLimits])


_IS_AWAITABLE: Any = optimized_is_awaitable


@final
class SegueSchema(strawberry.Schema):
    """A schema with our limits; parsing and validation are cached by the query's text."""

    def __init__(
        self,
        *,
        query: type[Any],
        mutation: type[Any],
        types: Iterable[type[Any]] = (),
        exception_handlers: Iterable[strawberry.ExceptionHandler[Any, Any]] = (),
    ) -> None:
        self._documents = new_document_cache()
        super().__init__(
            query=query,
            mutation=mutation,
            types=list(types),
            extensions=[OperationChoice, _limits, partial(DocumentCache, self._documents)],
            exception_handlers=exception_handlers,
            execution_context_class=RenditionExecutor,
            config=StrawberryConfig(auto_camel_case=True),
        )

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    @override
    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Execute an operation; one of a document that is known to be valid goes straight to graphql-core.

        Our extensions have something to do before a document is valid, and nothing afterwards.
        """
        known = valid_document(self._documents, query)
        if known is None or get_operation_ast(known.document, operation_name) is None:
            result: Any = await super().execute(
                query,
                variable_values,
                context_value,
                root_value,
                operation_name,
                allowed_operation_types,
                operation_extensions,
            )
            return result  # type: ignore[no-any-return]  # deferred results are off
        if known.plan is UNPLANNED:
            known.plan = direct_plan(self._schema, known.document)
        answer: Any = None
        if known.plan is not None:
            answer = await direct_answer(
                self._schema, known.plan, variable_values or {}, context_value
            )
        if answer is None:
            answer = await self._executed(
                known.document, root_value, context_value, variable_values, operation_name
            )
        for error in answer.errors or ():
            log_error(error, query)
        return ExecutionResult(data=answer.data, errors=answer.errors)

    async def _executed(
        self,
        document: DocumentNode,
        root_value: Any,
        context_value: Any,
        variable_values: dict[str, Any] | None,
        operation_name: str | None,
    ) -> Any:
        executed: Any = graphql_execute(
            self._schema,
            document,
            root_value,
            context_value,
            variable_values,
            operation_name,
            executor_class=RenditionExecutor,
            is_awaitable=_IS_AWAITABLE,
            operation_extensions=None,
        )
        return await executed if optimized_is_awaitable(executed) else executed

    @override
    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log bugs and outages, without what clients sent."""
        query = execution_context.query if execution_context else None
        for error in errors:
            log_error(error, query)
