"""`schema export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from api.commands.environment import give_up
from schema.export import drifted_schemas, write_schemas

FOLDER: Final = Path(__file__).parent.parent.parent / "schema"


def export(
    *,
    check: Annotated[
        bool, Parameter(negative="", help="Write nothing; fail when the files differ.")
    ] = False,
) -> None:
    """Write the GraphQL schemas and the JSON Schema of rules, in schema/, from the code."""
    if not check:
        write_schemas(FOLDER)
        return
    if drifted := drifted_schemas(FOLDER):
        give_up(f"{', '.join(drifted)} differ from the code. Run `python -m api schema export`.")
