"""A partner's Python programs, run as the partner would."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest

from tests.clients.conftest import EXAMPLES
from tests.clients.network import network_to
from tests.command_line import ROOT

EXAMPLE: Final = EXAMPLES / "partner-python"
BIN: Final = EXAMPLE / ".venv" / "bin"
STRETCH_ROWS: Final = 200

Done = subprocess.CompletedProcess[str]
Program = Callable[..., Done]


@pytest.fixture
def program(partner_shop: dict[str, str]) -> Program:
    """Runs one of the programs to its end, whichever that is."""

    def run(*arguments: str | Path, **environment: str) -> Done:
        return subprocess.run(
            [BIN / "python", *arguments],
            cwd=EXAMPLE,
            env=os.environ | partner_shop | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def members(program: Program, segment: str) -> dict[str, dict[str, str]]:
    done = program("list_segment.py", segment)
    assert done.returncode == 0, done.stderr
    return {row["customer_id"]: row for row in csv.DictReader(io.StringIO(done.stdout))}


def test_customers_and_orders_are_brought_in_once(program: Program) -> None:
    files = ("--customers", "sample/customers.csv", "--orders", "sample/orders.ndjson")
    first, again = program("import_rows.py", *files), program("import_rows.py", *files)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert "1 of guests, 0 refused; 6 events stored, 0 there already" in first.stdout
    assert "1 of guests, 0 refused; 0 events stored, 6 there already" in again.stdout
    assert members(program, "big-spenders")["ada"] == {
        "customer_id": "ada",
        "country": "Turkey",
        "email_subscriber": "true",
        "orders": "3",
        "revenue": "5715.65",
        "last_order": "2011-11-30T08:15:00+00:00",
    }


def test_the_row_that_was_changed_last_holds(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "customers.ndjson"
    for day, country in ((2, "Norway"), (3, "Denmark"), (1, "Finland")):
        row = {"customer_id": "ada", "updated_at": f"2011-12-0{day}T09:00:00Z", "country": country}
        file.write_text(json.dumps(row | {"visits": 3, "is_vip": True, "sizes": ["S", "M"]}))
        assert "1 events stored" in program("import_rows.py", "--customers", file).stdout
    assert members(program, "big-spenders")["ada"]["country"] == "Denmark"


def test_rows_that_cannot_be_used_are_named_and_the_others_brought_in(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "order_number,customer_id,placed_at,units,total\n"
        "R-1,rows,2011-05-01T10:00:00Z,1,10.00\n"
        "R-2,rows,yesterday,one,10.00\n"
        "R-3,rows,2031-05-01T10:00:00Z,1,10.00\n"
        "R-4,rows,2011-05-02T10:00:00Z,1,10.00,more\n"
        "R-5,rows,2011-05-03T10:00:00Z,0,-1\n"
        "R-6,rows,2011-05-04T10:00:00Z,1,10.00\n"
    )
    done = program("import_rows.py", "--orders", file)
    assert done.returncode == 1
    assert "6 rows read, 0 done by an earlier run, 0 of guests, 4 refused; 2 events" in done.stdout
    words = [line.removeprefix(f"{file}, ") for line in done.stderr.splitlines()]
    assert words == [
        (
            "line 3: placed_at: Input should be a valid datetime or date, input is too short; "
            "units: Input should be a valid integer, unable to parse string as an integer"
        ),
        "line 4: occurredAt: Give a moment since 1970 that doesn't lie in the future.",
        "line 5: it has more cells than there are columns",
        "line 6: total: A total can't be below 0; report what is taken back as an order cancellation.",
    ]


def test_an_import_that_was_interrupted_goes_on_and_its_members_are_listed_page_by_page(
    program: Program, partner_shop: dict[str, str], tmp_path: Path
) -> None:
    customers = [f"long-{number}" for number in range(STRETCH_ROWS + 100)]
    file = tmp_path / "orders.csv"
    file.write_text(
        "order_number,customer_id,placed_at,units,total\n"
        + "".join(
            f"L-{customer},{customer},2011-12-05T10:00:00Z,1,9.90\n" for customer in customers
        )
    )

    def trouble(number: int) -> HTTPStatus | None:
        if number > STRETCH_ROWS + 50:
            return HTTPStatus.UNAUTHORIZED
        return HTTPStatus.SERVICE_UNAVAILABLE if number == 3 else None

    with network_to(partner_shop["SEGUE_URL"], trouble) as network:
        stopped = program("import_rows.py", "--orders", file, SEGUE_URL=network.url)
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert "goes on where it was" in stopped.stderr

    done = program("import_rows.py", "--orders", file)
    assert done.returncode == 0, done.stderr
    assert f"300 rows read, {STRETCH_ROWS} done by an earlier run" in done.stdout
    assert not (tmp_path / "orders.csv.progress").exists()
    listed = members(program, "one-time-shoppers")
    assert {customer for customer in listed if customer.startswith("long-")} == set(customers)


def test_what_is_wrong_with_the_connection_is_said(program: Program) -> None:
    nobody = program("list_segment.py", "nobody")
    assert nobody.stderr == "Stopped: segment: There is no live segment 'nobody'.\n"
    unknown = program("list_segment.py", "big-spenders", SEGUE_SECRET_KEY="sk_unknown")
    assert unknown.stderr == "Stopped: This key isn't known, or it was revoked.\n"


def sources(package: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in package.glob("*.py")}


@pytest.mark.parametrize("api", ["storefront", "admin"])
def test_the_generated_clients_are_those_of_the_schema(api: str, tmp_path: Path) -> None:
    copy = tmp_path / "client-examples" / "partner-python"
    shutil.copytree(EXAMPLE / "codegen", copy / "codegen")
    shutil.copytree(ROOT / "schema", tmp_path / "schema", ignore=shutil.ignore_patterns("*.py"))
    generator = [str(BIN / "ariadne-codegen"), "client", "--config", f"codegen/{api}.toml"]
    subprocess.run(generator, cwd=copy, check=True, capture_output=True)

    made, committed = copy / f"segue_{api}", EXAMPLE / f"segue_{api}"
    assert sources(made) == sources(committed), f"run ariadne-codegen in {EXAMPLE.name}"


def test_programs_and_clients_pass_mypy_strict(tmp_path: Path) -> None:
    checked = subprocess.run(
        [str(BIN / "mypy"), "--strict", "--cache-dir", str(tmp_path), "."],
        cwd=EXAMPLE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
