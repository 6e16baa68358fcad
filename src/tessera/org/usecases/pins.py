"""The PIN with which somebody approves at a till, chosen by themselves."""

from datetime import datetime

from django.contrib.auth import hashers

from tessera.kernel.actor import Actor
from tessera.kernel.pins import is_pin
from tessera.org import errors, permissions
from tessera.org.models import Staff, StaffPin
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.CHANGE_OWN_PASSWORD, audit="staff.pin_chosen")
def choose_own_pin(*, actor: Actor, at: datetime, present_password: str, pin: str) -> None:
    """Choose one's PIN, or another; the password shows that it is oneself.

    Raises Forbidden ``org.password_wrong``; Invalid ``org.pin_weak``; NotFound
    ``org.staff_not_found`` for an actor who is not staff.
    """
    own = Staff.objects.select_related("user").filter(is_active=True)
    row = own.filter(id=actor.id).first() if actor.id else None
    if row is None:
        raise errors.staff_not_found()
    if not row.user.check_password(present_password):
        raise errors.password_wrong()
    if not is_pin(pin):
        raise errors.pin_weak()
    values = {"hashed": hashers.make_password(pin), "chosen_at": at}
    StaffPin.objects.update_or_create(staff=row, defaults=values)
    data = {"username": row.user.username, "role": row.role}
    audit.record(actor=actor, at=at, action="staff.pin_chosen", subject=row.id, data=data)
