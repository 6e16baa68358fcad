"""Everything that is kept about a member, for the member to take along (PIPL Art. 45)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from tessera.charters.models import Application, ApplicationStep
from tessera.identity.models import OnlineOrder, OutsideAccount, Passkey, Session
from tessera.members import queries as members
from tessera.members.models import (
    FamilyLink,
    GuideChange,
    Invitation,
    Member,
    MemberPhone,
    MemberTag,
    Note,
    TagPast,
)
from tessera.members.rules import first_name, inverse
from tessera.messaging import queries as messaging
from tessera.offers.models import Coupon
from tessera.rewards.models import (
    BirthdayGift,
    LevelMove,
    Redemption,
    ReferralReward,
    Standing,
    Wish,
)
from tessera.sales.models import PassUse, Payout, Return, ReturnLine
from tessera.wallet.models import Adjustment, HeldCard, PointsTransfer

Rows = list[Mapping[str, Any]]

TAKEN: Mapping[str, str] = {
    "members.Invitation.member": "invitation",
    "members.Member.referred_by": "brought",
    "members.MemberPhone.member": "past_phones",
    "members.Profile.member": "member",
    "members.FieldValue.member": "member",
    "members.FamilyLink.member": "family",
    "members.FamilyLink.relative": "family",
    "members.Note.member": "notes",
    "members.GuideChange.member": "guides",
    "members.TagPast.member": "past_tags",
    "members.MemberTag.member": "tags",
    "offers.Coupon.member": "coupons",
    "messaging.Message.member": "messages",
    "messaging.Consent.member": "consents",
    "sales.Sale.member": "purchases",
    "sales.Return.member": "returns",
    "sales.Payout.member": "payouts",
    "wallet.HeldCard.member": "cards",
    "sales.PassUse.member": "card_uses",
    "identity.OnlineOrder.member": "online_orders",
    "identity.Session.member": "devices",
    "identity.Passkey.member": "passkeys",
    "identity.OutsideAccount.member": "accounts_elsewhere",
    "rewards.Standing.member": "level",
    "rewards.LevelMove.member": "level_moves",
    "rewards.BirthdayGift.member": "birthday_gifts",
    "rewards.ReferralReward.member": "referral_rewards",
    "rewards.Redemption.member": "redemptions",
    "rewards.Wish.member": "wishes",
    "wallet.Adjustment.member": "adjustments",
    "wallet.PointsTransfer.giver": "points_given",
    "wallet.PointsTransfer.receiver": "points_got",
    "charters.Application.member": "applications",
    "care.Task.member": "tasks",
}
"""Which of the tables that name a member is told under which subject. A test holds this, with what
is left out, against all tables."""

LEFT_OUT: Mapping[str, str] = {
    "members.Member.merged_into": "A duplicate is the same person: what it held is told with the rest.",
    "sales.Buyer.member": "Sums of the purchases, which are told one by one.",
    "identity.Password.member": "Only a hash is kept, of which nobody can read anything.",
    "rewards.Merit.member": "What purchases count for levels: the purchases and the moves are told.",
    "rewards.ReferralReward.referee": "It is the reward of who brought the member, and theirs to know.",
    "rewards.ReferralReward.referrer": "Told to whom the reward goes.",
    "rewards.Taker.member": "How often a reward was taken: the redemptions are told.",
    "rewards.Trace.member": "Digests of addresses and devices that cannot be read back, against fraud.",
    "imports.ImportRow.member": "A row of a file that was read in: what it told stands in the profile.",
    "care.Task.about": "What colleagues do for somebody else.",
}
"""What is not told, and why."""


def more_of(member_id: UUID, *, since: datetime | None) -> dict[str, Rows]:
    """What other rooms keep of a member and of the duplicates merged into it, by subject.

    ``since``: when the membership became this person's. What another person bought, agreed to,
    applied for or signed in with is that person's to know.
    """
    ids, began = members.list_ids_of(member_id), since or datetime.min.replace(tzinfo=UTC)
    own = Q(member__in=ids)
    return {
        "level": _rows(Standing.objects.filter(own), "level__name", "since", "valid_through"),
        "level_moves": _rows(
            LevelMove.objects.filter(own).order_by("at"),
            "at",
            "before__name",
            "after__name",
            "cause",
            "detail",
        ),
        **_documents(ids, began),
        "coupons": _rows(Coupon.objects.filter(own), "code", "starts_on", "ends_on", "uses"),
        "birthday_gifts": _rows(BirthdayGift.objects.filter(own), "year", "at"),
        "consents": [asdict(one) for one in messaging.list_consents(member_id) if one.at >= began],
        **_points_by_hand(ids, began),
        **_referral(ids),
        **_redeemed(ids, began),
        **_said(ids, began),
        **_applications(ids, began),
        **_doors(ids, began),
    }


def _documents(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What came back, what was paid out, what was ordered online."""
    own = Q(member__in=ids)
    return {
        "returns": _rows(
            Return.objects.filter(own, at__gte=began).order_by("at"),
            "number",
            "store__name",
            "at",
            "refund_minor",
            "points_back",
        ),
        "return_lines": _rows(
            ReturnLine.objects.filter(document__member__in=ids, document__at__gte=began).order_by(
                "document__at", "position"
            ),
            "document__number",
            "name",
            "colour",
            "size",
            "quantity",
            "net_minor",
        ),
        "payouts": _rows(
            Payout.objects.filter(own, at__gte=began).order_by("at"),
            *("number", "store__name", "at", "kind", "paid_minor", "payee", "account", "reason"),
        ),
        "cards": _rows(
            HeldCard.objects.filter(own, sold_at__gte=began).order_by("sold_at"),
            *("kind__name", "sold_on", "price_minor", "uses", "state", "starts_on", "ends_on"),
        ),
        "card_uses": _rows(
            PassUse.objects.filter(own, at__gte=began).order_by("at"),
            *("card__kind__name", "store__name", "at", "uses", "item", "used_by", "is_undone"),
        ),
        "online_orders": _rows(
            OnlineOrder.objects.filter(own, at__gte=began), "store__name", "reference", "at"
        ),
    }


def _points_by_hand(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What was adjusted, given away and got; with whom is the other's to tell."""
    adjusted = Adjustment.objects.filter(member__in=ids, asked_at__gte=began).order_by("asked_at")
    given = PointsTransfer.objects.filter(giver__in=ids, at__gte=began).order_by("at")
    got = PointsTransfer.objects.filter(receiver__in=ids, at__gte=began).order_by("at")
    told = ("asked_at", "unit", "amount", "cause", "state", "expires_on")
    return {
        "adjustments": _rows(adjusted, *told),
        "points_given": _rows(given, "at", "points", "fee_points"),
        "points_got": _rows(got, "at", "points"),
    }


def _referral(ids: list[UUID]) -> dict[str, Rows]:
    """What bringing others came to. Whom the member brought is named no more than in the app."""
    rewards = ReferralReward.objects.filter(member__in=ids).order_by("at")
    brought = Member.objects.filter(referred_by__in=ids, merged_into=None).order_by("joined_at")
    told = ("at", "role", "kind", "unit", "amount", "state", "credited", "credited_on", "taken")
    return {
        "referral_rewards": _rows(rewards, *told),
        "brought": [
            {"name": members.mask_name(row.name), "joined_on": row.joined_on} for row in brought
        ],
        "invitation": _rows(Invitation.objects.filter(member__in=ids), "code"),
    }


def _redeemed(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What points bought, and what the member keeps an eye on."""
    rows = Redemption.objects.filter(member__in=ids, at__gte=began).order_by("at")
    told = ("at", "name", "points", "points_back", "money_minor", "state", "store__name", "until")
    wished = Wish.objects.filter(member__in=ids, at__gte=began).order_by("at")
    return {
        "redemptions": _rows(rows, *told, "code", "reason"),
        "wishes": _rows(wished, "at", "reward__name"),
    }


def _said(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What was written to and about the member: notes of every kind, without who wrote them."""
    own = Q(member__in=ids)
    hung = MemberTag.objects.filter(own).order_by("since")
    return {
        "notes": _rows(Note.objects.filter(own).order_by("at"), "at", "text"),
        "tags": _rows(hung.annotate(name=F("tag__name")), "name", "source", "since"),
        "past_tags": _rows(
            TagPast.objects.filter(own).order_by("since"), "tag__name", "since", "until"
        ),
        "family": _family(ids),
        "guides": _guides(ids, began),
        "past_phones": _rows(MemberPhone.objects.filter(own).order_by("until"), "phone", "until"),
    }


def _guides(ids: list[UUID], began: datetime) -> Rows:
    """Who looked after the member since when, called as members call them; None is nobody.

    With the membership of another person came the guide of that day.
    """
    found = GuideChange.objects.filter(member__in=ids).order_by("at", "id")
    told = list(found.values_list("at", "after__name"))
    first = max((place for place, (at, _) in enumerate(told) if at <= began), default=0)
    return [
        {"at": max(at, began), "guide": first_name(name) if name else None}
        for at, name in told[first:]
    ]


def _family(ids: list[UUID]) -> Rows:
    """Who is what to the member; of the other only what the member knows anyway."""
    found = FamilyLink.objects.filter(Q(member__in=ids) | Q(relative__in=ids))
    return [
        {"name": members.mask_name(link.relative.name), "relation": link.relation}
        if link.member_id in ids
        else {"name": members.mask_name(link.member.name), "relation": inverse(link.relation)}
        for link in found.select_related("member", "relative")
    ]


def _applications(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    found = Application.objects.filter(member__in=ids, submitted_at__gte=began).order_by(
        "submitted_at"
    )
    told = ("note", "documents", "visit_on", "visit_note", "reason", "due_on")
    steps = ApplicationStep.objects.filter(application__in=found).order_by("at", "id")
    return {
        "applications": _rows(found, "submitted_at", "level__name", "state", *told),
        "application_steps": _rows(
            steps, "application__level__name", "at", "deed", "state", "note"
        ),
    }


def _doors(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What opens the door; a passkey's secret never left the device."""
    own = Q(member__in=ids)
    sessions = Session.objects.filter(own, created_at__gte=began).order_by("created_at")
    accounts = OutsideAccount.objects.filter(own).order_by("bound_at")
    return {
        "devices": _rows(
            sessions, "device", "means", "language", "created_at", "seen_at", "ended_at"
        ),
        "passkeys": _rows(Passkey.objects.filter(own), "name", "created_at", "used_at"),
        "accounts_elsewhere": _rows(accounts, "provider", "name", "bound_at"),
    }


def _rows(found: Any, *fields: str) -> Rows:
    return list[Mapping[str, Any]](found.values(*fields))
