"""How much the three compilers are compared."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

RULES_AT_ONCE: Final = 8
VISITORS_AT_ONCE: Final = 6
_BATCHES: Final = 300
"""With `RULES_AT_ONCE` rules each, more than 2,000 rules."""

_WITHOUT_SHRINKING: Final = (Phase.explicit, Phase.reuse, Phase.generate)

equivalence_settings: Final = settings(
    max_examples=int(os.environ.get("SEGUE_EQUIVALENCE_BATCHES", _BATCHES)),
    # Each attempt to shrink asks MongoDB again, for minutes; by request only.
    phases=tuple(Phase) if "SEGUE_EQUIVALENCE_SHRINK" in os.environ else _WITHOUT_SHRINKING,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
