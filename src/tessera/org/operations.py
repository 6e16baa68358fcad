"""Writes that several stories of this room share; the caller owns the transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tessera.kernel.actor import Actor
from tessera.org import errors, permissions, queries, rules
from tessera.org.models import Role, Staff, Store, TillToken
from tessera.org.queries import people
from tessera.platform import versions


def changed() -> None:
    """Tell every process that what it remembers of the organisation is out of date."""
    versions.bump("org")


def check_password(password: str) -> None:
    """Ask the validators of the settings. Raises Invalid ``org.password_weak`` with their advice."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise errors.password_weak(reasons=error.messages) from error


def check_grant(actor: Actor, *, role: str, everywhere: bool, store_ids: Iterable[UUID]) -> None:
    """Nobody gives a role or a store that goes beyond their own.

    Raises Invalid ``org.role_unknown``, ``org.stores_needed``; NotFound
    ``org.store_not_found``; Forbidden ``org.above_own``.
    """
    wanted = frozenset(store_ids)
    if role not in Role.values:
        raise errors.role_unknown(role=role)
    if not everywhere and not wanted:
        raise errors.stores_needed()
    if not all(actor.reaches(store_id) for store_id in wanted):
        raise errors.store_not_found()
    if Store.objects.filter(id__in=wanted).count() != len(wanted):
        raise errors.store_not_found()
    _check_not_above(actor, role, everywhere=everywhere)


def _check_not_above(actor: Actor, role: str, *, everywhere: bool) -> None:
    beyond = everywhere and actor.store_ids is not None
    if beyond or not queries.permissions_of(role) <= actor.permissions:
        raise errors.above_own(role=role)


def managed(actor: Actor, staff_id: UUID) -> Staff:
    """Somebody whom ``actor`` may change: all of whose stores and permissions the actor has.

    Otherwise who manages one store could take over an owner's account by a new password.
    Raises Forbidden ``permission.denied``, ``org.above_own``; NotFound ``org.staff_not_found``.
    """
    actor.require(permissions.MANAGE_STAFF)
    row = people.visible_staff(actor).filter(id=staff_id, is_active=True).first()
    if row is None:
        raise errors.staff_not_found()
    if not all(actor.reaches(store.id) for store in row.stores.all()):
        raise errors.above_own(role=row.role)
    _check_not_above(actor, row.role, everywhere=row.everywhere)
    return row


def check_not_last_owner(row: Staff) -> None:
    """Refuse to take away the last owner; all owners are locked, so that two cannot go at once.

    Raises Conflict ``org.last_owner``.
    """
    owners = Staff.objects.select_for_update(of=("self",)).filter(role=Role.OWNER, is_active=True)
    if row.role == Role.OWNER and not [o for o in owners.order_by("id") if o.id != row.id]:
        raise errors.last_owner()


def revoke_tokens_of(staff: Staff, *, at: datetime) -> int:
    """Sign a person out of every till; how many tokens that ended."""
    live = TillToken.objects.filter(staff=staff, revoked_at=None, expires_at__gt=at)
    return live.update(revoked_at=at)


def scope_of(role: str, *, everywhere: bool) -> bool:
    """Whether the role reaches every store: an owner's always does."""
    return everywhere or role == rules.OWNER
