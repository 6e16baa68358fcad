"""A small shop in Chinese for the browser."""

from datetime import datetime, timedelta

from django.core.management import call_command

from tessera.catalog import queries as goods
from tessera.catalog import usecases as catalog
from tessera.catalog.models import Sku
from tessera.catalog.rules import NewSku
from tessera.charters import usecases as charters
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import utc_now
from tessera.members import usecases as members
from tessera.members.models import Level
from tessera.offers import usecases as offers
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tessera.org.models import Till
from tessera.rewards import usecases as rewards
from tessera.rewards.rules.referral import Program
from tessera.rewards.usecases import LevelTerms, RewardTerms
from tessera.stock import usecases as stock
from tessera.wallet import usecases as wallet
from tessera.wallet.rules.cards import Terms
from tests.support.shop import Shop, open_shop

LANGUAGES = ("zh-hans", "zh-hant", "en")
PASSWORD = "jinxiu-2026"
PIN = "628415"
WIDTHS = {1440: "大屏", 768: "平板", 360: "手机"}
"""A till for each width, so that no story stands on what another left behind."""

CUT_OFF = "断网台"
"""The till whose line is cut."""

APPLICANTS = {1440: "申一", 768: "申二", 360: "申三"}
RISERS = {1440: "升一", 768: "升二", 360: "升三"}
BRINGERS = {1440: "荐一", 768: "荐二", 360: "荐三"}
REDEEMERS = {1440: "兑一", 768: "兑二", 360: "兑三"}
SAVERS = {1440: "储一", 768: "储二", 360: "储三"}
PHONES = {
    name: f"1380000{number:04d}"
    for number, name in enumerate(
        (
            who
            for people in (APPLICANTS, RISERS, BRINGERS, REDEEMERS, SAVERS)
            for who in people.values()
        ),
        start=2,
    )
}
"""Who has a story of their own, and the phone; 王芳 joined before them."""


def fill() -> None:
    """Make the shop in the empty database of the environment."""
    call_command("migrate", verbosity=0)
    shop, now = open_shop(), utc_now()
    _shelve(shop, now)
    for width, name in WIDTHS.items():
        org.open_till(actor=shop.boss, at=now, store_id=shop.store_id, code=f"W{width}", name=name)
    org.open_till(actor=shop.boss, at=now, store_id=shop.store_id, code="OFF", name=CUT_OFF)
    _hire(shop, now)
    shop.join("王芳")
    for name in PHONES:
        shop.join(name)
    _let_apply(shop, now)
    _let_rise(shop, now)
    _let_bring(shop, now)
    _let_redeem(shop, now)
    _let_save(shop, now)


def reopen() -> Shop:
    """The shop that ``fill`` made, from its database."""
    till, level = Till.objects.get(code="T1"), Level.objects.get(rank=1)
    skus = {sku.product.style: sku.id for sku in Sku.objects.select_related("product")}
    boss = system_actor("tests", EVERYTHING)
    return Shop(boss, till.store_id, till.id, level.id, skus)


def _let_rise(shop: Shop, now: datetime) -> None:
    """Two levels above that come by buying; the lower one holds a month."""
    for name, rank, spend in (("金卡", 3, 80000), ("钻石卡", 4, 110000)):
        level_id = members.define_level(
            actor=shop.boss, at=now, name=name, rank=rank, discount_bp=0
        )
        terms = LevelTerms(
            spend_minor=spend, validity_months=1, keep_spend_minor=2 * spend, warn_days=30
        )
        rewards.set_level_rule(actor=shop.boss, at=now, level_id=level_id, terms=terms)


def _let_redeem(shop: Shop, now: datetime) -> None:
    """A mug for points and money."""
    terms = RewardTerms(
        "goods", "青瓷杯", 100, money_minor=990, sku_id=shop.add("MUG", 5000), stock=9
    )
    rewards.set_reward(actor=shop.boss, at=now, terms=terms)


def _let_save(shop: Shop, now: datetime) -> None:
    """A contract, proofs for more than 100.00, a pass, and stored value for points."""
    contract = dict.fromkeys(LANGUAGES, "一、本金随时可退。\n二、本金永久有效。")
    wallet.write_contract(actor=shop.boss, at=now, texts=contract)
    wallet.set_safeguards(actor=shop.boss, at=now, proof_over_minor=10000)
    care = shop.add("CARE", 60000, kind="card")
    terms = Terms(paid_uses=10, gift_uses=2, months=12, is_personal=False)
    wallet.set_card_kind(actor=shop.boss, at=now, sku_id=care, terms=terms, name="护理次卡")
    offer = rewards.OfferTerms("积分换余额", "bonus", 100, bonus_minor=500)
    rewards.set_exchange_offer(actor=shop.boss, at=now, terms=offer)


def _let_bring(shop: Shop, now: datetime) -> None:
    """Who brings somebody gets a tenth in points, a week after it was bought."""
    terms = Program(is_active=True, rate_bp=1000, pending_days=7)
    rewards.set_program(actor=shop.boss, at=now, terms=terms)


def _let_apply(shop: Shop, now: datetime) -> None:
    """A level on application, for a fee."""
    level_id = members.define_level(actor=shop.boss, at=now, name="银卡", rank=2, discount_bp=1000)
    charters.set_way(
        actor=shop.boss,
        at=now,
        level_id=level_id,
        kind="application",
        fee_sku_id=shop.fee,
        needs="身份证",
    )


def _shelve(shop: Shop, now: datetime) -> None:
    cells = [(colour, size) for colour in ("绯红", "月白") for size in ("S", "M", "L")]
    skus = [NewSku(tag_minor=39900, colour=colour, size=size) for colour, size in cells]
    catalog.add_product(
        actor=shop.boss, at=now, style="JX2401", name="真丝连衣裙", category="连衣裙", skus=skus
    )
    matrix = goods.get_matrix(actor=shop.boss, style="JX2401")
    pieces = [(sku.sku_id, 5) for sku in matrix.skus]
    stock.receive(actor=shop.boss, at=now, store_id=shop.store_id, lines=pieces)
    offers.create_promotion(
        actor=shop.boss,
        at=now,
        kind="limited_time",
        name="限时八折",
        starts_on=now.date() - timedelta(days=2),
        ends_on=now.date() + timedelta(days=20),
        config={"discount_bp": 2000},
        filters={"styles": ["JX2401"]},
    )


def _hire(shop: Shop, now: datetime) -> None:
    people = (
        ("boss", "陈老板", "owner"),
        ("manager", "老周", "manager"),
        ("cashier", "小林", "cashier"),
    )
    for username, name, role in people:
        staff_id = org.hire(
            actor=shop.boss,
            at=now,
            username=username,
            password=PASSWORD,
            name=name,
            role=role,
            store_ids=[shop.store_id],
            everywhere=role == "owner",
        )
        if role == "manager":
            actor = org_queries.known_at().actor(staff_id=staff_id)
            assert actor is not None
            org.choose_own_pin(actor=actor, at=now, present_password=PASSWORD, pin=PIN)
