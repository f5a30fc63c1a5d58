"""What campaigns say and how they look, as types that a storefront renders in its own way."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, TypeAlias, final

import strawberry

from documents import banner_content, campaign_definition, form_content, survey_content
from documents.banner_content import BarEdge
from documents.survey_content import SurveyPresentation
from schema.content_parts import (
    Button,
    Colours,
    Countdown,
    Image,
    Link,
    Position,
    Teaser,
    ThankYou,
)
from targeting.forms import FieldKind
from targeting.surveys import QuestionKind


@final
@strawberry.type(description="What the visitor agrees to; without that nothing may be sent.")
class Consent:
    text: str = strawberry.field(description="Beside the box to tick.")
    url: str | None = strawberry.field(description="The whole text, such as the privacy policy.")
    version: str | None = strawberry.field(description="The name of this wording.")


@final
@strawberry.type(description="One answer to choose, or one row of a matrix.")
class QuestionOption:
    key: str = strawberry.field(description="What to send when it is chosen.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.type(
    description="Where to go on after some answers. The first branch of a question that fits is taken; "
    "where none fits, the next question follows."
)
class SurveyBranch:
    minimum_score: int | None = strawberry.field(description="It takes a score of at least this.")
    maximum_score: int | None = strawberry.field(description="It takes a score of at most this.")
    any_option: list[str] = strawberry.field(
        description="It takes any of these options; `other` stands for a text of the visitor's own."
    )
    go_to: str | None = strawberry.field(
        description="The key of a later question; null: the survey ends."
    )


@final
@strawberry.type(description="One question.")
class SurveyQuestion:
    key: str = strawberry.field(description="What to send with the answer.")
    kind: QuestionKind = strawberry.field(description="What kind of answer it takes.")
    text: str = strawberry.field(description="The question.")
    description: str | None = strawberry.field(description="A line below it.")
    is_required: bool = strawberry.field(description="It can't be left out where it is asked.")
    options: list[QuestionOption] = strawberry.field(
        description="Of choices, the answers, in the order for this visitor; of a matrix, the columns."
    )
    allows_other: bool = strawberry.field(description="Offer a text of the visitor's own as well.")
    other_label: str | None = strawberry.field(description="What stands beside that text.")
    rows: list[QuestionOption] = strawberry.field(description="Of a matrix.")
    low_label: str | None = strawberry.field(description="What the lowest score means.")
    high_label: str | None = strawberry.field(description="What the highest score means.")
    maximum_length: int = strawberry.field(description="Of a text answer, in characters.")
    page: int = strawberry.field(description="Which page of the survey it stands on, from 1.")
    branches: list[SurveyBranch] = strawberry.field(description="Where to go on, by the answer.")


@final
@strawberry.type(description="Something asked for beside the address.")
class EmailFormField:
    key: str = strawberry.field(description="What to send with the entry.")
    kind: FieldKind = strawberry.field(description="What it asks for.")
    label: str = strawberry.field(description="What stands beside it.")
    placeholder: str | None = strawberry.field(description="Stands in it while it is empty.")
    is_required: bool = strawberry.field(description="It can't be left empty.")
    options: list[QuestionOption] = strawberry.field(description="Of a CHOICE.")


@final
@strawberry.type(description="One step of a form.")
class FormStep:
    title: str | None = strawberry.field(description="The step's headline.")
    description: str | None = strawberry.field(description="What it is for.")
    fields: list[EmailFormField] = strawberry.field(
        description="What it asks for; the first step also asks for the address."
    )
    next_label: str | None = strawberry.field(description="What stands on the button to the next.")


@final
@strawberry.type(description="One slice of a wheel.")
class WheelSlice:
    key: str = strawberry.field(description="What the prize is called.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.type(
    description="A wheel of fortune that turns once the form is sent: `captureEmail` says where it stops."
)
class Wheel:
    slices: list[WheelSlice] = strawberry.field(description="In order around the wheel.")


@final
@strawberry.type(description="One line of a notification bar.")
class BarMessage:
    text: str = strawberry.field(description="The line.")
    link: Link | None = strawberry.field(description="Where a click leads.")


@strawberry.type(description="A picture with a caption and buttons, over the page.")
class PopupBannerContent:
    title: str = strawberry.field(description="The headline.")
    text: str | None = strawberry.field(description="The caption.")
    image: Image | None = strawberry.field(description="The picture.")
    link: Link | None = strawberry.field(description="Where a click on the banner leads.")
    buttons: list[Button] = strawberry.field(description="At most four.")
    position: Position = strawberry.field(description="Where in the window.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    teaser: Teaser | None = strawberry.field(description="A small tab in its place.")
    countdown: Countdown | None = strawberry.field(description="A clock that runs down.")
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
    steps: list[FormStep] = strawberry.field(
        description="What is asked for beside the address; empty: nothing."
    )
    consent: Consent = strawberry.field(description="What the visitor must agree to.")
    wheel: Wheel | None = strawberry.field(description="What can be won.")
    thank_you: ThankYou = strawberry.field(description="What follows a successful sending.")
    position: Position = strawberry.field(description="Where in the window.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    teaser: Teaser | None = strawberry.field(description="A small tab in its place.")
    countdown: Countdown | None = strawberry.field(description="A clock that runs down.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(description="A form with questions; send the answers by `submitSurvey`.")
class FormSurveyContent:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(description="What it is for.")
    questions: list[SurveyQuestion] = strawberry.field(description="In the order to ask them.")
    submit_label: str = strawberry.field(description="What stands on the last button.")
    next_label: str | None = strawberry.field(description="What stands on the button to the next.")
    back_label: str | None = strawberry.field(description="What stands on the button back.")
    thank_you: ThankYou = strawberry.field(description="What follows a successful sending.")
    presentation: SurveyPresentation = strawberry.field(description="In the page or over it.")
    position: Position = strawberry.field(description="Where in the window, when over the page.")
    has_overlay: bool = strawberry.field(description="Dim the page behind it.")
    teaser: Teaser | None = strawberry.field(description="A small tab in its place.")
    colours: Colours = strawberry.field(description="Its colours.")


@strawberry.type(description="Lines along an edge of the window that take turns.")
class NotificationBarContent:
    messages: list[BarMessage] = strawberry.field(description="One or more lines, in order.")
    rotates_every_seconds: int = strawberry.field(description="How long each line stands.")
    background_image: Image | None = strawberry.field(description="Behind the text.")
    buttons: list[Button] = strawberry.field(description="At most two.")
    edge: BarEdge = strawberry.field(description="The edge it stands at.")
    is_sticky: bool = strawberry.field(description="Stay in view while the page is scrolled.")
    countdown: Countdown | None = strawberry.field(description="A clock that runs down.")
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
    countdown: Countdown | None = strawberry.field(description="A clock that runs down.")
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
    banner_content.PopupBannerContent: PopupBannerContent,
    form_content.EmailCollectionContent: EmailCollectionContent,
    survey_content.FormSurveyContent: FormSurveyContent,
    banner_content.NotificationBarContent: NotificationBarContent,
    banner_content.HeroBannerContent: HeroBannerContent,
}
"""The GraphQL type of each stored one; their fields have the same names."""


def content_values(content: campaign_definition.Content) -> dict[str, Any]:
    """Return a content's fields by name; nested objects stay as stored and are read by attribute."""
    return {
        field.name: getattr(content, field.name) for field in fields(CONTENT_TYPES[type(content)])
    }


def content_from_stored(content: campaign_definition.Content) -> Any:
    """Return the content as the GraphQL type of its kind."""
    return CONTENT_TYPES[type(content)](**content_values(content))
