"""The command line: it helps, it works, and what goes wrong ends in advice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.embedded_mongodb import embedded_mongodb
from tests.command_line import free_port, run_cli, try_cli

ORDERS = """order_number,placed_at,customer_id,country,units,total,is_cancellation,cancels_order
1,2026-01-01T10:00:00,ada,Norway,3,30.00,false,
2,2026-01-05T10:00:00,ada,Norway,1,10.00,false,
3,2026-01-07T10:00:00,,Norway,1,5.00,false,
C1,2026-01-08T10:00:00,ada,Norway,1,10.00,true,2
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    home = tmp_path_factory.mktemp("command_line")
    with embedded_mongodb(home) as uri:
        yield {"MONGODB_URI": uri, "SEGUE_HOME": str(home)}


@pytest.fixture(scope="module")
def shop(environment: dict[str, str]) -> str:
    run_cli("migrate", **environment)
    run_cli("stores", "create", "shop", "--name", "A shop", **environment)
    return "shop"


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("serve",),
        ("demo",),
        ("migrate",),
        ("import-orders",),
        ("segments", "recompute"),
        ("events", "keep"),
        ("events", "expire"),
        ("shards", "layout"),
        ("schema", "export"),
        ("stores", "create"),
        ("keys", "create"),
        ("keys", "list"),
        ("keys", "revoke"),
    ],
    ids=" ".join,
)
def test_help_says_what_a_command_does(command: tuple[str, ...]) -> None:
    text = run_cli(*command, "--help")
    assert text.startswith(f"Usage: python -m api {' '.join(command)}".rstrip())
    assert len(text.splitlines()) > 4


def test_orders_are_imported_once_and_counted(
    environment: dict[str, str], shop: str, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    first = run_cli("import-orders", str(file), "--store", shop, **environment)
    again = run_cli("import-orders", str(file), "--store", shop, **environment)
    assert "4 of 4 orders were new" in first
    assert "0 of 4 orders were new" in again
    table = run_cli("segments", "recompute", "--store", shop, "--at", "2026-01-10", **environment)
    assert "1 buyers at 2026-01-10 00:00:00" in table
    sizes = {line.split()[1]: line.split()[3] for line in table.splitlines() if "│" in line}
    assert sizes["one-time-shoppers"] == "1", "the second order was cancelled as a whole"


def test_rows_that_cannot_be_used_are_named_and_nothing_is_stored(
    environment: dict[str, str], shop: str, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        ORDERS
        + "x1,yesterday,eve,,1,1,,\nx2,2026-01-01T10:00:00,eve,,one,1,,\n"
        + "x3,2026-01-01T10:00:00,eve,,1,-1,,\nx4,,eve,,1,,,\nx5,2099-01-01T10:00:00,eve,,1,1,,\n"
        + "x6,2026-01-01T10:00:00,e e,,1,1,,\nx7,2026-01-01T10:00:00,eve,,1,1,maybe,\n"
    )
    done = try_cli("import-orders", str(file), "--store", shop, **environment)
    assert done.returncode == 1
    places = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert places == [
        "line 6.placed_at",
        "line 7.units",
        "line 8.total",
        "line 9.placed_at",
        "line 9.total",
        "line 10.placed_at",
        "line 11.customer_id",
        "line 12.is_cancellation",
    ]


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"a,b\n1,2\n", "missing: order_number, placed_at, total, units"),
        (b"", "missing: order_number"),
        (b"order_number,placed_at,total,units\n\xff\xfe,1,1,1\n", "can't be read"),
        (None, "No such file"),
    ],
)
def test_files_that_cannot_be_read(
    environment: dict[str, str], shop: str, tmp_path: Path, content: bytes | None, advice: str
) -> None:
    file = tmp_path / "orders.csv"
    if content is not None:
        file.write_bytes(content)
    done = try_cli("import-orders", str(file), "--store", shop, **environment)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert advice in done.stderr


def test_an_unknown_store(environment: dict[str, str], shop: str) -> None:
    done = try_cli("keys", "create", "--store", "nowhere", **environment)
    assert (done.returncode, "stores create" in done.stderr) == (1, True)
    twice = try_cli("stores", "create", shop, "--name", "Again", **environment)
    assert (twice.returncode, "already" in twice.stderr) == (1, True)


def test_a_revoked_key_stays_in_the_list(environment: dict[str, str], shop: str) -> None:
    key = run_cli("keys", "create", "--store", shop, "--name", "the old one", **environment).strip()
    begins_with = key[:7]
    revoked = run_cli("keys", "revoke", begins_with, "--store", shop, **environment)
    assert begins_with in revoked
    listed = run_cli("keys", "list", "--store", shop, **environment)
    row = next(line for line in listed.splitlines() if begins_with in line)
    assert row.count("20") >= 2, "made and revoked on a day of this century"
    assert key not in listed
    again = try_cli("keys", "revoke", begins_with, "--store", shop, **environment)
    assert (again.returncode, "no live key" in again.stderr) == (1, True)


def test_a_port_in_use_ends_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = try_cli("demo", PORT=port, SEGUE_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert f"Can't listen on 127.0.0.1:{port}" in done.stderr
    assert "PORT=8001 make demo" in done.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({}, "make demo"),
        ({"MONGODB_URI": "http://127.0.0.1:27017"}, "MONGODB_URI can't be used"),
        ({"PORT": "many"}, "PORT"),
    ],
)
def test_serving_without_usable_settings(environment: dict[str, str], advice: str) -> None:
    done = try_cli("serve" if "MONGODB_URI" not in environment else "migrate", **environment)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert advice in done.stderr


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    with free_port() as port:
        done = try_cli("migrate", MONGODB_URI=f"mongodb://127.0.0.1:{port}/?replicaSet=rs0")
    assert done.returncode == 1
    assert "MongoDB doesn't answer" in done.stderr


def test_committed_schemas_are_checked() -> None:
    assert try_cli("schema", "export", "--check").returncode == 0


def test_events_are_kept_for_so_long(environment: dict[str, str], shop: str) -> None:
    store = ("--store", shop)
    assert "31 to 3,650" in try_cli("events", "keep", *store, "--days", "30", **environment).stderr
    assert "for 40 days" in run_cli("events", "keep", *store, "--days", "40", **environment)
    assert "Announced: events from before" in run_cli("events", "expire", *store, **environment)


def test_a_clusters_layout_is_printed_for_mongosh() -> None:
    printed = run_cli(
        *("shards", "layout", "--shard", "rs0", "--shard", "rs1", "--store", "o'neill"),
        SEGUE_DATABASE="shop",
    )
    lines = printed.splitlines()
    run = "db.getSiblingDB('admin').runCommand(EJSON.parse("
    assert lines[0] == f"""{run}'{{"enableSharding": "shop"}}'))"""
    assert all(line.count("'") == 4 for line in lines), "two texts each, in quotes"
    assert '{"shardCollection": "shop.events", "key": ' in printed
