"""Every document class, and how they are bound to a database."""

from __future__ import annotations

from typing import Final

from beanie import Document, init_beanie
from pymongo.asynchronous.database import AsyncDatabase

from documents.api_keys import ApiKeyDocument
from documents.audit_log import AuditEntryDocument
from documents.campaign_totals import CampaignTotalsDocument
from documents.campaigns import CampaignDocument, CampaignVersionDocument
from documents.connection import RawDocument
from documents.coupons import CouponCodeDocument, CouponPoolDocument
from documents.email_captures import EmailCaptureDocument
from documents.events import EventDocument
from documents.expired_behaviour import ExpiredBehaviourDocument
from documents.segments import SegmentDocument
from documents.stores import StoreDocument
from documents.suppressions import SuppressionDocument
from documents.survey_progress import SurveyProgressDocument
from documents.survey_submissions import SurveySubmissionDocument
from documents.thresholds import ThresholdsDocument
from documents.visitors import VisitorDocument

ALL_DOCUMENTS: Final[tuple[type[Document], ...]] = (
    StoreDocument,
    ApiKeyDocument,
    VisitorDocument,
    EventDocument,
    ExpiredBehaviourDocument,
    SegmentDocument,
    CampaignDocument,
    CampaignVersionDocument,
    EmailCaptureDocument,
    SurveySubmissionDocument,
    SurveyProgressDocument,
    SuppressionDocument,
    CouponPoolDocument,
    CouponCodeDocument,
    CampaignTotalsDocument,
    AuditEntryDocument,
    ThresholdsDocument,
)


async def bind_documents(database: AsyncDatabase[RawDocument]) -> None:
    """Bind the document classes to `database`; indexes are the migrations' work."""
    await init_beanie(database=database, document_models=list(ALL_DOCUMENTS), skip_indexes=True)
