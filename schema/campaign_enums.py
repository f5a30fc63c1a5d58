"""The enums of campaigns, with a description for each value."""

from __future__ import annotations

from documents.banner_content import BarEdge
from documents.campaign_settings import (
    DisplaySize,
    Entrance,
    ExperimentGoal,
    ExperimentMode,
    TriggerKind,
    Weekday,
)
from documents.content_parts import (
    ButtonAction,
    CountdownEnd,
    Horizontal,
    TeaserMoment,
    Vertical,
)
from documents.coupon_offers import CouponReveal
from documents.survey_content import SurveyPresentation
from resolvers.audit import AuditTarget
from resolvers.interactions import InteractionKind
from schema.published_enums import publish
from targeting.campaigns import CampaignType, Device, GateCode, PageType
from targeting.forms import FieldKind
from targeting.page_conditions import TextMatch
from targeting.surveys import QuestionKind

publish(
    CampaignType,
    "What a campaign puts before the visitor.",
    POPUP_BANNER="A picture with a caption and buttons, over the page.",
    EMAIL_COLLECTION="A form for an e-mail address, with consent.",
    FORM_SURVEY="A form with questions.",
    NOTIFICATION_BAR="A line along an edge of the window.",
    HERO_BANNER="A large picture in a slot of the page.",
)
publish(
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
publish(
    Device,
    "What the visitor holds.",
    DESKTOP="A computer.",
    MOBILE="A telephone's browser.",
    TABLET="A tablet's browser.",
    ANDROID_APP="The shop's app on Android.",
    IOS_APP="The shop's app on iOS.",
)
publish(
    GateCode,
    "What a campaign must pass to be shown, in the order in which it is looked at.",
    STATUS="It is live.",
    WANTED="The storefront asks for its type and placement.",
    PAGE_TYPE="It is for the kind of page.",
    DEVICE="It is for the device.",
    SCHEDULE="It runs at the moment.",
    BUDGET="It hasn't used up its impressions, its conversions or its coupons.",
    FREQUENCY="The visitor hasn't been shown it too often, and hasn't done with it.",
    STORE_LIMITS="The visitor hasn't been shown too many campaigns of whatever kind.",
    PAGE="The page and the visit are such as it asks for.",
    AUDIENCE="The visitor is one of those whom it is for.",
    EXCLUSION_GROUP="No other campaign of its group comes first.",
    PLACEMENT="Of a default: no other campaign fills its placement.",
    HOLDOUT="The visitor isn't one of those whom the store shows no campaign.",
    CONTROL_GROUP="The visitor isn't one of those who aren't shown it, to compare with.",
)
publish(
    Vertical,
    "Where something stands from top to bottom.",
    TOP="At the top.",
    MIDDLE="In the middle.",
    BOTTOM="At the bottom.",
)
publish(
    Horizontal,
    "Where something stands from left to right.",
    LEFT="At the left.",
    CENTRE="In the centre.",
    RIGHT="At the right.",
)
publish(
    BarEdge,
    "The edge of the window that a notification bar stands at.",
    TOP="The upper edge.",
    BOTTOM="The lower edge.",
)
publish(
    SurveyPresentation,
    "Where a survey stands.",
    IN_PAGE="In the page, in the campaign's placement.",
    POPUP="Over the page.",
)
publish(
    TriggerKind,
    "What makes the storefront show an eligible campaign.",
    IMMEDIATELY="As soon as the page has it.",
    DELAY="After `delaySeconds`.",
    SCROLL="When the visitor has scrolled through `scrollPercent` of the page.",
    EXIT_INTENT="When the visitor is about to leave.",
    INACTIVITY="When the visitor has done nothing for `inactivitySeconds`.",
    ELEMENT_CLICK="When the visitor clicks on what `selector` selects.",
    CUSTOM_EVENT="When the storefront's own event `eventName` happens.",
    PAGE_COUNT="On the page of the visit that `pageCount` says, and after it.",
)
publish(
    QuestionKind,
    "What a question asks for.",
    NPS="A score from 0 to 10: would you recommend us?",
    STARS="A score from 1 to 5.",
    EMOJI="A score from 1 to 5, as faces.",
    CSAT="A score from 1 to 5: how satisfied are you?",
    CES="A score from 1 to 7: how easy was it?",
    SINGLE_CHOICE="One of the options.",
    MULTIPLE_CHOICE="Any of the options.",
    DROPDOWN="One of the options, in a list that opens.",
    MATRIX="One of the options for each row.",
    RANKING="All of the options, in an order.",
    OPEN_TEXT="A text.",
    EMAIL="An e-mail address.",
    PHONE="A telephone number.",
    DATE="A day.",
    CONSENT="A tick.",
    STATEMENT="Nothing: it only says something.",
)
publish(
    InteractionKind,
    "What a visitor did with a campaign.",
    IMPRESSION="It came into the visitor's view.",
    CLICK="The visitor followed a link or a button of it.",
    CLOSE="The visitor closed it.",
)
publish(
    ButtonAction,
    "What a button does.",
    OPEN_LINK="Opens its link.",
    CLOSE="Closes the campaign.",
    COPY_COUPON="Copies the visitor's coupon.",
    SUBMIT="Sends the form.",
    NEXT_STEP="Goes on to the next step.",
    deprecated=dict.fromkeys(
        ("SUBMIT", "NEXT_STEP"), "No button has it: forms have labels for buttons of their own."
    ),
)
publish(
    TeaserMoment,
    "When the small tab stands in for the campaign.",
    BEFORE="Until the campaign is first opened.",
    AFTER_CLOSE="After the campaign was closed.",
    ALWAYS="Both.",
)
publish(
    CountdownEnd,
    "What becomes of a campaign whose countdown is over.",
    HIDE="It is shown no more.",
    SHOW_TEXT="`overText` stands in the countdown's place.",
)
publish(
    Entrance,
    "How something comes into view.",
    NONE="At once.",
    FADE="It fades in.",
    SLIDE="It slides in from its edge.",
    ZOOM="It grows.",
)
publish(
    DisplaySize,
    "How much of the window something takes.",
    SMALL="About a quarter of its width.",
    MEDIUM="About half of its width.",
    LARGE="Most of it.",
    FULL="All of it.",
)
publish(
    Weekday,
    "A day of the week.",
    MONDAY="Monday.",
    TUESDAY="Tuesday.",
    WEDNESDAY="Wednesday.",
    THURSDAY="Thursday.",
    FRIDAY="Friday.",
    SATURDAY="Saturday.",
    SUNDAY="Sunday.",
)
publish(
    TextMatch,
    "How a text is compared; case doesn't matter in addresses.",
    EQUALS="It is this.",
    CONTAINS="It holds this.",
    STARTS_WITH="It begins with this.",
    ENDS_WITH="It ends with this.",
    GLOB="It matches this, where `*` stands for anything and `?` for one character.",
    REGEX="It matches this regular expression.",
)
publish(
    CouponReveal,
    "When the visitor learns its coupon.",
    ON_DISPLAY="With the display: `claimDisplays` returns it.",
    ON_CONVERSION="With the sign-up or the answers; until then a code is held for it.",
)
publish(
    ExperimentMode,
    "Who sets the shares of the variants.",
    FIXED="Their weights.",
    WINNER="Their weights, until one wins; then everybody gets that one.",
    BANDIT="Their outcomes: each gets the share that is the probability of its being the best.",
)
publish(
    ExperimentGoal,
    "What counts as a success of a variant.",
    CONVERSION="A sign-up or an answer.",
    CLICK="A click.",
)
publish(
    FieldKind,
    "What a field asks for.",
    FIRST_NAME="The first name; becomes the trait `firstName`.",
    LAST_NAME="The last name; becomes the trait `lastName`.",
    PHONE="A telephone number; becomes the trait `phone`.",
    BIRTH_DATE="The day of birth as `YYYY-MM-DD`; becomes the attribute BIRTH_DATE.",
    TEXT="A line of text.",
    CHOICE="One of the options.",
    CHECKBOX="A tick.",
)
publish(
    AuditTarget,
    "What an admin can change.",
    CAMPAIGN="A campaign, by its id.",
    SEGMENT="A rule-based segment, by its key.",
    SMART_SEGMENTS="The numbers of the smart segments.",
    STORE="The store.",
    COUPON_POOL="A pool of coupons, by its key.",
    SUPPRESSION="The suppression list.",
    TEST_TOKEN="A token for testers.",  # noqa: S106, no secret
    API_KEY="An API key, by its id.",
)
