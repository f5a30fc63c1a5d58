"""A cluster's own config server and shards accept the layout, and lay data out as we say.

A `mongos` isn't at hand, so the test sends what one sends on: the internal commands of MongoDB 6.0.
"""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import pytest
from bson.int64 import Int64
from pymongo import AsyncMongoClient, MongoClient
from pymongo.errors import OperationFailure

from api.database import Database
from api.embedded_mongodb import find_mongod
from documents.sharding import OF_THE_VISITOR, SHARD_KEYS, layout_commands
from migrations.runner import migrate

DATABASE: Final = "segue"
SHARDS: Final = ("first", "second")
START_SECONDS: Final = 60
_INTERNAL: Final = {
    "addShardToZone": "_configsvrAddShardToZone",
    "updateZoneKeyRange": "_configsvrUpdateZoneKeyRange",
}

Client = MongoClient[dict[str, Any]]


@final
@dataclass(frozen=True, slots=True)
class Cluster:
    """The members of a cluster, each of one node."""

    config: Client
    shards: Mapping[str, Client]

    def run(self, where: str, command: Mapping[str, Any]) -> None:
        """Do as a `mongos` does that gets one of the layout's commands."""
        name, value = next(iter(command.items()))
        rest: dict[str, Any] = {key: part for key, part in command.items() if key != name}
        rest["writeConcern"] = {"w": "majority"}
        if name == "enableSharding":
            rest["primaryShardId"] = SHARDS[0]
            self.config.admin.command({"_configsvrCreateDatabase": value, **rest})
        elif name == "createIndexes":
            self.shards[SHARDS[0]][where].command(dict(command))
        elif name == "shardCollection":
            self.shard_collection(value, rest["key"])
        else:
            self.config.admin.command({_INTERNAL[name]: value, **rest})

    def shard_collection(self, namespace: str, key: Mapping[str, Any]) -> None:
        database, _, collection = namespace.partition(".")
        record = self.config.config.databases.find_one({"_id": database})
        assert record is not None
        self.shards[SHARDS[0]][database].command(
            "_shardsvrCreateCollection",
            collection,
            shardKey=key,
            unique=False,
            databaseVersion=record["version"],
            writeConcern={"w": "majority"},
        )

    def chunks(self, collection: str) -> list[tuple[Any, Any, str]]:
        """Where the ranges of a collection's shard key lie."""
        found = self.config.config.collections.find_one({"_id": f"{DATABASE}.{collection}"})
        assert found is not None
        chunks = self.config.config.chunks.find({"uuid": found["uuid"]}, sort=[("min", 1)])
        return [(chunk["min"], chunk["max"], chunk["shard"]) for chunk in chunks]


@contextmanager
def member(folder: Path, name: str, role: str) -> Iterator[Client]:
    """A `mongod` of a cluster, once it can be written to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / name).mkdir()
    process = subprocess.Popen(
        [
            *(str(find_mongod()), role, "--replSet", name, "--bind_ip", "127.0.0.1"),
            *(
                "--port",
                str(port),
                "--dbpath",
                str(folder / name),
                "--wiredTigerCacheSizeGB",
                "0.25",
            ),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        with Client("127.0.0.1", port, directConnection=True) as client:
            host = {"_id": 0, "host": f"127.0.0.1:{port}"}
            is_config = {"configsvr": True} if role == "--configsvr" else {}
            client.admin.command("replSetInitiate", {"_id": name, "members": [host], **is_config})
            deadline = time.monotonic() + START_SECONDS
            while not client.admin.command("hello")["isWritablePrimary"]:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            yield client
    finally:
        process.kill()  # nobody needs what it has stored
        process.wait(START_SECONDS)


def address_of(client: Client) -> tuple[str, int]:
    assert client.address is not None
    host, port = client.address
    assert port is not None
    return host, port


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, mongodb_uri: str) -> Iterator[Cluster]:
    with Client(mongodb_uri) as client:
        version = client.server_info()["version"]
    if not version.startswith("6.0."):
        pytest.skip(f"the internal commands are those of MongoDB 6.0, and this is {version}")
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as stack:
        config = stack.enter_context(member(folder, "config", "--configsvr"))
        shards = {name: stack.enter_context(member(folder, name, "--shardsvr")) for name in SHARDS}
        for name, shard in shards.items():
            config.admin.command(
                "_configsvrAddShard",
                f"{name}/{':'.join(map(str, address_of(shard)))}",
                name=name,
                writeConcern={"w": "majority"},
            )
        yield Cluster(config, shards)


@pytest.fixture(scope="module")
async def laid_out(cluster: Cluster) -> Cluster:
    """The cluster with our collections and indexes, after all commands of the layout."""
    cluster.run("admin", {"enableSharding": DATABASE})
    first = address_of(cluster.shards[SHARDS[0]])
    async with AsyncMongoClient[dict[str, Any]](*first, directConnection=True) as client:
        await migrate(client[DATABASE])
    for where, command in layout_commands(DATABASE, SHARDS, ["big-shop"]):
        cluster.run(where, command)
    return cluster


async def test_every_collection_is_accepted(laid_out: Cluster, database: Database) -> None:
    """MongoDB itself checks that unique indexes begin with the key, and that zones fit it."""
    sharded = laid_out.config.config.collections.find({"_id": {"$regex": f"^{DATABASE}\\."}})
    keys = {found["_id"].partition(".")[2]: found["key"] for found in sharded}
    assert keys == SHARD_KEYS
    assert keys.keys() <= set(await database.list_collection_names())


async def test_what_belongs_to_one_visitor_lies_on_one_shard(laid_out: Cluster) -> None:
    """The same ranges on the same shards, whichever collection."""
    visitors, *others = [name for name, key in SHARD_KEYS.items() if key is OF_THE_VISITOR]
    chunks = laid_out.chunks(visitors)
    ours = [chunk for chunk in chunks if chunk[0]["store_id"] == "big-shop"]
    assert [shard for _, _, shard in ours[:2]] == list(SHARDS)
    assert ours[0][1] == {"store_id": "big-shop", "visitor_id": Int64(0)}, "two equal halves"
    assert others
    for other in others:
        assert [chunk for chunk in laid_out.chunks(other) if chunk in ours][:2] == ours[:2], other


async def test_repeating_the_layout_does_no_harm(laid_out: Cluster) -> None:
    before = laid_out.chunks("events")
    for where, command in layout_commands(DATABASE, SHARDS, ["big-shop"]):
        laid_out.run(where, command)
    assert laid_out.chunks("events") == before


async def test_another_number_of_shards_takes_the_place_of_the_last(laid_out: Cluster) -> None:
    for where, command in layout_commands(DATABASE, SHARDS[:1], ["big-shop"], before=SHARDS):
        laid_out.run(where, command)
    zones = laid_out.config.config.tags.find({"ns": f"{DATABASE}.visitors"})
    assert [zone["tag"] for zone in zones] == [SHARDS[0]]


async def test_a_unique_index_on_anything_else_would_be_refused(laid_out: Cluster) -> None:
    events = laid_out.shards[SHARDS[0]][DATABASE]["wrong"]
    events.create_index([("store_id", 1), ("key", 1)], unique=True)
    events.create_index(OF_THE_VISITOR)
    with pytest.raises(OperationFailure, match="unique"):
        laid_out.shard_collection(f"{DATABASE}.wrong", OF_THE_VISITOR)
