"""Takes the manual's pictures of the shop and of the admin UI; `make docs-pictures` runs it, no other test does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from tests.clients.conftest import DemoServer
from tests.command_line import ROOT

WINDOW: Final = ["window", 1200, 760]
SIGN_IN: Final = [
    ["open", "/admin/"],
    ["type", "input >> nth=1", "Deniz"],
    ["click", "button:has-text('Sign in')"],
    ["see", "Smart segments"],
    ["quiet"],
]
PICTURES: Final[dict[str, list[list[Any]]]] = {
    "shop": [["open", "/shop/kitchen"], ["see", "A letter a month"], ["quiet"]],
    "admin-campaigns": [*SIGN_IN, ["open", "/admin/campaigns"], ["see", "newsletter"], ["quiet"]],
    "admin-campaign": [
        *SIGN_IN,
        ["open", "/admin/campaigns"],
        ["click", "text=newsletter for newcomers"],
        ["see", "A letter a month"],
        ["quiet"],
    ],
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, demo: DemoServer, tmp_path: Path) -> None:
    steps = [WINDOW, *PICTURES[name], ["picture", name]]
    addressed = json.dumps(steps).replace('["open", "/', f'["open", "{demo.url}/')
    script = str(ROOT / "tests" / "browser" / "docs_page.mjs")
    browse = ["/usr/bin/env", "node", script, str(tmp_path)]
    subprocess.run(browse, input=addressed, text=True, check=True, timeout=60)
