"""Reading the built site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, final
from urllib.parse import unquote, urlsplit

from typing_extensions import override

_REFERENCES: Final = {"a": "href", "link": "href", "img": "src", "script": "src"}


@final
@dataclass(slots=True)
class SitePage:
    """What a page has that others may point at, and what it points at itself."""

    ids: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


@final
class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = SitePage()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.page.ids |= {value for key in ("id", "name") if (value := given.get(key))}
        target = given.get(_REFERENCES.get(tag, ""))
        if target:
            self.page.targets.add(target)


def read_site(folder: Path) -> dict[Path, SitePage]:
    """Return the pages of a site by their files."""
    return {path: _read(path) for path in sorted(folder.rglob("*.html"))}


def dead_links(pages: dict[Path, SitePage]) -> Iterator[str]:
    """Yield each reference within the site that leads nowhere."""
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = unquote(parts.fragment)
            if not file.exists() or (
                fragment and file in pages and fragment not in pages[file].ids
            ):
                yield f"{path.name}: {target}"


def loaded_from_elsewhere(pages: dict[Path, SitePage]) -> set[str]:
    """Return what pages would need another server for, links that a reader may follow aside."""
    return {
        target
        for page in pages.values()
        for target in page.targets
        if target.startswith(("http", "//")) and target.endswith((".js", ".css", ".png", ".woff2"))
    }


def _read(path: Path) -> SitePage:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page
