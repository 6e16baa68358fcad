"""Bearer tokens: one per till, usually with the person signed in there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from tessera.kernel.clock import utc_now
from tessera.kernel.errors import DomainError
from tessera.org import queries as org


class TillBearer(HttpBearer):
    """``Authorization: Bearer <till token>``; the store and till come from it, never from a body."""

    def authenticate(self, request: HttpRequest, token: str) -> org.TillSession | None:
        """The session of a valid token, else None, which answers 401."""
        return org.find_session(token=token, at=utc_now())


class RememberedBearer(TillBearer):
    """The same from memory, for the checkout, whose one read notices what has changed since."""

    def authenticate(self, request: HttpRequest, token: str) -> org.TillSession | None:
        """The session as this process knows it."""
        return org.recall_session(token=token, at=utc_now())


def answered_anew(
    request: HttpRequest, work: Callable[[org.TillSession], HttpResponse]
) -> HttpResponse:
    """Do ``work`` for the remembered session, and once more for today's if it has changed.

    A refusal, too, is only told to a session that still holds: what was remembered may have
    lacked a permission that has been given since. Raises AuthenticationError when the token is
    no longer good.
    """
    remembered = session_of(request)
    try:
        return work(remembered)
    except (org.SignInChanged, DomainError) as error:
        token = request.headers["Authorization"].partition(" ")[2]
        session = org.find_session(token=token, at=utc_now())
        if session is None:
            raise AuthenticationError from None
        if session == remembered and isinstance(error, DomainError):
            raise
        return work(session)


def session_of(request: HttpRequest) -> org.TillSession:
    """The session that ``TillBearer`` found."""
    session: org.TillSession = request.auth  # type: ignore[attr-defined]  # set by ninja
    return session
