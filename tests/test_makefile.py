"""What a newcomer types first, on a machine where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.command_line import ROOT


def test_without_a_network_installing_ends_with_what_to_do(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}
    done = subprocess.run(
        ["make", "python"],  # noqa: S607, the one on the PATH
        cwd=tmp_path,
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "A first run needs the network" in done.stderr
    assert "run make again" in done.stderr
    assert not (tmp_path / ".venv" / "synced").exists()
