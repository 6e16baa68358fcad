"""Set the demo brand up: places, people, goods and terms. What is there already stays as it is."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tessera.catalog import queries as catalog_queries
from tessera.catalog import usecases as catalog
from tessera.catalog.rules import NewSku
from tessera.kernel.actor import Actor
from tessera.members import queries as member_queries
from tessera.members import usecases as members
from tessera.offers import queries as offer_queries
from tessera.offers import usecases as offers
from tessera.ops.demo import brand, house, offerings, showroom
from tessera.ops.demo.styles import STYLES
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tessera.platform import versions
from tessera.rewards import queries as reward_queries
from tessera.rewards import usecases as rewards
from tessera.rewards.rules.activities import ActivityFacts
from tessera.rewards.rules.referral import Program
from tessera.wallet import queries as wallet_queries
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import kinds
from tessera.wallet.rules.cards import Group


def set_up(at: datetime) -> None:
    """Make everything that the first sale needs, as of ``at``."""
    founder = house.founder()
    if org_queries.find_brand() is None:
        org.set_up_brand(actor=founder, at=at, name=brand.NAME, colour=brand.COLOUR)
    _stores(founder, at)
    _staff(founder, at)
    boss = house.find_actors()[brand.BOSS]
    _levels(boss, at)
    _terms(boss, at)
    _referral(boss, at)
    showroom.hang()
    _extras(boss, at)
    _plans(boss, at)
    _cards(boss, at)
    _goods(boss, at)
    _prices(boss, at)
    _coupon_kinds(boss, at)


def _stores(actor: Actor, at: datetime) -> None:
    there = {store.code: store.id for store in org_queries.list_stores(actor)}
    for shop in brand.SHOPS:
        store_id = there.get(shop.code) or org.open_store(
            actor=actor,
            at=at,
            code=shop.code,
            name=shop.name,
            kind=shop.kind,
            zone=brand.ZONE,
            cutover_hour=shop.cutover_hour,
            address=shop.address,
            phone=shop.phone,
        )
        tills = {till.code for till in org_queries.list_tills(actor, store_id)}
        for code in shop.tills:
            if code not in tills:
                org.open_till(
                    actor=actor, at=at, store_id=store_id, code=code, name=brand.TILL_NAMES[code]
                )


def _staff(actor: Actor, at: datetime) -> None:
    there = {staff.username for staff in org_queries.list_staff(actor)}
    stores = {store.code: store.id for store in org_queries.list_stores(actor)}
    for colleague in brand.STAFF:
        if colleague.username not in there:
            org.hire(
                actor=actor,
                at=at,
                username=colleague.username,
                password=brand.PASSWORD,
                name=colleague.name,
                role=colleague.role,
                store_ids=[stores[colleague.shop]] if colleague.shop else [],
                everywhere=not colleague.shop,
            )


def _levels(actor: Actor, at: datetime) -> None:
    there = {level.name for level in member_queries.list_levels()}
    for rank, grade in enumerate(brand.GRADES, start=1):
        if grade.name not in there:
            members.define_level(
                actor=actor, at=at, name=grade.name, rank=rank, discount_bp=grade.discount_bp
            )
    for grade, rung in zip(brand.GRADES, reward_queries.get_ladder().rungs, strict=False):
        if grade.spent_minor and not rung.version:
            rewards.set_level_rule(
                actor=actor, at=at, level_id=rung.level_id, terms=_terms_of(grade)
            )


def _terms_of(grade: brand.Grade) -> rewards.LevelTerms:
    """By what was spent within a year; half of it keeps the level for half a year more."""
    return rewards.LevelTerms(
        spend_minor=grade.spent_minor,
        validity_months=6,
        keep_spend_minor=grade.spent_minor // 2,
        points_bp=grade.points_bp,
        birthday_bp=20_000,
        rights=grade.rights,
    )


def _terms(actor: Actor, at: datetime) -> None:
    """Points earn one a yuan and live through the next year; a hundred are one yuan."""
    if not reward_queries.earn_rule.get(versions.current()).version:
        wallet.set_policy(actor=actor, at=at, points_step=100)
        rewards.set_earn_rule(actor=actor, at=at, minor_per_point=100, expiry_years=1)
        tuesdays = rewards.When(weekdays=(2,))
        double = rewards.ExtraTerms("会员日双倍积分", "multiply", factor_bp=20_000, when=tuesdays)
        rewards.set_extra_rule(actor=actor, at=at, terms=double)
        _activities(actor, at)
        wallet.set_transfers(actor=actor, at=at, may_transfer=True, transfer_min_points=100)
        for name, points, minor in (("500 积分换 5 元", 500, 500), ("900 积分换 10 元", 900, 1000)):
            offer = rewards.OfferTerms(name, "bonus", points, bonus_minor=minor, days=90, per_day=1)
            rewards.set_exchange_offer(actor=actor, at=at, terms=offer)


def _activities(actor: Actor, at: datetime) -> None:
    """A little for coming, more for words, and one question."""
    for facts in (
        ActivityFacts("check_in", is_on=True, table=(2, 2, 2, 5, 5, 5, 20)),
        ActivityFacts("profile", is_on=True, points=50),
        ActivityFacts("review", is_on=True, points=20, per_day=3),
        ActivityFacts("share", is_on=True, points=5),
        ActivityFacts("survey", is_on=True, points=30),
        ActivityFacts("invitation", is_on=True, points=50, in_all=20),
    ):
        rewards.set_activity(actor=actor, at=at, facts=facts)
    asked = [
        {"text": "您最常买什么？", "choices": ["连衣裙", "上衣", "裤子", "配饰"]},
        {"text": "还想在店里看到什么？", "choices": []},
    ]
    rewards.make_survey(actor=actor, at=at, title="您喜欢什么", questions=asked)


def _referral(actor: Actor, at: datetime) -> None:
    """A point for each five yuan that the brought ones pay, and something for both at first."""
    if not reward_queries.get_program().version:
        terms = Program(
            is_active=True,
            pays="points",
            rate_bp=2_000,
            sale_cap=500,
            first_referrer=200,
            first_referee=100,
            first_min_minor=200_00,
        )
        rewards.set_program(actor=actor, at=at, terms=terms)


def _known_styles(actor: Actor) -> set[str]:
    listed = catalog_queries.list_products(actor=actor, limit=1000)
    return {product.style for product in listed}


def _goods(actor: Actor, at: datetime) -> None:
    """The shelf of a till shows the newest first: one of each category after the other."""
    there = _known_styles(actor)
    for style in sorted(STYLES, key=lambda style: style.code[-2:])[::-1]:
        if style.code in there:
            continue
        catalog.add_product(
            actor=actor,
            at=at,
            style=style.code,
            name=style.name,
            category=style.category,
            season=style.season,
            picture=showroom.address(style.code),
            skus=[
                NewSku(colour=colour, size=size, tag_minor=style.yuan * 100)
                for colour in style.colours
                for size in style.sizes
            ],
        )


def _extras(actor: Actor, at: datetime) -> None:
    there = _known_styles(actor)
    for extra in brand.EXTRAS:
        if extra.style not in there:
            catalog.add_product(
                actor=actor,
                at=at,
                style=extra.style,
                name=extra.name,
                kind=extra.kind,
                picture=showroom.address(extra.style),
                category={"topup": "储值", "service": "服务", "fee": "费用"}[extra.kind],
                skus=[NewSku(barcode=extra.style, tag_minor=extra.tag_minor)],
            )


def _plans(actor: Actor, at: datetime) -> None:
    planned = {plan.sku_id for plan in wallet_queries.list_plans()}
    for extra in brand.TOPUPS:
        (sku_id,) = _skus_of(actor, extra.style)
        if sku_id not in planned:
            wallet.set_plan(
                actor=actor,
                at=at,
                sku_id=sku_id,
                principal_minor=extra.tag_minor,
                bonus_minor=extra.bonus_minor,
                terms=brand.PLANS.get(extra.style),
            )


def _cards(actor: Actor, at: datetime) -> None:
    there = {kind.name for kind in kinds.list_kinds()}
    for name, price_minor, terms in brand.CARDS:
        if name not in there:
            group = Group(categories=("服务",)) if terms.is_pass else Group()
            wallet.create_card_kind(
                actor=actor,
                at=at,
                name=name,
                price_minor=price_minor,
                terms=replace(terms, group=group),
            )


def _skus_of(actor: Actor, style: str) -> list[UUID]:
    return [sku.sku_id for sku in catalog_queries.get_matrix(actor=actor, style=style).skus]


def _prices(actor: Actor, at: datetime) -> None:
    """Set again what is there already: a price that is the same stays the same."""
    levels = {level.name: level.id for level in member_queries.list_levels()}
    stores = {store.code: store.id for store in org_queries.list_stores(actor)}
    wanted: list[tuple[str, UUID | None, UUID | None, int]] = [
        *((style, None, levels[name], amount) for style, name, amount in brand.LEVEL_PRICES),
        *((style, stores[code], None, amount) for style, code, amount in brand.STORE_PRICES),
    ]
    for style, store_id, level_id, amount in wanted:
        matrix = catalog_queries.get_matrix(actor=actor, style=style)
        listed = catalog_queries.list_prices(actor=actor, product_id=matrix.product_id)
        there = {(p.sku_id, p.store_id, p.level_id) for p in listed}
        for sku in matrix.skus:
            if (sku.sku_id, store_id, level_id) not in there:
                catalog.set_price(
                    actor=actor,
                    at=at,
                    sku_id=sku.sku_id,
                    store_id=store_id,
                    level_id=level_id,
                    amount_minor=amount,
                )


def _coupon_kinds(actor: Actor, at: datetime) -> None:
    there = {kind.name for kind in offer_queries.list_coupon_kinds(actor=actor)}
    for plan in offerings.COUPONS:
        if plan.name not in there:
            offers.create_coupon_kind(
                actor=actor,
                at=at,
                name=plan.name,
                threshold_minor=plan.threshold_minor,
                amount_minor=plan.amount_minor,
                combines_with_level=plan.combines_with_level,
            )
