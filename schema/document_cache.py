"""Documents that have been seen before are neither parsed nor validated again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension
from typing_extensions import override

MOST_DOCUMENTS: Final = 256
"""How many documents each schema remembers; the one that wasn't asked for the longest goes first."""


UNPLANNED: Final = object()


@final
@dataclass(slots=True)
class KnownDocument:
    """A document, and what is known of it.

    Attributes:
        errors: what validation found; `None` before it was asked.
        plan: how to answer it without an executor; `UNPLANNED` before somebody looked.
    """

    document: DocumentNode
    errors: list[GraphQLError] | None = None
    plan: Any = UNPLANNED


DocumentsByText: TypeAlias = OrderedDict[str, KnownDocument]
"""The documents of one schema, the one that wasn't asked for the longest first."""


@final
class DocumentCache(SchemaExtension):
    """Looks documents up by their text.

    Strawberry's own caches compare whole syntax trees to find out that a document is the same, which takes
    longer than all else that it does. One cache belongs to one schema and its validation rules.
    """

    def __init__(self, known: DocumentsByText) -> None:
        super().__init__()
        self._known = known
        self._found: KnownDocument | None = None

    @override
    def on_parse(self) -> Iterator[None]:
        """Give the document that this text was parsed to before; else remember what it is parsed to."""
        context = self.execution_context
        text = context.query or ""
        self._found = self._known.get(text)
        if self._found is not None:
            self._known.move_to_end(text)
            context.graphql_document = self._found.document
        yield
        if self._found is None and context.graphql_document is not None:
            self._found = self._known[text] = KnownDocument(context.graphql_document)
            if len(self._known) > MOST_DOCUMENTS:
                self._known.popitem(last=False)

    @override
    def on_validate(self) -> Iterator[None]:
        """Give what validation found before; else remember what it finds."""
        context = self.execution_context
        if self._found is not None and self._found.errors is not None:
            context.pre_execution_errors = self._found.errors
        yield
        if self._found is not None:
            self._found.errors = list(context.pre_execution_errors or ())


def new_document_cache() -> DocumentsByText:
    """Return an empty cache for one schema."""
    return OrderedDict()


def valid_document(known: DocumentsByText, text: str | None) -> KnownDocument | None:
    """Return the document that this text was parsed to before, if nothing was found wrong in it."""
    found = known.get(text or "")
    if found is None or found.errors is None or found.errors:
        return None
    known.move_to_end(text or "")
    return found
