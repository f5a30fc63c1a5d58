"""How much one request may ask for: a validation rule that visits each fragment once.

Strawberry's own limiters visit a fragment each time it is spread, which a short document can make
exponential; here what a fragment costs is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValidationRule,
)

MAXIMUM_DEPTH: Final = 12
MAXIMUM_ALIASES: Final = 15
MAXIMUM_DIRECTIVES: Final = 20
MAXIMUM_FIELDS: Final = 300
MAXIMUM_MUTATIONS: Final = 4


@final
@dataclass(frozen=True, slots=True)
class _Size:
    """What a selection comes to once its fragments stand in their places."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    roots: int = 0

    def beside(self, other: _Size) -> _Size:
        return _Size(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.fields + other.fields,
            self.roots + other.roots,
        )


_LIMITS: Final = {
    "depth": (MAXIMUM_DEPTH, "is nested {found} levels deep"),
    "aliases": (MAXIMUM_ALIASES, "has {found} aliases"),
    "directives": (MAXIMUM_DIRECTIVES, "has {found} directives"),
    "fields": (MAXIMUM_FIELDS, "selects {found} fields"),
}


class QueryLimits(ValidationRule):
    """Refuses documents beyond the limits above, before anything is executed."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._fragments: dict[str, _Size] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        """Report the limits that an operation exceeds; introspection is bounded by its own rule."""
        size = self._size_of_set(node.selection_set).beside(
            _Size(directives=len(node.directives or ()))
        )
        for name, (limit, text) in _LIMITS.items():
            found = getattr(size, name)
            if found > limit:
                self._refuse(node, f"{text.format(found=found)}; at most {limit} are allowed")
        if node.operation is OperationType.MUTATION and size.roots > MAXIMUM_MUTATIONS:
            self._refuse(
                node, f"has {size.roots} mutations; at most {MAXIMUM_MUTATIONS} are allowed"
            )

    def _refuse(self, node: OperationDefinitionNode, what: str) -> None:
        self.report_error(
            GraphQLError(f"The operation {what}.", node, extensions={"code": "QUERY_TOO_LARGE"})
        )

    def _size_of_set(self, selections: SelectionSetNode | None) -> _Size:
        size = _Size()
        nodes = selections.selections if selections else ()
        for selection in nodes:
            size = size.beside(self._size_of(selection))
        # Clients with a normalised cache ask for the type's name in every set; beside others it is free.
        is_named_too = len(nodes) > 1 and any(map(_is_type_name, nodes))
        return replace(size, fields=size.fields - is_named_too)

    def _size_of(self, node: SelectionNode) -> _Size:
        own = _Size(directives=len(node.directives or ()))
        if isinstance(node, FragmentSpreadNode):
            return own.beside(self._size_of_fragment(node.name.value))
        inner = self._size_of_set(getattr(node, "selection_set", None))
        if not isinstance(node, FieldNode):
            return own.beside(inner)
        if node.name.value in {"__schema", "__type"}:
            inner = _Size()
        return _Size(
            inner.depth + 1,
            inner.aliases + (node.alias is not None),
            inner.directives + own.directives,
            inner.fields + 1,
            roots=1,
        )

    def _size_of_fragment(self, name: str) -> _Size:
        if name not in self._fragments:
            self._fragments[name] = _Size()  # a fragment in a circle is another rule's to refuse
            fragment = self.context.get_fragment(name)
            if isinstance(fragment, FragmentDefinitionNode):
                self._fragments[name] = self._size_of_set(fragment.selection_set)
        return self._fragments[name]


def _is_type_name(node: SelectionNode) -> bool:
    return isinstance(node, FieldNode) and node.alias is None and node.name.value == "__typename"
