from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class RecomputeSmartSegments(BaseModel):
    recompute_smart_segments: "RecomputeSmartSegmentsRecomputeSmartSegments" = Field(
        alias="recomputeSmartSegments"
    )


class RecomputeSmartSegmentsRecomputeSmartSegments(BaseModel):
    figures: "RecomputeSmartSegmentsRecomputeSmartSegmentsFigures"


class RecomputeSmartSegmentsRecomputeSmartSegmentsFigures(BaseModel):
    buyers: int
    computed_at: Optional[datetime] = Field(alias="computedAt")


RecomputeSmartSegments.model_rebuild()
RecomputeSmartSegmentsRecomputeSmartSegments.model_rebuild()
