"""What visitors do with campaigns: displays, interactions, sign-ups and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, TypeAlias, final

import strawberry

from resolvers.displays import ClaimedDisplay as Claimed
from resolvers.displays import claim_displays
from resolvers.email_capture import GivenSignUp, SignUp, capture_email, confirm_email
from resolvers.interactions import Interaction, InteractionKind, record_interactions
from resolvers.survey_answers import (
    Progress,
    save_survey_progress,
    submit_survey,
    survey_progress,
)
from schema.content_parts import ThankYou
from schema.info import SegueInfo
from schema.survey_answers import SurveyAnswer
from schema.user_errors import InvalidInput, UnknownVisitor
from targeting.campaigns import GateCode
from targeting.forms import GivenEntry
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
@strawberry.input(description="What was entered into one field.")
class FieldEntryInput:
    field: str = strawberry.field(description="The field's key.")
    text: str | None = strawberry.field(
        default=None, description="What was entered; of a CHOICE, the option's key."
    )
    flag: bool | None = strawberry.field(default=None, description="Of a CHECKBOX.")


@final
@strawberry.input(description="An e-mail address that the visitor left with a campaign.")
class CaptureEmailInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    decision_id: strawberry.ID = strawberry.field(description=_DECISION)
    email: str = strawberry.field(description="The address as the visitor typed it.")
    consent_given: bool = strawberry.field(
        description="The visitor ticked the box beside the consent text."
    )
    fields: list[FieldEntryInput] | None = strawberry.field(
        default=None, description="What was entered beside the address, on whatever step."
    )


@final
@strawberry.input(description="A link that was sent to an address.")
class ConfirmEmailInput:
    token: str = strawberry.field(description="As the link carries it.")


@final
@strawberry.type(description="Where the wheel has stopped.")
class WonPrize:
    key: str = strawberry.field(description="The slice's key.")
    label: str = strawberry.field(description="What the visitor has won.")


@final
@strawberry.type(
    description="The address is kept, together with the consent text that was shown. An address that "
    "was known before is answered in the same way."
)
class EmailCaptured:
    thank_you: ThankYou = strawberry.field(description="What to show now.")
    coupon_code: str | None = strawberry.field(description="The visitor's coupon, if there is one.")
    prize: WonPrize | None = strawberry.field(description="Of a campaign with a wheel.")
    needs_confirmation: bool = strawberry.field(
        description="The owner of the address must follow the link that is sent there first."
    )


CaptureEmailResult: TypeAlias = Annotated[
    EmailCaptured | InvalidInput | UnknownVisitor,
    strawberry.union("CaptureEmailResult", description="What became of the address."),
]
ConfirmEmailResult: TypeAlias = Annotated[
    EmailCaptured | InvalidInput,
    strawberry.union("ConfirmEmailResult", description="What became of the confirmation."),
]


def _captured(sign_up: SignUp) -> EmailCaptured:
    values: dict[str, Any] = {"thank_you": sign_up.thank_you, "prize": sign_up.prize}
    return EmailCaptured(
        coupon_code=sign_up.code, needs_confirmation=sign_up.needs_confirmation, **values
    )


@final
@strawberry.input(description="The answer to one row of a matrix.")
class RowAnswerInput:
    row: str = strawberry.field(description="The row's key.")
    option: str = strawberry.field(description="The key of the column chosen.")


@final
@strawberry.input(
    description="An answer to one question. Give `score` for NPS, STARS, EMOJI, CSAT and CES; `options` "
    "for choices, and for RANKING in order; `rows` for MATRIX; `flag` for CONSENT; `text` for the others. "
    "A STATEMENT takes no answer."
)
class AnswerInput:
    question: str = strawberry.field(description="The question's key.")
    score: int | None = strawberry.field(default=None, description="Of a scale.")
    text: str | None = strawberry.field(
        default=None, description="A text, an address, a number, or a day as `YYYY-MM-DD`."
    )
    options: list[str] | None = strawberry.field(
        default=None, description="The keys of the options chosen; of a ranking, the best first."
    )
    other: str | None = strawberry.field(
        default=None, description="The visitor's own text, where `allowsOther`."
    )
    rows: list[RowAnswerInput] | None = strawberry.field(
        default=None, description="One for each row of a matrix."
    )
    flag: bool | None = strawberry.field(default=None, description="Of a consent.")

    def to_answer(self) -> GivenAnswer:
        """Return the answer as it is checked."""
        return GivenAnswer(
            self.question,
            self.score,
            self.text,
            None if self.options is None else tuple(self.options),
            other=self.other,
            rows=None if self.rows is None else tuple((r.row, r.option) for r in self.rows),
            flag=self.flag,
        )


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
    coupon_code: str | None = strawberry.field(description="The visitor's coupon, if there is one.")


SubmitSurveyResult: TypeAlias = Annotated[
    SurveySubmitted | InvalidInput | UnknownVisitor,
    strawberry.union("SubmitSurveyResult", description="What became of the answers."),
]


@final
@strawberry.input(description="A visitor's answers so far.")
class SaveSurveyProgressInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    decision_id: strawberry.ID = strawberry.field(description=_DECISION)
    answers: list[AnswerInput] = strawberry.field(description="All answers so far.")


@final
@strawberry.type(description="Where a visitor stands within a survey.")
class SurveyProgress:
    resume_token: str | None = strawberry.field(
        description="Keep it on the visitor's device: whoever has it can read the answers by "
        "`surveyProgress`. Null for testers, of whom nothing is kept."
    )
    answers: list[SurveyAnswer] = strawberry.field(description="All answers so far.")
    next_question: str | None = strawberry.field(
        description="The key of the question to go on with; null when all are answered."
    )

    @classmethod
    def from_progress(cls, progress: Progress) -> Self:
        answers = [SurveyAnswer.from_stored(key, given) for key, given in progress.answers.items()]
        return cls(
            resume_token=progress.resume_token,
            answers=answers,
            next_question=progress.next_question,
        )


SaveSurveyProgressResult: TypeAlias = Annotated[
    SurveyProgress | InvalidInput | UnknownVisitor,
    strawberry.union("SaveSurveyProgressResult", description="What became of the answers."),
]


@final
@strawberry.input(description="Campaigns that are about to be shown to a visitor.")
class ClaimDisplaysInput:
    visitor_id: strawberry.ID = strawberry.field(description=_VISITOR)
    decision_ids: list[strawberry.ID] = strawberry.field(
        description="1 to 20, the most important first. " + _DECISION
    )


@final
@strawberry.type(description="Whether a campaign may be shown now.")
class ClaimedDisplay:
    decision_id: strawberry.ID = strawberry.field(description="As it was sent.")
    is_granted: bool = strawberry.field(
        description="Show it now: it is counted as shown. Otherwise leave it."
    )
    control: bool = strawberry.field(
        description="It is counted, but the visitor is in a control group: show nothing."
    )
    coupon_code: str | None = strawberry.field(
        description="The visitor's coupon, where it is revealed with the display."
    )
    refused_by: GateCode | None = strawberry.field(
        description="What has changed since it was offered; null when it is granted."
    )
    message: str | None = strawberry.field(description="That in words.")

    @classmethod
    def from_claimed(cls, claimed: Claimed) -> Self:
        return cls(
            decision_id=strawberry.ID(claimed.decision_id),
            is_granted=claimed.refused_by is None,
            control=claimed.is_control,
            coupon_code=claimed.code,
            refused_by=claimed.refused_by,
            message=claimed.message,
        )


@final
@strawberry.type(description="What may be shown now.")
class DisplaysClaimed:
    displays: list[ClaimedDisplay] = strawberry.field(description="In the order they were sent.")


ClaimDisplaysResult: TypeAlias = Annotated[
    DisplaysClaimed | InvalidInput,
    strawberry.union("ClaimDisplaysResult", description="What may be shown now."),
]


@strawberry.type
class ConversionQueries:
    @strawberry.field(
        description="The answers that a visitor has given so far; null when they were sent, or are "
        "forgotten after 90 days."
    )
    async def survey_progress(
        self,
        info: SegueInfo,
        resume_token: Annotated[
            str, strawberry.argument(description="As `saveSurveyProgress` returned it.")
        ],
    ) -> SurveyProgress | None:
        progress = await survey_progress(info.context, resume_token)
        return None if progress is None else SurveyProgress.from_progress(progress)


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
        given = GivenSignUp(
            input.email,
            input.consent_given,
            [GivenEntry(entry.field, entry.text, entry.flag) for entry in input.fields or ()],
        )
        return _captured(
            await capture_email(
                info.context,
                visitor_id=input.visitor_id,
                decision_id=input.decision_id,
                given=given,
            )
        )

    @strawberry.mutation(
        description="Make a sign-up count: the owner of the address has followed the link that was sent "
        "there. Safe to repeat."
    )
    async def confirm_email(
        self,
        info: SegueInfo,
        input: Annotated[
            ConfirmEmailInput, strawberry.argument(description="What the link carries.")
        ],
    ) -> ConfirmEmailResult:
        return _captured(await confirm_email(info.context, input.token))

    @strawberry.mutation(
        description="Ask, right before campaigns are shown, whether they still may be. What is granted is "
        "counted as shown, and however many tabs ask, no visitor is shown more than allowed. Safe to repeat: "
        "the same decision is answered in the same way and counts once."
    )
    async def claim_displays(
        self,
        info: SegueInfo,
        input: Annotated[
            ClaimDisplaysInput, strawberry.argument(description="What is about to be shown.")
        ],
    ) -> ClaimDisplaysResult:
        claimed = await claim_displays(info.context, input.visitor_id, list(input.decision_ids))
        return DisplaysClaimed(displays=[ClaimedDisplay.from_claimed(one) for one in claimed])

    @strawberry.mutation(
        description="Keep the answers that a visitor has given so far, in the place of those before."
    )
    async def save_survey_progress(
        self,
        info: SegueInfo,
        input: Annotated[
            SaveSurveyProgressInput, strawberry.argument(description="The answers so far.")
        ],
    ) -> SaveSurveyProgressResult:
        progress = await save_survey_progress(
            info.context,
            visitor_id=input.visitor_id,
            decision_id=input.decision_id,
            answers=[answer.to_answer() for answer in input.answers],
        )
        return SurveyProgress.from_progress(progress)

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
        submitted = await submit_survey(
            info.context,
            visitor_id=input.visitor_id,
            decision_id=input.decision_id,
            submission_id=input.submission_id,
            answers=[answer.to_answer() for answer in input.answers],
        )
        values: dict[str, Any] = {"thank_you": submitted.thank_you}
        return SurveySubmitted(coupon_code=submitted.code, **values)
