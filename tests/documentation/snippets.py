"""The snippets of a page, and what hidden comments say of them.

A comment of HTML says what a reader needs not see:

    <!-- not run: REASON -->           the next snippet isn't run
    <!-- api: admin -->                the next document is for this API; needed where both have it
    <!-- file: NAME -->                the next snippet is the whole content of this file
    <!-- as: NAME -->                  the next JSON is a `rule`, or an input type of the admin API
    <!-- published as: TYPE -->        the next JSON defines a campaign, which is published; its id is
                                       CAMPAIGN_ID from then on
    <!-- may differ: NAME, NAME -->    values of these keys of the next answer are made by chance
    <!-- NAME = data.path.0.id -->     the last answer has there what later snippets write as NAME
    <!-- browser: [[...], ...] -->     steps in a browser, as `tests/browser/docs_page.mjs` takes them
    <!-- database: its own -->         commands of this page have a database that nobody serves
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

from markdown_it import MarkdownIt

from tests.command_line import ROOT

_COMMENT: Final = re.compile(r"<!--\s*(.*?)\s*-->", re.DOTALL)
_REMEMBER: Final = re.compile(r"([A-Z][A-Z_]+) = ([\w.]+)")


@final
@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block of code, and the comments right before it by their names."""

    line: int
    language: str
    text: str
    notes: dict[str, str]

    @property
    def reason_not_to_run(self) -> str | None:
        return self.notes.get("not run")

    @property
    def keys_that_differ(self) -> set[str]:
        """The keys of an answer whose values are made by chance."""
        return {key.strip() for key in self.notes.get("may differ", "").split(",") if key}

    @property
    def first_line(self) -> str:
        return self.text.strip().partition("\n")[0]


@final
@dataclass(frozen=True, slots=True)
class Remember:
    """A name for a value of the last answer."""

    line: int
    name: str
    path: str


@final
@dataclass(frozen=True, slots=True)
class InBrowser:
    """What somebody does in a browser who follows the page."""

    line: int
    steps: list[Any]


Step: TypeAlias = Snippet | Remember | InBrowser


@final
@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation.

    Attributes:
        has_own_database: its commands don't touch the demo's database.
    """

    name: str
    steps: tuple[Step, ...]
    has_own_database: bool

    @property
    def snippets(self) -> list[Snippet]:
        return [step for step in self.steps if isinstance(step, Snippet)]


def page_names() -> list[str]:
    """Return the pages that somebody wrote: the generated reference has no examples."""
    docs = ROOT / "docs"
    written = [path for path in docs.rglob("*.md") if not {"_build", "reference"} & set(path.parts)]
    return sorted(str(path.relative_to(ROOT)) for path in [*written, ROOT / "README.md"])


def read_page(name: str) -> Page:
    """Return a page by its path from the project's root."""
    steps = tuple(_steps((ROOT / name).read_text(encoding="utf-8")))
    is_own = "<!-- database: its own -->" in (ROOT / name).read_text(encoding="utf-8")
    return Page(name, steps, is_own)


def _steps(text: str) -> Iterator[Step]:
    notes: dict[str, str] = {}
    for token in MarkdownIt().parse(text):
        line = (token.map or [0])[0] + 1
        if token.type == "fence":
            language = token.info.partition(" ")[0]
            if not language.startswith("{"):  # a directive of the site itself
                yield Snippet(line, language, token.content, notes)
            notes = {}
        elif token.type == "html_block":
            for comment in _COMMENT.findall(token.content):
                if named := _REMEMBER.fullmatch(comment):
                    yield Remember(line, named[1], named[2])
                    continue
                key, _, value = comment.partition(": ")
                if key == "browser":
                    yield InBrowser(line, json.loads(value))
                else:
                    notes[key] = value
        elif token.type == "heading_open":
            notes = {}
