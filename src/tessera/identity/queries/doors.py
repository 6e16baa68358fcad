"""What opens the door to a member, and whether somebody may try it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import hashers

from tessera.identity import passkeys, permissions, rules
from tessera.identity.models import Passkey, Password, Session
from tessera.identity.passkeys import Begun, Site
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.platform import attempts


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device on which the member is signed in."""

    id: UUID
    device: str
    means: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey as its member sees it."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


def may_try(guesses: Mapping[str, int], at: datetime) -> bool:
    """Whether none of the names of ``rules.guesses`` failed too often lately."""
    return all(attempts.count_failures(name=name, at=at) < most for name, most in guesses.items())


def find_by_password(phone: str, password: str) -> UUID | None:
    """The member with this phone and password.

    An unknown phone takes as long as a wrong password: nobody learns which it was.
    """
    member_id = members.find_by_phone_or_card(phone)
    row = Password.objects.filter(member_id=member_id).first() if member_id else None
    if row is None:
        hashers.make_password(password)
        return None
    return row.member_id if hashers.check_password(password, row.hashed) else None


def has_password(actor: Actor) -> bool:
    """Whether the member has chosen a password."""
    actor.require(permissions.OWN)
    return Password.objects.filter(member_id=actor.own_id).exists()


def list_devices(actor: Actor, at: datetime) -> list[DeviceView]:
    """Where the member is signed in, the last used first."""
    actor.require(permissions.OWN)
    rows = Session.objects.filter(
        member_id=actor.own_id, ended_at=None, seen_at__gt=at - rules.SESSION_AGE
    ).order_by("-seen_at", "-id")
    return [DeviceView(r.id, r.device, r.means, r.created_at, r.seen_at) for r in rows]


def list_passkeys(actor: Actor) -> list[PasskeyView]:
    """The member's passkeys, the oldest first."""
    actor.require(permissions.OWN)
    rows = Passkey.objects.filter(member_id=actor.own_id).order_by("created_at", "id")
    return [PasskeyView(r.id, r.name, r.created_at, r.used_at) for r in rows]


def begin_passkey(actor: Actor, site: Site, *, name: str) -> Begun:
    """What the member's device is asked for a new passkey."""
    actor.require(permissions.OWN)
    rows = Passkey.objects.filter(member_id=actor.own_id)
    known = [passkeys.Key(r.credential, bytes(r.public_key), r.sign_count) for r in rows]
    return passkeys.begin_adding(site, member_id=actor.own_id, name=name, known=known)


def begin_entering(site: Site) -> Begun:
    """What any device is asked that says it has a passkey."""
    return passkeys.begin_entering(site)
