from typing import Any

from .async_base_client import AsyncBaseClient
from .input_types import TrackEventsInput
from .track_events import TrackEvents


def gql(q: str) -> str:
    return q


class Client(AsyncBaseClient):
    async def track_events(self, input: TrackEventsInput, **kwargs: Any) -> TrackEvents:
        query = gql("""
            mutation TrackEvents($input: TrackEventsInput!) {
              trackEvents(input: $input) {
                __typename
                ... on EventsTracked {
                  stored
                  repeated
                }
                ... on InvalidInput {
                  problems {
                    path
                    code
                    message
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = await self.execute(
            query=query, operation_name="TrackEvents", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return TrackEvents.model_validate(data)
