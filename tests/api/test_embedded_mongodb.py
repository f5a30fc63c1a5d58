"""The embedded database: found, started, shared, killed, moved, and refused with advice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from api import embedded_mongodb as module
from api.embedded_mongodb import EmbeddedMongodbError, embedded_mongodb, find_mongod

ROOT = Path(__file__).parent.parent.parent


def instance(home: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((home / "mongod.json").read_text())
    return found


def write(uri: str, number: int) -> None:
    with (
        MongoClient[dict[str, Any]](uri, timeoutMS=10_000) as client,
        client.start_session() as session,
    ):
        client.test.get_collection("numbers").insert_one({"_id": f"made-{number}"})
        with session.start_transaction():
            client.test.numbers.insert_one({"_id": number}, session=session)


def numbers(uri: str) -> list[Any]:
    with MongoClient[dict[str, Any]](uri, timeoutMS=10_000) as client:
        return sorted(str(d["_id"]) for d in client.test.numbers.find())


def test_data_survive_a_restart_and_it_stops_when_left(tmp_path: Path) -> None:
    with embedded_mongodb(tmp_path) as uri:
        write(uri, 1)
        pid = instance(tmp_path)["pid"]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with embedded_mongodb(tmp_path) as again:
        assert again == uri, "the port is kept"
        assert numbers(again) == ["1", "made-1"]


def test_a_killed_database_recovers(tmp_path: Path) -> None:
    with embedded_mongodb(tmp_path) as uri:
        write(uri, 1)
        os.kill(instance(tmp_path)["pid"], signal.SIGKILL)
    with embedded_mongodb(tmp_path) as uri:
        assert numbers(uri) == ["1", "made-1"]
        write(uri, 2)


def test_another_port_is_taken_when_the_last_one_is_in_use(tmp_path: Path) -> None:
    with embedded_mongodb(tmp_path) as uri:
        write(uri, 1)
    with socket.socket() as other:
        other.bind(("127.0.0.1", instance(tmp_path)["port"]))
        other.listen()
        with embedded_mongodb(tmp_path) as moved:
            assert moved != uri
            assert numbers(moved) == ["1", "made-1"]
            write(moved, 2)


def test_a_second_process_shares_it_and_leaves_it_running(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from api.embedded_mongodb import embedded_mongodb\n"
        "with embedded_mongodb(Path(sys.argv[1])) as uri: print(uri)"
    )
    with embedded_mongodb(tmp_path) as uri:
        other = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert other.stdout.strip() == uri
        write(uri, 1)


def test_one_whose_owner_was_killed_is_taken_over_and_stopped(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from api.embedded_mongodb import embedded_mongodb\n"
        "with embedded_mongodb(Path(sys.argv[1])) as uri: print(uri, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    uri = owner.stdout.readline().strip()
    owner.kill()
    owner.wait()
    owner.stdout.close()
    pid = instance(tmp_path)["pid"]
    with embedded_mongodb(tmp_path) as adopted:
        assert (adopted, instance(tmp_path)["pid"]) == (uri, pid)
    deadline = time.monotonic() + 20
    while _exists(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _exists(pid: int) -> bool:
    """Whether the process still runs; one that has ended and isn't waited for has no command."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except FileNotFoundError:
        return False


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(EmbeddedMongodbError, match=r"can't write to .* SEGUE_HOME"),
        embedded_mongodb(tmp_path / "file" / "home"),
    ):
        pass


def test_data_that_another_mongod_holds(tmp_path: Path) -> None:
    with embedded_mongodb(tmp_path):
        (tmp_path / "mongod.json").unlink()  # as if somebody else had started it
        with (
            pytest.raises(EmbeddedMongodbError, match="another mongod uses its folder"),
            embedded_mongodb(tmp_path),
        ):
            pass
        _forget_none(tmp_path)


def _forget_none(home: Path) -> None:
    """Nothing was written in the place of the instance that runs."""
    assert not (home / "mongod.json").exists()


def test_a_facts_file_cut_short_by_a_crash(tmp_path: Path) -> None:
    with embedded_mongodb(tmp_path) as uri:
        write(uri, 1)
    (tmp_path / "mongod.json").write_text('{"pid": 1')
    with embedded_mongodb(tmp_path) as uri:
        assert numbers(uri) == ["1", "made-1"]


def test_no_mongod_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_mongod().name == "mongod", "the wheel has one"
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedMongodbError, match=r"Install MongoDB 7 .* MONGODB_URI"):
        find_mongod()


def test_a_mongod_that_lacks_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bin" / "mongod"
    broken.parent.mkdir()
    broken.write_text(
        "#!/bin/sh\necho 'libcrypto.so.3: cannot open shared object file' >&2\nexit 127\n"
    )
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken.parent}:{os.environ['PATH']}")
    with (
        pytest.raises(EmbeddedMongodbError, match="OpenSSL 3"),
        embedded_mongodb(tmp_path / "home"),
    ):
        pass
