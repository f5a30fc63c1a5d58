"""What campaigns brought in: e-mail addresses and answers. Personal data, for secret keys only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, final

import strawberry

from documents.email_captures import EmailCaptureDocument, awaiting_confirmation, beginning
from documents.survey_submissions import SurveySubmissionDocument
from resolvers.email_capture import confirmation_token
from resolvers.pages import newest_page
from schema.connections import Connection
from schema.info import SegueInfo
from schema.managed_campaigns import ManagedCampaign
from schema.survey_answers import SurveyAnswer


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
@strawberry.type(description="What was entered into one field of a form.")
class FieldEntry:
    field: str = strawberry.field(description="The field's key.")
    text: str | None = strawberry.field(description="What was entered.")
    flag: bool | None = strawberry.field(description="Of a CHECKBOX.")

    @classmethod
    def from_stored(cls, field: str, entry: Any) -> Self:
        if isinstance(entry, bool):
            return cls(field=field, text=None, flag=entry)
        text = entry.date().isoformat() if isinstance(entry, datetime) else str(entry)
        return cls(field=field, text=text, flag=None)


@final
@strawberry.type(description="An e-mail address that a visitor left, with the consent.")
class EmailCapture(_FromCampaign):
    email: str = strawberry.field(description="The address, normalised.")
    typed_email: str = strawberry.field(description="The address as the visitor typed it.")
    fields: list[FieldEntry] = strawberry.field(description="What was entered beside it.")
    consent_text: str = strawberry.field(description="What the visitor agreed to.")
    consent_url: str | None = strawberry.field(description="The whole text of it.")
    consent_version: str | None = strawberry.field(description="The name of that wording.")
    captured_at: datetime = strawberry.field(description="When.")
    confirm_before: datetime | None = strawberry.field(
        description="Until when its owner can confirm it; null where no confirmation is asked for."
    )
    confirmed_at: datetime | None = strawberry.field(description="When its owner confirmed it.")
    is_suppressed: bool = strawberry.field(
        description="The address was on the suppression list: nobody is subscribed by it."
    )
    prize: str | None = strawberry.field(description="The slice at which the wheel stopped.")
    coupon_code: str | None = strawberry.field(description="The code that the visitor got.")

    @strawberry.field(
        description="What the link in the confirmation e-mail must carry, for `confirmEmail`; null when "
        "there is nothing to confirm. Send it to the address and nowhere else."
    )
    async def confirmation_token(self, info: SegueInfo) -> str | None:
        document = self._document
        if document.confirm_before is None or document.confirmed_at is not None:
            return None
        if document.is_suppressed:
            return None
        secret = (await info.context.catalog()).store.signing_secret
        return confirmation_token(document, secret)

    _document: strawberry.Private[EmailCaptureDocument]

    @classmethod
    def from_document(cls, document: EmailCaptureDocument) -> Self:
        return cls(
            **_origin(document),
            email=document.email,
            typed_email=document.typed_email,
            fields=[FieldEntry.from_stored(key, entry) for key, entry in document.fields.items()],
            consent_text=document.consent_text,
            consent_url=document.consent_url,
            consent_version=document.consent_version,
            captured_at=document.captured_at,
            confirm_before=document.confirm_before,
            confirmed_at=document.confirmed_at,
            is_suppressed=document.is_suppressed,
            prize=document.prize,
            coupon_code=document.code,
            _document=document,
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
        awaits_confirmation: Annotated[
            bool,
            strawberry.argument(
                description="Only those whose owner can still confirm them: to these the shop sends a link."
            ),
        ] = False,
        email_starts_with: Annotated[
            str | None,
            strawberry.argument(description="Only addresses that begin like this."),
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[EmailCapture]:
        page = await newest_page(
            info.context,
            EmailCaptureDocument,
            first=first,
            after=after,
            campaign_id=campaign_id,
            email=None if email_starts_with is None else beginning(email_starts_with),
            **(awaiting_confirmation(info.context.now) if awaits_confirmation else {}),
        )
        return Connection.from_page(page, EmailCapture.from_document)

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
        return Connection.from_page(page, SurveySubmission.from_document)
