"""What campaigns say and how they look: typed content, never HTML or script.

`CampaignDefinition` is everything a marketer sets. Its problems are reported all at once, by path.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, Final, Literal, Self, TypeAlias, final

from pydantic import (
    AnyHttpUrl,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from targeting.campaigns import CampaignType, Device, PageType
from targeting.surveys import CHOICES, Question, QuestionKind
from targeting.values import InvalidInputError, Problem


def _checked_url(value: object) -> object:
    """Accept absolute http(s) URLs and paths of the shop itself; so never `javascript:`."""
    if not isinstance(value, str):
        return value
    if value.startswith("/") and not value.startswith("//"):
        return value
    try:
        AnyHttpUrl(value)
    except ValidationError:
        raise ValueError(
            "give an absolute http(s) URL, or a path of the shop that starts with /"
        ) from None
    return value


Url: TypeAlias = Annotated[
    str, StringConstraints(max_length=2_000, strip_whitespace=True), BeforeValidator(_checked_url)
]
Line: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)
]
Paragraph: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)
]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Locale: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Colour: TypeAlias = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False)


@final
class Vertical(Enum):
    """Where something stands from top to bottom."""

    TOP = "TOP"
    MIDDLE = "MIDDLE"
    BOTTOM = "BOTTOM"


@final
class Horizontal(Enum):
    """Where something stands from left to right."""

    LEFT = "LEFT"
    CENTRE = "CENTRE"
    RIGHT = "RIGHT"


@final
class BarEdge(Enum):
    """The edge of the window that a notification bar stands at."""

    TOP = "TOP"
    BOTTOM = "BOTTOM"


@final
class SurveyPresentation(Enum):
    """Whether a survey stands in the page, at the campaign's placement, or pops up."""

    IN_PAGE = "IN_PAGE"
    POPUP = "POPUP"


@final
class TriggerKind(Enum):
    """What makes the storefront show an eligible campaign."""

    IMMEDIATELY = "IMMEDIATELY"
    DELAY = "DELAY"
    SCROLL = "SCROLL"
    EXIT_INTENT = "EXIT_INTENT"


@final
class Position(_Model):
    """One of nine places in the window."""

    vertical: Vertical = Vertical.MIDDLE
    horizontal: Horizontal = Horizontal.CENTRE


@final
class Colours(_Model):
    """Colours as #rrggbb; the storefront's own stand where none is given."""

    text: Colour | None = None
    background: Colour | None = None
    button_text: Colour | None = None
    button_background: Colour | None = None


@final
class Image(_Model):
    """A picture, with the text that stands for it; an empty one marks a mere decoration."""

    url: Url
    alternative_text: Annotated[str, StringConstraints(max_length=300)]
    width: Annotated[int, Field(gt=0, le=10_000)] | None = None
    height: Annotated[int, Field(gt=0, le=10_000)] | None = None


@final
class Link(_Model):
    """Where a click leads."""

    url: Url
    opens_new_tab: bool = False


@final
class Button(_Model):
    """A button that leads somewhere."""

    label: Line
    link: Link


@final
class Trigger(_Model):
    """When to show the campaign, after the page has it."""

    kind: TriggerKind = TriggerKind.IMMEDIATELY
    delay_seconds: Annotated[int, Field(ge=0, le=3_600)] | None = None
    scroll_percent: Annotated[int, Field(ge=1, le=100)] | None = None

    @model_validator(mode="after")
    def _has_its_number(self) -> Self:
        if self.kind is TriggerKind.DELAY and self.delay_seconds is None:
            raise ValueError("a DELAY trigger needs delaySeconds")
        if self.kind is TriggerKind.SCROLL and self.scroll_percent is None:
            raise ValueError("a SCROLL trigger needs scrollPercent")
        return self


@final
class ThankYou(_Model):
    """What stands in the place of a form that was sent."""

    text: Paragraph
    closes_after_seconds: Annotated[int, Field(ge=1, le=600)] | None = None


@final
class Consent(_Model):
    """What the visitor agrees to by ticking the box, without which nothing can be sent."""

    text: Paragraph
    url: Url | None = None


@final
class PopupBannerContent(_Model):
    """A picture with a caption and buttons, over the page."""

    type: Literal["POPUP_BANNER"] = "POPUP_BANNER"
    title: Line
    text: Paragraph | None = None
    image: Image | None = None
    link: Link | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=4)] = ()
    position: Position = Position()
    has_overlay: bool = True
    closes_after_seconds: Annotated[int, Field(ge=1, le=600)] | None = None
    colours: Colours = Colours()


@final
class EmailCollectionContent(_Model):
    """A form for an e-mail address, with consent."""

    type: Literal["EMAIL_COLLECTION"] = "EMAIL_COLLECTION"
    title: Line
    description: Paragraph | None = None
    image: Image | None = None
    input_placeholder: Line
    submit_label: Line
    consent: Consent
    thank_you: ThankYou
    position: Position = Position()
    has_overlay: bool = True
    colours: Colours = Colours()


@final
class QuestionOption(_Model):
    """One answer to choose."""

    key: Key
    label: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


@final
class SurveyQuestion(_Model):
    """One question."""

    key: Key
    kind: QuestionKind
    text: Line
    is_required: bool = False
    options: Annotated[tuple[QuestionOption, ...], Field(max_length=30)] = ()
    maximum_length: Annotated[int, Field(ge=1, le=10_000)] = 2_000

    @model_validator(mode="after")
    def _has_options_if_a_choice(self) -> Self:
        if self.kind in CHOICES and len(self.options) < 2:  # noqa: PLR2004, a choice has two
            raise ValueError(f"a {self.kind.value} question needs at least two options")
        if self.kind not in CHOICES and self.options:
            raise ValueError(f"a {self.kind.value} question has no options")
        _refuse_repeats([option.key for option in self.options], "option")
        return self

    def to_question(self) -> Question:
        """Return the question as far as checking an answer needs it."""
        return Question(
            key=self.key,
            kind=self.kind,
            is_required=self.is_required,
            option_keys=tuple(option.key for option in self.options),
            maximum_length=self.maximum_length,
        )


@final
class FormSurveyContent(_Model):
    """A form with questions."""

    type: Literal["FORM_SURVEY"] = "FORM_SURVEY"
    title: Line
    description: Paragraph | None = None
    questions: Annotated[tuple[SurveyQuestion, ...], Field(min_length=1, max_length=20)]
    submit_label: Line
    thank_you: ThankYou
    presentation: SurveyPresentation = SurveyPresentation.POPUP
    position: Position = Position()
    has_overlay: bool = True
    colours: Colours = Colours()

    @model_validator(mode="after")
    def _has_unique_questions(self) -> Self:
        _refuse_repeats([question.key for question in self.questions], "question")
        return self


@final
class NotificationBarContent(_Model):
    """A line along an edge of the window."""

    type: Literal["NOTIFICATION_BAR"] = "NOTIFICATION_BAR"
    message: Line
    background_image: Image | None = None
    link: Link | None = None
    edge: BarEdge = BarEdge.TOP
    is_sticky: bool = False
    is_closable: bool = True
    colours: Colours = Colours()


@final
class HeroBannerContent(_Model):
    """A large picture in a slot of the page; the campaign's placement names the slot."""

    type: Literal["HERO_BANNER"] = "HERO_BANNER"
    heading: Line
    text: Paragraph | None = None
    desktop_image: Image
    mobile_image: Image | None = None
    link: Link | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=2)] = ()
    order: Annotated[int, Field(ge=0, le=1_000)] = 0
    colours: Colours = Colours()


Content: TypeAlias = Annotated[
    PopupBannerContent
    | EmailCollectionContent
    | FormSurveyContent
    | NotificationBarContent
    | HeroBannerContent,
    Field(discriminator="type"),
]


@final
class Translation(_Model):
    """The content in one language."""

    locale: Locale
    content: Content


@final
class Variant(_Model):
    """One of several versions of the content, shown in proportion to its weight."""

    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")] = "A"
    weight: Annotated[int, Field(ge=0, le=10_000)] = 1
    translations: Annotated[tuple[Translation, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _has_unique_locales(self) -> Self:
        _refuse_repeats([translation.locale for translation in self.translations], "locale")
        return self


@final
class FrequencySettings(_Model):
    """How often one visitor may be shown the campaign."""

    maximum_impressions: Annotated[int, Field(ge=1)] | None = None
    minimum_gap_seconds: Annotated[int, Field(ge=1)] | None = None
    stop_after_click: bool = False
    stop_after_close: bool = False
    stop_after_conversion: bool = True


@final
class CampaignDefinition(_Model):
    """Everything that a marketer sets.

    `audience` is a rule as `targeting.rule_writing` writes it; the rule that holds for everyone is
    `{"all": []}`. Of the campaigns that name one `exclusion_group` a visitor is offered only the first.
    """

    placement: Key | None = None
    exclusion_group: Key | None = None
    priority: Annotated[int, Field(ge=-1_000, le=1_000)] = 0
    page_types: tuple[PageType, ...] = ()
    devices: tuple[Device, ...] = ()
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    audience: dict[str, Any] = Field(default_factory=lambda: {"all": []})
    trigger: Trigger = Trigger()
    frequency: FrequencySettings = FrequencySettings()
    control_share: Annotated[float, Field(ge=0, le=0.9)] = 0.0
    variants: Annotated[tuple[Variant, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise ValueError("startsAt must lie before endsAt")
        _refuse_repeats([variant.key for variant in self.variants], "variant")
        if not any(variant.weight for variant in self.variants):
            raise ValueError("at least one variant needs a weight above 0")
        return self

    def content_types(self) -> frozenset[CampaignType]:
        """Return the types of content that occur; one and the campaign's own is what is wanted."""
        return frozenset(
            CampaignType(t.content.type) for v in self.variants for t in v.translations
        )


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


def _refuse_repeats(names: list[str], what: str) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"each {what} may be named once, but {', '.join(repeated)} is repeated")
