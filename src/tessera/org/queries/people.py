"""Who works here, as actors and as lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import hashers
from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.org import errors, permissions
from tessera.org.models import Staff, StaffPin


@dataclass(frozen=True, slots=True)
class StaffStore:
    """A store that somebody works in."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StaffView:
    """Somebody who works here. ``stores`` are those that the reader may see."""

    id: UUID
    user_id: UUID
    username: str
    name: str
    role: str
    everywhere: bool
    is_active: bool
    stores: tuple[StaffStore, ...]


def permissions_of(role: str) -> frozenset[str]:
    """What ``role`` may do (``settings.ROLES``). Raises Invalid ``org.role_unknown``."""
    roles: dict[str, frozenset[str]] = settings.ROLES
    if role not in roles:
        raise errors.role_unknown(role=role)
    return roles[role]


def find_actor(*, staff_id: UUID | None = None, user_id: UUID | None = None) -> Actor | None:
    """Somebody who works here, straight from the tables; None for strangers and the dismissed."""
    found = Staff.objects.filter(is_active=True, user__is_active=True)
    found = found.filter(id=staff_id) if staff_id else found.filter(user=user_id)
    row = found.prefetch_related("stores").first()
    return actor_of(row) if row else None


def find_by_pin(username: str, pin: str) -> Actor | None:
    """Who works here under that name and has that PIN; None for everybody else.

    Whoever asks counts what was wrong (``platform.attempts``). Somebody unknown takes as long as a wrong PIN.
    """
    found = Staff.objects.filter(
        user__username__iexact=username.strip(), is_active=True, user__is_active=True
    )
    row = found.prefetch_related("stores").first()
    own = StaffPin.objects.filter(staff=row).first() if row is not None else None
    if row is None or own is None:
        hashers.make_password(pin)
        return None
    return actor_of(row) if hashers.check_password(pin, own.hashed) else None


def actor_of(row: Staff) -> Actor:
    """What this person may do, and where."""
    stores = None if row.everywhere else frozenset(store.id for store in row.stores.all())
    return Actor("staff", row.id, row.name, row.role, permissions_of(row.role), store_ids=stores)


def list_staff(actor: Actor, *, dismissed: bool = False) -> list[StaffView]:
    """Who works, or with ``dismissed`` worked, in the actor's stores, by name.

    Somebody in one store sees the colleagues there, not the people of the head office.
    Raises Forbidden.
    """
    actor.require(permissions.VIEW_STAFF)
    found = visible_staff(actor).filter(is_active=not dismissed).order_by("name", "id")
    return [_view(row, actor) for row in found]


def get_staff(actor: Actor, staff_id: UUID) -> StaffView:
    """One person. Raises Forbidden; NotFound ``org.staff_not_found`` beyond the actor's stores."""
    actor.require(permissions.VIEW_STAFF)
    row = visible_staff(actor).filter(id=staff_id).first()
    if row is None:
        raise errors.staff_not_found()
    return _view(row, actor)


def visible_staff(actor: Actor) -> QuerySet[Staff]:
    """The people within the actor's stores."""
    found = Staff.objects.select_related("user").prefetch_related("stores")
    if actor.store_ids is None:
        return found
    colleagues = Staff.stores.through.objects.filter(store__in=actor.store_ids)
    return found.filter(everywhere=False, id__in=colleagues.values("staff_id"))


def _view(row: Staff, actor: Actor) -> StaffView:
    return StaffView(
        id=row.id,
        user_id=row.user_id,
        username=row.user.username,
        name=row.name,
        role=row.role,
        everywhere=row.everywhere,
        is_active=row.is_active,
        stores=tuple(_stores(row, actor)),
    )


def _stores(row: Staff, actor: Actor) -> Iterable[StaffStore]:
    for store in sorted(row.stores.all(), key=lambda store: store.code):
        if actor.reaches(store.id):
            yield StaffStore(store.id, store.code, store.name)
