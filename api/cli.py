"""The command line: `python -m api`."""

from __future__ import annotations

import logging
import signal
import sys
from importlib import import_module
from typing import Final

from cyclopts import App

app: Final = App(
    name="python -m api",
    help="Segue: content and targeting for online shops, as a GraphQL API on MongoDB.\n\n"
    "Environment: MONGODB_URI (else an embedded MongoDB in SEGUE_HOME, `.segue`), SEGUE_DATABASE, "
    "HOST, PORT, SEGUE_ADMIN_ORIGINS, SEGUE_MAXIMUM_BODY_BYTES.",
    version_flags=[],
)
_stores: Final = App(name="stores", help="Stores: the shops that this server works for.")
_keys: Final = App(name="keys", help="API keys.")
_segments: Final = App(name="segments", help="Smart segments.")
_schema: Final = App(name="schema", help="The GraphQL schemas.")

_IMPORT_HELP: Final = """Import past orders from a CSV file, plain or gzipped.

Columns: order_number, placed_at, units, total; and where known customer_id (empty: a guest),
country, is_cancellation, cancels_order, is_discounted. Orders that are there already are skipped;
nothing is stored when any row can't be used.
"""

# Named by text, so that a command imports what it needs and nothing else.
app.command(
    "api.commands.serving:serve",
    name="serve",
    help="Serve the API on the MongoDB that MONGODB_URI names.",
)
app.command(
    "api.commands.serving:demo",
    name="demo",
    help="Load a real shop into an embedded MongoDB and serve it.",
)
app.command(
    "api.commands.data:migrate", name="migrate", help="Run the migrations that haven't run yet."
)
app.command(
    "api.commands.data:import_orders",
    name="import-orders",
    help="Import past orders from a CSV file.",
)
_segments.command(
    "api.commands.data:recompute",
    name="recompute",
    help="Work out the smart segments' figures anew.",
)
_stores.command("api.commands.access:create_store", name="create", help="Make a store.")
_keys.command("api.commands.access:create_key", name="create", help="Make an API key and print it.")
_schema.command(
    "api.commands.schema_files:export",
    name="export",
    help="Write the committed schema files, or check them.",
)
for _group in (_segments, _stores, _keys, _schema):
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
