"""Signing in to the pages: a name, a password, and patience with those who guess."""

import contextlib
from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tessera.kernel import clock
from tessera.kernel.actor import Actor, system_actor
from tessera.org import permissions as org_permissions
from tessera.org import queries as org
from tessera.org import usecases as org_usecases

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
        return Outcome(
            None, _("Too many attempts. Wait half an hour, or ask a manager to set a new password.")
        )
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


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from.

    Behind a proxy all come from its own; sixty wrong guesses from anywhere would shut the door for
    the whole brand. The last address of ``X-Forwarded-For`` is the one that the proxy saw itself;
    what stands before it, anybody may have written.
    """
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with contextlib.suppress(ValueError):
            return str(ip_address(told))
    return str(request.META.get("REMOTE_ADDR", ""))
