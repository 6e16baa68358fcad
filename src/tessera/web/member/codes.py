"""Codes to the phone of the member who is signed in, for what only they may do."""

from tessera.identity import permissions as identity
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.members import queries as members
from tessera.messaging import permissions as messaging
from tessera.messaging import usecases
from tessera.messaging.usecases import Outcome
from tessera.web.member import access
from tessera.web.member.access import MemberRequest

DOOR = system_actor("member door", identity.DOOR | {messaging.PROVE_PHONE})
"""The door itself, before it is known who stands there."""


def send_own(request: MemberRequest, purpose: str) -> None:
    """Send the member a code. Raises Conflict where one was sent a moment ago, or too many."""
    device = access.device_of(request)
    usecases.request_code(
        actor=DOOR,
        at=clock.utc_now(),
        phone=members.get_own_phone(request.actor),
        purpose=purpose,
        address=device.address,
        device=device.mark,
    )


def prove_own(request: MemberRequest, purpose: str, code: str) -> Outcome:
    """Hold what was typed against the code that was sent to the member."""
    return usecases.prove_phone(
        actor=DOOR,
        at=clock.utc_now(),
        phone=members.get_own_phone(request.actor),
        purpose=purpose,
        code=code,
    )
