"""Streams of behaviour in the form in which a visitor's document holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.connection import RawDocument
from targeting.behaviour import Earlier, Stream


def stream_to_raw(stream: Stream) -> RawDocument:
    """Return the stored form of a stream."""
    raw: RawDocument = {"at": list(stream.at_ms)}
    if stream.entries:
        raw["entries"] = [list(e) if isinstance(e, tuple) else e for e in stream.entries]
    if stream.sessions:
        raw["sessions"] = list(stream.sessions)
    if stream.earlier is not None:
        raw["earlier"] = {
            "until": stream.earlier.until_ms,
            "count": stream.earlier.count,
            "first": stream.earlier.first_ms,
            "amount": _within_64_bits(stream.earlier.amount),
        }
    return raw


def _within_64_bits(amount: int) -> int | str:
    """Return the amount, as a text where MongoDB has no whole number that large."""
    return amount if abs(amount) < 1 << 63 else str(amount)


def stream_from_raw(raw: Mapping[str, Any]) -> Stream:
    """Return the stream that a stored form holds; numbers lose the driver's own classes."""
    earlier = raw.get("earlier")
    return Stream(
        at_ms=tuple(raw["at"]),
        entries=tuple(map(_entry, raw.get("entries", ()))),
        sessions=tuple(raw.get("sessions", ())),
        earlier=earlier
        and Earlier(
            int(earlier["until"]),
            int(earlier["count"]),
            int(earlier["first"]),
            int(earlier["amount"]),
        ),
    )


def _entry(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    return tuple(value) if isinstance(value, list) else value
