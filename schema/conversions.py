"""`recordInteractions`, `captureEmail` and `submitSurvey`: what visitors do with campaigns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias, final

import strawberry

from resolvers.conversions import (
    Interaction,
    InteractionKind,
    capture_email,
    record_interactions,
    submit_survey,
)
from schema.campaign_content import ThankYou
from schema.info import SegueInfo
from schema.user_errors import InvalidInput, UnknownVisitor
from targeting.surveys import GivenAnswer

_VISITOR = "The storefront's own id of the visitor."
_DECISION = "As `eligibleCampaigns` returned it for this visitor, at most 30 days ago."


@final
@strawberry.input(description="Something that the visitor did with a campaign.")
class InteractionInput:
    id: strawberry.ID = strawberry.field(
        description="Made by the storefront, such as a random UUID; the same id counts once."
    )
    decision_id: strawberry.ID = strawberry.field(description=_DECISION)
    kind: InteractionKind = strawberry.field(description="What the visitor did.")
    occurred_at: datetime | None = strawberry.field(
        default=None, description="When it happened; now when left out."
    )


@final
@strawberry.input(description="Interactions of one visitor.")
class RecordInteractionsInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    interactions: list[InteractionInput] = strawberry.field(description="1 to 100, in any order.")


@final
@strawberry.type(description="All interactions are stored now, each of them once.")
class InteractionsRecorded:
    stored: int = strawberry.field(description="How many were new.")
    repeated: int = strawberry.field(description="How many had been stored before.")


RecordInteractionsResult: TypeAlias = Annotated[
    InteractionsRecorded | InvalidInput | UnknownVisitor,
    strawberry.union("RecordInteractionsResult", description="What became of the interactions."),
]


@final
@strawberry.input(description="An e-mail address that the visitor left with a campaign.")
class CaptureEmailInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    decision_id: strawberry.ID = strawberry.field(description=_DECISION)
    email: str = strawberry.field(description="The address as the visitor typed it.")
    consent_given: bool = strawberry.field(
        description="The visitor ticked the box beside the consent text."
    )


@final
@strawberry.type(description="The address is kept, together with the consent text that was shown.")
class EmailCaptured:
    thank_you: ThankYou = strawberry.field(description="What to show now.")


CaptureEmailResult: TypeAlias = Annotated[
    EmailCaptured | InvalidInput | UnknownVisitor,
    strawberry.union("CaptureEmailResult", description="What became of the address."),
]


@final
@strawberry.input(
    description="An answer to one question. Give `score` for NPS and STARS, `options` for choices, "
    "`text` for OPEN_TEXT."
)
class AnswerInput:
    question: str = strawberry.field(description="The question's key.")
    score: int | None = strawberry.field(default=None, description="For NPS and STARS.")
    text: str | None = strawberry.field(default=None, description="For OPEN_TEXT.")
    options: list[str] | None = strawberry.field(
        default=None, description="For choices: the keys of the options chosen."
    )

    def to_answer(self) -> GivenAnswer:
        """Return the answer as it is checked."""
        options = None if self.options is None else tuple(self.options)
        return GivenAnswer(self.question, self.score, self.text, options)


@final
@strawberry.input(description="A visitor's answers to a survey.")
class SubmitSurveyInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    decision_id: strawberry.ID = strawberry.field(description=_DECISION)
    submission_id: strawberry.ID = strawberry.field(
        description="Made by the storefront, such as a random UUID; the same id counts once."
    )
    answers: list[AnswerInput] = strawberry.field(description="At most one for each question.")


@final
@strawberry.type(description="The answers are kept.")
class SurveySubmitted:
    thank_you: ThankYou = strawberry.field(description="What to show now.")


SubmitSurveyResult: TypeAlias = Annotated[
    SurveySubmitted | InvalidInput | UnknownVisitor,
    strawberry.union("SubmitSurveyResult", description="What became of the answers."),
]


@strawberry.type
class ConversionMutations:
    @strawberry.mutation(
        description="Store what a visitor did with campaigns: all of it or nothing. Safe to repeat."
    )
    async def record_interactions(
        self,
        info: SegueInfo,
        input: Annotated[
            RecordInteractionsInput,
            strawberry.argument(description="The visitor and the interactions."),
        ],
    ) -> RecordInteractionsResult:
        interactions = [
            Interaction(given.id, given.decision_id, given.kind, given.occurred_at)
            for given in input.interactions
        ]
        recorded = await record_interactions(info.context, input.visitor_id, interactions)
        return InteractionsRecorded(stored=len(recorded.stored), repeated=len(recorded.repeated))

    @strawberry.mutation(
        description="Keep an e-mail address, with the consent. Safe to repeat: the same address of "
        "the same visitor and campaign is kept once."
    )
    async def capture_email(
        self,
        info: SegueInfo,
        input: Annotated[
            CaptureEmailInput, strawberry.argument(description="The address and where it was left.")
        ],
    ) -> CaptureEmailResult:
        thank_you = await capture_email(
            info.context,
            visitor_id=input.visitor_id,
            decision_id=input.decision_id,
            email=input.email,
            consent_given=input.consent_given,
        )
        return EmailCaptured(thank_you=ThankYou.from_stored(thank_you))

    @strawberry.mutation(
        description="Keep the answers to a survey, checked against the questions that were shown. "
        "Safe to repeat with the same `submissionId`."
    )
    async def submit_survey(
        self,
        info: SegueInfo,
        input: Annotated[
            SubmitSurveyInput,
            strawberry.argument(description="The answers and where they were given."),
        ],
    ) -> SubmitSurveyResult:
        thank_you = await submit_survey(
            info.context,
            visitor_id=input.visitor_id,
            decision_id=input.decision_id,
            submission_id=input.submission_id,
            answers=[answer.to_answer() for answer in input.answers],
        )
        return SurveySubmitted(thank_you=ThankYou.from_stored(thank_you))
