from typing import Any, Optional, Union

from .base_client import BaseClient
from .base_model import UNSET, UnsetType
from .recompute_smart_segments import RecomputeSmartSegments
from .segment_members import SegmentMembers


def gql(q: str) -> str:
    return q


class Client(BaseClient):
    def segment_members(
        self,
        segment: str,
        first: int,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> SegmentMembers:
        query = gql("""
            query SegmentMembers($segment: String!, $first: Int!, $after: String) {
              visitors(segment: $segment, first: $first, after: $after) {
                edges {
                  node {
                    id
                    isEmailSubscriber
                    profile {
                      country
                      language
                    }
                    orders {
                      count
                      revenue
                      lastAt
                    }
                  }
                }
                pageInfo {
                  hasNextPage
                  endCursor
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "segment": segment,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="SegmentMembers", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return SegmentMembers.model_validate(data)

    def recompute_smart_segments(self, **kwargs: Any) -> RecomputeSmartSegments:
        query = gql("""
            mutation RecomputeSmartSegments {
              recomputeSmartSegments {
                figures {
                  buyers
                  computedAt
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query,
            operation_name="RecomputeSmartSegments",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return RecomputeSmartSegments.model_validate(data)
