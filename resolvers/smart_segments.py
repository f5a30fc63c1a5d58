"""The smart segments' figures and numbers."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic.alias_generators import to_camel

from documents.stores import change_store, existing_store
from documents.thresholds import (
    ThresholdsDocument,
    compute_thresholds,
    insert_thresholds,
    newest_thresholds,
)
from documents.visitors import all_visitors
from resolvers.audit import Action, AuditTarget, api_names, entry_of
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from targeting.smart_segments import SmartSegment, SmartSegmentSettings, validated_settings
from targeting.values import InvalidInputError


async def recompute_smart_segments(
    store_id: str, catalogs: CatalogRegistry, now: datetime
) -> ThresholdsDocument:
    """Compute the store's figures from its orders as they stand, and put them in force.

    Raises:
        UnknownStoreError: there is no such store.
    """
    figures = await _computed(store_id, now)
    await insert_thresholds(figures)
    await catalogs.change_made(store_id)
    return figures


async def recompute_by_request(context: Context) -> None:
    """Do what `recompute_smart_segments` does because an admin asks for it, and log that.

    Raises:
        UnknownStoreError: there is no such store.
    """
    before = await newest_thresholds(context.store_id)
    figures = await _computed(context.store_id, context.now)
    action = Action(
        "recomputeSmartSegments",
        AuditTarget.SMART_SEGMENTS,
        context.store_id,
        None if before is None else _summary(before),
        _summary(figures),
    )
    await insert_thresholds(figures, entry_of(context, action))
    await context.catalogs.change_made(context.store_id)


async def _computed(store_id: str, now: datetime) -> ThresholdsDocument:
    store = await existing_store(store_id)
    return await compute_thresholds(store_id, store.settings(), now)


def _summary(figures: ThresholdsDocument) -> dict[str, Any]:
    """Return of the figures what people compare; all percentiles would drown it."""
    return {
        "computedAt": figures.computed_at.isoformat(),
        "buyers": figures.buyers,
        "isFallback": figures.is_fallback,
        "hasDiscounts": figures.has_discounts,
        "thresholds": [{"key": item["name"], "value": item["value"]} for item in figures.named],
    }


async def adjust_smart_segments(context: Context, changes: dict[str, Any]) -> SmartSegmentSettings:
    """Set the numbers of a store's smart segments; those not named go back to the defaults.

    Raises:
        InvalidInputError: naming every number that can't be used.
    """
    try:
        settings = validated_settings(changes)
    except InvalidInputError as error:
        problems = [
            replace(p, path=tuple(to_camel(str(s)) for s in p.path)) for p in error.problems
        ]
        raise InvalidInputError(*problems) from None
    defaults = asdict(SmartSegmentSettings())
    differing = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(settings).items()
        if value != defaults[name]
    }
    before = (await existing_store(context.store_id)).smart_segment_settings
    named = api_names(before), api_names(differing)
    action = Action("adjustSmartSegments", AuditTarget.SMART_SEGMENTS, context.store_id, *named)
    await change_store(
        context.store_id, {"smart_segment_settings": differing}, entry_of(context, action)
    )
    await recompute_smart_segments(context.store_id, context.catalogs, context.now)
    return settings


async def smart_segment_members(
    store_id: str, catalogs: CatalogRegistry, now: datetime
) -> dict[SmartSegment, list[str]]:
    """Return who is in each smart segment, by evaluating every visitor; for reports, not pages."""
    catalog = await catalogs.get(store_id)
    members: dict[SmartSegment, list[str]] = {segment: [] for segment in SmartSegment}
    async for visitor in all_visitors(store_id):
        evaluation = catalog.evaluation(visitor.facts, now)
        for segment in SmartSegment:
            if catalog.segments.is_member(segment.value, evaluation):
                members[segment].append(visitor.facts.visitor_id)
    return members
