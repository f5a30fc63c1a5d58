"""IP addresses in texts, as arrays that MongoDB can compare: the same texts as Python's `ipaddress`.

An array begins with the version, 4 or 6, and goes on with the bytes or with the 16-bit groups. Arrays are
ordered item by item, so the addresses of a network lie between its first and its last.
"""

from __future__ import annotations

import ipaddress
from typing import Any, Final

from documents.connection import RawDocument

_GROUPS: Final = 8
_HEXADECIMAL: Final = "0123456789abcdef"
_BYTE: Final = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_VERSION_4: Final = rf"^{_BYTE}\.{_BYTE}\.{_BYTE}\.{_BYTE}\z"
_TAIL_OF_VERSION_4: Final = rf"^(.*:){_BYTE}\.{_BYTE}\.{_BYTE}\.{_BYTE}\z"
_WITHOUT_SCOPE: Final = r"^([0-9A-Fa-f:.]+)(?:%[^%]+)?\z"


def in_networks_expression(text: str, networks: tuple[str, ...]) -> RawDocument:
    """Return whether a text is an address of one of the networks."""
    tests = []
    for network in networks:
        parsed = ipaddress.ip_network(network, strict=False)
        first, last = _as_array(parsed.network_address), _as_array(parsed.broadcast_address)
        tests.append({"$and": [{"$gte": ["$$address", first]}, {"$lte": ["$$address", last]}]})
    return _let({"address": address_expression(text)}, {"$or": tests})


def _as_array(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[int]:
    packed = address.packed
    if address.version == 4:  # noqa: PLR2004, the version
        return [4, *packed]
    return [6, *(int.from_bytes(packed[n : n + 2], "big") for n in range(0, len(packed), 2))]


def address_expression(text: str) -> RawDocument:
    """Return the array of the address that a text stands for, null when it doesn't stand for any."""
    bytes_ = [_capture("$$found", position) for position in range(4)]
    version_4 = [4, *({"$toInt": byte} for byte in bytes_)]
    return _let(
        {"found": _found(text, _VERSION_4)},
        {"$cond": [_is_known("$$found"), version_4, _version_6(text)]},
    )


def _version_6(text: str) -> RawDocument:
    return _let(
        {"unscoped": _found(text, _WITHOUT_SCOPE)},
        {
            "$cond": [
                _is_known("$$unscoped"),
                _unscoped_version_6(_capture("$$unscoped", 0)),
                None,
            ]
        },
    )


def _unscoped_version_6(text: RawDocument) -> RawDocument:
    """Return the array of an address whose end may be written as one of version 4."""
    tail = [{"$toInt": _capture("$$tail", position)} for position in range(1, 5)]
    written = {"$concat": [_capture("$$tail", 0), "0:0"]}
    last_two = [
        {"$add": [{"$multiply": [tail[0], 256]}, tail[1]]},
        {"$add": [{"$multiply": [tail[2], 256]}, tail[3]]},
    ]
    with_tail = _let(
        {"whole": _groups(written)},
        {
            "$cond": [
                _is_known("$$whole"),
                {"$concatArrays": [{"$slice": ["$$whole", _GROUPS - 1]}, last_two]},
                None,
            ]
        },
    )
    return _let(
        {"tail": _found(text, _TAIL_OF_VERSION_4)},
        {"$cond": [_is_known("$$tail"), with_tail, _groups(text)]},
    )


def _groups(text: RawDocument) -> RawDocument:
    """Return `[6, group, ...]` of an address in groups, one `::` of which may stand for zeros."""
    sides = {"$split": [text, "::"]}
    left, right = {"$arrayElemAt": ["$$sides", 0]}, {"$arrayElemAt": ["$$sides", 1]}
    written = {"$concatArrays": ["$$left", "$$right"]}
    missing = {"$subtract": [_GROUPS, {"$size": written}]}
    is_shortened = {"$eq": [{"$size": "$$sides"}, 2]}
    is_complete = {
        "$cond": [
            is_shortened,
            {"$gte": [missing, 1]},
            {"$and": [{"$eq": [{"$size": "$$sides"}, 1]}, {"$eq": [missing, 0]}]},
        ]
    }
    is_group = {"$regexMatch": {"input": "$$this", "regex": r"^[0-9A-Fa-f]{1,4}\z"}}
    are_groups = {"$allElementsTrue": {"$map": {"input": written, "in": is_group}}}
    zeros = {"$map": {"input": {"$range": [0, missing]}, "in": 0}}
    whole = {"$concatArrays": [[6], _numbers("$$left"), zeros, _numbers("$$right")]}
    return _let(
        {"sides": sides},
        _let(
            {"left": _split(left), "right": {"$cond": [is_shortened, _split(right), []]}},
            {"$cond": [{"$and": [is_complete, are_groups]}, whole, None]},
        ),
    )


def _split(side: RawDocument) -> RawDocument:
    return {"$cond": [{"$eq": [side, ""]}, [], {"$split": [side, ":"]}]}


def _numbers(groups: str) -> RawDocument:
    return {"$map": {"input": groups, "as": "group", "in": _number("$$group")}}


def _number(group: str) -> Any:
    """Return the number of up to four hexadecimal digits."""
    number: Any = 0
    for position in range(4):
        digit = {"$substrBytes": [{"$toLower": group}, position, 1]}
        value = {"$indexOfBytes": [_HEXADECIMAL, digit]}
        longer = {"$add": [{"$multiply": [number, 16]}, value]}
        number = {"$cond": [{"$gt": [{"$strLenBytes": group}, position]}, longer, number]}
    return number


def _found(text: Any, pattern: str) -> RawDocument:
    return {"$regexFind": {"input": text, "regex": pattern}}


def _capture(found: str, position: int) -> RawDocument:
    return {"$arrayElemAt": [f"{found}.captures", position]}


def _is_known(value: str) -> RawDocument:
    return {"$ne": [value, None]}


def _let(variables: RawDocument, value: Any) -> RawDocument:
    return {"$let": {"vars": variables, "in": value}}
