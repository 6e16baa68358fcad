"""A level that is applied for, a member who wants it, and two who look at it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django_q.models import OrmQ

from tessera.charters import jobs, queries, usecases
from tessera.charters.models import Application
from tessera.kernel.actor import Actor
from tessera.members import usecases as members
from tessera.members.models import Member
from tests.support.shop import NOON, Shop
from tests.support.till import hire

PDF = b"%PDF-1.7\n%%EOF\n"
"""The smallest paper."""


@dataclass
class Desk:
    """Silver (10 %) on application, and the fee of 200.00 that it costs."""

    shop: Shop
    silver: UUID
    fee: UUID
    member: UUID
    reviewer: Actor
    decider: Actor

    @property
    def own(self) -> Actor:
        """The member, in their app."""
        return member_actor(self.member)

    def apply(self, at: datetime = NOON) -> UUID:
        """The member applies."""
        return usecases.apply(actor=self.own, at=at, level_id=self.silver, note="常客")

    def review(self, application_id: UUID, at: datetime = NOON) -> None:
        """The papers are seen, and the member is visited."""
        usecases.review(
            actor=self.reviewer,
            at=at,
            application_id=application_id,
            documents="身份证、营业执照",
            visit_on=date(2026, 3, 9),
            visit_note="属实",
        )

    def approve(self, application_id: UUID, at: datetime = NOON) -> None:
        """A second person says yes."""
        usecases.approve(actor=self.decider, at=at, application_id=application_id)

    def approved(self, at: datetime = NOON) -> UUID:
        """An application that waits for its fee."""
        application_id = self.apply(at)
        self.review(application_id, at)
        self.approve(application_id, at)
        return application_id

    def pay(self, at: datetime = NOON, *also: tuple[UUID, int]) -> UUID:
        """The fee is paid at the till; returns the sale. The worker has not worked yet."""
        order = self.shop.order((self.fee, 1), *also, member_id=self.member)
        return self.shop.sell(order, at=at).sale_id

    def state(self, application_id: UUID) -> str:
        """How far it is."""
        return Application.objects.get(id=application_id).state

    def level(self) -> UUID:
        """The member's level now."""
        return Member.objects.get(id=self.member).level_id


def open_desk(shop: Shop, *, kind: str = "application", days: int | None = None) -> Desk:
    """Set it up through the use cases."""
    silver = members.define_level(actor=shop.boss, at=NOON, name="银卡", rank=2, discount_bp=1000)
    fee = shop.add("CARDFEE", 20000, kind="fee")
    usecases.set_way(
        actor=shop.boss,
        at=NOON,
        level_id=silver,
        kind=kind,
        fee_sku_id=fee,
        days=days,
        needs="身份证",
    )
    people = hire(shop, "manager"), hire(shop, "manager")
    return Desk(shop, silver, fee, shop.join(), *people)


def waiting(shop: Shop, member_id: UUID) -> UUID:
    """An application of ``member_id`` with a paper, that waits for its review."""
    way = next((one for one in queries.list_ways() if one.is_applied_for), None)
    level_id = way.level_id if way else _level_on_application(shop)
    application_id = usecases.apply_for(
        actor=shop.boss, at=NOON, member_id=member_id, level_id=level_id
    )
    usecases.add_paper_for(actor=shop.boss, at=NOON, application_id=application_id, data=PDF)
    return application_id


def _level_on_application(shop: Shop) -> UUID:
    level_id = members.define_level(actor=shop.boss, at=NOON, name="银卡", rank=2, discount_bp=1000)
    usecases.set_way(actor=shop.boss, at=NOON, level_id=level_id, kind="application")
    return level_id


def member_actor(member_id: UUID) -> Actor:
    """A member who is signed in."""
    name = Member.objects.get(id=member_id).name
    return Actor("member", member_id, name, "member", settings.MEMBER_PERMISSIONS, store_ids=None)


def work(at: datetime = NOON) -> int:
    """Do what is queued for applications, twice, as the worker may; returns how many there were."""
    known = {"grant": jobs.grant, "take_level_back": jobs.take_level_back}
    done = 0
    for row in OrmQ.objects.order_by("id"):
        room, _, name = str(row.func()).rpartition(".")
        if room == jobs.__name__:
            for _ in range(2):
                known[name](row.task["args"][0], at)
            done += 1
            row.delete()
    return done
