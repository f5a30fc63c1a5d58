"""Documents that have been seen before are neither parsed nor validated again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, final

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


@final
class KnownDocuments:
    """The documents of one schema by their text: those that are trusted for good, of others the latest."""

    def __init__(self) -> None:
        self._trusted: dict[str, KnownDocument] = {}
        self._latest: OrderedDict[str, KnownDocument] = OrderedDict()

    def __len__(self) -> int:
        return len(self._trusted) + len(self._latest)

    def __contains__(self, text: str) -> bool:
        return text in self._trusted or text in self._latest

    def find(self, text: str) -> KnownDocument | None:
        """Return what is known of a document."""
        found = self._trusted.get(text)
        if found is None:
            found = self._latest.get(text)
            if found is not None:
                self._latest.move_to_end(text)
        return found

    def find_valid(self, text: str | None) -> KnownDocument | None:
        """Return what is known of a document, if nothing was found wrong in it."""
        found = self.find(text or "")
        return None if found is None or found.errors is None or found.errors else found

    def trust(self, text: str, known: KnownDocument) -> None:
        """Remember a document for good."""
        self._trusted[text] = known

    def is_trusted(self, text: str) -> bool:
        """Say whether the document is one of those that are remembered for good."""
        return text in self._trusted

    def remember(self, text: str, document: DocumentNode) -> KnownDocument:
        """Remember a document until enough others have come."""
        known = self._latest[text] = KnownDocument(document)
        if len(self._latest) > MOST_DOCUMENTS:
            self._latest.popitem(last=False)
        return known


@final
class DocumentCache(SchemaExtension):
    """Looks documents up by their text.

    Strawberry's own caches compare whole syntax trees to find out that a document is the same, which takes
    longer than all else that it does. One cache belongs to one schema and its validation rules.
    """

    def __init__(self, known: KnownDocuments) -> None:
        super().__init__()
        self._known = known
        self._found: KnownDocument | None = None

    @override
    def on_parse(self) -> Iterator[None]:
        """Give the document that this text was parsed to before; else remember what it is parsed to."""
        context = self.execution_context
        text = context.query or ""
        self._found = self._known.find(text)
        if self._found is not None:
            context.graphql_document = self._found.document
        yield
        if self._found is None and context.graphql_document is not None:
            self._found = self._known.remember(text, context.graphql_document)

    @override
    def on_validate(self) -> Iterator[None]:
        """Give what validation found before; else remember what it finds."""
        context = self.execution_context
        if self._found is not None and self._found.errors is not None:
            context.pre_execution_errors = self._found.errors
        yield
        if self._found is not None:
            self._found.errors = list(context.pre_execution_errors or ())
