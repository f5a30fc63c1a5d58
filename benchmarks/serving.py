"""Contenders as processes of their own, and what each has used of the machine. Linux only."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from httpx2 import AsyncClient, HTTPError

_TICKS_PER_SECOND: Final = os.sysconf("SC_CLK_TCK")
_POLL_SECONDS: Final = 0.02
_PATIENCE_SECONDS: Final = 60.0


@final
@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers.

    Attributes:
        pid: of its only worker.
    """

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def processor_seconds(self) -> float:
        """Return how much of the processor it has used so far, all its threads together."""
        fields = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / _TICKS_PER_SECOND

    def resident_bytes(self) -> int:
        """Return how much memory it has, with all of what it shares with others."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(resident.split()[1]) * 1_024


@asynccontextmanager
async def served_contender(
    module: str, name: str, uri: str, database: str
) -> AsyncIterator[Served]:
    """Serve `CONTENDERS[name]` of a module of benchmarks, as Segue is served, once it answers."""
    port = free_port()
    arguments = ("-m", "benchmarks.http_server", module, name, uri, database, str(port))
    async with served(arguments, port) as server:
        yield server


@asynccontextmanager
async def served_worker(uri: str, database: str) -> AsyncIterator[Served]:
    """Serve Segue itself by `python -m api serve`, once it answers."""
    port = free_port()
    settings = {"MONGODB_URI": uri, "SEGUE_DATABASE": database, "PORT": str(port)}
    async with served(("-m", "api", "serve"), port, settings) as server:
        yield server


@asynccontextmanager
async def served(
    arguments: Sequence[str], port: int, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Served]:
    """Run this Python with these arguments, as a server that answers on the port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, "PYTHONHASHSEED": "0", **(environment or {})},
    )
    try:
        await _ready(process, port)
        yield Served(port, process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


async def _ready(process: asyncio.subprocess.Process, port: int) -> None:
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as http:
        for _ in range(int(_PATIENCE_SECONDS / _POLL_SECONDS)):
            if process.returncode is not None:
                break
            try:
                await http.get("/graphql", headers={"accept": "application/json"})
            except HTTPError:
                await asyncio.sleep(_POLL_SECONDS)
            else:
                return
    raise SystemExit(f"Nothing answers on port {port}.")
