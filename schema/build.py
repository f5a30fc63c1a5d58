"""What both schemas have in common: limits, caches, and how errors are logged."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, final

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)
from graphql import execute as graphql_execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.extensions import AddValidationRules
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType
from typing_extensions import override

from schema.direct_answers import DirectPlan, Found, direct_answer, direct_plan
from schema.document_cache import UNPLANNED, DocumentCache, KnownDocument, KnownDocuments
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
        self._documents = KnownDocuments()
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

    @property
    def documents(self) -> KnownDocuments:
        """The documents that needn't be parsed and validated again."""
        return self._documents

    def trust(self, text: str) -> list[GraphQLError]:
        """Know a document from now on, with its plan; or return what is wrong with it."""
        try:
            document = parse(text)
        except GraphQLError as error:
            return [error]
        errors = validate(self._schema, document, [*specified_rules, QueryLimits])
        if not errors:
            plan = direct_plan(self._schema, document)
            self._documents.trust(text, KnownDocument(document, errors, plan))
        return errors

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
        known = self._documents.find_valid(query)
        plan = None if known is None else self._plan_of(known)
        answer: Any = None
        if plan is not None and plan.is_of(operation_name):
            answer = await direct_answer(plan, variable_values or {}, context_value)
        elif known is None or get_operation_ast(known.document, operation_name) is None:
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
        if known is not None and (answer is None or isinstance(answer, Found)):
            answer = await self._executed(
                known.document, answer or root_value, context_value, variable_values, operation_name
            )
        for error in answer.errors or ():
            log_error(error, query)
        return ExecutionResult(data=answer.data, errors=answer.errors)

    def _plan_of(self, known: KnownDocument) -> DirectPlan | None:
        if known.plan is UNPLANNED:
            known.plan = direct_plan(self._schema, known.document)
        plan: DirectPlan | None = known.plan
        return plan

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
