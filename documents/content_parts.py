"""What content is made of: texts, addresses, colours, pictures and buttons. Never HTML or script."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self, TypeAlias, final

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
TraitName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
Locale: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Colour: TypeAlias = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Seconds: TypeAlias = Annotated[int, Field(ge=1, le=10 * 366 * 86_400)]


class ContentModel(BaseModel):
    """A frozen part of a campaign; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False)


def refuse_repeats(names: list[str], what: str) -> None:
    """Refuse a list in which something is named twice.

    Raises:
        ValueError: naming what is repeated.
    """
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"each {what} may be named once, but {', '.join(repeated)} is repeated")


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
class ButtonAction(Enum):
    """What a button does."""

    OPEN_LINK = "OPEN_LINK"
    CLOSE = "CLOSE"
    COPY_COUPON = "COPY_COUPON"
    SUBMIT = "SUBMIT"
    NEXT_STEP = "NEXT_STEP"


@final
class TeaserMoment(Enum):
    """When the small tab stands in for the campaign."""

    BEFORE = "BEFORE"
    AFTER_CLOSE = "AFTER_CLOSE"
    ALWAYS = "ALWAYS"


@final
class CountdownEnd(Enum):
    """What becomes of a campaign whose countdown is over."""

    HIDE = "HIDE"
    SHOW_TEXT = "SHOW_TEXT"


@final
class Position(ContentModel):
    """One of nine places in the window."""

    vertical: Vertical = Vertical.MIDDLE
    horizontal: Horizontal = Horizontal.CENTRE


@final
class Colours(ContentModel):
    """Colours as #rrggbb; the storefront's own stand where none is given."""

    text: Colour | None = None
    background: Colour | None = None
    button_text: Colour | None = None
    button_background: Colour | None = None


@final
class ImageSource(ContentModel):
    """The same picture in another size."""

    url: Url
    width: Annotated[int, Field(gt=0, le=10_000)]
    height: Annotated[int, Field(gt=0, le=10_000)] | None = None


@final
class Image(ContentModel):
    """A picture, with the text that stands for it.

    Only a mere decoration goes without a text: publishing asks for one or the other.
    """

    url: Url
    alternative_text: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)] = ""
    is_decorative: bool = False
    width: Annotated[int, Field(gt=0, le=10_000)] | None = None
    height: Annotated[int, Field(gt=0, le=10_000)] | None = None
    sources: Annotated[tuple[ImageSource, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _says_nothing_if_decorative(self) -> Self:
        if self.is_decorative and self.alternative_text:
            raise ValueError("a decorative picture has no alternative text")
        return self


@final
class Link(ContentModel):
    """Where a click leads."""

    url: Url
    opens_new_tab: bool = False


@final
class Button(ContentModel):
    """A button with what it does; only one that opens a link has one."""

    label: Line
    action: ButtonAction = ButtonAction.OPEN_LINK
    link: Link | None = None

    @model_validator(mode="after")
    def _has_a_link_if_it_opens_one(self) -> Self:
        if self.action is ButtonAction.OPEN_LINK and self.link is None:
            raise ValueError("a button that opens a link needs link")
        if self.action is not ButtonAction.OPEN_LINK and self.link is not None:
            raise ValueError(f"a {self.action.value} button has no link")
        return self


@final
class Teaser(ContentModel):
    """A small tab that a click turns into the campaign."""

    label: Line
    moment: TeaserMoment = TeaserMoment.AFTER_CLOSE
    position: Position = Position(vertical=Vertical.BOTTOM, horizontal=Horizontal.LEFT)


@final
class Countdown(ContentModel):
    """A clock that runs down to a moment, or for so long from the visitor's first display."""

    label: Line | None = None
    ends_at: AwareDatetime | None = None
    seconds_from_first_display: Seconds | None = None
    when_over: CountdownEnd = CountdownEnd.HIDE
    over_text: Line | None = None

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if (self.ends_at is None) == (self.seconds_from_first_display is None):
            raise ValueError("give either endsAt or secondsFromFirstDisplay")
        if self.when_over is CountdownEnd.SHOW_TEXT and self.over_text is None:
            raise ValueError("to show a text when it is over, give overText")
        return self


@final
class ThankYou(ContentModel):
    """What stands in the place of a form that was sent."""

    text: Paragraph
    closes_after_seconds: Annotated[int, Field(ge=1, le=600)] | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=2)] = ()
