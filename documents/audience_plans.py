"""How an audience is found: which collection is read first, and in which order tests are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from documents.behaviour_stages import Occurrences, lookup
from documents.connection import RawDocument
from documents.events import EventDocument
from documents.filters import EVERY_DOCUMENT, conjunction
from documents.rule_filters import RuleFilters, occurrences_of
from documents.visitors import VisitorDocument
from targeting.behaviour import NOTHING_DONE, Behaviour
from targeting.evaluation import Evaluation, resolved_test
from targeting.rule_graph import Node, NodeKind, RuleGraph
from targeting.rules import Condition, Rule
from targeting.sequences import InOrder, Unfollowed

_VISITORS: Final = VisitorDocument.get_collection_name
_EVENTS: Final = EventDocument.get_collection_name


@final
@dataclass(frozen=True, slots=True)
class AudiencePlan:
    """An aggregation that yields the documents of an audience's visitors.

    Attributes:
        collection: what it is run on: the visitors, or the events when only visitors who did
            something can be members.
        stages: what it does; each yields documents with `visitor_id`.
    """

    collection: str
    stages: tuple[RawDocument, ...]


@final
class AudiencePlanner:
    """Plans for one rule of one store at one moment.

    `at` is an evaluation of nobody: it carries the moment, the store's figures and its time zone.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """

    def __init__(
        self, store_id: str, rule: Rule, segments: Mapping[str, Rule], at: Evaluation
    ) -> None:
        self.store_id: Final = store_id
        self._at = at
        root = RuleGraph(segments).node(rule)
        self._conjuncts = root.children if root.kind is NodeKind.ALL else (root,)

    def all_members(self) -> AudiencePlan:
        """Return the plan that finds every member."""
        driving = self._driving()
        return self._from_visitors() if driving is None else self._from_events(driving)

    def members_after(self, visitor_id: str | None) -> AudiencePlan:
        """Return the plan that finds members in the order of their ids, those after one of them."""
        beyond = EVERY_DOCUMENT if visitor_id is None else {"visitor_id": {"$gt": visitor_id}}
        sort = {"visitor_id": 1}
        driving = self._driving()
        if driving is None:
            return self._from_visitors(beyond, sort)
        return self._from_events(driving, beyond, sort)

    def members_of_slice(self, share: float) -> AudiencePlan:
        """Return the plan that finds the members among a share of the visitors, drawn at random."""
        return self._from_visitors(slice_of(share), {"shuffle": 1})

    def _from_visitors(
        self, visitors: RawDocument = EVERY_DOCUMENT, sort: RawDocument | None = None
    ) -> AudiencePlan:
        steps = _Steps(self.store_id, RuleFilters(self._at))
        own = {"store_id": self.store_id, **visitors}
        sorting: list[RawDocument] = [] if sort is None else [{"$sort": sort}]
        plain, others = _told_apart(self._conjuncts)
        filters = [steps.filters.filter(node) for node in plain]
        stages = [{"$match": conjunction([own, *filters])}, *sorting, *steps.of(others)]
        return AudiencePlan(_VISITORS(), tuple(stages))

    def _from_events(
        self,
        driving: Node,
        visitors: RawDocument = EVERY_DOCUMENT,
        sort: RawDocument | None = None,
    ) -> AudiencePlan:
        """Group the events that a member must have, then join the visitors who pass that test."""
        steps = _Steps(self.store_id, RuleFilters(self._at))
        asked = _asked_by(driving)[0]
        field = steps.filters.field(asked)
        steps.known.add(asked)
        is_whole = set(_asked_by(driving)) == {asked}
        rest = [node for node in self._conjuncts if node is not driving or not is_whole]
        plain, others = _told_apart(rest)
        # Before the grouping is written: what the others read of these events is grouped, too.
        tested, later = steps.filters.filter(driving), steps.of(others)
        filter_ = conjunction([steps.filters.filter(node) for node in plain])
        stages: list[RawDocument] = [
            {"$match": {**asked.filter(self.store_id, self._at), **visitors}},
            *asked.group("$visitor_id", steps.filters.totals[asked]),
            {"$project": {"_id": 0, "visitor_id": "$_id", field: ["$$ROOT"]}},
            *([{"$match": tested}] if is_whole else []),
            *([] if sort is None else [{"$sort": sort}]),
            *self._joined(filter_, field),  # which leaves out orders of guests
            *later,
        ]
        return AudiencePlan(_EVENTS(), tuple(stages))

    def _joined(self, filter_: RawDocument, field: str) -> list[RawDocument]:
        own = conjunction([{"store_id": self.store_id}, filter_])
        return [
            {
                "$lookup": {
                    "from": _VISITORS(),
                    "localField": "visitor_id",
                    "foreignField": "visitor_id",
                    "pipeline": [{"$match": own}],
                    "as": "visitor",
                }
            },
            {"$unwind": "$visitor"},
            {"$replaceWith": {"$mergeObjects": ["$visitor", {field: f"${field}"}]}},
        ]

    def _driving(self) -> Node | None:
        """Return a conjunct that only visitors with a certain event can pass, if there is one."""
        return next((node for node in self._conjuncts if self._needs_an_event(node)), None)

    def _needs_an_event(self, node: Node) -> bool:
        match node.leaf:
            case InOrder() | Unfollowed():
                return True
            case Condition(Behaviour() as behaviour) as condition:
                test = resolved_test(condition, self._at)
                nothing = behaviour.measured(NOTHING_DONE, self._at.moment)
                return bool(occurrences_of(behaviour)) and test is not None and not test(nothing)
            case _:
                return False


def slice_of(share: float) -> RawDocument:
    """Return the filter of a share of all visitors, drawn at random."""
    return {"shuffle": {"$lt": share}} if share < 1 else EVERY_DOCUMENT


@final
class _Steps:
    """The stages that look behaviour up and test it, each as late and as seldom as can be."""

    def __init__(self, store_id: str, filters: RuleFilters) -> None:
        self._store_id = store_id
        self.filters = filters
        self.known: set[Occurrences] = set()

    def of(self, nodes: list[Node]) -> list[RawDocument]:
        """Return the stages that keep the visitors who pass all of the nodes."""
        ordered = sorted(nodes, key=lambda node: len(_asked_by(node)))
        # All filters first: only then it is known which totals each look-up is asked for.
        filters = [self.filters.filter(node) for node in ordered]
        stages: list[RawDocument] = []
        for node, filter_ in zip(ordered, filters, strict=True):
            for asked in _asked_by(node):
                if asked not in self.known:
                    self.known.add(asked)
                    stages.append(self._lookup(asked))
            stages.append({"$match": filter_})
        return stages

    def _lookup(self, asked: Occurrences) -> RawDocument:
        field = self.filters.field(asked)
        return lookup(asked, self.filters.totals[asked], field, self._store_id, self.filters.at)


def _told_apart(nodes: tuple[Node, ...] | list[Node]) -> tuple[list[Node], list[Node]]:
    """Return the nodes that the visitor's document answers, and those that need the event log."""
    plain = [node for node in nodes if not _asked_by(node)]
    return plain, [node for node in nodes if _asked_by(node)]


def _asked_by(node: Node) -> tuple[Occurrences, ...]:
    """Return what the node and all below it ask of the event log, each once."""
    found: dict[Occurrences, None] = {}
    match node.leaf:
        case Condition(Behaviour() as behaviour):
            found |= dict.fromkeys(occurrences_of(behaviour))
        case InOrder() | Unfollowed() as leaf:
            found |= dict.fromkeys(occurrences_of(leaf))
        case _:
            pass
    for child in node.children:
        found |= dict.fromkeys(_asked_by(child))
    return tuple(found)
