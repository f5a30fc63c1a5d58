"""Answers to surveys: kept as they come, checked against the version that was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, final

from itsdangerous import BadSignature, URLSafeSerializer

from documents.content_parts import ThankYou
from documents.coupons import PoolEmptyError, Recipient
from documents.survey_content import FormSurveyContent, SurveyQuestion
from documents.survey_progress import (
    SurveyProgressDocument,
    drop_progress,
    find_progress,
    keep_progress,
)
from documents.survey_submissions import SurveySubmissionDocument, insert_submission
from resolvers.context import Context
from resolvers.coupons import TEST_CODE, code_from, code_given, warn_if_low
from resolvers.decisions import OfferedCampaign
from resolvers.identifiers import id_problems
from resolvers.offers import Offer, conversion_of, offer_as, offer_of, record_conversion, wrong_type
from targeting.behaviour import EventKind
from targeting.events import EventRecord
from targeting.surveys import (
    Answer,
    GivenAnswer,
    QuestionKind,
    check_answers,
    next_question,
    nps_group,
)
from targeting.values import InvalidInputError, Problem


@final
@dataclass(frozen=True, slots=True)
class Submitted:
    """What a visitor gets for its answers."""

    thank_you: ThankYou
    code: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Progress:
    """Where a visitor stands within a survey.

    Attributes:
        resume_token: opens the answers so far again; whoever holds it can read them.
        next_question: the key of the question to go on with, `None` when all are answered.
    """

    resume_token: str | None
    answers: Mapping[str, Answer]
    next_question: str | None


async def submit_survey(
    context: Context,
    *,
    visitor_id: str,
    decision_id: str,
    submission_id: str,
    answers: Sequence[GivenAnswer],
) -> Submitted:
    """Keep a visitor's answers, checked against the version it was shown; return what it gets.

    The same `submission_id` again is answered in the same way and changes nothing.

    Raises:
        InvalidInputError: naming every answer that doesn't fit its question.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    offer, content = await _survey(context, visitor_id, decision_id)
    if bad_id := id_problems(submission_id, ("submissionId",)):
        raise InvalidInputError(*bad_id)
    accepted, problems = check_answers(content.to_questions(), answers, ("answers",))
    if problems:
        raise InvalidInputError(*problems)
    if offer.offered.is_test:
        coupon = offer.definition.coupon
        code = None if coupon is None else coupon.code or TEST_CODE
        return Submitted(offer.thank_you(content.thank_you, code), code)
    code = await _kept(context, offer, content, submission_id, accepted)
    return Submitted(offer.thank_you(content.thank_you, code), code)


async def _survey(
    context: Context, visitor_id: str, decision_id: str
) -> tuple[Offer, FormSurveyContent]:
    offer = await offer_of(context, visitor_id, decision_id)
    return offer, _content_of(offer)


def _content_of(offer: Offer) -> FormSurveyContent:
    content = offer.rendition.content
    if not isinstance(content, FormSurveyContent):
        raise wrong_type("a survey")
    return content


async def _kept(
    context: Context,
    offer: Offer,
    content: FormSurveyContent,
    submission_id: str,
    accepted: dict[str, Answer],
) -> str | None:
    """Store the answers and all that follows from them; return the code of the visitor's coupon."""
    offered = offer.offered
    recipient = Recipient(context.store_id, offered.campaign_id, offered.visitor_id)
    source = offer.coupon_source()

    async def also_write(session: Any, _: object) -> dict[str, Any]:
        await insert_submission(_submission(context, offer, accepted), session)
        await drop_progress(context.store_id, offered.visitor_id, offered.campaign_id, session)
        if source is not None:
            # Answers are kept also when the last code has gone to somebody else meanwhile.
            with suppress(PoolEmptyError):
                await code_from(source, recipient, now=context.now, session=session)
        return {}

    events = _events(offer, content, submission_id, accepted, context)
    recorded = await record_conversion(context, offer, events, also_write)
    if source is None:
        return None
    if recorded.stored and source.pool is not None:
        await warn_if_low(context, source.pool)
    return await code_given(source, recipient)


def _submission(
    context: Context, offer: Offer, accepted: dict[str, Answer]
) -> SurveySubmissionDocument:
    offered = offer.offered
    return SurveySubmissionDocument(
        store_id=context.store_id,
        visitor_id=offered.visitor_id,
        campaign_id=offered.campaign_id,
        campaign_version=offered.version,
        variant=offered.variant,
        locale=offered.locale,
        answers=accepted,
        submitted_at=context.now,
    )


def _events(
    offer: Offer,
    content: FormSurveyContent,
    submission_id: str,
    accepted: Mapping[str, Answer],
    context: Context,
) -> list[EventRecord]:
    """Return the conversion, and each answer as an event of its own, so that rules can ask for it."""
    campaign_id = offer.offered.campaign_id
    by_key = {question.key: question for question in content.questions}
    traits = {
        name: value
        for key, answer in accepted.items()
        if (name := by_key[key].saves_as) and (value := _as_value(answer)) is not None
    }
    key = f"survey:{campaign_id}:{submission_id}"
    conversion = conversion_of(key, offer, context.now, traits=traits)
    answers = [
        EventRecord(
            key=f"answer:{campaign_id}:{submission_id}:{question}",
            kind=EventKind.SURVEY_ANSWER,
            at=context.now,
            properties=_answer_properties(campaign_id, by_key[question], answer),
            session_id=offer.offered.session_id,
        )
        for question, answer in accepted.items()
    ]
    return [conversion, *answers]


def _answer_properties(
    campaign_id: str, question: SurveyQuestion, answer: Answer
) -> dict[str, Any]:
    properties: dict[str, Any] = {"campaignId": campaign_id, "question": question.key}
    value = _as_value(answer)
    if isinstance(value, bool):
        properties["flag"] = value
    elif isinstance(value, float):
        properties["score"] = value
    elif isinstance(value, tuple):
        properties["options"] = value
    elif value is not None:
        properties["text"] = value
    if question.kind is QuestionKind.NPS and isinstance(answer, int):
        properties["npsGroup"] = nps_group(answer).value
    return properties


def _as_value(answer: Answer) -> float | str | bool | tuple[str, ...] | None:
    """Return an answer as rules compare it; `None` for a matrix, which is many answers."""
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, int):
        return float(answer)
    if isinstance(answer, Mapping):
        options = answer.get("options")
        return None if options is None else (*options, *(["other"] if "other" in answer else []))
    return answer


async def save_survey_progress(
    context: Context, *, visitor_id: str, decision_id: str, answers: Sequence[GivenAnswer]
) -> Progress:
    """Keep the answers so far, in the place of those before, and say what to go on with.

    Raises:
        InvalidInputError: naming every answer that doesn't fit its question.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    offer, content = await _survey(context, visitor_id, decision_id)
    questions = content.to_questions()
    accepted, problems = check_answers(questions, answers, ("answers",), is_complete=False)
    if problems:
        raise InvalidInputError(*problems)
    following = next_question(questions, accepted)
    if offer.offered.is_test:
        return Progress(None, accepted, following)
    progress_id = await keep_progress(
        SurveyProgressDocument(
            store_id=context.store_id,
            visitor_id=visitor_id,
            campaign_id=offer.offered.campaign_id,
            campaign_version=offer.offered.version,
            answers=accepted,
            updated_at=context.now,
        )
    )
    token = _serializer(offer.catalog.store.signing_secret).dumps(
        [progress_id, offer.offered.variant, offer.offered.locale, visitor_id]
    )
    return Progress(token, accepted, following)


async def survey_progress(context: Context, resume_token: str) -> Progress | None:
    """Return the answers that a token was given out for, `None` when they were sent or forgotten.

    Raises:
        InvalidInputError: this store never gave the token out.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    catalog = await context.catalog()
    try:
        progress_id, variant, locale, *whose = _serializer(catalog.store.signing_secret).loads(
            resume_token
        )
    except (BadSignature, ValueError, TypeError):
        raise InvalidInputError(
            Problem(
                ("resumeToken",),
                "BAD_TOKEN",
                "This isn't a token that saveSurveyProgress returned.",
            )
        ) from None
    visitor_id = str(whose[0]) if whose else None
    kept = await find_progress(context.store_id, str(progress_id), visitor_id)
    if kept is None:
        return None
    # The answers are kept for longer than a decision is good for, so no decision is asked for.
    offered = OfferedCampaign(
        visitor_id=kept.visitor_id,
        campaign_id=kept.campaign_id,
        version=kept.campaign_version,
        variant=str(variant),
        locale=str(locale),
        is_control=False,
        offered_at_seconds=int(kept.updated_at.timestamp()),
    )
    content = _content_of(await offer_as(context, catalog, offered))
    answers = {key: _thawed(answer) for key, answer in kept.answers.items()}
    return Progress(resume_token, answers, next_question(content.to_questions(), answers))


def _thawed(answer: Any) -> Answer:
    """Return a stored answer in the form in which it was accepted."""
    if isinstance(answer, list):
        return tuple(answer)
    if isinstance(answer, dict) and isinstance(answer.get("options"), list):
        return {**answer, "options": tuple(answer["options"])}
    return answer  # type: ignore[no-any-return]  # MongoDB keeps the other forms as they are


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret, salt="segue.survey", signer_kwargs={"digest_method": hashlib.sha256}
    )
