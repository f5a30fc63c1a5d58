"""What visitors do with campaigns: impressions, clicks and closes, sign-ups and answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, final

from email_validator import EmailNotValidError, validate_email

from documents.campaign_content import EmailCollectionContent, FormSurveyContent, ThankYou
from documents.campaigns import find_version
from documents.email_captures import EmailCaptureDocument, insert_capture
from documents.ingestion import AlsoWrite, Recorded, record_events
from documents.survey_submissions import SurveySubmissionDocument, insert_submission
from documents.visitors import visitor_exists
from resolvers.catalog import Rendition, rendition_of
from resolvers.context import Context
from resolvers.decisions import OfferedCampaign, read_decision
from resolvers.identifiers import checked_visitor_id, id_problems, moment_problems
from resolvers.tracking import CLOCK_TOLERANCE
from targeting.behaviour import EventKind
from targeting.events import EventRecord
from targeting.subjects import Attribute
from targeting.surveys import GivenAnswer, check_answers
from targeting.values import InvalidInputError, Problem, as_utc

MAXIMUM_INTERACTIONS: Final = 100


@final
class InteractionKind(Enum):
    """What a visitor did with a campaign that was shown."""

    IMPRESSION = "IMPRESSION"
    CLICK = "CLICK"
    CLOSE = "CLOSE"


_EVENT_KINDS: Final = {
    InteractionKind.IMPRESSION: EventKind.CAMPAIGN_IMPRESSION,
    InteractionKind.CLICK: EventKind.CAMPAIGN_CLICK,
    InteractionKind.CLOSE: EventKind.CAMPAIGN_CLOSE,
}


@final
class UnknownVisitorError(Exception):
    """No event of the visitor has arrived yet."""

    def __init__(self, visitor_id: str) -> None:
        self.visitor_id = visitor_id
        super().__init__(
            f"No event of visitor '{visitor_id}' has arrived yet: send one with trackEvents first."
        )


@final
@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing a visitor did with an offered campaign; `id` makes repeats harmless."""

    id: str
    decision_id: str
    kind: InteractionKind
    occurred_at: datetime | None = None


async def record_interactions(
    context: Context, visitor_id: str, interactions: Sequence[Interaction]
) -> Recorded:
    """Store what a visitor did with campaigns, all or nothing; repeats change nothing.

    Raises:
        InvalidInputError: naming every interaction that can't be used.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if not 1 <= len(interactions) <= MAXIMUM_INTERACTIONS:
        raise InvalidInputError(
            Problem(("interactions",), "BATCH_SIZE", f"Send 1 to {MAXIMUM_INTERACTIONS} at once.")
        )
    await _require_visitor(context, visitor_id)
    catalog = await context.catalog()
    records: list[EventRecord] = []
    problems: list[Problem] = []
    for index, interaction in enumerate(interactions):
        where = ("interactions", index)
        problems += id_problems(interaction.id, (*where, "id"))
        problems += moment_problems(
            interaction.occurred_at, context.now + CLOCK_TOLERANCE, (*where, "occurredAt")
        )
        try:
            offered = read_decision(
                interaction.decision_id,
                catalog.store.signing_secret,
                visitor_id=visitor_id,
                now=context.now,
            )
        except InvalidInputError as error:
            problems += [_below(where, problem) for problem in error.problems]
        else:
            records.append(_interaction_record(interaction, offered, context.now))
    if problems:
        raise InvalidInputError(*problems)
    return await record_events(
        context.store_id,
        visitor_id,
        records,
        received_at=context.now,
        features=catalog.features,
    )


def _below(path: tuple[str | int, ...], problem: Problem) -> Problem:
    return Problem((*path, *problem.path), problem.code, problem.message)


def _interaction_record(
    interaction: Interaction, offered: OfferedCampaign, now: datetime
) -> EventRecord:
    return EventRecord(
        key=f"interaction:{interaction.id}",
        kind=_EVENT_KINDS[interaction.kind],
        at=min(as_utc(interaction.occurred_at or now), now),
        properties=_offer_properties(offered),
    )


def _offer_properties(offered: OfferedCampaign) -> dict[str, Any]:
    return {
        "campaignId": offered.campaign_id,
        "version": offered.version,
        "variant": offered.variant,
        "control": offered.is_control,
    }


async def _require_visitor(context: Context, visitor_id: str) -> None:
    if not await visitor_exists(context.store_id, checked_visitor_id(visitor_id)):
        raise UnknownVisitorError(visitor_id)


async def _offered(
    context: Context, visitor_id: str, decision_id: str
) -> tuple[OfferedCampaign, Rendition]:
    """Return what was offered and the very version that was shown."""
    await _require_visitor(context, visitor_id)
    store = (await context.catalog()).store
    offered = read_decision(
        decision_id, store.signing_secret, visitor_id=visitor_id, now=context.now
    )
    version = await find_version(context.store_id, offered.campaign_id, offered.version)
    if version is None:
        raise InvalidInputError(
            Problem(("decisionId",), "BAD_DECISION", "The campaign doesn't exist any more.")
        )
    return offered, rendition_of(
        version.definition,
        campaign_id=offered.campaign_id,
        version=offered.version,
        variant=offered.variant,
        locale=offered.locale,
        default_locale=store.default_locale,
    )


def _wrong_type(wanted: str) -> InvalidInputError:
    return InvalidInputError(
        Problem(("decisionId",), "WRONG_TYPE", f"This decision isn't about {wanted} campaign.")
    )


async def capture_email(
    context: Context, *, visitor_id: str, decision_id: str, email: str, consent_given: bool
) -> ThankYou:
    """Keep an address that a visitor left, with the consent; return the thank-you.

    The same address again is answered in the same way and changes nothing.

    Raises:
        InvalidInputError: the decision, the address or the missing consent.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    offered, rendition = await _offered(context, visitor_id, decision_id)
    content = rendition.content
    if not isinstance(content, EmailCollectionContent):
        raise _wrong_type("an e-mail collection")
    normalised = _checked_email(email)
    if not consent_given:
        raise InvalidInputError(
            Problem(
                ("consentGiven",), "CONSENT_REQUIRED", "The visitor must agree to the consent text."
            )
        )
    capture = EmailCaptureDocument(
        store_id=context.store_id,
        visitor_id=visitor_id,
        campaign_id=offered.campaign_id,
        campaign_version=offered.version,
        variant=offered.variant,
        locale=offered.locale,
        email=normalised,
        typed_email=email,
        consent_text=content.consent.text,
        consent_url=content.consent.url,
        captured_at=context.now,
    )

    async def also_write(session: Any) -> dict[str, Any]:
        await insert_capture(capture, session)
        consent = {
            "channel": "email",
            "at": context.now,
            "text": content.consent.text,
            "url": content.consent.url,
            "campaign_id": offered.campaign_id,
            "campaign_version": offered.version,
        }
        return {"$push": {"consents": consent}}

    digest = hashlib.sha256(normalised.encode()).hexdigest()[:24]
    await _record_conversion(
        context,
        visitor_id,
        _conversion(
            f"capture:{offered.campaign_id}:{digest}",
            offered,
            context.now,
            declared={Attribute.EMAIL_SUBSCRIBER.value: True},
        ),
        also_write,
    )
    return content.thank_you


def _checked_email(email: str) -> str:
    try:
        checked = validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise InvalidInputError(Problem(("email",), "NOT_AN_EMAIL_ADDRESS", str(error))) from None
    return checked.normalized.lower()


async def submit_survey(
    context: Context,
    *,
    visitor_id: str,
    decision_id: str,
    submission_id: str,
    answers: Sequence[GivenAnswer],
) -> ThankYou:
    """Keep a visitor's answers, checked against the version it was shown; return the thank-you.

    The same `submission_id` again is answered in the same way and changes nothing.

    Raises:
        InvalidInputError: naming every answer that doesn't fit its question.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    offered, rendition = await _offered(context, visitor_id, decision_id)
    content = rendition.content
    if not isinstance(content, FormSurveyContent):
        raise _wrong_type("a survey")
    if bad_id := id_problems(submission_id, ("submissionId",)):
        raise InvalidInputError(*bad_id)
    questions = [question.to_question() for question in content.questions]
    accepted, problems = check_answers(questions, answers, ("answers",))
    if problems:
        raise InvalidInputError(*problems)
    submission = SurveySubmissionDocument(
        store_id=context.store_id,
        visitor_id=visitor_id,
        campaign_id=offered.campaign_id,
        campaign_version=offered.version,
        variant=offered.variant,
        locale=offered.locale,
        answers=accepted,
        submitted_at=context.now,
    )

    async def also_write(session: Any) -> dict[str, Any]:
        await insert_submission(submission, session)
        return {}

    key = f"survey:{offered.campaign_id}:{submission_id}"
    await _record_conversion(
        context, visitor_id, _conversion(key, offered, context.now), also_write
    )
    return content.thank_you


def _conversion(
    key: str, offered: OfferedCampaign, at: datetime, declared: dict[str, Any] | None = None
) -> EventRecord:
    return EventRecord(
        key=key,
        kind=EventKind.CAMPAIGN_CONVERSION,
        at=at,
        properties=_offer_properties(offered),
        declared=declared or {},
    )


async def _record_conversion(
    context: Context, visitor_id: str, record: EventRecord, also_write: AlsoWrite
) -> None:
    await record_events(
        context.store_id,
        visitor_id,
        [record],
        received_at=context.now,
        features=(await context.catalog()).features,
        also_write=also_write,
    )
