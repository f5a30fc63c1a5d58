"""The reference of the ten smart segments: their rules, and the numbers in them."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from targeting.rule_writing import rule_to_json
from targeting.smart_segments import (
    PRIMARY_ORDER,
    SmartSegment,
    SmartSegmentSettings,
    smart_segment_rules,
)

_ENTRY: Final = re.compile(r"^ {4}([a-z_]+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def smart_segments_page() -> str:
    """Return the page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield (
        "# The ten smart segments: rules and numbers\n\n"
        "As the rules are with the default numbers. [How they came about](../explanation/segments.md) is "
        "another page. Where a visitor is in several, `primary` names the first of these: "
        f"{', '.join(f'`{segment.name}`' for segment in PRIMARY_ORDER)}.\n"
    )
    defaults = SmartSegmentSettings()
    rules = smart_segment_rules(defaults, has_discounts=True)
    undiscounted = smart_segment_rules(defaults, has_discounts=False)
    for segment in SmartSegment:
        yield f"## {segment.value}\n"
        yield from _rule(rules[segment])
        if rules[segment] != undiscounted[segment]:
            yield "In a shop that reports no discounts:\n"
            yield from _rule(undiscounted[segment])
    yield "## Numbers\n"
    yield (
        "`adjustSmartSegments` changes them, store by store; there they are called "
        "as in [`AdjustSmartSegmentsInput`](#admin-adjustsmartsegmentsinput).\n"
    )
    yield "| number | default | |\n|---|---:|---|"
    described = dict(_ENTRY.findall(inspect.cleandoc(SmartSegmentSettings.__doc__ or "")))
    for field in fields(SmartSegmentSettings):
        words = " ".join(described[field.name].split())
        yield f"| `{_camel_case(field.name)}` | {_written(field.default)} | {words} |"


def _rule(rule: object) -> Iterator[str]:
    yield f"```json\n{json.dumps(rule_to_json(rule), indent=2)}\n```\n"  # type: ignore[arg-type]


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _written(default: object) -> str:
    return (
        ", ".join(f"{each:g}" for each in default) if isinstance(default, tuple) else f"{default:g}"
    )
