"""Settings, read from the environment once; each has a default that works on a developer's machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, final

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


@final
class Settings(BaseSettings):
    """What an operator can set.

    Attributes:
        mongodb_uri: `MONGODB_URI`; empty for the embedded database.
        database: `SEGUE_DATABASE`, the database's name.
        home: `SEGUE_HOME`, where the embedded database and the demo's facts are kept.
        host, port: `HOST` and `PORT`, what the server listens on.
        admin_origins: `SEGUE_ADMIN_ORIGINS`, web origins of admin UIs that may call
            `/admin/graphql` from a browser, separated by commas.
        trusted_documents: `SEGUE_TRUSTED_DOCUMENTS`, manifests of the operations that clients were
            built with, separated as the entries of `PATH` are.
        only_trusted_documents: `SEGUE_ONLY_TRUSTED_DOCUMENTS`, whether storefronts may send no others.
        maximum_body_bytes: `SEGUE_MAXIMUM_BODY_BYTES`, the largest request that is read.
    """

    # The prefix keeps fields apart from what the environment has under their plain names, such as HOME.
    model_config = SettingsConfigDict(frozen=True, populate_by_name=True, env_prefix="SEGUE_")

    mongodb_uri: Annotated[str, Field(validation_alias="MONGODB_URI")] = ""
    database: Annotated[str, Field(min_length=1)] = "segue"
    home: Path = Path(".segue")
    host: Annotated[str, Field(validation_alias="HOST")] = "127.0.0.1"
    port: Annotated[int, Field(validation_alias="PORT", ge=0, le=65_535)] = 8000
    admin_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_documents: Annotated[tuple[Path, ...], NoDecode] = ()
    only_trusted_documents: bool = False
    maximum_body_bytes: Annotated[int, Field(ge=1_024)] = 1_048_576

    @field_validator("admin_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(origin.strip() for origin in value.split(",") if origin.strip())

    @field_validator("trusted_documents", mode="before")
    @classmethod
    def _paths(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(Path(path) for path in value.split(os.pathsep) if path)
