"""Which of a document's operations is meant: refused unless that is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

from graphql import GraphQLError, get_operation_ast
from strawberry.extensions import SchemaExtension
from typing_extensions import override


@final
class OperationChoice(SchemaExtension):
    """Strawberry takes the first operation when no name is given, and fails on an unknown one."""

    @override
    def on_parse(self) -> Iterator[None]:
        """Refuse a document of which it isn't clear what to execute."""
        yield
        context = self.execution_context
        if context.graphql_document is None:
            return
        # `operation_name` would give the first operation's name where none was sent.
        name = context._provided_operation_name  # noqa: SLF001, the library has no other way
        if get_operation_ast(context.graphql_document, name) is None:
            raise GraphQLError(
                f"The document has no operation '{name}'."
                if name
                else "Give `operationName`, or a document with exactly one operation.",
                extensions={"code": "GRAPHQL_VALIDATION_FAILED"},
            )
