"""API keys, as a shop's own people make and revoke them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from documents.api_keys import (
    ApiKeyDocument,
    KeyKind,
    find_key,
    key_document,
    new_key,
    revoke_key,
)
from documents.audit_log import audited
from resolvers.audit import Action, AuditTarget, entry_of
from resolvers.context import Context
from targeting.values import InvalidInputError, Problem

LONGEST_NAME: Final = 200


@final
class ApiKeyNotFoundError(Exception):
    """The store has no API key of this id."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"There is no API key '{key_id}' in this store.")


@final
@dataclass(frozen=True, slots=True)
class CreatedApiKey:
    """A new key, and its text, which is known only now."""

    document: ApiKeyDocument
    text: str


async def create_api_key(context: Context, kind: KeyKind, name: str) -> CreatedApiKey:
    """Make a key of the store.

    Raises:
        InvalidInputError: the name is empty or too long.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise InvalidInputError(
            Problem(("name",), "BAD_NAME", f"Give a name of 1 to {LONGEST_NAME} characters.")
        )
    text = new_key(kind)
    document = key_document(context.store_id, kind, name.strip(), text, context.now)
    await audited(
        entry_of(context, _action("createApiKey", document)),
        lambda session: document.insert(session=session),
    )
    return CreatedApiKey(document, text)


async def revoke_api_key(context: Context, key_id: str) -> ApiKeyDocument:
    """Have nobody be let in by a key any more; one that was revoked already stays as it is.

    Raises:
        ApiKeyNotFoundError: the store has no such key.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    document = await find_key(context.store_id, key_id)
    if document is None:
        raise ApiKeyNotFoundError(key_id)
    if document.revoked_at is not None:
        return document
    before = _noted(document)
    document.revoked_at = context.now
    await audited(
        entry_of(context, _action("revokeApiKey", document, before)),
        lambda session: revoke_key(document, session),
    )
    return document


def _action(name: str, document: ApiKeyDocument, before: dict[str, str] | None = None) -> Action:
    return Action(name, AuditTarget.API_KEY, str(document.id), before, _noted(document))


def _noted(document: ApiKeyDocument) -> dict[str, str]:
    """Return what the audit log says of a key: nothing that helps to guess it."""
    noted = {"name": document.name, "kind": document.kind.name}
    if document.revoked_at is not None:
        noted["revokedAt"] = document.revoked_at.isoformat()
    return noted
