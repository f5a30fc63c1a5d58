"""The Bruno collection."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from tests.clients.conftest import EXAMPLES, DemoServer
from tests.clients.operations import OPERATIONS, check_answer


@pytest.fixture(scope="module")
def sent(demo: DemoServer) -> Any:
    """What each folder's requests ask, and what is answered."""
    runner = ("node", "tests/clients/bruno.mjs")
    return json.loads(demo.run(*runner, str(EXAMPLES / "bruno"), str(demo.home / "demo.json")))


def operations_of(query: str) -> list[str]:
    (operation,) = parse(query).definitions
    assert isinstance(operation, OperationDefinitionNode)
    fields = operation.selection_set.selections
    return [field.name.value for field in fields if isinstance(field, FieldNode)]


@pytest.mark.parametrize("folder", ["storefront", "admin"])
def test_requests_are_answered_as_they_assert(sent: Any, folder: str) -> None:
    for request in sent[folder]:
        assert request["failed"] == [], request
        (operation,) = operations_of(request["query"])
        check_answer(operation, request["answer"])


@pytest.mark.parametrize("folder", ["storefront", "admin"])
def test_every_operation_has_a_request(sent: Any, folder: str) -> None:
    asked = {operation for request in sent[folder] for operation in operations_of(request["query"])}
    assert OPERATIONS[folder] <= asked
