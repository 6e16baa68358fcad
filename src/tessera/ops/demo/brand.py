"""Who the demo brand is: its stores, its people, and what they sell besides clothes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tessera.kernel.clock import business_day
from tessera.wallet.rules.cards import Terms
from tessera.wallet.rules.topups import Gifts, PlanTerms

NAME = "锦绣"
COLOUR = "#a63a2b"
ZONE = "Asia/Shanghai"
PASSWORD = "jinxiu-2026-demo"  # noqa: S105 - shown to everybody who starts the demo
"""The one password of everybody in the demo."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A store. Hours are local and run past 24 where it closes after midnight.

    ``visits`` is how many sales an ordinary day brings, ``depth`` how many pieces of a size lie
    on its shelves beside the first store's, ``share`` its part of the members in per cent.
    """

    code: str
    name: str
    kind: str
    address: str
    phone: str
    cutover_hour: int
    opens: int
    closes: int
    tills: tuple[str, ...]
    visits: float
    depth: float
    share: int
    rests_at_new_year: bool = True

    def instant(self, day: date, hour: float) -> datetime:
        """The instant of a local ``hour`` of a business day."""
        midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(ZONE))
        return (midnight + timedelta(seconds=round(hour * 3600))).astimezone(UTC)

    def day_of(self, at: datetime) -> date:
        """The business day of an instant."""
        return business_day(at, zone=ZONE, cutover_hour=self.cutover_hour)

    def opening(self, day: date) -> datetime:
        """When the shift is opened: a little before the doors are."""
        return self.instant(day, self.opens - 0.25)


SHANGHAI = Shop(
    code="SH01",
    name="静安云裳店",
    kind="direct",
    address="上海市静安区锦棠路 18 号云裳里 1 层 102",
    phone="021-0000 0118",
    cutover_hour=0,
    opens=10,
    closes=22,
    tills=("T1", "T2"),
    visits=5.8,
    depth=1.0,
    share=46,
)
CHENGDU = Shop(
    code="CD01",
    name="成都织锦夜市店",
    kind="direct",
    address="四川省成都市青羊区织锦巷 27 号",
    phone="028-0000 0127",
    cutover_hour=4,
    opens=12,
    closes=25,
    tills=("T1",),
    visits=4.4,
    depth=0.8,
    share=33,
    rests_at_new_year=False,
)
SUZHOU = Shop(
    code="SZ01",
    name="苏州绣坊弄店",
    kind="franchise",
    address="江苏省苏州市姑苏区绣坊弄 9 号",
    phone="0512-0000 0109",
    cutover_hour=0,
    opens=10,
    closes=21,
    tills=("T1",),
    visits=2.9,
    depth=0.6,
    share=21,
)

SHOPS = (SHANGHAI, CHENGDU, SUZHOU)
LIVELY = (CHENGDU, SUZHOU)
"""Where somebody has opened the till today; the first store's are left for the newcomer."""

TILL_NAMES = {"T1": "一号收银台", "T2": "二号收银台"}


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who signs in. Without a store they work everywhere."""

    username: str
    name: str
    role: str
    shop: str = ""


STAFF = (
    Colleague("boss", "林锦棠", "owner"),
    Colleague("manager", "沈知秋", "manager", "SH01"),
    Colleague("cashier", "陈晓雯", "cashier", "SH01"),
    Colleague("guide", "周雨薇", "guide", "SH01"),
    Colleague("auditor", "顾文远", "auditor"),
    Colleague("cashier2", "何思齐", "cashier", "SH01"),
    Colleague("manager-cd", "唐若宁", "manager", "CD01"),
    Colleague("cashier-cd", "罗小满", "cashier", "CD01"),
    Colleague("guide-cd", "江映雪", "guide", "CD01"),
    Colleague("manager-sz", "陆清和", "manager", "SZ01"),
    Colleague("cashier-sz", "许静婉", "cashier", "SZ01"),
)
BOSS = "boss"


def staff_of(shop: str, role: str) -> tuple[str, ...]:
    """The sign-ins of a role in a store; of a manager where the store has nobody in that role."""
    own = tuple(c.username for c in STAFF if c.shop == shop and c.role == role)
    return own or staff_of(shop, "manager")


@dataclass(frozen=True, slots=True)
class Grade:
    """A level, its discount, what one has to spend to rise there, what it makes of points, and
    what else it gives."""

    name: str
    discount_bp: int
    spent_minor: int
    points_bp: int = 10_000
    rights: str = ""


GRADES = (
    Grade("普通", 0, 0),
    Grade("银卡", 500, 8_000_00, 11_000, "免费改裤脚、新品优先预约"),
    Grade("金卡", 1000, 25_000_00, 12_500, "免费改裤脚、新品优先预约、专属导购、生日礼"),
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A service, a fee or a top-up. ``bonus_minor`` is what a top-up gives on top.

    ``shape`` and ``colour`` say how it is drawn.
    """

    style: str
    name: str
    kind: str
    tag_minor: int
    shape: str
    colour: str
    bonus_minor: int = 0


HEMMING, FITTING, WRAPPING, DELIVERY = "QT-GKJ", "QT-GYS", "QT-LPBZ", "QT-YF"
ENTRY = "QT-JKF"
"""What a gold card costs who applies for one."""

EXTRAS = (
    Extra(DELIVERY, "运费", "fee", 12_00, "token.parcel", "卡其"),
    Extra(WRAPPING, "礼品包装", "fee", 15_00, "token.gift", "石榴红"),
    Extra(FITTING, "改衣·收腰身", "service", 80_00, "token.spool", "黛蓝"),
    Extra(HEMMING, "改衣·改裤脚", "service", 30_00, "token.spool", "竹青"),
    Extra(ENTRY, "金卡入会费", "fee", 199_00, "token.card", "石榴红"),
    Extra("ZC2000", "储值 充 2000 送 400", "topup", 2_000_00, "token.card", "姜黄", 400_00),
    Extra("ZC1000", "储值 充 1000 送 150", "topup", 1_000_00, "token.card", "烟灰", 150_00),
    Extra("ZC500", "储值 充 500 送 50", "topup", 500_00, "token.card", "胭脂", 50_00),
)
PLANS = {
    "ZC2000": PlanTerms(parts=4, part_unit="month"),
    "ZC1000": PlanTerms(gives=Gifts(points=200)),
}
"""Top-ups that give more than their bonus, or give it bit by bit."""

CARDS = (
    ("改衣次卡 10 送 2", 600_00, Terms(paid_uses=10, gift_uses=2, months=12, is_personal=False)),
    ("改衣月卡", 198_00, Terms(is_unlimited=True, months=1)),
    ("九五折年卡", 299_00, Terms(discount_bp=500, months=12)),
)
"""Kinds of card: a name, a price and what it promises; passes are for the services."""

TOPUPS = tuple(sorted((e for e in EXTRAS if e.kind == "topup"), key=lambda e: e.tag_minor))
"""The smallest first."""

LEVEL_PRICES = (("JXK01", "金卡", 1099_00), ("JXC01", "金卡", 2599_00), ("JXB01", "银卡", 829_00))
"""A style, a level, and the price of every one of its SKUs for that level."""

STORE_PRICES = (("JXT01", "CD01", 179_00), ("JXS03", "SZ01", 369_00))
"""A style, a store, and the price of every one of its SKUs there."""
