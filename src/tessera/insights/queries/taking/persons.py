"""Who somebody brought, is related to, and what was written about them."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from tessera.insights.queries.taking.rows import Rows, rows
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
from tessera.rewards.models import (
    ReferralReward,
)


def referral_of(ids: list[UUID]) -> dict[str, Rows]:
    """What bringing others came to. Whom the member brought is named no more than in the app."""
    rewards = ReferralReward.objects.filter(member__in=ids).order_by("at")
    brought = Member.objects.filter(referred_by__in=ids, merged_into=None).order_by("joined_at")
    told = ("at", "role", "kind", "unit", "amount", "state", "credited", "credited_on", "taken")
    return {
        "referral_rewards": rows(rewards, *told),
        "brought": [
            {"name": members.mask_name(row.name), "joined_on": row.joined_on} for row in brought
        ],
        "invitation": rows(Invitation.objects.filter(member__in=ids), "code"),
    }


def said_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What was written to and about the member: notes of every kind, without who wrote them."""
    own = Q(member__in=ids)
    hung = MemberTag.objects.filter(own).order_by("since")
    return {
        "notes": rows(Note.objects.filter(own).order_by("at"), "at", "text"),
        "tags": rows(hung.annotate(name=F("tag__name")), "name", "source", "since"),
        "past_tags": rows(
            TagPast.objects.filter(own).order_by("since"), "tag__name", "since", "until"
        ),
        "family": _family(ids),
        "guides": _guides(ids, began),
        "past_phones": rows(MemberPhone.objects.filter(own).order_by("until"), "phone", "until"),
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
