"""What lies between a client and the server, with its troubles."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, final

import httpx2
from typing_extensions import override


@final
@dataclass(frozen=True, slots=True)
class Network:
    """A stretch of network: the address to ask, and the bodies that were passed on."""

    url: str
    passed_on: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def network_to(url: str, trouble: Callable[[int], HTTPStatus | None]) -> Iterator[Network]:
    """Yield a network that passes requests on, save those it has trouble with.

    `trouble` is given the request's number, may take its time, and returns the status to answer with.
    """
    numbers = itertools.count(1)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = trouble(next(numbers))
            if status is not None:
                self._answer(status, b"")
                return
            network.passed_on.append(json.loads(body))
            kept = ("Content-Type", "Authorization", "Accept")
            headers = {name: self.headers[name] for name in kept}
            answer = client.post(f"{url}{self.path}", content=body, headers=headers)
            self._answer(answer.status_code, answer.content)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *_: Any) -> None:
            """Say nothing."""

    with httpx2.Client() as client, ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        network = Network(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield network
        server.shutdown()
