"""What popup banners, notification bars and hero banners say."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Literal, final

from pydantic import Field

from documents.content_parts import (
    Button,
    Colours,
    ContentModel,
    Countdown,
    Image,
    Line,
    Link,
    Paragraph,
    Position,
    Teaser,
)


@final
class BarEdge(Enum):
    """The edge of the window that a notification bar stands at."""

    TOP = "TOP"
    BOTTOM = "BOTTOM"


@final
class PopupBannerContent(ContentModel):
    """A picture with a caption and buttons, over the page."""

    type: Literal["POPUP_BANNER"] = "POPUP_BANNER"
    title: Line
    text: Paragraph | None = None
    image: Image | None = None
    link: Link | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=4)] = ()
    position: Position = Position()
    has_overlay: bool = True
    teaser: Teaser | None = None
    countdown: Countdown | None = None
    colours: Colours = Colours()


@final
class BarMessage(ContentModel):
    """One line of a notification bar."""

    text: Line
    link: Link | None = None


@final
class NotificationBarContent(ContentModel):
    """A line along an edge of the window; several take turns."""

    type: Literal["NOTIFICATION_BAR"] = "NOTIFICATION_BAR"
    messages: Annotated[tuple[BarMessage, ...], Field(min_length=1, max_length=10)]
    rotates_every_seconds: Annotated[int, Field(ge=2, le=600)] = 6
    background_image: Image | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=2)] = ()
    edge: BarEdge = BarEdge.TOP
    is_sticky: bool = False
    countdown: Countdown | None = None
    colours: Colours = Colours()


@final
class HeroBannerContent(ContentModel):
    """A large picture in a slot of the page; several in one slot take turns by `order`."""

    type: Literal["HERO_BANNER"] = "HERO_BANNER"
    heading: Line
    text: Paragraph | None = None
    desktop_image: Image
    mobile_image: Image | None = None
    link: Link | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=2)] = ()
    order: Annotated[int, Field(ge=0, le=1_000)] = 0
    countdown: Countdown | None = None
    colours: Colours = Colours()
