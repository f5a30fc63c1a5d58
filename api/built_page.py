"""A page that npm has built, with facts filled in for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from starlette.responses import HTMLResponse

_NOT_BUILT: Final = """<!doctype html><html lang="en"><title>{title} isn't built</title>
<p>{title} isn't built yet. Run <code>make {target}</code> and reload.</p></html>"""


@final
@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One page of a built frontend.

    Attributes:
        dist: the folder that it is built into.
        title: what it is called where it isn't built.
        target: of the Makefile, which builds it.
        facts: what the page finds in its element with the id `segue-<target>`.
        content_security_policy: what the page may load.
    """

    dist: Path
    title: str
    target: str
    facts: dict[str, Any]
    content_security_policy: str

    def response(self) -> HTMLResponse:
        """Return the page as it is built now."""
        headers = {
            "cache-control": "no-store",
            "content-security-policy": self.content_security_policy,
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }
        return HTMLResponse(self._html, headers=headers)

    @property
    def _html(self) -> str:
        index = self.dist / "index.html"
        if not index.exists():
            return _NOT_BUILT.format(title=self.title, target=self.target)
        # `<` is written as an escape, so that nothing in the facts can end the script element.
        written = json.dumps(self.facts).replace("<", "\\u003c")
        element = f'<script type="application/json" id="segue-{self.target}">{{}}</script>'
        return index.read_text(encoding="utf-8").replace(element, element.replace("{}", written))
