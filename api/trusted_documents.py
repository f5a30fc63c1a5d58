"""Trusted documents: operations that clients were built with, and that they then name instead of sending.

Manifests are what clients' build tools write: graphql-codegen's `persistedDocuments` (and Relay's), an object of
documents by their id, or Apollo's manifest with a list of `operations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, final

import orjson
from graphql import GraphQLError

from schema.build import SegueSchema

_PREFIX: Final = "sha256:"


@final
class TrustedDocumentsError(Exception):
    """A manifest that can't be used; the message says what would be right."""


@final
class TrustedDocuments:
    """The documents of one schema that are known by an id."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def text(self, document_id: str) -> str | None:
        """Return the document with this id, with or without `sha256:` before it."""
        return self._texts.get(document_id.removeprefix(_PREFIX))


NO_TRUSTED_DOCUMENTS: Final = TrustedDocuments({})


def read_manifests(paths: Iterable[Path]) -> dict[str, str]:
    """Return the documents of all these manifests by their id, without `sha256:` before it.

    Raises:
        TrustedDocumentsError: a file can't be read, or isn't a manifest.
    """
    texts: dict[str, str] = {}
    for path in paths:
        try:
            manifest = orjson.loads(path.read_bytes())
        except OSError as error:
            raise TrustedDocumentsError(f"{path} can't be read: {error.strerror}.") from error
        except orjson.JSONDecodeError as error:
            raise TrustedDocumentsError(f"{path} isn't JSON: {error}.") from error
        for document_id, text in _entries(manifest, path):
            texts[document_id.removeprefix(_PREFIX)] = text
    return texts


def _entries(manifest: Any, path: Path) -> list[tuple[str, str]]:
    entries: list[Any] = []
    if isinstance(manifest, dict) and isinstance(manifest.get("operations"), list):
        operations = [o for o in manifest["operations"] if isinstance(o, dict)]
        entries = [(operation.get("id"), operation.get("body")) for operation in operations]
    elif isinstance(manifest, dict):
        entries = list(manifest.items())
    good = [(i, t) for i, t in entries if isinstance(i, str) and isinstance(t, str)]
    if not good or len(good) != len(entries):
        raise TrustedDocumentsError(
            f"{path} isn't a manifest: give an object of documents by their id, as graphql-codegen's "
            "`persistedDocuments` writes it, or Apollo's manifest with `operations` of `id` and `body`."
        )
    return good


def trust(texts: Mapping[str, str], schemas: Mapping[str, SegueSchema]) -> list[TrustedDocuments]:
    """Make each document known to the schemas that it is valid in; return what each of them knows.

    Parsing, validation and the plan of how to answer are done here, once.

    Raises:
        TrustedDocumentsError: documents fit none of the schemas; all are named.
    """
    known: dict[str, dict[str, str]] = {name: {} for name in schemas}
    problems: list[str] = []
    for document_id, text in texts.items():
        errors = {name: schema.trust(text) for name, schema in schemas.items()}
        for name, found in errors.items():
            if not found:
                known[name][document_id] = text
        if all(errors.values()):
            problems.append(f"{document_id}: {_first_of_each(errors)}")
    if problems:
        raise TrustedDocumentsError("\n".join(["Documents that fit no schema:", *problems]))
    return [TrustedDocuments(texts) for texts in known.values()]


def _first_of_each(errors: Mapping[str, list[GraphQLError]]) -> str:
    return " ".join(f"({name}) {found[0].message}" for name, found in errors.items())
