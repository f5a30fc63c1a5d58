"""What a condition can test: the subjects of the rule language and the kind of value each yields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, final

from targeting.behaviour import Behaviour
from targeting.values import ValueKind


@final
class Attribute(Enum):
    """What is known of the visitor, declared by the shop or derived from what was tracked."""

    AGE = "AGE"
    GENDER = "GENDER"
    BIRTH_DATE = "BIRTH_DATE"
    COUNTRY = "COUNTRY"
    REGION = "REGION"
    CITY = "CITY"
    LANGUAGE = "LANGUAGE"
    INTERESTS = "INTERESTS"
    REGISTERED = "REGISTERED"
    EMAIL_SUBSCRIBER = "EMAIL_SUBSCRIBER"
    PUSH_SUBSCRIBER = "PUSH_SUBSCRIBER"
    FIRST_SEEN = "FIRST_SEEN"
    LAST_SEEN = "LAST_SEEN"
    DAYS_SINCE_FIRST_SEEN = "DAYS_SINCE_FIRST_SEEN"
    DAYS_SINCE_LAST_SEEN = "DAYS_SINCE_LAST_SEEN"


@final
class ContextFact(Enum):
    """What the request itself says: the page, the device, the basket."""

    PAGE_TYPE = "PAGE_TYPE"
    URL = "URL"
    PATH = "PATH"
    CATEGORY = "CATEGORY"
    PRODUCT_ID = "PRODUCT_ID"
    REFERRER = "REFERRER"
    TRAFFIC_SOURCE = "TRAFFIC_SOURCE"
    DEVICE = "DEVICE"
    OS = "OS"
    BROWSER = "BROWSER"
    LOCALE = "LOCALE"
    CURRENCY = "CURRENCY"
    BASKET_TOTAL = "BASKET_TOTAL"
    BASKET_ITEMS = "BASKET_ITEMS"


@final
class OrderStatistic(Enum):
    """A figure over the visitor's valid orders, after cancellations."""

    COUNT = "COUNT"
    REVENUE = "REVENUE"
    AVERAGE_VALUE = "AVERAGE_VALUE"
    UNITS_PER_ORDER = "UNITS_PER_ORDER"
    DISCOUNTED_SHARE = "DISCOUNTED_SHARE"
    DAYS_SINCE_FIRST = "DAYS_SINCE_FIRST"
    DAYS_SINCE_LAST = "DAYS_SINCE_LAST"
    MEDIAN_GAP_DAYS = "MEDIAN_GAP_DAYS"


@final
class SmartMetric(Enum):
    """A figure that sets the visitor's orders against those of the whole store."""

    RECENCY_SCORE = "RECENCY_SCORE"
    FREQUENCY_SCORE = "FREQUENCY_SCORE"
    MONETARY_SCORE = "MONETARY_SCORE"
    EXPECTED_GAP_DAYS = "EXPECTED_GAP_DAYS"
    GAP_RATIO = "GAP_RATIO"


@final
@dataclass(frozen=True, slots=True)
class Trait:
    """A custom attribute that the shop declares under a name of its own choice.

    Its kind is that of the condition's operand: a stored value of another kind counts as missing.
    """

    name: str


Subject: TypeAlias = Attribute | Trait | ContextFact | Behaviour | OrderStatistic | SmartMetric

_NOT_TEXT: Final[dict[Attribute | ContextFact, ValueKind]] = {
    Attribute.AGE: ValueKind.NUMBER,
    Attribute.BIRTH_DATE: ValueKind.DATE,
    Attribute.INTERESTS: ValueKind.TEXTS,
    Attribute.REGISTERED: ValueKind.FLAG,
    Attribute.EMAIL_SUBSCRIBER: ValueKind.FLAG,
    Attribute.PUSH_SUBSCRIBER: ValueKind.FLAG,
    Attribute.FIRST_SEEN: ValueKind.DATE,
    Attribute.LAST_SEEN: ValueKind.DATE,
    Attribute.DAYS_SINCE_FIRST_SEEN: ValueKind.NUMBER,
    Attribute.DAYS_SINCE_LAST_SEEN: ValueKind.NUMBER,
    ContextFact.BASKET_TOTAL: ValueKind.NUMBER,
    ContextFact.BASKET_ITEMS: ValueKind.NUMBER,
}


def value_kind(subject: Subject) -> ValueKind | None:
    """Return the kind of value that `subject` yields, `None` for a trait (its operand decides)."""
    match subject:
        case Trait():
            return None
        case Attribute() | ContextFact():
            return _NOT_TEXT.get(subject, ValueKind.TEXT)
        case Behaviour() | OrderStatistic() | SmartMetric():
            return ValueKind.NUMBER
