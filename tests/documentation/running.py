"""Runs the steps of a page in their order, as somebody who follows it would, against a demo."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, final

import httpx2
from graphql import (
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    coerce_input_value,
    is_input_type,
    parse,
    validate,
)
from jsonschema import Draft202012Validator

from api.embedded_mongodb import embedded_mongodb
from targeting.rule_parsing import parse_rule
from tests.clients.conftest import DemoServer
from tests.command_line import ROOT
from tests.documentation.answers import differences, shown_json, text_differences, without
from tests.documentation.snippets import InBrowser, Page, Remember, Snippet, Step

_SHOWN_URL: Final = "http://127.0.0.1:8000"
_SHOWN_MONGODB: Final = "mongodb://db1,db2,db3/?replicaSet=rs0"
_SCHEMAS: Final[dict[str, GraphQLSchema]] = {
    name: build_schema((ROOT / "schema" / f"{name}.graphql").read_text(encoding="utf-8"))
    for name in ("storefront", "admin")
}
_RULES: Final = Draft202012Validator(
    json.loads((ROOT / "schema" / "rule.schema.json").read_text(encoding="utf-8"))
)


@final
class PageRun:
    """One run of one page.

    Names that the page gives to values, what its commands export and what its Python assigns last
    until its end.
    """

    def __init__(self, page: Page, demo: DemoServer, folder: Path) -> None:
        self._page = page
        self._demo = demo
        with embedded_mongodb(demo.home) as uri:  # the demo's own, which goes on running
            self._mongodb_uri = uri
        self._folder = folder
        self._names: dict[str, str] = {}
        self._python: dict[str, Any] = {}
        self._javascript: list[str] = []
        self._answer: Any = None
        self._browser: subprocess.Popen[str] | None = None
        self._resources = contextlib.ExitStack()
        for entry in ROOT.iterdir():  # commands are shown as they are typed in the project's folder
            (folder / entry.name).symlink_to(entry)

    def run(self) -> None:
        """Run every step; the failure of one names the page and its line."""
        steps = list(self._page.steps)
        with self._resources:
            while steps:
                step = steps.pop(0)
                try:
                    self._take(step, steps)
                except Exception as error:
                    error.add_note(f"{self._page.name}:{step.line}")
                    raise

    def _take(self, step: Step, rest: list[Step]) -> None:
        match step:
            case Remember():
                self._names[step.name] = str(_at(self._answer, step.path))
            case InBrowser():
                self._browse(step)
            case Snippet() if step.reason_not_to_run:
                pass
            case Snippet() if "file" in step.notes:
                self._save(step)
            case Snippet():
                self._run(step, rest)

    def _save(self, step: Snippet) -> None:
        path = self._folder / step.notes["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._filled_in(step.text), encoding="utf-8")

    def _run(self, step: Snippet, rest: list[Step]) -> None:
        match step.language:
            case "graphql":
                self._ask(step, rest)
            case "bash" | "sh":
                self._compare(self._command(step), rest)
            case "python":
                self._compare(self._evaluate(step), rest)
            case "js":
                self._compare(self._in_node(step), rest)
            case "json" if "published as" in step.notes:
                self._publish(step)
            case "json":
                _check_json(step)
            case _:
                raise AssertionError(f"nothing runs a snippet of '{step.language}'")

    def _filled_in(self, text: str) -> str:
        """Put the demo's address, its keys and the values of names into a snippet."""
        facts = self._demo.facts
        text = (
            text.replace(_SHOWN_URL, self._demo.url)
            .replace(_SHOWN_MONGODB, self._mongodb_uri)
            .replace(".segue/", f"{self._demo.home}/")
            .replace("pk_…", facts["publishable_key"])
            .replace("sk_…", facts["secret_key"])
        )
        for name, value in self._names.items():
            text = re.sub(rf"(?<![\w$]){name}\b", value, text)
        return text

    def _ask(self, step: Snippet, rest: list[Step]) -> None:
        document = parse(step.text)
        takes_variables = any(
            isinstance(definition, OperationDefinitionNode) and definition.variable_definitions
            for definition in document.definitions
        )
        variables: dict[str, Any] = {}
        if takes_variables:
            assert _is_json(rest), "the variables must follow"
            variables = json.loads(self._filled_in(_taken(rest).text))
        self._answer = self.ask(_api_of(step), self._filled_in(step.text), variables)
        if _is_answer(rest):
            self._compare_answer(_taken(rest))
        else:
            assert "errors" not in self._answer, self._answer
            refused = [each for each in self._answer["data"].values() if _is_refusal(each)]
            assert not refused, refused

    def ask(self, api: str, query: str, variables: dict[str, Any] | None = None) -> Any:
        """Send a document to one of the two APIs and return the whole answer."""
        kind = {"storefront": "publishable", "admin": "secret"}[api]
        answer = httpx2.post(
            self._demo.facts[f"{api}_url"],
            json={"query": query, "variables": variables or {}},
            headers={"Authorization": f"Bearer {self._demo.facts[f'{kind}_key']}"},
            timeout=30,
        )
        return answer.json()

    def _publish(self, step: Snippet) -> None:
        """Do what a guide takes for granted: make a campaign of the definition, and publish it."""
        create = """mutation($input: CreateCampaignInput!) { createCampaign(input: $input) {
          ... on CampaignChanged { campaign { id revision } } ... on InvalidInput { problems { path message } }
        } }"""
        definition = json.loads(self._filled_in(step.text))
        made = {
            "name": self._page.name,
            "type": step.notes["published as"],
            "definition": definition,
        }
        campaign = self.ask("admin", create, {"input": made})["data"]["createCampaign"]["campaign"]
        publish = """mutation($input: CampaignRevisionInput!) { publishCampaign(input: $input) {
          ... on CampaignChanged { campaign { id } } ... on InvalidInput { problems { path message } }
        } }"""
        published = self.ask("admin", publish, {"input": campaign})["data"]["publishCampaign"]
        self._names["CAMPAIGN_ID"] = published["campaign"]["id"]

    def _command(self, step: Snippet) -> str:
        state = self._folder / "exported"
        state.touch()
        script = f"set -euo pipefail\nsource {state}\nset -a\n{self._filled_in(step.text)}\n"
        script += f"export -p | grep -v ' BASHOPTS\\| SHELLOPTS' > {state}\n"
        return self._process(["bash", "-c", script])

    def _in_node(self, step: Snippet) -> str:
        """Run JavaScript together with what the page had of it before."""
        self._javascript.append(self._filled_in(step.text))
        return self._process(["node", "--input-type=module", "--eval", "\n".join(self._javascript)])

    def _evaluate(self, step: Snippet) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(self._folder):
            exec(compile(self._filled_in(step.text), self._page.name, "exec"), self._python)  # noqa: S102
        return printed.getvalue()

    def _browse(self, step: InBrowser) -> None:
        steps = self._filled_in(json.dumps(step.steps, ensure_ascii=False))
        if self._browser is None:
            script = str(ROOT / "tests" / "browser" / "docs_page.mjs")
            self._browser = self._resources.enter_context(
                subprocess.Popen(
                    ["/usr/bin/timeout", "110", "node", script, str(self._folder)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
        assert self._browser.stdin
        assert self._browser.stdout
        self._browser.stdin.write(f"{steps}\n")
        self._browser.stdin.flush()
        answer = self._browser.stdout.readline()
        assert answer == "done\n", answer + self._browser.stdout.read()

    def _process(self, command: list[str]) -> str:
        environment = os.environ | {
            "SEGUE_HOME": str(self._demo.home),
            "NO_COLOR": "1",
            "COLUMNS": "120",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        if self._page.has_own_database:
            environment["SEGUE_DATABASE"] = re.sub(r"\W", "_", self._page.name)
        done = subprocess.run(
            # `timeout` also ends what the command has started.
            ["/usr/bin/timeout", "--kill-after=5", "110", *command],
            cwd=self._folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _compare_answer(self, shown: Snippet) -> None:
        differ = shown.keys_that_differ
        expected = without(shown_json(self._filled_in(shown.text)), differ)
        found = differences(expected, without(self._answer, differ))
        assert not found, "\n".join(found)

    def _compare(self, printed: str, rest: list[Step]) -> None:
        """Compare what was printed with the fence that follows, where one shows it."""
        if _is_answer(rest):
            self._answer = json.loads(printed)
            self._compare_answer(_taken(rest))
        elif _is_printed(rest):
            shown_text = self._filled_in(_taken(rest).text)
            assert not (found := text_differences(shown_text, printed)), "\n".join(found)


def _taken(rest: list[Step]) -> Snippet:
    step = rest.pop(0)
    assert isinstance(step, Snippet)
    return step


def _is_json(rest: list[Step]) -> bool:
    return bool(rest) and isinstance(rest[0], Snippet) and rest[0].language == "json"


def _is_printed(rest: list[Step]) -> bool:
    """Say whether a fence of text follows that isn't a file."""
    step = rest[0] if rest else None
    return isinstance(step, Snippet) and step.language == "text" and not step.notes


def _is_answer(rest: list[Step]) -> bool:
    """Tell an answer from variables, or from JSON that stands for itself, by its keys."""
    if not (_is_json(rest) and isinstance(rest[0], Snippet)) or "as" in rest[0].notes:
        return False
    shown = shown_json(rest[0].text)
    return isinstance(shown, dict) and bool({"data", "errors", "status"} & shown.keys())


def _is_refusal(answered: Any) -> bool:
    """Say whether a mutation was answered with a user error, of which only the message is shown."""
    return isinstance(answered, dict) and set(answered) <= {"message", "__typename", "problems"}


def _api_of(step: Snippet) -> str:
    """Return the API that a document is for: the one that has all it asks for."""
    if "api" in step.notes:
        return step.notes["api"]
    problems = {name: validate(schema, parse(step.text)) for name, schema in _SCHEMAS.items()}
    fitting = [name for name, found in problems.items() if not found]
    assert len(fitting) == 1, f"fits {fitting or 'no API'}: {problems}"
    return fitting[0]


def _check_json(step: Snippet) -> None:
    """Hold JSON that stands for itself to the shape it is said to have; a rule if nothing is said."""
    value = json.loads(step.text)
    name = step.notes.get("as", "rule")
    if name == "rule":
        parse_rule(value)
        _RULES.validate(value)
        return
    input_type = _SCHEMAS["admin"].type_map[name]
    assert is_input_type(input_type)
    coerce_input_value(value, input_type)


def _at(answer: Any, path: str) -> Any:
    for step in path.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


@contextlib.contextmanager
def shop_left_as_it_was(run: PageRun) -> Iterator[None]:
    """Archive what a page has published, so that no other test meets it."""
    before = _live(run)
    yield
    for key, revision, mutation in _live(run) - before:
        kind = "SegmentRevisionInput" if mutation == "archiveSegment" else "CampaignRevisionInput"
        name = "key" if mutation == "archiveSegment" else "id"
        query = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ __typename }} }}"
        run.ask("admin", query, {"input": {name: key, "revision": revision}})
    run.ask("admin", "mutation { adjustHoldout(input: {share: 0}) { __typename } }")
    run.ask("admin", "mutation { adjustDisplayLimits(input: {}) { __typename } }")


def _live(run: PageRun) -> set[tuple[str, int, str]]:
    """Return what could be archived, campaigns first, since segments can't go while one needs them."""
    query = """{
      campaigns(first: 100) { edges { node { id revision status } } }
      segments(first: 100) { edges { node { key revision status } } }
    }"""
    data = run.ask("admin", query)["data"]
    return {
        (node.get("id") or node["key"], node["revision"], mutation)
        for field, mutation in (("campaigns", "archiveCampaign"), ("segments", "archiveSegment"))
        for node in (edge["node"] for edge in data[field]["edges"])
        if node["status"] in {"TEST", "LIVE", "PAUSED"}
    }
