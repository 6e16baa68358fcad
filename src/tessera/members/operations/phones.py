"""Another phone for a member, and which one it was before."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.members.models import Member, MemberPhone
from tessera.members.operations.access import give_numbers


def move_phone(row: Member, *, actor: Actor, phone: str, at: datetime) -> None:
    """Give ``row`` another phone and remember the old one, which finds nobody from now on.

    A number that a merged duplicate of the same member still had comes to the member. The
    caller has locked the row, proven what must be proven, and writes the audit row.

    Raises Conflict ``members.phone_taken``; Invalid ``members.phone_invalid``,
    ``members.phone_needed``.
    """
    old = row.phone
    give_numbers(row, actor, phone=phone, reference=row.reference)
    if row.phone == old:
        return
    Member.objects.filter(merged_into=row.id, phone=row.phone).update(phone=None)
    row.save(update_fields=["phone"])
    if old:
        MemberPhone.objects.create(member=row, phone=old, until=at)
