"""Two stores with something in each, and in the first of them somebody of every role."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tessera.campaigns import usecases as campaigns
from tessera.campaigns.rules.conditions import Bought
from tessera.campaigns.rules.judging import Rule
from tessera.catalog import queries as catalog
from tessera.identity import usecases as identity
from tessera.imports import usecases as imports
from tessera.kernel.actor import Actor
from tessera.members import usecases as members
from tessera.offers import queries as offer_queries
from tessera.offers import usecases as offers
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tessera.platform.models import User
from tessera.rewards import usecases as rewards
from tessera.rewards.usecases import ExtraTerms
from tessera.sales import queries as sales_queries
from tessera.sales import usecases as sales
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import cards, gifts, kinds
from tessera.wallet.rules.cards import Terms
from tests.permissions import giving_world
from tests.permissions.surface import Endpoint
from tests.support.adjusting import ask_for_points
from tests.support.applying import waiting
from tests.support.bringing import hold_a_reward, plan_thanks
from tests.support.exchanging import offer_exchange
from tests.support.parking import park
from tests.support.redeeming import offer, redeem_for
from tests.support.shop import NOON, TODAY, Shop, open_shop
from tests.support.till import hire, sign_in

PICTURE = "dress.svg"

ELSEWHERE = {
    "path": PICTURE,
    "token": "nobodys",
    "provider": "aliyun",
    "what": "receipts",
    "notice": "risen",
    "purpose": "sharing",
    "number": 1,
    "doing": "pause",
    "act": "block",
    "freeze_id": UUID(int=7),
    "limit_id": UUID(int=8),
    "paper_id": UUID(int=8),
    "activity": "share",
    "version": "older",
    "name": "worker-older",
}
"""What addresses hold that belongs to no place."""

QUESTION = {"text": "衣服合身吗", "choices": ["合身", "不合身"]}

ROLES = ("owner", "manager", "cashier", "guide", "auditor")


@dataclass(frozen=True)
class Place:
    """A store and what can be asked for in it, by the names that addresses have for it."""

    store_id: UUID
    till_id: UUID
    shift_id: UUID
    member_id: UUID
    staff_id: UUID
    sale_id: UUID
    line_id: UUID
    return_id: UUID
    gone_id: UUID
    relative_id: UUID
    target_id: UUID
    reward_id: UUID
    adjustment_id: UUID
    application_id: UUID
    task_id: UUID
    redemption_id: UUID
    card_id: UUID
    gift_id: UUID
    promotion_id: UUID
    trial_id: UUID
    parked_id: UUID
    coupon_id: UUID
    code: str
    kind: str = "store"


@dataclass(frozen=True)
class World:
    """``here`` is where everybody works; ``there`` is the other store."""

    here: Place
    there: Place
    product_id: UUID
    sku_id: UUID
    style: str
    level_id: UUID
    tag_id: UUID
    field_id: UUID
    band_id: UUID
    filter_id: UUID
    survey_id: UUID
    rule_id: UUID
    tokens: dict[str, str]
    users: dict[str, User]
    import_id: UUID
    offer_id: UUID
    exchange_id: UUID
    kind_id: UUID
    coupon_kind_id: UUID
    giving_id: UUID
    batch_id: UUID
    coupon_gift_id: UUID

    def client(self, role: str, endpoint: Endpoint) -> Client:
        """Somebody of ``role``, at a till or in a browser; nobody for an empty role."""
        client = Client(raise_request_exception=False)
        if role and endpoint.is_api:
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {self.tokens[role]}"
        elif role:
            client.force_login(self.users[role])
        return client


def build() -> World:
    """The world, made through the use cases."""
    shop = open_shop()
    offer_id = offer(shop.boss)
    here, there = _furnish(shop, offer_id), _furnish(_franchise(shop), offer_id)
    identity.set_joining_policy(actor=shop.boss, at=NOON, code_needed=False)
    people = {role: hire(shop, role) for role in ROLES}
    tokens = {role: sign_in(shop, people[role]).token for role in ROLES if role != "auditor"}
    people["auditor"], tokens["auditor"] = _auditor_who_was_a_cashier(shop)
    return World(
        here=here,
        there=there,
        product_id=catalog.list_products(actor=shop.boss, text="DRESS")[0].product_id,
        sku_id=shop.dress,
        style="DRESS",
        level_id=shop.level_id,
        **_define(shop, here, there),
        import_id=_import(shop),
        offer_id=offer_id,
        exchange_id=offer_exchange(shop.boss),
        kind_id=kinds.list_kinds()[0].id,
        **giving_world.coupons(shop),
        tokens=tokens,
        users={role: _user(shop, actor) for role, actor in people.items()},
    )


def _franchise(shop: Shop) -> Shop:
    store_id = org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")
    till_id = org.open_till(actor=shop.boss, at=NOON, store_id=store_id, code="T1", name="一号台")
    there = Shop(shop.boss, store_id, till_id, shop.level_id, members=50)
    there.open_shift()
    there.add("SCARF", 9900)
    return there


def _furnish(shop: Shop, offer_id: UUID) -> Place:
    """A member, a colleague, a sale of two pieces and the return of one."""
    member_id, sku_id = shop.join(), next(iter(shop.skus.values()))
    sold = shop.sell(shop.order((sku_id, 2), member_id=member_id))
    back = shop.give_back(sold.sale_id, 1)
    shift = sales_queries.find_open_shift(till_id=shop.till_id)
    colleague = hire(shop, "cashier").id
    assert shift is not None
    assert colleague is not None
    invitation = members.invite(actor=shop.boss, at=NOON, kind="store", store_id=shop.store_id)
    reward_id = hold_a_reward(shop)
    taken = redeem_for(shop.boss, store_id=shop.store_id, member_id=member_id, offer_id=offer_id)
    return Place(
        redemption_id=taken.redemption_id,
        gone_id=shop.join("王芳"),
        relative_id=_relative(shop, member_id),
        target_id=shop.store_id,
        reward_id=reward_id,
        adjustment_id=ask_for_points(shop, member_id),
        task_id=plan_thanks(shop, reward_id),
        application_id=waiting(shop, member_id),
        code=invitation.code,
        card_id=_card(shop, member_id),
        gift_id=_gift(shop),
        promotion_id=(promotion_id := _promotion(shop)),
        trial_id=_trial(shop, promotion_id),
        parked_id=park(shop),
        coupon_id=giving_world.coupon_of(shop, member_id),
        store_id=shop.store_id,
        till_id=shop.till_id,
        shift_id=shift.shift_id,
        member_id=member_id,
        staff_id=colleague,
        sale_id=sold.sale_id,
        line_id=sales_queries.get_sale(actor=shop.boss, sale_id=sold.sale_id).lines[0].line_id,
        return_id=back.return_id,
    )


def _card(shop: Shop, member_id: UUID) -> UUID:
    """A card of the member's."""
    kind_id = wallet.create_card_kind(
        actor=shop.boss, at=NOON, name="护理次卡", price_minor=50000, terms=Terms(paid_uses=5)
    )
    sku_id = kinds.get_kind(kind_id).sku_id
    shop.sell(shop.order((sku_id, 1), member_id=member_id))
    return cards.list_cards(member_id, "CNY")[0].id


def _gift(shop: Shop) -> UUID:
    """A gift card of the store's, not sold yet."""
    made = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    return gifts.find_by_code(made.cards[0].code, "CNY").id


def _promotion(shop: Shop) -> UUID:
    """A promotion of the store's alone, which is no part of what is sold today."""
    return offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="店庆",
        starts_on=TODAY + timedelta(days=1),
        ends_on=TODAY + timedelta(days=1),
        config={"discount_bp": 1000},
        store_ids=[shop.store_id],
    )


def _trial(shop: Shop, promotion_id: UUID) -> UUID:
    """The store's promotion tried on its sales of today."""
    view = offer_queries.get_promotion(actor=shop.boss, promotion_id=promotion_id)
    return sales.begin_trial(
        actor=shop.boss,
        at=NOON,
        terms=view.terms(),
        store_ids=view.store_ids,
        since=TODAY,
        until=TODAY,
        promotion_id=promotion_id,
    )


def _define(shop: Shop, *places: Place) -> dict[str, UUID]:
    """A tag that hangs on a member of each place, a field and an age band."""
    by: dict[str, Any] = {"actor": shop.boss, "at": NOON}
    tag_id = members.define_tag(**by, name="VIP", colour="rose")
    rule = Rule("all", (Bought(visits=2),))
    campaigns.set_tag_rule(**by, tag_id=tag_id, rule=rule)
    for place in places:
        members.set_tag(**by, member_id=place.member_id, tag_id=tag_id)
    survey_id = rewards.make_survey(**by, title="满意吗", questions=[QUESTION])
    rule_id = rewards.set_extra_rule(**by, terms=ExtraTerms("双倍", "multiply", factor_bp=20_000))
    field_id = members.define_field(**by, name="车牌", kind="text", changed_by=["manager"])
    band_id = members.define_age_band(**by, from_age=18, name="青年")
    return {
        "tag_id": tag_id,
        "field_id": field_id,
        "band_id": band_id,
        "filter_id": uuid4(),
        "survey_id": survey_id,
        "rule_id": rule_id,
    }


def _import(shop: Shop) -> UUID:
    rows = iter([(1, ["手机"]), (2, ["13912345678"])])
    return imports.begin_import(actor=shop.boss, at=NOON, name="老会员.csv", rows=rows)


def _relative(shop: Shop, member_id: UUID) -> UUID:
    relative = shop.join("王小小")
    phone = f"1380000{shop.members:04d}"
    members.link_family(
        actor=shop.boss, at=NOON, member_id=member_id, relative=phone, relation="child"
    )
    return relative


def _auditor_who_was_a_cashier(shop: Shop) -> tuple[Actor, str]:
    """An auditor cannot sign a till in; a token from before shows what one may do there."""
    actor = hire(shop, "cashier")
    till = sign_in(shop, actor)
    assert actor.id is not None
    org.change_staff(
        actor=shop.boss,
        at=NOON,
        staff_id=actor.id,
        name="auditor",
        role="auditor",
        store_ids=[shop.store_id],
    )
    return actor, till.token


def _user(shop: Shop, actor: Actor) -> User:
    assert actor.id is not None
    return User.objects.get(id=org_queries.get_staff(shop.boss, actor.id).user_id)


def body_of(world: World, place: Place, endpoint: str) -> dict[str, Any]:
    """What is sent to ``endpoint``: something sound for the API, an empty form for most pages."""
    cart = {"lines": [{"key": "1", "sku_id": str(world.sku_id), "quantity": 1}]}
    lines = [{"line_id": str(place.line_id), "quantity": 1}]
    asked = {"sale_id": str(place.sale_id), "lines": lines}
    named = {"request_id": str(uuid4())}
    agreed = {"purpose": "membership", "given": True, "version": 1}
    tender = {"kind": "cash", "amount_minor": 29900}
    own = {"member_id": str(place.member_id)}
    bodies: dict[str, dict[str, Any]] = {
        "/api/v1/quote": cart,
        "/api/v1/approvals": {"username": "nobody", "pin": "628415", "cart": cart},
        "/api/v1/sales": {**cart, **named, "expected_total_minor": 29900, "tenders": [tender]},
        "/api/v1/number-blocks": named,
        "/api/v1/offline-sales": {**named, **_made_offline(cart, tender)},
        "/api/v1/members": {**named, "phone": "13912341234", "name": "新人", "consents": [agreed]},
        "/api/v1/orders/member": {
            "order": "W-1",
            "phone": "13912341234",
            "name": "新人",
            "consents": [agreed],
        },
        "/api/v1/codes": {**named, "phone": "13912341234", "purpose": "join"},
        "/api/v1/codes/check": {"phone": "13912341234", "purpose": "join", "code": "123456"},
        "/api/v1/exchanges": {**named, **own, "offer_id": str(uuid4()), "expected_points": 100},
        "/api/v1/redemptions": {
            **named,
            **own,
            "reward_id": str(world.offer_id),
            "expected_points": 50,
            "expected_money_minor": 0,
        },
        "/api/v1/hand-outs": {**named, "redemption_id": str(place.redemption_id)},
        "/api/v1/gift-cards/find": {"code": "G23456789ABCDEF"},
        "/api/v1/pass-uses": {**named, "card_id": str(uuid4())},
        "/api/v1/pass-uses/undo": {**named, "use_id": str(uuid4())},
        **_coming_back(world, place, asked, {**cart, **own}),
        "/api/v1/shifts/open": {**named, "float_minor": 0},
        "/api/v1/shifts/close": {**named, "counted_minor": 0},
        **{f"/api/v1/tickets/{{parked_id}}/{doing}": named for doing in ("take", "drop")},
        "/api/v1/tickets": {**named, "ticket_id": str(uuid4()), "cart": cart, "total_minor": 0},
        "till:choose": {"till": str(place.till_id)},
    }
    return bodies.get(endpoint, {})


def _coming_back(
    world: World, place: Place, asked: dict[str, Any], anew: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """What is sent to take ``asked`` back, to exchange it for ``anew``, or without a receipt."""
    loose = {"sku_id": str(world.sku_id), "quantity": 1, "unit_price_minor": 100}
    return {
        "/api/v1/returns/quote": asked,
        "/api/v1/returns": {**asked, "request_id": str(uuid4())},
        "/api/v1/returns/exchange/quote": {**asked, "cart": anew},
        "/api/v1/returns/exchange": {
            **asked,
            "request_id": str(uuid4()),
            "cart": anew,
            "expected_refund_minor": 29900,
            "expected_total_minor": 29900,
        },
        "/api/v1/returns/without-receipt/quote": {"sku_ids": [str(world.sku_id)]},
        "/api/v1/returns/without-receipt": {
            "request_id": str(uuid4()),
            "lines": [loose],
            "refund_kind": "wallet",
            "member_id": str(place.member_id),
            "reason": "旧衣",
        },
    }


def _made_offline(cart: dict[str, Any], tender: dict[str, Any]) -> dict[str, Any]:
    """A sale under a number that was never given."""
    quote = dict.fromkeys(("gross_minor", "reduction_minor", "rounding_minor", "total_minor"), 0)
    told = {"number_on": "2026-03-10", "number": 1, "made_at": "2026-03-10T12:00:00+08:00"}
    shown = {"book_version": "-", "currency": "CNY", "lines": [], **quote}
    return {**told, "order": cart, "quote": shown, "tenders": [tender]}
