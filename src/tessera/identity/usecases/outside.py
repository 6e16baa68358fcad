"""Accounts elsewhere: coming in by one, binding one to one's card, giving one up.

The provider was asked before (``queries.meet``): no transaction waits for the network.
"""

from datetime import datetime
from uuid import UUID

from tessera.identity import errors, operations, permissions, queries, rules
from tessera.identity.models import OutsideAccount
from tessera.identity.operations import Device, Entered
from tessera.identity.queries import Met
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SIGN_IN, audit="member.sign_in")
def enter_by_outside(*, actor: Actor, at: datetime, met: Met, device: Device) -> Entered:
    """Let in whose account its provider has confirmed.

    Without a token where it opens no card yet: then a phone is to be proved, and
    ``bind_outside`` follows.
    """
    row = queries.find_account(met)
    if row is None:
        operations.record_try(
            actor=actor, at=at, subject="", means=met.provider, device=device, entered=False
        )
        return Entered()
    operations.know_again(row, met)
    member_id = members.survivor_of(row.member_id)
    return operations.let_in(
        actor=actor, at=at, member_id=member_id, means=met.provider, device=device
    )


@usecase(permission=permissions.SIGN_IN, audit="member.sign_in")
def note_unproved(*, actor: Actor, at: datetime, provider: str, device: Device) -> None:
    """Count that a device came back with a code that its provider does not know."""
    name = rules.knocker(provider, address=device.address, device=device.mark)
    operations.keep_out(actor=actor, at=at, name=name, means=provider, device=device)


@usecase(permission=permissions.OWN, audit="member.account_bound")
def bind_outside(*, actor: Actor, at: datetime, fresh: bool, met: Met) -> None:
    """Let the account open the member's card from now on; a card has one of each provider.

    ``fresh`` says that the device's session is (``queries.find_session``). Raises Forbidden
    ``identity.proof_needed``; Conflict ``identity.outside_taken``, ``identity.outside_has_other``.
    """
    if not fresh:
        raise errors.proof_needed()
    is_new = operations.bind(member_id=actor.own_id, at=at, met=met)
    data = {"means": met.provider, "new": is_new}
    audit.record(actor=actor, at=at, action="member.account_bound", subject=actor.own_id, data=data)


@usecase(permission=permissions.OWN, audit="member.account_unbound")
def unbind_outside(*, actor: Actor, at: datetime, account_id: UUID) -> None:
    """Give up one of one's accounts elsewhere; somebody else's is not touched."""
    own = OutsideAccount.objects.filter(id=account_id, member_id=actor.own_id)
    row = own.first()
    own.delete()
    data = {"means": row.provider} if row else {}
    audit.record(
        actor=actor, at=at, action="member.account_unbound", subject=actor.own_id, data=data
    )
