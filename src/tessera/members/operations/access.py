"""Which member one may change, and what a member is found by."""

from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions, queries, rules
from tessera.members.models import Member
from tessera.members.queries.facts import is_home


def give_numbers(row: Member, actor: Actor, *, phone: str | None, reference: str | None) -> None:
    """Set what a member is found by; the unique constraints settle who was first.

    Raises Conflict ``members.phone_taken``, ``members.reference_taken``; Invalid
    ``members.phone_needed``, ``members.phone_invalid``, ``members.text_too_long``.
    """
    row.phone = rules.phone(phone) if phone and phone.strip() else None
    row.reference = rules.reference(reference)
    if row.phone is None and row.reference is None:
        raise errors.phone_needed()
    others = Member.objects.exclude(id=row.id).exclude(merged_into=row.id)
    found = row.phone and others.filter(phone=row.phone).values_list("id", "merged_into").first()
    if found:
        holder = found[1] or found[0]
        raise errors.phone_taken(member_id=holder if actor.may(permissions.FIND) else None)
    if row.reference and others.filter(reference=row.reference).exists():
        raise errors.reference_taken(reference=row.reference)


def referrer(card_or_phone: str | None, *, own_phone: str | None) -> UUID | None:
    """Who brought a member, by card or phone.

    Raises NotFound ``members.referrer_not_found``; Conflict ``members.self_referral``.
    """
    if not card_or_phone or not card_or_phone.strip():
        return None
    if own_phone and rules.find_phone(card_or_phone) == own_phone:
        raise errors.self_referral()
    found = queries.find_by_phone_or_card(card_or_phone)
    if found is None:
        raise errors.referrer_not_found()
    return found


def member_at_home(actor: Actor, member_id: UUID, permission: str) -> Member:
    """A member of the actor's stores.

    Raises NotFound ``members.not_found``; Forbidden ``permission.denied`` beyond the stores.
    """
    return _checked(
        Member.objects.select_related("level").filter(id=member_id).first(), actor, permission
    )


def locked(actor: Actor, member_id: UUID, permission: str = permissions.CHANGE) -> Member:
    """A member of the actor's stores, to be changed. Raises as ``member_at_home``."""
    rows = Member.objects.select_for_update(of=("self",), no_key=True).select_related("level")
    return _checked(rows.filter(id=member_id).first(), actor, permission)


def _checked(row: Member | None, actor: Actor, permission: str) -> Member:
    if row is None or row.left_at is not None:
        raise errors.not_found()
    if not is_home(row, actor):
        if row.home_store_id is None:
            actor.require_everywhere(permission)
        actor.require(permission, row.home_store_id)
    return row
