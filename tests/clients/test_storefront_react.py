"""The shop in React in a real browser, by its own tests."""

from __future__ import annotations

import pytest

from tests.clients.conftest import ARTEFACTS, EXAMPLES, DemoServer
from tests.command_line import free_port

SHOP = EXAMPLES / "storefront-react"


def test_what_is_generated_is_current_and_the_types_hold(demo: DemoServer) -> None:
    demo.run("npm", "run", "check", cwd=SHOP)


@pytest.mark.timeout(420)
def test_the_shop_in_react_passes_its_browser_tests(demo: DemoServer) -> None:
    with free_port() as port:
        demo.run(
            "npm",
            "test",
            cwd=SHOP,
            seconds=400,
            PORT=str(port),
            SEGUE_PICTURES=str(ARTEFACTS / "storefront-react"),
        )
