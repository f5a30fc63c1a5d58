"""What the demo shop has beside its real orders: segments, campaigns and a few sample visitors.

The orders are real (see `demo_data/SOURCE.md`). Names and texts of campaigns are made up, and the
sample visitors, whose ids start with `sample-`, are too: no public data set has such attributes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from resolvers.tracking import TrackedEvent
from targeting.behaviour import EventKind
from targeting.campaigns import CampaignType

STORE_ID: Final = "demo"
STORE_NAME: Final = "Gift shop (demo: real orders of 2010-2011)"
CURRENCY: Final = "GBP"
TIME_ZONE: Final = "Europe/London"
DATA_END: Final = datetime.fromisoformat("2011-12-10T00:00:00+00:00")
"""The day after the last order; the demo's clock starts here."""

SEGMENTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "key": "uk-customers",
        "name": "Customers in the United Kingdom",
        "description": "Demo segment on an attribute.",
        "rule": {
            "attribute": {
                "name": "COUNTRY",
                "operator": "EQUAL",
                "value": {"text": "United Kingdom"},
            }
        },
    },
    {
        "key": "window-shoppers",
        "name": "Look, but haven't bought this week",
        "description": "Demo segment on browsing: three product views in a week, and no order.",
        "rule": {
            "all": [
                {
                    "behaviour": {
                        "event": "PRODUCT_VIEW",
                        "window": {"last": {"amount": 7, "unit": "DAYS"}},
                        "operator": "GREATER_OR_EQUAL",
                        "value": {"number": 3},
                    }
                },
                {
                    "behaviour": {
                        "event": "PURCHASE",
                        "window": {"last": {"amount": 7, "unit": "DAYS"}},
                        "operator": "EQUAL",
                        "value": {"number": 0},
                    }
                },
            ]
        },
    },
    {
        "key": "young-home-makers",
        "name": "18 to 35, interested in home",
        "description": "Demo segment on age and interests; only sample visitors have them.",
        "rule": {
            "all": [
                {
                    "attribute": {
                        "name": "AGE",
                        "operator": "BETWEEN",
                        "value": {"numbers": [18, 35]},
                    }
                },
                {
                    "attribute": {
                        "name": "INTERESTS",
                        "operator": "HAS_ANY",
                        "value": {"texts": ["home", "kitchen"]},
                    }
                },
            ]
        },
    },
)

_COLOURS: Final = {"text": "#1f2933", "background": "#fff8e7"}

CAMPAIGNS: Final[tuple[tuple[str, CampaignType, dict[str, Any]], ...]] = (
    (
        "Demo: thanks to loyal customers",
        CampaignType.HERO_BANNER,
        {
            "placement": "home-hero",
            "priority": 50,
            "page_types": ["HOME"],
            "audience": {
                "any": [{"segment": {"key": "active-loyals"}}, {"segment": {"key": "big-spenders"}}]
            },
            "variants": [
                {
                    "translations": [
                        {
                            "locale": "en",
                            "content": {
                                "type": "HERO_BANNER",
                                "heading": "New for our regulars",
                                "text": "See the spring collection a week before everybody else.",
                                "desktop_image": {
                                    "url": "/shop/images/spring-wide.svg",
                                    "alternative_text": "A table laid for tea in a garden",
                                    "width": 1600,
                                    "height": 600,
                                },
                                "mobile_image": {
                                    "url": "/shop/images/spring-narrow.svg",
                                    "alternative_text": "A table laid for tea in a garden",
                                    "width": 800,
                                    "height": 800,
                                },
                                "buttons": [
                                    {"label": "Have a look", "link": {"url": "/shop/spring"}}
                                ],
                            },
                        },
                        {
                            "locale": "tr",
                            "content": {
                                "type": "HERO_BANNER",
                                "heading": "Müdavimlerimize özel yenilikler",
                                "text": "Bahar koleksiyonunu herkesten bir hafta önce görün.",
                                "desktop_image": {
                                    "url": "/shop/images/spring-wide.svg",
                                    "alternative_text": "Bahçede çay için kurulmuş bir masa",
                                },
                                "buttons": [{"label": "Göz at", "link": {"url": "/shop/spring"}}],
                            },
                        },
                    ]
                }
            ],
        },
    ),
    (
        "Demo: win back who is overdue",
        CampaignType.POPUP_BANNER,
        {
            "priority": 40,
            "audience": {
                "any": [
                    {"segment": {"key": "loyals-at-risk"}},
                    {"segment": {"key": "churn-candidates"}},
                ]
            },
            "display": {
                "triggers": [{"kind": "EXIT_INTENT"}],
                "device_triggers": [
                    {"device": "MOBILE", "triggers": [{"kind": "DELAY", "delay_seconds": 20}]}
                ],
            },
            "frequency": {"maximum_impressions": 3, "minimum_gap_seconds": 86_400},
            "variants": [
                {
                    "key": key,
                    "translations": [
                        {
                            "locale": "en",
                            "content": {
                                "type": "POPUP_BANNER",
                                "title": title,
                                "text": "Ten per cent off your next order, until Sunday.",
                                "image": {
                                    "url": "/shop/images/parcel.svg",
                                    "alternative_text": "A parcel with a ribbon",
                                },
                                "buttons": [
                                    {"label": "Use it now", "link": {"url": "/shop/welcome-back"}}
                                ],
                                "colours": _COLOURS,
                            },
                        }
                    ],
                }
                for key, title in (("A", "We miss you"), ("B", "It has been a while"))
            ],
        },
    ),
    (
        "Demo: newsletter for newcomers",
        CampaignType.EMAIL_COLLECTION,
        {
            "priority": 30,
            "audience": {
                "all": [
                    {"orders": {"name": "COUNT", "operator": "EQUAL", "value": {"number": 0}}},
                    {
                        "attribute": {
                            "name": "EMAIL_SUBSCRIBER",
                            "operator": "EQUAL",
                            "value": {"flag": False},
                        }
                    },
                ]
            },
            "display": {"triggers": [{"kind": "DELAY", "delay_seconds": 8}]},
            "variants": [
                {
                    "translations": [
                        {
                            "locale": "en",
                            "content": {
                                "type": "EMAIL_COLLECTION",
                                "title": "A letter a month",
                                "description": "New things first, and five pounds off the first order.",
                                "input_placeholder": "Your e-mail address",
                                "submit_label": "Sign up",
                                "consent": {
                                    "text": "I want the monthly letter and know that I can leave it "
                                    "at any time.",
                                    "url": "/shop/privacy",
                                },
                                "thank_you": {
                                    "text": "Thank you! The voucher is on its way.",
                                    "closes_after_seconds": 6,
                                },
                                "colours": _COLOURS,
                            },
                        }
                    ]
                }
            ],
        },
    ),
    (
        "Demo: how was it?",
        CampaignType.FORM_SURVEY,
        {
            "priority": 20,
            "page_types": ["HOME"],
            "display": {"triggers": [{"kind": "DELAY", "delay_seconds": 3}]},
            "frequency": {"close_cool_down_seconds": 86_400},
            "audience": {
                "orders": {
                    "name": "DAYS_SINCE_LAST",
                    "operator": "LESS_OR_EQUAL",
                    "value": {"number": 14},
                }
            },
            "variants": [
                {
                    "translations": [
                        {
                            "locale": "en",
                            "content": {
                                "type": "FORM_SURVEY",
                                "title": "How was your last order?",
                                "questions": [
                                    {
                                        "key": "recommend",
                                        "kind": "NPS",
                                        "text": "Would you recommend us to a friend?",
                                        "is_required": True,
                                    },
                                    {
                                        "key": "reason",
                                        "kind": "MULTIPLE_CHOICE",
                                        "text": "What did you like?",
                                        "options": [
                                            {"key": "choice", "label": "The choice"},
                                            {"key": "price", "label": "The price"},
                                            {"key": "delivery", "label": "The delivery"},
                                        ],
                                    },
                                    {
                                        "key": "wish",
                                        "kind": "OPEN_TEXT",
                                        "text": "What should we do better?",
                                        "maximum_length": 500,
                                    },
                                ],
                                "submit_label": "Send",
                                "thank_you": {"text": "Thank you, we read every answer."},
                            },
                        }
                    ]
                }
            ],
        },
    ),
    (
        "Demo: free delivery for who is looking around",
        CampaignType.NOTIFICATION_BAR,
        {
            "priority": 10,
            "audience": {"segment": {"key": "window-shoppers"}},
            "frequency": {"stop_after_close": True},
            "variants": [
                {
                    "translations": [
                        {
                            "locale": "en",
                            "content": {
                                "type": "NOTIFICATION_BAR",
                                "messages": [
                                    {
                                        "text": "Free delivery today on orders over £30",
                                        "link": {"url": "/shop/delivery"},
                                    },
                                    {"text": "Ordered by noon, there tomorrow"},
                                ],
                                "is_sticky": True,
                                "colours": {"text": "#ffffff", "background": "#14532d"},
                            },
                        }
                    ]
                }
            ],
        },
    ),
)

_SAMPLES: Final = (
    ("sample-ada", "female", 29, "London", ["home", "garden"]),
    ("sample-burak", "male", 34, "İstanbul", ["kitchen"]),
    ("sample-chloe", "female", 52, "Lyon", ["garden"]),
    ("sample-deniz", "female", 19, "Ankara", ["home", "toys"]),
    ("sample-emre", "male", 41, "İzmir", ["toys"]),
    ("sample-freya", "female", 24, "Leeds", ["paper", "kitchen"]),
)
SAMPLE_VISITORS: Final = frozenset(visitor_id for visitor_id, *_ in _SAMPLES)
"""Registered, and without an order."""


def sample_events() -> dict[str, list[TrackedEvent]]:
    """Return what the sample visitors did, by visitor: they registered in the last week."""
    return {
        visitor_id: [
            TrackedEvent(
                event_id=f"{visitor_id}-registration",
                kind=EventKind.REGISTRATION,
                field_name="registration",
                occurred_at=DATA_END - timedelta(days=1 + position),
                declared={"GENDER": gender, "AGE": age, "CITY": city, "INTERESTS": interests},
                traits={"sample": True},
            )
        ]
        for position, (visitor_id, gender, age, city, interests) in enumerate(_SAMPLES)
    }
