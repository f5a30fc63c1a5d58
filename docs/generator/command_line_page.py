"""The reference of the command line, which Cyclopts writes from the commands themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from api.cli import app

ROOT: Final = Path(__file__).parent.parent.parent


def command_line_page() -> str:
    """Return the page, without the overview that the site's own contents stand for."""
    written = app.generate_docs(output_format="markdown", heading_level=1, max_heading_level=2)
    written = re.sub(
        r"^## Table of Contents\n.*?(?=^\*\*Commands|^##? )",
        "",
        written,
        flags=re.DOTALL | re.MULTILINE,
    )
    written = re.sub(r"^\*\*Commands\*\*:\n\n(?:\* .*\n)+", "", written, flags=re.MULTILINE)
    written = re.sub(r"\A# .*\n", "# Command line\n", written)
    written = written.replace(f"{ROOT}/", "")  # of defaults that are paths
    return written.replace("python -m api -m api", "python -m api")
