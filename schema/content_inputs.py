"""What campaigns say, as inputs; limits are checked below, and named in problems."""

from __future__ import annotations

from datetime import datetime
from typing import final

import strawberry

from documents.banner_content import BarEdge
from documents.content_parts import (
    ButtonAction,
    CountdownEnd,
    Horizontal,
    TeaserMoment,
    Vertical,
)
from documents.survey_content import SurveyPresentation
from schema.coupon_inputs import CouponOfferInput
from targeting.forms import FieldKind
from targeting.surveys import QuestionKind

URL = "An absolute http(s) URL, or a path of the shop that starts with `/`."
_COLOUR = "As `#rrggbb`."
_OVER = "Where in the window; the centre when left out."


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
@strawberry.input(
    description="Colours; the storefront's own stand where none is given. Text that is hard to read on "
    "its background is answered with a warning."
)
class ColoursInput:
    text: str | None = strawberry.field(default=None, description=_COLOUR)
    background: str | None = strawberry.field(default=None, description=_COLOUR)
    button_text: str | None = strawberry.field(default=None, description=_COLOUR)
    button_background: str | None = strawberry.field(default=None, description=_COLOUR)


@final
@strawberry.input(description="The same picture in another size.")
class ImageSourceInput:
    url: str = strawberry.field(description=URL)
    width: int = strawberry.field(description="In pixels.")
    height: int | None = strawberry.field(default=None, description="In pixels.")


@final
@strawberry.input(description="A picture.")
class ImageInput:
    url: str = strawberry.field(description=URL)
    alternative_text: str = strawberry.field(
        default="", description="Stands for the picture; publishing asks for it."
    )
    is_decorative: bool = strawberry.field(
        default=False, description="It says nothing, and so needs no text."
    )
    width: int | None = strawberry.field(default=None, description="In pixels.")
    height: int | None = strawberry.field(default=None, description="In pixels.")
    sources: list[ImageSourceInput] | None = strawberry.field(
        default=None, description="The same picture in at most ten other sizes."
    )


@final
@strawberry.input(description="Where a click leads.")
class LinkInput:
    url: str = strawberry.field(description=URL)
    opens_new_tab: bool = strawberry.field(default=False, description="Open it beside the shop.")


@final
@strawberry.input(description="A button.")
class ButtonInput:
    label: str = strawberry.field(description="What stands on it.")
    action: ButtonAction = strawberry.field(
        default=ButtonAction.OPEN_LINK, description="What it does."
    )
    link: LinkInput | None = strawberry.field(
        default=None, description="Where it leads; for OPEN_LINK, and no other action."
    )


@final
@strawberry.input(description="A small tab that a click turns into the campaign.")
class TeaserInput:
    label: str = strawberry.field(description="What stands on it.")
    moment: TeaserMoment = strawberry.field(
        default=TeaserMoment.AFTER_CLOSE, description="When it stands there."
    )
    position: PositionInput | None = strawberry.field(
        default=None, description="Where in the window; below on the left when left out."
    )


@final
@strawberry.input(description="A clock that runs down: give `endsAt` or `secondsFromFirstDisplay`.")
class CountdownInput:
    label: str | None = strawberry.field(default=None, description="What stands beside it.")
    ends_at: datetime | None = strawberry.field(
        default=None, description="The moment it runs down to, for everybody; with a time zone."
    )
    seconds_from_first_display: int | None = strawberry.field(
        default=None, description="How long it runs for each visitor."
    )
    when_over: CountdownEnd = strawberry.field(
        default=CountdownEnd.HIDE, description="What becomes of the campaign then."
    )
    over_text: str | None = strawberry.field(
        default=None, description="What stands in its place then, for SHOW_TEXT."
    )


@final
@strawberry.input(description="What stands in the place of a form that was sent.")
class ThankYouInput:
    text: str = strawberry.field(
        description="The thanks; `{{couponCode}}` stands for the visitor's coupon."
    )
    closes_after_seconds: int | None = strawberry.field(
        default=None, description="Close by itself."
    )
    buttons: list[ButtonInput] | None = strawberry.field(default=None, description="At most two.")


@final
@strawberry.input(description="What the visitor must agree to.")
class ConsentInput:
    text: str = strawberry.field(description="Beside the box to tick.")
    url: str | None = strawberry.field(default=None, description=URL)
    version: str | None = strawberry.field(
        default=None, description="A name for this wording, kept with every consent."
    )


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
    position: PositionInput | None = strawberry.field(default=None, description=_OVER)
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    teaser: TeaserInput | None = strawberry.field(default=None, description="A tab in its place.")
    countdown: CountdownInput | None = strawberry.field(
        default=None, description="A clock that runs down."
    )
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="One value to choose.")
class FieldOptionInput:
    key: str = strawberry.field(description="What is sent when it is chosen.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.input(description="Something asked for beside the address.")
class EmailFormFieldInput:
    key: str = strawberry.field(description="What is sent with the entry.")
    kind: FieldKind = strawberry.field(description="What it asks for.")
    label: str = strawberry.field(description="What stands beside it.")
    placeholder: str | None = strawberry.field(
        default=None, description="Stands in it while it is empty."
    )
    is_required: bool = strawberry.field(default=False, description="It can't be left empty.")
    options: list[FieldOptionInput] | None = strawberry.field(
        default=None, description="Of a CHOICE."
    )
    saves_as: str | None = strawberry.field(
        default=None,
        description="The visitor's trait that it is kept as; chosen by kind when left out, and the key "
        "for TEXT, CHOICE and CHECKBOX.",
    )


@final
@strawberry.input(description="One step of a form.")
class FormStepInput:
    title: str | None = strawberry.field(default=None, description="The step's headline.")
    description: str | None = strawberry.field(default=None, description="What it is for.")
    fields: list[EmailFormFieldInput] | None = strawberry.field(
        default=None, description="What it asks for; the first step also asks for the address."
    )
    next_label: str | None = strawberry.field(
        default=None, description="What stands on the button to the next step."
    )


@final
@strawberry.input(description="The address counts only when its owner follows the link sent there.")
class DoubleOptInInput:
    expires_after_hours: int = strawberry.field(
        default=48, description="How long the link works, 1 to 2,160."
    )


@final
@strawberry.input(description="A prize, drawn in proportion to its weight.")
class WheelSliceInput:
    key: str = strawberry.field(description="What the prize is called.")
    label: str = strawberry.field(description="What the visitor reads.")
    weight: int = strawberry.field(default=1, description="Its part against the others'.")
    coupon: CouponOfferInput | None = strawberry.field(
        default=None, description="What is won; nothing when left out."
    )


@final
@strawberry.input(
    description="A wheel of fortune that turns once the form is sent. The server draws, once for each "
    "visitor; a slice whose coupons have run out isn't drawn."
)
class WheelInput:
    slices: list[WheelSliceInput] = strawberry.field(description="2 to 24, in order.")


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
    steps: list[FormStepInput] | None = strawberry.field(
        default=None, description="What is asked for beside the address; at most five steps."
    )
    consent: ConsentInput = strawberry.field(description="What the visitor must agree to.")
    double_opt_in: DoubleOptInInput | None = strawberry.field(
        default=None, description="Have the owner of the address confirm it."
    )
    refuses_disposable: bool = strawberry.field(
        default=False, description="Refuse addresses of services that throw mail away."
    )
    wheel: WheelInput | None = strawberry.field(default=None, description="What can be won.")
    thank_you: ThankYouInput = strawberry.field(description="What follows a successful sending.")
    position: PositionInput | None = strawberry.field(default=None, description=_OVER)
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    teaser: TeaserInput | None = strawberry.field(default=None, description="A tab in its place.")
    countdown: CountdownInput | None = strawberry.field(
        default=None, description="A clock that runs down."
    )
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="One answer to choose, or one row of a matrix.")
class QuestionOptionInput:
    key: str = strawberry.field(description="What is sent when it is chosen.")
    label: str = strawberry.field(description="What the visitor reads.")


@final
@strawberry.input(
    description="Where to go on after some answers. Give scores, options, or neither for any answer."
)
class SurveyBranchInput:
    minimum_score: int | None = strawberry.field(
        default=None, description="It takes a score of at least this."
    )
    maximum_score: int | None = strawberry.field(
        default=None, description="It takes a score of at most this."
    )
    any_option: list[str] | None = strawberry.field(
        default=None,
        description="It takes any of these options; `other` stands for the visitor's own text.",
    )
    go_to: str | None = strawberry.field(
        default=None, description="The key of a later question; left out, the survey ends."
    )


@final
@strawberry.input(description="One question.")
class SurveyQuestionInput:
    key: str = strawberry.field(description="What is sent with the answer.")
    kind: QuestionKind = strawberry.field(description="What kind of answer it takes.")
    text: str = strawberry.field(description="The question.")
    description: str | None = strawberry.field(default=None, description="A line below it.")
    is_required: bool = strawberry.field(
        default=False, description="It can't be left out where it is asked."
    )
    options: list[QuestionOptionInput] | None = strawberry.field(
        default=None, description="Of choices, the answers; of a matrix, the columns."
    )
    allows_other: bool = strawberry.field(
        default=False, description="Of choices: offer a text of the visitor's own as well."
    )
    other_label: str | None = strawberry.field(
        default=None, description="What stands beside that text."
    )
    rows: list[QuestionOptionInput] | None = strawberry.field(
        default=None, description="Of a matrix."
    )
    low_label: str | None = strawberry.field(default=None, description="Of the lowest score.")
    high_label: str | None = strawberry.field(default=None, description="Of the highest score.")
    maximum_length: int = strawberry.field(
        default=2_000, description="Of a text answer, in characters."
    )
    page: int = strawberry.field(default=1, description="Which page it stands on, 1 to 20.")
    shuffles_options: bool = strawberry.field(
        default=False, description="Give each visitor the options in an order of its own."
    )
    branches: list[SurveyBranchInput] | None = strawberry.field(
        default=None, description="Where to go on; the first that fits is taken."
    )
    saves_as: str | None = strawberry.field(
        default=None, description="The visitor's trait that the answer is kept as."
    )


@final
@strawberry.input(description="A form with questions.")
class FormSurveyInput:
    title: str = strawberry.field(description="The headline.")
    description: str | None = strawberry.field(default=None, description="What it is for.")
    questions: list[SurveyQuestionInput] = strawberry.field(
        description="At most 50, in order; publishing asks for at least one."
    )
    shuffles_questions: bool = strawberry.field(
        default=False,
        description="Give each visitor the questions of a page in an order of its own; not in a survey "
        "with branches.",
    )
    submit_label: str = strawberry.field(description="What stands on the last button.")
    next_label: str | None = strawberry.field(
        default=None, description="What stands on the button to the next page."
    )
    back_label: str | None = strawberry.field(
        default=None, description="What stands on the button back."
    )
    thank_you: ThankYouInput = strawberry.field(description="What follows a successful sending.")
    presentation: SurveyPresentation = strawberry.field(
        default=SurveyPresentation.POPUP, description="In the page or over it."
    )
    position: PositionInput | None = strawberry.field(
        default=None, description="Where in the window, when over the page."
    )
    has_overlay: bool = strawberry.field(default=True, description="Dim the page behind it.")
    teaser: TeaserInput | None = strawberry.field(default=None, description="A tab in its place.")
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(description="One line of a notification bar.")
class BarMessageInput:
    text: str = strawberry.field(description="The line.")
    link: LinkInput | None = strawberry.field(default=None, description="Where a click leads.")


@final
@strawberry.input(description="Lines along an edge of the window that take turns.")
class NotificationBarInput:
    messages: list[BarMessageInput] = strawberry.field(description="1 to 10 lines, in order.")
    rotates_every_seconds: int = strawberry.field(
        default=6, description="How long each line stands, 2 to 600."
    )
    background_image: ImageInput | None = strawberry.field(
        default=None, description="Behind the text."
    )
    buttons: list[ButtonInput] | None = strawberry.field(default=None, description="At most two.")
    edge: BarEdge = strawberry.field(default=BarEdge.TOP, description="The edge it stands at.")
    is_sticky: bool = strawberry.field(
        default=False, description="Stay in view while the page is scrolled."
    )
    countdown: CountdownInput | None = strawberry.field(
        default=None, description="A clock that runs down."
    )
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
    countdown: CountdownInput | None = strawberry.field(
        default=None, description="A clock that runs down."
    )
    colours: ColoursInput | None = strawberry.field(default=None, description="Its colours.")


@final
@strawberry.input(
    one_of=True,
    description="What the campaign says. Give exactly one, of the campaign's own type. Texts are plain "
    "text; they may hold placeholders such as `{{firstName|friend}}`.",
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
