"""Everything that is set of a campaign, as admin UIs read it back."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any, Self, final

import strawberry
from pydantic import BaseModel
from pydantic.alias_generators import to_camel
from strawberry.scalars import JSON

from documents import campaign_definition as stored
from documents.campaign_settings import ExperimentGoal, ExperimentMode, Weekday
from documents.coupon_offers import CouponReveal
from documents.form_content import EmailCollectionContent
from schema.campaign_content import CampaignContent, content_from_stored
from schema.display import Display
from targeting.campaigns import Device, PageType
from targeting.page_conditions import TextMatch
from targeting.values import TimeUnit


@final
@strawberry.type(description="Another coupon for the visitors of a segment.")
class CouponTier:
    segment: str = strawberry.field(description="The segment's key.")
    code: str | None = strawberry.field(description="A code that all get.")
    pool: str | None = strawberry.field(description="The pool of which each gets its own.")


@final
@strawberry.type(description="What code a visitor gets.")
class CouponOffer:
    code: str | None = strawberry.field(description="A code that all get.")
    pool: str | None = strawberry.field(description="The pool of which each gets its own.")
    reveal: CouponReveal = strawberry.field(description="When the visitor learns it.")
    tiers: list[CouponTier] = strawberry.field(description="Others, by segment.")
    reserved_minutes: int = strawberry.field(description="How long a code is held.")


@final
@strawberry.type(description="A prize of the wheel, as it is set.")
class PrizeSetting:
    key: str = strawberry.field(description="What the prize is called.")
    weight: int = strawberry.field(description="Its part against the others'.")
    coupon: CouponOffer | None = strawberry.field(description="What is won.")


@final
@strawberry.type(
    description="What is set of an e-mail collection and concerns the shop alone; storefronts don't "
    "see it."
)
class SignUpSettings:
    refuses_disposable: bool = strawberry.field(
        description="Addresses of services that throw mail away are refused."
    )
    double_opt_in_hours: int | None = strawberry.field(
        description="How long the confirmation link works; null: no confirmation is asked for."
    )
    traits: list[str] = strawberry.field(
        description="The traits and attributes of the visitor that the form's fields become, in order."
    )
    prizes: list[PrizeSetting] = strawberry.field(description="Of the wheel, in order.")

    @classmethod
    def from_stored(cls, content: EmailCollectionContent) -> Self:
        slices: Any = content.wheel.slices if content.wheel is not None else ()
        wait = content.double_opt_in
        names = [field.saves_as for field in content.fields()]
        return cls(
            refuses_disposable=content.refuses_disposable,
            double_opt_in_hours=None if wait is None else wait.expires_after_hours,
            traits=[name if isinstance(name, str) else name.value for name in names],
            prizes=list(slices),
        )


@final
@strawberry.type(description="The content in one language.")
class Translation:
    locale: str = strawberry.field(description="Such as `tr` or `tr-TR`.")

    @strawberry.field(description="The content.")
    def content(self) -> CampaignContent:
        found: CampaignContent = content_from_stored(self._content)
        return found

    @strawberry.field(description="Of an e-mail collection, what storefronts don't see.")
    def sign_up(self) -> SignUpSettings | None:
        if not isinstance(self._content, EmailCollectionContent):
            return None
        return SignUpSettings.from_stored(self._content)

    _content: strawberry.Private[stored.Content]

    @classmethod
    def from_stored(cls, translation: stored.Translation) -> Self:
        return cls(locale=translation.locale, _content=translation.content)


@final
@strawberry.type(description="One of several versions of the content.")
class Variant:
    key: str = strawberry.field(description="Its name, such as `A`.")
    weight: int = strawberry.field(description="Its part of the visitors, against the others'.")
    display: Display | None = strawberry.field(
        description="When and how to show this one; null: as the campaign."
    )
    translations: list[Translation] = strawberry.field(description="One for each language.")

    @classmethod
    def from_stored(cls, variant: stored.Variant) -> Self:
        translations = [Translation.from_stored(item) for item in variant.translations]
        display: Any = variant.display
        return cls(
            key=variant.key, weight=variant.weight, display=display, translations=translations
        )


@final
@strawberry.type(description="A part of the day that comes again, on the store's own clock.")
class ScheduleWindow:
    weekdays: list[Weekday] = strawberry.field(description="On these days; empty: on every one.")
    month_days: list[int] = strawberry.field(
        description="On these days of the month, from its end where negative; empty: on every one."
    )
    months: list[int] = strawberry.field(description="In these, 1 to 12; empty: in every one.")
    from_time: str = strawberry.field(description="From then on, as `HH:MM`.")
    to_time: str = strawberry.field(description="Until before then, as `HH:MM`.")


@final
@strawberry.type(description="A test of an address.")
class AddressPattern:
    match: TextMatch = strawberry.field(description="How it is compared.")
    value: str = strawberry.field(
        description="With what; of the path where it starts with `/`, else of the whole address."
    )


@final
@strawberry.type(description="A parameter that the page's address must have.")
class QueryParameterPattern:
    name: str = strawberry.field(description="Its name.")
    match: TextMatch = strawberry.field(description="How its value is compared.")
    value: str | None = strawberry.field(description="With what; null: with any value.")


@final
@strawberry.type(description="What the page and the visit must be like.")
class PageSettings:
    include_urls: list[AddressPattern] = strawberry.field(description="Any of these.")
    exclude_urls: list[AddressPattern] = strawberry.field(description="None of these.")
    query_parameters: list[QueryParameterPattern] = strawberry.field(description="Any of these.")
    referrers: list[AddressPattern] = strawberry.field(description="Any of these.")
    traffic_sources: list[str] = strawberry.field(description="Any of these.")
    locales: list[str] = strawberry.field(description="Any of these, with their regions.")
    minimum_basket_total: float | None = strawberry.field(description="At least this.")
    maximum_basket_total: float | None = strawberry.field(description="At most this.")
    minimum_basket_items: int | None = strawberry.field(description="At least so many pieces.")
    maximum_basket_items: int | None = strawberry.field(description="At most so many pieces.")


@final
@strawberry.type(description="At most so many displays within any stretch of time.")
class TimeLimit:
    maximum: int = strawberry.field(description="So many.")
    amount: int = strawberry.field(description="Within so many …")
    unit: TimeUnit = strawberry.field(description="… minutes, hours or days.")


@final
@strawberry.type(description="How often one visitor may be shown the campaign.")
class Frequency:
    maximum_impressions: int | None = strawberry.field(description="In total; null: no limit.")
    maximum_per_session: int | None = strawberry.field(description="Within one visit.")
    per_time: list[TimeLimit] = strawberry.field(description="Within any stretch of time.")
    minimum_gap_seconds: int | None = strawberry.field(description="Between two displays.")
    stop_after_click: bool = strawberry.field(description="Never again after a click.")
    stop_after_close: bool = strawberry.field(description="Never again after it was closed.")
    stop_after_conversion: bool = strawberry.field(
        description="Never again after a sign-up or an answer."
    )
    click_cool_down_seconds: int | None = strawberry.field(
        description="Again only so long after a click; in place of the stop."
    )
    close_cool_down_seconds: int | None = strawberry.field(
        description="Again only so long after it was closed; in place of the stop."
    )
    conversion_cool_down_seconds: int | None = strawberry.field(
        description="Again only so long after a conversion; in place of the stop."
    )
    visible_seconds: int | None = strawberry.field(
        description="Not any more so long after its first display."
    )


@final
@strawberry.type(description="How the shares of the variants are set.")
class ExperimentSettings:
    mode: ExperimentMode = strawberry.field(description="Who sets them.")
    goal: ExperimentGoal = strawberry.field(description="What counts as a success.")
    minimum_days: int = strawberry.field(description="Of WINNER, that it must have been live.")
    minimum_visitors: int = strawberry.field(description="Of WINNER, for every variant.")
    minimum_probability: float = strawberry.field(description="Of WINNER, of being the best.")


@final
@strawberry.type(description="Everything that is set of a campaign.")
class CampaignDefinition:
    placement: str | None = strawberry.field(description="The slot that it is meant for.")
    priority: int = strawberry.field(description="The highest comes first.")
    is_default: bool = strawberry.field(
        description="Only fill the placement when no other campaign does."
    )
    ignores_store_limits: bool = strawberry.field(
        description="The store's limits on all campaigns leave it alone."
    )
    page_types: list[PageType] = strawberry.field(description="Only on these; empty: on all.")
    devices: list[Device] = strawberry.field(description="Only on these; empty: on all.")
    page: PageSettings = strawberry.field(description="What the page and the visit must be like.")
    starts_at: datetime | None = strawberry.field(description="Not before.")
    ends_at: datetime | None = strawberry.field(description="Not from then on.")
    windows: list[ScheduleWindow] = strawberry.field(
        description="Only within one of these; empty: at all times."
    )
    impression_budget: int | None = strawberry.field(description="Show it so often in all.")
    ends_after_conversions: int | None = strawberry.field(
        description="Show it until so many have converted."
    )
    audience: JSON = strawberry.field(
        description="Whom it is for, a rule in the shape of `RuleInput`."
    )
    include_segments: list[str] = strawberry.field(
        description="Of them, only the members of any of these; empty: everyone."
    )
    exclude_segments: list[str] = strawberry.field(
        description="Of them, not the members of any of these."
    )
    display: Display = strawberry.field(description="When and how to show it on the page.")
    frequency: Frequency = strawberry.field(description="How often to show it.")
    exclusion_group: str | None = strawberry.field(
        description="Of all campaigns that name the same group a visitor is offered only the first."
    )
    control_share: float = strawberry.field(
        description="Share of the visitors who are never shown it, for comparison."
    )
    coupon: CouponOffer | None = strawberry.field(description="What code a visitor gets with it.")
    experiment: ExperimentSettings = strawberry.field(
        description="How the shares of the variants are set."
    )
    variants: list[Variant] = strawberry.field(description="The versions of its content.")

    @strawberry.field(
        description="All of it in the shape of `CampaignDefinitionInput`, to be changed and sent back."
    )
    def as_input(self) -> JSON:
        return JSON(_input_of(self._stored))

    _stored: strawberry.Private[stored.CampaignDefinition]

    @classmethod
    def from_stored(cls, definition: stored.CampaignDefinition) -> Self:
        values = {
            field.name: getattr(definition, field.name)
            for field in fields(cls)
            if field.name not in {"variants", "audience", "as_input", "_stored"}
        }
        return cls(
            **values,
            audience=JSON(definition.audience),
            variants=[Variant.from_stored(variant) for variant in definition.variants],
            _stored=definition,
        )


def _input_of(value: Any) -> Any:
    """Return what is stored as the input that sets it, without what isn't set."""
    if isinstance(value, stored.Translation):
        content = _input_of(value.content)
        return {"locale": value.locale, "content": {to_camel(content.pop("type").lower()): content}}
    if isinstance(value, BaseModel):
        return {
            to_camel(name): _input_of(part)
            for name in type(value).model_fields
            if (part := getattr(value, name)) is not None
        }
    if isinstance(value, tuple):
        return [_input_of(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.name if isinstance(value, Enum) else value
