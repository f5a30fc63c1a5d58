"""`shards layout`."""

from __future__ import annotations

from typing import Annotated

from bson.json_util import CANONICAL_JSON_OPTIONS, dumps
from cyclopts import Parameter

from api.commands.environment import console, settings_from_environment
from documents.sharding import layout_commands


def layout(
    *,
    shard: Annotated[list[str], Parameter(help="A shard's name; once for each.")],
    store: Annotated[
        list[str] | None, Parameter(help="A store that is spread evenly; once for each.")
    ] = None,
    before: Annotated[
        list[str] | None, Parameter(help="A shard of the layout until now; once for each.")
    ] = None,
) -> None:
    """Print what spreads the database over a cluster's shards, for mongosh."""
    database = settings_from_environment().database
    for where, command in layout_commands(database, shard, store or [], before=before or []):
        text = dumps(command, json_options=CANONICAL_JSON_OPTIONS).replace("'", "\\u0027")
        console.print(
            f"db.getSiblingDB('{where}').runCommand(EJSON.parse('{text}'))",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
