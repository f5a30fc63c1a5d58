"""What the environment sets, and what it must not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.settings import Settings


def test_plain_names_of_the_environment_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "DATABASE", "ADMIN_ORIGINS", "MAXIMUM_BODY_BYTES"):
        monkeypatch.setenv(name, "4096")
    settings = Settings()
    assert settings.home == Path(".segue")
    assert settings.database == "segue"
    assert settings.admin_origins == ()
    assert settings.maximum_body_bytes == 1_048_576


def test_every_documented_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {
        "MONGODB_URI": "mongodb://db/",
        "SEGUE_DATABASE": "shop",
        "SEGUE_HOME": "/var/lib/segue",
        "HOST": "0.0.0.0",  # noqa: S104, only read
        "PORT": "8080",
        "SEGUE_ADMIN_ORIGINS": "https://a.example, https://b.example",
        "SEGUE_TRUSTED_DOCUMENTS": f"web.json{os.pathsep}app.json",
        "SEGUE_ONLY_TRUSTED_DOCUMENTS": "true",
        "SEGUE_MAXIMUM_BODY_BYTES": "2048",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Settings() == Settings(
        mongodb_uri="mongodb://db/",
        database="shop",
        home=Path("/var/lib/segue"),
        host="0.0.0.0",  # noqa: S104
        port=8080,
        admin_origins=("https://a.example", "https://b.example"),
        trusted_documents=(Path("web.json"), Path("app.json")),
        only_trusted_documents=True,
        maximum_body_bytes=2048,
    )
