"""The enums of the API: those of the layers below, with a description for each value."""

from __future__ import annotations

from enum import EnumMeta
from typing import Any

import strawberry

from documents.campaign_content import (
    BarEdge,
    Horizontal,
    SurveyPresentation,
    TriggerKind,
    Vertical,
)
from documents.segments import LifeCycle
from resolvers.conversions import InteractionKind
from targeting.behaviour import EventKind, Measure
from targeting.campaigns import CampaignType, Device, GateCode, PageType
from targeting.operators import Operator
from targeting.smart_segments import SmartSegment
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric
from targeting.surveys import QuestionKind
from targeting.values import TimeUnit


def _publish(enum: EnumMeta, description: str, **values: str) -> None:
    """Make `enum` a GraphQL enum under its own name.

    Raises:
        KeyError: a value has no description, so that none is ever published without one.
    """
    strawberry.enum(enum, description=description)
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


_publish(
    CampaignType,
    "What a campaign puts before the visitor.",
    POPUP_BANNER="A picture with a caption and buttons, over the page.",
    EMAIL_COLLECTION="A form for an e-mail address, with consent.",
    FORM_SURVEY="A form with questions.",
    NOTIFICATION_BAR="A line along an edge of the window.",
    HERO_BANNER="A large picture in a slot of the page.",
)
_publish(
    PageType,
    "The kinds of page a shop has.",
    HOME="The front page.",
    CATEGORY="A list of products.",
    PRODUCT="One product.",
    SEARCH="The results of a search.",
    BASKET="The basket.",
    CHECKOUT="Any step of the checkout.",
    PURCHASE_SUCCESS="The thanks after an order.",
    ACCOUNT="The customer's own pages.",
    NOT_FOUND="A page that doesn't exist.",
    OTHER="Any other page.",
)
_publish(
    Device,
    "What the visitor holds.",
    DESKTOP="A computer.",
    MOBILE="A telephone's browser.",
    TABLET="A tablet's browser.",
    ANDROID_APP="The shop's app on Android.",
    IOS_APP="The shop's app on iOS.",
)
_publish(
    GateCode,
    "What a campaign must pass to be shown, in the order in which it is looked at.",
    STATUS="It is live.",
    WANTED="The storefront asks for its type and placement.",
    PAGE_TYPE="It is for the kind of page.",
    DEVICE="It is for the device.",
    SCHEDULE="It runs at the moment.",
    FREQUENCY="The visitor hasn't been shown it too often, and hasn't done with it.",
    AUDIENCE="The visitor is one of those whom it is for.",
    EXCLUSION_GROUP="No other campaign of its group comes first.",
    HOLDOUT="The visitor isn't one of those whom the store shows no campaign.",
    CONTROL_GROUP="The visitor isn't one of those who aren't shown it, to compare with.",
)
_publish(
    LifeCycle,
    "Where a segment or a campaign stands.",
    DRAFT="Never published yet.",
    LIVE="Published and in force.",
    PAUSED="Published before, and stopped for now.",
    ARCHIVED="Retired for good.",
)
_publish(
    Vertical,
    "Where something stands from top to bottom.",
    TOP="At the top.",
    MIDDLE="In the middle.",
    BOTTOM="At the bottom.",
)
_publish(
    Horizontal,
    "Where something stands from left to right.",
    LEFT="At the left.",
    CENTRE="In the centre.",
    RIGHT="At the right.",
)
_publish(
    BarEdge,
    "The edge of the window that a notification bar stands at.",
    TOP="The upper edge.",
    BOTTOM="The lower edge.",
)
_publish(
    SurveyPresentation,
    "Where a survey stands.",
    IN_PAGE="In the page, in the campaign's placement.",
    POPUP="Over the page.",
)
_publish(
    TriggerKind,
    "What makes the storefront show an eligible campaign.",
    IMMEDIATELY="As soon as the page has it.",
    DELAY="After `delaySeconds`.",
    SCROLL="When the visitor has scrolled through `scrollPercent` of the page.",
    EXIT_INTENT="When the visitor is about to leave.",
)
_publish(
    QuestionKind,
    "What a question asks for.",
    NPS="A score from 0 to 10: would you recommend us?",
    STARS="A score from 1 to 5.",
    SINGLE_CHOICE="One of the options.",
    MULTIPLE_CHOICE="Any of the options.",
    OPEN_TEXT="A text.",
)
_publish(
    InteractionKind,
    "What a visitor did with a campaign.",
    IMPRESSION="It came into the visitor's view.",
    CLICK="The visitor followed a link or a button of it.",
    CLOSE="The visitor closed it.",
)
_publish(
    SmartSegment,
    "The ten segments that Segue works out for every store.",
    ACTIVE_LOYALS="Order often, and did so lately.",
    BIG_SPENDERS="Spent most, in several orders of high value.",
    LOYALS_AT_RISK="Used to order often, and are overdue.",
    RICHIE_RICHES="The highest value per order.",
    BULK_SHOPPERS="The most units per order.",
    SLEEPING_OPPORTUNISTS="Ordered mostly at a discount, and are overdue.",
    CHURN_CANDIDATES="Ordered again, not often, and are overdue.",
    ONE_TIME_SHOPPERS="One order, not long ago.",
    WAITING_FIRST_ORDER="Known to the shop, without an order.",
    LOST_CUSTOMERS="Overdue for so long that they won't come back by themselves.",
)
_publish(
    EventKind,
    "What a visitor did, as behaviour conditions count it.",
    PAGE_VIEW="Looked at any page.",
    CATEGORY_VIEW="Looked at a list of products.",
    PRODUCT_VIEW="Looked at a product.",
    SEARCH="Searched.",
    BASKET_ADD="Put something into the basket.",
    BASKET_REMOVE="Took something out of the basket.",
    BASKET_CLEAR="Emptied the basket.",
    CHECKOUT_STEP="Reached a step of the checkout.",
    PURCHASE="Ordered.",
    ORDER_CANCELLATION="Had an order, or a part of it, taken back.",
    LOG_IN="Logged in.",
    REGISTRATION="Opened an account.",
    CUSTOM="Did something that the shop named itself; its name is the property `name`.",
    CAMPAIGN_IMPRESSION="Saw a campaign.",
    CAMPAIGN_CLICK="Clicked a campaign.",
    CAMPAIGN_CLOSE="Closed a campaign.",
    CAMPAIGN_CONVERSION="Signed up or answered in a campaign.",
)
_publish(
    Measure,
    "What is asked of the matching events. COUNT, SUM and DISTINCT are 0 when there are none, the others "
    "are missing.",
    COUNT="How many there were.",
    SUM="The sum of a property.",
    AVERAGE="The mean of a property.",
    DISTINCT="How many different values a property had.",
    FIRST_AT="When the first happened. A date.",
    LAST_AT="When the last happened. A date.",
    DAYS_SINCE_FIRST="Days since the first, with fractions.",
    DAYS_SINCE_LAST="Days since the last, with fractions.",
)
_publish(
    TimeUnit,
    "What a duration is given in.",
    MINUTES="60 seconds.",
    HOURS="60 minutes.",
    DAYS="24 hours, whatever the calendar says.",
)
_publish(
    Operator,
    "How a value is compared. On a missing value, or one of another kind, every operator answers false; "
    "those named NOT, NONE, MISSING or EMPTY are the exact complement of their twins, and answer true.",
    EQUAL="The same value.",
    NOT_EQUAL="Not EQUAL.",
    IN="One of several values.",
    NOT_IN="Not IN.",
    LESS="Below, or earlier.",
    LESS_OR_EQUAL="At most, or not later.",
    GREATER="Above, or later.",
    GREATER_OR_EQUAL="At least, or not earlier.",
    BETWEEN="From the first to the second of two values, both included.",
    NOT_BETWEEN="Not BETWEEN.",
    MODULO="Divided by the first of two numbers, leaves the second.",
    CONTAINS="The text has this, or one of these, within it.",
    NOT_CONTAINS="Not CONTAINS.",
    STARTS_WITH="The text begins so, or with one of these.",
    NOT_STARTS_WITH="Not STARTS_WITH.",
    ENDS_WITH="The text ends so, or with one of these.",
    NOT_ENDS_WITH="Not ENDS_WITH.",
    MATCHES_GLOB="The whole text fits a pattern: `*` is any text, `?` any one character.",
    NOT_MATCHES_GLOB="Not MATCHES_GLOB.",
    MATCHES_REGEX="A part of the text fits a regular expression in RE2's syntax.",
    NOT_MATCHES_REGEX="Not MATCHES_REGEX.",
    HAS_ANY="The list has at least one of these.",
    HAS_ALL="The list has all of these.",
    HAS_NONE="Not HAS_ANY.",
    LENGTH_EQUAL="So many characters, or items in the list.",
    LENGTH_AT_LEAST="At least so many characters or items.",
    LENGTH_AT_MOST="At most so many characters or items.",
    IS_DAY="On this day, in the store's time zone.",
    IS_NOT_DAY="Not IS_DAY.",
    ANNIVERSARY_WITHIN_DAYS="Its day and month come round within so many days, today included: birthdays.",
    VERSION_EQUAL="The same version, in the order of semantic versions.",
    VERSION_NOT_EQUAL="Not VERSION_EQUAL.",
    VERSION_LESS="An earlier version.",
    VERSION_LESS_OR_EQUAL="Not a later version.",
    VERSION_GREATER="A later version.",
    VERSION_GREATER_OR_EQUAL="Not an earlier version.",
    VERSION_IN_RANGE="Within a range such as `^1.2.0`, `~1.2` or `1.2.*`.",
    WITHIN_DISTANCE="In the circle.",
    NOT_WITHIN_DISTANCE="Not WITHIN_DISTANCE.",
    IN_NETWORK="Of one of these addresses or networks, such as `10.0.0.0/8`.",
    NOT_IN_NETWORK="Not IN_NETWORK.",
    EXISTS="Something is known.",
    MISSING="Nothing is known.",
    NOT_EMPTY="Something is known that isn't an empty text or an empty list.",
    EMPTY="Not NOT_EMPTY.",
)
_publish(
    Attribute,
    "What is known of a visitor.",
    AGE="Completed years, from the date of birth where that is known. A number.",
    GENDER="As the shop calls it. A text.",
    BIRTH_DATE="A date.",
    COUNTRY="As the shop writes it. A text.",
    REGION="A text.",
    CITY="A text.",
    LOCATION="Where the visitor lives. A place.",
    LANGUAGE="A text.",
    INTERESTS="A list of texts.",
    REGISTERED="Has an account. A flag.",
    EMAIL_SUBSCRIBER="May be written to by e-mail. A flag.",
    PUSH_SUBSCRIBER="May be sent push messages. A flag.",
    FIRST_SEEN="When the first event happened. A date.",
    LAST_SEEN="When the latest event happened. A date.",
    DAYS_SINCE_FIRST_SEEN="A number, with fractions.",
    DAYS_SINCE_LAST_SEEN="A number, with fractions.",
    SESSIONS="How many visits, by the session ids of its events. A number.",
)
_publish(
    ContextFact,
    "What the request says of the page, the device, the basket and the moment.",
    PAGE_TYPE="A `PageType`, as a text.",
    URL="The page's whole address. A text.",
    PATH="The path of the address. A text.",
    CATEGORY="The category that is looked at. A text.",
    PRODUCT_ID="The product that is looked at. A text.",
    REFERRER="The address the visitor came from. A text.",
    TRAFFIC_SOURCE="What brought the visitor, as the shop calls it. A text.",
    UTM_SOURCE="`utm_source` of the page's address. A text.",
    UTM_MEDIUM="`utm_medium` of the page's address. A text.",
    UTM_CAMPAIGN="`utm_campaign` of the page's address. A text.",
    DEVICE="A `Device`, as a text.",
    OS="The operating system. A text.",
    BROWSER="A text.",
    APP_VERSION="The version of the shop's app, such as `2.4.1`. A text.",
    LOCALE="The language of the page. A text.",
    CURRENCY="A text.",
    IP_ADDRESS="The visitor's IP address. An address.",
    IP_COUNTRY="The country of the IP address, as the storefront's network says it. A text.",
    LOCATION="Where the visitor is. A place.",
    BASKET_TOTAL="The value of the basket. A number.",
    BASKET_ITEMS="How many items the basket has. A number.",
    BASKET_PRODUCTS="The products in the basket, by id. A list of texts.",
    BASKET_CATEGORIES="The categories of what is in the basket. A list of texts.",
    BASKET_BRANDS="The brands of what is in the basket. A list of texts.",
    NOW="The moment of the evaluation. A date.",
    LOCAL_HOUR="The hour of the day in the store's time zone, 0 to 23. A number.",
    LOCAL_WEEKDAY="The day of the week in the store's time zone, such as `MONDAY`. A text.",
)
_publish(
    OrderStatistic,
    "A figure over a visitor's valid orders, after cancellations. A number, if nothing else is said.",
    COUNT="How many orders.",
    REVENUE="What they came to.",
    AVERAGE_VALUE="Revenue by order.",
    UNITS_PER_ORDER="Units by order.",
    DISCOUNTED_SHARE="Share of the orders that were discounted, from 0 to 1.",
    FIRST_AT="When the first was placed. A date.",
    LAST_AT="When the last was placed. A date.",
    DAYS_SINCE_FIRST="Days since the first order.",
    DAYS_SINCE_LAST="Days since the last order.",
    MEDIAN_GAP_DAYS="Median of the days between consecutive orders.",
    PRODUCTS="The products that were ordered, by id. A list of texts.",
    CATEGORIES="The categories of what was ordered. A list of texts.",
    BRANDS="The brands of what was ordered. A list of texts.",
)
_publish(
    SmartMetric,
    "A figure that sets a visitor's orders against those of the whole store. All are numbers, and "
    "missing without an order.",
    RECENCY_SCORE="1 to 5; 5 for the fifth that ordered last.",
    FREQUENCY_SCORE="1 to 5; 5 for the fifth with the most orders.",
    MONETARY_SCORE="1 to 5; 5 for the fifth that spent most.",
    RECENCY_PERCENTILE="Share of the store's buyers who ordered last before, in whole per cent, 0 to 99.",
    FREQUENCY_PERCENTILE="Share of the store's buyers with fewer orders, in whole per cent, 0 to 99.",
    MONETARY_PERCENTILE="Share of the store's buyers who spent less, in whole per cent, 0 to 99.",
    AVERAGE_VALUE_PERCENTILE="Share of buyers with a lower average order, in whole per cent, 0 to 99.",
    EXPECTED_GAP_DAYS="Days until the next order is due: the visitor's own median gap, or the store's.",
    GAP_RATIO="Days since the last order, by the expected gap.",
    P_ALIVE="Probability, 0 to 1, that the buyer will order again (MBG/NBD model).",
    PREDICTED_ORDERS="Orders expected in the store's `predictionDays` to come (MBG/NBD model).",
)
