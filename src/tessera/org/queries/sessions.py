"""Who is behind a request: a person who signed in, or a till's bearer token."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.org import rules
from tessera.org.models import TillToken
from tessera.org.queries import directory
from tessera.org.queries.directory import Known, TillSession
from tessera.platform import reads, versions
from tessera.platform.reads import Select


def find_staff_actor(user_id: UUID) -> Actor | None:
    """The actor behind a signed-in user; None where nobody like that works here (any more).

    One small statement (the version); the rest is memory.
    """
    return directory.known_at().actor(user_id=user_id)


def find_session(token: str, at: datetime) -> TillSession | None:
    """The till session of a bearer token; None for unknown, revoked and expired tokens.

    One round trip: the token's row, so that revoking takes effect at once, and the versions.
    The person's permissions and store are those of today, not of the sign-in.
    """
    found = reads.gather({"token": _select_token(token), "versions": versions.CURRENT})
    row = next(iter(found["token"]), None)
    if (
        row is None
        or row["revoked_at"] is not None
        or datetime.fromisoformat(row["expires_at"]) <= at
    ):
        return None
    known = directory.known_at({row["name"]: row["value"] for row in found["versions"]})
    session = _session(row, known)
    if session is not None and known.version:
        known.remember(rules.digest(token), session)
    return session


def find_token_id(token: str) -> UUID | None:
    """The id of a bearer token, by which it can be ended later without being kept itself."""
    return TillToken.objects.filter(digest=rules.digest(token)).values_list("id", flat=True).first()


class SignInChanged(Exception):
    """What an actor may do was read from memory and has changed since: find the session anew."""


def check_current(actor: Actor, current: Mapping[str, str]) -> None:
    """Raise SignInChanged when ``actor`` was read at another version than ``current``."""
    if actor.as_of and actor.as_of != current.get(directory.NAME, ""):
        raise SignInChanged


def recall_session(token: str, at: datetime) -> TillSession | None:
    """Like ``find_session``, from memory where this process has met the token before.

    Only for use cases that read the versions anyway and call ``check_current``: a token is
    revoked, and a person dismissed, by a new version.
    """
    session = directory.known().session(rules.digest(token))
    if session is not None and session.expires_at > at:
        return session
    return find_session(token, at)


def _select_token(token: str) -> Select:
    return Select(
        "SELECT till_id, staff_id, scopes, expires_at, revoked_at FROM org_tilltoken"
        " WHERE digest = {digest}",
        {"digest": rules.digest(token)},
    )


def _session(row: Mapping[str, Any], known: Known) -> TillSession | None:
    till = known.till(ids.parse_uuid(row["till_id"]))
    actor = _person(row, known, till.store_id) if row["staff_id"] else _machine(row, till.name)
    if actor is None:
        return None
    return TillSession(
        actor=Actor(
            kind=actor.kind,
            id=actor.id,
            name=actor.name,
            role=actor.role,
            permissions=rules.token_permissions(actor.permissions, scopes=_scopes(row)),
            store_ids=frozenset({till.store_id}),
            till_id=till.id,
            as_of=known.version,
        ),
        till_id=till.id,
        till_code=till.code,
        till_name=till.name,
        store=known.store(till.store_id),
        expires_at=datetime.fromisoformat(row["expires_at"]),
    )


def _person(row: Mapping[str, Any], known: Known, store_id: UUID) -> Actor | None:
    actor = known.actor(staff_id=ids.parse_uuid(row["staff_id"]))
    return actor if actor and actor.reaches(store_id) else None


def _machine(row: Mapping[str, Any], name: str) -> Actor:
    return Actor("till", ids.parse_uuid(row["till_id"]), name, "till", frozenset(_scopes(row)))


def _scopes(row: Mapping[str, Any]) -> list[str]:
    """SQLite hands JSON over as text."""
    scopes = row["scopes"]
    return list(orjson.loads(scopes) if isinstance(scopes, str) else scopes)
