"""Of a visitor who does very much, the document holds the newest moments; rules still see all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from targeting.behaviour import STREAM_LIMIT
from tests.conftest import NOW
from tests.graphql_client import Clients

VIEWS = STREAM_LIMIT + 50
SEGMENTS = 'query { visitor(id: "ada") { segments { segments { key } } } }'


def behaviour(operator: str, number: float, **more: Any) -> dict[str, Any]:
    return {
        "behaviour": {
            "event": "PRODUCT_VIEW",
            "operator": operator,
            "value": {"number": number},
            **more,
        }
    }


def last(hours: int) -> dict[str, Any]:
    return {"last": {"amount": hours, "unit": "HOURS"}}


STEP = {"event": "PRODUCT_VIEW"}
OLDEST = {
    **STEP,
    "where": [{"property": "productId", "operator": "EQUAL", "value": {"text": "p-299"}}],
}


@pytest.mark.parametrize(
    "rule",
    [
        behaviour("EQUAL", VIEWS),
        behaviour("EQUAL", 280, window=last(280)),
        behaviour("EQUAL", 10, window=last(10)),
        behaviour("EQUAL", VIEWS, measure="DISTINCT", property="productId"),
        behaviour("EQUAL", VIEWS * 2, measure="SUM", property="price"),
        behaviour("BETWEEN", 0, measure="DAYS_SINCE_FIRST", value={"numbers": [12.4, 12.5]}),
        behaviour("GREATER", 3, window={"between": {"to": "2026-03-02T09:00:00"}}),
        {"sequence": {"steps": [OLDEST, STEP], "within": {"amount": 1, "unit": "HOURS"}}},
        {"unfollowed": {"event": STEP, "without": {"event": "PURCHASE"}}},
    ],
)
async def test_rules_that_look_further_back_than_the_document(
    clients: Clients, rule: dict[str, Any]
) -> None:
    await clients.publish_segment("busy", rule)
    for start in range(0, VIEWS, 100):
        await clients.track(
            "ada",
            *(
                {
                    "productView": {
                        "id": f"v-{hours}",
                        "productId": f"p-{hours}",
                        "price": 2,
                        "occurredAt": (NOW - timedelta(hours=hours)).isoformat(),
                    }
                }
                for hours in range(start, min(start + 100, VIEWS))
            ),
        )
        if start == 0:
            await clients.admin.ask(SEGMENTS)  # from here on the document has the streams
    data = await clients.admin.ask(SEGMENTS)
    assert "busy" in [s["key"] for s in data["visitor"]["segments"]["segments"]]
