"""What orders come to, worked out inside MongoDB from the event log.

The same stages serve one visitor, within the transaction that stores a purchase, and all visitors
after an import; so the two can't differ.
"""

from __future__ import annotations

from typing import Any, Final

from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import (
    RawDocument,
    collection_of,
    time_limit,
    unavailability_reported,
)
from documents.events import EventDocument
from documents.value_expressions import days_between_expression
from documents.visitors import VisitorDocument
from targeting.behaviour import EventKind
from targeting.values import MICROS_PER_UNIT

_JOB_SECONDS: Final = 600
_ORDER_KINDS: Final = (EventKind.PURCHASE.value, EventKind.ORDER_CANCELLATION.value)


_BOUGHT: Final = ("products", "categories", "brands")


def _if_purchase(value: Any, otherwise: Any) -> RawDocument:
    return {"$cond": [{"$eq": ["$kind", EventKind.PURCHASE.value]}, value, otherwise]}


_BY_ORDER: Final[RawDocument] = {
    "_id": {"visitor": "$visitor_id", "order": "$order.number"},
    "placed_at": {"$min": _if_purchase("$at", None)},
    "total": {"$sum": _if_purchase("$order.total_micros", 0)},
    "units": {"$sum": _if_purchase("$order.units", 0)},
    "cancelled": {"$sum": _if_purchase(0, "$order.total_micros")},
    "cancelled_units": {"$sum": _if_purchase(0, "$order.units")},
    "is_discounted": {"$max": "$order.is_discounted"},
    # One list for each event of the order, seldom more than one.
    **{name: {"$push": _if_purchase(f"$order.{name}", "$$REMOVE")} for name in _BOUGHT},
}

_VALIDITY: Final[list[RawDocument]] = [
    {
        "$set": {
            # Not placed: a cancellation that names no order we know. Void: all of it was taken off.
            "is_valid": {
                "$and": [
                    {"$ne": ["$placed_at", None]},
                    {
                        "$not": {
                            "$and": [{"$gt": ["$cancelled", 0]}, {"$gte": ["$cancelled", "$total"]}]
                        }
                    },
                ]
            }
        }
    },
    {"$sort": {"placed_at": 1, "_id.order": 1}},
]

_BY_VISITOR: Final[RawDocument] = {
    "_id": "$_id.visitor",
    "count": {"$sum": {"$cond": ["$is_valid", 1, 0]}},
    "revenue_micros": {"$sum": {"$subtract": ["$total", "$cancelled"]}},
    "units": {"$sum": {"$subtract": ["$units", "$cancelled_units"]}},
    "discounted": {"$sum": {"$cond": [{"$and": ["$is_valid", "$is_discounted"]}, 1, 0]}},
    "discount_known": {
        "$sum": {"$cond": [{"$and": ["$is_valid", {"$ne": ["$is_discounted", None]}]}, 1, 0]}
    },
    "dates": {"$push": {"$cond": ["$is_valid", "$placed_at", "$$REMOVE"]}},
    **{name: {"$push": {"$cond": ["$is_valid", f"${name}", "$$REMOVE"]}} for name in _BOUGHT},
}


def _all_of(lists_of_lists: Any) -> RawDocument:
    """Return the items of each valid order's lists, each once and sorted."""

    def united(lists: Any) -> RawDocument:
        union = {"$setUnion": ["$$value", "$$this"]}
        return {"$reduce": {"input": lists, "initialValue": [], "in": union}}

    by_order = {"$map": {"input": lists_of_lists, "as": "lists", "in": united("$$lists")}}
    return {"$sortArray": {"input": united(by_order), "sortBy": 1}}


_GAPS: Final[list[RawDocument]] = [
    {
        "$set": {
            "gaps_days": {
                "$map": {
                    "input": {"$range": [1, {"$size": "$dates"}]},
                    "as": "i",
                    "in": days_between_expression(
                        {"$arrayElemAt": ["$dates", {"$subtract": ["$$i", 1]}]},
                        {"$arrayElemAt": ["$dates", "$$i"]},
                    ),
                }
            }
        }
    },
    {"$set": {"sorted_gaps": {"$sortArray": {"input": "$gaps_days", "sortBy": 1}}}},
]


def _by_count(value: Any) -> RawDocument:
    return {"$cond": [{"$gt": ["$count", 0]}, {"$divide": [value, "$count"]}, None]}


_MEDIAN_GAP: Final[RawDocument] = {
    "$cond": [
        {"$eq": [{"$size": "$sorted_gaps"}, 0]},
        None,
        {
            "$avg": [
                {
                    "$arrayElemAt": [
                        "$sorted_gaps",
                        {"$floor": {"$divide": [{"$subtract": [{"$size": "$sorted_gaps"}, 1]}, 2]}},
                    ]
                },
                {
                    "$arrayElemAt": [
                        "$sorted_gaps",
                        {"$floor": {"$divide": [{"$size": "$sorted_gaps"}, 2]}},
                    ]
                },
            ]
        },
    ]
}

_STATISTICS: Final[RawDocument] = {
    "count": "$count",
    "revenue_micros": "$revenue_micros",
    "average_value": _by_count({"$divide": ["$revenue_micros", MICROS_PER_UNIT]}),
    "units_per_order": _by_count("$units"),
    "discounted_share": {
        "$cond": [
            {"$gt": ["$discount_known", 0]},
            {"$divide": ["$discounted", "$discount_known"]},
            None,
        ]
    },
    "first_at": {"$ifNull": [{"$first": "$dates"}, None]},
    "last_at": {"$ifNull": [{"$last": "$dates"}, None]},
    "median_gap_days": _MEDIAN_GAP,
    "gaps_days": "$gaps_days",
    **{name: _all_of(f"${name}") for name in _BOUGHT},
}


def _order_figures(
    more_by_order: RawDocument | None = None, more_by_visitor: RawDocument | None = None
) -> list[RawDocument]:
    """Return the stages from order events to one document for each visitor."""
    return [
        {"$group": {**_BY_ORDER, **(more_by_order or {})}},
        *_VALIDITY,
        {"$group": {**_BY_VISITOR, **(more_by_visitor or {})}},
        *_GAPS,
    ]


async def order_figures_of(
    store_id: str, visitor_id: str, session: AsyncClientSession
) -> RawDocument | None:
    """Return the stored form of one visitor's order figures, `None` without any order event."""
    pipeline = [
        {"$match": {"store_id": store_id, "visitor_id": visitor_id, "kind": {"$in": _ORDER_KINDS}}},
        *_order_figures(),
        {"$replaceWith": _STATISTICS},
    ]
    cursor = await collection_of(EventDocument).aggregate(pipeline, session=session)
    return await anext(aiter(cursor), None)


_SAID_LAST: Final[RawDocument] = {
    # Objects compare field by field, so the greatest is what was said last.
    "$max": {
        "$cond": [
            {"$gt": ["$properties.country", None]},
            {"at": "$at", "by": "$key", "value": "$properties.country"},
            "$$REMOVE",
        ]
    }
}
_NEWER_COUNTRY: Final[RawDocument] = {
    "$cond": [
        {
            "$and": [
                {"$ne": ["$$new.declared.COUNTRY", None]},
                {
                    "$lt": [
                        ["$declared.COUNTRY.at", "$declared.COUNTRY.by"],
                        ["$$new.declared.COUNTRY.at", "$$new.declared.COUNTRY.by"],
                    ]
                },
            ]
        },
        "$$new.declared.COUNTRY",
        {"$ifNull": ["$declared.COUNTRY", "$$REMOVE"]},
    ]
}


async def refresh_customers(store_id: str) -> None:
    """Bring every visitor up to date with the store's order events, inside MongoDB.

    Works out order figures, when the visitor was seen, and its country where orders say it; makes
    visitors that are known by their orders only. Streams are dropped, to be read again when asked
    for, and each visitor's revision is raised, so that none read meanwhile is kept.
    """
    match = {"store_id": store_id, "visitor_id": {"$ne": None}, "kind": {"$in": _ORDER_KINDS}}
    pipeline = [
        {"$match": match},
        *_order_figures(
            {"first": {"$min": "$at"}, "last": {"$max": "$at"}, "country": _SAID_LAST},
            {
                "first": {"$min": "$first"},
                "last": {"$max": "$last"},
                "country": {"$max": "$country"},
            },
        ),
        {
            "$project": {
                "_id": 0,
                "store_id": store_id,
                "visitor_id": "$_id",
                "revision": {"$literal": 1},
                "shuffle": {"$rand": {}},
                "sessions": {"$literal": 0},
                "first_seen_at": "$first",
                "last_seen_at": "$last",
                "declared": {"COUNTRY": {"$ifNull": ["$country", "$$REMOVE"]}},
                "orders": _STATISTICS,
            }
        },
        {
            "$merge": {
                "into": VisitorDocument.get_collection_name(),
                "on": ["store_id", "visitor_id"],
                "whenMatched": [
                    {
                        "$set": {
                            "orders": "$$new.orders",
                            "revision": {"$add": [{"$ifNull": ["$revision", 0]}, 1]},
                            "first_seen_at": {"$min": ["$first_seen_at", "$$new.first_seen_at"]},
                            "last_seen_at": {"$max": ["$last_seen_at", "$$new.last_seen_at"]},
                            "declared.COUNTRY": _NEWER_COUNTRY,
                            "streams": {"$literal": {}},
                        }
                    }
                ],
                "whenNotMatched": "insert",
            }
        },
    ]
    async with unavailability_reported(), time_limit(_JOB_SECONDS):
        cursor = await collection_of(EventDocument).aggregate(pipeline, allowDiskUse=True)
        await cursor.to_list()
