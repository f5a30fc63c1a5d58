"""The shop and its client module in a real browser, by their own tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients.conftest import ARTEFACTS, EXAMPLES, DemoServer

SHOP = EXAMPLES / "storefront"
GENERATED = (SHOP / "src/segue/generated/graphql.ts", SHOP / "persisted-documents.json")


def _texts(paths: tuple[Path, ...]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.timeout(400)
def test_the_shop_passes_its_browser_tests(demo: DemoServer) -> None:
    pictures = ARTEFACTS / "storefront"
    printed = demo.run("npm", "test", cwd=SHOP, seconds=300, SEGUE_PICTURES=str(pictures))
    assert "passed" in printed
    assert {"popup-phone.png", "survey-thanks-desktop.png"} <= {
        each.name for each in pictures.iterdir()
    }


def test_what_is_generated_from_the_schema_is_what_is_committed(demo: DemoServer) -> None:
    committed = _texts(GENERATED)
    demo.run("npm", "run", "generate", cwd=SHOP)
    assert _texts(GENERATED) == committed, "Commit what `npm run generate` has just written."
