"""`python -m benchmarks.http_server MODULE NAME URI DATABASE PORT`: one contender, served as Segue is."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from typing import Final

import uvicorn

NOW: Final = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
"""The made-up shop's present."""


def main(module: str, name: str, uri: str, database: str, port: str) -> None:
    """Serve until told to stop: one worker, with the loop and the parser that Segue is served with."""
    app = import_module(module).CONTENDERS[name](uri, database, lambda: NOW)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
