"""The command line, run in processes of its own as people run it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

import httpx2

ROOT: Final = Path(__file__).parent.parent
START_SECONDS: Final = 180


@final
@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs, and the keys of its shop."""

    url: str
    publishable_key: str
    secret_key: str


def _environment(changes: dict[str, str]) -> dict[str, str]:
    ours = ("MONGODB_URI", "PORT", "HOST")
    kept = {k: v for k, v in os.environ.items() if k not in ours and not k.startswith("SEGUE_")}
    return kept | {"NO_COLOR": "1", "COLUMNS": "120"} | changes


def try_cli(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, whichever that is."""
    return subprocess.run(
        [sys.executable, "-m", "api", *arguments],
        cwd=ROOT,
        env=_environment(environment),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def run_cli(*arguments: str, **environment: str) -> str:
    """Run a command that must succeed and return what it printed."""
    done = try_cli(*arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def running_cli(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block is left, then stop it as a supervisor would."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", *arguments],
        cwd=ROOT,
        env=_environment(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the address answers with 200."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, f"ended with {process.returncode}"
        assert time.monotonic() < deadline
        try:
            if httpx2.get(url).status_code == httpx2.codes.OK:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)


@contextmanager
def free_port() -> Iterator[int]:
    """Yield a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    yield port
