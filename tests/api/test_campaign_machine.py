"""The life of campaigns and the caps, against a model: whatever happens in whatever order.

Hypothesis makes up what marketers and visitors do; several visitors and tabs act at once. Compared is
what a plain model of one page of Python says: which campaigns are returned, how many displays are
granted, and that no code is handed out twice.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import pytest
from httpx2 import AsyncClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.api.test_displays import claim
from tests.conftest import NOW, MovableClock, clients_of, make_store
from tests.graphql_client import Clients, variant_of

VISITORS: Final = ("v1", "v2", "v3")
CODES: Final = 4
DAILY: Final = 3
_T = TypeVar("_T")


@dataclass
class ModelCampaign:
    """What the model knows of a campaign."""

    id: str
    revision: int
    caps: dict[str, Any]
    has_coupon: bool
    status: str = "DRAFT"
    live_caps: dict[str, Any] = field(default_factory=dict)
    versions: list[dict[str, Any]] = field(default_factory=list)
    is_under_test: bool = False
    shown: list[tuple[str, datetime]] = field(default_factory=list)


CAPS = st.fixed_dictionaries(
    {},
    optional={
        "maximumImpressions": st.integers(1, 3),
        "minimumGapSeconds": st.sampled_from([60, 3_600]),
        "perTime": st.builds(
            lambda maximum, hours: [{"maximum": maximum, "amount": hours, "unit": "HOURS"}],
            st.integers(1, 2),
            st.sampled_from([1, 24]),
        ),
        "impressionBudget": st.integers(1, 4),
    },
)


class CampaignMachine(RuleBasedStateMachine):
    """Marketers and visitors, and the model of what must come of it."""

    loop: asyncio.AbstractEventLoop
    http: AsyncClient
    clock: MovableClock

    campaigns: Bundle[ModelCampaign] = Bundle("campaigns")

    def do(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """Run something on the event loop that the server runs on."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)

    @initialize()
    def open_shop(self) -> None:
        self.clock.now = NOW
        self.known: list[ModelCampaign] = []
        self.displays: list[tuple[str, datetime]] = []
        self.codes: dict[tuple[str, str], str] = {}
        self.clients: Clients = self.do(self._opened())
        self.token = self.do(self._token())

    async def _opened(self) -> Clients:
        clients = await clients_of(self.http, await make_store())
        admin = clients.admin
        await admin.do("createCouponPool", "CreateCouponPoolInput", "", key="pool", name="Pool")
        await admin.do(
            "addCouponCodes",
            "AddCouponCodesInput",
            "",
            pool="pool",
            codes=[f"CODE-{n}" for n in range(CODES)],
        )
        await admin.do("adjustDisplayLimits", "AdjustDisplayLimitsInput", "", dailyMaximum=DAILY)
        return clients

    async def _token(self) -> str:
        made = await self.clients.admin.do(
            "createTestToken",
            "CreateTestTokenInput",
            "... on TestTokenCreated { token }",
            validHours=720,
        )
        token: str = made["token"]
        return token

    def _definition(self, caps: dict[str, Any], *, has_coupon: bool) -> dict[str, Any]:
        frequency = {name: cap for name, cap in caps.items() if name != "impressionBudget"}
        definition: dict[str, Any] = {
            "frequency": frequency,
            "variants": [variant_of("POPUP_BANNER")],
        }
        if "impressionBudget" in caps:
            definition["impressionBudget"] = caps["impressionBudget"]
        if has_coupon:
            definition["coupon"] = {"pool": "pool"}
        return definition

    @rule(target=campaigns, caps=CAPS, has_coupon=st.booleans())
    def create(self, caps: dict[str, Any], *, has_coupon: bool) -> ModelCampaign:
        created = self.do(
            self.clients.admin.do(
                "createCampaign",
                "CreateCampaignInput",
                "... on CampaignChanged { campaign { id revision } }",
                name="One",
                type="POPUP_BANNER",
                definition=self._definition(caps, has_coupon=has_coupon),
            )
        )
        made = ModelCampaign(created["campaign"]["id"], 1, caps, has_coupon)
        self.known.append(made)
        return made

    @rule(campaign=campaigns, caps=CAPS)
    def edit(self, campaign: ModelCampaign, caps: dict[str, Any]) -> None:
        definition = self._definition(caps, has_coupon=campaign.has_coupon)
        if self._change(campaign, "updateCampaign", allowed=True, definition=definition):
            campaign.caps = caps

    @rule(campaign=campaigns)
    def publish(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "publishCampaign", allowed=True):
            campaign.status, campaign.live_caps = "LIVE", campaign.caps
            campaign.versions.append(campaign.caps)
            campaign.is_under_test = False

    @rule(campaign=campaigns)
    def test(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "testCampaign", allowed=True):
            campaign.is_under_test = True
            campaign.status = "TEST" if campaign.status == "DRAFT" else campaign.status

    @rule(campaign=campaigns)
    def end_test(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "endCampaignTest", allowed=campaign.is_under_test):
            campaign.is_under_test = False
            campaign.status = "DRAFT" if campaign.status == "TEST" else campaign.status

    @rule(campaign=campaigns)
    def pause(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "pauseCampaign", allowed=campaign.status == "LIVE"):
            campaign.status = "PAUSED"

    @rule(campaign=campaigns)
    def resume(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "resumeCampaign", allowed=campaign.status == "PAUSED"):
            campaign.status = "LIVE"

    @rule(campaign=campaigns, which=st.integers(0, 5))
    def roll_back(self, campaign: ModelCampaign, which: int) -> None:
        data = self.do(
            self.clients.admin.ask(
                "query($id: ID!) { campaign(id: $id) { versions { version isTest } } }",
                id=campaign.id,
            )
        )
        published = [v["version"] for v in data["campaign"]["versions"] if not v["isTest"]]
        published.reverse()
        if not published:
            return
        which %= len(published)
        if self._change(campaign, "rollBackCampaign", allowed=True, version=published[which]):
            campaign.status, campaign.live_caps = "LIVE", campaign.versions[which]
            campaign.versions.append(campaign.live_caps)

    @rule(campaign=consumes(campaigns))
    def archive(self, campaign: ModelCampaign) -> None:
        if self._change(campaign, "archiveCampaign", allowed=True):
            campaign.status, campaign.is_under_test = "ARCHIVED", False

    def _change(
        self, campaign: ModelCampaign, mutation: str, *, allowed: bool, **more: Any
    ) -> bool:
        kind = {
            "updateCampaign": "UpdateCampaignInput",
            "rollBackCampaign": "RollBackCampaignInput",
        }.get(mutation, "CampaignRevisionInput")
        changed = self.do(
            self.clients.admin.do(
                mutation,
                kind,
                "... on CampaignChanged { campaign { revision status testVersion } }",
                id=campaign.id,
                revision=campaign.revision,
                **more,
            )
        )
        if not allowed:
            assert changed["__typename"] == "WrongStatus", changed
            return False
        assert changed["__typename"] == "CampaignChanged", changed
        campaign.revision += 1
        assert changed["campaign"]["revision"] == campaign.revision
        return True

    @rule(minutes=st.sampled_from([1, 45, 60, 600, 1_440]))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(campaign=campaigns, tabs=st.integers(1, 3), data=st.data())
    def visit(self, campaign: ModelCampaign, tabs: int, data: st.DataObject) -> None:
        """Visitors ask in several tabs at once, and claim this campaign in all of them."""
        visitors = data.draw(st.lists(st.sampled_from(VISITORS), min_size=1, unique=True))
        asked = {v: self.do(self._asked(v, tabs)) for v in visitors}
        offers = [
            (visitor, offer)
            for visitor, lists in asked.items()
            for found in lists
            for offer in found
            if offer["campaign"]["id"] == campaign.id
        ]
        expected = {v for v in visitors if self._may_be_shown(campaign, v)}
        assert {visitor for visitor, _ in offers} == expected
        claims = self.do(self._claimed(offers))
        for (visitor, _), display in zip(offers, claims, strict=True):
            if display["isGranted"]:
                self._check_code(campaign, visitor, display["couponCode"])
        self._check_granted(campaign, offers, claims)

    async def _asked(self, visitor: str, tabs: int) -> list[list[dict[str, Any]]]:
        return await asyncio.gather(
            *(self.clients.eligible(visitor, first=50) for _ in range(tabs))
        )

    async def _claimed(self, offers: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        claims = await asyncio.gather(
            *(claim(self.clients, visitor, offer) for visitor, offer in offers)
        )
        return [display for (display,) in claims]

    def _check_granted(
        self,
        campaign: ModelCampaign,
        offers: list[tuple[str, dict[str, Any]]],
        claims: list[dict[str, Any]],
    ) -> None:
        granted = Counter(
            visitor
            for (visitor, _), display in zip(offers, claims, strict=True)
            if display["isGranted"]
        )
        for visitor, count in granted.items():
            for _ in range(count):
                assert self._may_be_shown(campaign, visitor), "no more than the caps allow"
                campaign.shown.append((visitor, self.clock.now))
                self.displays.append((visitor, self.clock.now))
        for visitor, _ in offers:
            tried = sum(v == visitor for v, _ in offers)
            assert granted[visitor] == tried or not self._may_be_shown(campaign, visitor), (
                "nobody is refused who may be shown it"
            )

    def _check_code(self, campaign: ModelCampaign, visitor: str, code: str | None) -> None:
        if not campaign.has_coupon:
            assert code is None
            return
        assert code is not None
        assert self.codes.setdefault((campaign.id, visitor), code) == code, "the same code again"
        assert len(set(self.codes.values())) == len(self.codes), "no code is handed out twice"

    def _may_be_shown(self, campaign: ModelCampaign, visitor: str) -> bool:
        caps, now = campaign.live_caps, self.clock.now
        own = [at for v, at in campaign.shown if v == visitor]
        today = [at for v, at in self.displays if v == visitor and at.date() == now.date()]
        if campaign.status != "LIVE" or len(today) >= DAILY:
            return False
        if len(campaign.shown) >= caps.get("impressionBudget", 10_000):
            return False
        if len(own) >= caps.get("maximumImpressions", 10_000):
            return False
        gap = timedelta(seconds=caps.get("minimumGapSeconds", 0))
        if own and now - own[-1] < gap:
            return False
        for limit in caps.get("perTime", ()):
            since = now - timedelta(hours=limit["amount"])
            if sum(at > since for at in own) >= limit["maximum"]:
                return False
        has_code = (campaign.id, visitor) in self.codes or len(self.codes) < CODES
        return not campaign.has_coupon or (has_code and len(self.codes) < CODES)

    @invariant()
    def testers_alone_see_what_is_under_test(self) -> None:
        if not hasattr(self, "known") or not self.known:
            return
        query = """query($token: String) { eligibleCampaigns(visitorId: "t", testToken: $token,
          first: 50) { isTest campaign { id } } }"""
        found = self.do(self.clients.storefront.ask(query, token=self.token))["eligibleCampaigns"]
        tested = {offer["campaign"]["id"] for offer in found if offer["isTest"]}
        assert tested == {c.id for c in self.known if c.is_under_test}
        others = self.do(self.clients.storefront.ask(query))["eligibleCampaigns"]
        assert not any(offer["isTest"] for offer in others)
        assert {offer["campaign"]["id"] for offer in others} == {
            c.id for c in self.known if self._may_be_shown(c, "t")
        }


@pytest.mark.timeout(240)
async def test_life_cycle_and_caps_are_those_of_the_model(
    http: AsyncClient, clock: MovableClock
) -> None:
    loop = asyncio.get_running_loop()
    machine = type("Machine", (CampaignMachine,), {"loop": loop, "http": http, "clock": clock})
    await asyncio.to_thread(
        run_state_machine_as_test,
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            derandomize=True,
        ),
    )
