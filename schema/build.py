"""What both schemas have in common: limits, caches, and how errors are logged."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, final

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import AddValidationRules
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext
from typing_extensions import override

from schema.document_cache import DocumentCache, new_document_cache
from schema.errors import log_error
from schema.executor import RenditionExecutor
from schema.operation_choice import OperationChoice
from schema.query_limits import QueryLimits


def _limits() -> AddValidationRules:
    # The same class each time: the validation cache is keyed by it.
    return AddValidationRules([QueryLimits])


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
        super().__init__(
            query=query,
            mutation=mutation,
            types=list(types),
            extensions=[OperationChoice, _limits, partial(DocumentCache, new_document_cache())],
            exception_handlers=exception_handlers,
            execution_context_class=RenditionExecutor,
            config=StrawberryConfig(auto_camel_case=True),
        )

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    @override
    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log bugs and outages, without what clients sent."""
        query = execution_context.query if execution_context else None
        for error in errors:
            log_error(error, query)
