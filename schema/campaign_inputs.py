"""What marketers set of a campaign, as inputs; limits are checked below, and named in problems."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, final

import strawberry

from documents.campaign_content import (
    BarEdge,
    Horizontal,
    SurveyPresentation,
    TriggerKind,
    Vertical,
)
from schema.inputs import as_mapping
from schema.rules import RuleInput
from targeting.campaigns import CampaignType, Device, PageType
from targeting.surveys import QuestionKind

_URL = "An absolute http(s) URL, or a path of the shop that starts with `/`."
_COLOUR = "As `#rrggbb`."


@final
@strawberry.input(description="One of nine places in the window.")
class PositionInput:
    vertical: Vertical = strawberry.field(
        default=Vertical.MIDDLE, description="From top to bottom."
    )
    horizontal: Horizontal = strawberry.field(
        default=Horizontal.CENTRE, description="From left to right."
    )


@final
@strawberry.input(description="Colours; the storefront's own stand where none is given.")
class ColoursInput:
    text: str | None = strawberry.field(default=None, description=_COLOUR)
    background: str | None = strawberry.field(default=None, description=_COLOUR)
    button_text: str | None = strawberry.field(default=None, description=_COLOUR)
    button_background: str | None = strawberry.field(default=None, description=_COLOUR)


@final
@strawberry.input(description="A picture.")
class ImageInput:
    url: str = strawberry.field(description=_URL)
    alternative_text: str = strawberry.field(
        description="Stands for the picture; empty for a mere decoration."
    )
    width: int | None = strawberry.field(default=None, description="In pixels.")
    height: int | None = strawberry.field(default=None, description="In pixels.")


@final
@strawberry.input(description="Where a click leads.")
class LinkInput:
    url: str = strawberry.field(description=_URL)
    opens_new_tab: bool = strawberry.field(default=False, description="Open it beside the shop.")


@final
@strawberry.input(description="A button that leads somewhere.")
class ButtonInput:
    label: str = strawberry.field(description="What stands on it.")
    link: LinkInput = strawberry.field(description="Where it leads.")


@final
@strawberry.input(description="When to show the campaign, once the page has it.")
class TriggerInput:
    kind: TriggerKind = strawberry.field(description="What sets it off.")
    delay_seconds: int | None = strawberry.field(default=None, description="With DELAY.")
    scroll_percent: int | None = strawberry.field(default=None, description="With SCROLL.")


@final
@strawberry.input(description="What stands in the place of a form that was sent.")
class ThankYouInput:
    text: str = strawberry.field(description="The thanks.")
    closes_after_seconds: int | None = strawberry.field(
        default=None, description="Close by itself."
    )


@final
@strawberry.input(description="What the visitor must agree to.")
class ConsentInput:
    text: str = strawberry.field(description="Beside the box to tick.")
    url: str | None = strawberry.field(default=None, description=_URL)


@final
@strawberry.input(description="A picture with a caption and buttons, over the page.")
class PopupBannerInput:
    title: str = strawberry.field(description="The headline.")
    text: str | None = strawberry.field(default=None, description="The caption.")
    image: ImageInput | None = strawberry.field(default=None, description="The picture.")
    link: LinkInput | None = strawberry.field(
        default=None, description="Where a click on the banner leads."
    )
    buttons: list[ButtonInput] | None = strawberry.field(default=None, description="At most four.")
    position: PositionInput | None = strawberry.field(
        default=None, description="Where in the window; the centre when left out."
    )
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    closes_after_seconds: int | None = strawberry.field(
        default=None, description="Close by itself."
    )
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="A form for an e-mail address, with consent.")
class EmailCollectionInput:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(
        default=None, description="What the visitor gets for it."
    )
    image: ImageInput | None = strawberry.field(
        default=None, description="A picture beside the form."
    )
    input_placeholder: str = strawberry.field(description="Stands in the empty input.")
    submit_label: str = strawberry.field(description="What stands on the button.")
    consent: ConsentInput = strawberry.field(description="What the visitor must agree to.")
    thank_you: ThankYouInput = strawberry.field(description="What follows a successful sending.")
    position: PositionInput | None = strawberry.field(
        default=None, description="Where in the window; the centre when left out."
    )
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="One answer to choose.")
class QuestionOptionInput:
    key: str = strawberry.field(description="What is sent when it is chosen.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.input(description="One question.")
class SurveyQuestionInput:
    key: str = strawberry.field(description="What is sent with the answer.")
    kind: QuestionKind = strawberry.field(description="What kind of answer it takes.")
    text: str = strawberry.field(description="The question.")
    is_required: bool = strawberry.field(default=False, description="It can't be left out.")
    options: list[QuestionOptionInput] | None = strawberry.field(
        default=None, description="Of choices, the answers."
    )
    maximum_length: int = strawberry.field(
        default=2_000, description="Of a text answer, in characters."
    )


@final
@strawberry.input(description="A form with questions.")
class FormSurveyInput:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(default=None, description="What it is for.")
    questions: list[SurveyQuestionInput] = strawberry.field(description="1 to 20, in order.")
    submit_label: str = strawberry.field(description="What stands on the button.")
    thank_you: ThankYouInput = strawberry.field(description="What follows a successful sending.")
    presentation: SurveyPresentation = strawberry.field(
        default=SurveyPresentation.POPUP, description="In the page or over it."
    )
    position: PositionInput | None = strawberry.field(
        default=None, description="Where in the window, when over the page."
    )
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="A line along an edge of the window.")
class NotificationBarInput:
    message: str = strawberry.field(description="The line.")
    background_image: ImageInput | None = strawberry.field(
        default=None, description="Behind the text."
    )
    link: LinkInput | None = strawberry.field(default=None, description="Where a click leads.")
    edge: BarEdge = strawberry.field(default=BarEdge.TOP, description="The edge it stands at.")
    is_sticky: bool = strawberry.field(
        default=False, description="Stay in view while the page is scrolled."
    )
    is_closable: bool = strawberry.field(default=True, description="Offer the visitor to close it.")
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="A large picture in a slot of the page.")
class HeroBannerInput:
    heading: str = strawberry.field(description="The headline.")
    text: str | None = strawberry.field(default=None, description="A line or two below it.")
    desktop_image: ImageInput = strawberry.field(description="The picture for wide windows.")
    mobile_image: ImageInput | None = strawberry.field(
        default=None, description="For narrow ones; else the same."
    )
    link: LinkInput | None = strawberry.field(
        default=None, description="Where a click on the picture leads."
    )
    buttons: list[ButtonInput] | None = strawberry.field(default=None, description="At most two.")
    order: int = strawberry.field(
        default=0, description="Of several in one slot, the lowest stands first."
    )
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(
    one_of=True, description="What the campaign says. Give exactly one, of the campaign's own type."
)
class CampaignContentInput:
    popup_banner: PopupBannerInput | None = strawberry.field(
        default=strawberry.UNSET, description="For a POPUP_BANNER."
    )
    email_collection: EmailCollectionInput | None = strawberry.field(
        default=strawberry.UNSET, description="For an EMAIL_COLLECTION."
    )
    form_survey: FormSurveyInput | None = strawberry.field(
        default=strawberry.UNSET, description="For a FORM_SURVEY."
    )
    notification_bar: NotificationBarInput | None = strawberry.field(
        default=strawberry.UNSET, description="For a NOTIFICATION_BAR."
    )
    hero_banner: HeroBannerInput | None = strawberry.field(
        default=strawberry.UNSET, description="For a HERO_BANNER."
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
    translations: list[TranslationInput] = strawberry.field(
        description="One for each language; the store's own must be among them."
    )


@final
@strawberry.input(description="How often one visitor may be shown the campaign.")
class FrequencyInput:
    maximum_impressions: int | None = strawberry.field(default=None, description="In total.")
    minimum_gap_seconds: int | None = strawberry.field(
        default=None, description="Between two impressions."
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


@final
@strawberry.input(description="Everything that is set of a campaign.")
class CampaignDefinitionInput:
    placement: str | None = strawberry.field(
        default=None, description="The slot that it is meant for; a hero banner needs one."
    )
    priority: int = strawberry.field(default=0, description="The highest comes first.")
    page_types: list[PageType] | None = strawberry.field(
        default=None, description="Only on these; on all when left out."
    )
    devices: list[Device] | None = strawberry.field(
        default=None, description="Only on these; on all when left out."
    )
    starts_at: datetime | None = strawberry.field(
        default=None, description="Not before; with a time zone."
    )
    ends_at: datetime | None = strawberry.field(
        default=None, description="Not from then on; with a time zone."
    )
    audience: RuleInput | None = strawberry.field(
        default=None, description="Whom it is for; everyone when left out."
    )
    trigger: TriggerInput | None = strawberry.field(
        default=None, description="When to show it; at once when left out."
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
    variants: list[VariantInput] = strawberry.field(description="The versions of its content.")

    def to_source(self) -> dict[str, Any]:
        """Return what `documents.campaign_content.parse_definition` takes."""
        source: dict[str, Any] = as_mapping(self, keep_python_names=True)
        if self.audience is not None:
            source["audience"] = as_mapping(self.audience)
        for variant in source["variants"]:
            for translation in variant["translations"]:
                ((name, content),) = translation["content"].items()
                translation["content"] = {"type": _CONTENT_TYPES[name], **content}
        return source


_CONTENT_TYPES: Final = {member.value.lower(): member.value for member in CampaignType}
