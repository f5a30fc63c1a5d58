"""Filters of documents put together, with those that find everything and nothing folded away."""

from __future__ import annotations

from typing import Final

from documents.connection import RawDocument

NO_DOCUMENT: Final[RawDocument] = {"$expr": False}
EVERY_DOCUMENT: Final[RawDocument] = {}

NOT_AN_ARRAY: Final[RawDocument] = {"$not": {"$type": "array"}}
"""To stand beside a test of a field: without it the query language looks into arrays."""


def negated(filter_: RawDocument) -> RawDocument:
    """Return the filter that finds exactly the other documents."""
    if filter_ == NO_DOCUMENT:
        return EVERY_DOCUMENT
    return NO_DOCUMENT if filter_ == EVERY_DOCUMENT else {"$nor": [filter_]}


def conjunction(filters: list[RawDocument]) -> RawDocument:
    """Return the filter of documents that pass all."""
    if NO_DOCUMENT in filters:
        return NO_DOCUMENT
    parts = [filter_ for filter_ in filters if filter_ != EVERY_DOCUMENT]
    if not parts:
        return EVERY_DOCUMENT
    return parts[0] if len(parts) == 1 else {"$and": parts}


def disjunction(filters: list[RawDocument]) -> RawDocument:
    """Return the filter of documents that pass at least one."""
    if EVERY_DOCUMENT in filters:
        return EVERY_DOCUMENT
    parts = [filter_ for filter_ in filters if filter_ != NO_DOCUMENT]
    if not parts:
        return NO_DOCUMENT
    return parts[0] if len(parts) == 1 else {"$or": parts}
