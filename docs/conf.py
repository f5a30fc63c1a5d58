"""How Sphinx builds the site; `make docs` runs it."""

from __future__ import annotations

from typing import Any

project = "Segue"
html_title = "Segue"
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "requirements.*", "generator"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Answers are shown cut short by `…`, which no lexer of JSON knows.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["segue.css"]
html_favicon = "_static/segue.svg"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {
    "light_logo": "segue.svg",
    "dark_logo": "segue.svg",
    "light_css_variables": {
        "color-brand-primary": "#0f5f4c",
        "color-brand-content": "#0f6e57",
        "color-brand-visited": "#0f6e57",
        "font-stack": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, sans-serif",
        "font-stack--monospace": "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
    },
    "dark_css_variables": {
        "color-brand-primary": "#6fd3b5",
        "color-brand-content": "#6fd3b5",
        "color-brand-visited": "#6fd3b5",
    },
}
pygments_style = "tango"
pygments_dark_style = "github-dark"
copybutton_exclude = ".linenos, .gp, .go"


def list_decisions(_: Any, page: str, source: list[str]) -> None:
    """Put the records below their overview in the site's contents; on its own it is a plain table."""
    if page == "decisions/README":
        source[0] += "\n```{toctree}\n:hidden:\n:glob:\n\n0*\n```\n"


def setup(site: Any) -> None:
    """Extend the build."""
    site.connect("source-read", list_decisions)
