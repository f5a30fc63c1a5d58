"""Who is shown a campaign, where, when and how often: everything that isn't content."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, Final, Self, final

from pydantic import Field, StringConstraints, field_validator, model_validator

from documents.content_parts import ContentModel, Key, Locale, Seconds, refuse_repeats
from targeting.campaigns import Device
from targeting.frequency import RECENT_DISPLAYS, Frequency, TimeLimit
from targeting.page_conditions import AddressTest, PageConditions, ParameterTest, TextMatch
from targeting.schedules import RecurringWindow
from targeting.values import TimeUnit

_TIME: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"


@final
class TriggerKind(Enum):
    """What makes the storefront show an eligible campaign."""

    IMMEDIATELY = "IMMEDIATELY"
    DELAY = "DELAY"
    SCROLL = "SCROLL"
    EXIT_INTENT = "EXIT_INTENT"
    INACTIVITY = "INACTIVITY"
    ELEMENT_CLICK = "ELEMENT_CLICK"
    CUSTOM_EVENT = "CUSTOM_EVENT"
    PAGE_COUNT = "PAGE_COUNT"


_NEEDS: Final = {
    TriggerKind.DELAY: "delay_seconds",
    TriggerKind.SCROLL: "scroll_percent",
    TriggerKind.INACTIVITY: "inactivity_seconds",
    TriggerKind.ELEMENT_CLICK: "selector",
    TriggerKind.CUSTOM_EVENT: "event_name",
    TriggerKind.PAGE_COUNT: "page_count",
}
_API_NAMES: Final = {
    "delay_seconds": "delaySeconds",
    "scroll_percent": "scrollPercent",
    "inactivity_seconds": "inactivitySeconds",
    "selector": "selector",
    "event_name": "eventName",
    "page_count": "pageCount",
}


@final
class Trigger(ContentModel):
    """What sets the campaign off, once the page has it; each kind has its own field and no other.

    Attributes:
        across_pages: the clock of a DELAY or INACTIVITY goes on when the visitor goes to another page.
    """

    kind: TriggerKind = TriggerKind.IMMEDIATELY
    delay_seconds: Annotated[int, Field(ge=0, le=3_600)] | None = None
    scroll_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    inactivity_seconds: Annotated[int, Field(ge=1, le=3_600)] | None = None
    selector: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    event_name: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    page_count: Annotated[int, Field(ge=1, le=100)] | None = None
    across_pages: bool = False

    @model_validator(mode="after")
    def _has_its_own_field(self) -> Self:
        needed = _NEEDS.get(self.kind)
        if needed is not None and getattr(self, needed) is None:
            raise ValueError(f"a {self.kind.value} trigger needs {_API_NAMES[needed]}")
        if self.across_pages and self.kind not in {TriggerKind.DELAY, TriggerKind.INACTIVITY}:
            raise ValueError(f"a {self.kind.value} trigger has no acrossPages")
        for field, name in _API_NAMES.items():
            if field != needed and getattr(self, field) is not None:
                raise ValueError(f"a {self.kind.value} trigger has no {name}")
        return self


@final
class DeviceTriggers(ContentModel):
    """What sets the campaign off on one kind of device, in place of the triggers for all."""

    device: Device
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=8)]


@final
class Closing(ContentModel):
    """How the visitor can close it. At least one way stays open, unless it closes by itself."""

    has_button: bool = True
    on_overlay_click: bool = True
    on_escape: bool = True
    after_seconds: Annotated[int, Field(ge=1, le=600)] | None = None

    @model_validator(mode="after")
    def _can_be_closed(self) -> Self:
        if self.has_button or self.on_escape or self.after_seconds is not None:
            return self
        raise ValueError("leave the visitor a way to close it: a button, Escape, or by itself")


@final
class Entrance(Enum):
    """How it comes into view, where the visitor's device doesn't ask for less motion."""

    NONE = "NONE"
    FADE = "FADE"
    SLIDE = "SLIDE"
    ZOOM = "ZOOM"


@final
class Animation(ContentModel):
    """How it comes into view."""

    entrance: Entrance = Entrance.FADE
    milliseconds: Annotated[int, Field(ge=0, le=2_000)] = 200


@final
class DisplaySize(Enum):
    """How much of the window it takes."""

    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"
    FULL = "FULL"


@final
class Display(ContentModel):
    """When and how the storefront shows the campaign, once the page has it.

    Any one of the triggers is enough.

    Attributes:
        theme: the name of one of the storefront's own styles.
    """

    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=8)] = (Trigger(),)
    device_triggers: Annotated[tuple[DeviceTriggers, ...], Field(max_length=5)] = ()
    closing: Closing = Closing()
    animation: Animation = Animation()
    size: DisplaySize = DisplaySize.MEDIUM
    theme: Key | None = None

    @model_validator(mode="after")
    def _names_each_device_once(self) -> Self:
        refuse_repeats([item.device.value for item in self.device_triggers], "device")
        return self


@final
class Weekday(Enum):
    """A day of the week."""

    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


_WEEKDAYS: Final = tuple(Weekday)


@final
class ScheduleWindow(ContentModel):
    """A part of the day that comes again, on the store's own clock; whatever is empty is every one."""

    weekdays: tuple[Weekday, ...] = ()
    month_days: Annotated[tuple[int, ...], Field(max_length=62)] = ()
    months: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(max_length=12)] = ()
    from_time: Annotated[str, StringConstraints(pattern=_TIME)] = "00:00"
    to_time: Annotated[str, StringConstraints(pattern=_TIME)] = "24:00"

    @field_validator("month_days")
    @classmethod
    def _are_days(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if all(1 <= abs(day) <= 31 for day in days):  # noqa: PLR2004, the longest month
            return days
        raise ValueError("give days from 1 to 31, or from -1 for the last to -31")

    def to_window(self) -> RecurringWindow:
        """Return the window as it is decided with."""
        return RecurringWindow(
            weekdays=frozenset(_WEEKDAYS.index(day) + 1 for day in self.weekdays),
            month_days=frozenset(self.month_days),
            months=frozenset(self.months),
            from_minute=_minutes(self.from_time),
            to_minute=_minutes(self.to_time),
        )


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


@final
class AddressPattern(ContentModel):
    """A test of an address: of the path where the value starts with /, else of the whole."""

    match: TextMatch = TextMatch.GLOB
    value: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@final
class QueryParameterPattern(ContentModel):
    """A parameter that the address must have, with whatever value unless one is given."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    match: TextMatch = TextMatch.EQUALS
    value: Annotated[str, StringConstraints(max_length=500)] | None = None


@final
class PageSettings(ContentModel):
    """What the page and the visit must be like, beside the page's type and the device.

    Of several patterns in one list any one is enough; all lists that aren't empty must be met.
    """

    include_urls: Annotated[tuple[AddressPattern, ...], Field(max_length=50)] = ()
    exclude_urls: Annotated[tuple[AddressPattern, ...], Field(max_length=50)] = ()
    query_parameters: Annotated[tuple[QueryParameterPattern, ...], Field(max_length=20)] = ()
    referrers: Annotated[tuple[AddressPattern, ...], Field(max_length=50)] = ()
    traffic_sources: tuple[Annotated[str, StringConstraints(min_length=1, max_length=64)], ...] = ()
    locales: Annotated[tuple[Locale, ...], Field(max_length=50)] = ()
    minimum_basket_total: Annotated[float, Field(ge=0)] | None = None
    maximum_basket_total: Annotated[float, Field(ge=0)] | None = None
    minimum_basket_items: Annotated[int, Field(ge=0)] | None = None
    maximum_basket_items: Annotated[int, Field(ge=0)] | None = None

    def to_conditions(self) -> PageConditions:
        """Return the settings as the rule is made of them."""
        return PageConditions(
            include_urls=_address_tests(self.include_urls),
            exclude_urls=_address_tests(self.exclude_urls),
            query_parameters=tuple(
                ParameterTest(item.name, item.match, item.value) for item in self.query_parameters
            ),
            referrers=_address_tests(self.referrers),
            traffic_sources=self.traffic_sources,
            locales=self.locales,
            basket_total=(self.minimum_basket_total, self.maximum_basket_total),
            basket_items=(self.minimum_basket_items, self.maximum_basket_items),
        )


def _address_tests(patterns: tuple[AddressPattern, ...]) -> tuple[AddressTest, ...]:
    return tuple(AddressTest(pattern.match, pattern.value) for pattern in patterns)


@final
class TimeLimitSettings(ContentModel):
    """At most so many displays within any stretch of time."""

    maximum: Annotated[int, Field(ge=1, le=RECENT_DISPLAYS)]
    amount: Annotated[int, Field(ge=1, le=100_000)]
    unit: TimeUnit

    @field_validator("unit", mode="before")
    @classmethod
    def _by_name(cls, unit: object) -> object:
        return TimeUnit[unit] if isinstance(unit, str) else unit

    def to_limit(self) -> TimeLimit:
        """Return the limit as it is decided with."""
        return TimeLimit(self.maximum, self.amount * self.unit.value // 1_000)


@final
class FrequencySettings(ContentModel):
    """How often one visitor may be shown the campaign."""

    maximum_impressions: Annotated[int, Field(ge=1)] | None = None
    maximum_per_session: Annotated[int, Field(ge=1, le=RECENT_DISPLAYS)] | None = None
    per_time: Annotated[tuple[TimeLimitSettings, ...], Field(max_length=5)] = ()
    minimum_gap_seconds: Seconds | None = None
    stop_after_click: bool = False
    stop_after_close: bool = False
    stop_after_conversion: bool = True
    click_cool_down_seconds: Seconds | None = None
    close_cool_down_seconds: Seconds | None = None
    conversion_cool_down_seconds: Seconds | None = None
    visible_seconds: Seconds | None = None

    def to_frequency(self) -> Frequency:
        """Return the settings as they are decided with."""
        values: dict[str, Any] = {
            name: getattr(self, name) for name in type(self).model_fields if name != "per_time"
        }
        return Frequency(**values, per_time=tuple(limit.to_limit() for limit in self.per_time))


@final
class ExperimentMode(Enum):
    """Who sets the shares of the variants."""

    FIXED = "FIXED"
    WINNER = "WINNER"
    BANDIT = "BANDIT"


@final
class ExperimentGoal(Enum):
    """What counts as a success of a variant."""

    CONVERSION = "CONVERSION"
    CLICK = "CLICK"


@final
class ExperimentSettings(ContentModel):
    """How the shares of the variants are set.

    Attributes:
        minimum_days, minimum_visitors, minimum_probability: of WINNER: when the version has been live for
            so many days, every variant has been shown to so many visitors, and one is the best with this
            probability, everybody gets that one. The days are there because looking again and again
            finds a winner too often: weeks differ, and so do days.
    """

    mode: ExperimentMode = ExperimentMode.FIXED
    goal: ExperimentGoal = ExperimentGoal.CONVERSION
    minimum_days: Annotated[int, Field(ge=0, le=365)] = 7
    minimum_visitors: Annotated[int, Field(ge=10, le=10_000_000)] = 100
    minimum_probability: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
