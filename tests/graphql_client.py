"""A GraphQL client over HTTP, as a storefront or an admin UI would write it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, final

from httpx2 import AsyncClient, Response


@final
@dataclass(frozen=True, slots=True)
class GraphQLClient:
    http: AsyncClient
    path: str
    key: str
    user: str | None = None

    def named(self, user: str) -> GraphQLClient:
        """Return the same client, which names the person behind its requests."""
        return replace(self, user=user)

    async def send(self, query: str, **variables: Any) -> Response:
        """Return the response as it is."""
        return await self.http.post(
            self.path,
            json={"query": query, "variables": variables},
            headers={
                "authorization": f"Bearer {self.key}",
                "accept": "application/graphql-response+json",
                **({"segue-user": self.user} if self.user else {}),
            },
        )

    async def ask(self, query: str, **variables: Any) -> Any:
        """Return the data of a request that must succeed as a whole."""
        response = await self.send(query, **variables)
        body = response.json()
        assert response.status_code == 200, body
        assert "errors" not in body, body
        return body["data"]

    async def do(self, mutation: str, input_type: str, selection: str, **input: Any) -> Any:
        """Return what one mutation with one `input` answers; its error members come as they are."""
        data = await self.ask(
            f"""mutation($input: {input_type}!) {{ result: {mutation}(input: $input) {{
                __typename
                ... on UserError {{ message }}
                ... on InvalidInput {{ problems {{ path code message }} }}
                {selection}
            }} }}""",
            input=input,
        )
        return data["result"]

    async def refused(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the first error of a request that must fail."""
        body = (await self.send(query, **variables)).json()
        assert body.get("errors"), body
        error: dict[str, Any] = body["errors"][0]
        return error


@final
@dataclass(frozen=True, slots=True)
class Clients:
    storefront: GraphQLClient
    admin: GraphQLClient

    async def track(self, visitor_id: str, *events: dict[str, Any]) -> Any:
        return await self.storefront.do(
            "trackEvents",
            "TrackEventsInput",
            "... on EventsTracked { stored repeated }",
            visitorId=visitor_id,
            events=list(events),
        )

    async def eligible(self, visitor_id: str, **variables: Any) -> list[dict[str, Any]]:
        data = await self.storefront.ask(ELIGIBLE, visitorId=visitor_id, **variables)
        answers: list[dict[str, Any]] = data["eligibleCampaigns"]
        return answers

    async def eligible_types(self, visitor_id: str, **variables: Any) -> list[str]:
        return [
            answer["campaign"]["type"] for answer in await self.eligible(visitor_id, **variables)
        ]

    async def publish_segment(self, key: str, rule: dict[str, Any]) -> None:
        created = await self.admin.do(
            "createSegment",
            "CreateSegmentInput",
            "... on SegmentChanged { segment { revision } }",
            key=key,
            name=key,
            rule=rule,
        )
        assert created["__typename"] == "SegmentChanged", created
        published = await self.admin.do(
            "publishSegment",
            "SegmentRevisionInput",
            "... on SegmentChanged { segment { status } }",
            key=key,
            revision=created["segment"]["revision"],
        )
        assert published["segment"]["status"] == "LIVE", published

    async def publish_campaign(self, campaign_type: str, **definition: Any) -> str:
        """Make and publish a campaign, and return its id."""
        definition.setdefault("variants", [variant_of(campaign_type)])
        if campaign_type == "HERO_BANNER":
            definition.setdefault("placement", "home-hero")
        created = await self.admin.do(
            "createCampaign",
            "CreateCampaignInput",
            "... on CampaignChanged { campaign { id revision } }",
            name=f"A {campaign_type}",
            type=campaign_type,
            definition=definition,
        )
        assert created["__typename"] == "CampaignChanged", created
        published = await self.admin.do(
            "publishCampaign",
            "CampaignRevisionInput",
            "... on CampaignChanged { campaign { id status } }",
            id=created["campaign"]["id"],
            revision=created["campaign"]["revision"],
        )
        assert published["__typename"] == "CampaignChanged", published
        campaign_id: str = published["campaign"]["id"]
        return campaign_id


ELIGIBLE = """query($visitorId: ID!, $page: PageInput, $types: [CampaignType!],
                    $placements: [String!], $locale: String, $first: Int! = 10) {
  eligibleCampaigns(visitorId: $visitorId, page: $page, types: $types, placements: $placements,
                    locale: $locale, first: $first) {
    decisionId variant control
    isTest firstShownAt
    campaign { id version type placement locale display { triggers { kind delaySeconds } } }
  }
}"""

THANK_YOU = {"text": "Thank you", "closesAfterSeconds": 5}
CONTENTS: dict[str, dict[str, Any]] = {
    "POPUP_BANNER": {"popupBanner": {"title": "Come back", "text": "Ten per cent off"}},
    "EMAIL_COLLECTION": {
        "emailCollection": {
            "title": "A letter a month",
            "inputPlaceholder": "you@example.com",
            "submitLabel": "Sign up",
            "consent": {"text": "I agree to the monthly letter.", "url": "/privacy"},
            "thankYou": THANK_YOU,
        }
    },
    "FORM_SURVEY": {
        "formSurvey": {
            "title": "How was it?",
            "questions": [
                {"key": "nps", "kind": "NPS", "text": "Recommend us?", "isRequired": True},
                {"key": "stars", "kind": "STARS", "text": "Delivery?"},
                {
                    "key": "why",
                    "kind": "MULTIPLE_CHOICE",
                    "text": "Why?",
                    "options": [
                        {"key": "price", "label": "Price"},
                        {"key": "choice", "label": "Choice"},
                    ],
                },
                {
                    "key": "again",
                    "kind": "SINGLE_CHOICE",
                    "text": "Again?",
                    "options": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}],
                },
                {"key": "wish", "kind": "OPEN_TEXT", "text": "Wish?", "maximumLength": 20},
            ],
            "submitLabel": "Send",
            "thankYou": THANK_YOU,
        }
    },
    "NOTIFICATION_BAR": {
        "notificationBar": {"messages": [{"text": "Free delivery"}], "isSticky": True}
    },
    "HERO_BANNER": {
        "heroBanner": {
            "heading": "Spring",
            "desktopImage": {"url": "/spring.jpg", "alternativeText": "A garden"},
        }
    },
}


def variant_of(campaign_type: str, **changes: Any) -> dict[str, Any]:
    return {
        "translations": [{"locale": "en", "content": CONTENTS[campaign_type]}],
        **changes,
    }
