"""What a browser carries from its leaving for a provider to its coming back, signed by the house.

``state`` goes round through the provider's address, the flow stays in a cookie that scripts cannot read:
only the browser that left can come back (RFC 6749, section 10.12).
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core import signing

from tessera.identity import errors
from tessera.identity.outside.provider import Person

SECONDS = 600
"""How long a way to a provider and back, or proving a phone after it, may take."""

_FLOW_SALT = "tessera.identity.outside.flow"
_MET_SALT = "tessera.identity.outside.met"


@dataclass(frozen=True, slots=True)
class Flow:
    """Where somebody went and what for: to come in, or to bind the account of ``member``.

    ``next`` and ``invitation`` are what the door had been told.
    """

    provider: str
    inside_wechat: bool
    member: str = ""
    next: str = ""
    invitation: str = ""
    state: str = ""

    @property
    def member_id(self) -> UUID | None:
        """Who wants an account bound; None for who wants to come in."""
        return UUID(self.member) if self.member else None


@dataclass(frozen=True, slots=True)
class Met:
    """An account that its provider has just confirmed."""

    provider: str
    person: Person


def new_state() -> str:
    """128 random bits in the signs that WeChat passes on."""
    return secrets.token_hex(16)


def seal(flow: Flow) -> str:
    """What the browser keeps of its way."""
    return signing.dumps(asdict(flow), salt=_FLOW_SALT)


def unseal(kept: str, *, provider: str, state: str) -> Flow:
    """The way on which a browser comes back. Raises Forbidden ``identity.outside_elsewhere``."""
    try:
        flow = Flow(**signing.loads(kept, salt=_FLOW_SALT, max_age=SECONDS))
    except signing.BadSignature as problem:
        raise errors.outside_elsewhere() from problem
    same = hmac.compare_digest(flow.state.encode(), state.encode())
    if not same or flow.provider != provider:
        raise errors.outside_elsewhere()
    return flow


def vouch(met: Met) -> str:
    """That this account was confirmed, for ten minutes."""
    return signing.dumps(asdict(met), salt=_MET_SALT)


def met_in(voucher: str) -> Met:
    """The account that was confirmed. Raises Forbidden ``identity.outside_unproved``."""
    try:
        told: Mapping[str, dict[str, str]] = signing.loads(voucher, salt=_MET_SALT, max_age=SECONDS)
    except signing.BadSignature as problem:
        raise errors.outside_unproved() from problem
    return Met(str(told["provider"]), Person(**told["person"]))
