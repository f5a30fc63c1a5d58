"""The page of client examples, from what their READMEs begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_BEGINNING: Final = re.compile(r"# (?P<title>.+)\n(?P<text>(?:.*\n)*?)(?=## |```|\Z)")
_LINK_WITHIN_THE_FOLDER: Final = re.compile(r"\[([^]]+)\]\((?!https?:)[^)]+\)")


def examples_page(folder: Path) -> str:
    """Return the page."""
    return "\n".join(_page(folder))


def _page(folder: Path) -> Iterator[str]:
    yield "# Client examples\n"
    yield (
        "Clients to start from and to copy. They speak to Segue over HTTP alone, each has its own tests, "
        "and `make test` runs those against the real server.\n"
    )
    for readme in sorted(folder.glob("*/README.md")):
        beginning = _BEGINNING.match(readme.read_text(encoding="utf-8"))
        if beginning:
            yield f"## {beginning['title']}\n"
            yield f"In `client-examples/{readme.parent.name}/`.\n"
            text = _LINK_WITHIN_THE_FOLDER.sub(r"\1", beginning["text"])
            *paragraphs, last = text.strip().split("\n\n")
            yield "\n\n".join([*paragraphs, last] if not last.endswith(":") else paragraphs) + "\n"
