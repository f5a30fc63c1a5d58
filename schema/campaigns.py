"""Campaigns as storefronts get them: published content, without names or rules."""

from __future__ import annotations

from typing import Any, final

import strawberry

from documents.campaign_content import (
    EmailCollectionContent as StoredEmailCollection,
)
from documents.campaign_content import FormSurveyContent as StoredFormSurvey
from documents.campaign_content import HeroBannerContent as StoredHeroBanner
from documents.campaign_content import NotificationBarContent as StoredNotificationBar
from documents.campaign_content import PopupBannerContent as StoredPopupBanner
from resolvers.catalog import Rendition
from schema.campaign_content import (
    EmailCollectionContent,
    FormSurveyContent,
    HeroBannerContent,
    NotificationBarContent,
    PopupBannerContent,
    Trigger,
    content_values,
)
from targeting.campaigns import CampaignType


@strawberry.interface(
    description="A published campaign in the visitor's variant and language. It never changes: what "
    "has the same id, version, variant and locale is the same."
)
class Campaign:
    id: strawberry.ID = strawberry.field(description="The campaign's id.")
    version: int = strawberry.field(description="Raised by each publishing.")
    type: CampaignType = strawberry.field(description="Which of the five types it is.")
    placement: str | None = strawberry.field(description="The slot that it is meant for.")
    locale: str = strawberry.field(description="The language of its texts.")
    trigger: Trigger = strawberry.field(description="When to show it.")


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
@strawberry.type(description="A line along an edge of the window.")
class NotificationBar(Campaign, NotificationBarContent):
    pass


@final
@strawberry.type(description="A large picture in a slot of the page.")
class HeroBanner(Campaign, HeroBannerContent):
    pass


CAMPAIGN_TYPES: dict[type[Any], type[Campaign]] = {
    StoredPopupBanner: PopupBanner,
    StoredEmailCollection: EmailCollection,
    StoredFormSurvey: FormSurvey,
    StoredNotificationBar: NotificationBar,
    StoredHeroBanner: HeroBanner,
}


def campaign_from_rendition(rendition: Rendition) -> Campaign:
    """Return the campaign type that fits the rendition's content."""
    content = rendition.content
    values: dict[str, Any] = {
        "id": strawberry.ID(rendition.campaign_id),
        "version": rendition.version,
        "type": CampaignType(content.type),
        "placement": rendition.placement,
        "locale": rendition.locale,
        "trigger": rendition.definition.trigger,
        **content_values(content),
    }
    return CAMPAIGN_TYPES[type(content)](**values)
