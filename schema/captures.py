"""What campaigns brought in: e-mail addresses and answers. Personal data, for secret keys only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, final

import strawberry

from documents.email_captures import EmailCaptureDocument
from documents.survey_submissions import SurveySubmissionDocument
from resolvers.pages import newest_page
from schema.connections import Connection
from schema.info import SegueInfo
from schema.managed_campaigns import ManagedCampaign


@strawberry.type
class _FromCampaign:
    id: strawberry.ID = strawberry.field(description="Its id.")
    visitor_id: strawberry.ID = strawberry.field(description="Who left it.")
    campaign_id: strawberry.ID = strawberry.field(description="With which campaign.")
    campaign_version: int = strawberry.field(description="The version that was shown.")
    variant: str = strawberry.field(description="The variant that was shown.")
    locale: str = strawberry.field(description="The language that was shown.")

    @strawberry.field(description="The campaign as it is now.")
    async def campaign(self, info: SegueInfo) -> ManagedCampaign | None:
        document = await info.context.campaign_by_id.load(self.campaign_id)
        return None if document is None else ManagedCampaign.from_document(document)


def _origin(document: EmailCaptureDocument | SurveySubmissionDocument) -> dict[str, Any]:
    return {
        "id": strawberry.ID(str(document.id)),
        "visitor_id": strawberry.ID(document.visitor_id),
        "campaign_id": strawberry.ID(document.campaign_id),
        "campaign_version": document.campaign_version,
        "variant": document.variant,
        "locale": document.locale,
    }


@final
@strawberry.type(description="An e-mail address that a visitor left, with the consent.")
class EmailCapture(_FromCampaign):
    email: str = strawberry.field(description="The address, normalised.")
    typed_email: str = strawberry.field(description="The address as the visitor typed it.")
    consent_text: str = strawberry.field(description="What the visitor agreed to.")
    consent_url: str | None = strawberry.field(description="The whole text of it.")
    captured_at: datetime = strawberry.field(description="When.")

    @classmethod
    def from_document(cls, document: EmailCaptureDocument) -> Self:
        return cls(
            **_origin(document),
            email=document.email,
            typed_email=document.typed_email,
            consent_text=document.consent_text,
            consent_url=document.consent_url,
            captured_at=document.captured_at,
        )


@final
@strawberry.type(description="An answer to one question; the field of the question's kind is set.")
class SurveyAnswer:
    question: str = strawberry.field(description="The question's key.")
    score: int | None = strawberry.field(description="Of NPS and STARS.")
    text: str | None = strawberry.field(description="Of OPEN_TEXT.")
    options: list[str] | None = strawberry.field(description="Of choices: keys of options.")

    @classmethod
    def from_stored(cls, question: str, answer: Any) -> Self:
        return cls(
            question=question,
            score=answer if isinstance(answer, int) else None,
            text=answer if isinstance(answer, str) else None,
            options=list(answer) if isinstance(answer, list | tuple) else None,
        )


@final
@strawberry.type(description="A visitor's answers to a survey.")
class SurveySubmission(_FromCampaign):
    answers: list[SurveyAnswer] = strawberry.field(description="By question.")
    submitted_at: datetime = strawberry.field(description="When.")

    @classmethod
    def from_document(cls, document: SurveySubmissionDocument) -> Self:
        answers = [SurveyAnswer.from_stored(key, given) for key, given in document.answers.items()]
        return cls(**_origin(document), answers=answers, submitted_at=document.submitted_at)


@strawberry.type
class CaptureQueries:
    @strawberry.field(description="E-mail addresses that visitors left, newest first.")
    async def email_captures(
        self,
        info: SegueInfo,
        campaign_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Only with this campaign.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[EmailCapture]:
        page = await newest_page(
            info.context, EmailCaptureDocument, campaign_id=campaign_id, first=first, after=after
        )
        return Connection.from_page(page, EmailCapture.from_document, lambda d: str(d.id))

    @strawberry.field(description="Answers to surveys, newest first.")
    async def survey_submissions(
        self,
        info: SegueInfo,
        campaign_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Only to this survey.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[SurveySubmission]:
        page = await newest_page(
            info.context,
            SurveySubmissionDocument,
            campaign_id=campaign_id,
            first=first,
            after=after,
        )
        return Connection.from_page(page, SurveySubmission.from_document, lambda d: str(d.id))
