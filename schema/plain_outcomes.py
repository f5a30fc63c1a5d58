"""Writing down what became of a mutation, where a document asks for plain fields only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import FieldNode, InlineFragmentNode, SelectionSetNode
from strawberry.types.base import get_object_definition

from schema.direct_answers import Writer

_TYPE_NAME = "__typename"


def outcome_writer(node: FieldNode, kind: type[Any], fields: Mapping[str, str]) -> Writer | None:
    """Return how outcomes of one type are written down; those of others are left to an executor.

    `None` when the selection needs an executor in any case.

    Args:
        node: selects of a union that the type is a member of.
        kind: the type.
        fields: its plain fields by their names in the API, and the attributes that they are read from.
    """
    definition = get_object_definition(kind, strict=True)
    applicable = {definition.name, *(interface.name for interface in definition.interfaces)}
    selected: dict[str, str] = {}
    if not _is_plain(node.selection_set, applicable, {_TYPE_NAME, *fields}, selected):
        return None

    def write(outcome: Any) -> dict[str, Any] | None:
        if type(outcome) is not kind:
            return None
        return {
            name: definition.name if field == _TYPE_NAME else getattr(outcome, fields[field])
            for name, field in selected.items()
        }

    return write


def _is_plain(
    selection: SelectionSetNode | None,
    applicable: set[str],
    plain: set[str],
    selected: dict[str, str],
) -> bool:
    """Note what is selected of the type, by the names in the answer; say whether all of it is plain."""
    for part in selection.selections if selection else ():
        if part.directives:
            return False
        match part:
            case FieldNode() if part.name.value in plain:
                selected.setdefault(
                    part.alias.value if part.alias else part.name.value, part.name.value
                )
            case InlineFragmentNode(type_condition=condition):
                is_of_the_type = condition is None or condition.name.value in applicable
                if is_of_the_type and not _is_plain(
                    part.selection_set, applicable, plain, selected
                ):
                    return False
            case _:
                return False
    return True
