"""Whom a member names to give something: looked up a few times and no more (CASES 20)."""

from dataclasses import dataclass
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.members import rules
from tessera.members.models import Member
from tessera.platform import attempts, audit
from tessera.wallet import errors

MOST_LOOKUPS = 10
"""So many phones and cards a member may ask for in a quarter of an hour (CASES 20)."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who would get it: nothing of them but the first letter of the name."""

    masked_name: str


def check_lookups(actor: Actor, at: datetime) -> None:
    """Refuse who has looked for too many. Raises Conflict ``wallet.lookups_limited``."""
    attempts.check(_door(actor), at=at)


def note_lookup(actor: Actor, at: datetime) -> None:
    """Count somebody who is not there."""
    attempts.miss(_door(actor), at=at)


def tell_receiver(*, actor: Actor, at: datetime, action: str, found: Member | None) -> Receiver:
    """What the giver hears of who was ``found``; counted and noted, whatever it is."""
    if found is None:
        note_lookup(actor, at)
    else:
        attempts.note_failure(name=_door(actor).name, at=at)
    data = {"found": found is not None}
    audit.record(actor=actor, at=at, action=action, subject=actor.own_id, data=data)
    return Receiver(rules.mask_name(found.name) if found else "")


def _door(actor: Actor) -> attempts.Door:
    return attempts.Door(
        name=f"points-receiver:{actor.own_id}",
        thing="receiver",
        most=MOST_LOOKUPS,
        refusal=errors.lookups_limited,
        told={"member": str(actor.own_id)},
    )
