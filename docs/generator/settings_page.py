"""The reference of settings, from the class that reads them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, Final

from api.settings import Settings

_ENTRY: Final = re.compile(r"^ {4}(?P<names>[a-z_, ]+): (?P<words>.*(?:\n {8}.*)*)", re.MULTILINE)


def settings_page() -> str:
    """Return the page."""
    return "\n".join(_page())


def variable_of(field_name: str) -> str:
    """Return the environment variable that sets a field."""
    alias = Settings.model_fields[field_name].validation_alias
    prefix = Settings.model_config.get("env_prefix", "")
    return str(alias) if alias else f"{prefix}{field_name}".upper()


def _page() -> Iterator[str]:
    yield "# Settings\n"
    yield (
        "Environment variables, read once when a process starts. Each has a default that works on a "
        "developer's machine. What belongs to one shop, such as its currency or the numbers behind its "
        "segments, is set by the [command line](command-line.md) or the [admin API](admin-operations.md).\n"
    )
    described = _descriptions()
    for name, field in Settings.model_fields.items():
        yield f"**`{variable_of(name)}`**"
        yield f": {described[name]} Default: {_written(field.default)}.\n"


def _descriptions() -> dict[str, str]:
    attributes = inspect.cleandoc(Settings.__doc__ or "").partition("Attributes:\n")[2]
    found = {}
    for entry in _ENTRY.finditer(attributes):
        words = " ".join(entry["words"].split())
        for name in entry["names"].split(", "):
            found[name] = _without_variables(words)
    return found


def _without_variables(words: str) -> str:
    """Leave out the variable's name that the docstring begins with: the page has it as the term."""
    rest = re.sub(r"^(`[A-Z_]+`( and )?)+[,;] ", "", words)
    return rest[:1].upper() + rest[1:]


def _written(default: Any) -> str:
    if isinstance(default, int):
        return f"`{default}`"
    return f"`{default}`" if default else "none"
