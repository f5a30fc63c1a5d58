"""The command line: `python -m api`."""

from __future__ import annotations

import logging
import signal
import sys
from importlib import import_module
from typing import Final

from cyclopts import App

_HELP: Final = """Segue: content and targeting for online shops, as a GraphQL API on MongoDB.

Environment: MONGODB_URI (else an embedded MongoDB in SEGUE_HOME, `.segue`), SEGUE_DATABASE
(`segue`), HOST (`127.0.0.1`), PORT (`8000`), SEGUE_ADMIN_ORIGINS, SEGUE_MAXIMUM_BODY_BYTES.
"""
_SERVE_HELP: Final = """Serve the API on the MongoDB that MONGODB_URI names.

Its migrations must have run; --migrate runs them first. HOST and PORT say where to listen, SEGUE_ADMIN_ORIGINS which web
origins may call the admin API from a browser (separated by commas; none by default). Stops when
told by SIGINT or SIGTERM, once the requests under way are answered.
"""
_DEMO_HELP: Final = """Load a real shop into an embedded MongoDB and serve it.

Prints the addresses, the keys and a request to paste, and writes them to `demo.json` in SEGUE_HOME.
The second run loads nothing again. With MONGODB_URI that MongoDB is used instead of an embedded one.
"""
_MIGRATE_HELP: Final = """Run the migrations that haven't run yet.

Safe to start several times at once: one process works, the others wait. One that was interrupted
goes on where it was.
"""
_IMPORT_HELP: Final = """Import past orders from a CSV file, plain or gzipped.

Columns: order_number, placed_at, units, total; and where known customer_id (empty: a guest),
country, is_cancellation, cancels_order, is_discounted. Orders that are there already are skipped;
nothing is stored when any row can't be used. The smart segments are worked out anew afterwards.
"""
_RECOMPUTE_HELP: Final = """Work out the smart segments' figures anew, and print who is in which.

The figures are percentiles and medians over the store's buyers; they are in force at once.
"""
_KEEP_EVENTS_HELP: Final = """Set for how many days a store's events are kept.

Orders and conversions are kept in any case. Nothing is removed until `events expire` is run.
"""
_EXPIRE_EVENTS_HELP: Final = """Remove the events that are older than a store keeps them.

Run it each night: what one run announces, the next removes, an hour later at the earliest. What live
rules count of these events is kept. Safe to interrupt and to start twice.
"""
_LAYOUT_HELP: Final = """Print what spreads the database over a cluster's shards.

Run it in mongosh, connected to a mongos: before the first migration, and again when there are other
shards. It asks no database itself.
"""
_CREATE_STORE_HELP: Final = """Make a store: the shop whose visitors, campaigns and keys belong together.

Next make its keys, by `keys create`.
"""
_CREATE_KEY_HELP: Final = """Make an API key and print it.

It is shown this once and kept only as a hash.
"""
_LIST_KEYS_HELP: Final = (
    """List a store's keys by how they begin; the keys themselves aren't kept."""
)
_REVOKE_KEY_HELP: Final = """Revoke a key for good.

Servers that run refuse it within half a minute.
"""
_EXPORT_HELP: Final = """Write the committed schema files from the code, or check them.

They are schema/storefront.graphql and schema/admin.graphql.
"""
_COMPARE_HELP: Final = """Fail when the committed schemas break clients of the last release.

Unless CHANGELOG.md declares it. The last release's schemas are in schema/released/.
"""
_RELEASE_HELP: Final = """Keep the committed schemas in schema/released/, as part of a release."""

app: Final = App(name="python -m api", help=_HELP, version_flags=[])
_stores: Final = App(name="stores", help="Stores: the shops that this server works for.")
_keys: Final = App(name="keys", help="API keys.")
_segments: Final = App(name="segments", help="Smart segments.")
_events: Final = App(name="events", help="The event log.")
_shards: Final = App(name="shards", help="A cluster of several shards.")
_schema: Final = App(name="schema", help="The GraphQL schemas.")

# Named by text, so that a command imports what it needs and nothing else.
app.command("api.commands.serving:serve", name="serve", help=_SERVE_HELP)
app.command("api.commands.serving:demo", name="demo", help=_DEMO_HELP)
app.command("api.commands.data:migrate", name="migrate", help=_MIGRATE_HELP)
app.command("api.commands.data:import_orders", name="import-orders", help=_IMPORT_HELP)
_segments.command("api.commands.data:recompute", name="recompute", help=_RECOMPUTE_HELP)
_events.command("api.commands.events:keep", name="keep", help=_KEEP_EVENTS_HELP)
_events.command("api.commands.events:expire", name="expire", help=_EXPIRE_EVENTS_HELP)
_shards.command("api.commands.shards:layout", name="layout", help=_LAYOUT_HELP)
_stores.command("api.commands.access:create_store", name="create", help=_CREATE_STORE_HELP)
_keys.command("api.commands.access:create_key", name="create", help=_CREATE_KEY_HELP)
_keys.command("api.commands.access:list_keys", name="list", help=_LIST_KEYS_HELP)
_keys.command("api.commands.access:revoke_key", name="revoke", help=_REVOKE_KEY_HELP)
_schema.command("api.commands.schema_files:export", name="export", help=_EXPORT_HELP)
_schema.command("api.commands.schema_files:compare", name="compare", help=_COMPARE_HELP)
_schema.command("api.commands.schema_files:release", name="release", help=_RELEASE_HELP)
for _group in (_segments, _events, _shards, _stores, _keys, _schema):
    app.command(_group)


def main() -> None:
    """Run the command line; what an operator can mend ends in a message and exit code 1."""
    _set_up_logging()
    # So that a server told to stop leaves through `finally`, and the embedded database stops too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        app()
    except Exception as error:
        advice = import_module("api.failures").advice_on(error)
        if advice is None:
            raise
        import_module("api.commands.environment").give_up(advice)


def _set_up_logging() -> None:
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
    )
    request_ids = import_module("api.request_ids")
    for handler in logging.getLogger().handlers:
        handler.addFilter(request_ids.RequestIdFilter())
    for library in ("pymongo", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)
