"""Campaigns as an admin UI works on them, over HTTP."""

from __future__ import annotations

from typing import Any, Final

from tests.graphql_client import Clients, variant_of

CHANGED: Final = """... on CampaignChanged {
  campaign { id name type status revision liveVersion testVersion }
}"""
_INPUTS: Final = {
    "updateCampaign": "UpdateCampaignInput",
    "rollBackCampaign": "RollBackCampaignInput",
    "duplicateCampaign": "DuplicateCampaignInput",
}


async def draft(clients: Clients, campaign_type: str = "POPUP_BANNER", **definition: Any) -> Any:
    """Make a campaign as a draft, and return it."""
    definition.setdefault("variants", [variant_of(campaign_type)])
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        CHANGED,
        name=f"A {campaign_type}",
        type=campaign_type,
        definition=definition,
    )
    assert created["__typename"] == "CampaignChanged", created
    return created["campaign"]


async def tried(
    clients: Clients, mutation: str, campaign: Any, selection: str = CHANGED, **more: Any
) -> Any:
    """Do something with a campaign as it was read, and return whatever is answered."""
    if mutation != "duplicateCampaign":
        more.setdefault("revision", campaign["revision"])
    input_type = _INPUTS.get(mutation, "CampaignRevisionInput")
    return await clients.admin.do(mutation, input_type, selection, id=campaign["id"], **more)


async def changed(clients: Clients, mutation: str, campaign: Any, **more: Any) -> Any:
    """Do something with a campaign that must succeed, and return the campaign as it is then."""
    result = await tried(clients, mutation, campaign, **more)
    assert result["__typename"] == "CampaignChanged", result
    return result["campaign"]


async def edited(clients: Clients, campaign: Any, **definition: Any) -> Any:
    """Give a campaign's draft another definition, and return the campaign as it is then."""
    return await changed(clients, "updateCampaign", campaign, definition=definition)


async def republished(clients: Clients, campaign: Any, **definition: Any) -> Any:
    """Give a campaign another definition, publish it, and return the campaign as it is then."""
    return await changed(clients, "publishCampaign", await edited(clients, campaign, **definition))


async def live(clients: Clients, campaign_type: str = "POPUP_BANNER", **definition: Any) -> Any:
    """Make and publish a campaign, and return it."""
    made = await draft(clients, campaign_type, **definition)
    return await changed(clients, "publishCampaign", made)


def popup(title: str, key: str = "A", *, weight: int = 1, **more: Any) -> dict[str, Any]:
    """A variant of a popup in English; what more is given goes into its content."""
    content = {"popupBanner": {"title": title, **more}}
    return {"key": key, "weight": weight, "translations": [{"locale": "en", "content": content}]}
