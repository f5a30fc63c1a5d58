"""What content is made of, as types that a storefront renders in its own way."""

from __future__ import annotations

from datetime import datetime
from typing import final

import strawberry

from documents.content_parts import (
    ButtonAction,
    CountdownEnd,
    Horizontal,
    TeaserMoment,
    Vertical,
)


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
@strawberry.type(description="The same picture in another size, for `srcset`.")
class ImageSource:
    url: str = strawberry.field(description="Absolute, or a path of the shop that starts with `/`.")
    width: int = strawberry.field(description="In pixels.")
    height: int | None = strawberry.field(description="In pixels.")


@final
@strawberry.type(description="A picture.")
class Image:
    url: str = strawberry.field(description="Absolute, or a path of the shop that starts with `/`.")
    alternative_text: str = strawberry.field(
        description="Stands for the picture; empty for a mere decoration."
    )
    is_decorative: bool = strawberry.field(
        description="It says nothing: screen readers pass it over."
    )
    width: int | None = strawberry.field(description="In pixels.")
    height: int | None = strawberry.field(description="In pixels.")
    sources: list[ImageSource] = strawberry.field(description="The same picture in other sizes.")


@final
@strawberry.type(description="Where a click leads.")
class Link:
    url: str = strawberry.field(description="Absolute, or a path of the shop that starts with `/`.")
    opens_new_tab: bool = strawberry.field(description="Open it beside the shop.")


@final
@strawberry.type(description="A button.")
class Button:
    label: str = strawberry.field(description="What stands on it.")
    action: ButtonAction = strawberry.field(description="What it does.")
    link: Link | None = strawberry.field(description="Where it leads, of OPEN_LINK.")


@final
@strawberry.type(description="A small tab that a click turns into the campaign.")
class Teaser:
    label: str = strawberry.field(description="What stands on it.")
    moment: TeaserMoment = strawberry.field(description="When it stands there.")
    position: Position = strawberry.field(description="Where in the window.")


@final
@strawberry.type(description="A clock that runs down.")
class Countdown:
    label: str | None = strawberry.field(description="What stands beside it.")
    ends_at: datetime | None = strawberry.field(description="The moment it runs down to.")
    seconds_from_first_display: int | None = strawberry.field(
        description="How long it runs for each visitor, from `firstShownAt`; null where `endsAt` says."
    )
    when_over: CountdownEnd = strawberry.field(description="What becomes of the campaign then.")
    over_text: str | None = strawberry.field(description="What stands in its place then.")


@final
@strawberry.type(description="What stands in the place of a form that was sent.")
class ThankYou:
    text: str = strawberry.field(description="The thanks.")
    closes_after_seconds: int | None = strawberry.field(description="Close by itself; null: never.")
    buttons: list[Button] = strawberry.field(description="At most two.")
