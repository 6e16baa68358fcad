"""Register members by staff; they register themselves through another room."""

from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors, operations, permissions, queries
from tessera.members.queries import InvitationFacts, MemberView
from tessera.members.queries.facts import view_of
from tessera.platform.usecases import usecase


@usecase(permission=permissions.REGISTER, audit="member.registered")
def register(
    *,
    actor: Actor,
    at: datetime,
    phone: str | None,
    name: str,
    request_id: UUID | None = None,
    birthday: date | None = None,
    store_id: UUID | None = None,
    referred_by_card: str | None = None,
    reference: str | None = None,
    invitation_code: str | None = None,
) -> MemberView:
    """Make somebody a member of the lowest level, at home in ``store_id``, with a card.

    ``phone`` may be written in any way; without a country it is of the home country. It may
    be left out only for who has a ``reference``, the number in another system.
    ``referred_by_card`` is the card or the phone of who brought the member;
    ``invitation_code`` is what a poster or a friend's link says.

    Raises Forbidden; NotFound ``members.invitation_not_found``; otherwise as
    ``operations.join``.
    """
    if store_id is None:
        actor.require_everywhere(permissions.REGISTER)
    row = operations.join(
        actor=actor,
        at=at,
        phone=phone,
        name=name,
        birthday=birthday,
        store_id=store_id,
        invitation=_invitation(invitation_code),
        reference=reference,
        referred_by_card=referred_by_card,
    )
    operations.record(
        actor,
        at,
        "member.registered",
        row,
        referred_by=str(row.referred_by_id or ""),
        invitation=(invitation_code or "").strip().upper(),
    )
    return view_of(row, actor)


def _invitation(code: str | None) -> InvitationFacts | None:
    """What a code that was read out means. Raises NotFound ``members.invitation_not_found``."""
    if not code or not code.strip():
        return None
    found = queries.find_invitation(code)
    if found is None:
        raise errors.invitation_not_found()
    return found
