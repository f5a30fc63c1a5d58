"""The operations of both schemas, and what a good answer to one looks like."""

from __future__ import annotations

from typing import Any, Final

from graphql import build_schema

from tests.command_line import ROOT


def _operations(name: str) -> frozenset[str]:
    schema = build_schema((ROOT / "schema" / f"{name}.graphql").read_text())
    roots = (schema.query_type, schema.mutation_type)
    return frozenset(field for root in roots if root is not None for field in root.fields)


OPERATIONS: Final = {name: _operations(name) for name in ("storefront", "admin")}


def check_answer(operation: str, answer: dict[str, Any]) -> None:
    """Fail unless the operation was answered with data, and with none of its errors."""
    assert "errors" not in answer, (operation, answer)
    result = answer["data"][operation]
    assert result is not None, operation
    assert not (isinstance(result, dict) and "message" in result), (operation, answer)
