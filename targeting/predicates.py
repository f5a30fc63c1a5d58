"""The first compiler: the live rules of a store become Python predicates over an `Evaluation`.

Everything that can be parsed is parsed when compiling. A compiled predicate is total: it doesn't
raise whatever a visitor's document holds, nobody is in an unknown segment, and nothing compares with
an unknown threshold. Sub-expressions that several rules share are worked out once per evaluation, and of many
segments only those are evaluated that may hold at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Final, final

from targeting.behaviour import Behaviour, Feature, Moment, Stream
from targeting.code_generation import Compiler, Predicate
from targeting.evaluation import Evaluation
from targeting.number_sets import numbers_in
from targeting.rule_graph import Node, RuleGraph
from targeting.rule_index import NecessaryTests, RuleIndex, necessary_tests
from targeting.rules import Rule, behaviours_of
from targeting.sequences import InOrder, Unfollowed
from targeting.steps import Steps, finished, one_by_one

_NO_SEGMENTS: Final[Mapping[str, Rule]] = {}
_FEW_AUDIENCES: Final = 200
"""Too few for it to matter that they are left over."""


def compile_rule(rule: Rule, segments: Mapping[str, Rule] = _NO_SEGMENTS) -> Predicate:
    """Return the predicate of one rule, which may refer to `segments` by their keys.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """
    graph = RuleGraph(segments)
    return Compiler(graph).predicate(graph.node(rule))


@final
@dataclass(frozen=True, slots=True)
class _Audience:
    """A compiled audience, with the tests of which it needs one to hold and what it asks of behaviour."""

    predicate: Predicate
    tests: NecessaryTests
    behaviours: frozenset[Behaviour | InOrder | Unfollowed]


@final
class SegmentCatalog:
    """The live segments of one store and the audiences of its live campaigns, compiled together.

    Attributes:
        keys: the keys of the segments, in the order given.
        behaviours: what they ask of behaviour.
        features: the behaviour features that evaluating them reads, by key.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """

    def __init__(
        self, rules: Mapping[str, Rule], audiences: Mapping[str, Rule] = _NO_SEGMENTS
    ) -> None:
        finished(self._compiled(rules, audiences))

    @classmethod
    def in_steps(
        cls, rules: Mapping[str, Rule], audiences: Mapping[str, Rule] = _NO_SEGMENTS
    ) -> Steps[SegmentCatalog]:
        """Compile a little more with each step; what comes of it, and is raised, is as by the constructor."""
        catalog = cls.__new__(cls)
        yield from catalog._compiled(rules, audiences)  # noqa: SLF001, its own class's
        return catalog

    def with_audiences(self, audiences: Mapping[str, Rule]) -> Steps[SegmentCatalog]:
        """Compile a catalog of the same segments and other audiences in steps.

        An audience that this catalog has by the same key is taken over, so a key must stand for the same
        rule in both. This catalog stays as it is. What both need is kept once, and so is what only audiences
        needed that have gone: see `is_mostly_left_over`.
        """
        catalog = copy(self)
        yield from catalog._with_audiences(audiences)  # noqa: SLF001, its own class's
        return catalog

    @property
    def is_mostly_left_over(self) -> bool:
        """Whether most of the audiences that were ever compiled here have gone, so that a new start saves memory."""
        return self._compiled_audiences > 2 * len(self._audiences) + _FEW_AUDIENCES

    def _compiled(self, rules: Mapping[str, Rule], audiences: Mapping[str, Rule]) -> Steps[None]:
        self._graph = RuleGraph(dict(rules))
        self._compiler = Compiler(self._graph)
        self._audiences: Mapping[str, _Audience] = {}
        self._compiled_audiences = 0
        nodes = yield from one_by_one(self._graph.segment, rules)
        for node in nodes:
            node.uses += 1  # whoever asks for the segment itself
        # All nodes come before the first predicate, which remembers what it is known to share with others.
        audience_nodes = yield from self._nodes_of(audiences)
        self._predicates = yield from one_by_one(self._compiler.predicate, nodes)
        self._index = yield from RuleIndex.in_steps(map(necessary_tests, nodes))
        self._numbers = {key: number for number, key in enumerate(rules)}
        self.keys = tuple(rules)
        asked = yield from one_by_one(behaviours_of, rules.values())
        self._asked_by_segments = frozenset[Behaviour | InOrder | Unfollowed]().union(*asked)
        yield from self._take(audiences, audience_nodes)

    def _with_audiences(self, audiences: Mapping[str, Rule]) -> Steps[None]:
        nodes = yield from self._nodes_of(audiences)
        yield from self._take(audiences, nodes)

    def _nodes_of(self, audiences: Mapping[str, Rule]) -> Steps[dict[str, Node]]:
        """Return the nodes of the audiences that aren't compiled yet, by key."""
        fresh = [key for key in audiences if key not in self._audiences]
        nodes = yield from one_by_one(lambda key: self._graph.node(audiences[key]), fresh)
        for node in nodes:
            node.uses += 1  # the campaign itself
        return dict(zip(fresh, nodes, strict=True))

    def _take(self, rules: Mapping[str, Rule], fresh: Mapping[str, Node]) -> Steps[None]:
        """Make these the audiences, of which the fresh ones are compiled now."""
        compiled = yield from one_by_one(lambda key: self._audience(rules[key], fresh[key]), fresh)
        known = {**self._audiences, **dict(zip(fresh, compiled, strict=True))}
        self._audiences = {key: known[key] for key in rules}
        self._compiled_audiences += len(fresh)
        yield
        self.behaviours = self._asked_by_segments.union(
            *(audience.behaviours for audience in self._audiences.values() if audience.behaviours)
        )
        self.features: Mapping[str, Feature] = {
            feature.key: feature for asked in self.behaviours for feature in asked.features
        }

    def _audience(self, rule: Rule, node: Node) -> _Audience:
        return _Audience(self._compiler.predicate(node), necessary_tests(node), behaviours_of(rule))

    def unanswered(self, streams: Mapping[str, Stream], moment: Moment) -> Mapping[str, Feature]:
        """Return the features, by key, of which `streams` hold too little for some rule.

        That is so for visitors who did very much (`STREAM_LIMIT`), and rules that look far back.
        """
        if all(stream.earlier is None for stream in streams.values()):
            return {}
        return {
            feature.key: feature
            for asked in self.behaviours
            if not asked.is_answered_by(streams, moment)
            for feature in asked.features
        }

    def audience(self, key: str) -> Predicate:
        """Return the predicate of an audience that was given when the catalog was made."""
        return self._audiences[key].predicate

    def audience_tests(self, key: str) -> NecessaryTests:
        """Return the tests of which an audience that was given needs one to hold."""
        return self._audiences[key].tests

    def is_member(self, key: str, evaluation: Evaluation) -> bool:
        """Say whether the visitor is in the segment; false for a segment that isn't live."""
        number = self._numbers.get(key)
        return number is not None and self._predicates[number](evaluation)

    def memberships(self, evaluation: Evaluation) -> list[str]:
        """Return the keys of all segments that the visitor is in, in the catalog's order."""
        predicates = self._predicates
        return [
            self.keys[number]
            for number in numbers_in(self._index.candidates(evaluation))
            if predicates[number](evaluation)
        ]
