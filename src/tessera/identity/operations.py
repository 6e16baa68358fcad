"""Writes that several stories of the door share; the caller owns the transaction."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from tessera.identity import errors, passkeys, queries, rules
from tessera.identity.events import MemberEntered
from tessera.identity.models import OutsideAccount, Passkey, Password, Session, SpentChallenge
from tessera.identity.outside.flows import Met
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import operations as members
from tessera.platform import attempts, audit, events
from tessera.platform.batch import Batch


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody stands: the network address, the browser's name, the device's own mark, and
    the language in which the app is read there."""

    address: str
    agent: str = ""
    mark: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """How knocking ended. ``token`` is empty where the door stayed shut.

    ``is_new``: the person became a member just now.
    """

    token: str = ""
    member_id: UUID | None = None
    is_new: bool = False


def let_in(
    *, actor: Actor, at: datetime, member_id: UUID, means: str, device: Device, is_new: bool = False
) -> Entered:
    """Sign the device in, under a token made for it, and write down that it happened."""
    token = rules.new_token()
    Session.objects.create(
        id=uuid7(),
        digest=rules.digest(token),
        member_id=member_id,
        means=means,
        device=rules.device_name(device.agent)[:80],
        language=device.language[:10],
        created_at=at,
        proved_at=at,
        seen_at=at,
    )
    record_try(actor=actor, at=at, subject=member_id, means=means, device=device, entered=True)
    tell(MemberEntered(member_id, device.address, device.mark, at))
    return Entered(token, member_id, is_new)


def tell(event: object) -> None:
    """Tell the listeners, within this transaction."""
    batch = Batch()
    events.publish(event, batch)
    batch.flush()


def keep_out(*, actor: Actor, at: datetime, name: str, means: str, device: Device) -> Entered:
    """Count a failed try by the phone or account ``name``, and write it down without it."""
    for counted in rules.guesses(name=name, address=device.address, device=device.mark):
        attempts.note_failure(name=counted, at=at)
    record_try(actor=actor, at=at, subject="", means=means, device=device, entered=False)
    return Entered()


def record_try(
    *, actor: Actor, at: datetime, subject: object, means: str, device: Device, entered: bool
) -> None:
    """The audit row of everybody who knocks."""
    data = {"means": means, "address": device.address, "entered": entered}
    audit.record(actor=actor, at=at, action="member.sign_in", subject=subject, data=data)


def end_sessions(member_id: UUID, *, at: datetime, but: UUID | None = None) -> int:
    """Sign every device of the member out, except one; returns how many. Codes that they could
    show without a network are worth nothing from now on."""
    members.turn_card(member_id)
    open_ones = Session.objects.filter(member_id=member_id, ended_at=None)
    return open_ones.exclude(id=but).update(ended_at=at) if but else open_ones.update(ended_at=at)


def spend_challenge(state: str, *, at: datetime) -> bool:
    """Whether a passkey's challenge was good until now; from now on it is not.

    Devices that do not count their signatures would otherwise open the door again to whoever
    heard both the challenge and its answer. Those that are too old anyway are forgotten.
    """
    old = at - timedelta(seconds=2 * passkeys.SECONDS)
    SpentChallenge.objects.filter(spent_at__lt=old).delete()
    _, is_first = SpentChallenge.objects.get_or_create(
        digest=rules.digest(state), defaults={"spent_at": at}
    )
    return is_first


def forget_means(member_id: UUID) -> None:
    """Nothing opens the door to this member any more: password, passkeys, accounts elsewhere."""
    for means in (Password, Passkey, OutsideAccount):
        means.objects.filter(member=member_id).delete()


def bind(*, member_id: UUID, at: datetime, met: Met) -> bool:
    """Let an account that was confirmed open the member's door; False where it does already.

    The constraints of the table settle a race, so nothing is read first. Raises Conflict
    ``identity.outside_taken``, ``identity.outside_has_other``.
    """
    row = OutsideAccount(
        id=uuid7(),
        provider=met.provider,
        subject=met.person.subject,
        openid=met.person.openid,
        member_id=member_id,
        name=met.person.name,
        bound_at=at,
    )
    OutsideAccount.objects.bulk_create([row], ignore_conflicts=True)
    if OutsideAccount.objects.filter(id=row.id).exists():
        return True
    found = queries.find_account(met)
    if found is None:
        raise errors.outside_has_other()
    if found.member_id != member_id:
        raise errors.outside_taken()
    return False


def know_again(row: OutsideAccount, met: Met) -> None:
    """Keep the unionid of an account that was known by its openid alone until now."""
    person = met.person
    if person.subject in {row.subject, person.openid}:
        return
    # somebody may bind the same unionid to another card at this moment: then it stays as it was
    with contextlib.suppress(IntegrityError), transaction.atomic():
        OutsideAccount.objects.filter(id=row.id).update(subject=person.subject)
