"""The examples with curl."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.clients.conftest import EXAMPLES, DemoServer
from tests.clients.operations import OPERATIONS, check_answer

# Keeps each answer in a file of its own, beside doing what the reader's curl does.
RECORDING_CURL = """
curl() { command curl "$@" | tee "answer-$(date +%s%N).json"; }
"""


def test_a_visitors_day(demo: DemoServer) -> None:
    printed = demo.run(str(EXAMPLES / "curl" / "visitor-day.sh"))
    answers = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    before, after = [
        [offer["campaign"]["type"] for offer in answer["data"]["eligibleCampaigns"]]
        for answer in answers
        if "eligibleCampaigns" in answer["data"]
    ]
    assert before == ["EMAIL_COLLECTION", "NOTIFICATION_BAR"]
    assert after == ["NOTIFICATION_BAR"]


def sections(page: str) -> list[tuple[str, str]]:
    """The operation that each heading names, with the block to copy below it."""
    text = (EXAMPLES / "curl" / f"{page}.md").read_text()
    return re.findall(r"^### `(\w+)`.*?```sh\n(.*?)```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["storefront", "admin"])
def test_every_operation_has_an_example(page: str) -> None:
    for operation, block in sections(page):
        assert f" {operation} " in block or f" {operation}(" in block, operation
    assert OPERATIONS[page] <= {operation for operation, _ in sections(page)}


@pytest.mark.parametrize("page", ["storefront", "admin"])
def test_each_example_is_answered_with_data(demo: DemoServer, page: str, tmp_path: Path) -> None:
    text = (EXAMPLES / "curl" / f"{page}.md").read_text()
    set_up, *blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    script = "".join([RECORDING_CURL, set_up, *blocks])
    demo.run("bash", "-euo", "pipefail", "-c", script, cwd=tmp_path)

    found = sections(page)
    answers = sorted(tmp_path.glob("answer-*.json"))
    assert len(answers) == len(found) == len(blocks)
    for (operation, _), answer in zip(found, answers, strict=True):
        check_answer(operation, json.loads(answer.read_text()))
