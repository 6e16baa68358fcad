"""The promotions and coupons of the demo's year, and those that are yet to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tessera.ops.demo import brand, seasons
from tessera.ops.demo.deeds import Announce, Issue, Person
from tessera.ops.demo.styles import STYLES

Terms = tuple[str, dict[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CouponPlan:
    """A kind of coupon."""

    name: str
    threshold_minor: int
    amount_minor: int
    combines_with_level: bool = True


WELCOME = CouponPlan("新人礼券 满300减40", 300_00, 40_00)
BIRTHDAY = CouponPlan("生日礼券 满400减80", 400_00, 80_00)
MEMBERS_DAY = CouponPlan("会员日券 满600减60", 600_00, 60_00)
RENEWAL = CouponPlan("焕新礼券 满800减120", 800_00, 120_00, combines_with_level=False)
NEIGHBOURS = CouponPlan("街坊券 满200减20", 200_00, 20_00)
COUPONS = (WELCOME, BIRTHDAY, MEMBERS_DAY, RENEWAL, NEIGHBOURS)

NEIGHBOUR_COUNT = 12


def promotions(first: date, today: date) -> Iterator[Announce]:
    """All promotions from ``first`` until some weeks after ``today``, announced before ``today``."""
    for year in range(first.year - 1, today.year + 2):
        for name, starts, ends, terms in _festive(year):
            if ends >= first and starts <= today + timedelta(days=25):
                yield _announced(f"{year} {name}", starts, ends, terms, first, today)
    for name, starts, ends, terms, shops in _present(today):
        yield _announced(name, starts, ends, terms, first, today, shops)


def _festive(year: int) -> Iterator[tuple[str, date, date, Terms]]:
    lunar = seasons.new_year(year)

    def day(month: int, number: int) -> date:
        return date(year, month, number)

    yield "女神节 连衣裙88折", day(3, 1), day(3, 8), _off(12, "连衣裙", "半身裙")
    yield "五一出游 满600减80", day(4, 28), day(5, 5), _save(600, 80)
    yield "618年中 全场9折", day(6, 1), day(6, 18), _off(10)
    yield "夏末清仓 65折", day(8, 5), day(8, 25), _off(35, season="夏")
    yield "国庆同庆 满1000减120", day(9, 28), day(10, 7), _save(1000, 120, repeat=True)
    yield "双11 秋冬外套8折", day(11, 1), day(11, 11), _off(20, "大衣", "羽绒服", "针织衫")
    yield "双11 每满1000减150", day(11, 8), day(11, 11), _save(1000, 150, repeat=True, cap=600)
    yield "双12 围巾包袋85折", day(12, 10), day(12, 12), _off(15, "围巾", "包袋")
    yield "跨年 满800减100", day(12, 24), date(year + 1, 1, 3), _save(800, 100)
    yield (
        "年货节 满1200减200",
        lunar - timedelta(days=20),
        lunar - timedelta(days=1),
        _save(1200, 200),
    )
    yield (
        "开春清仓 冬装6折",
        lunar + timedelta(days=6),
        lunar + timedelta(days=24),
        _off(40, season="冬"),
    )


def _present(today: date) -> Iterator[tuple[str, date, date, Terms, tuple[str, ...]]]:
    def near(days: int) -> date:
        return today + timedelta(days=days)

    season = seasons.season_of(today)
    new = _off(10, season=season)
    yield f"会员专享 {season}季新品9折", near(-10), near(20), _for_members(new), ()
    yield "锦绣礼遇 满800减100", near(-4), near(10), _save(800, 100), ()
    yield "绣坊弄店庆 针织85折", near(-3), near(6), _off(15, "针织衫"), (brand.SUZHOU.code,)
    yield "周年庆 全场85折", near(7), near(13), _off(15), ()
    yield "换季焕新 满1500减300", near(15), near(30), _save(1500, 300), ()


def _off(percent: int, *categories: str, season: str = "") -> Terms:
    styles = [style.code for style in STYLES if style.season == season]
    chosen = {"categories": list(categories), "styles": styles}
    filters = {name: values for name, values in chosen.items() if values}
    return "limited_time", {"discount_bp": percent * 100}, filters


def _save(threshold: int, save: int, *, repeat: bool = False, cap: int | None = None) -> Terms:
    config: dict[str, Any] = {"threshold_minor": threshold * 100, "save_minor": save * 100}
    if repeat:
        config["repeat"] = True
    if cap:
        config["cap_minor"] = cap * 100
    return "spend_save", config, {}


def _for_members(terms: Terms) -> Terms:
    kind, config, filters = terms
    return kind, config, {**filters, "member_only": True}


def _announced(
    name: str,
    starts_on: date,
    ends_on: date,
    terms: Terms,
    first: date,
    today: date,
    shops: tuple[str, ...] = (),
) -> Announce:
    kind, config, filters = terms
    told = min(max(starts_on - timedelta(days=5), first), today - timedelta(days=1))
    return Announce(
        key=f"promotion {name}",
        at=_morning(told, 0.0),
        kind=kind,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        config=config,
        filters=filters,
        shops=shops,
        group="满减" if kind == "spend_save" else "",
    )


def coupons(first: date, today: date, people: Sequence[Person]) -> Iterator[Issue]:
    """Coupons as they are issued: weekly to newcomers, monthly for birthdays and members' days."""
    day = first + timedelta(days=1)
    while day < today:
        if day.weekday() == 0:
            week = day - timedelta(days=7)
            new = [p.number for p in people if week <= p.joins_on < day]
            yield from _issued(WELCOME, day, 30, new)
        if day.day == 1:
            born = (p for p in people if p.birthday and p.birthday.month == day.month)
            yield from _issued(BIRTHDAY, day, 30, [p.number for p in born if p.joins_on < day])
        if day.day == 8:
            here = [p.number for p in people if p.joins_on < day and p.number % 3 == day.month % 3]
            yield from _issued(MEMBERS_DAY, day, 14, here)
        day += timedelta(days=1)
    recent = max(first + timedelta(days=1), today - timedelta(days=6))
    yield from _issued(RENEWAL, recent, 30, [p.number for p in people if p.joins_on < recent])
    for number in range(NEIGHBOUR_COUNT):
        yield _issue(NEIGHBOURS, recent, 60, (), f" {number}")


def _issued(plan: CouponPlan, day: date, days: int, members: Sequence[int]) -> Iterator[Issue]:
    if members:
        yield _issue(plan, day, days, tuple(members))


def _issue(
    plan: CouponPlan, day: date, days: int, members: tuple[int, ...], more: str = ""
) -> Issue:
    return Issue(
        key=f"coupon {plan.name} {day}{more}",
        at=_morning(day, 0.5),
        kind=plan.name,
        members=members,
        starts_on=day,
        ends_on=day + timedelta(days=days),
    )


def _morning(day: date, hours: float) -> datetime:
    return brand.SHANGHAI.instant(day, 8.5 + hours)
