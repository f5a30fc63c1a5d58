"""How much memory this process has had, at most, since it was last asked to forget. Linux only."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FORGET_PEAK: Final = "5"
"""What the kernel's `clear_refs` calls setting the peak back to what is resident now."""


def forget_peak() -> int:
    """Let the peak begin anew, and return how many bytes are resident now."""
    Path("/proc/self/clear_refs").write_text(_FORGET_PEAK, encoding="ascii")
    return peak_bytes()


def peak_bytes() -> int:
    """Return how many bytes were resident at most since `forget_peak`."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1_024
    raise OSError("the kernel doesn't say how much memory this process has had")
