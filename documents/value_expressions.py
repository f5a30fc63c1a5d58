"""What the query language has no words for, as aggregation expressions; the same arithmetic as Python's."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

from documents.connection import RawDocument
from targeting.operators import days_to_anniversary
from targeting.places import EARTH_RADIUS_KM
from targeting.values import Point, TimeUnit
from targeting.versions import NUMERIC_IDENTIFIER_PATTERN, VERSION_PATTERN

_A_LEAP_YEAR: Final = 2000
_MONTH: Final = 100
"""A day of the year is written as its month times this, plus its day."""


def remainder_expression(value: Any, divisor: float) -> RawDocument:
    """Return the remainder of a division by a positive number, which is never below 0, as in Python."""
    remainder = {"$mod": [value, divisor]}
    raised = {"$add": ["$$remainder", divisor]}
    return {
        "$let": {
            "vars": {"remainder": remainder},
            "in": {"$cond": [{"$lt": ["$$remainder", 0]}, raised, "$$remainder"]},
        }
    }


def days_between_expression(earlier: Any, later: Any) -> RawDocument:
    """Return the days from one date to another, with fractions; null where one is missing."""
    return {"$divide": [{"$subtract": [later, earlier]}, TimeUnit.DAYS.value]}


def texts_expression(items: str) -> RawDocument:
    """Return those items of a list that are texts: rules see no others."""
    return {"$filter": {"input": items, "cond": {"$eq": [{"$type": "$$this"}, "string"]}}}


def length_expression(value: str) -> RawDocument:
    """Return the characters of a text or the texts in a list, -1 for anything else."""
    return {
        "$switch": {
            "branches": [
                {"case": {"$isArray": value}, "then": {"$size": texts_expression(value)}},
                {"case": {"$eq": [{"$type": value}, "string"]}, "then": {"$strLenCP": value}},
            ],
            "default": -1,
        }
    }


def age_expression(birth_date: str, today: date) -> RawDocument:
    """Return the completed years of life of a date of birth, which is read in UTC."""
    years = {"$subtract": [today.year, {"$year": birth_date}]}
    comes_later = {"$gt": [_day_of_year(birth_date), today.month * _MONTH + today.day]}
    return {"$subtract": [years, {"$cond": [comes_later, 1, 0]}]}


def anniversary_expression(day: str, today: date, within_days: float) -> RawDocument:
    """Return whether a date's anniversary comes within so many days."""
    leap_year = date(_A_LEAP_YEAR, 1, 1).toordinal()
    days = [date.fromordinal(leap_year + n) for n in range(366)]
    near = [
        each.month * _MONTH + each.day
        for each in days
        if days_to_anniversary(each, today) <= within_days
    ]
    return {"$in": [_day_of_year(day), near]}


def _day_of_year(day: str) -> RawDocument:
    return {"$add": [{"$multiply": [{"$month": day}, _MONTH]}, {"$dayOfMonth": day}]}


def version_expression(text: str) -> RawDocument:
    """Return a version's key as nested arrays, which MongoDB orders as Python does; null for none."""

    def number(position: int) -> RawDocument:
        capture = {"$arrayElemAt": ["$$found.captures", position]}
        return {"$toLong": {"$ifNull": [capture, "0"]}}

    pre_release = {"$arrayElemAt": ["$$found.captures", 3]}
    is_numeric = {"$regexMatch": {"input": "$$part", "regex": NUMERIC_IDENTIFIER_PATTERN}}
    identifier = {"$cond": [is_numeric, [0, {"$toLong": "$$part"}, ""], [1, 0, "$$part"]]}
    parts = {"$map": {"input": {"$split": [pre_release, "."]}, "as": "part", "in": identifier}}
    numbers = [number(0), number(1), number(2)]
    is_release = {"$eq": [{"$ifNull": [pre_release, None]}, None]}
    key = {"$cond": [is_release, [*numbers, 1, []], [*numbers, 0, parts]]}
    found = {"$regexFind": {"input": text, "regex": VERSION_PATTERN}}
    return {
        "$let": {
            "vars": {"found": found},
            "in": {"$cond": [{"$eq": ["$$found", None]}, None, key]},
        }
    }


def distance_expression(place: str, centre: Point) -> RawDocument:
    """Return the distance in kilometres, infinite for what is no place; see `targeting.places`."""
    latitude, longitude = f"{place}.latitude", f"{place}.longitude"
    centre_latitude = math.radians(centre.latitude)
    other_latitude = {"$degreesToRadians": latitude}
    half_latitudes = {"$divide": [{"$subtract": [other_latitude, centre_latitude]}, 2]}
    across = {"$degreesToRadians": {"$subtract": [longitude, centre.longitude]}}
    chord = {
        "$add": [
            _squared({"$sin": half_latitudes}),
            {
                "$multiply": [
                    math.cos(centre_latitude),
                    {"$cos": other_latitude},
                    _squared({"$sin": {"$divide": [across, 2]}}),
                ]
            },
        ]
    }
    distance = {"$multiply": [2 * EARTH_RADIUS_KM, {"$asin": {"$min": [1.0, {"$sqrt": chord}]}}]}
    is_place = {"$and": [{"$isNumber": latitude}, {"$isNumber": longitude}]}
    return {"$cond": [is_place, distance, math.inf]}


def _squared(value: RawDocument) -> RawDocument:
    return {"$pow": [value, 2]}
