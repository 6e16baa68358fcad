"""Passkeys: adding one, coming in by one, giving one up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.identity import errors, operations, passkeys, permissions, queries, rules
from tessera.identity.models import LONGEST_CREDENTIAL, Passkey
from tessera.identity.operations import Device, Entered
from tessera.identity.passkeys import Site
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="member.passkey_added")
def add_passkey(
    *,
    actor: Actor,
    at: datetime,
    fresh: bool,
    site: Site,
    state: str,
    answer: Mapping[str, Any],
    device: Device,
) -> UUID:
    """Keep the public half of a passkey that the member's device made.

    Raises Forbidden ``identity.proof_needed``, ``identity.passkey_unproved``; Conflict
    ``identity.passkey_taken``.
    """
    if not fresh:
        raise errors.proof_needed()
    key = passkeys.added(site, state=state, answer=answer)
    if key is None or not operations.spend_challenge(state, at=at):
        raise errors.passkey_unproved()
    if Passkey.objects.filter(credential=key.credential).exists():
        raise errors.passkey_taken()
    row = Passkey.objects.create(
        id=uuid7(),
        member_id=actor.own_id,
        credential=key.credential,
        public_key=key.public_key,
        sign_count=key.sign_count,
        transports=list(answer.get("response", {}).get("transports", []))[:8],
        name=rules.device_name(device.agent)[:40],
        created_at=at,
    )
    data = {"name": row.name}
    audit.record(actor=actor, at=at, action="member.passkey_added", subject=actor.own_id, data=data)
    return row.id


@usecase(permission=permissions.OWN, audit="member.passkey_removed")
def remove_passkey(*, actor: Actor, at: datetime, passkey_id: UUID) -> None:
    """Give up one of one's passkeys; somebody else's is not touched."""
    gone, _ = Passkey.objects.filter(id=passkey_id, member_id=actor.own_id).delete()
    audit.record(
        actor=actor,
        at=at,
        action="member.passkey_removed",
        subject=actor.own_id,
        data={"passkeys": gone},
    )


@usecase(permission=permissions.SIGN_IN, audit="member.sign_in")
def enter_by_passkey(
    *,
    actor: Actor,
    at: datetime,
    site: Site,
    state: str,
    answer: Mapping[str, Any],
    device: Device,
) -> Entered:
    """Let in whose device proves one of our passkeys; without a token where it does not.

    Raises Conflict ``identity.too_many_tries``.
    """
    name = passkeys.named(answer)[:LONGEST_CREDENTIAL]
    guesses = rules.guesses(name=name, address=device.address, device=device.mark)
    if not queries.may_try(guesses, at):
        raise errors.too_many_tries()
    row = Passkey.objects.filter(credential=name).first() if name else None
    key = passkeys.Key(row.credential, bytes(row.public_key), row.sign_count) if row else None
    count = passkeys.proved(site, state=state, answer=answer, key=key) if key else None
    if row is None or count is None or not operations.spend_challenge(state, at=at):
        return operations.keep_out(actor=actor, at=at, name=name, means="passkey", device=device)
    row.sign_count, row.used_at = count, at
    row.save(update_fields=["sign_count", "used_at"])
    return operations.let_in(
        actor=actor, at=at, member_id=row.member_id, means="passkey", device=device
    )
