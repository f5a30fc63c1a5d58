"""The golden rules inside MongoDB: what a rule finds there is what the cases say."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from api.database import Database
from documents.audience_plans import AudiencePlanner
from documents.events import event_to_raw
from targeting.behaviour import EventKind
from targeting.evaluation import Evaluation, VisitorFacts
from targeting.events import EventRecord
from targeting.rule_parsing import parse_rule
from targeting.values import MICROS_PER_UNIT
from tests.equivalence.strategies import storable
from tests.equivalence.test_compilers_agree import found_by
from tests.targeting.test_golden_rules import (
    RULES,
    Case,
    evaluation_of,
)

# A pipeline sees no request; cases that have one are answered by predicates alone.
WITHOUT_REQUEST = [case for case in RULES if "request" not in case]


@pytest.mark.parametrize("case", WITHOUT_REQUEST, ids=[c["id"] for c in WITHOUT_REQUEST])
async def test_rule_finds_the_visitor_as_expected(database: Database, case: Case) -> None:
    store_id = uuid4().hex
    rule = parse_rule(case["rule"])
    segments = {key: parse_rule(source) for key, source in case.get("segments", {}).items()}
    evaluation = evaluation_of(case, [rule, *segments.values()])
    await _store(database, store_id, evaluation.visitor, case)
    nobody = Evaluation(
        VisitorFacts(""),
        now=evaluation.now,
        thresholds=evaluation.thresholds,
        time_zone=evaluation.time_zone,
    )
    planner = AudiencePlanner(store_id, rule, segments, nobody)
    for plan in (planner.all_members(), planner.members_of_slice(1)):
        assert bool(await found_by(database, plan)) is case["expected"], plan


async def _store(database: Database, store_id: str, facts: VisitorFacts, case: Case) -> None:
    said = {
        group: {name: {"value": storable(value)} for name, value in values.items()}
        for group, values in (("declared", facts.declared), ("traits", facts.traits))
    }
    await database["visitors"].insert_one(
        {
            "store_id": store_id,
            "visitor_id": "v1",
            "shuffle": 0.5,
            "first_seen_at": facts.first_seen_at,
            "last_seen_at": facts.last_seen_at,
            "registered_at": evaluation_moment(case) if facts.is_registered else None,
            "sessions": facts.sessions,
            **said,
            **_orders(facts),
        }
    )
    events = [
        event_to_raw(
            store_id,
            "v1",
            EventRecord(
                f"e{number}",
                EventKind(event["kind"]),
                datetime.fromisoformat(event["at"]),
                event["properties"],
                event["sessionId"],
            ),
            evaluation_moment(case),
        )
        for number, event in enumerate(case.get("visitor", {}).get("events", ()))
    ]
    if events:
        await database["events"].insert_many(events)


def evaluation_moment(case: Case) -> datetime:
    return datetime.fromisoformat(case["now"])


def _orders(facts: VisitorFacts) -> dict[str, Any]:
    orders = facts.orders
    if not orders.count:
        return {}
    names = ("average_value", "units_per_order", "discounted_share", "median_gap_days")
    return {
        "orders": {
            "count": orders.count,
            "revenue_micros": round(orders.revenue * MICROS_PER_UNIT),
            "first_at": orders.first_at,
            "last_at": orders.last_at,
            **{name: getattr(orders, name) for name in names},
            **{name: list(getattr(orders, name)) for name in ("products", "categories", "brands")},
        }
    }
