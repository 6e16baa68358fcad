"""Let people in, change what they may do, and let them go."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.org import errors, operations, permissions, rules
from tessera.org.models import Staff, Store
from tessera.platform import audit
from tessera.platform.models import User
from tessera.platform.usecases import usecase


@usecase(permission=permissions.MANAGE_STAFF, audit="staff.hired")
def hire(
    *,
    actor: Actor,
    at: datetime,
    username: str,
    password: str,
    name: str,
    role: str,
    store_ids: Collection[UUID] = (),
    everywhere: bool = False,
) -> UUID:
    """Let somebody sign in with a role in some stores, or ``everywhere``; owners always everywhere.

    Raises Conflict ``org.username_taken``; Forbidden ``org.above_own`` for a role or stores
    beyond the actor's own; Invalid ``org.username_invalid``, ``org.password_weak``,
    ``org.role_unknown``, ``org.stores_needed``, ``org.field_required``,
    ``org.field_too_long``; NotFound ``org.store_not_found``.
    """
    stores = sorted(set(store_ids))
    everywhere = operations.scope_of(role, everywhere=everywhere)
    operations.check_grant(actor, role=role, everywhere=everywhere, store_ids=stores)
    row = Staff(
        id=uuid7(),
        user=_new_user(username, password),
        name=rules.text(name, field="name", limit=60),
        role=role,
        everywhere=everywhere,
    )
    row.save(force_insert=True)
    row.stores.set(Store.objects.filter(id__in=stores))
    _record(actor, at, "staff.hired", row, stores=stores)
    return row.id


def _new_user(username: str, password: str) -> User:
    wanted = User.normalize_username(rules.username(username))
    operations.check_password(password)
    if User.objects.filter(username__iexact=wanted).exists():
        raise errors.username_taken(username=wanted)
    return User.objects.create_user(wanted, password)


@usecase(permission=permissions.MANAGE_STAFF, audit="staff.changed")
def change_staff(
    *,
    actor: Actor,
    at: datetime,
    staff_id: UUID,
    name: str,
    role: str,
    store_ids: Collection[UUID] = (),
    everywhere: bool = False,
) -> None:
    """Give somebody another name, role or other stores; it holds from their next request.

    Raises Conflict ``org.last_owner``; Forbidden ``org.above_own``; NotFound
    ``org.staff_not_found``; Invalid as ``hire``.
    """
    row = operations.managed(actor, staff_id)
    stores = sorted(set(store_ids))
    everywhere = operations.scope_of(role, everywhere=everywhere)
    operations.check_grant(actor, role=role, everywhere=everywhere, store_ids=stores)
    if role != rules.OWNER:
        operations.check_not_last_owner(row)
    row.name = rules.text(name, field="name", limit=60)
    row.role, row.everywhere = role, everywhere
    row.save(force_update=True)
    row.stores.set(Store.objects.filter(id__in=stores))
    _record(actor, at, "staff.changed", row, stores=stores)


@usecase(permission=permissions.MANAGE_STAFF, audit="staff.dismissed")
def dismiss(*, actor: Actor, at: datetime, staff_id: UUID) -> None:
    """Let somebody go: they cannot sign in, and are signed out of every till at once.

    Raises Conflict ``org.last_owner``, ``org.own_account``; Forbidden ``org.above_own``;
    NotFound ``org.staff_not_found``.
    """
    row = operations.managed(actor, staff_id)
    if row.id == actor.id:
        raise errors.own_account()
    operations.check_not_last_owner(row)
    Staff.objects.filter(id=row.id).update(is_active=False)
    User.objects.filter(id=row.user_id).update(is_active=False)
    ended = operations.revoke_tokens_of(row, at=at)
    _record(actor, at, "staff.dismissed", row, tills_signed_out=ended)


@usecase(permission=permissions.MANAGE_STAFF, audit="staff.password_reset")
def reset_password(*, actor: Actor, at: datetime, staff_id: UUID, password: str) -> None:
    """Give somebody a new password; every sign-in with the old one ends.

    Raises Invalid ``org.password_weak``; Forbidden ``org.above_own``; NotFound
    ``org.staff_not_found``.
    """
    row = operations.managed(actor, staff_id)
    _set_password(row, password, at)
    _record(actor, at, "staff.password_reset", row)


@usecase(permission=permissions.CHANGE_OWN_PASSWORD, audit="staff.password_changed")
def change_own_password(
    *, actor: Actor, at: datetime, present_password: str, password: str
) -> None:
    """Choose a new password for oneself; every other sign-in ends.

    Raises Forbidden ``org.password_wrong``; Invalid ``org.password_weak``; NotFound
    ``org.staff_not_found`` for an actor who is not staff.
    """
    own = Staff.objects.select_related("user").filter(is_active=True)
    row = own.filter(id=actor.id).first() if actor.id else None
    if row is None:
        raise errors.staff_not_found()
    if not row.user.check_password(present_password):
        raise errors.password_wrong()
    _set_password(row, password, at)
    _record(actor, at, "staff.password_changed", row)


def _set_password(row: Staff, password: str, at: datetime) -> None:
    operations.check_password(password)
    row.user.set_password(password)
    row.user.save(update_fields=["password"])
    operations.revoke_tokens_of(row, at=at)


def _record(actor: Actor, at: datetime, action: str, row: Staff, **data: Any) -> None:
    operations.changed()
    if "stores" in data:
        data["stores"] = [str(store_id) for store_id in data["stores"]]
    audit.record(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        data={"username": row.user.username, "role": row.role, **data},
    )
