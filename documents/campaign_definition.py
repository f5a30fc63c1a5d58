"""Everything a marketer sets of a campaign, and its problems: reported all at once, by path."""

from __future__ import annotations

from typing import Annotated, Any, Final, Self, TypeAlias, final

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from documents.banner_content import HeroBannerContent, NotificationBarContent, PopupBannerContent
from documents.campaign_settings import (
    Display,
    ExperimentSettings,
    FrequencySettings,
    PageSettings,
    ScheduleWindow,
)
from documents.content_parts import ContentModel, Key, Locale, refuse_repeats
from documents.coupon_offers import CouponOffer
from documents.form_content import EmailCollectionContent
from documents.survey_content import FormSurveyContent
from targeting.campaigns import CampaignType, Device, PageType
from targeting.schedules import Schedule
from targeting.values import InvalidInputError, Problem

Content: TypeAlias = Annotated[
    PopupBannerContent
    | EmailCollectionContent
    | FormSurveyContent
    | NotificationBarContent
    | HeroBannerContent,
    Field(discriminator="type"),
]


@final
class Translation(ContentModel):
    """The content in one language."""

    locale: Locale
    content: Content


@final
class Variant(ContentModel):
    """One of several versions of the content, shown in proportion to its weight.

    Attributes:
        display: when and how this one is shown, in place of the campaign's own settings, so that the
            timing can be compared as the texts can.
    """

    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")] = "A"
    weight: Annotated[int, Field(ge=0, le=10_000)] = 1
    display: Display | None = None
    translations: Annotated[tuple[Translation, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _has_unique_locales(self) -> Self:
        refuse_repeats([translation.locale for translation in self.translations], "locale")
        return self


SegmentKeys: TypeAlias = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=64)], ...], Field(max_length=50)
]


@final
class CampaignDefinition(ContentModel):
    """Everything that a marketer sets.

    `audience` is a rule as `targeting.rule_writing` writes it; the rule that holds for everyone is
    `{"all": []}`. Of the campaigns that name one `exclusion_group` a visitor is offered only the first.
    """

    placement: Key | None = None
    exclusion_group: Key | None = None
    priority: Annotated[int, Field(ge=-1_000, le=1_000)] = 0
    is_default: bool = False
    ignores_store_limits: bool = False
    page_types: tuple[PageType, ...] = ()
    devices: tuple[Device, ...] = ()
    page: PageSettings = PageSettings()
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    windows: Annotated[tuple[ScheduleWindow, ...], Field(max_length=20)] = ()
    impression_budget: Annotated[int, Field(ge=1)] | None = None
    ends_after_conversions: Annotated[int, Field(ge=1)] | None = None
    audience: dict[str, Any] = Field(default_factory=lambda: {"all": []})
    include_segments: SegmentKeys = ()
    exclude_segments: SegmentKeys = ()
    display: Display = Display()
    frequency: FrequencySettings = FrequencySettings()
    control_share: Annotated[float, Field(ge=0, le=0.9)] = 0.0
    coupon: CouponOffer | None = None
    experiment: ExperimentSettings = ExperimentSettings()
    variants: Annotated[tuple[Variant, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise ValueError("startsAt must lie before endsAt")
        refuse_repeats([variant.key for variant in self.variants], "variant")
        if not any(variant.weight for variant in self.variants):
            raise ValueError("at least one variant needs a weight above 0")
        return self

    def content_types(self) -> frozenset[CampaignType]:
        """Return the types of content that occur; one and the campaign's own is what is wanted."""
        return frozenset(CampaignType(content.type) for content in self.contents())

    def schedule(self) -> Schedule:
        """Return when the campaign runs, as it is decided with."""
        windows = tuple(window.to_window() for window in self.windows)
        return Schedule(self.starts_at, self.ends_at, windows)

    def weights(self) -> dict[str, int]:
        """Return the variants' weights by key, in order."""
        return {variant.key: variant.weight for variant in self.variants}

    def coupon_offers(self) -> tuple[CouponOffer, ...]:
        """Return every offer of a coupon: the campaign's own and the prizes of its wheel."""
        offers = [] if self.coupon is None else [self.coupon]
        for content in self.contents():
            wheel = content.wheel if isinstance(content, EmailCollectionContent) else None
            offers += [part.coupon for part in (wheel.slices if wheel else ()) if part.coupon]
        return tuple(offers)

    def tier_segments(self) -> frozenset[str]:
        """Return the keys of the segments by which coupons differ."""
        return frozenset(tier.segment for offer in self.coupon_offers() for tier in offer.tiers)

    def has_limits(self) -> bool:
        """Say whether the campaign can run out of something."""
        return (
            self.impression_budget is not None
            or self.ends_after_conversions is not None
            or (self.coupon is not None and self.coupon.pool is not None)
        )

    def contents(self) -> tuple[Content, ...]:
        """Return the content of every variant in every language."""
        return tuple(t.content for variant in self.variants for t in variant.translations)


def parse_definition(
    source: dict[str, Any], path: tuple[str | int, ...] = ()
) -> CampaignDefinition:
    """Return the definition.

    Raises:
        InvalidInputError: naming every field that can't be used.
    """
    try:
        return CampaignDefinition.model_validate(source)
    except ValidationError as error:
        raise InvalidInputError(*problems_of(error, path)) from error


def problems_of(error: ValidationError, path: tuple[str | int, ...] = ()) -> list[Problem]:
    """Return pydantic's findings as problems, under the names that the API uses."""
    return [
        Problem(
            (*path, *(_api_name(step) for step in found["loc"])),
            found["type"].upper(),
            found["msg"].removeprefix("Value error, "),
        )
        for found in _without_echoes(
            error.errors(include_url=False, include_input=False, include_context=False)
        )
    ]


def _without_echoes(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop what pydantic adds of a list whose only fault is that its items have some."""
    places = [item["loc"] for item in found]
    return [
        item
        for item in found
        if item["type"] != "too_short"
        or not any(
            place != item["loc"] and place[: len(item["loc"])] == item["loc"] for place in places
        )
    ]


_TAGS: Final = {member.value: to_camel(member.value.lower()) for member in CampaignType}


def _api_name(step: str | int) -> str | int:
    """Return the API's name of a step; content of a type stands below that type's field."""
    if not isinstance(step, str):
        return step
    return _TAGS.get(step) or to_camel(step)
