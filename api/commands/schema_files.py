"""`schema export`, `schema compare` and `schema release`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from api.commands.environment import give_up
from schema.compatibility import (
    SCHEMAS,
    breaking_changes,
    declared_changes,
    unreleased_part,
)
from schema.export import drifted_schemas, write_schemas

_ROOT: Final = Path(__file__).parent.parent.parent
FOLDER: Final = _ROOT / "schema"
_RELEASED: Final = FOLDER / "released"
_CHANGELOG: Final = _ROOT / "CHANGELOG.md"


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


def compare(
    *, schemas: Path = FOLDER, released: Path = _RELEASED, changelog: Path = _CHANGELOG
) -> None:
    """Fail when the schemas break what was released and the changelog doesn't say so, or says too much."""
    breaking = breaking_changes(released, schemas)
    declared = declared_changes(changelog.read_text(encoding="utf-8"))
    undeclared = [change.declaration() for change in breaking if change not in declared]
    unfounded = [change.declaration() for change in declared if change not in breaking]
    if undeclared:
        give_up(
            "This breaks clients of the last release. Keep what they use and deprecate it, or add to "
            "CHANGELOG.md, under Unreleased, Breaking, with what clients should do instead:\n\n"
            + "\n".join(f"{line} …" for line in undeclared)
        )
    if unfounded:
        give_up("CHANGELOG.md declares what isn't broken. Take it out:\n\n" + "\n".join(unfounded))


def release(
    *, schemas: Path = FOLDER, released: Path = _RELEASED, changelog: Path = _CHANGELOG
) -> None:
    """Keep the schemas as those that the next changes are compared with."""
    if unreleased_part(changelog.read_text(encoding="utf-8")).strip():
        give_up(
            "Give what stands under Unreleased in CHANGELOG.md the version's own heading first."
        )
    for name in SCHEMAS:
        shutil.copyfile(schemas / f"{name}.graphql", released / f"{name}.graphql")
