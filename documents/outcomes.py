"""What variants have brought, counted from the event log by visitor."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from documents.campaign_settings import ExperimentGoal
from documents.campaigns import CampaignVersionDocument
from documents.connection import RawDocument, collection_of, unavailability_reported
from documents.events import EventDocument
from documents.stores import existing_store
from targeting.behaviour import EventKind
from targeting.experiments import Outcome

CONTROL: Final = "CONTROL"
"""What the visitors of the control group are counted as, beside the variants."""

_GOALS: Final = {
    ExperimentGoal.CONVERSION: EventKind.CAMPAIGN_CONVERSION,
    ExperimentGoal.CLICK: EventKind.CAMPAIGN_CLICK,
}


async def outcomes_of(version: CampaignVersionDocument) -> dict[str, Outcome]:
    """Return how many visitors were shown each variant, and how many of these reached the goal.

    Counted since the version was published, or as far back as the event log reaches, over all versions
    that were live since then; visitors of the control group are under `CONTROL`. A visitor counts for
    the variant that it was shown first.
    """
    goal = _GOALS[version.definition.experiment.goal]
    log_since = (await existing_store(version.store_id)).events_since
    since = max(version.published_at, log_since or version.published_at)
    pipeline = _visitors(version, goal, since)
    counts = {variant.key: (0, 0) for variant in version.definition.variants}
    async with unavailability_reported():
        cursor = await collection_of(EventDocument).aggregate(pipeline)
        async for raw in cursor:
            counts[raw["_id"]] = (raw["shown"], raw["converted"])
    return {key: Outcome(key, shown, converted) for key, (shown, converted) in counts.items()}


def _visitors(
    version: CampaignVersionDocument, goal: EventKind, since: datetime
) -> list[RawDocument]:
    shown: Any = {"$eq": ["$kind", EventKind.CAMPAIGN_IMPRESSION.value]}
    arm: Any = {"$cond": ["$properties.control", CONTROL, "$properties.variant"]}
    return [
        {
            "$match": {
                "store_id": version.store_id,
                "properties.campaignId": str(version.campaign_id),
                "kind": {"$in": [EventKind.CAMPAIGN_IMPRESSION.value, goal.value]},
                "at": {"$gte": since},
            }
        },
        {"$sort": {"at": 1}},
        {
            "$group": {
                "_id": "$visitor_id",
                "arms": {"$push": {"$cond": [shown, arm, "$$REMOVE"]}},
                "converted": {"$max": {"$cond": [shown, 0, 1]}},
            }
        },
        {"$match": {"arms.0": {"$exists": True}}},
        {
            "$group": {
                "_id": {"$arrayElemAt": ["$arms", 0]},
                "shown": {"$sum": 1},
                "converted": {"$sum": "$converted"},
            }
        },
    ]
