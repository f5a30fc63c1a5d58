"""Globs and regular expressions, matched in linear time whatever the pattern.

Python's own `re` backtracks: a stored pattern could hang the server. RE2 doesn't. MongoDB has PCRE,
so of RE2's language only what means the same in both is allowed, and `pcre_of` writes out what the
two understand differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol

import re2

MAXIMUM_PATTERN_LENGTH: Final = 250


class CompiledPattern(Protocol):
    """What RE2's binding returns, as far as it is used here."""

    def search(self, text: str) -> object | None:
        """Return the first match."""


_OPTIONS: Final = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 1 << 20

_ESCAPE: Final = r"(?<!\\)(?:\\\\)*\\"
"""A backslash that isn't itself escaped."""

_REFUSED: Final = (
    (re.compile(r"\(\?(?!:)"), "groups that begin with (? other than (?: ...)"),
    (re.compile(_ESCAPE + "[pPXKCQEzABv]"), r"\p, \P, \X, \K, \C, \Q, \E, \z, \A, \B or \v"),
    (re.compile(r"\[[^\]]*\\S"), r"\S within a character class"),
    (re.compile(_ESCAPE + "[0-9xuk]"), "numbered, hexadecimal and back-referring escapes"),
    (re.compile(r"\[\[[:.=]|\[[^\]]*\[[:.=]"), "named character classes such as [[:alpha:]]"),
    (re.compile(r"[*+?}]\+"), "possessive repetition"),
    (re.compile("\x00"), "NUL characters"),
)
_ESCAPED: Final = re.compile(r"\\(.)|(\$)|(\[)|(\])", re.DOTALL)


def regex_problem(pattern: str) -> str | None:
    """Return what is wrong with a regular expression, `None` when it can be used."""
    if len(pattern) > MAXIMUM_PATTERN_LENGTH:
        return f"it is longer than {MAXIMUM_PATTERN_LENGTH} characters"
    for refused, what in _REFUSED:
        if refused.search(pattern):
            return f"it uses {what}, which isn't supported"
    try:
        _compiled(pattern)
    except re2.error as error:
        reason = error.args[0] if error.args else "it can't be read"
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return None


def regex_test(pattern: str, *, ignore_case: bool = False) -> Callable[[str], bool]:
    """Return a test whether a text has a match of the pattern anywhere; `^` and `$` are its ends.

    Raises:
        ValueError: the pattern can't be used (`regex_problem` says why).
    """
    if problem := regex_problem(pattern):
        raise ValueError(problem)
    search = _compiled(f"(?i){pattern}" if ignore_case else pattern).search
    return lambda text: search(text) is not None


def glob_test(glob: str, *, ignore_case: bool = False) -> Callable[[str], bool]:
    """Return a test whether a whole text matches a glob."""
    pattern = glob_regex(glob)
    search = _compiled(f"(?i){pattern}" if ignore_case else pattern).search
    return lambda text: search(text) is not None


def _compiled(pattern: str) -> CompiledPattern:
    compiled: CompiledPattern = re2.compile(pattern, _OPTIONS)
    return compiled


def pcre_of(pattern: str) -> str:
    r"""Return the pattern in the words of PCRE, which MongoDB uses.

    There `$` also matches before a line break at the end, and `\s` has one character more.
    """
    inside_class = False

    def translate(found: re.Match[str]) -> str:
        nonlocal inside_class
        escaped, dollar, opening, closing = found.groups()
        if escaped is not None:
            return _escape_in_pcre(escaped, inside_class=inside_class)
        if opening:
            inside_class = True
        if closing:
            inside_class = False
        return r"\z" if dollar and not inside_class else found[0]

    return _ESCAPED.sub(translate, pattern)


def _escape_in_pcre(escaped: str, *, inside_class: bool) -> str:
    if escaped == "s":
        return r"\t\n\f\r " if inside_class else r"[\t\n\f\r ]"
    if escaped == "S" and not inside_class:
        return r"[^\t\n\f\r ]"
    return f"\\{escaped}"


def glob_regex(glob: str) -> str:
    """Return the regular expression of a glob: `*` is any text, `?` any one character.

    It matches whole texts; every other character stands for itself.
    """
    parts = [_GLOB.get(character) or quoted(character) for character in glob]
    return f"^{''.join(parts)}$"


def quoted(text: str) -> str:
    """Return the regular expression that matches the text itself, in RE2 and in PCRE."""
    return _SPECIAL.sub(r"\\\g<0>", text)


_SPECIAL: Final = re.compile(r"[\\.+*?()|\[\]{}^$]")
_GLOB: Final = {"*": r"(?:.|\n)*", "?": r"(?:.|\n)"}
