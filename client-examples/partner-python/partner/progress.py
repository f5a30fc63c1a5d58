"""How far a file has been brought in, kept beside it until it is done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Progress:
    """A file, known by its content: one that was changed is begun again, which is harmless."""

    path: Path
    digest: str

    @classmethod
    def of(cls, file: Path) -> Self:
        """Return the progress of a file."""
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return cls(file.with_name(f"{file.name}.progress"), digest)

    def rows_done(self) -> int:
        """Return how many rows an earlier run has brought in."""
        if not self.path.exists():
            return 0
        kept = json.loads(self.path.read_text())
        return int(kept["rows"]) if kept["digest"] == self.digest else 0

    def keep(self, rows: int) -> None:
        """Remember that so many rows are in, at one stroke."""
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps({"digest": self.digest, "rows": rows}))
        unfinished.replace(self.path)

    def finish(self) -> None:
        """Forget it: all rows are in."""
        self.path.unlink(missing_ok=True)
