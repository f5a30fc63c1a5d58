"""Comparing what a page shows with what was answered.

In what a page shows, `…` stands for whatever is there: a text that ends with it begins so, a list that
ends with it goes on, and an object with it as a key has more.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

ANYTHING: Final = "…"


def shown_json(text: str) -> Any:
    """Read JSON in which a line may be `…`."""
    return json.loads(re.sub(r"^\s*…\s*$", f'"{ANYTHING}"', text, flags=re.MULTILINE))


def without(value: Any, keys: set[str]) -> Any:
    """Return the value with `ANYTHING` below these keys, however deep they stand."""
    if isinstance(value, dict):
        return {k: ANYTHING if k in keys else without(v, keys) for k, v in value.items()}
    return [without(item, keys) for item in value] if isinstance(value, list) else value


def differences(shown: Any, answered: Any, where: str = "") -> list[str]:
    """Return where the two differ, empty when what is shown is true."""
    if isinstance(shown, str) and shown.endswith(ANYTHING):
        begins = isinstance(answered, str) and answered.startswith(shown[: -len(ANYTHING)])
        return [] if begins or shown == ANYTHING else [_difference(shown, answered, where)]
    if isinstance(shown, dict) and isinstance(answered, dict):
        return _of_objects(shown, answered, where)
    if isinstance(shown, list) and isinstance(answered, list):
        return _of_lists(shown, answered, where)
    is_same = shown == answered and isinstance(shown, bool) == isinstance(answered, bool)
    return [] if is_same else [_difference(shown, answered, where)]


def text_differences(shown: str, answered: str) -> list[str]:
    """Compare line by line; a line that is `…` stands for any number of lines."""
    pattern = "\n".join(
        r"(?s:.*)" if line.strip() == ANYTHING else re.escape(line.rstrip()).replace(ANYTHING, ".*")
        for line in shown.strip().splitlines()
    )
    trimmed = "\n".join(line.rstrip() for line in answered.strip().splitlines())
    return [] if re.fullmatch(pattern, trimmed) else [f"shown:\n{shown}\nanswered:\n{answered}"]


def _of_objects(shown: dict[str, Any], answered: dict[str, Any], where: str) -> list[str]:
    found = []
    for key, value in shown.items():
        if key == ANYTHING:
            continue
        if key not in answered:
            found.append(f"{where}.{key}: missing")
            continue
        found += differences(value, answered[key], f"{where}.{key}")
    if ANYTHING not in shown:
        found += [
            f"{where}.{key}: not shown, is {value!r}"
            for key, value in answered.items()
            if key not in shown
        ]
    return found


def _of_lists(shown: list[Any], answered: list[Any], where: str) -> list[str]:
    goes_on = bool(shown) and shown[-1] == ANYTHING
    items = shown[:-1] if goes_on else shown
    if len(answered) < len(items) or (not goes_on and len(answered) != len(items)):
        return [f"{where}: {len(items)} items shown, {len(answered)} answered: {answered!r}"]
    pairs = zip(items, answered, strict=False)
    return [d for i, (a, b) in enumerate(pairs) for d in differences(a, b, f"{where}.{i}")]


def _difference(shown: Any, answered: Any, where: str) -> str:
    return f"{where}: shown {shown!r}, answered {answered!r}"
