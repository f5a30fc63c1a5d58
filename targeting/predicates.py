"""The first compiler: the live rules of a store become Python predicates over an `Evaluation`.

Everything that can be parsed is parsed when compiling. A compiled predicate is total: it doesn't
raise whatever a visitor's document holds, nobody is in an unknown segment, and nothing compares with
an unknown threshold. Sub-expressions that several rules share are worked out once per evaluation, and of many
segments only those are evaluated that may hold at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, final

from targeting.behaviour import Behaviour, Feature, Moment, Stream
from targeting.code_generation import Compiler, Predicate
from targeting.evaluation import Evaluation
from targeting.rule_graph import RuleGraph
from targeting.rule_index import RuleIndex
from targeting.rules import Rule, behaviours_of
from targeting.sequences import InOrder, Unfollowed

_NO_SEGMENTS: Final[Mapping[str, Rule]] = {}


def compile_rule(rule: Rule, segments: Mapping[str, Rule] = _NO_SEGMENTS) -> Predicate:
    """Return the predicate of one rule, which may refer to `segments` by their keys.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """
    graph = RuleGraph(segments)
    return Compiler(graph).predicate(graph.node(rule))


@final
class SegmentCatalog:
    """The live segments of one store and the audiences of its live campaigns, compiled together.

    Attributes:
        keys: the keys of the segments, in the order given.
        features: the behaviour features that evaluating them reads, by key.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """

    def __init__(
        self, rules: Mapping[str, Rule], audiences: Mapping[str, Rule] = _NO_SEGMENTS
    ) -> None:
        self._rules = dict(rules)
        graph = RuleGraph(self._rules)
        self._nodes = [graph.segment(key) for key in self._rules]
        self._audiences = {key: graph.node(rule) for key, rule in audiences.items()}
        for node in (*self._nodes, *self._audiences.values()):
            node.uses += 1  # whoever asks for the segment or the campaign itself
        self._compiler = Compiler(graph)
        self._index = RuleIndex(self._nodes)
        self._numbers = {key: number for number, key in enumerate(self._rules)}
        self.keys: Final = tuple(self._rules)
        self._behaviours = frozenset[Behaviour | InOrder | Unfollowed]().union(
            *map(behaviours_of, (*self._rules.values(), *audiences.values()))
        )
        self.features: Final[Mapping[str, Feature]] = {
            feature.key: feature for asked in self._behaviours for feature in asked.features
        }

    def unanswered(self, streams: Mapping[str, Stream], moment: Moment) -> Mapping[str, Feature]:
        """Return the features, by key, of which `streams` hold too little for some rule.

        That is so for visitors who did very much (`STREAM_LIMIT`), and rules that look far back.
        """
        if all(stream.earlier is None for stream in streams.values()):
            return {}
        return {
            feature.key: feature
            for asked in self._behaviours
            if not asked.is_answered_by(streams, moment)
            for feature in asked.features
        }

    def audience(self, key: str) -> Predicate:
        """Return the predicate of an audience that was given when the catalog was made."""
        return self._compiler.predicate(self._audiences[key])

    def is_member(self, key: str, evaluation: Evaluation) -> bool:
        """Say whether the visitor is in the segment; false for a segment that isn't live."""
        number = self._numbers.get(key)
        return number is not None and self._compiler.predicate(self._nodes[number])(evaluation)

    def memberships(self, evaluation: Evaluation) -> list[str]:
        """Return the keys of all segments that the visitor is in, in the catalog's order."""
        nodes, compiled = self._nodes, self._compiler.predicate
        held = [
            number
            for number in self._index.candidates(evaluation)
            if (nodes[number].predicate or compiled(nodes[number]))(evaluation)
        ]
        held.sort()
        return [self.keys[number] for number in held]
