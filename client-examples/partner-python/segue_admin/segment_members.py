from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class SegmentMembers(BaseModel):
    visitors: "SegmentMembersVisitors"


class SegmentMembersVisitors(BaseModel):
    edges: list["SegmentMembersVisitorsEdges"]
    page_info: "SegmentMembersVisitorsPageInfo" = Field(alias="pageInfo")


class SegmentMembersVisitorsEdges(BaseModel):
    node: "SegmentMembersVisitorsEdgesNode"


class SegmentMembersVisitorsEdgesNode(BaseModel):
    id: str
    is_email_subscriber: bool = Field(alias="isEmailSubscriber")
    profile: "SegmentMembersVisitorsEdgesNodeProfile"
    orders: "SegmentMembersVisitorsEdgesNodeOrders"


class SegmentMembersVisitorsEdgesNodeProfile(BaseModel):
    country: Optional[str]
    language: Optional[str]


class SegmentMembersVisitorsEdgesNodeOrders(BaseModel):
    count: int
    revenue: float
    last_at: Optional[datetime] = Field(alias="lastAt")


class SegmentMembersVisitorsPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


SegmentMembers.model_rebuild()
SegmentMembersVisitors.model_rebuild()
SegmentMembersVisitorsEdges.model_rebuild()
SegmentMembersVisitorsEdgesNode.model_rebuild()
