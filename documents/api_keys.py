"""API keys: publishable ones for browsers, secret ones for servers; only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from enum import Enum
from typing import final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId
from pymongo import IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import collection_of, unavailability_reported


@final
class KeyKind(Enum):
    """What a key opens; the value is its prefix."""

    PUBLISHABLE = "pk"
    SECRET = "sk"  # noqa: S105, a prefix


@final
class ApiKeyDocument(Document):
    """A key of one store. The key itself is shown once, when it is made, and never kept."""

    store_id: str
    kind: KeyKind
    name: str
    hash: str
    hint: str
    created_at: datetime
    revoked_at: datetime | None = None

    class Settings:
        name = "api_keys"
        indexes = [
            IndexModel("hash", name="hash", unique=True),
            IndexModel([("store_id", 1), ("created_at", -1)], name="store_created"),
        ]


def hash_key(key: str) -> str:
    """Return what is stored of a key: it has 256 random bits, so a plain hash can't be guessed."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key(kind: KeyKind) -> str:
    """Return a fresh key, such as `pk_…` for browsers and `sk_…` for servers."""
    return f"{kind.value}_{secrets.token_urlsafe(32)}"


def key_document(
    store_id: str, kind: KeyKind, name: str, key: str, now: datetime
) -> ApiKeyDocument:
    """Return what is kept of `key`; it isn't stored yet."""
    return ApiKeyDocument(
        id=PydanticObjectId(),
        store_id=store_id,
        kind=kind,
        name=name,
        hash=hash_key(key),
        hint=key[:7],
        created_at=now,
    )


async def insert_key(store_id: str, kind: KeyKind, name: str, key: str, now: datetime) -> None:
    """Keep the hash of `key`; a key that is known already stays as it is."""
    document = key_document(store_id, kind, name, key, now)
    async with unavailability_reported():
        if await ApiKeyDocument.find_one({"hash": document.hash}) is None:
            await document.insert()


async def find_keys(store_id: str) -> list[ApiKeyDocument]:
    """Return the store's keys, revoked ones too, newest first."""
    async with unavailability_reported():
        found = ApiKeyDocument.find({"store_id": store_id})
        return await found.sort("-created_at", "-_id").to_list()


async def find_key(store_id: str, key_id: str) -> ApiKeyDocument | None:
    """Return the store's key of this id, `None` when it has none."""
    try:
        oid = PydanticObjectId(key_id)
    except InvalidId:
        return None
    async with unavailability_reported():
        return await ApiKeyDocument.find_one({"_id": oid, "store_id": store_id})


async def revoke_key(key: ApiKeyDocument, session: AsyncClientSession) -> None:
    """Keep when the key was revoked, within a transaction; an earlier moment stays."""
    await collection_of(ApiKeyDocument).update_one(
        {"_id": key.id, "revoked_at": None},
        {"$set": {"revoked_at": key.revoked_at}},
        session=session,
    )


async def revoke_keys(store_id: str, hint: str, now: datetime) -> int:
    """Revoke the store's live keys that begin with `hint`, and return how many there were."""
    async with unavailability_reported():
        result = await collection_of(ApiKeyDocument).update_many(
            {"store_id": store_id, "hint": hint, "revoked_at": None},
            {"$set": {"revoked_at": now}},
        )
    return result.modified_count


async def find_live_key(key: str) -> ApiKeyDocument | None:
    """Return the key's document, `None` for an unknown or a revoked one."""
    async with unavailability_reported():
        return await ApiKeyDocument.find_one({"hash": hash_key(key), "revoked_at": None})
