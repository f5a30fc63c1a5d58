"""The examples with curl."""

from __future__ import annotations

from tests.clients.conftest import EXAMPLES, DemoServer


def test_a_visitors_day(demo: DemoServer) -> None:
    printed = demo.run(str(EXAMPLES / "curl" / "visitor-day.sh"))
    assert "5. The newsletter isn't offered again" in printed
