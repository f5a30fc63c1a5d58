"""What the documentation shows is true: every snippet is run, or says why it can't be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from api.app import DOCUMENTATION as SITE
from tests.clients.conftest import ARTEFACTS, DemoServer, served_demo
from tests.command_line import ROOT
from tests.documentation.answers import differences, shown_json, text_differences
from tests.documentation.running import PageRun, shop_left_as_it_was
from tests.documentation.site import dead_links, loaded_from_elsewhere, read_site
from tests.documentation.snippets import page_names, read_page

PAGES: Final = [name for name in page_names() if read_page(name).snippets]
SERVE: Final = {  # they serve until they are stopped
    (
        "README.md",
        "make demo   # a real shop's orders in an embedded MongoDB, served on http://127.0.0.1:8000",
    ),
    ("docs/how-to/run-in-production.md", "HOST=0.0.0.0 .venv/bin/python -m api serve"),
    (
        "docs/how-to/trusted-documents.md",
        "SEGUE_TRUSTED_DOCUMENTS=persisted-documents.json make demo",
    ),
    ("docs/tutorials/marketer.md", "make demo"),
    ("docs/tutorials/partner.md", "make demo"),
    ("docs/tutorials/storefront.md", "make demo"),
    ("docs/tutorials/storefront.md", "python3 -m http.server 8080"),
}
NAME_OTHER_SERVERS: Final = {  # or a shop that isn't the demo's
    (
        "docs/scaling.md",
        ".venv/bin/python -m api events keep --store my-shop --days 90",
    ),
    (
        "docs/scaling.md",
        ".venv/bin/python -m api shards layout --shard rs0 --shard rs1 --store my-shop > layout.js",
    ),
    ("docs/scaling.md", 'mongosh "$MONGODB_URI" layout.js'),
    ("README.md", "export MONGODB_URI='mongodb://db1,db2,db3/?replicaSet=rs0'"),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """A shop that no other client changes: pages show all that it answers."""
    with served_demo(tmp_path_factory.mktemp("manual")) as server:
        yield server


@pytest.mark.parametrize("name", PAGES)
def test_snippets_do_what_the_page_says(name: str, demo: DemoServer, tmp_path: Path) -> None:
    run = PageRun(read_page(name), demo, tmp_path)
    with shop_left_as_it_was(run):
        run.run()


def test_only_these_snippets_are_not_run_and_the_page_says_why() -> None:
    not_run = {
        (name, snippet.first_line): snippet.reason_not_to_run
        for name in PAGES
        for snippet in read_page(name).snippets
        if snippet.reason_not_to_run is not None
    }
    assert set(not_run) == SERVE | NAME_OTHER_SERVERS
    assert all(not_run.values())


def test_links_of_the_site_lead_somewhere() -> None:
    pages = read_site(SITE)
    assert len(pages) > 40, "`make docs` builds them"
    assert not list(dead_links(pages))
    assert not loaded_from_elsewhere(pages)


def test_the_site_fits_every_window_and_finds_what_is_searched(demo: DemoServer) -> None:
    pictures = ARTEFACTS / "docs"
    pictures.mkdir(parents=True, exist_ok=True)
    script = str(ROOT / "tests" / "browser" / "docs_site.mjs")
    seen = json.loads(demo.run("node", script, f"{demo.url}/docs/", str(pictures)))
    assert seen["problems"] == []
    assert seen["elsewhere"] == []
    assert "Try texts against each other, and against nothing" in seen["found"]


def test_what_is_shown_is_compared() -> None:
    shown = shown_json('{"a": [1,\n  …\n], "b": "WyIx…", "c": "…"}')
    assert differences(shown, {"a": [1, 2], "b": "WyIxMjM", "c": "x"}) == []
    assert differences(shown, {"a": [1], "b": "WyIx", "c": None}) == []
    assert len(differences(shown, {"a": [2], "b": "other", "c": "x", "d": 1})) == 3
    assert differences({"a": 1, "…": 0}, {"a": 1, "b": 2}) == []
    assert differences([True], [1]) == [".0: shown True, answered 1"]
    assert text_differences("one …\n…\nlast", "one 1\ntwo\nthree\nlast\n") == []
    assert text_differences("one", "two") != []
