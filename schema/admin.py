"""The admin schema, at `/admin/graphql`: for the shop's own servers and admin UIs."""

from __future__ import annotations

import strawberry

from schema.api_keys import ApiKeyMutations, ApiKeyQueries
from schema.audiences import AudienceQueries
from schema.audit import AuditQueries
from schema.build import SegueSchema
from schema.captures import CaptureQueries
from schema.coupons import CouponMutations, CouponQueries
from schema.explanations import ExplanationQueries
from schema.managed_campaigns import CampaignMutations, CampaignQueries
from schema.segments import SegmentMutations, SegmentQueries
from schema.smart_segments import SmartSegmentMutations, SmartSegmentQueries
from schema.stores import StoreMutations, StoreQueries
from schema.suppressions import SuppressionMutations, SuppressionQueries
from schema.user_errors import ADMIN_HANDLERS
from schema.visitors import VisitorQueries


@strawberry.type(description="What an admin UI can ask.")
class Query(
    StoreQueries,
    SegmentQueries,
    SmartSegmentQueries,
    CampaignQueries,
    VisitorQueries,
    CaptureQueries,
    ExplanationQueries,
    AudienceQueries,
    CouponQueries,
    SuppressionQueries,
    ApiKeyQueries,
    AuditQueries,
):
    pass


@strawberry.type(description="What an admin UI can change.")
class Mutation(
    SegmentMutations,
    CampaignMutations,
    SmartSegmentMutations,
    StoreMutations,
    CouponMutations,
    SuppressionMutations,
    ApiKeyMutations,
):
    pass


def build_admin_schema() -> SegueSchema:
    """Return the schema for secret keys."""
    return SegueSchema(query=Query, mutation=Mutation, exception_handlers=ADMIN_HANDLERS)
