"""The embedded database: a real `mongod` as a one-node replica set, under the project's own folder.

For development, demos and tests on one machine. It needs no rights and no network: it listens on a
free loopback port, keeps its data between runs, recovers by itself from being killed, and is shared
by processes that use the same folder.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, final

from filelock import FileLock
from pymongo import MongoClient
from pymongo.errors import PyMongoError

_REPLICA_SET: Final = "segue"
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 30.0
_POLL_SECONDS: Final = 0.05


@final
class EmbeddedMongodbError(Exception):
    """The embedded database can't be used; the message says what to do."""


@final
@dataclass(frozen=True, slots=True)
class _Instance:
    """A running `mongod`, as written to `mongod.json` for other processes to find."""

    pid: int
    port: int
    owner_pid: int


def find_mongod() -> Path:
    """Return the `mongod` to run: the one on the PATH, or the one that the lock file installs.

    Raises:
        EmbeddedMongodbError: there is none on this machine.
    """
    on_path = shutil.which("mongod")
    if on_path:
        return Path(on_path)
    wheel = find_spec("fiftyone")  # a namespace package: only the database of it is installed
    for folder in wheel.submodule_search_locations or [] if wheel else []:
        binary = Path(folder) / "db" / "bin" / "mongod"
        if binary.exists():
            return binary
    raise EmbeddedMongodbError(
        "There is no mongod on this machine. Install MongoDB 7 or later so that `mongod` is on the "
        "PATH, or set MONGODB_URI to a MongoDB that runs elsewhere. (The wheel with an embedded "
        "mongod exists for Linux on x86-64 only.)"
    )


@contextmanager
def embedded_mongodb(home: Path) -> Iterator[str]:
    """Run the database kept in `home` and yield its URI; it stops when the block is left.

    A second process with the same `home` uses the same database and leaves it running; one whose
    owner was killed is taken over.

    Raises:
        EmbeddedMongodbError: it can't be started; the message says why and what to do.
    """
    folder = home.absolute()
    instance = _started_or_found(folder)
    try:
        yield f"mongodb://127.0.0.1:{instance.port}/?replicaSet={_REPLICA_SET}"
    finally:
        if instance.owner_pid == os.getpid():
            _stop(folder, instance)


def _started_or_found(folder: Path) -> _Instance:
    _make_writable(folder)
    with FileLock(folder / "mongod.lock"):
        before = _read_instance(folder)
        if before is not None and _is_running(before.pid) and _answers(before.port):
            return _adopted(folder, before)
        instance = _start(folder, before.port if before else None)
        _write_instance(folder, instance)
        return instance


def _make_writable(folder: Path) -> None:
    try:
        (folder / "mongodb").mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise EmbeddedMongodbError(
            f"The embedded database can't write to {folder}: {error.strerror}. Make the folder "
            "writable, or set SEGUE_HOME to another one."
        ) from error


def _adopted(folder: Path, instance: _Instance) -> _Instance:
    """Take over an instance whose owner is gone, so that somebody stops it in the end."""
    if _is_running(instance.owner_pid):
        return instance
    adopted = _Instance(instance.pid, instance.port, os.getpid())
    _write_instance(folder, adopted)
    return adopted


def _start(folder: Path, last_port: int | None) -> _Instance:
    port = last_port if last_port is not None and _is_free(last_port) else _free_port()
    has_data = (folder / "mongodb" / "WiredTiger").exists()
    if has_data and port != last_port:
        with _launched(folder, port, as_replica_set=False) as (process, client):
            _tell_new_port(client, port)
            process.terminate()
            process.wait(_STOP_SECONDS)
    with _launched(folder, port, as_replica_set=True) as (process, client):
        _await_primary(process, client, port)
    _children[process.pid] = process
    return _Instance(process.pid, port, os.getpid())


def _tell_new_port(client: MongoClient[dict[str, Any]], port: int) -> None:
    """Write the port into the set's own configuration, which can be done while it runs alone.

    A node that doesn't find itself in its configuration first tries to reach itself at the old
    address, for half a minute when whatever listens there now keeps silent.
    """
    member = {"members.0.host": f"127.0.0.1:{port}"}
    client.local["system.replset"].update_one({}, {"$set": member})


@contextmanager
def _launched(
    folder: Path, port: int, *, as_replica_set: bool
) -> Iterator[tuple[subprocess.Popen[bytes], MongoClient[dict[str, Any]]]]:
    """Start `mongod` and wait until it answers; it is killed if the block fails."""
    log = folder / "mongod.log"
    log.unlink(missing_ok=True)
    process = subprocess.Popen(  # noqa: S603, the arguments are ours
        [
            find_mongod(),
            f"--dbpath={folder / 'mongodb'}",
            f"--logpath={log}",
            f"--port={port}",
            "--bind_ip=127.0.0.1",
            "--nounixsocket",
            *((f"--replSet={_REPLICA_SET}", "--oplogSize=256") if as_replica_set else ()),
            "--wiredTigerCacheSizeGB=0.5",
            "--setParameter=diagnosticDataCollectionEnabled=false",
            # A replica set's primary otherwise lingers for 15 seconds before it stops.
            "--setParameter=shutdownTimeoutMillisForSignaledShutdown=100",
            # What a process that died had begun holds up others for this long, not for a minute.
            "--setParameter=transactionLifetimeLimitSeconds=10",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is ours to handle: the server goes first, then the database
    )
    try:
        with _direct_client(port) as client:
            _await_answer(process, client, log)
            yield process, client
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        if process.stderr is not None:
            process.stderr.close()


_children: Final[dict[int, subprocess.Popen[bytes]]] = {}
"""What this process started itself, and so must wait for when it has ended."""


def _await_answer(
    process: subprocess.Popen[bytes], client: MongoClient[dict[str, Any]], log: Path
) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EmbeddedMongodbError(_why_it_ended(process, log))
        with suppress(PyMongoError):
            client.admin.command("ping")
            return
        time.sleep(_POLL_SECONDS)
    raise EmbeddedMongodbError(_NOT_READY.format(seconds=_START_SECONDS, log=log))


def _await_primary(
    process: subprocess.Popen[bytes], client: MongoClient[dict[str, Any]], port: int
) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(PyMongoError):  # it is still reading its configuration, or electing itself
            if client.admin.command("hello").get("isWritablePrimary"):
                return
            if client.local["system.replset"].find_one() is None:
                member = {"_id": 0, "host": f"127.0.0.1:{port}"}
                client.admin.command("replSetInitiate", {"_id": _REPLICA_SET, "members": [member]})
        time.sleep(_POLL_SECONDS)
    raise EmbeddedMongodbError(_NOT_READY.format(seconds=_START_SECONDS, log="mongod.log"))


_NOT_READY: Final = "The embedded database wasn't ready after {seconds:g} seconds. See {log}."


def _why_it_ended(process: subprocess.Popen[bytes], log: Path) -> str:
    text = log.read_text(errors="replace") if log.exists() else ""
    printed = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    for sign, advice in _ADVICE.items():
        if sign in text or sign in printed:
            return f"The embedded database didn't start: {advice} Its log is {log}."
    last = printed or text.strip().splitlines()[-1:] or "it said nothing"
    return f"The embedded database ended with code {process.returncode}: {last}. Its log is {log}."


_ADVICE: Final = {
    "DBPathInUse": (
        "another mongod uses its folder. Stop that one, or set SEGUE_HOME to another folder."
    ),
    "Address already in use": "its port was taken at that very moment. Try again.",
    "No space left on device": "the disk is full. Make room and try again.",
    "IncompatibleServerVersion": (
        "its data was written by a newer MongoDB. Use that version, or set SEGUE_HOME to a new "
        "folder."
    ),
    "cannot open shared object file": (
        "a system library is missing (OpenSSL 3 and libcurl are needed; on Debian: "
        "apt-get install libssl3 libcurl4). Or set MONGODB_URI to a MongoDB that runs elsewhere."
    ),
}
"""What `mongod` writes when it gives up, and what helps."""


def _stop(folder: Path, instance: _Instance) -> None:
    _signal(instance.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _is_running(instance.pid):
        if time.monotonic() > deadline:
            _signal(instance.pid, signal.SIGKILL)
            deadline = time.monotonic() + _STOP_SECONDS
        time.sleep(_POLL_SECONDS)
    # The port is kept for the next start, so that the replica set needs no new configuration.
    _write_instance(folder, _Instance(0, instance.port, 0))


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _is_running(pid: int) -> bool:
    if pid <= 0:
        return False
    child = _children.get(pid)
    if child is not None and child.poll() is not None:
        del _children[pid]
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _answers(port: int) -> bool:
    with _direct_client(port) as client:
        try:
            hello = client.admin.command("hello")
        except PyMongoError:
            return False
        return bool(hello.get("setName") == _REPLICA_SET)


def _direct_client(port: int) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500, timeoutMS=5_000
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _read_instance(folder: Path) -> _Instance | None:
    try:
        return _Instance(**json.loads((folder / "mongod.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None  # first start, or a file cut short by a crash


def _write_instance(folder: Path, instance: _Instance) -> None:
    partial = folder / "mongod.json.partial"
    partial.write_text(json.dumps(asdict(instance)))
    partial.replace(folder / "mongod.json")
