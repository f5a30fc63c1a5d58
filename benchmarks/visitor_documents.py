"""Made-up visitors whose documents have the parts and the size that real ones have."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from documents.connection import RawDocument
from documents.visitors import stored_visitor
from targeting.behaviour import Collected, EventKind, Feature, PropertyCondition
from targeting.operators import Operator
from targeting.values import MICROS_PER_UNIT, epoch_ms

_CATEGORIES: Final = ("kitchen", "garden", "bath", "lighting")
FEATURES: Final = (
    Feature(EventKind.PAGE_VIEW),
    Feature(EventKind.PRODUCT_VIEW),
    Feature(EventKind.PURCHASE),
    Feature(EventKind.BASKET_ADD, (), Collected.AMOUNTS, "quantity"),
    *(
        Feature(EventKind.PRODUCT_VIEW, (PropertyCondition("category", Operator.EQUAL, category),))
        for category in _CATEGORIES
    ),
)
"""What the made-up visitors have streams of."""

CAMPAIGN_IDS: Final = tuple(f"{number:024x}" for number in range(0x6530_0000, 0x6530_000A))


def visitor_documents(store_id: str, number: int, now: datetime) -> list[RawDocument]:
    """Return that many visitors as they are stored, the same in every run."""
    raws = [_visitor(store_id, index, now) for index in range(number)]
    for raw in raws:
        stored_visitor(raw)  # fails when our documents have taken another shape
    return raws


def _visitor(store_id: str, index: int, now: datetime) -> RawDocument:
    chance = Random(index)  # noqa: S311, made-up data
    first_seen_at = now - timedelta(days=chance.randint(30, 700))
    return {
        "store_id": store_id,
        "visitor_id": f"visitor-{index:06}",
        "revision": chance.randint(5, 400),
        "first_seen_at": first_seen_at,
        "last_seen_at": now - timedelta(minutes=chance.randint(1, 40_000)),
        "registered_at": first_seen_at + timedelta(days=2),
        "declared": _declared(chance, now),
        "traits": {
            f"trait_{name}": _said(chance.randint(0, 1_000), now, name)
            for name in range(chance.randint(2, 6))
        },
        "orders": _orders(chance, now),
        "shuffle": chance.random(),
        "sessions": chance.randint(1, 90),
        "streams": {feature.key: _stream(chance, now, feature) for feature in FEATURES},
        "campaigns": {
            campaign_id: _history(chance, now)
            for campaign_id in chance.sample(CAMPAIGN_IDS, chance.randint(2, len(CAMPAIGN_IDS)))
        },
        "consents": [
            {
                "channel": "email",
                "at": first_seen_at,
                "text": "Yes, send me news and offers by e-mail. I can stop that at any time.",
                "url": "https://shop.example/newsletter",
            }
        ],
    }


def _declared(chance: Random, now: datetime) -> RawDocument:
    values: dict[str, Any] = {
        "COUNTRY": chance.choice(("United Kingdom", "Germany", "Türkiye")),
        "CITY": chance.choice(("London", "Leipzig", "Ankara")),
        "AGE": chance.randint(18, 80),
        "LANGUAGE": "en",
        "INTERESTS": chance.sample(_CATEGORIES, 2),
        "EMAIL_SUBSCRIBER": True,
    }
    return {name: _said(value, now, number) for number, (name, value) in enumerate(values.items())}


def _said(value: Any, at: datetime, number: int) -> RawDocument:
    return {"value": value, "at": at, "by": f"0190c7a0-6f1e-7d00-8000-{number:012}"}


def _orders(chance: Random, now: datetime) -> RawDocument:
    gaps = [chance.uniform(1, 60) for _ in range(chance.randint(2, 20))]
    return {
        "count": len(gaps) + 1,
        "revenue_micros": 30_000_000 * (len(gaps) + 1),
        "average_value": 30.0,
        "units_per_order": 2.5,
        "discounted_share": 0.25,
        "first_at": now - timedelta(days=sum(gaps)),
        "last_at": now,
        "median_gap_days": sorted(gaps)[len(gaps) // 2],
        "gaps_days": gaps,
    }


def _stream(chance: Random, now: datetime, feature: Feature) -> RawDocument:
    until_ms = epoch_ms(now)
    ages_ms = sorted(chance.sample(range(60 * 86_400_000), chance.randint(3, 40)), reverse=True)
    stream: RawDocument = {"at": [until_ms - age_ms for age_ms in ages_ms]}
    if feature.collected is Collected.AMOUNTS:
        stream["entries"] = [chance.randint(1, 9) * MICROS_PER_UNIT for _ in ages_ms]
    return stream


def _history(chance: Random, now: datetime) -> RawDocument:
    return {
        "impressions": chance.randint(1, 12),
        "clicks": chance.randint(0, 2),
        "last_impression_at": now - timedelta(hours=chance.randint(1, 500)),
    }
