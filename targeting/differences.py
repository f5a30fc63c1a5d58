"""What was changed between two versions of the same JSON-like value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

from targeting.values import Path

_IDENTIFYING_FIELDS: Final = ("key", "locale")
"""What an item of a list is known by, so that it is still the same one at another position."""

_Named: TypeAlias = Mapping[str, Any] | Mapping[int, Any]


@final
@dataclass(frozen=True, slots=True)
class Change:
    """One place at which two values differ.

    Attributes:
        path: names and positions, outermost first. An item that is known by its `key` or `locale`
            stands under that instead of a position; what was removed stands where it was.
        before, after: what stood and stands there; `None` where nothing does, which the flags tell
            from a null.
        is_reordered: a list's items come in another order; what else changed in it is said apart.
    """

    path: Path
    before: Any
    after: Any
    is_added: bool = False
    is_removed: bool = False
    is_reordered: bool = False


def changes_between(before: Any, after: Any) -> tuple[Change, ...]:
    """Return every change between two JSON-like values, none when they are equal.

    In the order of `before`, at each level with what was added last. The items of a list are matched
    by their `key` or `locale` when each has one that no other has, else by position. A flag is no
    number; 1 is 1.0.
    """
    return tuple(_changes((), before, after))


def _changes(path: Path, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _changes_by_name(path, before, after)
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _changes_of_lists(path, before, after)
    elif not _is_equal(before, after):
        yield Change(path, before, after)


def _changes_by_name(path: Path, before: _Named, after: _Named) -> Iterator[Change]:
    # Looked up as `Any`: a name is only ever sought among names of its own kind.
    old: Mapping[Any, Any] = before
    new: Mapping[Any, Any] = after
    for name, value in old.items():
        if name in new:
            yield from _changes((*path, name), value, new[name])
        else:
            yield Change((*path, name), value, None, is_removed=True)
    for name, value in new.items():
        if name not in old:
            yield Change((*path, name), None, value, is_added=True)


def _changes_of_lists(path: Path, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    field = _identifying_field(before, after)
    if field is None:
        yield from _changes_by_name(path, dict(enumerate(before)), dict(enumerate(after)))
        return
    old = {item[field]: item for item in before}
    new = {item[field]: item for item in after}
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Change(path, before, after, is_reordered=True)
    yield from _changes_by_name(path, old, new)


def _identifying_field(before: Sequence[Any], after: Sequence[Any]) -> str | None:
    return next(
        (
            field
            for field in _IDENTIFYING_FIELDS
            if _is_known_by(field, before) and _is_known_by(field, after)
        ),
        None,
    )


def _is_known_by(field: str, items: Sequence[Any]) -> bool:
    names = [item.get(field) for item in items if isinstance(item, dict)]
    are_texts = len(names) == len(items) and all(isinstance(name, str) for name in names)
    return are_texts and len(set(names)) == len(names)


def _is_equal(before: Any, after: Any) -> bool:
    # Python's `True == 1` would hide that a flag became a number; `is` finds a NaN equal to itself.
    are_alike = isinstance(before, bool) is isinstance(after, bool)
    return before is after or (are_alike and bool(before == after))
