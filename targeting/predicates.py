"""The first compiler: the live rules of a store become Python predicates over an `Evaluation`.

Everything that can be parsed is parsed when compiling. A compiled predicate is total: it doesn't
raise whatever a visitor's document holds, nobody is in an unknown segment, and nothing compares with
an unknown threshold. Sub-expressions that several rules share are worked out once per evaluation, and of many
segments only those are evaluated that may hold at all.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Final, TypeVar, final

from targeting.behaviour import Behaviour, Feature, Moment, Stream
from targeting.code_generation import Compiler, Predicate
from targeting.evaluation import Evaluation
from targeting.number_sets import numbers_in
from targeting.rule_graph import RuleGraph
from targeting.rule_index import NecessaryTests, RuleIndex, necessary_tests
from targeting.rules import Rule, behaviours_of
from targeting.sequences import InOrder, Unfollowed

_NO_SEGMENTS: Final[Mapping[str, Rule]] = {}
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


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
        behaviours: what they ask of behaviour.
        features: the behaviour features that evaluating them reads, by key.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """

    def __init__(
        self, rules: Mapping[str, Rule], audiences: Mapping[str, Rule] = _NO_SEGMENTS
    ) -> None:
        for _ in self._compiled(rules, audiences):
            pass

    @classmethod
    def in_steps(
        cls, rules: Mapping[str, Rule], audiences: Mapping[str, Rule] = _NO_SEGMENTS
    ) -> Generator[None, None, SegmentCatalog]:
        """Compile a little more with each `next`, for whoever has something else to do in between.

        The generator returns the same catalog as the constructor does, and raises the same.
        """
        catalog = cls.__new__(cls)
        yield from catalog._compiled(rules, audiences)  # noqa: SLF001, its own class's
        return catalog

    def _compiled(
        self, rules: Mapping[str, Rule], audiences: Mapping[str, Rule]
    ) -> Generator[None, None, None]:
        graph = RuleGraph(dict(rules))
        yield
        nodes = yield from _in_steps(graph.segment, rules)
        audience_nodes = yield from _in_steps(graph.node, audiences.values())
        for node in (*nodes, *audience_nodes):
            node.uses += 1  # whoever asks for the segment or the campaign itself
        compiler = Compiler(graph)
        self._predicates = yield from _in_steps(compiler.predicate, nodes)
        audience_predicates = yield from _in_steps(compiler.predicate, audience_nodes)
        self._audiences = dict(zip(audiences, audience_predicates, strict=True))
        self._audience_tests = dict(
            zip(audiences, map(necessary_tests, audience_nodes), strict=True)
        )
        self._index = RuleIndex(map(necessary_tests, nodes))
        self._numbers = {key: number for number, key in enumerate(rules)}
        self.keys = tuple(rules)
        yield
        asked = yield from _in_steps(behaviours_of, (*rules.values(), *audiences.values()))
        self.behaviours = frozenset[Behaviour | InOrder | Unfollowed]().union(*asked)
        self.features: Mapping[str, Feature] = {
            feature.key: feature for asked in self.behaviours for feature in asked.features
        }

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
        return self._audiences[key]

    def audience_tests(self, key: str) -> NecessaryTests:
        """Return the tests of which an audience that was given needs one to hold."""
        return self._audience_tests[key]

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


def _in_steps(
    make: Callable[[_Given], _Made], given: Iterable[_Given]
) -> Generator[None, None, list[_Made]]:
    """Return what is made of each, one at a time."""
    made = []
    for one in given:
        made.append(make(one))
        yield
    return made
