"""Which token of a till a browser's session holds, so that it ends with the session."""

from uuid import UUID

from django.http import HttpRequest

from tessera.kernel import clock
from tessera.kernel.actor import Actor
from tessera.kernel.errors import NotFound
from tessera.org import queries, usecases

_TOKEN = "till_token"  # noqa: S105 - where the session keeps the id, which opens nothing


def keep(request: HttpRequest, token: str) -> None:
    """Remember that this browser works at a till with ``token``."""
    request.session[_TOKEN] = str(queries.find_token_id(token))


def end(request: HttpRequest, actor: Actor) -> None:
    """End the token that this browser works with; nothing to do where there is none, or it has ended."""
    kept = request.session.pop(_TOKEN, "")
    if not kept:
        return
    try:
        usecases.end_own_token(actor=actor, at=clock.utc_now(), token_id=UUID(kept))
    except NotFound:
        return
