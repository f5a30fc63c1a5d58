"""The reference of errors: every code that the source can answer with, found by reading it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LAYERS: Final = ("targeting", "documents", "resolvers", "schema", "api")

_CODE: Final = re.compile(r"[A-Z]+(_[A-Z]+)*")
_MAKERS_OF_PROBLEMS: Final = {"Problem": 1, "refuse": 1, "CampaignWarning": 1, "id_problems": 2}
"""What is called to say what is wrong with an input, and where among the arguments the code stands."""


def problem_codes(root: Path) -> dict[str, list[str]]:
    """Return the messages of each code that `InputProblem` and warnings have, by code.

    A message that isn't written down as it is, being the text of another error, is left out.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for tree in _sources(root):
        constants = _text_constants(tree)
        for call in _calls(tree, _MAKERS_OF_PROBLEMS):
            position = _MAKERS_OF_PROBLEMS[_name_of(call)]
            if len(call.args) <= position or not (code := _code(call.args[position])):
                continue
            messages = found[code]
            if len(call.args) > position + 1:
                message = _words(call.args[position + 1], constants)
                if message:
                    messages[message] = None
    return {code: list(messages) for code, messages in sorted(found.items())}


def refusal_codes(root: Path) -> dict[str, int]:
    """Return the codes of requests that are refused before GraphQL begins, with their HTTP status."""
    return {
        code: int(status)
        for tree in _sources(root)
        for call in _calls(tree, {"RefusedRequestError": 1})
        if (status := ast.literal_eval(call.args[0])) and (code := _code(call.args[1]))
    }


def errors_page(root: Path) -> str:
    """Return the page."""
    return "\n".join(_page(root))


def _page(root: Path) -> Iterator[str]:
    yield (
        "# Error codes\n\n"
        "Errors come in three tiers; [decision 0003](../decisions/0003-error-tiers.md) says why, and which "
        "HTTP status goes with which code of GraphQL. Programs read codes, people read messages: a message "
        "may be worded anew, a code stays.\n"
    )
    yield "## Refused requests\n"
    yield "Before GraphQL begins. The code stands in `errors[0].extensions.code`.\n"
    yield "| code | status |\n|---|---|"
    for code, status in sorted(refusal_codes(root).items(), key=lambda item: item[1]):
        yield f"| `{code}` | {status} |"
    yield (
        "\n## Problems of an input\n\n"
        "The `code` of an `InputProblem`, of a draft's warning, and of each of `extensions.problems` of a "
        "query's bad argument, with what its messages say. `…` stands for what depends on the input. For "
        "problems of rules [the rule language](../rules.md#problems) has an example of each.\n"
    )
    for code, messages in problem_codes(root).items():
        yield f"**`{code}`**"
        yield (
            ": "
            + ("<br>".join(map(_escaped, messages)) or "The message says what is wrong.")
            + "\n"
        )


def _sources(root: Path) -> Iterator[ast.Module]:
    for layer in LAYERS:
        for path in sorted((root / layer).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.Module, names: dict[str, int]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name_of(node) in names:
            yield node


def _name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _code(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str() as text) if _CODE.fullmatch(text):
            return text
        case _:
            return ""


def _text_constants(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return what is assigned to each name, since messages often get one before they are used."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id].append(node.value)
    return found


def _words(node: ast.expr, constants: dict[str, list[ast.expr]]) -> str:
    """Return a message as it stands in the source, with `…` for what is filled in."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_words(part, constants) or "…" for part in parts)
        case ast.Name(id=name) if len(constants.get(name, ())) == 1:
            return _words(constants[name][0], {})
        case ast.IfExp(body=body, orelse=orelse):
            return " / ".join(filter(None, (_words(body, constants), _words(orelse, constants))))
        case _:
            return ""


def _escaped(message: str) -> str:
    return message.replace("<", "&lt;").replace("*", "\\*").replace("{{", "&#123;&#123;")
