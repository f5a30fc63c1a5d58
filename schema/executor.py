"""Executes operations; of a campaign that never changes, what a selection of it answers is kept.

The answer to a page view is mostly campaigns, and all visitors who get the same version, variant and
language get the same of it. So it is completed once for each selection, as JSON, and then only copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias, final

import orjson
from graphql import FieldNode, FragmentDefinitionNode, Node, VariableNode, Visitor, visit
from graphql.language import FragmentSpreadNode
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from typing_extensions import override

MOST_SELECTIONS: Final = 64
"""How many selections of one rendition are kept: storefronts have a few, and nobody can fill the memory."""


@final
@dataclass(frozen=True, slots=True)
class _Completed:
    """What a selection answers; `node` is kept so that its identity isn't another's later."""

    node: FieldNode
    answer: orjson.Fragment


KeptAnswers: TypeAlias = dict[int, _Completed]
"""What selections of one campaign, by the identity of their nodes, have been completed to."""


@final
class _Identity:
    """A node, compared by what it is and not by what stands in it."""

    __slots__ = ("node",)

    def __init__(self, node: FieldNode) -> None:
        self.node = node

    @override
    def __hash__(self) -> int:
        return id(self.node)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.node is self.node


@final
@dataclass(frozen=True, slots=True)
class PlainSelection:
    """What is selected of an offer, when that is nothing but its plain fields and its campaign.

    Attributes:
        fields: the name in the answer and the attribute of each, in order; `None` for the type's name.
        campaign: the name in the answer and the node of the campaign, `None` when it isn't selected.
    """

    node: FieldNode
    fields: tuple[tuple[str, str | None], ...]
    campaign: tuple[str, FieldNode] | None


_TYPE_NAME: Final = "EligibleCampaign"
_PLAIN_FIELDS: Final[Mapping[str, str | None]] = {
    "__typename": None,
    "decisionId": "decision_id",
    "variant": "variant",
    "control": "is_control",
    "isTest": "is_test",
}
"""Fields of an offer that go into JSON as they are, and the attributes that they are read from."""


@final
class RenditionExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, with the answers to selections of immutable campaigns kept beside them.

    Documents are parsed once, so a selection is known by its node. Whatever isn't the same for everybody (a
    selection with variables, a personal rendition, an answer with errors) is executed as ever.
    """

    @override
    def complete_object_value(
        self,
        return_type: Any,
        field_details_list: Any,
        info: Any,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Return the object; an offer of which only plain fields are selected is written down directly."""
        if return_type.name == _TYPE_NAME and len(field_details_list) == 1:
            node = field_details_list[0].node
            selection = plain_selection(node)
            kept = result.campaign.kept_answers
            answer = None if selection is None else written(selection, result, kept)
            if answer is not None:
                return answer
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )

    @override
    def complete_abstract_value(
        self,
        return_type: Any,
        field_details_list: Any,
        info: Any,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Return the object, or the JSON that it has been completed to before."""
        kept: KeptAnswers | None = getattr(result, "kept_answers", None)
        if kept is None or len(field_details_list) != 1:
            return super().complete_abstract_value(
                return_type, field_details_list, info, path, result, position_context
            )
        node = field_details_list[0].node
        known = kept.get(id(node))
        if known is not None and known.node is node:
            return known.answer
        errors_before = len(self.collected_errors.errors)
        completed = super().complete_abstract_value(
            return_type, field_details_list, info, path, result, position_context
        )
        is_shared = (
            isinstance(completed, dict) and len(self.collected_errors.errors) == errors_before
        )
        if not is_shared or not _is_the_same_for_all(node, self.fragment_definitions):
            return completed
        if len(kept) >= MOST_SELECTIONS:
            kept.clear()
        answer = orjson.Fragment(orjson.dumps(completed))
        kept[id(node)] = _Completed(node, answer)
        return answer


def written(selection: PlainSelection, offer: Any, kept: KeptAnswers | None) -> Any:
    """Return the answer for an offer, as JSON has it; `None` when its campaign hasn't been completed before.

    Args:
        selection: what is asked of the offer.
        offer: has its plain fields.
        kept: what selections of the offer's campaign have been completed to.
    """
    answer = {
        name: _TYPE_NAME if attribute is None else getattr(offer, attribute)
        for name, attribute in selection.fields
    }
    if selection.campaign is None:
        return answer
    name, node = selection.campaign
    known = None if kept is None else kept.get(id(node))
    if known is None or known.node is not node:
        return None
    answer[name] = known.answer
    return answer


def plain_selection(node: FieldNode) -> PlainSelection | None:
    """Return what a node selects of an offer; `None` when graphql-core must look at it."""
    return _plain_selection(_Identity(node))


@lru_cache(maxsize=256)
def _plain_selection(holder: _Identity) -> PlainSelection | None:
    selected = holder.node.selection_set
    fields: list[tuple[str, str | None]] = []
    campaign: tuple[str, FieldNode] | None = None
    for part in selected.selections if selected else ():
        if not isinstance(part, FieldNode) or part.directives:
            return None
        name = part.alias.value if part.alias else part.name.value
        if part.name.value == "campaign" and campaign is None:
            campaign = name, part
        elif part.name.value in _PLAIN_FIELDS and campaign is None:
            fields.append((name, _PLAIN_FIELDS[part.name.value]))
        else:
            return None
    names = [name for name, _ in fields] + ([campaign[0]] if campaign else [])
    if len(set(names)) != len(names):
        return None
    return PlainSelection(holder.node, tuple(fields), campaign)


def _is_the_same_for_all(node: FieldNode, fragments: Mapping[str, Any]) -> bool:
    """Say whether no variable has a part in what a selection answers."""
    search = _VariableSearch()
    waiting: list[Node] = [node]
    seen: set[str] = set()
    while waiting and not search.has_found:
        visit(waiting.pop(), search)
        for name in search.spreads - seen:
            seen.add(name)
            waiting.append(_definition(fragments[name]))
    return not search.has_found


def _definition(fragment: Any) -> FragmentDefinitionNode:
    """Return the fragment's node: graphql-core keeps what it knows of a fragment around it."""
    definition: FragmentDefinitionNode = getattr(fragment, "definition", fragment)
    return definition


@final
class _VariableSearch(Visitor):
    """Looks for variables, and notes the fragments to look into."""

    def __init__(self) -> None:
        super().__init__()
        self.has_found = False
        self.spreads: set[str] = set()

    def enter_variable(self, _: VariableNode, *__: object) -> None:
        self.has_found = True

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.spreads.add(node.name.value)
