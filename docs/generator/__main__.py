"""Write the reference pages into `docs/reference/`: `python -m docs.generator`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.generator.command_line_page import command_line_page
from docs.generator.errors_page import errors_page
from docs.generator.examples_page import examples_page
from docs.generator.graphql_pages import GraphQLReference
from docs.generator.limits_page import limits_page
from docs.generator.rule_schema_page import rule_schema_page
from docs.generator.settings_page import settings_page
from docs.generator.smart_segments_page import smart_segments_page

ROOT: Final = Path(__file__).parent.parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"


def reference_pages() -> dict[str, str]:
    """Return the text of each page by its name."""
    schema = ROOT / "schema"
    return {
        **GraphQLReference("storefront", schema / "storefront.graphql").pages(),
        **GraphQLReference("admin", schema / "admin.graphql").pages(),
        "rule-schema": rule_schema_page(schema / "rule.schema.json"),
        "smart-segments": smart_segments_page(),
        "error-codes": errors_page(ROOT),
        "limits": limits_page(),
        "settings": settings_page(),
        "command-line": command_line_page(),
        "examples": examples_page(ROOT / "client-examples"),
    }


def main() -> None:
    """Write what has changed, so that Sphinx builds only that anew."""
    for name, text in reference_pages().items():
        path = REFERENCE / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
