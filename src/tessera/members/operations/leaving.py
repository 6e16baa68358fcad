"""Ending a membership: the person is forgotten, what the books need stays under a number."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from tessera.kernel.ids import short_code
from tessera.members import rules
from tessera.members.models import GuideChange, Invitation, Member, MemberPhone, MemberTag, TagPast
from tessera.members.operations.profiles import NOBODY, forget_person
from tessera.platform.usecases import StaleError


def turn_card(member_id: UUID) -> None:
    """Make the codes worthless that phones of the member could show until now; a phone that is
    signed in makes good ones as soon as it has looked at its card again."""
    Member.objects.filter(id=member_id).update(card_turn=F("card_turn") + 1)


def still_member(member_id: UUID) -> Member:
    """A member who is locked to be changed, after coupons and accounts as everybody locks them.

    Raises StaleError where somebody was faster to end the membership or to merge it.
    """
    rows = Member.objects.select_for_update(no_key=True)
    row = rows.filter(id=member_id, left_at=None, merged_into=None).first()
    if row is None:
        raise StaleError
    return row


def leave(row: Member, *, at: datetime) -> None:
    """Take everything that names the person out of ``row``; its id, purchases and level stay.

    The phone is free for whoever registers with it, as somebody new. Source: PIPL Art. 47 and
    domain handbook, section 2 (anonymise the profile, keep the ledger under a pseudonym).
    """
    forget_person(row)
    MemberTag.objects.filter(member=row).delete()
    TagPast.objects.filter(member=row).delete()
    MemberPhone.objects.filter(member=row).delete()
    # Who looked after the member and when stays, for what guides earned by it; why may name people.
    GuideChange.objects.filter(member=row).update(reason="")
    Invitation.objects.filter(member=row).update(code=short_code())
    row.name, row.initials = NOBODY, ""
    row.phone = row.reference = row.birthday = row.staff = None
    row.card_code = rules.new_card_code()
    row.left_at = at
    row.save(force_update=True)
