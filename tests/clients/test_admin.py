"""The admin UI in a real browser, by its own tests."""

from __future__ import annotations

import pytest

from tests.clients.conftest import ARTEFACTS, EXAMPLES, DemoServer


@pytest.mark.timeout(420)
def test_the_admin_ui_passes_its_browser_tests(demo: DemoServer) -> None:
    demo.run(
        "npm",
        "test",
        cwd=EXAMPLES / "admin",
        seconds=400,
        SEGUE_PICTURES=str(ARTEFACTS / "admin"),
    )
