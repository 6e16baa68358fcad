"""Everything that is kept about a member, for the member to take along (PIPL Art. 45)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from tessera.insights.queries.taking.deeds import deeds_of
from tessera.insights.queries.taking.documents import documents_of
from tessera.insights.queries.taking.doors import applications_of, doors_of
from tessera.insights.queries.taking.persons import referral_of, said_of
from tessera.insights.queries.taking.rows import Rows, rows
from tessera.insights.queries.taking.value import held_of, points_by_hand_of, redeemed_of
from tessera.members import queries as members
from tessera.messaging import queries as messaging
from tessera.offers.models import Coupon
from tessera.rewards.models import BirthdayGift, LevelMove, Standing

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
    "wallet.Freeze.member": "frozen",
    "sales.Allowance.member": "set_aside",
    "wallet.BonusPart.member": "bonus_parts",
    "wallet.ContractAcceptance.member": "contracts",
    "wallet.RealName.member": "real_name",
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
    "rewards.Exchange.member": "points_exchanged",
    "wallet.Adjustment.member": "adjustments",
    "wallet.PointsTransfer.giver": "points_given",
    "wallet.PointsTransfer.receiver": "points_got",
    "wallet.HandedCard.giver": "cards_given",
    "wallet.HandedCard.receiver": "cards_got",
    "wallet.ValueTransfer.giver": "value_given",
    "wallet.ValueTransfer.receiver": "value_got",
    "rewards.ActivityGrant.member": "activities",
    "rewards.Review.member": "reviews",
    "rewards.SurveyAnswer.member": "survey_answers",
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
    "rewards.Visit.member": "That a visit gave points on a day: the purchases and the points are told.",
    "wallet.Safeguard.member": "A digest of the PIN, of which nobody can read anything, and wrong tries.",
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
        "level": rows(Standing.objects.filter(own), "level__name", "since", "valid_through"),
        "level_moves": rows(
            LevelMove.objects.filter(own).order_by("at"),
            "at",
            "before__name",
            "after__name",
            "cause",
            "detail",
        ),
        **documents_of(ids, began),
        "coupons": rows(Coupon.objects.filter(own), "code", "starts_on", "ends_on", "uses"),
        "birthday_gifts": rows(BirthdayGift.objects.filter(own), "year", "at"),
        "consents": [asdict(one) for one in messaging.list_consents(member_id) if one.at >= began],
        **points_by_hand_of(ids, began),
        **referral_of(ids),
        **redeemed_of(ids, began),
        **held_of(ids, began),
        **deeds_of(ids, began),
        **said_of(ids, began),
        **applications_of(ids, began),
        **doors_of(ids, began),
    }
