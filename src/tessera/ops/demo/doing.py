"""Do the deeds of the plan through the use cases, as the people at the till would."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.offers import usecases as offers
from tessera.ops.demo import selling
from tessera.ops.demo.deeds import (
    Announce,
    CloseShift,
    Correct,
    Deed,
    GiveBack,
    InShop,
    Issue,
    Join,
    OpenShift,
    Receive,
    Sell,
)
from tessera.ops.demo.house import House
from tessera.ops.demo.memory import Memory
from tessera.rewards.operations import note_trace
from tessera.sales import usecases as sales
from tessera.stock import usecases as stock

FLOAT_MINOR = 1_000_00

SAME_PHONE = 23
"""Of so many who were brought, one was registered on the phone of who brought them."""


class Doer:
    """Does one deed after the other, and remembers what the next ones need."""

    def __init__(self, house: House, memory: Memory) -> None:
        self._house = house
        self._memory = memory
        self._seller = selling.Seller(house, memory)
        self._ways: dict[type[Deed], Callable[[Any], Any]] = {
            Announce: self._announce,
            CloseShift: self._close,
            Correct: self._correct,
            GiveBack: self._seller.take_back,
            Issue: self._issue,
            Join: self._join,
            OpenShift: self._open,
            Receive: self._receive,
            Sell: self._seller.sell,
        }

    def do(self, deed: Deed) -> None:
        """Do ``deed`` unless it was done by an earlier run."""
        if deed.key not in self._memory.answers:
            self._memory.answers[deed.key] = self._ways[type(deed)](deed)
        if isinstance(deed, Join):
            self._remember(deed)
        elif isinstance(deed, Sell):
            self._seller.remember(deed)

    def _asked(self, deed: InShop) -> dict[str, Any]:
        """What every deed in a store says."""
        return {
            "actor": self._house.actors[deed.by],
            "at": deed.at,
            "request_id": self._memory.request_id(deed.key),
            "store_id": self._house.stores[deed.shop],
        }

    def _join(self, deed: Join) -> dict[str, Any]:
        person = deed.person
        view = members.register(
            **self._asked(deed),
            phone=person.phone,
            name=person.name,
            birthday=person.birthday,
            referred_by_card=person.brought_by,
        )
        if person.brought_by and person.number % SAME_PHONE == 0:
            self._share_a_phone(view.id, deed.at)
        return {"id": str(view.id)}

    def _share_a_phone(self, member_id: UUID, at: datetime) -> None:
        """The one who brought somebody registers them on the own phone: a manager will look."""
        for own in (member_id, Member.objects.get(id=member_id).referred_by_id):
            if own is not None:
                note_trace(member_id=own, kind="device", value=str(member_id), at=at)

    def _remember(self, deed: Join) -> None:
        answer = self._memory.answers[deed.key]
        self._memory.meet(deed.person.number, UUID(answer["id"]))

    def _open(self, deed: OpenShift) -> dict[str, Any]:
        till_id = self._house.tills[deed.shop, deed.till]
        sales.open_shift(**self._asked(deed), till_id=till_id, float_minor=FLOAT_MINOR)
        self._memory.drawers[till_id] = FLOAT_MINOR
        return {}

    def _close(self, deed: CloseShift) -> dict[str, Any]:
        """Somebody counts the drawer, and miscounts at times."""
        till_id = self._house.tills[deed.shop, deed.till]
        counted = max(0, self._memory.drawers.pop(till_id) + deed.variance_minor)
        sales.close_shift(**self._asked(deed), till_id=till_id, counted_minor=counted)
        return {}

    def _receive(self, deed: Receive) -> dict[str, Any]:
        lines = [(self._house.skus[piece], quantity) for piece, quantity in deed.pieces]
        stock.receive(**self._asked(deed), lines=lines, note=deed.note)
        return {}

    def _correct(self, deed: Correct) -> dict[str, Any]:
        stock.adjust(
            **self._asked(deed),
            sku_id=self._house.skus[deed.piece],
            quantity=deed.quantity,
            reason=deed.reason,
        )
        return {}

    def _announce(self, deed: Announce) -> dict[str, Any]:
        offers.create_promotion(
            actor=self._house.boss,
            at=deed.at,
            kind=deed.kind,
            name=deed.name,
            starts_on=deed.starts_on,
            ends_on=deed.ends_on,
            config=deed.config,
            filters=deed.filters,
            store_ids=[self._house.stores[shop] for shop in deed.shops],
            group=deed.group,
        )
        self._seller.learn()
        return {}

    def _issue(self, deed: Issue) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "actor": self._house.boss,
            "at": deed.at,
            "request_id": self._memory.request_id(deed.key),
            "kind_id": self._house.coupon_kinds[deed.kind],
            "starts_on": deed.starts_on,
            "ends_on": deed.ends_on,
        }
        if deed.members:
            ids = [self._memory.members[number].id for number in deed.members]
            offers.issue_coupons(**asked, member_ids=ids)
            new = Q(kind=asked["kind_id"], starts_on=deed.starts_on, member__in=ids)
            self._memory.note_coupons(new)
        else:
            offers.issue_coupon(**asked)
        return {}
