"""What campaigns say and how they look, as types that a storefront renders in its own way."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, TypeAlias, final

import strawberry

from documents import campaign_content as stored
from documents.campaign_content import (
    BarEdge,
    Horizontal,
    SurveyPresentation,
    TriggerKind,
    Vertical,
)
from targeting.surveys import QuestionKind


@final
@strawberry.type(description="One of nine places in the window.")
class Position:
    vertical: Vertical = strawberry.field(description="From top to bottom.")
    horizontal: Horizontal = strawberry.field(description="From left to right.")


@final
@strawberry.type(description="Colours as `#rrggbb`; the storefront's own stand where one is null.")
class Colours:
    text: str | None = strawberry.field(description="Of the text.")
    background: str | None = strawberry.field(description="Behind the text.")
    button_text: str | None = strawberry.field(description="Of the text on buttons.")
    button_background: str | None = strawberry.field(description="Of buttons.")


@final
@strawberry.type(description="A picture.")
class Image:
    url: str = strawberry.field(description="Absolute, or a path of the shop that starts with `/`.")
    alternative_text: str = strawberry.field(
        description="Stands for the picture; empty for a mere decoration."
    )
    width: int | None = strawberry.field(description="In pixels.")
    height: int | None = strawberry.field(description="In pixels.")


@final
@strawberry.type(description="Where a click leads.")
class Link:
    url: str = strawberry.field(description="Absolute, or a path of the shop that starts with `/`.")
    opens_new_tab: bool = strawberry.field(description="Open it beside the shop.")


@final
@strawberry.type(description="A button that leads somewhere.")
class Button:
    label: str = strawberry.field(description="What stands on it.")
    link: Link = strawberry.field(description="Where it leads.")


@final
@strawberry.type(description="When to show the campaign, once the page has it.")
class Trigger:
    kind: TriggerKind = strawberry.field(description="What sets it off.")
    delay_seconds: int | None = strawberry.field(description="With DELAY.")
    scroll_percent: int | None = strawberry.field(description="With SCROLL, 1 to 100.")


@final
@strawberry.type(description="What stands in the place of a form that was sent.")
class ThankYou:
    text: str = strawberry.field(description="The thanks.")
    closes_after_seconds: int | None = strawberry.field(description="Close by itself; null: never.")

    @classmethod
    def from_stored(cls, thank_you: stored.ThankYou) -> ThankYou:
        return cls(text=thank_you.text, closes_after_seconds=thank_you.closes_after_seconds)


@final
@strawberry.type(description="What the visitor agrees to; without that nothing may be sent.")
class Consent:
    text: str = strawberry.field(description="Beside the box to tick.")
    url: str | None = strawberry.field(description="The whole text, such as the privacy policy.")


@final
@strawberry.type(description="One answer to choose.")
class QuestionOption:
    key: str = strawberry.field(description="What to send when it is chosen.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.type(description="One question.")
class SurveyQuestion:
    key: str = strawberry.field(description="What to send with the answer.")
    kind: QuestionKind = strawberry.field(description="What kind of answer it takes.")
    text: str = strawberry.field(description="The question.")
    is_required: bool = strawberry.field(description="It can't be left out.")
    options: list[QuestionOption] = strawberry.field(description="Of choices, the answers.")
    maximum_length: int = strawberry.field(description="Of a text answer, in characters.")


@strawberry.type(description="A picture with a caption and buttons, over the page.")
class PopupBannerContent:
    title: str = strawberry.field(description="The headline.")
    text: str | None = strawberry.field(description="The caption.")
    image: Image | None = strawberry.field(description="The picture.")
    link: Link | None = strawberry.field(description="Where a click on the banner leads.")
    buttons: list[Button] = strawberry.field(description="At most four.")
    position: Position = strawberry.field(description="Where in the window.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    closes_after_seconds: int | None = strawberry.field(description="Close by itself; null: never.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(
    description="A form for an e-mail address, with consent; send it by `captureEmail`."
)
class EmailCollectionContent:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(description="What the visitor gets for it.")
    image: Image | None = strawberry.field(description="A picture beside the form.")
    input_placeholder: str = strawberry.field(description="Stands in the empty input.")
    submit_label: str = strawberry.field(description="What stands on the button.")
    consent: Consent = strawberry.field(description="What the visitor must agree to.")
    thank_you: ThankYou = strawberry.field(description="What follows a successful sending.")
    position: Position = strawberry.field(description="Where in the window.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(description="A form with questions; send the answers by `submitSurvey`.")
class FormSurveyContent:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(description="What it is for.")
    questions: list[SurveyQuestion] = strawberry.field(description="In the order to ask them.")
    submit_label: str = strawberry.field(description="What stands on the button.")
    thank_you: ThankYou = strawberry.field(description="What follows a successful sending.")
    presentation: SurveyPresentation = strawberry.field(description="In the page or over it.")
    position: Position = strawberry.field(description="Where in the window, when over the page.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(description="A line along an edge of the window.")
class NotificationBarContent:
    message: str = strawberry.field(description="The line.")
    background_image: Image | None = strawberry.field(description="Behind the text.")
    link: Link | None = strawberry.field(description="Where a click leads.")
    edge: BarEdge = strawberry.field(description="The edge it stands at.")
    is_sticky: bool = strawberry.field(description="Stay in view while the page is scrolled.")
    is_closable: bool = strawberry.field(description="Offer the visitor to close it.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(description="A large picture in a slot of the page.")
class HeroBannerContent:
    heading: str = strawberry.field(description="The headline.")
    text: str | None = strawberry.field(description="A line or two below it.")
    desktop_image: Image = strawberry.field(description="The picture for wide windows.")
    mobile_image: Image | None = strawberry.field(description="For narrow ones; null: the same.")
    link: Link | None = strawberry.field(description="Where a click on the picture leads.")
    buttons: list[Button] = strawberry.field(description="At most two.")
    order: int = strawberry.field(description="Of several in one slot, the lowest stands first.")
    colours: Colours = strawberry.field(description="Its colours.")


CampaignContent: TypeAlias = Annotated[
    PopupBannerContent
    | EmailCollectionContent
    | FormSurveyContent
    | NotificationBarContent
    | HeroBannerContent,
    strawberry.union("CampaignContent", description="What a campaign of one of the types says."),
]

CONTENT_TYPES: dict[type[Any], type[Any]] = {
    stored.PopupBannerContent: PopupBannerContent,
    stored.EmailCollectionContent: EmailCollectionContent,
    stored.FormSurveyContent: FormSurveyContent,
    stored.NotificationBarContent: NotificationBarContent,
    stored.HeroBannerContent: HeroBannerContent,
}
"""The GraphQL type of each stored one; their fields have the same names."""


def content_values(content: stored.Content) -> dict[str, Any]:
    """Return a content's fields by name; nested objects stay as stored and are read by attribute."""
    return {
        field.name: getattr(content, field.name) for field in fields(CONTENT_TYPES[type(content)])
    }


def content_from_stored(content: stored.Content) -> Any:
    """Return the content as the GraphQL type of its kind."""
    return CONTENT_TYPES[type(content)](**content_values(content))
