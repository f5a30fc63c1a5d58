from typing import Literal, Union

from pydantic import Field

from .base_model import BaseModel


class TrackEvents(BaseModel):
    track_events: Union[
        "TrackEventsTrackEventsEventsTracked", "TrackEventsTrackEventsInvalidInput"
    ] = Field(alias="trackEvents", discriminator="typename__")


class TrackEventsTrackEventsEventsTracked(BaseModel):
    typename__: Literal["EventsTracked"] = Field(alias="__typename")
    stored: int
    repeated: int


class TrackEventsTrackEventsInvalidInput(BaseModel):
    typename__: Literal["InvalidInput"] = Field(alias="__typename")
    problems: list["TrackEventsTrackEventsInvalidInputProblems"]


class TrackEventsTrackEventsInvalidInputProblems(BaseModel):
    path: list[str]
    code: str
    message: str


TrackEvents.model_rebuild()
TrackEventsTrackEventsInvalidInput.model_rebuild()
