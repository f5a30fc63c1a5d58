from .base_client import BaseClient
from .base_model import BaseModel
from .client import Client
from .exceptions import (
    GraphQLClientError,
    GraphQLClientGraphQLError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    GraphQLClientInvalidResponseError,
)
from .recompute_smart_segments import (
    RecomputeSmartSegments,
    RecomputeSmartSegmentsRecomputeSmartSegments,
    RecomputeSmartSegmentsRecomputeSmartSegmentsFigures,
)
from .segment_members import (
    SegmentMembers,
    SegmentMembersVisitors,
    SegmentMembersVisitorsEdges,
    SegmentMembersVisitorsEdgesNode,
    SegmentMembersVisitorsEdgesNodeOrders,
    SegmentMembersVisitorsEdgesNodeProfile,
    SegmentMembersVisitorsPageInfo,
)

__all__ = [
    "BaseClient",
    "BaseModel",
    "Client",
    "GraphQLClientError",
    "GraphQLClientGraphQLError",
    "GraphQLClientGraphQLMultiError",
    "GraphQLClientHttpError",
    "GraphQLClientInvalidResponseError",
    "RecomputeSmartSegments",
    "RecomputeSmartSegmentsRecomputeSmartSegments",
    "RecomputeSmartSegmentsRecomputeSmartSegmentsFigures",
    "SegmentMembers",
    "SegmentMembersVisitors",
    "SegmentMembersVisitorsEdges",
    "SegmentMembersVisitorsEdgesNode",
    "SegmentMembersVisitorsEdgesNodeOrders",
    "SegmentMembersVisitorsEdgesNodeProfile",
    "SegmentMembersVisitorsPageInfo",
]
