"""Campaigns as storefronts get them: published content, without names or rules."""

from __future__ import annotations

from typing import Any, final

import strawberry

from documents import banner_content, form_content, survey_content
from resolvers.renditions import Rendition
from schema.campaign_content import (
    EmailCollectionContent,
    FormSurveyContent,
    HeroBannerContent,
    NotificationBarContent,
    PopupBannerContent,
    content_values,
)
from schema.display import Display
from targeting.campaigns import CampaignType


@strawberry.interface(
    description="A published campaign in the visitor's variant and language. It never changes: what "
    "has the same id, version, variant and locale is the same, save where its texts have placeholders "
    "for the visitor, or its questions an order of the visitor's own."
)
class Campaign:
    id: strawberry.ID = strawberry.field(description="The campaign's id.")
    version: int = strawberry.field(description="Raised by each publishing.")
    type: CampaignType = strawberry.field(description="Which of the five types it is.")
    placement: str | None = strawberry.field(description="The slot that it is meant for.")
    locale: str = strawberry.field(description="The language of its texts.")
    display: Display = strawberry.field(description="When and how to show it.")
    kept_answers: strawberry.Private[dict[int, Any] | None]


@final
@strawberry.type(description="A picture with a caption and buttons, over the page.")
class PopupBanner(Campaign, PopupBannerContent):
    pass


@final
@strawberry.type(
    description="A form for an e-mail address, with consent; send it by `captureEmail`."
)
class EmailCollection(Campaign, EmailCollectionContent):
    pass


@final
@strawberry.type(description="A form with questions; send the answers by `submitSurvey`.")
class FormSurvey(Campaign, FormSurveyContent):
    pass


@final
@strawberry.type(description="Lines along an edge of the window that take turns.")
class NotificationBar(Campaign, NotificationBarContent):
    pass


@final
@strawberry.type(description="A large picture in a slot of the page.")
class HeroBanner(Campaign, HeroBannerContent):
    pass


CAMPAIGN_TYPES: dict[type[Any], type[Campaign]] = {
    banner_content.PopupBannerContent: PopupBanner,
    form_content.EmailCollectionContent: EmailCollection,
    survey_content.FormSurveyContent: FormSurvey,
    banner_content.NotificationBarContent: NotificationBar,
    banner_content.HeroBannerContent: HeroBanner,
}


def campaign_from_rendition(rendition: Rendition) -> Campaign:
    """Return the campaign type that fits the rendition's content; of one that all share, always the same."""
    if rendition.shared is None:
        return _campaign(rendition, None)
    kept: Campaign | None = rendition.shared.get(Campaign)
    if kept is None:
        kept = rendition.shared[Campaign] = _campaign(rendition, {})
    return kept


def _campaign(rendition: Rendition, kept_answers: dict[int, Any] | None) -> Campaign:
    content = rendition.content
    values: dict[str, Any] = {
        "id": strawberry.ID(rendition.campaign_id),
        "version": rendition.version,
        "type": CampaignType(content.type),
        "placement": rendition.placement,
        "locale": rendition.locale,
        "display": rendition.display,
        "kept_answers": kept_answers,
        **content_values(content),
    }
    return CAMPAIGN_TYPES[type(content)](**values)
