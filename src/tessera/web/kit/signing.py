"""Signing in to the pages: a name, a password, and patience with those who guess."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib import auth
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tessera.kernel import clock
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Forbidden
from tessera.org import errors
from tessera.org import permissions as org_permissions
from tessera.org import queries as org
from tessera.org import usecases as org_usecases
from tessera.platform import refusals
from tessera.platform.addresses import address_of

DOOR = system_actor("sign-in", {org_permissions.SIGN_IN})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who came in, or the sentence that says why not and what to do."""

    actor: Actor | None
    problem: str = ""


def sign_in(request: HttpRequest, *, username: str, password: str) -> Outcome:
    """Sign in and note it, either way. The answer does not tell whether the name exists."""
    at, address = clock.utc_now(), address_of(request)
    if not org.may_try_sign_in(username=username, address=address, at=at):
        return Outcome(None, refusals.message(errors.too_many_attempts()))
    user = auth.authenticate(request, username=username, password=password)
    actor = org.find_staff_actor(user_id=user.pk) if user else None
    if user is None or actor is None:
        org_usecases.note_refused_sign_in(actor=DOOR, at=at, username=username, address=address)
        return Outcome(
            None, _("Name and password do not match. Check both; capitals count in the password.")
        )
    auth.login(request, user)
    org_usecases.note_sign_in(actor=actor, at=at, address=address)
    return Outcome(actor)


def change_own_password(
    request: HttpRequest, *, actor: Actor, present_password: str, password: str
) -> None:
    """Change one's password; this browser stays signed in, every other one does not.

    Raises Forbidden ``org.too_many_attempts`` and what the use case raises.
    """
    assert request.user.is_authenticated
    with _by_password(request) as at:
        org_usecases.change_own_password(
            actor=actor, at=at, present_password=present_password, password=password
        )
    request.user.refresh_from_db()
    auth.update_session_auth_hash(request, request.user)


def choose_own_pin(request: HttpRequest, *, actor: Actor, present_password: str, pin: str) -> None:
    """Choose the PIN with which one approves at a till.

    Raises Forbidden ``org.too_many_attempts`` and what the use case raises.
    """
    with _by_password(request) as at:
        org_usecases.choose_own_pin(actor=actor, at=at, present_password=present_password, pin=pin)


@contextmanager
def _by_password(request: HttpRequest) -> Iterator[datetime]:
    """A wrong present password counts as a sign-in that was refused: whoever sits down at an open
    page guesses no more often than at the door."""
    at, address = clock.utc_now(), address_of(request)
    username = request.user.get_username()
    if not org.may_try_sign_in(username=username, address=address, at=at):
        raise errors.too_many_attempts()
    try:
        yield at
    except Forbidden as refusal:
        if refusal.code == "org.password_wrong":
            org_usecases.note_refused_sign_in(actor=DOOR, at=at, username=username, address=address)
        raise
