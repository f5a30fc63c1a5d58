"""Sign-ups by e-mail: checked, kept with the consent, confirmed where that is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, final

from disposable_email_domains import blocklist
from itsdangerous import BadSignature, URLSafeSerializer

from documents.content_parts import ThankYou
from documents.coupon_offers import CouponOffer
from documents.coupons import PoolEmptyError, Recipient
from documents.email_captures import (
    EmailCaptureDocument,
    confirm_capture,
    find_capture,
    find_capture_of_address,
    insert_capture,
)
from documents.form_content import EmailCollectionContent, Wheel
from documents.ingestion import record_events
from documents.suppressions import is_suppressed
from resolvers.context import Context
from resolvers.coupons import TEST_CODE, code_from, source_for, warn_if_low
from resolvers.decisions import OfferedCampaign
from resolvers.offers import (
    Offer,
    conversion_of,
    offer_as,
    offer_of,
    record_conversion,
    wrong_type,
)
from targeting.behaviour import EventKind
from targeting.bucketing import choose_index
from targeting.contact_details import normalised_email
from targeting.events import EventRecord
from targeting.forms import CheckedForm, GivenEntry, check_form
from targeting.subjects import Attribute
from targeting.values import InvalidInputError, Problem


@final
@dataclass(frozen=True, slots=True)
class Prize:
    """What the wheel has stopped at."""

    key: str
    label: str


@final
@dataclass(frozen=True, slots=True)
class SignUp:
    """What a visitor gets for its address.

    Attributes:
        needs_confirmation: the address counts, and the coupon is given, when its owner has confirmed.
    """

    thank_you: ThankYou
    code: str | None = None
    prize: Prize | None = None
    needs_confirmation: bool = False


@final
@dataclass(frozen=True, slots=True)
class GivenSignUp:
    """What a visitor entered."""

    email: str
    consent_given: bool
    fields: Sequence[GivenEntry] = ()


async def capture_email(
    context: Context, *, visitor_id: str, decision_id: str, given: GivenSignUp
) -> SignUp:
    """Keep an address that a visitor left, with the consent; return what the visitor gets.

    The same address again is answered in the same way, whoever left it before, and changes nothing.

    Raises:
        InvalidInputError: naming everything about the decision, the address, the fields or the missing
            consent that can't be used.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    offer = await offer_of(context, visitor_id, decision_id)
    content = offer.rendition.content
    if not isinstance(content, EmailCollectionContent):
        raise wrong_type("an e-mail collection")
    email, form = _checked(content, given, offer.visit.evaluation.today)
    if offer.offered.is_test:
        return _tried(offer, content)
    return await _SignUp(context, offer, content, email, given.email, form).kept()


def _checked(
    content: EmailCollectionContent, given: GivenSignUp, today: date
) -> tuple[str, CheckedForm]:
    """Return the normalised address and the entries, or raise with everything that is wrong."""
    problems: list[Problem] = []
    email = ""
    try:
        email = normalised_email(given.email)
    except ValueError as error:
        problems.append(Problem(("email",), "NOT_AN_EMAIL_ADDRESS", str(error)))
    if content.refuses_disposable and email.rpartition("@")[2] in blocklist:
        problems.append(
            Problem(("email",), "DISPOSABLE_ADDRESS", "Give an address that will last.")
        )
    if not given.consent_given:
        problems.append(
            Problem(
                ("consentGiven",), "CONSENT_REQUIRED", "The visitor must agree to the consent text."
            )
        )
    form, found = check_form(content.fields(), given.fields, today, ("fields",))
    problems += found
    if problems:
        raise InvalidInputError(*problems)
    return email, form


def _tried(offer: Offer, content: EmailCollectionContent) -> SignUp:
    """Return what a tester gets: everything looks as it would, and nothing is kept."""
    prize, coupon = None, offer.definition.coupon
    if content.wheel is not None:
        prize, coupon = _drawn(content.wheel, offer, frozenset()) or (None, None)
    code = None if coupon is None else coupon.code or TEST_CODE
    needs_confirmation = content.double_opt_in is not None
    shown = None if needs_confirmation else code
    return SignUp(offer.thank_you(content.thank_you, shown), shown, prize, needs_confirmation)


def _drawn(
    wheel: Wheel, offer: Offer, empty: frozenset[str]
) -> tuple[Prize, CouponOffer | None] | None:
    """Return where the wheel stops for the visitor: always at the same slice, and at no empty pool.

    `None` when there are only empty pools to stop at.
    """
    weights = [
        0 if part.coupon is not None and part.coupon.pools() & empty else part.weight
        for part in wheel.slices
    ]
    salt = f"{offer.offered.campaign_id}.wheel"
    index = choose_index(salt, offer.visitor_id, weights)
    if index is None:
        return None
    part = wheel.slices[index]
    return Prize(part.key, part.label), part.coupon


@final
@dataclass(slots=True)
class _SignUp:
    """One sign-up being kept."""

    context: Context
    offer: Offer
    content: EmailCollectionContent
    email: str
    typed_email: str
    form: CheckedForm

    async def kept(self) -> SignUp:
        """Keep it, unless it is kept already, and return what the visitor gets."""
        context, offered = self.context, self.offer.offered
        known = await find_capture_of_address(context.store_id, offered.campaign_id, self.email)
        capture = self._document()
        if known is not None and capture.confirm_before is None:
            capture.prize, capture.code = known.prize, known.code
        capture.is_suppressed = await is_suppressed(context.store_id, self.email)
        await self._record(capture, is_repeated=known is not None)
        stored = await find_capture_of_address(context.store_id, offered.campaign_id, self.email)
        return self._answer(stored or capture)

    def _document(self) -> EmailCaptureDocument:
        offered, consent = self.offer.offered, self.content.consent
        wait = self.content.double_opt_in
        return EmailCaptureDocument(
            store_id=self.context.store_id,
            visitor_id=offered.visitor_id,
            campaign_id=offered.campaign_id,
            campaign_version=offered.version,
            variant=offered.variant,
            locale=offered.locale,
            email=self.email,
            typed_email=self.typed_email,
            fields=self.form.entries,
            consent_text=consent.text,
            consent_url=consent.url,
            consent_version=consent.version,
            captured_at=self.context.now,
            confirm_before=wait and self.context.now + timedelta(hours=wait.expires_after_hours),
        )

    async def _record(self, capture: EmailCaptureDocument, *, is_repeated: bool) -> None:
        """Store the conversion with the sign-up, and the coupon unless it waits for confirmation."""
        is_subscribed = capture.confirm_before is None and not capture.is_suppressed
        digest = hashlib.sha256(self.email.encode()).hexdigest()[:24]
        key = f"capture:{self.offer.offered.campaign_id}:{digest}"
        event = conversion_of(
            key,
            self.offer,
            self.context.now,
            declared=self._declared(is_subscribed=is_subscribed),
            traits=self.form.traits,
        )

        async def also_write(session: Any, _: object) -> dict[str, Any]:
            if capture.confirm_before is None and not is_repeated:
                await self._give(capture, session)
            await insert_capture(capture, session)
            return {"$push": {"consents": _consent(capture)}} if is_subscribed else {}

        recorded = await record_conversion(self.context, self.offer, [event], also_write)
        if recorded.stored:
            await _warn_if_low(self.context, self.offer)

    def _declared(self, *, is_subscribed: bool) -> dict[str, Any]:
        subscribed = {Attribute.EMAIL_SUBSCRIBER.value: True} if is_subscribed else {}
        return {**self.form.declared, **subscribed}

    async def _give(self, capture: EmailCaptureDocument, session: Any) -> None:
        """Draw the prize and take the code, within the transaction that keeps the sign-up."""
        await give_coupon(self.context, self.offer, self.content, capture, session)

    def _answer(self, capture: EmailCaptureDocument) -> SignUp:
        # Also of an address that is confirmed already: whoever types it in mustn't learn that.
        is_waiting = self.content.double_opt_in is not None
        code = None if is_waiting else capture.code
        prize = None if is_waiting else _prize_of(self.content, capture.prize)
        thank_you = self.offer.thank_you(self.content.thank_you, code)
        return SignUp(thank_you, code, prize, is_waiting)


async def give_coupon(
    context: Context,
    offer: Offer,
    content: EmailCollectionContent,
    capture: EmailCaptureDocument,
    session: Any,
) -> None:
    """Set the prize and the code of a sign-up, each handed out once."""
    capture.prize = capture.code = None  # what an attempt has set that was rolled back isn't given
    recipient = Recipient(context.store_id, capture.campaign_id, capture.visitor_id)
    empty: frozenset[str] = frozenset()
    coupon = offer.definition.coupon
    while True:
        if content.wheel is not None:
            prize, coupon = _drawn(content.wheel, offer, empty) or (None, None)
            capture.prize = prize and prize.key
        if coupon is None:
            return
        source = source_for(coupon, offer.visit.evaluation, offer.catalog.segments)
        try:
            capture.code = await code_from(source, recipient, now=context.now, session=session)
        except PoolEmptyError as error:
            if content.wheel is None:
                return
            empty |= {error.pool}
        else:
            return


async def _warn_if_low(context: Context, offer: Offer) -> None:
    source = offer.coupon_source()
    if source is not None and source.pool is not None:
        await warn_if_low(context, source.pool)


def _prize_of(content: EmailCollectionContent, key: str | None) -> Prize | None:
    slices = content.wheel.slices if content.wheel is not None else ()
    return next((Prize(part.key, part.label) for part in slices if part.key == key), None)


def _consent(capture: EmailCaptureDocument) -> dict[str, Any]:
    return {
        "channel": "email",
        "at": capture.confirmed_at or capture.captured_at,
        "text": capture.consent_text,
        "url": capture.consent_url,
        "version": capture.consent_version,
        "campaign_id": capture.campaign_id,
        "campaign_version": capture.campaign_version,
    }


def confirmation_token(capture: EmailCaptureDocument, secret: str) -> str:
    """Return what the link in the confirmation e-mail carries."""
    return _serializer(secret).dumps(str(capture.id))


async def confirm_email(context: Context, token: str) -> SignUp:
    """Make a sign-up count, since its owner has followed the link sent to the address.

    The same token again is answered in the same way and changes nothing.

    Raises:
        InvalidInputError: this store never gave the token out, or it has expired.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    catalog = await context.catalog()
    try:
        capture_id = _serializer(catalog.store.signing_secret).loads(token)
    except BadSignature:
        raise _refusal("This link isn't one that was sent.") from None
    capture = await find_capture(context.store_id, str(capture_id))
    if capture is None or capture.confirm_before is None:
        raise _refusal("There is nothing to confirm any more.")
    if capture.confirmed_at is None and capture.confirm_before <= context.now:
        raise _refusal("This link has expired: sign up again.")
    offer = await _offer_of_capture(context, capture)
    content = offer.rendition.content
    if not isinstance(content, EmailCollectionContent):
        raise _refusal("There is nothing to confirm any more.")
    if capture.confirmed_at is None:
        await _confirmed(context, offer, content, capture)
        capture = await find_capture(context.store_id, str(capture_id)) or capture
    return SignUp(
        offer.thank_you(content.thank_you, capture.code),
        capture.code,
        _prize_of(content, capture.prize),
    )


async def _confirmed(
    context: Context,
    offer: Offer,
    content: EmailCollectionContent,
    capture: EmailCaptureDocument,
) -> None:
    capture.confirmed_at = context.now
    capture.is_suppressed = await is_suppressed(context.store_id, capture.email)
    known = await find_capture_of_address(context.store_id, capture.campaign_id, capture.email)
    if known is not None:
        capture.prize, capture.code = known.prize, known.code
    declared = {} if capture.is_suppressed else {Attribute.EMAIL_SUBSCRIBER.value: True}
    event = EventRecord(
        key=f"confirmation:{capture.id}",
        kind=EventKind.CUSTOM,
        at=context.now,
        properties={"name": "emailConfirmed", "campaignId": capture.campaign_id},
        declared=declared,
    )

    async def also_write(session: Any, _: object) -> dict[str, Any]:
        if known is None:
            await give_coupon(context, offer, content, capture, session)
        await confirm_capture(capture, session)
        return {} if capture.is_suppressed else {"$push": {"consents": _consent(capture)}}

    await record_events(
        context.store_id,
        capture.visitor_id,
        [event],
        received_at=context.now,
        features=offer.catalog.features,
        also_write=also_write,
    )
    await _warn_if_low(context, offer)


async def _offer_of_capture(context: Context, capture: EmailCaptureDocument) -> Offer:
    """Return the offer that a sign-up came from, as it was shown."""
    catalog = await context.catalog()
    offered = OfferedCampaign(
        visitor_id=capture.visitor_id,
        campaign_id=capture.campaign_id,
        version=capture.campaign_version,
        variant=capture.variant,
        locale=capture.locale,
        is_control=False,
        offered_at_seconds=int(capture.captured_at.timestamp()),
    )
    return await offer_as(context, catalog, offered)


def _refusal(message: str) -> InvalidInputError:
    return InvalidInputError(Problem(("token",), "BAD_TOKEN", message))


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret, salt="segue.confirmation", signer_kwargs={"digest_method": hashlib.sha256}
    )
