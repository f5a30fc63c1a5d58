"""Rules written as JSON, word for word; that every rule can be read back is tested beside the parser."""

from __future__ import annotations

from typing import Any

import pytest

from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json


@pytest.mark.parametrize(
    "window",
    [
        {"thisSession": True},
        {"last": {"amount": 30, "unit": "MINUTES"}},
        {"between": {"from": "2026-03-01T00:00:00+00:00", "to": "2026-04-01T00:00:00+00:00"}},
        {"between": {"to": "2026-04-01T00:00:00+00:00"}},
    ],
    ids=str,
)
def test_windows_are_written_as_they_were_given(window: dict[str, Any]) -> None:
    source = {
        "behaviour": {
            "event": "PRODUCT_VIEW",
            "window": window,
            "operator": "GREATER",
            "value": {"number": 2},
        }
    }
    assert rule_to_json(parse_rule(source))["behaviour"]["window"] == window
