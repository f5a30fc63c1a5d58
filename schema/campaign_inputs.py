"""What marketers set of a campaign, as inputs; limits are checked below, and named in problems."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, final

import strawberry

from documents.campaign_settings import (
    DisplaySize,
    Entrance,
    ExperimentGoal,
    ExperimentMode,
    TriggerKind,
    Weekday,
)
from schema.content_inputs import CampaignContentInput
from schema.coupon_inputs import CouponOfferInput
from schema.inputs import as_mapping
from schema.rules import RuleInput
from targeting.campaigns import CampaignType, Device, PageType
from targeting.page_conditions import TextMatch
from targeting.values import TimeUnit


@final
@strawberry.input(
    description="What sets the campaign off; each kind has its own field and no other."
)
class TriggerInput:
    kind: TriggerKind = strawberry.field(description="What sets it off.")
    delay_seconds: int | None = strawberry.field(
        default=None, description="With DELAY, 0 to 3,600."
    )
    scroll_percent: int | None = strawberry.field(
        default=None, description="With SCROLL, 1 to 100."
    )
    inactivity_seconds: int | None = strawberry.field(
        default=None, description="With INACTIVITY, 1 to 3,600."
    )
    selector: str | None = strawberry.field(
        default=None, description="With ELEMENT_CLICK, a CSS selector."
    )
    event_name: str | None = strawberry.field(
        default=None, description="With CUSTOM_EVENT, as the storefront names its own events."
    )
    page_count: int | None = strawberry.field(
        default=None, description="With PAGE_COUNT, the page of the visit, 1 to 100."
    )
    across_pages: bool = strawberry.field(
        default=False, description="With DELAY and INACTIVITY, go on from page to page."
    )


@final
@strawberry.input(description="The triggers on one kind of device, in place of those for all.")
class DeviceTriggersInput:
    device: Device = strawberry.field(description="On which.")
    triggers: list[TriggerInput] = strawberry.field(description="1 to 8; any one is enough.")


@final
@strawberry.input(description="How the visitor can close it.")
class ClosingInput:
    has_button: bool = strawberry.field(default=True, description="By a button on it.")
    on_overlay_click: bool = strawberry.field(default=True, description="By a click beside it.")
    on_escape: bool = strawberry.field(default=True, description="By the Escape key.")
    after_seconds: int | None = strawberry.field(default=None, description="By itself.")


@final
@strawberry.input(description="How it comes into view.")
class AnimationInput:
    entrance: Entrance = strawberry.field(
        default=Entrance.FADE, description="The kind of movement."
    )
    milliseconds: int = strawberry.field(default=200, description="How long it takes, to 2,000.")


@final
@strawberry.input(description="When and how to show the campaign, once the page has it.")
class DisplayInput:
    triggers: list[TriggerInput] | None = strawberry.field(
        default=None, description="1 to 8, any one is enough; at once when left out."
    )
    device_triggers: list[DeviceTriggersInput] | None = strawberry.field(
        default=None, description="Other triggers on some devices."
    )
    closing: ClosingInput | None = strawberry.field(
        default=None, description="How the visitor can close it."
    )
    animation: AnimationInput | None = strawberry.field(
        default=None, description="How it comes into view."
    )
    size: DisplaySize = strawberry.field(
        default=DisplaySize.MEDIUM, description="How much of the window it takes."
    )
    theme: str | None = strawberry.field(
        default=None, description="The name of one of the storefront's own styles."
    )


@final
@strawberry.input(
    description="A part of the day that comes again, on the store's own clock; what is left out means "
    "every one."
)
class ScheduleWindowInput:
    weekdays: list[Weekday] | None = strawberry.field(default=None, description="On these days.")
    month_days: list[int] | None = strawberry.field(
        default=None, description="On these days of the month; -1 is the last, -2 the one before."
    )
    months: list[int] | None = strawberry.field(default=None, description="In these, 1 to 12.")
    from_time: str = strawberry.field(default="00:00", description="From then on, as `HH:MM`.")
    to_time: str = strawberry.field(
        default="24:00",
        description="Until before then, as `HH:MM`; not later than `fromTime`: past midnight.",
    )


@final
@strawberry.input(
    description="A test of an address: of its path where the value starts with `/`, else of the whole. "
    "Case doesn't matter."
)
class AddressPatternInput:
    match: TextMatch = strawberry.field(default=TextMatch.GLOB, description="How it is compared.")
    value: str = strawberry.field(description="With what, such as `/sale/*`.")


@final
@strawberry.input(description="A parameter that the page's address must have.")
class QueryParameterPatternInput:
    name: str = strawberry.field(description="Its name.")
    match: TextMatch = strawberry.field(
        default=TextMatch.EQUALS, description="How its value is compared."
    )
    value: str | None = strawberry.field(
        default=None, description="With what; with any value when left out."
    )


@final
@strawberry.input(
    description="What the page and the visit must be like. Of several items in one list any one is "
    "enough; everything that is given must be met."
)
class PageSettingsInput:
    include_urls: list[AddressPatternInput] | None = strawberry.field(
        default=None, description="Only on pages whose address matches one of these."
    )
    exclude_urls: list[AddressPatternInput] | None = strawberry.field(
        default=None, description="Not on pages whose address matches one of these."
    )
    query_parameters: list[QueryParameterPatternInput] | None = strawberry.field(
        default=None, description="Only on pages with one of these parameters."
    )
    referrers: list[AddressPatternInput] | None = strawberry.field(
        default=None, description="Only for visitors who came from one of these."
    )
    traffic_sources: list[str] | None = strawberry.field(
        default=None, description="Only for visits from one of these, in the shop's own words."
    )
    locales: list[str] | None = strawberry.field(
        default=None, description="Only in one of these languages; `tr` stands for `tr-TR` as well."
    )
    minimum_basket_total: float | None = strawberry.field(
        default=None, description="Only with a basket worth at least this."
    )
    maximum_basket_total: float | None = strawberry.field(
        default=None, description="Only with a basket worth at most this."
    )
    minimum_basket_items: int | None = strawberry.field(
        default=None, description="Only with at least so many pieces in the basket."
    )
    maximum_basket_items: int | None = strawberry.field(
        default=None, description="Only with at most so many pieces in the basket."
    )


@final
@strawberry.input(description="At most so many displays within any stretch of time.")
class TimeLimitInput:
    maximum: int = strawberry.field(description="So many, 1 to 20.")
    amount: int = strawberry.field(description="Within so many …")
    unit: TimeUnit = strawberry.field(description="… minutes, hours or days.")


@final
@strawberry.input(
    description="How often one visitor may be shown the campaign. It is counted on the server."
)
class FrequencyInput:
    maximum_impressions: int | None = strawberry.field(default=None, description="In total.")
    maximum_per_session: int | None = strawberry.field(
        default=None,
        description="Within one visit, 1 to 20. A visit without an id ends with half an hour's silence.",
    )
    per_time: list[TimeLimitInput] | None = strawberry.field(
        default=None, description="Within any stretch of time; at most five."
    )
    minimum_gap_seconds: int | None = strawberry.field(
        default=None, description="Between two displays."
    )
    stop_after_click: bool = strawberry.field(
        default=False, description="Never again after a click."
    )
    stop_after_close: bool = strawberry.field(
        default=False, description="Never again after it was closed."
    )
    stop_after_conversion: bool = strawberry.field(
        default=True, description="Never again after a sign-up or an answer."
    )
    click_cool_down_seconds: int | None = strawberry.field(
        default=None, description="Again only so long after a click; in place of the stop."
    )
    close_cool_down_seconds: int | None = strawberry.field(
        default=None, description="Again only so long after it was closed; in place of the stop."
    )
    conversion_cool_down_seconds: int | None = strawberry.field(
        default=None,
        description="Again only so long after a sign-up or an answer; in place of the stop.",
    )
    visible_seconds: int | None = strawberry.field(
        default=None, description="Not any more so long after its first display."
    )


@final
@strawberry.input(description="How the shares of the variants are set.")
class ExperimentInput:
    mode: ExperimentMode = strawberry.field(
        default=ExperimentMode.FIXED, description="Who sets them."
    )
    goal: ExperimentGoal = strawberry.field(
        default=ExperimentGoal.CONVERSION, description="What counts as a success."
    )
    minimum_days: int = strawberry.field(
        default=7, description="Of WINNER: the version must have been live for so many days."
    )
    minimum_visitors: int = strawberry.field(
        default=100,
        description="Of WINNER: every variant must have been shown to so many visitors.",
    )
    minimum_probability: float = strawberry.field(
        default=0.95,
        description="Of WINNER: one must be the best with this probability, above 0.5.",
    )


@final
@strawberry.input(description="The content in one language.")
class TranslationInput:
    locale: str = strawberry.field(description="Such as `tr` or `tr-TR`.")
    content: CampaignContentInput = strawberry.field(description="What the campaign says in it.")


@final
@strawberry.input(description="One of several versions of the content.")
class VariantInput:
    key: str = strawberry.field(default="A", description="Its name.")
    weight: int = strawberry.field(
        default=1, description="Its part of the visitors, against the others'."
    )
    display: DisplayInput | None = strawberry.field(
        default=None, description="When and how to show this one, in place of the campaign's own."
    )
    translations: list[TranslationInput] = strawberry.field(
        description="One for each language; the store's own must be among them."
    )


@final
@strawberry.input(description="Everything that is set of a campaign.")
class CampaignDefinitionInput:
    placement: str | None = strawberry.field(
        default=None, description="The slot that it is meant for; a hero banner needs one."
    )
    priority: int = strawberry.field(default=0, description="The highest comes first.")
    is_default: bool = strawberry.field(
        default=False,
        description="Only fill the placement when no other campaign does. It is part of the page: no "
        "control group, holdout or limit of the store holds it back.",
    )
    ignores_store_limits: bool = strawberry.field(
        default=False,
        description="Neither be held back by the store's limits on all campaigns nor count in them.",
    )
    page_types: list[PageType] | None = strawberry.field(
        default=None, description="Only on these; on all when left out."
    )
    devices: list[Device] | None = strawberry.field(
        default=None, description="Only on these; on all when left out."
    )
    page: PageSettingsInput | None = strawberry.field(
        default=None, description="What the page and the visit must be like beside that."
    )
    starts_at: datetime | None = strawberry.field(
        default=None, description="Not before; without an offset, by the store's own clock."
    )
    ends_at: datetime | None = strawberry.field(
        default=None, description="Not from then on; without an offset, by the store's own clock."
    )
    windows: list[ScheduleWindowInput] | None = strawberry.field(
        default=None, description="Only within one of these; at all times when left out."
    )
    impression_budget: int | None = strawberry.field(
        default=None, description="Show it so often in all, over all visitors."
    )
    ends_after_conversions: int | None = strawberry.field(
        default=None, description="Show it until so many have converted; a survey's quota."
    )
    audience: RuleInput | None = strawberry.field(
        default=None, description="Whom it is for; everyone when left out."
    )
    include_segments: list[str] | None = strawberry.field(
        default=None, description="Of them, only the members of any of these segments."
    )
    exclude_segments: list[str] | None = strawberry.field(
        default=None, description="Of them, not the members of any of these segments."
    )
    display: DisplayInput | None = strawberry.field(
        default=None, description="When and how to show it; at once when left out."
    )
    frequency: FrequencyInput | None = strawberry.field(
        default=None, description="How often to show it."
    )
    exclusion_group: str | None = strawberry.field(
        default=None,
        description="Of all campaigns that name the same group a visitor is offered only the first.",
    )
    control_share: float = strawberry.field(
        default=0.0, description="Share of the visitors who are never shown it, 0 to 0.9."
    )
    coupon: CouponOfferInput | None = strawberry.field(
        default=None, description="What code a visitor gets with it."
    )
    experiment: ExperimentInput | None = strawberry.field(
        default=None, description="How the shares of the variants are set; by weight when left out."
    )
    variants: list[VariantInput] = strawberry.field(description="The versions of its content.")

    def to_source(self) -> dict[str, Any]:
        """Return what `documents.campaign_definition.parse_definition` takes."""
        source: dict[str, Any] = as_mapping(self, keep_python_names=True)
        if self.audience is not None:
            source["audience"] = as_mapping(self.audience)
        for variant in source["variants"]:
            for translation in variant["translations"]:
                ((name, content),) = translation["content"].items()
                translation["content"] = {"type": _CONTENT_TYPES[name], **content}
        return source


_CONTENT_TYPES: Final = {member.value.lower(): member.value for member in CampaignType}
