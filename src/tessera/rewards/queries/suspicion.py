"""What speaks against a promised reward."""

import hashlib
from datetime import date, timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from tessera.members.models import Member
from tessera.members.queries import survivor_of
from tessera.rewards.models import Departure, ReferralReward, Trace
from tessera.rewards.rules import referral
from tessera.rewards.rules.referral import Program, Suspicion

NEAR = timedelta(hours=24)
"""Traces that lie nearer than that are looked at together."""

_FARTHEST = 20
"""How far who brought whom is followed."""


def suspicion_of(row: ReferralReward) -> Suspicion:
    """What is known of the one who brought and the one who was brought."""
    referee = survivor_of(row.referee_id)
    if row.referrer_id is None:
        return Suspicion()
    referrer = survivor_of(row.referrer_id)
    return Suspicion(
        same_person=referrer == referee,
        circle=_is_above(referee, referrer),
        staff=Member.objects.filter(id__in=(referrer, referee), staff__isnull=False).exists(),
        shared=_shared(referrer, referee),
    )


def came_back(row: ReferralReward, terms: Program) -> bool:
    """Whether the one who was brought had been a member, and left, a short while before."""
    referee = Member.objects.get(id=survivor_of(row.referee_id))
    phone = referee.phone or ""
    return has_left_before(phone, referee.joined_on, terms)


def has_left_before(phone: str, joined_on: date, terms: Program) -> bool:
    """Whether somebody with this phone left, and who joined on ``joined_on`` is no new member;
    nobody leaves without a phone."""
    left = Departure.objects.filter(digest=digest_of(phone)).values_list("left_on", flat=True)
    return any(referral.is_again(terms, left_on=day, joined_on=joined_on) for day in left)


def digest_of(value: str) -> str:
    """What is kept of an address, a device or a phone: nobody without the installation's key can
    find it again by trying all that there are."""
    plain = hashlib.sha256(value.strip().lower().encode()).hexdigest()
    return keyed(plain)


def keyed(plain: str) -> str:
    """The digest under the installation's key."""
    return salted_hmac("tessera.rewards.traces", plain, algorithm="sha256").hexdigest()


def _referrer(member_id: UUID) -> UUID | None:
    found = Member.objects.filter(id=member_id).values_list("referred_by", flat=True).first()
    return survivor_of(found) if found else None


def _is_above(member_id: UUID, start: UUID) -> bool:
    """Whether ``member_id`` brought, directly or not, ``start``."""
    at: UUID | None = start
    for _ in range(_FARTHEST):
        at = _referrer(at) if at else None
        if at is None:
            return False
        if at == member_id:
            return True
    return False


def _shared(referrer: UUID, referee: UUID) -> frozenset[str]:
    """The kinds of traces that both left within a day of each other."""
    own = Trace.objects.filter(member=referee)
    theirs = Trace.objects.filter(member=referrer, digest__in=own.values("digest")).values_list(
        "kind", "digest", "at"
    )
    return frozenset(
        kind
        for kind, digest, at in theirs
        if own.filter(kind=kind, digest=digest, at__range=(at - NEAR, at + NEAR)).exists()
    )
