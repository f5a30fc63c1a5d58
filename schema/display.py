"""When and how the storefront shows a campaign, once the page has it."""

from __future__ import annotations

from typing import final

import strawberry

from documents.campaign_settings import DisplaySize, Entrance, TriggerKind
from targeting.campaigns import Device


@final
@strawberry.type(description="What sets the campaign off, once the page has it.")
class Trigger:
    kind: TriggerKind = strawberry.field(description="What sets it off.")
    delay_seconds: int | None = strawberry.field(description="Of DELAY.")
    scroll_percent: int | None = strawberry.field(description="Of SCROLL, 1 to 100.")
    inactivity_seconds: int | None = strawberry.field(description="Of INACTIVITY.")
    selector: str | None = strawberry.field(description="Of ELEMENT_CLICK, a CSS selector.")
    event_name: str | None = strawberry.field(
        description="Of CUSTOM_EVENT, as the storefront names its own events."
    )
    page_count: int | None = strawberry.field(
        description="Of PAGE_COUNT: from this page of the visit on, counted from 1."
    )
    across_pages: bool = strawberry.field(
        description="Of DELAY and INACTIVITY: the clock goes on from page to page."
    )


@final
@strawberry.type(description="The triggers on one kind of device, in place of those for all.")
class DeviceTriggers:
    device: Device = strawberry.field(description="On which.")
    triggers: list[Trigger] = strawberry.field(description="Any one of them is enough.")


@final
@strawberry.type(description="How the visitor can close it.")
class Closing:
    has_button: bool = strawberry.field(description="By a button on it.")
    on_overlay_click: bool = strawberry.field(description="By a click beside it.")
    on_escape: bool = strawberry.field(description="By the Escape key.")
    after_seconds: int | None = strawberry.field(description="By itself; null: never.")


@final
@strawberry.type(
    description="How it comes into view; leave it out where the device asks for less motion."
)
class Animation:
    entrance: Entrance = strawberry.field(description="The kind of movement.")
    milliseconds: int = strawberry.field(description="How long it takes.")


@final
@strawberry.type(description="When and how to show the campaign, once the page has it.")
class Display:
    triggers: list[Trigger] = strawberry.field(
        description="Any one of them is enough, on devices that have no triggers of their own."
    )
    device_triggers: list[DeviceTriggers] = strawberry.field(description="By kind of device.")
    closing: Closing = strawberry.field(description="How the visitor can close it.")
    animation: Animation = strawberry.field(description="How it comes into view.")
    size: DisplaySize = strawberry.field(description="How much of the window it takes.")
    theme: str | None = strawberry.field(
        description="The name of one of the storefront's own styles; null: its usual one."
    )
