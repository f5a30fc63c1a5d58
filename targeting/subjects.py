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
    LOCATION = "LOCATION"
    LANGUAGE = "LANGUAGE"
    INTERESTS = "INTERESTS"
    REGISTERED = "REGISTERED"
    EMAIL_SUBSCRIBER = "EMAIL_SUBSCRIBER"
    PUSH_SUBSCRIBER = "PUSH_SUBSCRIBER"
    FIRST_SEEN = "FIRST_SEEN"
    LAST_SEEN = "LAST_SEEN"
    DAYS_SINCE_FIRST_SEEN = "DAYS_SINCE_FIRST_SEEN"
    DAYS_SINCE_LAST_SEEN = "DAYS_SINCE_LAST_SEEN"
    SESSIONS = "SESSIONS"


DECLARABLE: Final = (
    Attribute.AGE,
    Attribute.GENDER,
    Attribute.BIRTH_DATE,
    Attribute.COUNTRY,
    Attribute.REGION,
    Attribute.CITY,
    Attribute.LOCATION,
    Attribute.LANGUAGE,
    Attribute.INTERESTS,
    Attribute.EMAIL_SUBSCRIBER,
    Attribute.PUSH_SUBSCRIBER,
)
"""The attributes that a shop declares; the others follow from what was tracked."""


@final
class ContextFact(Enum):
    """What the request itself says: the page, the device, the basket, the moment."""

    PAGE_TYPE = "PAGE_TYPE"
    URL = "URL"
    PATH = "PATH"
    CATEGORY = "CATEGORY"
    PRODUCT_ID = "PRODUCT_ID"
    REFERRER = "REFERRER"
    TRAFFIC_SOURCE = "TRAFFIC_SOURCE"
    UTM_SOURCE = "UTM_SOURCE"
    UTM_MEDIUM = "UTM_MEDIUM"
    UTM_CAMPAIGN = "UTM_CAMPAIGN"
    DEVICE = "DEVICE"
    OS = "OS"
    BROWSER = "BROWSER"
    APP_VERSION = "APP_VERSION"
    LOCALE = "LOCALE"
    CURRENCY = "CURRENCY"
    IP_ADDRESS = "IP_ADDRESS"
    IP_COUNTRY = "IP_COUNTRY"
    LOCATION = "LOCATION"
    BASKET_TOTAL = "BASKET_TOTAL"
    BASKET_ITEMS = "BASKET_ITEMS"
    BASKET_PRODUCTS = "BASKET_PRODUCTS"
    BASKET_CATEGORIES = "BASKET_CATEGORIES"
    BASKET_BRANDS = "BASKET_BRANDS"
    NOW = "NOW"
    LOCAL_HOUR = "LOCAL_HOUR"
    LOCAL_WEEKDAY = "LOCAL_WEEKDAY"


WEEKDAYS: Final = (
    "MONDAY",
    "TUESDAY",
    "WEDNESDAY",
    "THURSDAY",
    "FRIDAY",
    "SATURDAY",
    "SUNDAY",
)
"""What LOCAL_WEEKDAY yields, from the first day of the ISO week."""


@final
class OrderStatistic(Enum):
    """A figure over the visitor's valid orders, after cancellations."""

    COUNT = "COUNT"
    REVENUE = "REVENUE"
    AVERAGE_VALUE = "AVERAGE_VALUE"
    UNITS_PER_ORDER = "UNITS_PER_ORDER"
    DISCOUNTED_SHARE = "DISCOUNTED_SHARE"
    FIRST_AT = "FIRST_AT"
    LAST_AT = "LAST_AT"
    DAYS_SINCE_FIRST = "DAYS_SINCE_FIRST"
    DAYS_SINCE_LAST = "DAYS_SINCE_LAST"
    MEDIAN_GAP_DAYS = "MEDIAN_GAP_DAYS"
    PRODUCTS = "PRODUCTS"
    CATEGORIES = "CATEGORIES"
    BRANDS = "BRANDS"


@final
class SmartMetric(Enum):
    """A figure that sets the visitor's orders against those of the whole store."""

    RECENCY_SCORE = "RECENCY_SCORE"
    FREQUENCY_SCORE = "FREQUENCY_SCORE"
    MONETARY_SCORE = "MONETARY_SCORE"
    RECENCY_PERCENTILE = "RECENCY_PERCENTILE"
    FREQUENCY_PERCENTILE = "FREQUENCY_PERCENTILE"
    MONETARY_PERCENTILE = "MONETARY_PERCENTILE"
    AVERAGE_VALUE_PERCENTILE = "AVERAGE_VALUE_PERCENTILE"
    EXPECTED_GAP_DAYS = "EXPECTED_GAP_DAYS"
    GAP_RATIO = "GAP_RATIO"
    P_ALIVE = "P_ALIVE"
    PREDICTED_ORDERS = "PREDICTED_ORDERS"


@final
@dataclass(frozen=True, slots=True)
class Trait:
    """A custom attribute that the shop declares under a name of its own choice.

    Its kind is that of the condition's operand: a stored value of another kind counts as missing.
    """

    name: str


@final
@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter of the page's address, such as `coupon` in `/basket?coupon=SPRING`."""

    name: str


Subject: TypeAlias = (
    Attribute | Trait | ContextFact | QueryParameter | Behaviour | OrderStatistic | SmartMetric
)

_NOT_TEXT: Final[dict[Attribute | ContextFact | OrderStatistic, ValueKind]] = {
    Attribute.AGE: ValueKind.NUMBER,
    Attribute.BIRTH_DATE: ValueKind.DATE,
    Attribute.LOCATION: ValueKind.POINT,
    Attribute.INTERESTS: ValueKind.TEXTS,
    Attribute.REGISTERED: ValueKind.FLAG,
    Attribute.EMAIL_SUBSCRIBER: ValueKind.FLAG,
    Attribute.PUSH_SUBSCRIBER: ValueKind.FLAG,
    Attribute.FIRST_SEEN: ValueKind.DATE,
    Attribute.LAST_SEEN: ValueKind.DATE,
    Attribute.DAYS_SINCE_FIRST_SEEN: ValueKind.NUMBER,
    Attribute.DAYS_SINCE_LAST_SEEN: ValueKind.NUMBER,
    Attribute.SESSIONS: ValueKind.NUMBER,
    ContextFact.IP_ADDRESS: ValueKind.ADDRESS,
    ContextFact.LOCATION: ValueKind.POINT,
    ContextFact.BASKET_TOTAL: ValueKind.NUMBER,
    ContextFact.BASKET_ITEMS: ValueKind.NUMBER,
    ContextFact.BASKET_PRODUCTS: ValueKind.TEXTS,
    ContextFact.BASKET_CATEGORIES: ValueKind.TEXTS,
    ContextFact.BASKET_BRANDS: ValueKind.TEXTS,
    ContextFact.NOW: ValueKind.DATE,
    ContextFact.LOCAL_HOUR: ValueKind.NUMBER,
}
_OF_ORDERS: Final[dict[OrderStatistic, ValueKind]] = {
    OrderStatistic.FIRST_AT: ValueKind.DATE,
    OrderStatistic.LAST_AT: ValueKind.DATE,
    OrderStatistic.PRODUCTS: ValueKind.TEXTS,
    OrderStatistic.CATEGORIES: ValueKind.TEXTS,
    OrderStatistic.BRANDS: ValueKind.TEXTS,
}


def value_kind(subject: Subject) -> ValueKind | None:
    """Return the kind of value that `subject` yields, `None` for a trait (its operand decides)."""
    match subject:
        case Trait():
            return None
        case QueryParameter():
            return ValueKind.TEXT
        case Attribute() | ContextFact():
            return _NOT_TEXT.get(subject, ValueKind.TEXT)
        case Behaviour():
            return ValueKind.DATE if subject.measure.is_a_moment else ValueKind.NUMBER
        case OrderStatistic():
            return _OF_ORDERS.get(subject, ValueKind.NUMBER)
        case SmartMetric():
            return ValueKind.NUMBER
