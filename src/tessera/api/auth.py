"""Bearer tokens: one per till, usually with the person signed in there."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from tessera.kernel.clock import utc_now
from tessera.org import queries as org


class TillBearer(HttpBearer):
    """``Authorization: Bearer <till token>``; the store and till come from it, never from a body."""

    def authenticate(self, request: HttpRequest, token: str) -> org.TillSession | None:
        """The session of a valid token, else None, which answers 401."""
        return org.find_session(token=token, at=utc_now())


def session_of(request: HttpRequest) -> org.TillSession:
    """The session that ``TillBearer`` found."""
    session: org.TillSession = request.auth  # type: ignore[attr-defined]  # set by ninja
    return session
