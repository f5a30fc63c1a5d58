"""The storefront schema, at `/graphql`: safe for browsers, it never returns personal data."""

from __future__ import annotations

import strawberry

from schema.build import SegueSchema
from schema.campaigns import CAMPAIGN_TYPES
from schema.conversions import ConversionMutations, ConversionQueries
from schema.eligibility import EligibilityQueries, answer_directly
from schema.tracking import TrackingMutations, track_directly
from schema.user_errors import STOREFRONT_HANDLERS


@strawberry.type(description="What a storefront can ask.")
class Query(EligibilityQueries, ConversionQueries):
    pass


@strawberry.type(description="What a storefront can report.")
class Mutation(TrackingMutations, ConversionMutations):
    pass


def build_storefront_schema() -> SegueSchema:
    """Return the schema for publishable keys."""
    schema = SegueSchema(
        query=Query,
        mutation=Mutation,
        types=CAMPAIGN_TYPES.values(),
        exception_handlers=STOREFRONT_HANDLERS,
    )
    answer_directly(schema.core)
    track_directly(schema.core)
    return schema
