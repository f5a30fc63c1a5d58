"""Where Segue is, and the two keys."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from segue_admin import Client as AdminClient
from segue_storefront import Client as StorefrontClient

TIMEOUT_SECONDS: Final = 30
"""Given with each call, as the generated clients give no other place for it."""

_VARIABLES: Final = ("SEGUE_URL", "SEGUE_PUBLISHABLE_KEY", "SEGUE_SECRET_KEY")
_DEMO_HOME: Final = Path(__file__).parents[3] / ".segue"


@dataclass(frozen=True, slots=True)
class Connection:
    """The server's address, and the keys of one store."""

    url: str
    publishable_key: str
    secret_key: str

    def storefront(self) -> StorefrontClient:
        """Return an asynchronous client of the storefront API, for `async with`."""
        return StorefrontClient(f"{self.url}/graphql", _headers(self.publishable_key))

    def admin(self) -> AdminClient:
        """Return a synchronous client of the admin API, for `with`."""
        return AdminClient(f"{self.url}/admin/graphql", _headers(self.secret_key))


def connection_from_environment() -> Connection:
    """Return what the environment says, else where `make demo` is.

    Raises:
        SystemExit: there is neither.
    """
    url, publishable_key, secret_key = (os.environ.get(name, "") for name in _VARIABLES)
    if url and publishable_key and secret_key:
        return Connection(url.rstrip("/"), publishable_key, secret_key)
    facts_path = Path(os.environ.get("SEGUE_HOME", _DEMO_HOME)) / "demo.json"
    if not facts_path.exists():
        raise SystemExit(f"Set {', '.join(_VARIABLES)}, or run `make demo` first.")
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    return Connection(
        facts["storefront_url"].removesuffix("/graphql"),
        facts["publishable_key"],
        facts["secret_key"],
    )


def _headers(key: str) -> dict[str, str]:
    # With this media type a request that can't be answered has a status that says so.
    return {
        "Authorization": f"Bearer {key}",
        "Accept": "application/graphql-response+json",
    }
