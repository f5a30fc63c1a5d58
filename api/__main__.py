from __future__ import annotations

import gc

# Importing makes a million objects that all stay: looking for garbage among them takes a fifth of
# the time to start. `start_collecting_garbage` turns it on again.
gc.disable()

from api.cli import main  # noqa: E402, see above

main()
