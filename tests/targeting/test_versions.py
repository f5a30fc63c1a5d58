"""Ranges of versions at their very ends."""

from __future__ import annotations

import pytest

from targeting.versions import parse_version, parse_version_range


@pytest.mark.parametrize(
    ("range_", "version", "included"),
    [
        ("1.2.*", "1.2.0-alpha", True),
        ("1.2.*", "1.2.0", True),
        ("1.2.*", "1.3.0-alpha", False),
        ("1.2.*", "1.1.9", False),
        ("~1", "1.9.0", True),
        ("~1.2", "1.3.0", False),
        ("~1-beta.2", "1.9.0", True),
        ("~1-beta-2.3-4", "1.9.0", True),
        ("~1-beta.2", "1.0.0-beta.1", False),
        ("^0.2.3", "0.2.9", True),
        ("^0.2.3", "0.3.0", False),
        ("^1.2.3", "2.0.0-alpha", False),
    ],
)
def test_a_range_includes_a_version(
    range_: str,
    version: str,
    included: bool,  # noqa: FBT001
) -> None:
    wanted, key = parse_version_range(range_), parse_version(version)
    assert wanted is not None
    assert key is not None
    assert wanted.includes(key) is included


def test_the_end_of_a_range_lies_outside() -> None:
    wanted = parse_version_range("1.2.*")
    assert wanted is not None
    assert wanted.includes(wanted.low)
    assert not wanted.includes(wanted.high)
