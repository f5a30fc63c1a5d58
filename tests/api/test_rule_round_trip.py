"""A rule read back over GraphQL is the rule written, and can be written again as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from tests.graphql_client import Clients

_CASES: Final = Path(__file__).parents[1] / "targeting" / "cases" / "rules.json"


def golden_rules() -> list[dict[str, Any]]:
    """One rule of the golden cases for each kind of leaf and operator; none that names a segment."""
    by_shape: dict[Any, dict[str, Any]] = {}
    for case in json.loads(_CASES.read_text())["cases"]:
        text = json.dumps(case["rule"])
        if '"segment"' not in text:
            ((kind, leaf),) = case["rule"].items()
            operator = leaf.get("operator") if isinstance(leaf, dict) else None
            by_shape.setdefault((kind, operator), case["rule"])
    return list(by_shape.values())


async def test_rules_come_back_as_they_were(clients: Clients) -> None:
    created = await clients.admin.do(
        "createSegment",
        "CreateSegmentInput",
        "... on SegmentChanged { segment { revision } }",
        key="round-trip",
        name="Round trip",
        rule={"all": []},
    )
    revision = created["segment"]["revision"]
    for source in golden_rules():
        written = await _write(clients, source, revision)
        assert parse_rule(written["draftRule"]) == parse_rule(source)
        assert written["draftRule"] == rule_to_json(parse_rule(source))
        again = await _write(clients, written["draftRule"], written["revision"])
        assert again["draftRule"] == written["draftRule"]
        revision = again["revision"]


async def _write(clients: Clients, rule: dict[str, Any], revision: int) -> dict[str, Any]:
    changed = await clients.admin.do(
        "updateSegment",
        "UpdateSegmentInput",
        "... on SegmentChanged { segment { revision draftRule } } ... on UserError { message }",
        key="round-trip",
        revision=revision,
        rule=rule,
    )
    assert changed["__typename"] == "SegmentChanged", (rule, changed)
    segment: dict[str, Any] = changed["segment"]
    return segment
