"""Breaking changes of the schemas, and how the changelog declares them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from api.commands.schema_files import compare, release
from schema.compatibility import breaking_changes
from tests.command_line import run_cli

OLD: Final = """
type Query { shop(name: String = "a"): Shop  shops: [Shop!]! }
type Shop { name: String!  city: String }
enum Colour { RED GREEN }
input Choice { a: Int  b: Int }
union Found = Shop
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release, and the same schemas as now, to be changed."""
    for part in ("released", "current"):
        (tmp_path / part).mkdir()
        for name in ("storefront", "admin"):
            (tmp_path / part / f"{name}.graphql").write_text(OLD)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 1.0.0\n\n- All.\n")
    return tmp_path


def change(folder: Path, old: str, new: str, schema: str = "admin") -> None:
    assert old in OLD
    (folder / "current" / f"{schema}.graphql").write_text(OLD.replace(old, new))


def write_changelog(folder: Path, unreleased: str) -> None:
    (folder / "CHANGELOG.md").write_text(
        f"# Changelog\n\n## Unreleased\n\n{unreleased}\n\n## 1.0.0\n\n### Breaking\n\n"
        "- admin: `Field Shop.old was removed.` Long ago.\n"
    )


def options(folder: Path) -> dict[str, Path]:
    return {
        "schemas": folder / "current",
        "released": folder / "released",
        "changelog": folder / "CHANGELOG.md",
    }


def refuse(command: Callable[..., None], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that must fail says."""
    with pytest.raises(SystemExit) as end:
        command(**options(folder))
    assert end.value.code == 1
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("city: String }", "city: String  zip: String }"),
        ("city: String }", "city: String! }"),
        ("RED GREEN", "RED GREEN BLUE"),
        ("b: Int }", "b: Int  c: Int }"),
        ("Found = Shop", "Found = Shop | Query"),
        ("city: String }", 'city: String @deprecated(reason: "Use `place`.") }'),
        ('name: String = "a")', 'name: String = "a", size: Int)'),
    ],
)
def test_what_clients_are_asked_to_expect(folder: Path, old: str, new: str) -> None:
    change(folder, old, new)
    assert breaking_changes(folder / "released", folder / "current") == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  city: String }", " }", "Field Shop.city was removed."),
        (
            "name: String!  city",
            "name: String  city",
            "Field Shop.name changed type from String! to String.",
        ),
        ("RED GREEN", "RED", "Enum value Colour.GREEN was removed."),
        ("b: Int }", "b: Int!  }", "Field Choice.b changed type from Int to Int!."),
        ("input Choice", "input Choice2", "Choice was removed."),
        ("input Choice {", "input Choice @oneOf {", "Input Choice became @oneOf."),
        ('"a"', '"b"', 'Query.shop(name:) has changed defaultValue from "a" to "b".'),
        ('(name: String = "a")', "", "Argument Query.shop(name:) was removed."),
    ],
)
def test_what_breaks_clients(folder: Path, old: str, new: str, words: str) -> None:
    change(folder, old, new)
    (found,) = breaking_changes(folder / "released", folder / "current")
    assert found.declaration() == f"- admin: `{words}`"


def test_an_undeclared_change_fails_with_the_line_to_add(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "  city: String }", " }")
    message = refuse(compare, folder, capsys)
    assert "- admin: `Field Shop.city was removed.` …" in message


def test_a_declared_change_passes_and_only_in_its_own_schema(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "  city: String }", " }")
    declared = "### Breaking\n\n- admin: `Field Shop.city was removed.` Ask for `place`.\n"
    write_changelog(folder, declared)
    compare(**options(folder))
    write_changelog(folder, declared.replace("admin", "storefront"))
    refuse(compare, folder, capsys)


@pytest.mark.parametrize(
    "unreleased",
    [
        "- admin: `Field Shop.city was removed.` Under no heading.",
        "### Breaking\n\n- admin: `Field Shop.city was removed.`",
        "### Breaking\n\n- `Field Shop.city was removed.` Of what?",
    ],
    ids=["elsewhere", "without advice", "without its schema"],
)
def test_declarations_have_one_form(
    folder: Path, capsys: pytest.CaptureFixture[str], unreleased: str
) -> None:
    change(folder, "  city: String }", " }")
    write_changelog(folder, unreleased)
    refuse(compare, folder, capsys)


def test_a_declaration_of_what_is_not_broken_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_changelog(folder, "### Breaking\n\n- admin: `Field Shop.city was removed.` Was it?")
    assert "Take it out" in refuse(compare, folder, capsys)


def test_a_release_is_what_is_compared_with_from_then_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "  city: String }", " }")
    write_changelog(folder, "### Breaking\n\n- admin: `Field Shop.city was removed.` Ask.")
    assert "own heading" in refuse(release, folder, capsys)
    write_changelog(folder, "")
    release(**options(folder))
    compare(**options(folder))
    assert breaking_changes(folder / "released", folder / "current") == []


def test_this_project_keeps_its_promise() -> None:
    run_cli("schema", "compare")
