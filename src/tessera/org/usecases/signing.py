"""Who signed in to the office or the till page, and who could not."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.org import permissions, rules
from tessera.platform import attempts, audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SIGN_IN, audit="staff.signed_in")
def note_sign_in(*, actor: Actor, at: datetime, address: str) -> None:
    """Write down that ``actor`` signed in from the network ``address``."""
    audit.record(
        actor=actor, at=at, action="staff.signed_in", subject=actor.id, data={"address": address}
    )


@usecase(permission=permissions.SIGN_IN, audit="staff.sign_in_refused")
def note_refused_sign_in(*, actor: Actor, at: datetime, username: str, address: str) -> None:
    """Write down, and count, that somebody at ``address`` could not sign in as ``username``.

    ``actor`` is the door itself: who stands before it is not known.
    """
    for name in rules.sign_in_attempts(username=username, address=address):
        attempts.note_failure(name=name, at=at)
    audit.record(
        actor=actor,
        at=at,
        action="staff.sign_in_refused",
        subject=username[:60],
        data={"address": address},
    )
