"""Three compilers, one meaning: predicate, pipeline and explanation give the same verdict.

Rules, visitors, event logs, figures and time zones are generated; values of the wrong kind are among
them. `SEGUE_EQUIVALENCE_BATCHES` sets how many batches of rules are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import tzinfo
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.database import Database
from documents.audience_plans import AudiencePlan, AudiencePlanner
from documents.connection import time_limit
from documents.events import event_to_raw
from documents.visitors import stored_visitor
from resolvers.known_visitors import with_streams
from targeting.behaviour import Feature
from targeting.evaluation import Evaluation, VisitorFacts
from targeting.explanation import SegmentRules, explain_rule
from targeting.predicates import SegmentCatalog, compile_rule
from targeting.rules import Rule, features_of, walk
from targeting.thresholds import StoreThresholds
from tests.equivalence.conftest import RULES_AT_ONCE, VISITORS_AT_ONCE, equivalence_settings
from tests.equivalence.strategies import (
    KINDS_OF_LEAVES,
    Generated,
    batches,
    kind_of,
    populations,
    storable,
    zones,
)
from tests.targeting.strategies import NOW, store_thresholds


async def store(database: Database, store_id: str, population: list[Generated]) -> None:
    own = [{"store_id": store_id, "visitor_id": f"v{number}"} for number in range(len(population))]
    await database["visitors"].insert_many(
        [
            {**visitor.raw, **id_, "revision": 0}
            for visitor, id_ in zip(population, own, strict=True)
        ]
    )
    events = [
        event_to_raw(store_id, f"v{number}", record, NOW)
        for number, visitor in enumerate(population)
        for record in visitor.log
    ]
    for event in events:
        event["properties"] = storable(event["properties"])
    if events:
        await database["events"].insert_many(events)


async def facts_of(
    database: Database, store_id: str, features: frozenset[Feature]
) -> list[VisitorFacts]:
    """The visitors as a query reads them, with the streams that rules ask for."""
    by_key = {feature.key: feature for feature in features}
    found = []
    async for raw in database["visitors"].find({"store_id": store_id}):
        visitor = stored_visitor(raw)
        found.append(
            (await with_streams(store_id, visitor.facts.visitor_id, visitor, by_key)).facts
        )
    return found


async def found_by(database: Database, plan: AudiencePlan) -> Counter[str]:
    async with time_limit(30):
        cursor = await database[plan.collection].aggregate(list(plan.stages))
        return Counter([raw["visitor_id"] async for raw in cursor])


@equivalence_settings
@given(data=st.data(), figures=store_thresholds, zone=zones)
async def test_predicate_pipeline_and_explanation_agree(
    database: Database, data: st.DataObject, figures: StoreThresholds, zone: tzinfo
) -> None:
    batch, segments = data.draw(batches(RULES_AT_ONCE))
    rules = [*batch, *segments.values()]
    store_id = uuid4().hex
    await store(database, store_id, data.draw(populations(rules, VISITORS_AT_ONCE)))
    features = frozenset[Feature]().union(*map(features_of, rules))
    everyone = await facts_of(database, store_id, features)

    def evaluation(facts: VisitorFacts) -> Evaluation:
        return Evaluation(facts, now=NOW, thresholds=figures, time_zone=zone)

    catalog = SegmentCatalog(segments, {str(number): rule for number, rule in enumerate(batch)})
    for number, rule in enumerate(batch):
        alone, together = compile_rule(rule, segments), catalog.audience(str(number))
        members = {facts.visitor_id for facts in everyone if alone(evaluation(facts))}
        assert members == {f.visitor_id for f in everyone if together(evaluation(f))}, rule
        named = SegmentRules(segments, {})
        explained = {
            facts.visitor_id
            for facts in everyone
            if explain_rule(rule, evaluation(facts), named).holds
        }
        assert members == explained, rule
        _verdicts[kind_of(rule)] += Counter(
            {True: len(members), False: len(everyone) - len(members)}
        )
        planner = AudiencePlanner(store_id, rule, segments, evaluation(VisitorFacts("")))
        for plan in (planner.all_members(), planner.members_of_slice(1)):
            found = await found_by(database, plan)
            if found != Counter(members):
                await name_the_leaf(database, store_id, rule, segments, everyone, evaluation)
            assert found == Counter(members), (rule, plan)
        page = await found_by(database, planner.members_after("v1"))
        assert page == Counter(member for member in members if member > "v1"), rule


async def name_the_leaf(
    database: Database,
    store_id: str,
    rule: Rule,
    segments: dict[str, Rule],
    everyone: list[VisitorFacts],
    evaluation: Callable[[VisitorFacts], Evaluation],
) -> None:
    """Fail with the smallest part of a rule on which predicate and pipeline differ."""
    parts = [part for root in (rule, *segments.values()) for part in walk(root)]
    for part in sorted(parts, key=lambda part: len(list(walk(part)))):
        planner = AudiencePlanner(store_id, part, segments, evaluation(VisitorFacts("")))
        predicate = compile_rule(part, segments)
        members = Counter(f.visitor_id for f in everyone if predicate(evaluation(f)))
        for plan in (planner.all_members(), planner.members_of_slice(1)):
            found = await found_by(database, plan)
            differing = set(found - members) | set(members - found)
            assert not differing, (
                part,
                plan,
                [facts for facts in everyone if facts.visitor_id in differing],
            )


_verdicts: dict[str, Counter[bool]] = defaultdict(Counter)
"""How often rules of a kind held and didn't."""


def test_every_kind_of_leaf_held_and_did_not() -> None:
    """Runs after the comparison: had it only ever seen one verdict, it would have proved nothing."""
    if not _verdicts:
        pytest.skip("the comparison wasn't run")
    assert _verdicts.keys() == {*KINDS_OF_LEAVES, "branch"}
    shares = {kind: found[True] / found.total() for kind, found in _verdicts.items()}
    assert all(0.02 < share < 0.98 for share in shares.values()), shares
