"""One demo shop in a server process of its own, for the clients that speak to it over HTTP only."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import pytest

from tests.command_line import ROOT, free_port, run_cli, running_cli, wait_for

EXAMPLES: Final = ROOT / "client-examples"
ARTEFACTS: Final = ROOT / "tests" / "artefacts"
"""Where screenshots are kept; not committed."""


@final
@dataclass(frozen=True, slots=True)
class DemoServer:
    """A demo that runs.

    Attributes:
        url: its base, such as `http://127.0.0.1:8000`.
        home: holds `demo.json`; clients are given it as `SEGUE_HOME`.
        facts: what `demo.json` says: addresses, keys, and a visitor of each smart segment.
    """

    url: str
    home: Path
    facts: dict[str, Any]

    def run(self, *command: str, cwd: Path = ROOT, seconds: float = 110, **environment: str) -> str:
        """Run a client's command that must succeed against this demo, and return what it printed."""
        done = subprocess.run(
            command,
            cwd=cwd,
            env=os.environ | {"SEGUE_HOME": str(self.home), "SEGUE_URL": self.url} | environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def served_demo(home: Path) -> Iterator[DemoServer]:
    """Serve a demo of its own, loaded into `home`."""
    with (
        free_port() as port,
        running_cli("demo", SEGUE_HOME=str(home), PORT=str(port)) as process,
    ):
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health/ready", process)
        yield DemoServer(url, home, json.loads((home / "demo.json").read_text()))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with served_demo(tmp_path_factory.mktemp("demo")) as server:
        yield server


@pytest.fixture(scope="session")
def partner_shop(demo: DemoServer) -> dict[str, str]:
    """An empty shop beside the demo's, on the same server: where it is and its keys, as variables."""
    home = {"SEGUE_HOME": str(demo.home)}
    run_cli("stores", "create", "partner", "--name", "A partner's shop", **home)
    keys = {
        kind: re.findall(rf"{kind[0]}k_\S+", run_cli(*_NEW_KEY, "--kind", kind, **home))[0]
        for kind in ("publishable", "secret")
    }
    return {
        "SEGUE_URL": demo.url,
        "SEGUE_PUBLISHABLE_KEY": keys["publishable"],
        "SEGUE_SECRET_KEY": keys["secret"],
    }


_NEW_KEY: Final = ("keys", "create", "--store", "partner")
