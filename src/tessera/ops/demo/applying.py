"""The demo brand's charter, the way to its highest level, and who is on that way today."""

from datetime import datetime, timedelta
from uuid import UUID

from tessera.charters import queries, rules, usecases
from tessera.charters.queries import Words
from tessera.members import queries as member_queries
from tessera.members.models import Member
from tessera.ops.demo import brand
from tessera.ops.demo.house import House

TEXTS = {
    "zh-hans": Words(
        "锦绣会员章程",
        "年满十四周岁，凭手机号即可入会，免费。一个手机号对应一位会员。\n金卡可凭消费升级，也可凭有效证件申请。",
        "全场积分，会员价，生日礼。\n余额与积分随时可查；可随时退会，余额全额退还。",
    ),
    "zh-hant": Words(
        "錦繡會員章程",
        "年滿十四周歲，憑手機號即可入會，免費。一個手機號對應一位會員。\n金卡可憑消費升級，也可憑有效證件申請。",
        "全場積分，會員價，生日禮。\n餘額與積分隨時可查；可隨時退會，餘額全額退還。",
    ),
    "en": Words(
        "Charter of Jinxiu's members",
        "Whoever is fourteen joins with a phone number, for nothing. One phone is one member.\n"
        "Gold is reached by buying, or applied for with a valid paper.",
        "Points on everything, members' prices, a gift for the birthday.\n"
        "What you hold is seen at any time; who leaves is paid out in full.",
    ),
}


def set_up(found: House, at: datetime) -> None:
    """Publish the charter, and let the highest level be applied for."""
    if queries.find_charter() is None:
        usecases.publish_charter(actor=found.boss, at=at, texts=TEXTS)
    gold = queries.list_ways()[-1]
    if not gold.is_applied_for:
        usecases.set_way(
            actor=found.boss,
            at=at,
            level_id=gold.level_id,
            kind="application",
            fee_sku_id=found.skus[(brand.ENTRY, "", "")],
            needs="有效身份证件；首次申请由店长面谈",
        )


def apply(found: House, now: datetime) -> None:
    """Three apply: one waits for the review, one for the decision, one for the fee."""
    gold = queries.list_ways()[-1].level_id
    begun = now - timedelta(days=3)
    for done, member in enumerate(_applicants(gold, begun)):
        known = queries.list_own(member.id)
        application_id = known[0].id if known else _submit(found, begun, member, gold)
        state = known[0].state if known else rules.SUBMITTED
        if done >= 1 and state == rules.SUBMITTED:
            _review(found, begun + timedelta(days=1), application_id)
            state = rules.REVIEWED
        if done >= 2 and state == rules.REVIEWED:
            at = begun + timedelta(days=2)
            usecases.approve(actor=found.boss, at=at, application_id=application_id)


def _submit(found: House, at: datetime, member: Member, level_id: UUID) -> UUID:
    return usecases.apply_for(
        actor=found.actors["cashier"],
        at=at,
        member_id=member.id,
        level_id=level_id,
        note="老客户，常来",
    )


def _review(found: House, at: datetime, application_id: UUID) -> None:
    usecases.review(
        actor=found.actors["manager"],
        at=at,
        application_id=application_id,
        documents="身份证原件",
        visit_on=brand.SHANGHAI.day_of(at),
        visit_note="到店面谈，情况属实",
    )


def _applicants(gold: UUID, begun: datetime) -> list[Member]:
    """Members of the first store who came before the applications began, by phone."""
    lower = [level.id for level in member_queries.list_levels() if level.id != gold]
    known = Member.objects.filter(
        home_store__code=brand.SHANGHAI.code,
        joined_at__lt=begun,
        level__in=lower,
        merged_into=None,
        left_at=None,
        phone__isnull=False,
    )
    return list(known.order_by("phone")[:3])
