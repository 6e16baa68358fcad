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
    if attempts.count_failures(name=_door(actor), at=at) >= MOST_LOOKUPS:
        raise errors.lookups_limited()


def note_lookup(actor: Actor, at: datetime) -> None:
    """Count a look-up."""
    attempts.note_failure(name=_door(actor), at=at)


def tell_receiver(*, actor: Actor, at: datetime, action: str, found: Member | None) -> Receiver:
    """What the giver hears of who was ``found``; counted and noted, whatever it is."""
    note_lookup(actor, at)
    data = {"found": found is not None}
    audit.record(actor=actor, at=at, action=action, subject=actor.own_id, data=data)
    return Receiver(rules.mask_name(found.name) if found else "")


def _door(actor: Actor) -> str:
    return f"points-receiver:{actor.own_id}"
