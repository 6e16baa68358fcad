"""Writes of referral for other stories; the caller owns the transaction."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.period import add_months
from tessera.members import operations as members
from tessera.members.models import Member
from tessera.rewards.models import OPEN, Departure, ReferralReward, RewardState, Trace
from tessera.rewards.queries.referral import get_program
from tessera.rewards.queries.suspicion import digest_of, has_left_before

KINDS = frozenset({"address", "device", "card"})
"""What a trace may be: of a sign-in or a payment, or that the member works here."""


def note_trace(*, member_id: UUID, kind: str, value: str, at: datetime) -> None:
    """Keep, as a keyed digest, something that a member left behind; two who left the same within a
    day may be one.

    Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"a trace of kind {kind}")
    Trace.objects.create(member_id=member_id, kind=kind, digest=digest_of(value), at=at)


def remember_leaving(*, member_id: UUID, phone: str, at: datetime) -> None:
    """Keep a keyed digest of the phone of who leaves, as long as a referral counts.

    Who had left with it before is not known again by the phone from now on: what is open for
    bringing them becomes void. Rule: domain handbook 5.12, a first purchase is one.
    """
    row, terms = Member.objects.get(id=member_id), get_program()
    on = members.today_of(row.home_store_id, at)
    if has_left_before(phone, row.joined_on, terms):
        brought = ReferralReward.objects.filter(referee=member_id, state__in=OPEN)
        brought.update(state=RewardState.VOID)
    if terms.months is not None:
        Departure.objects.filter(left_on__lt=add_months(on, -terms.months)).delete()
    Departure.objects.create(digest=digest_of(phone), left_on=on)
