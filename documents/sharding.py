"""How collections are spread over the shards of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from bson.int64 import Int64
from bson.max_key import MaxKey
from bson.min_key import MinKey

OF_THE_VISITOR: Final[Mapping[str, int | str]] = {"store_id": 1, "visitor_id": "hashed"}
"""Hashed, because many shops number their visitors: new ones would all come to the last shard."""

SHARD_KEYS: Final[Mapping[str, Mapping[str, int | str]]] = {
    "visitors": OF_THE_VISITOR,
    "events": OF_THE_VISITOR,
    "expired_behaviour": OF_THE_VISITOR,
    "email_captures": OF_THE_VISITOR,
    "survey_submissions": OF_THE_VISITOR,
    "survey_progress": OF_THE_VISITOR,
    "suppressions": {"store_id": 1, "email": 1},
    "coupon_codes": {"store_id": 1, "pool": 1},
    "campaign_totals": {"store_id": 1, "campaign_id": 1},
}
"""By collection the key that its documents are spread by.

What isn't named here is small, seldom read, and stays on the database's first shard: stores, keys,
segments, campaigns and their versions, pools, the smart segments' figures, the audit log.
"""

_LOWEST_HASH: Final = -(2**63)
_HASHES: Final = 2**64


def layout_commands(
    database: str, shards: Sequence[str], stores: Sequence[str], *, before: Sequence[str] = ()
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the commands, in order and with the database to run each on, that lay a database out over the shards.

    `before` are the shards that it was laid out over until now; the cluster then moves what has to move.

    Each shard gets an equal part of each store's visitors, and all that belongs to one visitor lies on
    one shard: so what a storefront writes is a transaction of that shard alone. Repeating them does no
    harm. Stores that aren't named are spread too, but collection by collection.
    """
    yield "admin", {"enableSharding": database}
    for shard in shards:
        yield "admin", {"addShardToZone": shard, "zone": shard}
    for store_id in stores:
        for collection, key in SHARD_KEYS.items():
            if key is OF_THE_VISITOR:
                namespace = f"{database}.{collection}"
                for taken_back in _zones(namespace, store_id, before):
                    yield "admin", {**taken_back, "zone": None}
                for zone in _zones(namespace, store_id, shards):
                    yield "admin", zone
    for collection, key in SHARD_KEYS.items():
        if key is OF_THE_VISITOR:  # the others have indexes of ours that begin with the key
            index = {"key": key, "name": "shard_key"}
            yield database, {"createIndexes": collection, "indexes": [index]}
        yield "admin", {"shardCollection": f"{database}.{collection}", "key": key}


def _zones(namespace: str, store_id: str, shards: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    if not shards:
        return
    inner = [Int64(_LOWEST_HASH + _HASHES * n // len(shards)) for n in range(1, len(shards))]
    bounds: list[Any] = [MinKey(), *inner, MaxKey()]
    for shard, (low, high) in zip(shards, pairwise(bounds), strict=True):
        yield {
            "updateZoneKeyRange": namespace,
            "min": {"store_id": store_id, "visitor_id": low},
            "max": {"store_id": store_id, "visitor_id": high},
            "zone": shard,
        }
