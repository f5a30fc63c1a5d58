"""The committed schema files, and whether they still say what the code says."""

from __future__ import annotations

from pathlib import Path

from schema.admin import build_admin_schema
from schema.storefront import build_storefront_schema
from targeting.rule_schema import rule_schema_text


def _schemas() -> dict[str, str]:
    return {
        "storefront.graphql": build_storefront_schema().as_str() + "\n",
        "admin.graphql": build_admin_schema().as_str() + "\n",
        "rule.schema.json": rule_schema_text(),
    }


def write_schemas(folder: Path) -> None:
    """Write all of them into `folder`."""
    for name, text in _schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def drifted_schemas(folder: Path) -> list[str]:
    """Return the names of the files in `folder` that are missing or differ from the code."""
    return [
        name
        for name, text in _schemas().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]
